//! The sentences of `forecast` in English.

use super::super::Speaker;
use super::{Forecast, Method, Name};
use crate::base::Money;

fn name(name: Name) -> &'static str {
    match name {
        Name::Horizon => "Months ahead",
        Name::Method => "Method",
        Name::DueDays => "Due within, days",
        Name::Coverage => "Past outcomes in their interval",
        Name::Total => "Expected in all",
        Name::Error => "Mean error so far",
        Name::NextMonthError => "One month ahead",
        Name::AgainstExpected => "Against expected",
        Name::SquaredError => "Squared error",
        Name::Month => "Month",
        Name::Expected => "Expected",
        Name::Low => "From",
        Name::High => "To",
        Name::YearBefore => "A year before",
        Name::Actual => "Came",
        Name::Inside => "In the interval",
        Name::Value => "Part",
        Name::QuantityBefore => "Pieces a year before",
        Name::QuantityExpected => "Pieces expected",
        Name::Change => "Change",
        Name::Customer => "Customer",
        Name::Last => "Last visit",
        Name::UsualGap => "Usual gap",
        Name::Next => "Next visit",
        Name::From => "Earliest quarter",
        Name::To => "Latest quarter",
        Name::Chance => "Chance",
        Name::Basket => "Average purchase",
        Name::Worth => "Expected money",
        Name::Every => "Every",
        Name::Spread => "Spread of gaps",
        Name::BasketSpread => "± of a purchase",
        Name::Proposed => "Proposed",
        Name::StillComes => "Still comes",
        Name::Chosen => "Taken",
        Name::FullMonths => "Full months",
    }
}

fn method(method: Method) -> &'static str {
    match method {
        Method::RecentMean => "Mean of the last months",
        Method::SeasonalNaive => "Last year again",
        Method::Additive => "Holt–Winters, season added",
        Method::Multiplicative => "Holt–Winters, season times trend",
        Method::Damped => "Holt–Winters, damped trend",
    }
}

fn method_words(method: Method) -> &'static str {
    match method {
        Method::RecentMean => "Every month to come is expected to bring the mean of the last ones",
        Method::SeasonalNaive => {
            "Every month is expected to bring what the same month brought a year before"
        }
        Method::Additive => "Level, trend and season follow the months; the season is added",
        Method::Multiplicative => {
            "Level, trend and season follow the months; the season multiplies level and trend"
        }
        Method::Damped => {
            "Level, trend and season follow the months; the season multiplies, and the trend fades"
        }
    }
}

