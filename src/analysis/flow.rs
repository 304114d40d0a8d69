//! P10, P61: the leaky bucket. Customers at the opening of a period, those who came, came back and
//! left, and those at its close: opening + new + returned − lost = closing, to the customer.

use super::CustomerBase;
use super::frame::{GONE_AFTER_GAPS, ViewFrame};
use super::silence::YEAR_DAYS;
use super::silence_then::{RunningGap, SilenceThen};
use super::steps::{Calendar, Stay, closes, stays_of, visits_of};
use crate::base::{CalendarPeriod, CalendarStep, Day, Money, Period};
use crate::dataset::{CustomerIx, Dataset};

/// When somebody is a customer at the end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LapseRule {
    /// Who bought in it; the others are lost in the period in which they stay away.
    BoughtInPeriod,
    /// Who has been silent for at most 2.5 usual gaps, as they were known at the close.
    OwnGap,
    /// Who has been silent for at most so many days.
    FixedDays(u32),
}

impl LapseRule {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::BoughtInPeriod => "bought_in_period",
            Self::OwnGap => "own_gap",
            Self::FixedDays(_) => "fixed_days",
        }
    }

    /// Silences allowed at each close; `None` where the rule is not one of silence.
    fn allowed<'a>(
        self,
        base: &CustomerBase,
        calendar: &Calendar,
        closes: &'a [Day],
    ) -> Option<SilenceThen<'a>> {
        match self {
            Self::BoughtInPeriod => None,
            // Nobody is gone before a usual gap is known.
            Self::OwnGap => {
                let gaps = GONE_AFTER_GAPS;
                Some(SilenceThen::of(base, calendar, closes, gaps, true))
            }
            Self::FixedDays(days) => Some(SilenceThen::fixed(closes, f64::from(days))),
        }
    }
}

/// What a customer did in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A customer at the opening and at the close.
    Retained,
    /// A customer at the close for the first time.
    New,
    /// A customer at the close again: came, or the silence is not too long any more by the usual gap
    /// as it has become known.
    Returned,
    /// A customer at the opening and no longer at the close.
    Lost,
    /// Bought, but had left by the close: a period longer than the silence allowed.
    CameAndWent,
}

/// One period of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowPeriod {
    /// Which.
    pub period: CalendarPeriod,
    /// Whether the data hold only a part of it.
    pub partial: bool,
    /// Customers at its opening.
    pub opening: u64,
    /// New ones.
    pub new: u64,
    /// Of these, those who may be older than the data.
    pub new_may_be_old: u64,
    /// Those who came back.
    pub returned: u64,
    /// Those who left.
    pub lost: u64,
    /// Those who stayed.
    pub retained: u64,
    /// Those who came and left between opening and close; in none of the other counts.
    pub came_and_went: u64,
    /// Money of those who bought for the first time.
    pub revenue_new: Money,
    /// Money of those who had left and bought again.
    pub revenue_returned: Money,
    /// Money of those who were customers at the opening.
    pub revenue_retained: Money,
    /// Money of those who bought nothing: refunds.
    pub revenue_other: Money,
    /// What the lost brought before: in the period before, and under a rule of silence in the year
    /// that ended with their last purchase, since in the period before they were silent already.
    pub revenue_lost: Money,
}

impl FlowPeriod {
    fn new(period: CalendarPeriod, partial: bool) -> Self {
        Self {
            period,
            partial,
            opening: 0,
            new: 0,
            new_may_be_old: 0,
            returned: 0,
            lost: 0,
            retained: 0,
            came_and_went: 0,
            revenue_new: Money::ZERO,
            revenue_returned: Money::ZERO,
            revenue_retained: Money::ZERO,
            revenue_other: Money::ZERO,
            revenue_lost: Money::ZERO,
        }
    }

    /// Customers at its close.
    pub fn closing(&self) -> u64 {
        self.retained + self.new + self.returned
    }

    /// Part of the opening customers who stayed, `None` when there were none.
    pub fn retention(&self) -> Option<f64> {
        (self.opening > 0).then(|| self.retained as f64 / self.opening as f64)
    }

    /// Part of the opening customers who left, `None` when there were none.
    pub fn leak(&self) -> Option<f64> {
        (self.opening > 0).then(|| self.lost as f64 / self.opening as f64)
    }

    /// New customers it takes to stand still.
    pub fn refill_needed(&self) -> i64 {
        self.lost as i64 - self.returned as i64
    }

