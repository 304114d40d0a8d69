//! What the messages of `cohorts` say in English.

use super::super::{Message, Say as _, Speaker};
use super::Cohorts;
use crate::base::{CalendarStep, Day, Money};

/// "after two years", "after 5 months".
fn after(age: i64, step: CalendarStep, speaker: &Speaker) -> String {
    let months = age * i64::from(step.months());
    if months > 0 && months % 12 == 0 {
        return match months / 12 {
            1 => "after a year".to_owned(),
            years => format!("after {}", speaker.counted(years, "year", "years")),
        };
    }
    format!("after {}", speaker.calendar_steps(age, step))
}

fn percent(share: f64, speaker: &Speaker) -> String {
    let few = share > 0.0 && share < 0.1;
    speaker.percent(share, u8::from(few))
}

fn heat_source(
    truncated: &[Message],
    taken_in: bool,
    as_of: Option<Day>,
    outside: Option<Money>,
    speaker: &Speaker,
) -> String {
    let mut parts = Vec::new();
    if !truncated.is_empty() {
        let names: Vec<String> = truncated.iter().map(|name| name.say(speaker)).collect();
        let verb = if names.len() == 1 { "holds" } else { "hold" };
        let means = if taken_in {
            "taken into the means for want of others"
        } else {
            "left out of the means"
        };
        parts.push(format!(
            "{} {verb} customers who may have bought before the file begins: {means}",
            speaker.list(&names)
        ));
    }
    if let Some(day) = as_of {
        parts.push(format!(
            "The last period ends on {} and is left out of the means",
            speaker.day(day)
        ));
    }
    if let Some(money) = outside {
        parts.push(format!(
            "{} booked without or before a first purchase is in no cell",
            speaker.money(money, 0)
        ));
    }
    if parts.is_empty() {
        parts.push("Every customer is in the row of its first purchase".to_owned());
    }
    parts.join(". ")
}

