//! The sentences.

use super::super::Speaker;
use super::{Flow, Rule, Who};
use crate::base::{CalendarPeriod, CalendarStep};

fn part(who: Who) -> &'static str {
    match who {
        Who::Opening => "At the opening",
        Who::New => "New",
        Who::MayBeOld => "New, may be old",
        Who::Returned => "Came back",
        Who::Retained => "Stayed",
        Who::Lost => "Lost",
        Who::Closing => "At the close",
        Who::CameAndWent => "Came and went",
    }
}

fn part_words(who: Who, when: &str) -> String {
    match who {
        Who::Opening => format!("Customers who bought in the period before {when}"),
        Who::New => format!("Customers whose first purchase in the file lies in {when}"),
        Who::MayBeOld => format!(
            "Customers whose first purchase in the file lies in {when}, in the first 90 days of the file: some may have bought before it begins"
        ),
        Who::Returned => format!(
            "Customers who bought in {when}, not in the period before, but at some time before that"
        ),
        Who::Retained => format!("Customers who bought in {when} and in the period before"),
        Who::Lost => format!("Customers who bought in the period before {when}, but not in it"),
        Who::Closing => format!("Customers who bought in {when}"),
        Who::CameAndWent => format!("Customers who came and left again within {when}"),
    }
}

fn members(who: Who, when: &str) -> String {
    match who {
        Who::Opening => format!("Customers at the opening of {when}"),
        Who::New => format!("New customers of {when}"),
        Who::MayBeOld => format!("New customers of {when} who may be old"),
        Who::Returned => format!("Customers who came back in {when}"),
        Who::Retained => format!("Customers who stayed in {when}"),
        Who::Lost => format!("Customers lost in {when}"),
        Who::Closing => format!("Customers at the close of {when}"),
        Who::CameAndWent => format!("Customers who came and went in {when}"),
    }
}

fn rule(rule: Rule, speaker: &Speaker) -> String {
    match rule {
        Rule::BoughtInPeriod => "Bought in the period".to_owned(),
        Rule::OwnGap => "Silent for over 2.5 usual gaps".to_owned(),
        Rule::FixedDays { days } => {
            format!("Silent for over {}", speaker.counted(days, "day", "days"))
        }
    }
}

/// A share of which little is not nothing.
fn percent(share: f64, speaker: &Speaker) -> String {
    let few = share > 0.0 && share < 0.1;
    speaker.percent(share, u8::from(few))
}

