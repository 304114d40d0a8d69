use super::super::Speaker;
use super::super::profit::Basis;
use super::{Clue, Group, Lines, Silence};

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Revenue => "revenue",
        Basis::GrossProfit => "gross profit",
        Basis::Profit => "profit",
    }
}

fn clue(clue: Clue) -> &'static str {
    match clue {
        Clue::OpenComplaint => "Answer the open complaint first",
        Clue::Complaint => "Is the complaint settled?",
        Clue::Return => "What was wrong with the goods sent back?",
        Clue::Slower => "What do they miss? Visits had been getting rarer",
        Clue::Smaller => "Who else do they buy from? Purchases had shrunk",
        Clue::Sudden => "What has changed for them? They stopped abruptly",
    }
}

fn group(group: Group) -> &'static str {
    match group {
        Group::Red => "Silent for too long",
        Group::Amber => "To watch",
        Group::Fewer => "Of these, less often than before",
        Group::Handled => "Dealt with",
        Group::Left => "Left long ago",
    }
}

fn group_text(group: Group) -> &'static str {
    match group {
        Group::Red => "The alarms above, and those further down the list",
        Group::Amber => "Overdue, or fewer visits than before",
        Group::Fewer => "The drop is more than chance would give",
        Group::Handled => "Snoozed or done, until the day you set or the next visit",
        Group::Left => "No alarm any more: win back or let go",
    }
}

fn members(group: Group) -> &'static str {
    match group {
        Group::Red => "Customers silent for too long",
        Group::Amber => "Customers to watch",
        Group::Fewer => "Customers who come less often than before",
        Group::Handled => "Customers whose alarm was dealt with",
        Group::Left => "Customers who left long ago",
    }
}

/// "longer than 2.5 times their usual gap and than nine in ten of their own gaps would be".
fn beyond(gaps: f64, lines: Lines, of_ten: &str, speaker: &Speaker) -> String {
    let by_gaps = format!("{} times their usual gap", speaker.number_short(gaps));
    let by_spread = format!("{of_ten} of their own gaps would be");
    match lines {
        Lines::Gaps => format!("longer than {by_gaps}"),
        Lines::Spread => format!("longer than {by_spread}"),
        Lines::Both => format!("longer than {by_gaps} and than {by_spread}"),
    }
}

