//! Messages of `value_frequency`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of `value_frequency`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ValueFrequency {
    /// A group.
    Group(Group),
    /// What to do with a group.
    Advice(Group),
    /// The customers of a group, as a list's title.
    Members(Group),
    /// The list of everybody who bought in the period.
    Buyers {
        /// The period.
        period: Period,
    },
    /// The list of those who did not.
    WithoutVisit {
        /// The period.
        period: Period,
    },
    /// Small line above the headline.
    Eyebrow {
        /// The period.
        period: Period,
    },
    /// Headline: what the best group brings.
    Title {
        /// Customers who buy much and often.
        customers: i64,
        /// Their part of the revenue.
        share: f64,
    },
    /// Headline when the group is empty.
    NobodyMuchOften,
    /// Headline when there is no positive revenue to share.
    TitleWithoutShare {
        /// Customers who buy much and often.
        customers: i64,
    },
    /// Headline when groups would mean little.
    TooFew {
        /// Customers who bought.
        buyers: i64,
    },
    /// Headline and notice when nobody bought.
    NobodyBought {
        /// The period.
        period: Period,
    },
    /// What to do then.
    ChooseAnotherPeriod,
    /// Title of a list of customers without the day of the first purchase.
    NoFirstDays,
    /// What it needs.
    NoFirstDaysText,
    /// Below the headline.
    Lede,
    /// Below it when groups would mean little.
    TooFewLede,
    /// Below it when the period is too short for a frequency.
    ShortPeriodLede {
        /// Its length.
        days: i64,
    },
    /// Title of the dots.
    ScatterTitle {
        /// Customers above both lines.
        above: i64,
        /// Of how many.
        of: i64,
    },
    /// What the dots are.
    ScatterSubtitle,
    /// How many are drawn.
    ScatterSource {
        /// Dots.
        drawn: i64,
        /// Customers.
        of: i64,
        /// Drawn a little beside their place.
        nudged: bool,
        /// Customers without positive revenue.
        at_axis: i64,
    },
    /// Axis.
    FrequencyAxis,
    /// Axis.
    AverageAxis,
    /// What a line says.
    FrequencyLine {
        /// How it was found.
        rule: Rule,
        /// Visits a year.
        visits: f64,
    },
    /// What a line says.
    AverageLine {
        /// How it was found.
        rule: Rule,
        /// Money of a visit.
        average: Money,
    },
    /// Second line of a corner.
    Customers {
        /// How many.
        customers: i64,
    },
    /// Title of the table: which group brings most.
    TableTitle {
        /// The group.
        group: Group,
        /// Its part of the revenue.
        share: f64,
    },
    /// Title of the table when there is no revenue to share, or too few to share it.
    TableTitlePlain,
    /// What the table measures.
    TableSubtitle {
        /// The period.
        period: Period,
    },
    /// Who is in no group.
    TableSource {
        /// Customers in view without a visit in the period.
        without: i64,
        /// Money booked for them in the period: late refunds.
        late: Money,
    },
    /// Column.
    GroupColumn,
    /// Column.
    Profit,
    /// Column.
    ShareOfRevenue,
    /// Column and stat input.
    MeanAverage,
    /// Column.
    MeanFrequency,
    /// A proposal.
    CheapestGrowth,
    /// What it would bring.
    OneMoreVisit {
        /// Customers who buy much but rarely.
        customers: i64,
        /// Their mean average.
        average: Money,
        /// Their mean frequency.
        frequency: f64,
        /// One more visit of each.
        worth: Money,
    },
    /// The step.
    OpenMuchRare,
    /// The finding for the overview.
    BestGroup {
        /// Customers.
        customers: i64,
        /// Their part of the revenue.
        share: f64,
    },
    /// What losing some would cost.
    LosingTen {
        /// How many.
        lost: i64,
        /// Their average revenue in the period.
        cost: Money,
    },
    /// The step.
    OpenMuchOften,
    /// Name of a parameter.
    RuleParam,
    /// A choice of it.
    Rule(Rule),
    /// Stat: line of the average.
    AverageCut,
    /// Stat: line of the frequency.
    FrequencyCut,
    /// Explanation.
    AverageCutWords,
    /// Explanation.
    FrequencyCutWords,
    /// How a line was found.
    CutFormula {
        /// By which rule.
        rule: Rule,
        /// Over how many customers.
        customers: i64,
    },
    /// What would make it wrong.
    CutCaveat,
    /// Input of an explanation.
    BuyersInput,
    /// Input of an explanation.
    YearsInput,
}

/// One of the four groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Group {
    /// Above both lines.
    MuchOften,
    /// Often only.
    LittleOften,
    /// Much only.
    MuchRare,
    /// Neither.
    LittleRare,
}

