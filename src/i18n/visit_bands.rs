//! Messages of `visit_bands`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of `visit_bands`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VisitBands {
    /// How often, as a name.
    Band(Band),
    /// The customers of a band, as a list's title.
    BandMembers {
        /// The band.
        band: Band,
        /// The period.
        period: Period,
    },
    /// Those who meet the norm, as a list's title.
    InNorm {
        /// Visits a month.
        norm: f64,
    },
    /// Those who do not.
    BelowNorm {
        /// Visits a month.
        norm: f64,
    },
    /// Small line above the headline.
    Eyebrow {
        /// The period.
        period: Period,
    },
    /// Title: how many meet the norm, and what they bring.
    Title {
        /// Part of the buyers.
        share: f64,
        /// Their part of the revenue, when there is revenue to share.
        revenue_share: Option<f64>,
        /// Visits a month.
        norm: f64,
    },
    /// Title when the period tells no frequency.
    TooShort {
        /// Its length.
        days: i64,
    },
    /// What to do then.
    TooShortText {
        /// Fewest days.
        least: i64,
    },
    /// Title when nobody bought.
    NobodyBought {
        /// The period.
        period: Period,
    },
    /// What to do then.
    NobodyText,
    /// Title of a list of customers without the day of the first purchase.
    NoFirstDays,
    /// What it needs.
    NoFirstDaysText,
    /// Below the headline: baskets on both sides of the norm.
    Lede {
        /// How many times larger the basket of the rare ones is.
        ratio: f64,
    },
    /// What the bars measure.
    Subtitle {
        /// The period.
        period: Period,
    },
    /// How bands are cut.
    Source,
    /// Axis.
    ShareAxis,
    /// Column.
    Buyers,
    /// Series.
    BuyersSeries,
    /// Series.
    VisitsSeries,
    /// Series.
    RevenueSeries,
    /// Column.
    BuyersShare,
    /// Column.
    VisitsShare,
    /// Column.
    RevenueShare,
    /// Column.
    BandColumn,
    /// Column.
    Basket,
    /// Second line of a row.
    BasketOf {
        /// Money of a visit.
        basket: Money,
    },
    /// Parameter.
    Norm,
    /// Stat.
    NormShare,
    /// Explanation.
    NormShareWords {
        /// Visits a month.
        norm: f64,
    },
    /// Explanation.
    NormShareFormula {
        /// Those who meet it.
        within: i64,
        /// All.
        buyers: i64,
    },
    /// What would make it wrong.
    Caveat,
    /// Input.
    Years,
    /// The finding.
    BelowFinding {
        /// How many.
        customers: i64,
        /// Visits a month.
        norm: f64,
    },
    /// What one more visit would bring.
    BelowFindingText {
        /// Their basket.
        basket: Money,
        /// One more visit of each tenth customer.
        worth: Money,
    },
    /// The step.
    OpenBelow,
}

/// How often a customer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Band {
    /// Less than once a month.
    UnderMonthly,
    /// Once a month.
    Monthly,
    /// Two or three times a month.
    TwoOrThreeMonthly,
    /// Once a week.
    Weekly,
    /// Twice a week.
    TwiceWeekly,
    /// Three times a week and more.
    ThreeWeekly,
}

impl Say for VisitBands {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn band(band: Band) -> &'static str {
    match band {
        Band::UnderMonthly => "Less than once a month",
        Band::Monthly => "Once a month",
        Band::TwoOrThreeMonthly => "Two or three times a month",
        Band::Weekly => "Once a week",
        Band::TwiceWeekly => "Twice a week",
        Band::ThreeWeekly => "Three times a week or more",
    }
}

/// "once a month", "twice a month", "4.3 times a month".
fn monthly(norm: f64, speaker: &Speaker) -> String {
    let is = |times: f64| (norm - times).abs() < 1e-9;
    if is(1.0) {
        "once a month".to_owned()
    } else if is(2.0) {
        "twice a month".to_owned()
    } else {
        let decimals = u8::from(!is(norm.round()));
        format!("{} times a month", speaker.number(norm, decimals))
    }
}