    /// Periods after which half of the opening customers are gone at this rate (ln 2 ÷ −ln r);
    /// `None` where none stays or none leaves.
    pub fn half_life(&self) -> Option<f64> {
        half_life(self.retention()?)
    }

    /// Net money of the period.
    pub fn revenue(&self) -> Money {
        self.revenue_new + self.revenue_returned + self.revenue_retained + self.revenue_other
    }
}

/// Steps after which half are left when a part stays each time.
pub fn half_life(retention: f64) -> Option<f64> {
    (retention > 0.0 && retention < 1.0).then(|| std::f64::consts::LN_2 / -retention.ln())
}

/// The flow of customers over all periods of the data.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The rule it was counted by.
    pub rule: LapseRule,
    /// The periods, first to last.
    pub periods: Vec<FlowPeriod>,
}

/// An average over complete periods.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FlowRates {
    /// How many periods.
    pub periods: u64,
    /// Openings of all of them together.
    pub opening: u64,
    /// Lost in all of them together.
    pub lost: u64,
    /// Came back in all of them together.
    pub returned: u64,
    /// New in all of them together, without those who may be older than the data.
    pub new: u64,
}

impl FlowRates {
    /// Part of the opening customers who stayed.
    pub fn retention(&self) -> Option<f64> {
        self.leak().map(|leak| 1.0 - leak)
    }

    /// Part of the opening customers who left.
    pub fn leak(&self) -> Option<f64> {
        (self.opening > 0).then(|| self.lost as f64 / self.opening as f64)
    }

    /// New customers a period it takes to stand still.
    pub fn refill_needed(&self) -> Option<f64> {
        (self.periods > 0).then(|| (self.lost as f64 - self.returned as f64) / self.periods as f64)
    }

    /// Part of the lost whom those who came back make up for.
    pub fn made_up_by_returned(&self) -> Option<f64> {
        (self.lost > 0).then(|| self.returned as f64 / self.lost as f64)
    }
}

impl Flow {
    /// Counts the customers by each of these rules. Under a rule of silence where nobody has a
    /// usual gap, `None` in its place.
    pub fn all<const N: usize>(
        data: &Dataset,
        base: &CustomerBase,
        step: CalendarStep,
        rules: [LapseRule; N],
    ) -> [Option<Self>; N] {
        let frame = base.frame();
        let calendar = Calendar::new(frame, step);
        let closes = closes(&calendar, frame);
        let allowed = rules.map(|rule| rule.allowed(base, &calendar, &closes));
        let mut counts = rules.map(|rule| Counts::new(rule, &calendar, frame));
        let mut gap = RunningGap::default();
        let mut stays = Vec::new();
        for customer in base.present_ixs() {
            stays_of(data, data.amounts(), base, &calendar, customer, &mut stays);
            let may_be_old = base
                .first_day(customer)
                .is_some_and(|first| frame.may_be_old(first));
            let walk = Walk {
                places: calendar.len,
                stays: &stays,
                days: base.occasion_days(customer),
            };
            for (counts, allowed) in counts.iter_mut().zip(&allowed) {
                let own_gaps = counts.rule == LapseRule::OwnGap;
                let gap = own_gaps.then_some(&mut gap);
                let year_until = |last: Day| {
                    let year = Period {
                        from: last.plus(1 - YEAR_DAYS),
                        to: last,
                    };
                    let rows = base.rows_within(data, customer, year);
                    Money::sum(rows.map(|row| data.amounts()[row]))
                };
                walk.tell(allowed.as_ref(), gap, &mut |told| {
                    counts.add(&told, may_be_old, &year_until);
                });
            }
        }
        counts.map(|counts| {
            let knows = counts.rule != LapseRule::OwnGap || base.pooled_gap_days().is_some();
            knows.then(|| counts.finish())
        })
    }

    /// Counts the customers by one rule.
    pub fn of(
        data: &Dataset,
        base: &CustomerBase,
        step: CalendarStep,
        rule: LapseRule,
    ) -> Option<Self> {
        let [flow] = Self::all(data, base, step, [rule]);
        flow
    }

