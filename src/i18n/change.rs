//! Messages of `change`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of `change`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// The name of a column, a figure or a parameter.
    Name(Name),
    /// A part of the change.
    Part(Part),
    /// What a part is, in words.
    PartWords(Part),
    /// A driver of revenue.
    Driver(Driver),
    /// What to set for a driver.
    Target(Driver),
    /// Small line above the headline.
    Eyebrow {
        /// The period.
        period: Period,
        /// The compared one.
        compared: Period,
    },
    /// Title: what moved revenue most.
    Title {
        /// Change of revenue.
        change: Money,
        /// The part that did most of it.
        carrier: Option<(Part, Money)>,
    },
    /// Below the headline.
    Lede {
        /// Money of the compared period and of the period.
        revenue: [Money; 2],
        /// Part of the change that is season, where the season is known.
        season: Option<Money>,
    },
    /// Title where nothing is compared.
    NothingCompared,
    /// What to do then.
    NothingComparedText,
    /// Title of the parts.
    PartsTitle,
    /// Their subtitle.
    PartsSubtitle {
        /// The period.
        period: Period,
        /// The compared one.
        compared: Period,
    },
    /// Their source.
    PartsSource {
        /// What the season makes of the period, where it is known.
        season: Option<f64>,
        /// Whether the days of the week are in it.
        trading_days: bool,
    },
    /// Explanation of the change.
    ChangeWords,
    /// Explanation.
    ChangeFormula {
        /// Money of the compared period and of the period.
        revenue: [Money; 2],
    },
    /// Explanation of a part.
    PartFormula,
    /// What would make it wrong.
    Caveat,
    /// Note below the figures.
    Note,
    /// Title of the drivers.
    DriversTitle {
        /// The driver that did most.
        driver: Driver,
        /// What it did.
        effect: Money,
    },
    /// Title with targets.
    TargetTitle {
        /// Revenue at the targets.
        revenue: Money,
        /// More or less than now.
        more: Money,
    },
    /// Their subtitle.
    DriversSubtitle,
    /// Their source.
    DriversSource {
        /// Part of the customers of the compared period who bought again.
        retention: Option<f64>,
    },
    /// The finding.
    LossFinding {
        /// Customers lost.
        customers: i64,
        /// Their money.
        money: Money,
    },
    /// What it means.
    LossFindingText {
        /// Money of new and returned ones.
        won: Money,
    },
    /// The step.
    SeeLost,
}

/// A part of the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Time of the year.
    Season,
    /// Customers lost.
    Lost,
    /// New customers.
    New,
    /// Customers who came back.
    Returned,
    /// New ones and those who came back.
    Base,
    /// Visits of those who stayed.
    Frequency,
    /// Basket of those who stayed.
    Basket,
    /// Refunds booked late.
    LateRefunds,
}

/// A driver of revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Driver {
    /// Customers who bought.
    Customers,
    /// Visits of each.
    Frequency,
    /// Money of a visit.
    Basket,
    /// What they make.
    Revenue,
    /// Customers of the compared period who bought again.
    Retention,
}

/// Names of columns and figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// Column.
    Part,
    /// Column and figure.
    Change,
    /// Column.
    ShareOfBefore,
    /// Column.
    Driver,
    /// Column.
    Before,
    /// Column.
    Now,
    /// Column.
    ChangeShare,
    /// Column.
    Effect,
    /// Column.
    Target,
    /// Column.
    TargetEffect,
    /// Input.
    SeasonFactor,
}

impl Say for Change {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn name(name: Name) -> &'static str {
    match name {
        Name::Part => "Part",
        Name::Change => "Change in revenue",
        Name::ShareOfBefore => "Of revenue before",
        Name::Driver => "Driver",
        Name::Before => "Before",
        Name::Now => "Now",
        Name::ChangeShare => "Change, %",
        Name::Effect => "Effect on revenue",
        Name::Target => "Target",
        Name::TargetEffect => "Effect of the target",
        Name::SeasonFactor => "Season of the period beside the compared one",
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Season => "Season and calendar",
        Part::Lost => "Lost customers",
        Part::New => "New customers",
        Part::Returned => "Returned",
        Part::Base => "New and returned customers",
        Part::Frequency => "Visits of those who stayed",
        Part::Basket => "Basket of those who stayed",
        Part::LateRefunds => "Late refunds",
    }
}

fn part_words(part: Part) -> &'static str {
    match part {
        Part::Season => {
            "What the time of the year alone makes of revenue, against the time it is compared with"
        }
        Part::Lost => "Money of customers who bought in the compared period and not in this one",
        Part::New => "Money of customers who bought for the first time",
        Part::Returned => {
            "Money of customers who had bought before, but not in the compared period"
        }
        Part::Base => "Money of customers who were not there in the compared period",
        Part::Frequency => "More or fewer visits of customers who bought in both periods",
        Part::Basket => "More or less money a visit of customers who bought in both periods",
        Part::LateRefunds => {
            "Money booked for customers who did not buy in the period it is booked in"
        }
    }
}