pub(super) fn english(message: &Silence, speaker: &Speaker) -> String {
    use Silence as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let visits = |count: i64| speaker.counted(count, "visit", "visits");
    let days = |count: i64| speaker.counted(count, "day", "days");
    let fixed: &str = match message {
        M::Eyebrow { as_of } => return format!("Retention, as of {}", speaker.day(*as_of)),
        M::Title {
            customers: count,
            yearly,
            basis: of,
        } => {
            let have = if *count == 1 { "has" } else { "have" };
            return format!(
                "{} {have} gone silent, with {} of yearly {}",
                speaker.counted(*count, "regular", "regulars"),
                speaker.money(*yearly, 0),
                basis(*of)
            );
        }
        M::Calm => "No regular has been silent for too long",
        M::NobodySilent { amber: 0 } => "Everybody with a rhythm comes as usual.",
        M::NobodySilent { amber: 1 } => "1 customer is worth watching.",
        M::NobodySilent { amber } => {
            return format!("{} are worth watching.", customers(*amber));
        }
        M::AsMuchAsChance => {
            "Chance alone makes about as many silent: the gaps of these customers do not show that any of them has left."
        }
        M::Lede {
            first,
            of,
            share,
            record,
        } => {
            let start = match share.filter(|_| first < of) {
                Some(share) => format!(
                    "{} of them hold {} of the money at risk. Start at the top of the list.",
                    speaker.count(*first),
                    speaker.percent(share, 0)
                ),
                None => "Start at the top of the list.".to_owned(),
            };
            return match record {
                Some((gone, flagged)) => format!(
                    "{start} How far to trust it: of {} flagged a quarter earlier, {} had left.",
                    speaker.count(*flagged),
                    speaker.count(*gone)
                ),
                None => start,
            };
        }
        M::OnlyTotals => "A list of customers tells no rhythm",
        M::OnlyTotalsText => {
            "The alarm needs the day of every purchase. Open a file with one row a purchase."
        }
        M::NobodyOften { visits: least } => {
            return format!("Nobody has come {} or more", times(*least, speaker));
        }
        M::NobodyOftenText { visits: least } => {
            return format!(
                "A silence means something after {}. Open a longer stretch of purchases, or lower the number of visits.",
                visits(*least)
            );
        }
        M::Note { season, modelled } => {
            let season = if *season {
                "The season is allowed for: a quiet month counts as fewer days."
            } else {
                "No season is allowed for: it takes two full years of data."
            };
            let alive = if *modelled {
                "Who is still a customer is told by the value model."
            } else {
                "Who is still a customer is told by rhythm alone; open Value for the models."
            };
            return format!("{season} {alive}");
        }
        M::AlarmsTitle => "Silence alarm",
        M::AlarmsSubtitle {
            visits: least,
            red,
            lines,
            basis: of,
        } => {
            return format!(
                "Customers with {} or more whose silence is {}, by yearly {} × chance that they have left",
                visits(*least),
                beyond(*red, *lines, "nine in ten", speaker),
                basis(*of)
            );
        }
        M::AlarmsSource { shown, red, amber } => {
            return format!(
                "{} of {} alarms; {} more to watch. Shaded: the silence. Open a customer to snooze an alarm or mark it done",
                speaker.count(*shown),
                speaker.count(*red),
                speaker.count(*amber)
            );
        }
        M::LastVisit { day } => return format!("Last visit {}", speaker.day(*day)),
        M::Customer => "Customer",
        M::VisitsColumn => "Visits, last 12 months",
        M::UsualGap => "Usual gap",
        M::SilentFor => "Silent for",
        M::Ratio => "Ratio",
        M::StillCustomer => "Still a customer",
        M::Yearly(Basis::Revenue) => "Revenue, year before",
        M::Yearly(Basis::GrossProfit) => "Gross profit, year before",
        M::Yearly(Basis::Profit) => "Profit, year before",
        M::AtRisk => "Money at risk",
        M::Since => "Alarm since",
        M::Ask => "Ask first",
        M::Clue(which) => clue(*which),
        M::FewerTitle { customers: count } => {
            let come = if *count == 1 { "comes" } else { "come" };
            return format!("{} {come} less often than before", customers(*count));
        }
        M::FewerSubtitle { days: length } => {
            return format!(
                "Visits in the last {} against the {} before, most money first",
                days(*length),
                days(*length)
            );
        }
        M::FewerSource { by_chance } => {
            return format!(
                "One-sided test of two counts, the season allowed for. If nobody had changed, chance would give {}",
                customers(by_chance.round() as i64)
            );
        }
        M::Before => "Visits before",
        M::Recent => "Visits lately",
        M::ByChance => "If nothing changed",
        M::RecordTitle { precision, plain } => {
            return format!(
                "Of those flagged a quarter earlier, {} had left; by days since the last visit alone, {}",
                speaker.percent(*precision, 0),
                speaker.percent(*plain, 0)
            );
        }
        M::RecordSubtitle { day, considered } => {
            return format!(
                "The same alarm on {}, over {} with a rhythm",
                speaker.day(*day),
                customers(*considered)
            );
        }
        M::RecordSource => {
            "Had left: has not come since, and counts as gone by the rule of the view. Those who left long before are left out of both. The season is that of all the data"
        }
        M::NoRecord => "The past says nothing of this alarm yet",
        M::NoRecordText { days: length } => {
            return format!(
                "{} before this day nobody would have been flagged. The record needs a longer stretch of purchases.",
                days(*length)
            );
        }
        M::Way => "Rule",
        M::Flagged => "Flagged",
        M::HadLeft => "Had left",
        M::Precision => "Of those flagged",
        M::Recall => "Of all who left",
        M::ThisAlarm => "This alarm",
        M::PlainRule { days: silent } => {
            return format!("Silent for {} or more", days(*silent));
        }
        M::GroupsTitle => "Where everybody stands",
        M::GroupsSubtitle => "Customers with a rhythm who do not come as usual",
        M::GroupColumn => "Group",
        M::Group(which) => group(*which),
        M::GroupText(which) => group_text(*which),
        M::CardText(Group::Red) => {
            "Longer than this customer’s own rhythm explains: ask what happened"
        }
        M::CardText(which) => group_text(*which),
        M::Members(which) => members(*which),
        M::Lines => "Alarm by",
        M::By(Lines::Gaps) => "Usual gaps",
        M::By(Lines::Spread) => "Own spread",
        M::By(Lines::Both) => "Both",
        M::DropLevel => "Chance of a drop, at most",
        M::Amber => "Watch above usual gaps",
        M::Red => "Alarm above usual gaps",
        M::LeastVisits => "Fewest visits",
        M::Window => "Days compared",
        M::Longest => "Longest silence, days",
        M::Silent => "Silent for too long",
        M::SilentWords { gaps, lines } => {
            return format!(
                "Customers whose silence is {}",
                beyond(*gaps, *lines, "nine in ten", speaker)
            );
        }
        M::Watched => "To watch",
        M::WatchedWords { gaps, lines } => {
            return format!(
                "Customers whose silence is {}, or whose visits have dropped",
                beyond(*gaps, *lines, "three in four", speaker)
            );
        }
        M::Fewer => "Come less often",
        M::FewerWords {
            days: length,
            level,
        } => {
            return format!(
                "Customers with so few visits in the last {} that chance gives them to {} in a hundred at most",
                days(*length),
                speaker.number_short(*level * 100.0)
            );
        }
        M::CountFormula {
            customers: count,
            of,
            visits: least,
        } => {
            return format!(
                "{} of {} with {} or more",
                speaker.count(*count),
                customers(*of),
                visits(*least)
            );
        }
        M::Caveat => {
            "A usual gap is the middle one of a customer’s own gaps, drawn towards everybody’s where there are few. A customer who moved to another shop of yours, or buys under another number, looks silent. It knows nothing of opening days that changed."
        }
        M::GapOfAll => "Usual gap of everybody",
        M::GapsOfPrior => "Everybody weighs as much as so many own gaps",
        M::AtRiskWords { modelled: true } => {
            "What the silent brought in the year up to their last visit, by the chance that they have left; that chance is the value model's"
        }
        M::AtRiskWords { modelled: false } => {
            "What the silent brought in the year up to their last visit, by the chance that they have left; that chance comes from their rhythm"
        }
        M::AtRiskFormula {
            customers: count,
            basis: of,
        } => {
            return format!(
                "Σ over {}: yearly {} × (1 − chance of still being a customer)",
                customers(*count),
                basis(*of)
            );
        }
        M::AtRiskCaveat => {
            "Next year need not be like the year before. Costs are known for the period only: their part of sales is taken for the year. Where a customer costs more than it brings, nothing is at risk."
        }
        M::LeavingShare => "Share that leaves after a visit, by rhythm",
        M::Backtest => "Track record of the alarm",
        M::BacktestWords { day } => {
            return format!(
                "What the alarm would have said on {}, and who had left by now",
                speaker.day(*day)
            );
        }
        M::BacktestFormula { gone, flagged, all } => {
            return format!(
                "{} of {} flagged had left; {} left in all",
                speaker.count(*gone),
                speaker.count(*flagged),
                speaker.count(*all)
            );
        }
        M::Finding {
            customers: count,
            yearly,
        } => {
            let have = if *count == 1 { "has" } else { "have" };
            return format!(
                "{} {have} gone silent: {} a year",
                speaker.counted(*count, "regular", "regulars"),
                speaker.money(*yearly, 0)
            );
        }
        M::FindingText { at_risk } => {
            return format!(
                "{} of it is at risk. A call while they still remember you costs little.",
                speaker.money(*at_risk, 0)
            );
        }
        M::OpenSilent => "See whom to call",
    };
    fixed.to_owned()
}

