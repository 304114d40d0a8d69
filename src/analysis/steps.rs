//! What customers did in each month, quarter or year of the data.

use super::{CustomerBase, ViewFrame};
use crate::base::{CalendarPeriod, CalendarStep, Day, Money};
use crate::dataset::{CustomerIx, Dataset};

/// The calendar periods the data in view lie in, first to last, none left out.
#[derive(Clone, Debug)]
pub struct Calendar {
    first: CalendarPeriod,
    from: Day,
    /// Place of the period by day since `from`.
    at: Vec<u32>,
    /// How many periods there are.
    pub len: usize,
}

impl Calendar {
    /// The calendar of the data up to the as-of day.
    pub fn new(frame: &ViewFrame, step: CalendarStep) -> Self {
        let first = CalendarPeriod::of(step, frame.span.from);
        let last = CalendarPeriod::of(step, frame.as_of.max(frame.span.from));
        let len = (last.ordinal - first.ordinal + 1).max(0) as usize;
        let mut at = Vec::with_capacity(frame.span.length_days().max(0) as usize);
        for place in 0..len {
            let days = first.plus(place as i32).period();
            let from = days.from.max(frame.span.from);
            let within = days.to.min(frame.as_of).since(from) + 1;
            at.extend(std::iter::repeat_n(place as u32, within.max(0) as usize));
        }
        Self {
            first,
            from: frame.span.from,
            at,
            len,
        }
    }

    /// The place of a day.
    pub fn place(&self, day: Day) -> Option<usize> {
        let since = usize::try_from(day.since(self.from)).ok()?;
        self.at.get(since).map(|&place| place as usize)
    }

    /// The period at a place.
    pub fn period(&self, place: usize) -> CalendarPeriod {
        self.first.plus(place as i32)
    }

    /// The place of a period of the same step.
    pub fn place_of(&self, period: CalendarPeriod) -> Option<usize> {
        let place = usize::try_from(period.ordinal - self.first.ordinal).ok()?;
        (period.step == self.first.step && place < self.len).then_some(place)
    }

    /// How many of the last periods the data do not hold whole.
    pub fn open_end(&self, frame: &ViewFrame) -> usize {
        let places = (0..self.len).rev();
        places
            .take_while(|&place| self.is_partial(frame, place))
            .count()
    }

    /// Whether the data hold only a part of the period.
    pub fn is_partial(&self, frame: &ViewFrame, place: usize) -> bool {
        frame.lacks_days(self.period(place).period())
    }
}

/// The last day of a period that the data reach.
pub fn close(frame: &ViewFrame, period: CalendarPeriod) -> Day {
    period.period().to.min(frame.as_of)
}

/// That of every period of the calendar.
pub fn closes(calendar: &Calendar, frame: &ViewFrame) -> Vec<Day> {
    (0..calendar.len)
        .map(|place| close(frame, calendar.period(place)))
        .collect()
}

/// What one customer did in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Place of the period.
    pub place: usize,
    /// Occasions.
    pub occasions: u32,
    /// Money of the rows, net of refunds.
    pub revenue: Money,
}

/// Puts down the periods in which the customer bought or had money booked, oldest first. `amounts`
/// are the money of the rows: their sales, or what is left of them.
pub fn stays_of(
    data: &Dataset,
    amounts: &[Money],
    base: &CustomerBase,
    calendar: &Calendar,
    customer: CustomerIx,
    stays: &mut Vec<Stay>,
) {
    stays.clear();
    for row in base.rows_of(data, customer) {
        let Some(place) = calendar.place(data.days()[row]) else {
            continue;
        };
        if stays.last().is_none_or(|last| last.place != place) {
            stays.push(Stay {
                place,
                occasions: 0,
                revenue: Money::ZERO,
            });
        }
        if let Some(last) = stays.last_mut() {
            last.revenue += amounts[row];
        }
    }
    let mut at = 0;
    for &day in base.occasion_days(customer) {
        let Some(place) = calendar.place(day) else {
            continue;
        };
        while stays.get(at).is_some_and(|stay| stay.place < place) {
            at += 1;
        }
        if let Some(stay) = stays.get_mut(at) {
            stay.occasions += 1;
        }
    }
}

/// The same without money, from the occasions alone: enough to tell who was a customer when.
pub fn visits_of(
    base: &CustomerBase,
    calendar: &Calendar,
    customer: CustomerIx,
    stays: &mut Vec<Stay>,
) {
    stays.clear();
    for place in base
        .occasion_days(customer)
        .iter()
        .filter_map(|&day| calendar.place(day))
    {
        match stays.last_mut() {
            Some(last) if last.place == place => last.occasions += 1,
            _ => stays.push(Stay {
                place,
                occasions: 1,
                revenue: Money::ZERO,
            }),
        }
    }
}
