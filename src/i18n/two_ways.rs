//! Messages of `two_ways`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of `two_ways`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TwoWays {
    /// The name of a column or a line.
    Name(Name),
    /// Title: whether both ways agree.
    Title {
        /// Customers together less the forecast, as a part of it.
        gap: f64,
        /// Whether the sum lies within the bounds of the forecast; `None` without bounds.
        agree: Option<bool>,
    },
    /// Below the headline.
    Lede {
        /// Money of those known today, with the season.
        known: Money,
        /// Money of those to come, where it can be told.
        newcomers: Option<Money>,
        /// The time.
        ahead: Period,
    },
    /// Title where customers say nothing.
    NotTold,
    /// Why.
    NotToldText,
    /// Subtitle.
    Subtitle {
        /// The time.
        ahead: Period,
    },
    /// Source.
    Source {
        /// What the time of the year makes of the sum.
        season: f64,
    },
    /// Why they differ.
    Why {
        /// Whether the customers' sum is above the forecast.
        above: bool,
        /// Whether new ones are in it.
        newcomers: bool,
    },
    /// Explanation.
    TogetherWords,
    /// Explanation.
    TogetherFormula {
        /// As the models say it.
        known: Money,
        /// What the season makes of it.
        season: f64,
        /// New ones.
        newcomers: Option<Money>,
    },
    /// Explanation.
    GapWords,
    /// Explanation.
    GapFormula {
        /// Customers together.
        together: Money,
        /// The forecast.
        forecast: Money,
    },
    /// What would make it wrong.
    Caveat,
    /// The step.
    ToValue,
}

/// Names of columns and lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// The panel.
    Panel,
    /// Column.
    Line,
    /// Column.
    Money,
    /// Line.
    Known,
    /// Line.
    Season,
    /// Line.
    Newcomers,
    /// Line and figure.
    Together,
    /// Line.
    Forecast,
    /// Line.
    Low,
    /// Line.
    High,
    /// Line and figure.
    Gap,
}

impl Say for TwoWays {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn name(name: Name) -> &'static str {
    match name {
        Name::Panel => "Two ways to the same months",
        Name::Line => "Way",
        Name::Money => "Money",
        Name::Known => "Customers known today",
        Name::Season => "Season of that time",
        Name::Newcomers => "New customers, as many as last time",
        Name::Together => "Customer by customer",
        Name::Forecast => "Forecast from the months",
        Name::Low => "Lower bounds of its months",
        Name::High => "Upper bounds of its months",
        Name::Gap => "Gap",
    }
}

fn english(message: &TwoWays, speaker: &Speaker) -> String {
    use TwoWays as M;
    let money = |money: Money| speaker.money(money, 0);
    let fixed: &str = match message {
        M::Name(which) => name(*which),
        M::Title { gap, agree } => {
            let than = if *gap < 0.0 { "less" } else { "more" };
            let apart = format!("{} {than} than the forecast", speaker.percent(gap.abs(), 1));
            return match agree {
                Some(true) => format!("Customer by customer it comes to much the same: {apart}"),
                _ => format!("Customer by customer it comes to {apart}"),
            };
        }
        M::Lede {
            known,
            newcomers,
            ahead,
        } => {
            let known = format!(
                "Those known today bring {} {}",
                money(*known),
                speaker.within(*ahead)
            );
            return match newcomers {
                Some(new) => format!(
                    "{known}, new ones {} if as many come as before.",
                    money(*new)
                ),
                None => format!("{known}. How much new ones bring is not told by so short a past."),
            };
        }
        M::NotTold => "Customers do not tell the months to come yet",
        M::NotToldText => {
            "A sum over customers needs enough of them who bought again, and a forecast needs full months. The page of value says what is missing."
        }
        M::Subtitle { ahead } => {
            return format!("Revenue {}, by both ways", speaker.within(*ahead));
        }
        M::Source { season } => {
            return format!(
                "Known customers: their models’ sum × {} for the season. New customers: what those who began in the same time before brought",
                speaker.number(*season, 2)
            );
        }
        M::Why { above, newcomers } => match (above, newcomers) {
            (_, false) => {
                "The gap is what new customers will bring: it is not in the sum, but in the forecast."
            }
            (false, true) => {
                "The forecast carries the trend of the shop on, the sum takes as many new customers as before and lets known ones leave. If fewer leave or more come than before, the forecast is nearer."
            }
            (true, true) => {
                "The sum expects known customers to go on as they did, the forecast follows the months, which fell behind. If customers are lost faster than before, the forecast is nearer."
            }
        },
        M::TogetherWords => {
            "What each known customer is expected to spend, and what new customers brought in the same time before"
        }
        M::TogetherFormula {
            known,
            season,
            newcomers,
        } => {
            let known = format!("{} × {}", money(*known), speaker.number(*season, 2));
            return match newcomers {
                Some(new) => format!("{known} + {}", money(*new)),
                None => known,
            };
        }
        M::GapWords => "Sum over customers beside the forecast from the months",
        M::GapFormula { together, forecast } => {
            return format!("{} ÷ {} − 1", money(*together), money(*forecast));
        }
        M::ToValue => "See the value of customers",
        M::Caveat => {
            "Both carry on what was. The models’ own error so far stands on the page of value."
        }
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_has_a_side() {
        let title = |gap, agree| TwoWays::Title { gap, agree }.say(&Speaker::default());
        assert_eq!(
            title(-0.035, Some(true)),
            "Customer by customer it comes to much the same: 3.5% less than the forecast"
        );
        assert_eq!(
            title(0.2, Some(false)),
            "Customer by customer it comes to 20.0% more than the forecast"
        );
    }
}
