//! Messages of `concentration`.

use serde::{Deserialize, Serialize};

use super::{CustomerRef, Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of `concentration`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Concentration {
    /// Name of a class.
    Class(Class),
    /// What a class is.
    ClassMeaning(Class),
    /// The customers of a class, as a list's title.
    ClassMembers {
        /// The class.
        class: Class,
        /// The period.
        period: Period,
    },
    /// The largest customers, as a list's title.
    LargestMembers {
        /// How many.
        customers: i64,
        /// The period.
        period: Period,
    },
    /// Everybody ranked, as a list's title.
    AllMembers {
        /// The period.
        period: Period,
    },
    /// Small line above the headline.
    Eyebrow {
        /// The period.
        period: Period,
    },
    /// Title of the curve: the rule of thumb and this shop.
    Title {
        /// Revenue share of the largest fifth.
        share: f64,
    },
    /// Title when a fifth means little.
    TooFew {
        /// Customers ranked.
        customers: i64,
    },
    /// Title when nothing can be shared.
    NoRevenue {
        /// The period.
        period: Period,
    },
    /// What to do then.
    NoRevenueText,
    /// Below the headline.
    Lede {
        /// Customers that bring four fifths.
        customers: i64,
        /// Of how many.
        of: i64,
    },
    /// What the curve measures.
    Subtitle {
        /// The period.
        period: Period,
    },
    /// Gini and who is not positive.
    Source {
        /// Gini coefficient.
        gini: Option<f64>,
        /// Customers whose revenue is not positive.
        not_positive: i64,
    },
    /// Axis.
    CustomersAxis,
    /// Axis.
    RevenueAxis,
    /// Name of the curve.
    Curve,
    /// Name of the diagonal.
    Diagonal,
    /// The point of the largest fifth.
    Point {
        /// Its share of the revenue.
        share: f64,
    },
    /// Column.
    CustomersShare,
    /// Column.
    RevenueShare,
    /// Title of the classes.
    ClassesTitle {
        /// Customers of class A.
        customers: i64,
        /// Their part of the customers.
        part: f64,
        /// Where A ends.
        share: f64,
    },
    /// What the classes are.
    ClassesSubtitle {
        /// End of A.
        a: f64,
        /// End of B.
        b: f64,
    },
    /// Who is not positive.
    ClassesSource {
        /// Customers whose revenue is not positive.
        not_positive: i64,
    },
    /// Column.
    ClassColumn,
    /// Parameter.
    AShare,
    /// Parameter.
    BShare,
    /// Stat: revenue share of the largest so many of a hundred.
    TopShare {
        /// Percent.
        percent: i64,
    },
    /// Explanation.
    TopShareWords {
        /// Percent.
        percent: i64,
    },
    /// Explanation.
    ShareFormula {
        /// Money of the part.
        part: Money,
        /// Money of all.
        total: Money,
        /// How many customers.
        customers: i64,
    },
    /// What would make it wrong.
    Caveat,
    /// Input.
    Ranked,
    /// Stat.
    CustomersForEighty,
    /// Explanation.
    CustomersForEightyWords,
    /// Explanation.
    CustomersForEightyFormula {
        /// Four fifths of the revenue.
        target: Money,
    },
    /// Stat.
    Gini,
    /// Explanation.
    GiniWords,
    /// Explanation.
    GiniFormula {
        /// Customers.
        customers: i64,
    },
    /// Stat.
    Hhi,
    /// Explanation.
    HhiWords,
    /// Explanation.
    HhiFormula {
        /// Customers of equal size that would give the same index.
        equal: f64,
    },
    /// Stat: share of the largest so many customers.
    BiggestShare {
        /// How many.
        customers: i64,
    },
    /// Explanation.
    BiggestShareWords {
        /// How many.
        customers: i64,
    },
    /// Title of the figure: nobody matters much alone.
    SpreadTitle {
        /// How many.
        customers: i64,
        /// Their share.
        share: f64,
    },
    /// Title of the figure: one customer is a risk.
    RiskTitle {
        /// Who.
        customer: CustomerRef,
        /// Its share.
        share: f64,
    },
    /// What the bars measure.
    BiggestSubtitle {
        /// The period.
        period: Period,
    },
    /// What losing the biggest would leave.
    LoseBiggest {
        /// Money of the biggest.
        money: Money,
        /// Share of the revenue that would be left.
        left: f64,
    },
    /// Row of the bars.
    Biggest {
        /// How many.
        customers: i64,
    },
    /// Column.
    BiggestColumn,
    /// The finding.
    RiskFinding {
        /// Who.
        customer: CustomerRef,
        /// Its share.
        share: f64,
    },
    /// What it means.
    RiskFindingText {
        /// Money of the period.
        money: Money,
    },
    /// The step.
    OpenBiggest,
    /// The finding when a few bring half.
    FewFinding {
        /// How many.
        customers: i64,
        /// Their share.
        share: f64,
    },
    /// What it means.
    FewFindingText {
        /// Average money of these.
        average: Money,
    },
    /// The step.
    OpenFew,
}

/// Class by cumulative revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Class {
    /// The first part.
    A,
    /// The next.
    B,
    /// The rest.
    C,
}