fn driver(driver: Driver) -> &'static str {
    match driver {
        Driver::Customers => "Customers",
        Driver::Frequency => "Visits a customer",
        Driver::Basket => "Money a visit",
        Driver::Revenue => "Revenue",
        Driver::Retention => "Customers who bought again",
    }
}

fn english(message: &Change, speaker: &Speaker) -> String {
    use Change as M;
    let money = |money: Money| speaker.money(money, 0);
    let signed = |money: Money| speaker.signed_money(money, 0);
    let fixed: &str = match message {
        M::Name(which) => name(*which),
        M::Part(which) => part(*which),
        M::PartWords(which) => part_words(*which),
        M::Driver(which) => driver(*which),
        M::Target(which) => match which {
            Driver::Customers => "Target: customers",
            Driver::Frequency => "Target: visits a customer",
            Driver::Basket => "Target: money a visit",
            Driver::Revenue => "Target: revenue",
            Driver::Retention => "Target: customers who buy again",
        },
        M::Eyebrow { period, compared } => {
            return format!(
                "Change, {} against {}",
                speaker.period(*period),
                speaker.period(*compared)
            );
        }
        M::Title { change, carrier } => {
            let moved = if *change > Money::ZERO {
                format!("Revenue grew by {}", money(*change))
            } else if *change < Money::ZERO {
                format!("Revenue fell by {}", money(-*change))
            } else {
                "Revenue stayed as it was".to_owned()
            };
            return match carrier {
                Some((which, by)) => {
                    let mut name = part(*which).to_owned();
                    if let Some(first) = name.get_mut(..1) {
                        first.make_ascii_lowercase();
                    }
                    format!("{moved}; {name} did the most, {}", signed(*by))
                }
                None => moved,
            };
        }
        M::Lede { revenue, season } => {
            let [then, now] = revenue.map(money);
            return match season {
                Some(season) => format!(
                    "From {then} to {now}. The season accounts for {} of it.",
                    signed(*season)
                ),
                None => format!(
                    "From {then} to {now}. What the season accounts for is told from 24 full months on."
                ),
            };
        }
        M::NothingCompared => "Nothing to compare the period with",
        M::NothingComparedText => {
            "The data do not reach back far enough for the period before this one. Choose a shorter period, or compare with another one."
        }
        M::PartsTitle => "What the change is made of",
        M::PartsSubtitle { period, compared } => {
            return format!(
                "Revenue {} to {}, each part from where the one before ends",
                speaker.period(*compared),
                speaker.period(*period)
            );
        }
        M::PartsSource {
            season,
            trading_days,
        } => {
            return match season {
                Some(season) => format!(
                    "Season: index of the months{}, {} times that of the compared period. Parts by Shapley, they add up to the cent",
                    if *trading_days {
                        " and days of the week"
                    } else {
                        ""
                    },
                    speaker.number(*season, 3)
                ),
                None => "The season is told from 24 full months on. Parts by Shapley, they add up to the cent".to_owned(),
            };
        }
        M::ChangeWords => "Revenue of the period less revenue of the compared period",
        M::ChangeFormula { revenue } => {
            let [then, now] = revenue.map(|units| speaker.money(units, 2));
            return format!("{now} − {then}");
        }
        M::PartFormula => {
            "Mean over all orders in which season, loss, new customers, visits and basket can come in (Shapley)"
        }
        M::Caveat => {
            "Who bought in the first days of the data may be older than they look. A price rise shows as basket, a closed week as visits."
        }
        M::Note => "Parts add up to the change, to the cent",
        M::DriversTitle {
            driver: which,
            effect,
        } => {
            return format!(
                "{} moved revenue most, by {}",
                driver(*which),
                signed(*effect)
            );
        }
        M::TargetTitle { revenue, more } => {
            return format!(
                "At the targets revenue would be {}, {}",
                money(*revenue),
                signed(*more)
            );
        }
        M::DriversSubtitle => {
            "Revenue = customers × visits a customer × money a visit. Effects by Shapley"
        }
        M::DriversSource { retention } => {
            return match retention {
                Some(retention) => format!(
                    "Of the customers of the compared period, {} bought again. A target left empty is what it is now",
                    speaker.percent(*retention, 1)
                ),
                None => "A target left empty is what it is now".to_owned(),
            };
        }
        M::LossFinding {
            customers,
            money: lost,
        } => {
            return format!(
                "{} of the compared period did not come again, {} of its revenue",
                speaker.counted(*customers, "customer", "customers"),
                money(*lost)
            );
        }
        M::LossFindingText { won } => {
            return format!(
                "New and returned customers brought {}. Keeping is asked about first where it costs less than winning.",
                money(*won)
            );
        }
        M::SeeLost => "See who they are",
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carrier_is_named() {
        let said = Change::Title {
            change: Money::from_units_f64(-120.0),
            carrier: Some((Part::Lost, Money::from_units_f64(-300.0))),
        }
        .say(&Speaker::default());
        assert!(said.starts_with("Revenue fell by "), "{said}");
        assert!(said.contains("lost customers did the most"), "{said}");
    }
}
