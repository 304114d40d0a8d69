//! What a chart says of itself: its summary for readers, words along its edges, tooltips.

use super::{Language, Message, Say, Speaker};
use crate::base::{Day, Month};

/// A value with its unit, as a chart holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// Whole things.
    Count(f64),
    /// A plain number.
    Number(f64),
    /// Currency units.
    Money(f64),
    /// Currency units gained or lost.
    Change(f64),
    /// A part of a whole, 0…1.
    Share(f64),
    /// Days.
    Days(f64),
}

/// Values, each with its name.
pub type NamedFigures = Vec<(Message, Figure)>;

/// What a chart says of itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// There is nothing to draw.
    Nothing,
    /// Bars by month.
    Months {
        /// What the bars measure.
        measure: Box<Message>,
        /// How many.
        months: u32,
        /// The highest.
        highest: Option<(Month, Figure)>,
        /// The line over the bars: its name and its last value.
        line: Option<(Box<Message>, Figure)>,
    },
    /// Dots on two quantities.
    Scatter {
        /// How many.
        dots: u32,
        /// Horizontal quantity.
        x: Box<Message>,
        /// Vertical quantity.
        y: Box<Message>,
        /// Upright cut.
        x_cut: Figure,
        /// Level cut.
        y_cut: Figure,
    },
    /// A matrix.
    Heat {
        /// Title over the rows.
        rows_title: Box<Message>,
        /// Title over the columns.
        columns_title: Box<Message>,
        /// How many rows.
        rows: u32,
        /// How many columns.
        columns: u32,
        /// The darkest cell: name and value.
        darkest: Option<(Box<Message>, Box<Message>)>,
    },
    /// Curves.
    Curves {
        /// Whether they add up from left to right.
        rises: bool,
        /// Names of the curves.
        names: Vec<Message>,
        /// Horizontal quantity.
        x: Box<Message>,
        /// What the named points say.
        points: Vec<Message>,
    },
    /// Horizontal bars.
    Bars {
        /// What they measure.
        measure: Box<Message>,
        /// How many rows.
        rows: u32,
        /// The longest: name and value.
        longest: Option<(Box<Message>, Figure)>,
    },
    /// Upright stacks.
    Columns {
        /// What they measure.
        measure: Box<Message>,
        /// How many columns.
        columns: u32,
        /// The last: its name, and its parts by name.
        last: Option<(Box<Message>, NamedFigures)>,
    },
    /// Purchases of one customer.
    Pins {
        /// What the pins measure.
        measure: Box<Message>,
        /// How many.
        pins: u32,
        /// First day drawn.
        from: Day,
        /// Last day drawn.
        to: Day,
        /// The highest.
        highest: Option<(Day, Figure)>,
        /// How many refunds.
        refunds: u32,
    },
    /// A change with its interval.
    Interval {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// Small bars in a table.
    Sparkline {
        /// How many.
        bars: u32,
    },
    /// Days on a span of time.
    Timeline {
        /// How many.
        days: u32,
        /// The last of them.
        last: Option<Day>,
    },
    /// A share as a bar.
    ShareBar {
        /// The share.
        share: f64,
    },
    /// A quantity that grows upwards, at the head of its axis.
    Upwards(Box<Message>),
    /// A quantity that grows to the right, at the end of its axis.
    Rightwards(Box<Message>),
    /// A cut line being dragged stands here.
    CutAt(Figure),
    /// Only part of this month is in the data.
    PartOfMonth,
    /// Money given back.
    Refund,
}

impl Say for Figure {
    fn say(&self, speaker: &Speaker) -> String {
        match *self {
            Self::Count(value) => speaker.number(value, 0),
            Self::Number(value) => speaker.number(value, u8::from(value.abs() < 100.0)),
            Self::Money(value) => speaker.money_units(value, decimals(value)),
            Self::Change(value) => speaker.signed_money_units(value, decimals(value)),
            Self::Share(value) => speaker.percent(value, 1),
            Self::Days(value) => speaker.days(value),
        }
    }
}

/// Cents below a thousand.
fn decimals(units: f64) -> u8 {
    if units.abs() < 1_000.0 { 2 } else { 0 }
}