pub(super) fn say(message: &Cohorts, speaker: &Speaker) -> String {
    use Cohorts as M;
    let of = |step: CalendarStep| speaker.calendar_step(step);
    let fixed: &str = match message {
        M::Eyebrow => "Cohorts, everything up to the as-of day",
        M::Title { step, next, far } => {
            let next = format!(
                "{} come back in the next {}",
                percent(*next, speaker),
                of(*step)
            );
            return match far {
                Some((age, share)) => format!(
                    "{next}, {} {}",
                    percent(*share, speaker),
                    after(*age, *step, speaker)
                ),
                None => next,
            };
        }
        M::Lede {
            of: money,
            step,
            first,
            age,
            later,
        } => {
            let [_, name] = money.names();
            return format!(
                "A customer brings {name} of {} in the first {} and {} {}.",
                speaker.money(*first, 2),
                of(*step),
                speaker.money(*later, 2),
                after(*age, *step, speaker)
            );
        }
        M::NoPurchases => "A list of customers does not tell who came back when",
        M::NoPurchasesText => {
            "It holds sums of each customer, no single purchases. Open the sales themselves to follow customers from their first purchase."
        }
        M::Nobody => "Nobody bought, so there is nobody to follow",
        M::NobodyText => "Cohorts need purchases. Look at the filter and the as-of day.",
        M::TooShort { step } => {
            return format!(
                "Not enough data: nobody can be followed for a whole {} after the first",
                of(*step)
            );
        }
        M::TooShortText { step } => {
            return format!(
                "Whether customers come back shows in the {} after their first. The table has the first ones.",
                of(*step)
            );
        }
        M::TooFew { customers } => {
            return format!(
                "Not enough data: {} bought",
                speaker.counted(*customers, "customer", "customers")
            );
        }
        M::TooFewText => {
            "From ten customers on a share of those who come back says something. The table has what there is."
        }
        M::By => "Step",
        M::ByLength => "By length",
        M::Measure => "Show",
        M::ByCustomers => "Customers",
        M::ByRevenue => "Revenue",
        M::ByProfit => "Gross profit",
        M::NoProfit => "Gross profit is not known, so revenue stands here",
        M::NoProfitText => {
            "It needs the cost of the goods: a column of costs in the file, or a margin typed on the page of profit."
        }
        M::ToCosts => "Type a margin",
        M::Split => "Compare by",
        M::NoSplit => "All together",
        M::OtherValues => "All others",
        M::CohortMembers { period } => {
            return format!("First purchase in {}", speaker.calendar_period(*period));
        }
        M::CellMembers { period, age, at } => {
            let period_name = speaker.calendar_period(*period);
            return if *age == 0 {
                format!("First purchase in {period_name}")
            } else {
                format!(
                    "First purchase in {period_name}, bought in {}",
                    speaker.calendar_period(*at)
                )
            };
        }
        M::ValueMembers { name, text } => {
            return format!("First purchase, {name}: {text}");
        }
        M::OtherMembers { name } => {
            return format!("First purchase, {name}: all others");
        }
        M::HeatSubtitle { step } => {
            return format!(
                "Share of each cohort that bought in the {}, %. A row holds those whose first purchase lies in it",
                of(*step)
            );
        }
        M::MoneySubtitle { of: money, step } => {
            let [name, _] = money.names();
            return format!(
                "{name} a customer of each cohort up to the end of the {}. A row holds those whose first purchase lies in it",
                of(*step)
            );
        }
        M::Units { money } => return speaker.number(money.to_units_f64(), 0),
        M::MoneyOfSize { active, size } => {
            return format!(
                "a customer ({} of {} bought)",
                speaker.count(*active),
                speaker.count(*size)
            );
        }
        M::HeatSource {
            truncated,
            taken_in,
            as_of,
            outside,
        } => return heat_source(truncated, *taken_in, *as_of, *outside, speaker),
        M::CohortColumn => "First purchase",
        M::AgeColumn => "Age",
        M::AgeAxis { step } => {
            let mut steps = of(*step).to_owned();
            if let Some(first) = steps.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            return format!("{steps}s since the first purchase");
        }
        M::ActiveColumn => "Bought",
        M::RetentionColumn => "Retention",
        M::SizeColumn => "Size",
        M::MoneyColumn(of) => of.names()[0],
        M::CumulativeColumn(of) => return format!("{} up to then", of.names()[0]),
        M::CumulativeEachColumn(of) => {
            return format!("{} a customer up to then", of.names()[0]);
        }
        M::EachColumn(of) => return format!("{} a customer", of.names()[0]),
        M::MayBeOldColumn => "May be old",
        M::PartialColumn => "Part of the period only",
        M::OldEnoughColumn => "Customers old enough",
        M::Percent { share } => return speaker.number(share * 100.0, 0),
        M::OfSize { active, size } => {
            return format!("% ({} of {})", speaker.count(*active), speaker.count(*size));
        }
        M::CellName {
            period,
            age,
            partial,
        } => {
            let name = format!(
                "{}, {}",
                speaker.calendar_period(*period),
                speaker.calendar_steps(*age, period.step)
            );
            return if *partial {
                format!("{name}, a part of it only")
            } else {
                name
            };
        }
        M::WithoutSeason => "Without the season",
        M::AllCohorts => "All cohorts old enough",
        M::CurveTitle { step, ages } => {
            return format!(
                "Who comes back, followed for {}",
                speaker.calendar_steps(*ages, *step)
            );
        }
        M::SplitTitle { name } => {
            return format!("Who comes back, by {name} of the first purchase");
        }
        M::CurveSubtitle { step } => {
            return format!("Share of customers who bought, by {} of age", of(*step));
        }
        M::CurveSource => {
            "At every age only customers old enough for it. Customers who may be older than the file, and a last period cut short, are left out"
        }
        M::CumulativeTitle {
            of: what,
            step,
            age,
            money,
        } => {
            let mut when = after(*age, *step, speaker);
            if let Some(first) = when.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            let [_, name] = what.names();
            return format!(
                "{when} a customer has brought {name} of {}",
                speaker.money(*money, 0)
            );
        }
        M::CumulativeSubtitle(of) => {
            let [name, _] = of.names();
            return format!("{name} a customer up to each age, first purchase included");
        }
        M::CumulativePoint { money } => return speaker.money(*money, 0),
        M::RetentionAt { step, age } => {
            return if *age == 1 {
                format!("Come back in the next {}", of(*step))
            } else {
                format!("Come back {}", after(*age, *step, speaker))
            };
        }
        M::RetentionWords { step, age } => {
            return format!(
                "Part of the customers who bought in the {} that lies {} after that of their first purchase, over all who are old enough",
                of(*step),
                speaker.calendar_steps(*age, *step)
            );
        }
        M::RetentionFormula { active, customers } => {
            return format!(
                "{} ÷ {}",
                speaker.count(*active),
                speaker.counted(*customers, "customer", "customers")
            );
        }
        M::RevenueAt {
            of: money,
            step,
            age,
        } => {
            let [name, _] = money.names();
            return if *age == 0 {
                format!("{name} in the first {}", of(*step))
            } else {
                format!("{name} {}", after(*age, *step, speaker))
            };
        }
        M::RevenueWords {
            of: money,
            step,
            age,
        } => {
            let [name, _] = money.names();
            return if *age == 0 {
                format!(
                    "{name} a customer brings in the {} of the first purchase",
                    of(*step)
                )
            } else {
                format!(
                    "{name} a customer has brought by the end of the {} that lies {} after that of the first purchase: what customers old enough brought at each age, added up",
                    of(*step),
                    speaker.calendar_steps(*age, *step)
                )
            };
        }
        M::RevenueFormula { each, customers } => {
            return format!(
                "{}; {} old enough for the last age",
                speaker.money(*each, 2),
                speaker.counted(*customers, "customer", "customers")
            );
        }
        M::Caveat => {
            "Cohorts are calendar periods: who came on the last day of one has less time in it. A season in the later period shows in every cohort at another age. Customers of the first 90 days of the file may be older than it and are left out unless there are hardly any others."
        }
    };
    fixed.to_owned()
}
