use super::super::{Say as _, Speaker};
use super::trend::{headline, last_months, months_title};
use super::{Hole, Movement, Overview};

fn movement(movement: Movement) -> &'static str {
    match movement {
        Movement::Lost => "Lost customers",
        Movement::Stayed => "Customers who stayed",
        Movement::Returned => "Customers who returned",
        Movement::New => "New customers",
        Movement::Neither => "Late refunds",
    }
}

pub(super) fn english(message: &Overview, speaker: &Speaker) -> String {
    use Overview as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let count = |number: i64| speaker.count(number);
    let fixed: &str = match message {
        M::Explanation(message) => return message.say(speaker),
        M::Finding(message) => return message.say(speaker),
        M::Eyebrow { period, compared } => {
            let period = speaker.period(*period);
            return match compared {
                Some(compared) => {
                    format!("Overview, {period} against {}", speaker.period(*compared))
                }
                None => format!("Overview, {period}"),
            };
        }
        M::Headline {
            trend,
            change,
            lost,
            of,
        } => return headline(*trend, *change, (*lost, *of), speaker),
        M::TooFew {
            revenue,
            previous,
            buyers,
        } => {
            let verb = if *buyers == 1 { "is" } else { "are" };
            return format!(
                "Revenue was {} after {}; {} {verb} too few to tell a change from chance",
                speaker.money(*revenue, 0),
                speaker.money(*previous, 0),
                customers(*buyers)
            );
        }
        M::NothingBefore {
            revenue,
            previous,
            compared,
        } => {
            let before = speaker.within(*compared);
            let revenue = speaker.money(*revenue, 0);
            return match previous.0 {
                0 => format!("Revenue was {revenue}; there was none {before}"),
                _ => format!(
                    "Revenue was {revenue}; refunds outweighed purchases {before}, {}",
                    speaker.money(*previous, 0)
                ),
            };
        }
        M::NotCompared {
            buyers,
            revenue,
            period,
        } => {
            let (who, within) = (customers(*buyers), speaker.within(*period));
            let revenue_text = speaker.money(*revenue, 0);
            return match revenue.0 {
                0 => format!("{who} came {within} and paid nothing"),
                1.. => format!("{who} bought for {revenue_text} {within}"),
                _ => format!("{who} bought {within}, and refunds outweigh it: {revenue_text}"),
            };
        }
        M::NobodyBought { period } => return format!("Nobody bought {}", speaker.within(*period)),
        M::OnlyRefunds { revenue, period } => {
            return format!(
                "Only refunds, {}, and no purchase {}",
                speaker.money(*revenue, 0),
                speaker.within(*period)
            );
        }
        M::Lede { hole, lost, kept } => {
            let hole = match hole {
                Hole::Filled => "New and returned customers more than fill the hole. ",
                Hole::Partly => "New and returned customers do not fill the hole. ",
                Hole::Open => "Nobody new or returned fills the hole. ",
                Hole::Untold => "",
            };
            let who = match lost {
                1 => "the one",
                2..10 => "one of those",
                _ => "one in ten of those",
            };
            return format!(
                "{hole}Keeping {who} who left would have brought about {}.",
                speaker.money(*kept, 0)
            );
        }
        M::LedeNobodyLeft => "Everybody who bought before bought again",
        M::LedeNothingLost => "Those who left had brought nothing once refunds are taken off",
        M::DataBeginLate { first } => {
            return format!(
                "The data begin on {}, so there is no whole earlier period of the same length to compare with",
                speaker.day(*first)
            );
        }
        M::OnlyTotals => {
            "The file has one row a customer and no single purchases, so nothing can be said of an earlier period"
        }
        M::NoMonthsTitle => "Months and rhythm cannot be told",
        M::NoMonthsText => {
            "The file says what each customer bought in all, and not when. Import the sales themselves to see months, seasons, changes, usual gaps, and who came, stayed and left. Value and frequency, RFM, concentration and visit bands hold for the whole time"
        }
        M::NothingCompared => "No period is chosen to compare with",
        M::ChooseAnotherPeriod => "Choose a longer period or another one",
        M::Customers => "Customers known",
        M::Buyers => "Customers who bought",
        M::Revenue { period } => {
            return match period.as_calendar_year() {
                Some(_) => format!("Revenue {}", speaker.period(*period)),
                None => "Revenue".to_owned(),
            };
        }
        M::Occasions => "Visits",
        M::OccasionsPerBuyer => "Visits per customer",
        M::AverageOccasion => "Average purchase",
        M::RepeatShare => "Came more than once",
        M::RepeatBuyers => "With at least two visits",
        M::RefundsOnly => "Of these, with refunds only",
        M::IntervalNote { resamples } => {
            return format!(
                "Lines: {} intervals, from resampling customers {} times. The upright tick marks no change.",
                speaker.percent(0.9, 0),
                count(*resamples)
            );
        }
        M::NoIntervalNote => {
            "No intervals: there is no earlier period to compare with, or too few customers bought"
        }
        M::MonthsTitle {
            trend,
            months,
            above,
            below,
        } => return months_title(*trend, (*months, *above, *below), speaker),
        M::MonthsTooFew { full_months } => {
            let months = match full_months {
                0 => return "Not one full month: too little to see a direction".to_owned(),
                n => speaker.counted(*n, "full month", "full months"),
            };
            return format!("{months}: too little to compare with the year before");
        }
        M::MonthsNothingBefore { months } => {
            return format!(
                "No revenue in the same months a year before {}",
                last_months(*months, speaker)
            );
        }
        M::MonthsSubtitle => "Revenue by month",
        M::MonthsSource {
            months,
            of,
            partial,
        } => {
            let mut text = if months == of {
                speaker.counted(*months, "month", "months")
            } else {
                format!(
                    "The last {} of {}",
                    count(*months),
                    speaker.counted(*of, "month", "months")
                )
            };
            text.push_str(", refunds on the day they were booked");
            if *partial > 0 {
                text.push_str("; paler: only part of the month is in the data");
            }
            return text;
        }
        M::MonthColumn => "Month",
        M::PartialColumn => "Partial",
        M::Count { count: number } => return count(*number),
        M::FindingsTitle => "What to do first",
        M::FindingsSubtitle { findings } => {
            return match findings {
                0 => "Nothing stands out".to_owned(),
                1 => "One finding".to_owned(),
                n => format!("{} findings, ranked by money", count(*n)),
            };
        }
        M::MovementTitle { carrier, grew } => match (carrier, grew) {
            (Movement::New, true) => "New customers carry the growth",
            (Movement::Stayed, true) => "Customers who stayed carry the growth",
            (Movement::Returned, true) => "Customers who returned carry the growth",
            (Movement::Lost | Movement::Neither, true) => "Fewer late refunds carry the growth",
            (Movement::Lost, false) => "Customers who left took more than others brought",
            (Movement::Stayed, false) => "Customers who stayed spent less",
            (Movement::New | Movement::Returned | Movement::Neither, false) => {
                "Late refunds took more than customers brought"
            }
        },
        M::FirstSeenCarry => "Customers first seen in the period carry the growth",
        M::MovementFlat => "Revenue hardly moved",
        M::MovementEven => "Gains and losses cancel out",
        M::MovementSubtitle { period, compared } => {
            return format!(
                "Revenue {} less revenue {}, by what the customer did",
                speaker.period(*period),
                speaker.period(*compared)
            );
        }
        M::MovementSource {
            change,
            neither,
            may_be_old,
        } => {
            let mut text = format!("Together {}", speaker.signed_money(*change, 0));
            if neither.0 != 0 {
                text.push_str(", of which ");
                text.push_str(&speaker.signed_money(*neither, 0));
                text.push_str(" late refunds");
            }
            if *may_be_old {
                text.push_str(". Who seems new may be old: the data begin shortly before");
            }
            return text;
        }
        M::NoMovementTitle => "Who came, stayed and left cannot be told",
        M::Movement(which) => movement(*which),
        M::MovementCustomers { customers: n } => return customers(*n),
        M::MovementColumn => "What the customer did",
        M::RevenueOf { period } => return format!("Revenue {}", speaker.period(*period)),
        M::ChangeTotal => "Change in revenue",
        M::ChangeColumn => "Change",
        M::Members { movement: which } => match which {
            Movement::Lost => "Customers who bought in the compared period and not since",
            Movement::Stayed => "Customers who bought in both periods",
            Movement::Returned => "Customers who came back after a pause",
            Movement::New => "Customers who bought for the first time",
            Movement::Neither => "Customers with refunds of earlier purchases",
        },
        M::BuyersOf { period } => {
            return format!("Customers who bought {}", speaker.within(*period));
        }
        M::BuyersOfMonth { month } => {
            return format!("Customers who bought in {}", speaker.month(*month));
        }
        M::KnownBy { day } => return format!("Customers known by {}", speaker.day(*day)),
        M::RepeatMembers => "Customers of the period with at least two visits",
        M::OneTimeMembers => "Customers who came once and not again",
        M::SilentRegulars => "Regulars silent for longer than usual",
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::Trend;
    use super::*;
    use crate::base::{Money, Period};

    fn say(message: &Overview) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn every_trend_has_its_headline() {
        let headline = |trend, lost| {
            say(&Overview::Headline {
                trend,
                change: 0.078,
                lost,
                of: 3_264,
            })
        };
        assert_eq!(
            headline(Trend::Rising, 1_223),
            "Revenue grew 7.8%, but 1,223 of 3,264 customers left on the way"
        );
        assert_eq!(
            headline(Trend::Falling, 1_223),
            "Revenue fell 7.8%; 1,223 of 3,264 customers did not return"
        );
        assert_eq!(
            headline(Trend::Flat, 1_223),
            "Revenue stayed as it was, though 1,223 of 3,264 customers left"
        );
        assert_eq!(
            headline(Trend::PerhapsRising, 1_223),
            "Revenue rose 7.8%, which may be chance; 1,223 of 3,264 customers left"
        );
        assert_eq!(
            headline(Trend::PerhapsFalling, 0),
            "Revenue fell 7.8%, which may be chance; every customer stayed"
        );
        assert_eq!(
            headline(Trend::Rising, 0),
            "Revenue grew 7.8% and every customer stayed"
        );
    }

    #[test]
    fn the_months_say_how_many_lie_above() {
        let title = |trend, above, below| {
            say(&Overview::MonthsTitle {
                trend,
                months: 12,
                above,
                below,
            })
        };
        assert_eq!(
            title(Trend::Rising, 10, 2),
            "Revenue was above the year before in 10 of the last 12 full months"
        );
        assert_eq!(
            title(Trend::Falling, 0, 12),
            "Revenue was below the year before in each of the last 12 full months"
        );
        assert_eq!(
            title(Trend::PerhapsRising, 7, 5),
            "No clear direction: of the last 12 full months, 7 were above the year before and 5 below"
        );
        assert_eq!(
            title(Trend::PerhapsFalling, 1, 3),
            "No clear direction: of the last 12 full months, 1 was above the year before and 3 below"
        );
        assert_eq!(
            title(Trend::Flat, 5, 7),
            "Revenue of the last 12 full months was that of the year before, within 1%"
        );
        assert_eq!(
            say(&Overview::MonthsNothingBefore { months: 12 }),
            "No revenue in the same months a year before the last 12 full months"
        );
        assert_eq!(
            say(&Overview::MonthsTooFew { full_months: 8 }),
            "8 full months: too little to compare with the year before"
        );
        assert_eq!(
            say(&Overview::MonthsTooFew { full_months: 0 }),
            "Not one full month: too little to see a direction"
        );
    }

    #[test]
    fn of_a_handful_one_is_kept_of_more_a_tenth() {
        let lede = |hole, lost| {
            say(&Overview::Lede {
                hole,
                lost,
                kept: Money::from_units_f64(7.0),
            })
        };
        assert_eq!(
            lede(Hole::Partly, 12),
            "New and returned customers do not fill the hole. Keeping one in ten of those who left would have brought about 7."
        );
        assert_eq!(
            lede(Hole::Open, 2),
            "Nobody new or returned fills the hole. Keeping one of those who left would have brought about 7."
        );
        assert_eq!(
            lede(Hole::Untold, 1),
            "Keeping the one who left would have brought about 7."
        );
        assert!(lede(Hole::Filled, 10).contains("more than fill the hole. Keeping one in ten"));
    }

    #[test]
    fn one_customer_has_a_singular() {
        let period = Period::year(2025).unwrap();
        let title = |buyers| {
            say(&Overview::NotCompared {
                buyers,
                revenue: Money::from_units_f64(5.0),
                period,
            })
        };
        assert!(title(1).starts_with("1 customer bought for"));
        assert!(title(2).ends_with("in 2025"));
    }
}