#[expect(clippy::too_many_lines, reason = "one line a message")]
pub(super) fn english(message: &Flow, speaker: &Speaker) -> String {
    use Flow as M;
    let of = |step: CalendarStep| speaker.calendar_step(step);
    let when = |period: CalendarPeriod| speaker.calendar_period(period);
    let fixed: &str = match message {
        M::Eyebrow => "Customer flow",
        M::EyebrowOf { step, period } => {
            let period = speaker.period(*period);
            return format!("Customer flow by {}, {period}", of(*step));
        }
        M::Title {
            step,
            leak,
            made_up,
        } => {
            let step = of(*step);
            let leak = format!("{} of a {step}’s buyers", percent(*leak, speaker));
            return match made_up {
                Some(part) if *part >= 0.995 => {
                    format!("{leak} stay away the {step} after, and as many or more come back")
                }
                Some(part) => format!(
                    "{leak} stay away the {step} after; those who come back make up for {} of them",
                    speaker.percent(*part, 0)
                ),
                None => format!("{leak} stay away the {step} after"),
            };
        }
        M::LedeBySilence {
            step,
            leak,
            half_life,
        } => {
            let rate = format!(
                "Counted by silence, {} of the customers leave in a {}",
                percent(*leak, speaker),
                of(*step)
            );
            return match half_life {
                Some(periods) => {
                    let half = speaker.number(*periods, u8::from(*periods < 10.0));
                    format!(
                        "{rate}; at this rate half are gone after {half} {}s.",
                        of(*step)
                    )
                }
                None => format!("{rate}."),
            };
        }
        M::NoPurchases => "A list of customers does not tell who stayed from month to month",
        M::NoPurchasesText => {
            "It holds sums of each customer, no single purchases. Open the sales themselves to see who comes, comes back and leaves."
        }
        M::Nobody => "Nobody bought, so nobody came or left",
        M::NobodyText => {
            "The flow of customers needs purchases. Look at the filter and the as-of day."
        }
        M::TooShort { step } => {
            return format!(
                "Not enough data: two whole {}s in a row are needed",
                of(*step)
            );
        }
        M::TooShortText { step } => {
            let step = of(*step);
            return format!(
                "Who is lost shows only when a whole {step} with buyers is followed by another whole {step}. Choose a longer period or a shorter step."
            );
        }
        M::EquationNote { period } => {
            return format!(
                "Customers in {}, the last period that the data hold whole",
                when(*period)
            );
        }
        M::By => "Step",
        M::Part { who } => part(*who),
        M::Members {
            who,
            period,
            by_silence,
        } => {
            let title = members(*who, &when(*period));
            return if *by_silence {
                format!("{title}, by silence")
            } else {
                title
            };
        }
        M::StayedAway => "Bought in the compared period, not in this one",
        M::PartWords { who, period } => return part_words(*who, &when(*period)),
        M::BalanceFormula {
            opening,
            new,
            returned,
            lost,
            closing,
        } => {
            let count = |number: &i64| speaker.count(*number);
            return format!(
                "{} + {} new + {} back − {} lost = {}",
                count(opening),
                count(new),
                count(returned),
                count(lost),
                count(closing)
            );
        }
        M::PartCaveat { may_be_old } => {
            let rule = "A customer counts as lost in the first period without a purchase. Who buys less often than once a period is lost and comes back again and again: a longer step or a rule of silence tells more then.";
            return if *may_be_old > 0 {
                format!(
                    "{rule} {} of the new ones came in the first 90 days of the file and may be old.",
                    speaker.count(*may_be_old)
                )
            } else {
                rule.to_owned()
            };
        }
        M::Retention { step } => return format!("Stay for another {}", of(*step)),
        M::RetentionWords { step } => {
            let step = of(*step);
            return format!(
                "Part of the buyers of one {step} who bought again in the next, over the whole {step}s of the period"
            );
        }
        M::RetentionFormula { opening, lost } => {
            let opening = speaker.count(*opening);
            return format!("({opening} − {}) ÷ {opening}", speaker.count(*lost));
        }
        M::Leak { step } => return format!("Leak a {}", of(*step)),
        M::LeakWords { step } => {
            let step = of(*step);
            return format!(
                "Part of the buyers of one {step} who did not buy in the next, over the whole {step}s of the period"
            );
        }
        M::LeakFormula { opening, lost } => {
            return format!("{} ÷ {}", speaker.count(*lost), speaker.count(*opening));
        }
        M::Refill { step } => return format!("New customers needed a {}", of(*step)),
        M::RefillWords { step } => {
            return format!(
                "New customers it takes each {} to stand still: the lost less those who come back",
                of(*step)
            );
        }
        M::RefillFormula {
            lost,
            returned,
            periods,
        } => {
            return format!(
                "({} − {}) ÷ {}",
                speaker.count(*lost),
                speaker.count(*returned),
                speaker.count(*periods)
            );
        }
        M::HalfLife { step } => return format!("Half-life in {}s", of(*step)),
        M::HalfLifeWords { step } => {
            return format!(
                "After how many {}s half of the buyers have missed one, if as many stay away each time",
                of(*step)
            );
        }
        M::HalfLifeFormula { retention } => {
            return format!("ln 2 ÷ −ln {}", speaker.number(*retention, 4));
        }
        M::RateCaveat => {
            "An average over whole periods whose predecessor is whole as well. Seasons move it: compare the same period of two years. Who buys rarely is counted as lost between two purchases."
        }
        M::Periods { step } => return format!("Whole {}s", of(*step)),
        M::OpeningsTogether => "Customers at the openings, added up",
        M::LostTogether => "Lost, added up",
        M::ReturnedTogether => "Came back, added up",
        M::NewRevenue => "Revenue of new customers",
        M::NewRevenueWords { period } => {
            return format!(
                "Revenue {} of customers whose first purchase lies in that period",
                speaker.within(*period)
            );
        }
        M::RepeatRevenue => "Revenue of earlier customers",
        M::RepeatRevenueWords { period } => {
            return format!(
                "Revenue {} of customers who had bought before that period, refunds taken off",
                speaker.within(*period)
            );
        }
        M::NewRevenueBefore => "Revenue of new customers in the compared period",
        M::RepeatRevenueBefore => "Revenue of earlier customers in the compared period",
        M::RevenueFormula { new, repeat } => {
            return format!(
                "{} new + {} earlier",
                speaker.money(*new, 0),
                speaker.money(*repeat, 0)
            );
        }
        M::Growth => "Growth of revenue",
        M::GrowthWords => "Revenue of the period against the compared period",
        M::TrueGrowth => "True growth",
        M::TrueGrowthWords => {
            "Revenue of customers who had bought before the period, against the same of the compared period: growth without what new customers added"
        }
        M::ChangeFormula { now, then } => {
            let then = speaker.money(*then, 0);
            return format!("({} − {then}) ÷ {then}", speaker.money(*now, 0));
        }
        M::GrowthCaveat => {
            "A customer is new once in the file. A shop that grew much the year before has more earlier customers this year for that alone."
        }
        M::GrowthFrom => "Interval of 95%, from",
        M::GrowthTo => "Interval of 95%, to",
        M::GrowthIntervals => "Intervals of growth",
        M::GrowthIntervalsWords => {
            "Growth as other customers like these would have brought it: where both ends lie on one side of zero, the direction is no chance of who happened to come"
        }
        M::GrowthIntervalsFormula => {
            "growth ± 1.96 × its standard error over customers, the money of both periods of one customer taken together; from 30 customers on"
        }
        M::PeriodColumn => "Period",
        M::RetentionColumn => "Retention",
        M::LeakColumn => "Leak",
        M::RefillColumn => "New needed",
        M::HalfLifeColumn => "Half-life, periods",
        M::ClosingColumn => "Customers at the last close",
        M::ReturnedRevenue => "Revenue of those who came back",
        M::RetainedRevenue => "Revenue of those who stayed",
        M::OtherRevenue => "Refunds without a purchase",
        M::LostRevenue => "What the lost brought before",
        M::LostYearRevenue => "What the lost brought in the year before they fell silent",
        M::PartialColumn => "Part of the period only",
        M::RuleColumn => "Who counts as a customer",
        M::Rule(which) => return rule(*which, speaker),
        M::RulesTitle { low, high } => {
            return if (high - low).abs() < 0.005 {
                format!("Every rule gives a leak of {}", percent(*high, speaker))
            } else {
                format!(
                    "The leak is {} or {}: the rule of leaving decides",
                    percent(*low, speaker),
                    percent(*high, speaker)
                )
            };
        }
        M::RulesSubtitle => "The same figures under three rules, averages over whole periods",
        M::RulesSource => {
            "Bought in the period: a customer is lost in the first period without a purchase. By silence: a customer is lost in the period in which the silence grows too long"
        }
        M::SilenceTitle { rule: which, leak } => {
            let which = rule(*which, speaker).to_lowercase();
            return match leak {
                Some(leak) => format!(
                    "Lost means {which}: {} leave a period",
                    percent(*leak, speaker)
                ),
                None => format!("Lost means {which}"),
            };
        }
        M::SilenceSubtitle { rule: which } => {
            return format!(
                "Another rule, not to be mixed with the figures above. {}",
                rule(*which, speaker)
            );
        }
        M::SilenceSource => {
            "Customers at the end of each period, by the usual gaps known then: while few are known, somebody may come back because they turn out to be longer. Who came and was gone again before the end stands in no other column. What the lost brought is the money of the 365 days up to their last purchase, whatever the length of the period"
        }
        M::FigureSubtitle => "Customers who came and came back above, who stayed away below",
        M::FigureSource => {
            "Bought in the period; the lost are booked in the period in which they stay away. Pale: a part of the period only. New ones of the first 90 days of the file may be old"
        }
        M::PartOfPeriod => "Only a part of the period is in the data",
        M::MayBeOldNote { customers } => {
            return format!("{} of the new may be old", speaker.count(*customers));
        }
        M::RevenueTitle {
            new_share,
            lost_share,
        } => {
            let new = new_share.map(|share| {
                format!(
                    "New customers bring {} of the revenue",
                    percent(share, speaker)
                )
            });
            let lost = lost_share.map(|share| {
                format!(
                    "the lost had brought as much as {}",
                    percent(share, speaker)
                )
            });
            return match (new, lost) {
                (Some(new), Some(lost)) => format!("{new}, {lost}"),
                (Some(new), None) => new,
                (None, _) => "Revenue by what customers did".to_owned(),
            };
        }
        M::RevenueSubtitle => {
            "Revenue of those who stayed, came back and are new above; below, what the lost had brought in the period before"
        }
        M::HiddenLeak { growth, fewer } => {
            let fewer = speaker.counted(*fewer, "earlier customer", "earlier customers");
            return match growth {
                Some(growth) => format!(
                    "Growth hides a leak: revenue {}, but {fewer} fewer bought",
                    speaker.signed_percent(*growth, 1)
                ),
                None => format!("Growth hides a leak: {fewer} fewer bought"),
            };
        }
        M::HiddenLeakText {
            repeat,
            new_revenue,
        } => {
            let new = speaker.money(*new_revenue, 0);
            return match repeat {
                Some(repeat) => format!(
                    "Revenue of earlier customers moved by {}; new customers brought {new}.",
                    speaker.signed_percent(*repeat, 1)
                ),
                None => format!("New customers brought {new}."),
            };
        }
        M::OpenStayedAway => "See who stayed away",
    };
    fixed.to_owned()
}
