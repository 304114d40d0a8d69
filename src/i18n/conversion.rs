//! Messages of `conversion`.

use serde::{Deserialize, Serialize};

use super::{Language, Message, Say, Speaker};
use crate::base::{CalendarPeriod, Day, Money};

/// Messages of `conversion`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Conversion {
    /// Small line above the headline.
    Eyebrow,
    /// Title: how long half of the newcomers take.
    Title {
        /// Median days.
        days: i64,
    },
    /// Title where half have not come back.
    TitleShare {
        /// Within so many days.
        days: i64,
        /// Part who came back.
        share: f64,
    },
    /// Below it: the end of both curves.
    Lede {
        /// The last day of the third.
        days: i64,
        /// Part who bought a second time.
        second: f64,
        /// Part who bought a third time.
        third: f64,
    },
    /// Title of a list of customers.
    NoPurchases,
    /// What it needs.
    NoPurchasesText,
    /// Title when nobody bought.
    Nobody,
    /// What to do then.
    NobodyText,
    /// Title when hardly anybody did.
    TooFew {
        /// How many.
        customers: i64,
    },
    /// What it means.
    TooFewText,
    /// Parameter.
    Split,
    /// Its choice by the period of the first purchase.
    ByCohort,
    /// The values without a name of their own.
    OtherValues,
    /// The periods taken together.
    UpTo {
        /// The last of them.
        period: CalendarPeriod,
    },
    /// Parameter.
    RegularOccasions,
    /// Parameter.
    RegularGaps,
    /// A list's title.
    OnceMembers,
    /// A list's title.
    AtMostTwiceMembers,
    /// A list's title.
    StayingMembers,
    /// A list's title.
    RegularMembers {
        /// At the end of it.
        period: CalendarPeriod,
    },
    /// A list's title.
    GroupMembers {
        /// The group.
        name: Message,
    },
    /// Column.
    DayColumn,
    /// Column.
    AtRiskColumn,
    /// Column.
    EventsColumn,
    /// Column.
    SurvivalColumn,
    /// Column.
    LowColumn,
    /// Column.
    HighColumn,
    /// Column.
    GroupColumn,
    /// Column.
    SecondColumn,
    /// Column.
    MedianColumn,
    /// Column and stat.
    ShareWithin {
        /// So many days.
        days: i64,
    },
    /// Column.
    MonthColumn,
    /// Column and stat.
    Regulars,
    /// Column.
    RegularRevenueColumn,
    /// Column, axis and stat.
    RegularShareColumn,
    /// Column.
    PartialColumn,
    /// Axis.
    DayAxis,
    /// Axis.
    ReturnedAxis,
    /// Axis.
    StayingAxis,
    /// Name of a curve.
    SecondCurve,
    /// Name of a curve.
    ThirdCurve,
    /// Name of a curve.
    StayingCurve,
    /// At a point.
    MedianPoint {
        /// Days.
        days: i64,
    },
    /// At a point.
    GonePoint {
        /// Days.
        days: i64,
    },
    /// What the curves show.
    ReturningSubtitle,
    /// What the band is.
    BandSource,
    /// Title of the curves by group.
    GroupsTitle {
        /// The column, none for cohorts.
        column: Option<String>,
        /// Chance of such a difference.
        p: Option<f64>,
    },
    /// What they show.
    GroupsSubtitle {
        /// The column, none for cohorts.
        column: Option<String>,
    },
    /// The test.
    GroupsSource {
        /// Statistic, degrees of freedom, chance.
        test: Option<(f64, i64, f64)>,
    },
    /// Title of the months.
    RegularsTitle {
        /// Part of the revenue.
        share: f64,
        /// Of so many months.
        months: i64,
    },
    /// What they show.
    RegularsSubtitle {
        /// Fewest occasions.
        occasions: i64,
        /// Longest silence in usual gaps.
        gaps: f64,
    },
    /// How they are counted.
    RegularsSource,
    /// Money in a tooltip.
    MoneyOf {
        /// The money.
        money: Money,
    },
    /// Title of the curve of those who stay.
    TenureTitle {
        /// Part gone after the first purchase.
        at_once: f64,
        /// Days after which half are gone.
        median: Option<i64>,
    },
    /// What it shows.
    TenureSubtitle,
    /// How it is counted.
    TenureSource,
    /// Stat.
    SecondMedian,
    /// Explanation.
    SecondMedianWords,
    /// Stat.
    ThirdMedian,
    /// Explanation.
    ThirdMedianWords,
    /// Stat.
    TenureMedian,
    /// Explanation.
    TenureMedianWords,
    /// Formula.
    MedianFormula {
        /// The median.
        days: i64,
        /// Lower end.
        low: Option<i64>,
        /// Upper end.
        high: Option<i64>,
    },
    /// Formula where there is no median.
    NoMedianFormula {
        /// The last day.
        days: i64,
        /// Part by then.
        share: f64,
    },
    /// Explanation.
    ShareWords {
        /// Within so many days.
        days: i64,
    },
    /// Formula.
    ShareFormula {
        /// Part still waiting.
        survival: f64,
    },
    /// What would make it wrong.
    Caveat {
        /// Customers who may be older than the data.
        may_be_old: i64,
    },
    /// What would make it wrong.
    TenureCaveat,
    /// Input.
    Followed,
    /// Stat.
    LogRank,
    /// Explanation.
    LogRankWords,
    /// Formula.
    LogRankFormula {
        /// Statistic.
        chi_square: f64,
        /// Degrees of freedom.
        degrees: i64,
    },
    /// What would make it wrong.
    LogRankCaveat,
    /// Input.
    ChiSquare,
    /// Input.
    Degrees,
    /// Explanation.
    RegularsWords {
        /// Fewest occasions.
        occasions: i64,
        /// Longest silence in usual gaps.
        gaps: f64,
    },
    /// Formula.
    RegularsFormula {
        /// How many.
        regulars: i64,
        /// At the end of this day.
        day: Day,
    },
    /// Formula.
    RegularShareFormula {
        /// Over so many months.
        months: i64,
    },
    /// What would make it wrong.
    RegularsCaveat,
    /// Input.
    AsOf,
    /// Input.
    MonthsCounted,
}

