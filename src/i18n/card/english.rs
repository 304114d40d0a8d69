use super::super::Speaker;
use super::Card;

fn last_seen(silent: i64, speaker: &Speaker) -> String {
    match silent {
        0 => "Seen on the as-of day".to_owned(),
        silent => format!("Last seen {} ago", speaker.counted(silent, "day", "days")),
    }
}

pub(super) fn english(message: &Card, speaker: &Speaker) -> String {
    use Card as M;
    let days = |count: i64| speaker.counted(count, "day", "days");
    let visits = |count: i64| speaker.counted(count, "visit", "visits");
    let rows = |count: i64| speaker.counted(count, "row", "rows");
    let fixed: &str = match message {
        M::Eyebrow { customer, since } => {
            // The id stands above the name; where it is the name already, or hidden, it is left out.
            let id = (!speaker.hide_names && !customer.name.is_empty()).then_some(&customer.id);
            let since = since.map(|since| format!("customer since {}", speaker.day(since)));
            let parts: Vec<String> = id.cloned().into_iter().chain(since).collect();
            return match parts.as_slice() {
                [] => "Customer".to_owned(),
                [since] if id.is_none() => since.replacen("customer", "Customer", 1),
                parts => parts.join(", "),
            };
        }
        M::Name { customer } => return speaker.customer(customer),
        M::OnTime { silent, usual, own } => {
            let seen = last_seen(*silent, speaker);
            let usual = speaker.days(*usual);
            return if *own {
                format!("{seen}, usually back after {usual}")
            } else {
                format!("{seen}; customers here usually come back after {usual}")
            };
        }
        M::Late {
            silent,
            usual,
            own,
            gone,
        } => {
            let silent = format!("Silent for {}", days(*silent));
            let usual = speaker.days(*usual);
            let late = if *own {
                format!("{silent}, usually {usual}")
            } else {
                format!("{silent}; customers here usually come back after {usual}")
            };
            return if *gone {
                format!("{late}: counts as gone")
            } else {
                late
            };
        }
        M::NoRhythm { silent } => return last_seen(*silent, speaker),
        M::RefundsOnly { revenue } => {
            return format!("Refunds only, {}, and no visit", speaker.money(*revenue, 2));
        }
        M::RefundsOnlyText => {
            "The purchases may lie before the data begin, or under another id. The money counts in every total."
        }
        M::EventsTitle => "Contacts and campaigns",
        M::EventsSubtitle => "From the further tables, the latest first",
        M::EventDay => "Day",
        M::Event => "What",
        M::Contact => "Contact",
        M::Campaign => "Campaign",
        M::EventWhat => "Kind or name",
        M::EventText => "Text",
        M::EventAnswered => "Answered",
        M::CostsTitle => "Direct costs",
        M::CostsSubtitle => "From the table of costs, for the whole time",
        M::CostLine => "Line",
        M::CostAmount => "Money",
        M::NotYetTitle { name, share } => {
            return format!(
                "Not yet: {name}, unlike {} of its peers",
                speaker.percent(*share, 0)
            );
        }
        M::NotYetSubtitle { found } => {
            return format!(
                "{} that at least 5 peers and a tenth of them bought, and this customer never did",
                speaker.counted(*found, "thing", "things")
            );
        }
        M::NotYetSource => {
            "Peers: the same group by value and frequency. Lift: their share against that of all customers"
        }
        M::Peers => "Peers",
        M::PeerShare => "Of the peers",
        M::Lift => "Lift",
        M::AttributesTitle => "What the customers table says",
        M::AttributesSubtitle => "From the second table, joined by the customer’s id",
        M::Attribute => "Column",
        M::AttributeValue => "Value",
        M::OnlyTotals => "Single purchases are not in the file",
        M::OnlyTotalsText => {
            "The file has one row for this customer. Import the sales themselves to see purchases over time and the usual gap"
        }
        M::NotInView => "No row of this customer is in view",
        M::NotInViewText => "Choose a later as-of day or fewer filters",
        M::Title {
            visits: count,
            period,
            silent,
            last_within,
        } => {
            let within = speaker.within(*period);
            let count = match count {
                0 => format!("No visit {within}"),
                count => format!("{} {within}", visits(*count)),
            };
            return match silent {
                _ if !last_within => {
                    format!("{count}; {}", last_seen(*silent, speaker).to_lowercase())
                }
                0 => format!("{count}, the last one on the as-of day"),
                silent => format!("{count}, the last one {} ago", days(*silent)),
            };
        }
        M::Subtitle {
            visits: count,
            refunds,
        } => {
            let pins = format!("Each pin one visit, {} in all", speaker.count(*count));
            return match refunds {
                0 => pins,
                1 => format!("{pins}. Triangle: refund on a day of its own"),
                _ => format!("{pins}. Triangles: refunds on days of their own"),
            };
        }
        M::OnlyLast { drawn } => return format!("The last {} are drawn", speaker.count(*drawn)),
        M::MoneyAxis => "Money of a visit",
        M::Silent { days: count } => return format!("silent {}", days(*count)),
        M::Largest { money } => return format!("Largest, {}", speaker.money(*money, 0)),
        M::Revenue => "Revenue in all",
        M::Visits => "Visits",
        M::Average => "Average purchase",
        M::UsualGap => "Usual gap",
        M::SilentDays => "Silent for",
        M::FirstDay => "First visit",
        M::LastDay => "Last visit",
        M::RevenueIn { period } => return format!("Revenue {}", speaker.period(*period)),
        M::VisitsIn { period } => return format!("Visits {}", speaker.period(*period)),
        M::RevenueWords { by } => {
            return format!("All money up to {}, refunds taken off", speaker.day(*by));
        }
        M::VisitsWords { by } => {
            return format!(
                "Days up to {} on which the customer bought; several baskets on one day are one visit",
                speaker.day(*by)
            );
        }
        M::AverageWords => "What one visit brought, on average",
        M::OwnGapWords => "Middle one of this customer’s own gaps between visits",
        M::PooledGapWords => {
            "Middle one of the gaps of all customers: this one has fewer than four visits"
        }
        M::SilentWords { by } => {
            return format!("Days from the last visit to {}", speaker.day(*by));
        }
        M::FirstWords => "First day on which the customer bought",
        M::LastWords => "Last day on which the customer bought",
        M::WithinWords { period } => return format!("Counted {}", speaker.within(*period)),
        M::RowsFormula { rows: count } => return format!("Sum of {}", rows(*count)),
        M::VisitsFormula {
            visits: count,
            rows: of,
        } => return format!("{} from {}", visits(*count), rows(*of)),
        M::AverageFormula {
            revenue,
            visits: count,
        } => {
            return format!("{} ÷ {}", speaker.money(*revenue, 2), visits(*count));
        }
        M::OwnGapFormula { gaps } => {
            return format!("Median of {}", speaker.counted(*gaps, "gap", "gaps"));
        }
        M::PooledGapFormula { visits: count } => {
            return format!("{}: the median of all customers’ gaps", visits(*count));
        }
        M::SilentFormula { by, last } => {
            return format!("{} − {}", speaker.day(*by), speaker.day(*last));
        }
        M::VisitsWithinFormula { within, of } => {
            return format!("{} of {}", speaker.count(*within), visits(*of));
        }
        M::FirstFormula { of } => return format!("Earliest of {}", visits(*of)),
        M::LastFormula { of } => return format!("Latest of {}", visits(*of)),
        M::Caveat => {
            "Purchases under another id or before the data begin are not seen; a refund counts on the day it was booked"
        }
        M::Note => "Refunds booked later are taken off the revenue, not off a visit",
        M::StandingTitle { rank, of, period } => {
            return format!(
                "Place {} of {} by revenue {}",
                speaker.count(*rank),
                speaker.count(*of),
                speaker.within(*period)
            );
        }
        M::StandingWithout { period } => {
            return format!("No revenue {}", speaker.within(*period));
        }
        M::StandingSubtitle => "Among all customers in view",
        M::By => "By",
        M::Place => "Place",
        M::BySegment => "Recency, frequency, money",
        M::ByGroup => "Value and frequency",
        M::ByClass => "ABC by revenue",
        M::ByRank => "Revenue",
        M::Scores { r, f, m } => {
            return format!(
                "Scores {}, {} and {} of 5",
                speaker.count(*r),
                speaker.count(*f),
                speaker.count(*m)
            );
        }
        M::TooFewToScore { customers } => {
            let verb = if *customers == 1 { "is" } else { "are" };
            return format!(
                "{} {verb} too few to score in fifths",
                speaker.counted(*customers, "customer", "customers")
            );
        }
        M::Within { period } => return speaker.period(*period),
        M::RankOf { of } => return format!("of {}", speaker.counted(*of, "customer", "customers")),
        M::RowsTitle { shown, of } => {
            return if shown == of {
                rows(*of)
            } else {
                format!("The last {} of {}", speaker.count(*shown), rows(*of))
            };
        }
        M::RowsSubtitle => "As they stand in the file, newest first, with their line",
        M::Line => "Line",
        M::Day => "Day",
        M::Amount => "Amount",
        M::Quantity => "Quantity",
        M::Refund => "Refund",
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::super::{CustomerRef, Say as _};
    use super::*;
    use crate::base::{Day, Period};

    fn customer(name: &str) -> CustomerRef {
        CustomerRef {
            ix: 3,
            id: "D-017".to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn hidden_names_hide_the_id_too() {
        let message = Card::Eyebrow {
            customer: customer("Lindqvist"),
            since: Some(Day(0)),
        };
        let open = Speaker::default();
        let hidden = Speaker {
            hide_names: true,
            ..Speaker::default()
        };
        assert_eq!(message.say(&open), "D-017, customer since 1 Jan 1970");
        assert_eq!(message.say(&hidden), "Customer since 1 Jan 1970");
    }

    #[test]
    fn the_timeline_says_when_the_last_visit_was() {
        let title = |visits, silent, last_within| {
            Card::Title {
                visits,
                period: Period::year(2025).unwrap(),
                silent,
                last_within,
            }
            .say(&Speaker::default())
        };
        assert_eq!(
            title(11, 80, true),
            "11 visits in 2025, the last one 80 days ago"
        );
        assert_eq!(title(1, 1, true), "1 visit in 2025, the last one 1 day ago");
        assert_eq!(
            title(2, 0, true),
            "2 visits in 2025, the last one on the as-of day"
        );
        assert_eq!(
            title(0, 400, false),
            "No visit in 2025; last seen 400 days ago"
        );
        assert_eq!(title(3, 5, false), "3 visits in 2025; last seen 5 days ago");
        let late = |own, gone| {
            let message = Card::Late {
                silent: 80,
                usual: 7.5,
                own,
                gone,
            };
            message.say(&Speaker::default())
        };
        assert_eq!(late(true, false), "Silent for 80 days, usually 7.5 days");
        assert_eq!(
            late(false, true),
            "Silent for 80 days; customers here usually come back after 7.5 days: counts as gone"
        );
        let seen = Card::NoRhythm { silent: 0 };
        assert_eq!(seen.say(&Speaker::default()), "Seen on the as-of day");
    }
}
