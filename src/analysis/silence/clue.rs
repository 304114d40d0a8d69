//! What there is to ask a silent customer about, told from what went before the silence.

use super::{Case, Silence};
use crate::analysis::CustomerBase;
use crate::analysis::complaints::Complaints;
use crate::base::Money;
use crate::dataset::{CustomerIx, Dataset, RowFlags};

/// Days before the last visit, and since, in which a complaint may have to do with the silence.
const COMPLAINT_DAYS: i32 = 90;

/// Visits from which an earlier and a later part can be compared: two of four.
const COMPARED_VISITS: usize = 8;

/// A later average below this part of the earlier one is smaller.
const SMALLER: f64 = 0.7;

/// A later gap above so many times the earlier one is longer.
const LONGER: f64 = 1.5;

/// What happened before a customer fell silent, by the causes of leaving in the literature: the
/// first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clue {
    /// A complaint nobody has answered.
    OpenComplaint,
    /// A complaint that was answered.
    Complaint,
    /// The last thing was goods given back.
    Return,
    /// Less and less often: not looked after.
    Slower,
    /// Smaller and smaller purchases: buys elsewhere as well.
    Smaller,
    /// From one day to the next: something changed on the customer's side.
    Sudden,
}

impl Clue {
    /// Every clue, the plainest first.
    pub const ALL: [Self; 6] = [
        Self::OpenComplaint,
        Self::Complaint,
        Self::Return,
        Self::Slower,
        Self::Smaller,
        Self::Sudden,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::OpenComplaint => "open_complaint",
            Self::Complaint => "complaint",
            Self::Return => "return",
            Self::Slower => "slower",
            Self::Smaller => "smaller",
            Self::Sudden => "sudden",
        }
    }
}

/// The clue to a customer's silence.
pub fn clue(
    data: &Dataset,
    base: &CustomerBase,
    complaints: Complaints,
    silence: &Silence,
    case: &Case,
) -> Clue {
    let near = complaints
        .of_customer(data, case.customer)
        .filter(|event| event.day <= silence.as_of && case.last.since(event.day) <= COMPLAINT_DAYS);
    let (mut any, mut open) = (false, false);
    for event in near {
        any = true;
        open |= event
            .answered
            .is_none_or(|answered| answered > silence.as_of);
    }
    if open {
        return Clue::OpenComplaint;
    }
    if any {
        return Clue::Complaint;
    }
    if gave_back_last(data, base, case.customer) {
        return Clue::Return;
    }
    let days = base.occasion_days(case.customer);
    let amounts = base.occasion_amounts(case.customer);
    if days.len() < COMPARED_VISITS {
        return Clue::Sudden;
    }
    let half = COMPARED_VISITS / 2;
    let from = days.len() - COMPARED_VISITS;
    // As many gaps on either side: the one between the halves belongs to neither.
    let earlier_gaps = days[from + half - 1].since(days[from]);
    let later_gaps = days[days.len() - 1].since(days[from + half]);
    if f64::from(later_gaps) > LONGER * f64::from(earlier_gaps) {
        return Clue::Slower;
    }
    let (earlier, later) = amounts[from..].split_at(half);
    let sum = |amounts: &[Money]| Money::sum(amounts.iter().copied()).to_units_f64();
    if sum(later) < SMALLER * sum(earlier) {
        return Clue::Smaller;
    }
    Clue::Sudden
}

/// Whether goods were given back on the customer's last day with a row, which has no hours.
fn gave_back_last(data: &Dataset, base: &CustomerBase, customer: CustomerIx) -> bool {
    let rows = base.rows_of(data, customer);
    let found = rows.fold((None, false), |(day, gave_back), row| {
        let is_refund = data.flags()[row].has(RowFlags::REFUND);
        let this_day = Some(data.days()[row]);
        (this_day, is_refund || (gave_back && day == this_day))
    });
    found.1
}

#[cfg(test)]
mod tests {
    use super::super::{Clock, Rules};
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::base::Day;
    use crate::dataset::testing::dataset;
    use crate::dataset::{CustomerEvent, CustomerRecords, RecordsKind, View};

    /// The clue of a customer with these days and amounts, seen 60 days after the last.
    fn found(visits: &[(i32, f64)], records: CustomerRecords) -> Clue {
        let start = Day::from_iso("2024-01-01").unwrap();
        let days: Vec<String> = visits
            .iter()
            .map(|&(day, _)| start.plus(day).to_string())
            .collect();
        let rows: Vec<(&str, &str, f64)> = days
            .iter()
            .zip(visits)
            .map(|(day, &(_, units))| ("a", day.as_str(), units))
            .collect();
        let data = dataset(&rows).with_records(records);
        let as_of = start.plus(visits.last().unwrap().0 + 60);
        let view = View {
            as_of: Some(as_of),
            ..View::default()
        };
        let frame = ViewFrame::resolve(&view, start, as_of);
        let base = CustomerBase::build(&data, &frame, None);
        let clock = Clock::new(start, as_of, None);
        let silence = Silence::of(&base, &clock, as_of, Rules::default());
        let complaints = Complaints::of(&data);
        clue(&data, &base, complaints, &silence, &silence.cases[0])
    }

    fn steady() -> Vec<(i32, f64)> {
        (0..10).map(|at| (at * 7, 10.0)).collect()
    }

    fn complaint(day: i32, answered: Option<i32>) -> CustomerRecords {
        let start = Day::from_iso("2024-01-01").unwrap();
        CustomerRecords {
            events: vec![CustomerEvent {
                customer: CustomerIx(0),
                day: start.plus(day),
                kind: RecordsKind::Contacts,
                what: "Complaint".to_owned(),
                text: String::new(),
                answered: answered.map(|day| start.plus(day)),
            }],
            ..CustomerRecords::default()
        }
    }

    #[test]
    fn the_first_that_fits_is_told() {
        let none = CustomerRecords::default;
        assert_eq!(found(&steady(), none()), Clue::Sudden);
        assert_eq!(found(&steady(), complaint(60, None)), Clue::OpenComplaint);
        assert_eq!(found(&steady(), complaint(60, Some(62))), Clue::Complaint);
        assert_eq!(
            found(&steady(), complaint(60, Some(300))),
            Clue::OpenComplaint,
            "answered after the day it is seen from"
        );
        let mut smaller = steady();
        for visit in &mut smaller[6..] {
            visit.1 = 5.0;
        }
        assert_eq!(found(&smaller, none()), Clue::Smaller);
        let mut slower = steady();
        for (at, visit) in slower[6..].iter_mut().enumerate() {
            visit.0 += at as i32 * 14;
        }
        assert_eq!(found(&slower, none()), Clue::Slower);
        let mut returned = steady();
        returned.push((65, -3.0));
        assert_eq!(found(&returned, none()), Clue::Return);
        // A day has no order: bought and given back on it, in whichever order the file says it.
        let mut bought = returned.clone();
        bought.push((65, 20.0));
        assert_eq!(found(&bought, none()), Clue::Return);
        bought.push((72, 20.0));
        assert_eq!(found(&bought, none()), Clue::Sudden, "came again since");
    }
}