pub(super) fn said(message: &Forecast, speaker: &Speaker) -> String {
    use Forecast as M;
    let money = |money: Money| speaker.money(money, 0);
    let months = |count: i64| speaker.counted(count, "full month", "full months");
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let percent = |share: f64| speaker.percent(share, 1);
    let fixed: &str = match message {
        M::Name(which) => name(*which),
        M::Method(which) => method(*which),
        M::Best => "Best so far",
        M::MonthsAhead(count) => return speaker.counted(*count, "month", "months"),
        M::Eyebrow {
            months: count,
            last,
        } => {
            return format!(
                "Forecast from {} to {}",
                months(*count),
                speaker.month(*last)
            );
        }
        M::Title {
            first,
            last,
            total,
            change,
        } => {
            let mut said = format!(
                "{} to {} should bring {}",
                speaker.month(*first),
                speaker.month(*last),
                money(*total)
            );
            if change.is_some_and(|change| change.abs() < 0.0005) {
                said.push_str(", as much as a year before");
            } else if let Some(change) = change {
                let than = if *change < 0.0 { "less" } else { "more" };
                let change = percent(change.abs());
                said = format!("{said}, {change} {than} than a year before");
            }
            return said;
        }
        M::Lede {
            method: which,
            error,
            naive,
        } => {
            return match (error, naive) {
                (Some(error), Some(naive)) => format!(
                    "{} missed by {} so far, repeating the last year by {}.",
                    method(*which),
                    percent(*error),
                    percent(*naive)
                ),
                (Some(error), None) => {
                    format!("{} missed by {} so far.", method(*which), percent(*error))
                }
                _ => format!("{}; there is no past yet to judge it by.", method(*which)),
            };
        }
        M::TooShort { months: count } => {
            return format!("{} are too few to carry on", months(*count));
        }
        M::TooShortText { least } => {
            return format!(
                "A forecast needs at least {}. With 13 it knows last year’s month, with 30 it follows trend and season.",
                months(*least)
            );
        }
        M::Nothing => "Nothing was sold in the months in view",
        M::NothingText => {
            "A forecast carries sales on. Choose a longer time, or take a filter away."
        }
        M::Simpler { method: which } => {
            return format!("A simpler method: {}", lower(method(*which)));
        }
        M::SimplerText {
            months: count,
            least,
        } => {
            return format!(
                "Trend and season are followed from {} on, so that forecasts of the past can tell how far to trust them. There are {count}.",
                months(*least)
            );
        }
        M::Refused { wanted, taken } => {
            return format!(
                "{} cannot be used here, {} is",
                method(*wanted),
                lower(method(*taken))
            );
        }
        M::RefusedText => {
            "A season that multiplies needs every month above zero, and Holt–Winters needs 30 full months."
        }
        M::MethodWords(which) => method_words(*which),
        M::MethodFormula { tried, error } => {
            let tried = speaker.counted(*tried, "method", "methods");
            return match error {
                Some(error) => format!(
                    "Smallest sum of errors ÷ sum of sales over forecasts of the past, of {tried}: {}",
                    percent(*error)
                ),
                None => "No past long enough to compare methods".to_owned(),
            };
        }
        M::MethodCaveat => {
            "It carries on what was. It knows nothing of a new shop, a price rise or a campaign to come."
        }
        M::CoverageWords { level } => {
            return format!(
                "Part of the outcomes of the past that fell into the interval that the errors of all other months give; it is made to hold {}",
                speaker.percent(*level, 0)
            );
        }
        M::CoverageFormula { inside, of } => {
            return format!(
                "{} of {} forecasts of the past",
                speaker.count(*inside),
                speaker.count(*of)
            );
        }
        M::CoverageCaveat => {
            "Forecasts of neighbouring months share their errors, so the number behind it is smaller than it looks. A year unlike all others falls outside."
        }
        M::TotalWords => "Sum of what the coming months are expected to bring",
        M::TotalFormula {
            months: count,
            bounds,
        } => {
            let count = speaker.counted(*count, "month", "months");
            return match bounds {
                Some((low, high)) => format!(
                    "Sum of {count}; the monthly bounds add up to {} and {}",
                    money(*low),
                    money(*high)
                ),
                None => format!("Sum of {count}"),
            };
        }
        M::ErrorWords => "By how much forecasts of the past missed, of what came",
        M::ErrorFormula { forecasts } => {
            return format!(
                "Sum of absolute errors ÷ sum of revenue over {}",
                speaker.counted(*forecasts, "forecast", "forecasts")
            );
        }
        M::Note { coverage } => {
            return match coverage {
                Some((inside, of)) => format!(
                    "{} of {} outcomes of the past fell into their interval",
                    speaker.count(*inside),
                    speaker.count(*of)
                ),
                None => "Too few errors of the past for intervals".to_owned(),
            };
        }
        M::PointsTitle { month, money: most } => {
            return format!(
                "The best month ahead is {} with {}",
                speaker.month(*month),
                money(*most)
            );
        }
        M::EvenTitle { money: each } => {
            return format!("Every month ahead is expected to bring {}", money(*each));
        }
        M::PointsSubtitle { level } => {
            return format!(
                "Revenue by month. Dashed: forecast. Band: {} interval",
                speaker.percent(*level, 0)
            );
        }
        M::PointsSource(which) => {
            return format!(
                "{}. Months that are not complete do not count. The range of a sum adds the monthly bounds",
                method(*which)
            );
        }
        M::Expected => "expected",
        M::Between { low, high } => return format!("{} to {}", money(*low), money(*high)),
        M::MethodsTitle { error, naive } => {
            return match naive {
                Some(naive) => format!(
                    "Past forecasts missed by {}; repeating last year misses by {}",
                    percent(*error),
                    percent(*naive)
                ),
                None => format!("Past forecasts missed by {}", percent(*error)),
            };
        }
        M::MethodsPlain => "Methods there is enough data for",
        M::MethodsSubtitle { months: count } => {
            return format!(
                "Each tried on the past: from every month of the last two years up to {} ahead",
                speaker.counted(*count, "month", "months")
            );
        }
        M::MethodsSource => {
            "Error: sum of what was missed ÷ sum of what came. Squared error: one month ahead, over all months, as fitted"
        }
        M::PastTitle { inside, of } => {
            return format!(
                "{} of {} months fell into their interval",
                speaker.count(*inside),
                speaker.count(*of)
            );
        }
        M::PastPlain => "Each month as it was expected one month before",
        M::PastSubtitle { level } => {
            return format!(
                "What came, less what was expected one month before, in % of it. Band: {} interval",
                speaker.percent(*level, 0)
            );
        }
        M::NextMonthMissed { error } => {
            return format!("One month ahead {}", percent(*error));
        }
        M::PastSource => "Intervals from the errors of all other months",
        M::QuantitiesTitle { value, change } => {
            return match change {
                Some(change) => format!(
                    "Most pieces will be asked of “{value}”, {} against the year before",
                    speaker.signed_percent(*change, 0)
                ),
                None => format!("Most pieces will be asked of “{value}”"),
            };
        }
        M::QuantitiesSubtitle {
            column,
            months: count,
        } => {
            return format!(
                "Pieces by “{column}” in the next {}",
                speaker.counted(*count, "month", "months")
            );
        }
        M::QuantitiesSource => {
            "The method of the forecast on the pieces of each part alone, or last year again where that cannot be"
        }
        M::DueTitle {
            customers: count,
            until,
        } => {
            let verb = if *count == 1 { "is" } else { "are" };
            return format!(
                "{} {verb} due before {}",
                frequent(&customers(*count)),
                speaker.day(*until)
            );
        }
        M::DueSubtitle { least, days } => {
            return format!(
                "{} or more, none silent for longer than all own gaps. Chance: own gaps that end within {}",
                speaker.counted(*least, "visit", "visits"),
                speaker.counted(*days, "day", "days")
            );
        }
        M::DueSource { shown, of, worth } => {
            return format!(
                "{} of {}; all together {}",
                speaker.count(*shown),
                speaker.count(*of),
                money(*worth)
            );
        }
        M::DueMembers { until } => {
            return format!("Frequent customers due before {}", speaker.day(*until));
        }
        M::NobodyDue => "Nobody’s own rhythm says when the next visit is",
        M::NobodyDueText { least } => {
            return format!(
                "A date is told from a customer’s own gaps, of those with {} or more who still come.",
                speaker.counted(*least, "visit", "visits")
            );
        }
        M::StandingTitle {
            customers: count,
            by_chance,
        } => {
            let verb = if *count == 1 { "looks" } else { "look" };
            return format!(
                "{} {verb} as regular as a standing order; chance alone would give {}",
                customers(*count),
                speaker.number(*by_chance, u8::from(*by_chance < 10.0))
            );
        }
        M::StandingSubtitle {
            spread,
            least,
            coming,
        } => {
            return format!(
                "{} or more, spread of gaps (CV) at most {}. {} still come",
                speaker.counted(*least, "visit", "visits"),
                speaker.number(*spread, 2),
                speaker.count(*coming)
            );
        }
        M::StandingSource {
            shown,
            of,
            eligible,
            draws,
        } => {
            return format!(
                "{} of {}. Chance: as many random gaps as each of {} has, {} draws",
                speaker.count(*shown),
                speaker.count(*of),
                customers(*eligible),
                speaker.count(*draws)
            );
        }
        M::StandingMembers => "Candidates for a standing order",
        M::AskTitle => "Ask before you propose",
        M::AskText {
            customers: count,
            by_chance,
        } => {
            return format!(
                "Of {}, about {} would look regular by luck. One question settles it.",
                customers(*count),
                speaker.number(*by_chance, 0)
            );
        }
        M::SeeThem => "See who they are",
    };
    fixed.to_owned()
}

fn lower(text: &str) -> String {
    // Names of people stay as they are.
    if text.starts_with("Holt") {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// "151 frequent customers".
fn frequent(counted: &str) -> String {
    counted.replacen("customer", "frequent customer", 1)
}