fn english(message: &VisitBands, speaker: &Speaker) -> String {
    use VisitBands as M;
    let fixed: &str = match message {
        M::Band(which) => band(*which),
        M::BandMembers {
            band: which,
            period,
        } => {
            return format!("{}, {}", band(*which), speaker.period(*period));
        }
        M::InNorm { norm } => {
            return format!(
                "Customers who come {} or more often",
                monthly(*norm, speaker)
            );
        }
        M::BelowNorm { norm } => {
            return format!(
                "Customers who come less often than {}",
                monthly(*norm, speaker)
            );
        }
        M::Eyebrow { period } => return format!("Visits, {}", speaker.period(*period)),
        M::Title {
            share,
            revenue_share,
            norm,
        } => {
            let norm = monthly(*norm, speaker);
            if *share <= 0.0 {
                return format!("No customer comes {norm} or more often");
            }
            if *share >= 1.0 {
                return format!("Every customer comes {norm} or more often");
            }
            // A few in a thousand are not nobody.
            let decimals = u8::from(*share < 0.01 || *share > 0.99);
            let share = speaker.percent(*share, decimals);
            return match revenue_share {
                Some(revenue) => format!(
                    "{share} of the customers come {norm} or more often and bring {} of the revenue",
                    speaker.percent(*revenue, decimals)
                ),
                None => format!("{share} of the customers come {norm} or more often"),
            };
        }
        M::TooShort { days } => {
            let days = speaker.counted(*days, "day", "days");
            return format!("A period of {days} does not tell how often customers come");
        }
        M::TooShortText { least } => {
            return format!(
                "One visit in a few days looks like a regular. Choose a period of {} or more.",
                speaker.counted(*least, "day", "days")
            );
        }
        M::NobodyBought { period } => {
            return format!("Nobody bought {}", speaker.within(*period));
        }
        M::NoFirstDays => "How often customers come is not in this list",
        M::NoFirstDaysText => {
            "A list with the day of the first purchase, or the time since, tells how often customers come. Without it, RFM and concentration still hold."
        }
        M::NobodyText => {
            "Bands need customers with a visit in the period. Choose a longer period or another one."
        }
        M::Lede { ratio } => {
            let ratio = speaker.number(*ratio, 1);
            return format!("Those who come less often spend {ratio} times as much on a visit");
        }
        M::Subtitle { period } => {
            return format!(
                "Share of buyers, of visits and of revenue {}, by visits a month",
                speaker.within(*period)
            );
        }
        M::Source => {
            "A month is 4.348 weeks. The lower end of a band belongs to it. Below the line: in the norm"
        }
        M::ShareAxis => "Share",
        M::Buyers | M::BuyersSeries => "Buyers",
        M::VisitsSeries => "Visits",
        M::RevenueSeries => "Revenue",
        M::BuyersShare => "Share of buyers",
        M::VisitsShare => "Share of visits",
        M::RevenueShare => "Share of revenue",
        M::BandColumn => "How often",
        M::Basket => "Average purchase",
        M::BasketOf { basket } => return format!("{} a visit", speaker.money(*basket, 2)),
        M::Norm => "Norm, visits a month",
        M::NormShare => "Customers who meet the norm",
        M::NormShareWords { norm } => {
            return format!(
                "Part of the buyers of the period who come {} or more often",
                monthly(*norm, speaker)
            );
        }
        M::NormShareFormula { within, buyers } => {
            return format!(
                "{} ÷ {}",
                speaker.counted(*within, "customer", "customers"),
                speaker.counted(*buyers, "customer", "customers")
            );
        }
        M::Caveat => {
            "Visits are spread over the whole period: who began late or left early looks rarer than while they came. The norm is yours: food shops often want once a week, 4.348 times a month."
        }
        M::Years => "Length of the period in years",
        M::BelowFinding { customers, norm } => {
            let verb = if *customers == 1 { "comes" } else { "come" };
            return format!(
                "{} {verb} less often than {}",
                speaker.counted(*customers, "customer", "customers"),
                monthly(*norm, speaker)
            );
        }
        M::BelowFindingText { basket, worth } => {
            return format!(
                "Their basket is {}. One more visit by each tenth of them is worth {}.",
                speaker.money(*basket, 2),
                speaker.money(*worth, 0)
            );
        }
        M::OpenBelow => "See who they are",
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &VisitBands) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn the_norm_is_said_in_words() {
        let title = |norm, revenue_share| {
            say(&VisitBands::Title {
                share: 0.314,
                revenue_share,
                norm,
            })
        };
        assert_eq!(
            title(1.0, Some(0.672)),
            "31% of the customers come once a month or more often and bring 67% of the revenue"
        );
        assert_eq!(
            title(4.348, None),
            "31% of the customers come 4.3 times a month or more often"
        );
        assert!(title(3.0, None).contains("3 times a month"));
        let share = |share| {
            say(&VisitBands::Title {
                share,
                revenue_share: Some(share),
                norm: 1.0,
            })
        };
        assert_eq!(share(0.0), "No customer comes once a month or more often");
        assert_eq!(
            share(1.0),
            "Every customer comes once a month or more often"
        );
        assert!(share(0.004).starts_with("0.4% of the customers"));
        let below = |customers| {
            say(&VisitBands::BelowFinding {
                customers,
                norm: 1.0,
            })
        };
        assert_eq!(below(1), "1 customer comes less often than once a month");
        assert_eq!(below(2), "2 customers come less often than once a month");
    }
}
