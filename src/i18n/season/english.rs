//! The sentences of `season` in English.

use super::super::Speaker;
use super::super::date::EN_LONG;
use super::{Counted, Name, Season};

fn name(name: Name) -> &'static str {
    match name {
        Name::Measure => "Season of",
        Name::Split => "Divided by",
        Name::LeftOut => "Months that count",
        Name::Strength => "Strength of the season",
        Name::TradingDays => "Effect of trading days",
        Name::Index => "Index",
        Name::Month => "Month",
        Name::MonthNumber => "Month of the year",
        Name::Lowest => "Lowest year",
        Name::Highest => "Highest year",
        Name::Years => "Years",
        Name::Trend => "Mean of the year around",
        Name::Ratio => "Beside that mean",
        Name::Adjusted => "Without the season",
        Name::LeftOutColumn => "Left out",
        Name::Partial => "Part of a month",
        Name::Weekday => "Day",
        Name::Share => "Share",
        Name::Comparison => "Comparison",
        Name::Before => "Before",
        Name::Change => "Change",
        Name::ChangeShare => "Change, %",
        Name::Season => "Season",
        Name::SeasonShare => "Season, %",
        Name::Rest => "Rest",
        Name::RestShare => "Rest, %",
        Name::Value => "Part",
        Name::Peak => "Best month",
        Name::PeakIndex => "Its index",
        Name::Low => "Weakest month",
        Name::LowIndex => "Index of the weakest",
        Name::AgainstUsual => "Against a usual one",
        Name::FullMonths => "Full months",
        Name::StandardError => "Standard error",
        Name::Explained => "Explained of what season and trend leave open",
    }
}

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The name of a month of the year, 1 to 12.
fn month_of_year(month: i8) -> &'static str {
    EN_LONG[(month.clamp(1, 12) - 1) as usize]
}

fn weekday(day: u8) -> &'static str {
    WEEKDAYS[usize::from(day).min(6)]
}

fn counted(counted: Counted) -> &'static str {
    match counted {
        Counted::Revenue => "Revenue",
        Counted::Visits => "Visits",
        Counted::Customers => "Customers",
    }
}

fn times(index: f64, speaker: &Speaker) -> String {
    speaker.number(index, 2)
}