    /// Customers of a period whom a condition picks, in index order: whether they were customers at
    /// its opening, and the step they took.
    pub fn members(
        base: &CustomerBase,
        rule: LapseRule,
        period: CalendarPeriod,
        picks: impl Fn(bool, Option<Step>) -> bool,
    ) -> Vec<CustomerIx> {
        let calendar = Calendar::new(base.frame(), period.step);
        let Some(wanted) = calendar.place_of(period) else {
            return Vec::new();
        };
        let closes = closes(&calendar, base.frame());
        let allowed = rule.allowed(base, &calendar, &closes);
        let mut gap = RunningGap::default();
        let mut stays = Vec::new();
        let mut is_member = |customer: CustomerIx| {
            visits_of(base, &calendar, customer, &mut stays);
            let walk = Walk {
                places: calendar.len,
                stays: &stays,
                days: base.occasion_days(customer),
            };
            let mut found = false;
            let gap = (rule == LapseRule::OwnGap).then_some(&mut gap);
            walk.tell(allowed.as_ref(), gap, &mut |told| {
                found |= match told {
                    Told::Event(event) => {
                        event.place == wanted && picks(event.was_customer, event.step)
                    }
                    Told::Stayed { from, to } => {
                        (from..to).contains(&wanted) && picks(true, Some(Step::Retained))
                    }
                };
            });
            found
        };
        base.buyer_ixs().filter(|&it| is_member(it)).collect()
    }

    /// The average over the periods of `frame.period` that the data hold whole, and whose
    /// predecessor they hold whole as well.
    pub fn rates(&self, frame: &ViewFrame) -> FlowRates {
        let mut rates = FlowRates::default();
        for at in self.complete(frame) {
            let sums = &self.periods[at];
            rates.periods += 1;
            rates.opening += sums.opening;
            rates.lost += sums.lost;
            rates.returned += sums.returned;
            rates.new += sums.new - sums.new_may_be_old;
        }
        rates
    }

    /// Places of the periods [`Self::rates`] speaks of.
    pub fn complete(&self, frame: &ViewFrame) -> impl Iterator<Item = usize> + '_ {
        let view = frame.period;
        let pairs = self.periods.windows(2).enumerate();
        pairs
            .filter(move |(_, pair)| {
                let days = pair[1].period.period();
                !pair[0].partial
                    && !pair[1].partial
                    && pair[1].opening > 0
                    && days.from <= view.to
                    && view.from <= days.to
            })
            .map(|(at, _)| at + 1)
    }

    /// The periods that overlap the view's.
    pub fn shown(&self, frame: &ViewFrame) -> impl Iterator<Item = &FlowPeriod> + '_ {
        let view = frame.period;
        self.periods.iter().filter(move |sums| {
            let days = sums.period.period();
            days.from <= view.to && view.from <= days.to
        })
    }
}

/// The counts of one rule while customers are told of.
struct Counts {
    rule: LapseRule,
    periods: Vec<FlowPeriod>,
    /// By place: customers who begin to stay without a row, less those who end.
    stayed: Vec<i64>,
}

impl Counts {
    fn new(rule: LapseRule, calendar: &Calendar, frame: &ViewFrame) -> Self {
        let period =
            |place| FlowPeriod::new(calendar.period(place), calendar.is_partial(frame, place));
        Self {
            rule,
            periods: (0..calendar.len).map(period).collect(),
            stayed: vec![0; calendar.len + 1],
        }
    }

    fn add(&mut self, told: &Told<'_>, may_be_old: bool, year_until: &dyn Fn(Day) -> Money) {
        let event = match told {
            Told::Event(event) => event,
            Told::Stayed { from, to } => {
                self.stayed[*from] += 1;
                self.stayed[*to] -= 1;
                return;
            }
        };
        let sums = &mut self.periods[event.place];
        match event.step {
            Some(Step::Retained) => sums.retained += 1,
            Some(Step::New) => {
                sums.new += 1;
                sums.new_may_be_old += u64::from(may_be_old);
            }
            Some(Step::Returned) => sums.returned += 1,
            Some(Step::Lost) => {
                sums.lost += 1;
                sums.revenue_lost += match self.rule {
                    LapseRule::BoughtInPeriod => event.before,
                    _ => event.last.map_or(Money::ZERO, year_until),
                };
            }
            Some(Step::CameAndWent) => sums.came_and_went += 1,
            None => {}
        }
        sums.opening += u64::from(event.was_customer);
        let Some(stay) = event.stay else { return };
        let side = if stay.occasions == 0 {
            &mut sums.revenue_other
        } else if event.is_first {
            &mut sums.revenue_new
        } else if event.was_customer {
            &mut sums.revenue_retained
        } else {
            &mut sums.revenue_returned
        };
        *side += stay.revenue;
    }

    fn finish(mut self) -> Flow {
        let mut staying = 0_i64;
        for (sums, change) in self.periods.iter_mut().zip(&self.stayed) {
            staying += change;
            let staying = u64::try_from(staying).unwrap_or(0);
            sums.opening += staying;
            sums.retained += staying;
        }
        Flow {
            rule: self.rule,
            periods: self.periods,
        }
    }
}