impl Say for Concentration {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Concentration, speaker: &Speaker) -> String {
    use Concentration as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let largest = |count: i64| match count {
        1 => "The biggest customer".to_owned(),
        count => format!("The {} biggest customers", speaker.count(count)),
    };
    let bring = |count: i64| if count == 1 { "brings" } else { "bring" };
    let fixed: &str = match message {
        M::Class(Class::A) => "A",
        M::Class(Class::B) => "B",
        M::Class(Class::C) => "C",
        M::ClassMeaning(Class::A) => "Bring the first part of the revenue",
        M::ClassMeaning(Class::B) => "Bring the next part",
        M::ClassMeaning(Class::C) => "Bring the rest, or nothing",
        M::ClassMembers { class, period } => {
            return format!(
                "Class {} {}",
                M::Class(*class).say(speaker),
                speaker.within(*period)
            );
        }
        M::LargestMembers {
            customers: count,
            period,
        } => return format!("{} {}", largest(*count), speaker.within(*period)),
        M::AllMembers { period } => {
            return format!("Customers with revenue {}", speaker.within(*period));
        }
        M::Eyebrow { period } => return format!("Concentration, {}", speaker.period(*period)),
        M::Title { share } => {
            return format!(
                "The rule of thumb says 20 to 80; here it is 20 to {}",
                speaker.number(share * 100.0, 0)
            );
        }
        M::TooFew { customers: count } => {
            let verb = if *count == 1 { "is" } else { "are" };
            return format!("{} {verb} too few for a rule of thumb", customers(*count));
        }
        M::NoRevenue { period } => {
            return format!("No revenue to divide {}", speaker.within(*period));
        }
        M::NoRevenueText => {
            "Shares need a positive total: purchases larger than refunds. Choose a longer period or another one."
        }
        M::Lede {
            customers: count,
            of,
        } => {
            return if count == of {
                format!(
                    "It takes all {} to reach four fifths of the revenue",
                    customers(*of)
                )
            } else {
                format!(
                    "{} of {} {} four fifths of the revenue",
                    speaker.count(*count),
                    customers(*of),
                    bring(*count)
                )
            };
        }
        M::Subtitle { period } => {
            return format!("Cumulative share of revenue {}", speaker.within(*period));
        }
        M::Source { gini, not_positive } => {
            let gini = gini.map_or_else(String::new, |gini| {
                format!("Gini {}", speaker.number(gini, 2))
            });
            return match not_positive {
                0 => gini,
                count => format!(
                    "{gini}. {} brought nothing once refunds are taken off",
                    customers(*count)
                ),
            };
        }
        M::CustomersAxis => "Share of customers, best first",
        M::RevenueAxis | M::RevenueShare => "Share of revenue",
        M::Curve => "Revenue",
        M::Diagonal => "If all were equal",
        M::Point { share } => return format!("{} of revenue", speaker.percent(*share, 0)),
        M::CustomersShare => "Share of customers",
        M::ClassesTitle {
            customers: count,
            part,
            share,
        } => {
            if *count == 0 {
                return "Nobody is in class A".to_owned();
            }
            let first = if *share < 1.0 { "the first " } else { "" };
            return format!(
                "{}, {} of all, {} {first}{} of the revenue",
                customers(*count),
                speaker.percent(*part, 0),
                bring(*count),
                speaker.percent(*share, 0)
            );
        }
        M::ClassesSubtitle { a, b } => {
            return format!(
                "A up to {} of the revenue, B up to {}, C the rest; who crosses a line still belongs",
                speaker.percent(*a, 0),
                speaker.percent(*b, 0)
            );
        }
        M::ClassesSource { not_positive } => {
            return match not_positive {
                0 => "Every customer ranked brought something".to_owned(),
                count => format!("{} without positive revenue in C", customers(*count)),
            };
        }
        M::ClassColumn => "Class",
        M::AShare => "A up to",
        M::BShare => "B up to",
        M::TopShare { percent } => {
            return format!(
                "Revenue of the top {}",
                speaker.percent(*percent as f64 / 100.0, 0)
            );
        }
        M::TopShareWords { percent } => {
            return format!(
                "Share of the revenue that the top {} of customers bring, their number rounded up",
                speaker.percent(*percent as f64 / 100.0, 0)
            );
        }
        M::ShareFormula {
            part,
            total,
            customers: count,
        } => {
            return format!(
                "{} of {} ÷ {}",
                speaker.money(*part, 2),
                customers(*count),
                speaker.money(*total, 2)
            );
        }
        M::Caveat => {
            "One customer under two ids looks like two small ones. Refunds count where they were booked."
        }
        M::Ranked => "Customers ranked",
        M::CustomersForEighty => {
            return format!("Customers for {} of the revenue", speaker.percent(0.8, 0));
        }
        M::CustomersForEightyWords => {
            return format!(
                "Fewest customers that together bring at least {} of the revenue",
                speaker.percent(0.8, 0)
            );
        }
        M::CustomersForEightyFormula { target } => {
            return format!(
                "Added up from the largest until {} is reached",
                speaker.money(*target, 2)
            );
        }
        M::Gini => "Gini coefficient",
        M::GiniWords => {
            "How unequal customers are: 0 when all bring the same, near 1 when one brings everything"
        }
        M::GiniFormula { customers: count } => {
            return format!(
                "2 × Σ rank × revenue ÷ (n × Σ revenue) − (n + 1) ÷ n, n = {}, smallest first",
                speaker.count(*count)
            );
        }
        M::Hhi => "Concentration index",
        M::HhiWords => {
            "Sum of the squared shares of all customers (Herfindahl–Hirschman): 1 when one customer brings everything"
        }
        M::HhiFormula { equal } => {
            return format!(
                "As concentrated as {} customers of equal size",
                speaker.number(*equal, 1)
            );
        }
        M::BiggestShare { customers: count } => {
            return match count {
                1 => "Share of the biggest customer".to_owned(),
                count => format!("Share of the {} biggest customers", speaker.count(*count)),
            };
        }
        M::BiggestShareWords { customers: count } => {
            return match count {
                1 => "Part of the revenue that would go with the biggest customer".to_owned(),
                count => format!(
                    "Part of the revenue that would go with the {} biggest customers",
                    speaker.count(*count)
                ),
            };
        }
        M::SpreadTitle {
            customers: count,
            share,
        } => {
            return format!(
                "{} {} {} of the revenue",
                largest(*count),
                bring(*count),
                speaker.percent(*share, 1)
            );
        }
        M::RiskTitle { customer, share } => {
            return format!(
                "{} alone brings {} of the revenue",
                speaker.customer(customer),
                speaker.percent(*share, 0)
            );
        }
        M::BiggestSubtitle { period } => {
            return format!(
                "Share of revenue {} of the biggest customers",
                speaker.within(*period)
            );
        }
        M::LoseBiggest { money, left } => {
            let left = if *left > 0.0 {
                format!("{} of the revenue", speaker.percent(*left, 1))
            } else {
                "nothing".to_owned()
            };
            return format!(
                "Without the biggest customer, {}, {left} would be left",
                speaker.money(*money, 0)
            );
        }
        M::Biggest { customers: count } => {
            return match count {
                1 => "The biggest".to_owned(),
                count => format!("The {} biggest", speaker.count(*count)),
            };
        }
        M::BiggestColumn => "Customers",
        M::RiskFinding { customer, share } => {
            return format!(
                "{} brings {} of the revenue",
                speaker.customer(customer),
                speaker.percent(*share, 0)
            );
        }
        M::RiskFindingText { money } => {
            return format!(
                "If this customer left, {} a period would go at once.",
                speaker.money(*money, 0)
            );
        }
        M::OpenBiggest => "Open the customer’s card",
        M::FewFinding {
            customers: count,
            share,
        } => {
            return format!(
                "{} {} {} of the revenue",
                largest(*count),
                bring(*count),
                speaker.percent(*share, 0)
            );
        }
        M::FewFindingText { average } => {
            return format!(
                "Each is worth {} a period on average.",
                speaker.money(*average, 0)
            );
        }
        M::OpenFew => "See who they are",
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Concentration) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn the_verdict_sets_the_rule_of_thumb_beside_the_shop() {
        assert_eq!(
            say(&Concentration::Title { share: 0.6459 }),
            "The rule of thumb says 20 to 80; here it is 20 to 65"
        );
    }

