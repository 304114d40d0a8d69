//! What the alarms rest on: rhythms, money and chances of everybody.

use std::rc::Rc;

use super::super::{Context, ParamValues, profit, season, value};
use crate::analysis::profit::{Basis, Profits};
use crate::analysis::season::{Measure, SeasonIndex};
use crate::analysis::silence::{Case, Clock, Level, Record, Rules, Silence, by_money, year_before};
use crate::analysis::value::Valued;
use crate::base::Money;
use crate::dataset::CustomerIx;

/// Rhythms, money and chances.
pub(super) struct Ground<'a> {
    context: &'a Context<'a>,
    clock: Clock,
    pub(super) silence: Silence,
    /// What the alarm of a quarter before was worth, where it was asked for.
    pub(super) record: Option<Record>,
    profits: Rc<Profits>,
    /// What is left of a unit of sales, over all.
    rate: f64,
    /// The value models, where they were computed.
    valued: Option<Rc<Valued>>,
}

/// What is at stake.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stake {
    pub(super) case: Case,
    /// Money of the year before the silence.
    pub(super) yearly: Money,
    pub(super) p_alive: f64,
    /// Money of a year, by the chance that it is gone.
    pub(super) at_risk: Money,
}

impl<'a> Ground<'a> {
    /// Under these rules; `params` are those of the panels it rests on, taken along.
    pub(super) fn of(context: &'a Context<'a>, rules: Rules, params: &ParamValues) -> Self {
        Self::by(context, params, |clock| {
            let as_of = context.frame().as_of;
            (Silence::of(context.base, clock, as_of, rules), None)
        })
    }

    /// The same with the track record.
    pub(super) fn with_record(
        context: &'a Context<'a>,
        rules: Rules,
        params: &ParamValues,
    ) -> Self {
        Self::by(context, params, |clock| {
            Silence::with_record(context.base, clock, rules)
        })
    }

    fn by(
        context: &'a Context<'a>,
        params: &ParamValues,
        look: impl FnOnce(&Clock) -> (Silence, Option<Record>),
    ) -> Self {
        let frame = context.frame();
        let left_out = season::settings::left_out(&params.of_panel(season::ID));
        let season = SeasonIndex::of_base(context.base, Measure::Occasions, &left_out).ok();
        let season = season.map(|season| season.index);
        let clock = Clock::new(frame.span.from, frame.as_of, season.as_ref());
        let profits = context.profits(profit::settings(&params.of_panel(profit::ENTRY.id)));
        let sales = Money::sum(profits.sales.iter().copied());
        let results = Money::sum((0..profits.customers.len()).map(|at| profits.result(at)));
        let of_value = value::settings(&params.of_panel(value::ENTRY.id));
        let valued = context.valued_before(&of_value);
        let (silence, record) = look(&clock);
        Self {
            context,
            silence,
            record,
            clock,
            rate: rate(results, sales).unwrap_or(1.0),
            profits,
            valued: valued.filter(|valued| valued.tells_who_leaves()),
        }
    }

    /// What money speaks of.
    pub(super) fn basis(&self) -> Basis {
        self.profits.basis()
    }

    /// Whether the chance of still being a customer is that of the value models.
    pub(super) fn is_modelled(&self) -> bool {
        self.valued.is_some()
    }

    /// Whether the season is allowed for.
    pub(super) fn knows_season(&self) -> bool {
        self.clock.knows_season()
    }

    /// Whether an alarm about this customer was dealt with.
    pub(super) fn rests(&self, case: &Case) -> bool {
        let handled = self.context.handled.get(case.customer);
        handled.is_some_and(|handled| handled.rests(self.silence.as_of, case.last))
    }

    /// The cases a group names, in index order.
    pub(super) fn cases(&self, group: Group) -> impl Iterator<Item = &Case> {
        let cases = self.silence.cases.iter();
        cases.filter(move |case| self.group(case) == Some(group) || self.also(case, group))
    }

    /// The group a customer is told in, each in one at most.
    fn group(&self, case: &Case) -> Option<Group> {
        match case.level {
            Level::Quiet => None,
            Level::Left => Some(Group::Left),
            Level::Red | Level::Amber if self.rests(case) => Some(Group::Handled),
            Level::Red => Some(Group::Red),
            Level::Amber => Some(Group::Amber),
        }
    }

    /// Those who come less often are among the amber ones.
    fn also(&self, case: &Case, group: Group) -> bool {
        group == Group::Fewer
            && self.group(case) == Some(Group::Amber)
            && self.silence.rules.is_fewer(case)
    }

    /// What is at stake with one customer, and in which group it is told.
    pub(super) fn of_customer(&self, customer: CustomerIx) -> Option<(Group, Stake)> {
        let cases = &self.silence.cases;
        let at = cases.binary_search_by_key(&customer, |case| case.customer);
        let case = &cases[at.ok()?];
        Some((self.group(case)?, self.stake(case)))
    }

    /// What is at stake with the cases of a group, most money first.
    pub(super) fn stakes(&self, group: Group) -> Vec<Stake> {
        let cases = self.cases(group);
        let mut stakes: Vec<Stake> = cases.map(|case| self.stake(case)).collect();
        by_money(self.context.data, &mut stakes, |stake| {
            (stake.case.customer, stake.at_risk)
        });
        stakes
    }

    fn stake(&self, case: &Case) -> Stake {
        let yearly = self.yearly(case);
        let modelled = self.valued.as_ref();
        let p_alive = modelled
            .and_then(|valued| valued.value(case.customer).p_alive)
            .unwrap_or(case.p_alive);
        // Of somebody who costs more than it brings, nothing is at risk.
        let units = yearly.to_units_f64().max(0.0) * (1.0 - p_alive);
        Stake {
            case: *case,
            yearly,
            p_alive,
            at_risk: Money::from_units_f64(units),
        }
    }

    /// Sales of the year before the silence, and what was left of a unit of the customer's sales in
    /// the period; over all where it bought nothing in it.
    fn yearly(&self, case: &Case) -> Money {
        let sales = year_before(self.context.data, self.context.base, case);
        if self.basis() == Basis::Revenue {
            return sales;
        }
        let at = self.profits.place(case.customer);
        let own = at.and_then(|at| rate(self.profits.result(at), self.profits.sales[at]));
        Money::from_units_f64(sales.to_units_f64() * own.unwrap_or(self.rate))
    }
}

/// What is left of a unit of sales; `None` without sales.
fn rate(result: Money, sales: Money) -> Option<f64> {
    (sales > Money::ZERO).then(|| result.to_units_f64() / sales.to_units_f64())
}

/// Customers told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Silent for too long.
    Red,
    /// To be watched.
    Amber,
    /// Of these, who come less often.
    Fewer,
    /// Dealt with.
    Handled,
    /// Left long ago.
    Left,
}

impl Group {
    pub(super) const ALL: [Self; 5] = [
        Self::Red,
        Self::Amber,
        Self::Fewer,
        Self::Handled,
        Self::Left,
    ];

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Fewer => "fewer",
            Self::Handled => "handled",
            Self::Left => "left",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.id() == id)
    }
}