fn times(count: i64, speaker: &Speaker) -> String {
    match count {
        2 => "twice".to_owned(),
        _ => format!("{} times", speaker.count(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Money;
    use crate::i18n::Say as _;

    fn say(message: &Silence) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn one_is_not_many() {
        let title = |customers| {
            say(&Silence::Title {
                customers,
                yearly: Money::from_units_f64(900.0),
                basis: Basis::GrossProfit,
            })
        };
        assert!(title(1).starts_with("1 regular has gone silent"));
        assert!(title(7).starts_with("7 regulars have gone silent"));
        let fewer = |customers| say(&Silence::FewerTitle { customers });
        assert_eq!(fewer(1), "1 customer comes less often than before");
        assert_eq!(fewer(2), "2 customers come less often than before");
        let lede = |first, of| {
            say(&Silence::Lede {
                first,
                of,
                share: Some(0.21),
                record: (of > 3).then_some((38, 96)),
            })
        };
        assert_eq!(
            lede(11, 492),
            "11 of them hold 21% of the money at risk. Start at the top of the list. How far to trust it: of 96 flagged a quarter earlier, 38 had left."
        );
        assert_eq!(lede(3, 3), "Start at the top of the list.");
        assert_eq!(
            say(&Silence::NobodyOften { visits: 2 }),
            "Nobody has come twice or more"
        );
    }

    #[test]
    fn lines_are_said_as_they_are_drawn() {
        let words = |lines| say(&Silence::SilentWords { gaps: 2.5, lines });
        assert_eq!(
            words(Lines::Gaps),
            "Customers whose silence is longer than 2.5 times their usual gap"
        );
        assert_eq!(
            words(Lines::Both),
            "Customers whose silence is longer than 2.5 times their usual gap and than nine in ten of their own gaps would be"
        );
    }
}