/// How the lines are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// Median.
    Median,
    /// Mean.
    Mean,
    /// By the person.
    Own,
    /// Four fifths of the revenue above.
    Pareto,
}

impl Say for ValueFrequency {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &ValueFrequency, speaker: &Speaker) -> String {
    use ValueFrequency as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let fixed: &str = match message {
        M::Group(Group::MuchOften) => "Much and often",
        M::Group(Group::LittleOften) => "Little but often",
        M::Group(Group::MuchRare) => "Much but rarely",
        M::Group(Group::LittleRare) => "Little and rarely",
        M::Advice(Group::MuchOften) => "Hold with all force",
        M::Advice(Group::LittleOften) => "Raise the basket",
        M::Advice(Group::MuchRare) => "Raise the frequency",
        M::Advice(Group::LittleRare) => "Serve cheaply",
        M::Members(Group::MuchOften) => "Customers who buy much and often",
        M::Members(Group::LittleOften) => "Customers who buy little but often",
        M::Members(Group::MuchRare) => "Customers who buy much but rarely",
        M::Members(Group::LittleRare) => "Customers who buy little and rarely",
        M::Buyers { period } => {
            return format!("Customers who bought {}", speaker.within(*period));
        }
        M::WithoutVisit { period } => {
            return format!("Customers without a visit {}", speaker.within(*period));
        }
        M::Eyebrow { period } => return format!("Segments, {}", speaker.period(*period)),
        M::Title {
            customers: count,
            share,
        } => {
            let verb = if *count == 1 {
                ("buys", "brings")
            } else {
                ("buy", "bring")
            };
            return format!(
                "{} who {} much and often {} {} of the revenue",
                customers(*count),
                verb.0,
                verb.1,
                speaker.percent(*share, 0)
            );
        }
        M::NobodyMuchOften => "Nobody buys both much and often",
        M::TitleWithoutShare { customers: count } => {
            let verb = if *count == 1 { "buys" } else { "buy" };
            return format!("{} {verb} much and often", customers(*count));
        }
        M::TooFew { buyers } => {
            let verb = if *buyers == 1 { "is" } else { "are" };
            return format!(
                "{} {verb} too few to divide into groups",
                customers(*buyers)
            );
        }
        M::NobodyBought { period } => {
            return format!("Nobody bought {}", speaker.within(*period));
        }
        M::NoFirstDays => "How often customers come is not in this list",
        M::NoFirstDaysText => {
            "A list with the day of the first purchase, or the time since, tells how often customers come. Without it, RFM and concentration still hold."
        }
        M::ChooseAnotherPeriod => {
            "Groups need customers with a visit in the period. Choose a longer period or another one."
        }
        M::Lede => "Move the two lines: the groups, the money beside them and every list follow",
        M::TooFewLede => "The lines are drawn all the same: read them customer by customer",
        M::ShortPeriodLede { days } => {
            return format!(
                "A period of {} does not tell how often customers come: read the frequency with care",
                speaker.counted(*days, "day", "days")
            );
        }
        M::ScatterTitle { above: 0, .. } => "No customer lies above both lines",
        M::ScatterTitle { above, of } => {
            let verb = if *above == 1 { "lies" } else { "lie" };
            return format!(
                "{} of {} {verb} above both lines",
                speaker.count(*above),
                customers(*of)
            );
        }
        M::ScatterSubtitle => {
            "Each dot one customer, both axes logarithmic. Bars: how many customers at each level"
        }
        M::ScatterSource {
            drawn,
            of,
            nudged,
            at_axis,
        } => {
            let nudged = if *nudged { ", nudged sideways" } else { "" };
            let drawn = if drawn == of {
                match of {
                    1 => "The only customer is drawn".to_owned(),
                    _ => format!("All {} are drawn{nudged}", customers(*of)),
                }
            } else {
                format!(
                    "{} of {} drawn, evenly sampled{nudged}; counts are of all",
                    speaker.count(*drawn),
                    customers(*of)
                )
            };
            return match at_axis {
                0 => drawn,
                _ => format!(
                    "{drawn}. {} without positive revenue at the lower edge",
                    customers(*at_axis)
                ),
            };
        }
        M::FrequencyAxis => "Visits per year",
        M::AverageAxis => "Average purchase",
        M::FrequencyLine { rule, visits } => {
            return format!(
                "{} {} visits a year",
                rule_name(*rule),
                speaker.number(*visits, 1)
            );
        }
        M::AverageLine { rule, average } => {
            return format!("{} {}", rule_name(*rule), speaker.money(*average, 2));
        }
        M::Customers { customers: count } => return customers(*count),
        M::TableTitle { group, share } => {
            return format!(
                "“{}” brings the most, {} of the revenue",
                M::Group(*group).say(speaker),
                speaker.percent(*share, 0)
            );
        }
        M::TableTitlePlain => "The four groups",
        M::TableSubtitle { period } => {
            return format!(
                "Customers and their revenue {}, means over the customers of a group",
                speaker.within(*period)
            );
        }
        M::TableSource { without, late } => {
            let verb = if *without == 1 { "is" } else { "are" };
            let without = match without {
                0 => return "Every customer in view is in a group".to_owned(),
                _ => format!(
                    "{} without a visit in the period {verb} in no group",
                    customers(*without)
                ),
            };
            return match late.0 {
                0 => without,
                _ => format!("{without}; booked for them: {}", speaker.money(*late, 2)),
            };
        }
        M::GroupColumn => "Group",
        M::Profit => "Profit",
        M::ShareOfRevenue => "Share of revenue",
        M::MeanAverage => "Mean purchase",
        M::MeanFrequency => "Mean visits a year",
        M::CheapestGrowth => "Much but rarely: the cheapest growth",
        M::OneMoreVisit {
            customers: count,
            average,
            frequency,
            worth,
        } => {
            let verb = if *count == 1 { "comes" } else { "come" };
            return format!(
                "{} with a basket of {} {verb} {} times a year. One more visit each is worth about {} of revenue.",
                customers(*count),
                speaker.money(*average, 2),
                speaker.number(*frequency, 1),
                speaker.money(*worth, 0)
            );
        }
        M::OpenMuchRare => "Open much but rarely",
        M::BestGroup {
            customers: count,
            share,
        } => {
            let verb = if *count == 1 { "brings" } else { "bring" };
            return format!(
                "{} {verb} {} of the revenue",
                customers(*count),
                speaker.percent(*share, 0)
            );
        }
        M::LosingTen { lost, cost } => {
            return if *lost == 1 {
                format!(
                    "They buy much and often. Losing an average one costs {} a period.",
                    speaker.money(*cost, 0)
                )
            } else {
                format!(
                    "They buy much and often. Losing {} average ones costs {} a period.",
                    speaker.count(*lost),
                    speaker.money(*cost, 0)
                )
            };
        }
        M::OpenMuchOften => "See who they are",
        M::RuleParam => "Lines at",
        M::Rule(rule) => rule_name(*rule),
        M::AverageCut => "Line of the average purchase",
        M::FrequencyCut => "Line of the frequency",
        M::AverageCutWords => {
            "A customer buys much when the average purchase, net amount ÷ visits of the period, is strictly above this line"
        }
        M::FrequencyCutWords => {
            "A customer buys often when the visits of the period, for a whole year, are strictly above this line"
        }
        M::CutFormula { rule, customers: n } => {
            let over = customers(*n);
            return match rule {
                Rule::Median => {
                    format!("Median over {over}: at most half lie strictly above it")
                }
                Rule::Mean => format!("Mean over {over}"),
                Rule::Own => format!("Set by hand, over {over}"),
                Rule::Pareto => format!(
                    "Highest line above which customers bring {} of the revenue, over {over}",
                    speaker.percent(0.8, 0)
                ),
            };
        }
        M::CutCaveat => {
            "One customer under two ids counts as two rare ones. All visits of a period count alike: who began late looks rare."
        }
        M::BuyersInput => "Customers who bought",
        M::YearsInput => "Length of the period in years",
    };
    fixed.to_owned()
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Median => "Median",
        Rule::Mean => "Mean",
        Rule::Own => "Own",
        Rule::Pareto => "Pareto",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &ValueFrequency) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn one_customer_has_a_singular() {
        let title = |customers| ValueFrequency::Title {
            customers,
            share: 0.672,
        };
        assert_eq!(
            say(&title(980)),
            "980 customers who buy much and often bring 67% of the revenue"
        );
        assert_eq!(
            say(&title(1)),
            "1 customer who buys much and often brings 67% of the revenue"
        );
    }

    #[test]
    fn the_dots_say_how_many_lie_above_both_lines() {
        let title = |above, of| say(&ValueFrequency::ScatterTitle { above, of });
        assert_eq!(title(0, 5), "No customer lies above both lines");
        assert_eq!(title(1, 40), "1 of 40 customers lies above both lines");
        assert_eq!(
            title(980, 6_000),
            "980 of 6,000 customers lie above both lines"
        );
    }

    #[test]
    fn the_source_says_who_is_in_no_group() {
        let source = |without, late| ValueFrequency::TableSource {
            without,
            late: Money::from_units_f64(late),
        };
        assert_eq!(say(&source(0, 0.0)), "Every customer in view is in a group");
        assert_eq!(
            say(&source(1, 0.0)),
            "1 customer without a visit in the period is in no group"
        );
        assert!(say(&source(230, -169.0)).contains("169.00"));
    }
}