pub(super) fn said(message: &Season, speaker: &Speaker) -> String {
    use Season as M;
    let months = |count: i64| speaker.counted(count, "full month", "full months");
    let fixed: &str = match message {
        M::Name(which) => name(*which),
        M::MonthOfYear(month) => month_of_year(*month),
        M::Weekday(day) => weekday(*day),
        M::Counted(which) => counted(*which),
        M::Eyebrow {
            months: count,
            last,
        } => return format!("Season, {} to {}", months(*count), speaker.month(*last)),
        M::Title {
            counted,
            high,
            low,
            strength,
        } => {
            if *strength < 0.3 {
                return format!(
                    "Months differ, but the season explains only {} of it",
                    speaker.percent(*strength, 0)
                );
            }
            let of = match counted {
                Counted::Revenue => "sells",
                Counted::Visits => "has visits",
                Counted::Customers => "has customers",
            };
            // The month that stands farther from a usual one, by ratio.
            return if high.1 * low.1 >= 1.0 || low.1 <= 0.0 {
                let high_times = times(high.1, speaker);
                format!(
                    "{} {of} {high_times} times a usual month",
                    month_of_year(high.0)
                )
            } else {
                let part = speaker.percent(low.1, 0);
                format!("{} {of} only {part} of a usual month", month_of_year(low.0))
            };
        }
        M::Lede { low, strength } => {
            return format!(
                "Judge every month against its own index: {} has {}. Of the swing around the trend, {} returns every year.",
                month_of_year(low.0),
                times(low.1, speaker),
                speaker.percent(*strength, 0)
            );
        }
        M::TooShort { months: count } => {
            return format!("{} tell no season yet", upper(&months(*count)));
        }
        M::TooShortText { least } => {
            return format!(
                "A season is what returns. Every month of the year must be seen beside a whole year around it, so the index needs {}. Until then a month is best compared with the same one a year before.",
                months(*least)
            );
        }
        M::MonthUnknown(month) => {
            return format!(
                "What {} brings is not told by any year",
                month_of_year(*month)
            );
        }
        M::MonthUnknownText => {
            "Every month of the year needs one year in which it counts and in which something was sold around it. Let more months count, or look at a longer time."
        }
        M::ListOfTotals => "This list does not say in which months customers bought",
        M::ListOfTotalsText => {
            "Season, change and forecast need the single purchases with their days. Open the sales themselves instead of a list of customers."
        }
        M::StrengthWords => {
            "Part of the swing around the trend that returns every year: 0 % where months differ by chance alone, 100 % where every year is like the other"
        }
        M::StrengthFormula {
            strength,
            months: count,
        } => {
            return format!(
                "max(0, 1 − variance of the rest ÷ variance of season and rest) = {} over {}; season, trend and rest by STL",
                speaker.percent(*strength, 1),
                months(*count)
            );
        }
        M::StrengthCaveat => {
            "Two or three years can look alike by chance. A month that was odd once, closed or with one large order, bends the index: leave it out."
        }
        M::TradingWords => {
            "By how much a month changes, in percent, when its days are worth one percent more because there are more of the good days of the week"
        }
        M::TradingFormula {
            slope,
            months: count,
        } => {
            return format!(
                "{} ± {} by least squares over {}",
                speaker.number(slope.0, 2),
                speaker.number(slope.1, 2),
                speaker.counted(*count, "month", "months")
            );
        }
        M::TradingCaveat => {
            "Holidays are not in the data. A sale that falls on other days every year can look like an effect of days."
        }
        M::Note => "Strength by STL. Effect of trading days only where it is clear",
        M::IndexSubtitle(which) => {
            return format!(
                "{} of a month against a usual month, mean of the years",
                counted(*which)
            );
        }
        M::IndexSource {
            months: count,
            left_out,
            partial,
        } => {
            let mut said = format!(
                "Ratio to the centred mean of 12 months over {}, scaled to mean 1",
                months(*count)
            );
            if *left_out > 0 {
                let left_out = speaker.counted(*left_out, "month", "months");
                said.push_str("; ");
                said.push_str(&left_out);
                said.push_str(" left out");
            }
            if *partial {
                said.push_str("; months that are not complete do not count");
            }
            return said;
        }
        M::IndexOf(index) => return format!("Index {}", times(*index, speaker)),
        M::AdjustedTitle { change } => {
            return match change {
                Some(change) if change.abs() < 0.005 => {
                    "Without the season the last half-year was like the one before".to_owned()
                }
                Some(change) => format!(
                    "Without the season the last half-year was {} {} than the one before",
                    speaker.percent(change.abs(), 1),
                    if *change > 0.0 { "higher" } else { "lower" }
                ),
                None => "The months without the season".to_owned(),
            };
        }
        M::AdjustedSubtitle(which) => {
            return format!("{} by month. Line: without the season", counted(*which));
        }
        M::AdjustedSource { trading_days } => {
            if *trading_days {
                "Each month ÷ its index and what its days of the week make of it"
            } else {
                "Each month ÷ its index"
            }
        }
        M::WeekdaysTitle { high, low } => {
            return format!(
                "{} brings {} times a usual day, {} {}",
                weekday(high.0),
                times(high.1, speaker),
                weekday(low.0),
                times(low.1, speaker)
            );
        }
        M::WeekdaysSubtitle { weeks, counted: of } => {
            return format!(
                "{} by day of the week, mean of {}",
                counted(*of),
                speaker.counted(*weeks, "week", "weeks")
            );
        }
        M::WeekdaysSource { clear } => match clear {
            Some(true) => "Months with more of the good days clearly bring more",
            Some(false) => "Whether months have more of the good days does not show in them",
            None => "Too few months to tell whether the days show in them",
        },
        M::ComparisonsTitle {
            change,
            season,
            now,
            then,
        } => {
            return format!(
                "{} {}, of which season {}, against {}",
                upper(&speaker.period(*now)),
                speaker.signed_percent(*change, 1),
                speaker.signed_percent(*season, 1),
                speaker.period(*then)
            );
        }
        M::ComparisonsPlain => "How much of each comparison is season",
        M::ComparisonsSubtitle => {
            "Revenue. Change = season + rest; rest in % of what the season alone would give"
        }
        M::ComparisonsSource => {
            "Season: what was sold before × (index of the time now ÷ index of the time before − 1)"
        }
        M::Against { now, then } => {
            return format!(
                "{} against {}",
                upper(&speaker.period(*now)),
                speaker.period(*then)
            );
        }
        M::SplitTitle { value, strength } => {
            return format!(
                "“{value}” has the strongest season: {} of its swing returns",
                speaker.percent(*strength, 0)
            );
        }
        M::SplitPlain => "No part is sold in enough months to tell its season",
        M::SplitSubtitle { column, values } => {
            return format!(
                "By “{column}”: the {} with the most revenue",
                speaker.counted(*values, "value", "values")
            );
        }
        M::SplitSource => {
            "Same index, of each part alone. A dash: not sold in enough months to tell it"
        }
        M::CustomersOf { value } => return format!("Customers of “{value}”"),
        M::NotSplit => "Nothing",
        M::AllMonths => "All",
        M::Without(list) => {
            let list: Vec<String> = list.iter().map(|month| speaker.month(*month)).collect();
            return if list.len() > 3 {
                format!("Without {} odd ones", list.len())
            } else {
                format!("Without {}", speaker.list(&list))
            };
        }
        M::PeakFinding { month, index } => {
            return format!(
                "{} will ask for {} times the goods and hands of a usual month",
                month_of_year(*month),
                times(*index, speaker)
            );
        }
        M::PeakFindingText { usual, more } => {
            return format!(
                "A usual month of the last year brought {}, the best one brings about {} more. Plan stock and staff by the index, and judge campaigns against it.",
                speaker.money(*usual, 0),
                speaker.money(*more, 0)
            );
        }
        M::PeakStep => "See the season",
    };
    fixed.to_owned()
}

/// With a capital letter, at the head of a sentence.
fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