impl Say for Chart {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(chart: &Chart, speaker: &Speaker) -> String {
    match chart {
        Chart::Nothing => "Nothing to draw".to_owned(),
        Chart::Months {
            measure,
            months,
            highest,
            line,
        } => {
            let mut parts = vec![format!(
                "{} by month, {}",
                measure.say(speaker),
                speaker.counted(i64::from(*months), "point", "points")
            )];
            parts.extend(highest.map(|(month, value)| {
                format!("highest {} at {}", speaker.month(month), value.say(speaker))
            }));
            parts.extend(line.as_ref().map(|(name, last)| {
                format!("{} ends at {}", within(name, speaker), last.say(speaker))
            }));
            parts.join(", ")
        }
        Chart::Scatter {
            dots,
            x,
            y,
            x_cut,
            y_cut,
        } => format!(
            "Scatter of {} by {} and {}, cut at {} and {}",
            speaker.counted(i64::from(*dots), "customer", "customers"),
            within(x, speaker),
            within(y, speaker),
            x_cut.say(speaker),
            y_cut.say(speaker)
        ),
        Chart::Heat {
            rows_title,
            columns_title,
            rows,
            columns,
            darkest,
        } => {
            let mut parts = vec![format!(
                "Grid of {} by {}, {} by {} cells",
                within(rows_title, speaker),
                within(columns_title, speaker),
                speaker.count(i64::from(*rows)),
                speaker.count(i64::from(*columns))
            )];
            parts.extend(darkest.as_ref().map(|(name, value)| {
                format!(
                    "darkest {} at {}",
                    within(name, speaker),
                    value.say(speaker)
                )
            }));
            parts.join(", ")
        }
        Chart::Curves {
            rises,
            names,
            x,
            points,
        } => {
            let names: Vec<String> = names.iter().map(|name| name.say(speaker)).collect();
            let mut parts = vec![format!(
                "{} {} {}",
                speaker.list(&names),
                if *rises { "accumulated over" } else { "by" },
                within(x, speaker)
            )];
            parts.extend(points.iter().map(|point| point.say(speaker)));
            parts.join("; ")
        }
        Chart::Bars {
            measure,
            rows,
            longest,
        } => {
            let mut parts = vec![
                measure.say(speaker),
                speaker.counted(i64::from(*rows), "row", "rows"),
            ];
            parts.extend(longest.as_ref().map(|(name, value)| {
                format!("most {} at {}", within(name, speaker), value.say(speaker))
            }));
            parts.join(", ")
        }
        Chart::Columns {
            measure,
            columns,
            last,
        } => {
            let mut parts = vec![
                measure.say(speaker),
                speaker.counted(i64::from(*columns), "column", "columns"),
            ];
            parts.extend(last.as_ref().map(|(name, values)| {
                let values: Vec<String> = values
                    .iter()
                    .map(|(series, value)| {
                        format!("{} {}", within(series, speaker), value.say(speaker))
                    })
                    .collect();
                format!("last {}: {}", name.say(speaker), speaker.list(&values))
            }));
            parts.join(", ")
        }
        Chart::Pins {
            measure,
            pins,
            from,
            to,
            highest,
            refunds,
        } => {
            let mut parts = vec![format!(
                "{} by day, {} from {} to {}",
                measure.say(speaker),
                speaker.counted(i64::from(*pins), "point", "points"),
                speaker.day_long(*from),
                speaker.day_long(*to)
            )];
            parts.extend(highest.map(|(day, value)| {
                format!(
                    "highest {} at {}",
                    speaker.day_long(day),
                    value.say(speaker)
                )
            }));
            if *refunds > 0 {
                parts.push(speaker.counted(i64::from(*refunds), "refund", "refunds"));
            }
            parts.join(", ")
        }
        Chart::Interval { low, high } => format!(
            "Interval {} to {}",
            speaker.percent(*low, 1),
            speaker.percent(*high, 1)
        ),
        Chart::Sparkline { bars } => speaker.counted(i64::from(*bars), "bar", "bars"),
        Chart::Timeline { days, last } => {
            let visits = speaker.counted(i64::from(*days), "visit", "visits");
            match last {
                Some(last) => format!("{visits}, the last on {}", speaker.day(*last)),
                None => visits,
            }
        }
        Chart::ShareBar { share } => speaker.percent(*share, 1),
        Chart::Upwards(label) => format!("↑ {}", label.say(speaker)),
        Chart::Rightwards(label) => format!("{} →", label.say(speaker)),
        Chart::CutAt(value) => value.say(speaker),
        Chart::PartOfMonth => "Only part of this month is in the data".to_owned(),
        Chart::Refund => "Refund".to_owned(),
    }
}

/// A label inside a sentence: "Visits per year" becomes "visits per year"; "RFM" and "Holt–Winters"
/// stay.
fn within(label: &Message, speaker: &Speaker) -> String {
    let text = label.say(speaker);
    let first_word = text.split(' ').next().unwrap_or_default();
    let mut letters = first_word.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() && letters.clone().any(char::is_lowercase) => {
            if letters.any(char::is_uppercase) {
                return text;
            }
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Currency;
    use crate::i18n::Words;

    #[test]
    fn a_summary_is_one_sentence() {
        let speaker = Speaker {
            currency: Some(Currency("EUR".to_owned())),
            ..Speaker::default()
        };
        let day = Day::from_iso("2025-12-01").unwrap();
        let message = Chart::Months {
            measure: Box::new(Words::Revenue.into()),
            months: 24,
            highest: Some((Month::of(day), Figure::Money(103_912.4))),
            line: None,
        };
        assert_eq!(
            message.say(&speaker),
            "Revenue by month, 24 points, highest December 2025 at €103,912"
        );
    }

    #[test]
    fn labels_are_bent_into_sentences() {
        let speaker = Speaker::default();
        let label = |text: &str| Message::Verbatim(text.to_owned());
        assert_eq!(
            within(&label("Visits per year"), &speaker),
            "visits per year"
        );
        assert_eq!(within(&label("RFM"), &speaker), "RFM");
        assert_eq!(within(&label("Ö"), &speaker), "Ö");
    }
}