    #[test]
    fn what_few_customers_bring_is_said_without_nonsense() {
        let lede = |customers, of| say(&Concentration::Lede { customers, of });
        assert_eq!(
            lede(1, 3),
            "1 of 3 customers brings four fifths of the revenue"
        );
        assert_eq!(
            lede(2, 2),
            "It takes all 2 customers to reach four fifths of the revenue"
        );
        let classes = |customers, part, share| {
            say(&Concentration::ClassesTitle {
                customers,
                part,
                share,
            })
        };
        assert_eq!(
            classes(30, 0.3, 0.801),
            "30 customers, 30% of all, bring the first 80% of the revenue"
        );
        assert_eq!(
            classes(1, 1.0, 1.0),
            "1 customer, 100% of all, brings 100% of the revenue"
        );
        assert_eq!(classes(0, 0.0, 0.0), "Nobody is in class A");
        let lost = |left| {
            say(&Concentration::LoseBiggest {
                money: Money::from_units_f64(5.0),
                left,
            })
        };
        assert!(lost(0.25).ends_with("25.0% of the revenue would be left"));
        assert!(lost(0.0).ends_with("nothing would be left"));
        assert!(lost(-0.1).ends_with("nothing would be left"));
        let source = Concentration::Source {
            gini: Some(0.5),
            not_positive: 1,
        };
        assert_eq!(
            say(&source),
            "Gini 0.50. 1 customer brought nothing once refunds are taken off"
        );
    }

    #[test]
    fn one_has_a_singular() {
        let few = |customers| Concentration::FewFinding {
            customers,
            share: 0.5,
        };
        assert_eq!(
            say(&few(1)),
            "The biggest customer brings 50% of the revenue"
        );
        assert_eq!(
            say(&few(5)),
            "The 5 biggest customers bring 50% of the revenue"
        );
        assert_eq!(
            say(&Concentration::TooFew { customers: 1 }),
            "1 customer is too few for a rule of thumb"
        );
    }
}