/// What is told of one customer.
enum Told<'a> {
    /// Something happened in a period.
    Event(Event<'a>),
    /// A customer without a row from this place up to, but not at, that one.
    Stayed { from: usize, to: usize },
}

/// What happened to one customer in one period.
struct Event<'a> {
    place: usize,
    was_customer: bool,
    is_first: bool,
    /// Money of the period before.
    before: Money,
    /// The last purchase up to it.
    last: Option<Day>,
    step: Option<Step>,
    stay: Option<&'a Stay>,
}

/// The periods of one customer.
struct Walk<'a> {
    places: usize,
    stays: &'a [Stay],
    days: &'a [Day],
}

impl<'a> Walk<'a> {
    /// Tells the periods in which something happened, and those between in which the customer
    /// stayed, oldest first. `allowed` are the silences allowed, of this customer by its own gap where
    /// one is given; without, a customer is who bought in the period.
    fn tell(
        &self,
        allowed: Option<&SilenceThen<'_>>,
        mut gap: Option<&mut RunningGap>,
        tell: &mut dyn FnMut(Told<'a>),
    ) {
        if let Some(gap) = gap.as_deref_mut() {
            gap.clear();
        }
        let (mut known, mut was_customer, mut next) = (0, false, 0);
        let mut before = Money::ZERO;
        for (at, stay) in self.stays.iter().enumerate() {
            let place = stay.place;
            let is_first = known == 0 && stay.occasions > 0;
            known += stay.occasions as usize;
            let last = known.checked_sub(1).and_then(|last| self.days.get(last));
            let own = gap.as_deref_mut();
            let own = own.and_then(|gap| gap.of_first(self.days, known));
            let is_customer = match (allowed, last) {
                (None, _) => stay.occasions > 0,
                (Some(allowed), Some(&last)) => allowed.counts(place, last, own),
                (Some(_), None) => false,
            };
            let step = match (was_customer, is_customer) {
                (true, true) => Some(Step::Retained),
                (true, false) => Some(Step::Lost),
                (false, true) if is_first => Some(Step::New),
                (false, true) => Some(Step::Returned),
                (false, false) => (stay.occasions > 0).then_some(Step::CameAndWent),
            };
            tell(Told::Event(Event {
                place,
                was_customer,
                is_first,
                before: if next == place { before } else { Money::ZERO },
                last: last.copied(),
                step,
                stay: Some(stay),
            }));
            (was_customer, before, next) = (is_customer, stay.revenue, place + 1);
            let until = self.stays.get(at + 1).map_or(self.places, |it| it.place);
            let tell_change = |tell: &mut dyn FnMut(Told<'a>), place: usize, step: Step| {
                tell(Told::Event(Event {
                    place,
                    was_customer: step == Step::Lost,
                    is_first: false,
                    before: if place == next { before } else { Money::ZERO },
                    last: last.copied(),
                    step: Some(step),
                    stay: None,
                }));
            };
            // All is told of the places before it.
            let mut from = next;
            if let Some((allowed, &last)) = allowed.zip(last) {
                allowed.stretches(last, own, next..until, &mut |stretch| {
                    if was_customer && from < stretch.start {
                        tell_change(tell, from, Step::Lost);
                        was_customer = false;
                    }
                    let mut stays = stretch.clone();
                    if !was_customer {
                        tell_change(tell, stays.start, Step::Returned);
                        stays.start += 1;
                    }
                    if !stays.is_empty() {
                        tell(Told::Stayed {
                            from: stays.start,
                            to: stays.end,
                        });
                    }
                    (was_customer, from) = (true, stretch.end);
                });
            }
            if was_customer && from < until {
                tell_change(tell, from, Step::Lost);
                was_customer = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::past::Past;
    use crate::analysis::testing::seen;
    use crate::dataset::testing::dataset;
    use crate::dataset::{GoneRule, View};

    /// Customers with few and with many purchases, some in bursts, over three years; gaps
    /// grow with time, so that the usual one of an early day is short.
    fn shop() -> Dataset {
        let start = Day::from_iso("2021-03-05").unwrap();
        let mut rows: Vec<(String, String, f64)> = Vec::new();
        for customer in 0..19_i32 {
            for at in 0..=(customer * 5 % 11) {
                let day = start.plus(customer * 17 + at * at * (customer % 6 + 1));
                rows.push((
                    format!("k{customer:02}"),
                    day.to_string(),
                    f64::from(at + 1),
                ));
            }
            let refund = start.plus(customer * 17 + 400);
            rows.push((format!("k{customer:02}"), refund.to_string(), -0.5));
        }
        // Of nineteen who came in March most came again after forty days: only then is it known
        // that somebody who came once has not been silent for long.
        for customer in 0..12_i32 {
            for day in [1 + customer, 41 + customer] {
                rows.push((format!("l{customer:02}"), start.plus(day).to_string(), 2.0));
            }
        }
        rows.push(("once".to_owned(), start.plus(20).to_string(), 3.0));
        dataset(&rows)
    }

    fn base(data: &Dataset, as_of: Option<Day>, gone: GoneRule) -> CustomerBase {
        let view = View {
            as_of,
            gone,
            ..View::default()
        };
        seen(data, &view)
    }

    fn customers(base: &CustomerBase) -> Vec<CustomerIx> {
        base.buyer_ixs().filter(|&it| !base.is_gone(it)).collect()
    }

    /// The customers at each close are those of a view as of that day, and of [`Past`]; told so by
    /// counting everybody anew at every close.
    #[test]
    fn a_close_is_what_a_view_as_of_that_day_says() {
        let data = shop();
        let rules = [
            (GoneRule::OwnGap, LapseRule::OwnGap),
            (GoneRule::FixedDays { days: 50 }, LapseRule::FixedDays(50)),
        ];
        for (gone, rule) in rules {
            let now = base(&data, None, gone);
            for step in [CalendarStep::Month, CalendarStep::Quarter] {
                let flow = Flow::of(&data, &now, step, rule).unwrap();
                let mut before: Vec<CustomerIx> = Vec::new();
                let mut ever: Vec<CustomerIx> = Vec::new();
                let mut again = 0;
                for sums in &flow.periods {
                    let close = sums.period.period().to.min(now.frame().as_of);
                    let then = customers(&base(&data, Some(close), gone));
                    let place = format!("{rule:?} {}", sums.period);
                    let past = Past::of(&now, close);
                    let by_past = data
                        .customer_ixs()
                        .filter(|&it| !past.occasion_days(it).is_empty() && !past.is_gone(it));
                    assert_eq!(by_past.collect::<Vec<_>>(), then, "{place}");
                    assert_eq!(sums.closing(), then.len() as u64, "{place}");
                    assert_eq!(sums.opening, before.len() as u64, "{place}");
                    let lost = before.iter().filter(|it| !then.contains(it)).count();
                    assert_eq!(sums.lost, lost as u64, "{place}");
                    let year_before = |&it: &CustomerIx| {
                        let last = past.occasion_days(it).last().copied().unwrap();
                        let within =
                            |&row: &usize| (last.plus(-364)..=last).contains(&data.days()[row]);
                        let rows = data.rows_of(it).filter(within);
                        Money::sum(rows.map(|row| data.amounts()[row]))
                    };
                    let gone = before.iter().filter(|it| !then.contains(it));
                    let money = Money::sum(gone.map(year_before));
                    assert_eq!(sums.revenue_lost, money, "{place}");
                    assert_eq!(money > Money::ZERO, lost > 0, "{place}");
                    let is_closing =
                        |step| matches!(step, Some(Step::Retained | Step::New | Step::Returned));
                    let members = |picks: &dyn Fn(bool, Option<Step>) -> bool| {
                        Flow::members(&now, rule, sums.period, picks)
                    };
                    assert_eq!(members(&|_, step| is_closing(step)), then, "{place}");
                    assert_eq!(members(&|was, _| was), before, "{place}");
                    let bought = |it: &CustomerIx| {
                        let days = now.occasion_days(*it).iter();
                        days.into_iter()
                            .any(|&day| sums.period.period().contains(day))
                    };
                    let reckoned = |it: &&CustomerIx| !before.contains(it) && !bought(it);
                    again += then.iter().filter(reckoned).count();
                    ever.extend(
                        then.iter()
                            .filter(|it| !ever.contains(it))
                            .collect::<Vec<_>>(),
                    );
                    before = then;
                }
                // A usual gap that grows takes people back who bought nothing.
                let by_gaps = rule == LapseRule::OwnGap && step == CalendarStep::Month;
                assert!(if by_gaps {
                    again > 0
                } else {
                    again == 0 || rule == LapseRule::OwnGap
                });
                assert!(ever.len() > 15);
            }
        }
    }
}