impl Say for Conversion {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

/// A chance: the small ones are not nothing.
fn chance(p: f64, speaker: &Speaker) -> String {
    if p < 0.001 {
        format!("p < {}", speaker.number(0.001, 3))
    } else {
        format!("p = {}", speaker.number(p, 3))
    }
}

fn regular(occasions: i64, gaps: f64, speaker: &Speaker) -> String {
    format!(
        "A regular has bought {} or more and has been silent for at most {} usual gaps",
        speaker.counted(occasions, "time", "times"),
        speaker.number(gaps, 1)
    )
}

fn percent(share: f64, speaker: &Speaker) -> String {
    let few = share > 0.0 && share < 0.1;
    speaker.percent(share, u8::from(few))
}

#[expect(clippy::too_many_lines, reason = "one line a message")]
fn english(message: &Conversion, speaker: &Speaker) -> String {
    use Conversion as M;
    let days_of = |days: i64| speaker.counted(days, "day", "days");
    let fixed: &str = match message {
        M::Eyebrow => "Becoming a regular, everything up to the as-of day",
        M::Title { days } => {
            return format!(
                "Half of the newcomers buy a second time within {}",
                days_of(*days)
            );
        }
        M::TitleShare { days, share } => {
            return format!(
                "{} of the newcomers buy a second time within {}",
                percent(*share, speaker),
                days_of(*days)
            );
        }
        M::Lede {
            days,
            second,
            third,
        } => {
            return format!(
                "After {} {} have bought a second time and {} a third time.",
                days_of(*days),
                percent(*second, speaker),
                percent(*third, speaker)
            );
        }
        M::NoPurchases => "A list of customers does not tell when they came a second time",
        M::NoPurchasesText => {
            "It holds sums of each customer, no single purchases. Open the sales themselves to see how newcomers become regulars."
        }
        M::Nobody => "Nobody bought, so nobody could come back",
        M::NobodyText => {
            "The time to the second purchase needs purchases. Look at the filter and the as-of day."
        }
        M::TooFew { customers } => {
            return format!(
                "Not enough data: {} bought",
                speaker.counted(*customers, "customer", "customers")
            );
        }
        M::TooFewText => {
            "From ten customers on a curve says something. The table has what there is."
        }
        M::Split => "Compare by",
        M::ByCohort => "First purchase",
        M::OtherValues => "All others",
        M::UpTo { period } => {
            return format!("Up to {}", speaker.calendar_period(*period));
        }
        M::RegularOccasions => "Purchases of a regular, at least",
        M::RegularGaps => "Longest silence of a regular, usual gaps",
        M::OnceMembers => "Bought once",
        M::AtMostTwiceMembers => "Bought once or twice",
        M::StayingMembers => "Not gone",
        M::RegularMembers { period } => {
            return format!(
                "Regulars at the end of {}",
                speaker.calendar_period(*period)
            );
        }
        M::GroupMembers { name } => {
            return format!("First purchase: {}", name.say(speaker));
        }
        M::DayColumn => "Day",
        M::AtRiskColumn => "Still followed",
        M::EventsColumn => "Happened",
        M::SurvivalColumn => "Not yet",
        M::LowColumn => "Lower end, 95%",
        M::HighColumn => "Upper end, 95%",
        M::GroupColumn => "First purchase",
        M::SecondColumn => "Bought again",
        M::MedianColumn => "Half within",
        M::ShareWithin { days } => {
            return format!("Bought again within {}", days_of(*days));
        }
        M::MonthColumn => "Month",
        M::Regulars => "Regulars",
        M::RegularRevenueColumn => "Revenue of regulars",
        M::RegularShareColumn => "Regulars’ share of revenue",
        M::PartialColumn => "Part of the month only",
        M::DayAxis => "Days since the first purchase",
        M::ReturnedAxis => "Bought again",
        M::StayingAxis => "Still a customer",
        M::SecondCurve => "Second purchase",
        M::ThirdCurve => "Third purchase",
        M::StayingCurve => "Still a customer",
        M::MedianPoint { days } => return format!("Half after {}", days_of(*days)),
        M::GonePoint { days } => return format!("Half are gone after {}", days_of(*days)),
        M::ReturningSubtitle => {
            "Share of customers who have bought a second and a third time, by days since the first"
        }
        M::BandSource => {
            "Kaplan–Meier, 95% band; who came lately counts as long as they could be followed, not as lost"
        }
        M::GroupsTitle { column, p } => {
            let by = match column {
                Some(name) => format!("{name} of the first purchase"),
                None => "When customers came first".to_owned(),
            };
            return match p {
                Some(p) if *p < 0.05 => {
                    format!("{by} makes a difference ({})", chance(*p, speaker))
                }
                Some(p) => format!(
                    "{by} makes no difference beyond chance ({})",
                    chance(*p, speaker)
                ),
                None => format!("{by} and the second purchase"),
            };
        }
        M::GroupsSubtitle { column } => {
            return match column {
                Some(name) => format!(
                    "Share of customers who have bought a second time, by {name} of the first purchase"
                ),
                None => {
                    "Share of customers who have bought a second time, by the period of the first"
                        .to_owned()
                }
            };
        }
        M::GroupsSource { test } => {
            return match test {
                Some((chi_square, degrees, p)) => format!(
                    "Kaplan–Meier. Log-rank test over all groups: χ² = {}, {}, {}",
                    speaker.number(*chi_square, 1),
                    speaker.counted(*degrees, "degree of freedom", "degrees of freedom"),
                    chance(*p, speaker)
                ),
                None => "Kaplan–Meier. The groups were never followed at the same time: no test"
                    .to_owned(),
            };
        }
        M::RegularsTitle { share, months } => {
            return format!(
                "Regulars brought {} of the revenue of the last {}",
                percent(*share, speaker),
                speaker.counted(*months, "whole month", "whole months")
            );
        }
        M::RegularsSubtitle { occasions, gaps } => {
            return format!(
                "Part of each month’s revenue from regulars. {}",
                regular(*occasions, *gaps, speaker)
            );
        }
        M::RegularsSource => {
            "Counted at the end of each month, by the usual gaps known then. The first months have few regulars because nobody is known for long"
        }
        M::MoneyOf { money } => return speaker.money(*money, 0),
        M::TenureTitle { at_once, median } => {
            let once = format!(
                "{} are gone after the first purchase",
                percent(*at_once, speaker)
            );
            return match median {
                Some(days) if *days > 0 && *at_once < 0.005 => {
                    format!("Half are gone after {}", days_of(*days))
                }
                Some(0) => once,
                Some(days) => format!("{once}, half after {}", days_of(*days)),
                None => format!("{once}, more than half stay for as long as the data reach"),
            };
        }
        M::TenureSubtitle => "Share still a customer, by days since the first purchase",
        M::TenureSource => {
            "Kaplan–Meier, 95% band. Gone by the rule of the view, on the day of the last purchase; who has not gone is followed up to the as-of day, not counted as lost"
        }
        M::SecondMedian => "Half buy again within",
        M::SecondMedianWords => {
            "Days by which half of all customers have bought a second time, those who came lately counted for as long as they could be followed"
        }
        M::ThirdMedian => "Half buy a third time within",
        M::ThirdMedianWords => {
            "Days since the first purchase by which half of all customers have bought a third time"
        }
        M::TenureMedian => "Half stay for",
        M::TenureMedianWords => {
            "Days between first and last purchase after which half of all customers are gone; those not gone count for as long as they could be followed"
        }
        M::MedianFormula { days, low, high } => {
            let days = days_of(*days);
            let end = |end: &Option<i64>| match end {
                Some(end) => speaker.count(*end),
                None => "beyond the data".to_owned(),
            };
            return format!(
                "First day on which the curve reaches a half: {days} (95%: {} to {})",
                end(low),
                end(high)
            );
        }
        M::NoMedianFormula { days, share } => {
            return format!(
                "The curve does not reach a half: {} after {}",
                percent(*share, speaker),
                days_of(*days)
            );
        }
        M::ShareWords { days } => {
            return format!(
                "Part of all customers who have bought a second time within {} of the first",
                days_of(*days)
            );
        }
        M::ShareFormula { survival } => {
            return format!(
                "1 − {} still waiting (Kaplan–Meier)",
                speaker.percent(*survival, 1)
            );
        }
        M::Caveat { may_be_old } => {
            let rule =
                "The curve supposes that those who came lately will behave as those before them.";
            return if *may_be_old > 0 {
                format!(
                    "{rule} {} came first in the first 90 days of the file: their first purchase there may be a later one in truth.",
                    speaker.counted(*may_be_old, "customer", "customers")
                )
            } else {
                rule.to_owned()
            };
        }
        M::TenureCaveat => {
            "A plain mean of first to last purchase is too short, because many are still customers. Who is silent but not yet beyond the rule counts as staying; another rule of the view moves the curve."
        }
        M::Followed => "Customers followed",
        M::LogRank => "Chance that the groups are alike (log-rank)",
        M::LogRankWords => {
            "Chance of a difference as large as this among groups that are alike in truth; below 0.05 the groups differ"
        }
        M::LogRankFormula {
            chi_square,
            degrees,
        } => {
            return format!(
                "P(χ² > {}) with {}",
                speaker.number(*chi_square, 2),
                speaker.counted(*degrees, "degree of freedom", "degrees of freedom")
            );
        }
        M::LogRankCaveat => {
            "A difference is not a cause: channels and products draw other customers. Where curves cross, the test sees little."
        }
        M::ChiSquare => "χ²",
        M::Degrees => "Degrees of freedom",
        M::RegularsWords { occasions, gaps } => return regular(*occasions, *gaps, speaker),
        M::RegularsFormula { regulars, day } => {
            return format!(
                "{} at the end of {}",
                speaker.counted(*regulars, "customer", "customers"),
                speaker.day(*day)
            );
        }
        M::RegularShareFormula { months } => {
            return format!(
                "Revenue of each month’s regulars ÷ revenue, over {}",
                speaker.counted(*months, "whole month", "whole months")
            );
        }
        M::RegularsCaveat => {
            "A usual gap needs four purchases; with three the median of all customers’ gaps stands in. Who buys by the season is silent for long without being gone."
        }
        M::AsOf => "As-of day",
        M::MonthsCounted => "Whole months counted",
    };
    fixed.to_owned()
}
