//! P4, P6 and P20: whom to hold, to watch and to let go, and what losing somebody costs.

use super::CustomerBase;
use super::flip::{Facts, Flip};
use super::profit::{Basis, Profits};
use super::value::Valued;
use crate::base::{Money, SortedMap, order};
use crate::dataset::{CustomerIx, Dataset};

/// What to do about a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Keep with all force.
    Hold,
    /// Look closely.
    Watch,
    /// Stop serving at these terms.
    LetGo,
}

impl Verdict {
    /// Every verdict, best first.
    pub const ALL: [Self; 3] = [Self::Hold, Self::Watch, Self::LetGo];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Watch => "watch",
            Self::LetGo => "let_go",
        }
    }

    /// The verdict with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.id() == id)
    }
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Hold: earns, and is expected to stay among the best.
    TopValue,
    /// Hold: earns, and is expected to bring more than the person's line.
    AboveLine,
    /// Watch: earns, but little is expected.
    SmallValue,
    /// Watch: brings nothing, costs nothing.
    NothingEarned,
    /// Watch: costs more than it brings, but the line for letting go is lower.
    LossAboveLine,
    /// Watch: below zero before the cost of serving is known.
    LossUnproven,
    /// Watch: no row in the period.
    NotInPeriod,
    /// Watch: nothing can be said of the future.
    ValueUnknown,
    /// Let go: costs more than it brings, and nothing else is expected.
    CostsMore,
    /// Watch: would be let go, but is worth more to the person than its money.
    Strategic,
    /// The person says so.
    Chosen(Verdict),
}

impl Reason {
    /// Every reason, by verdict.
    pub const ALL: [Self; 13] = [
        Self::TopValue,
        Self::AboveLine,
        Self::SmallValue,
        Self::NothingEarned,
        Self::LossAboveLine,
        Self::LossUnproven,
        Self::NotInPeriod,
        Self::ValueUnknown,
        Self::CostsMore,
        Self::Strategic,
        Self::Chosen(Verdict::Hold),
        Self::Chosen(Verdict::Watch),
        Self::Chosen(Verdict::LetGo),
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::TopValue => "top_value",
            Self::AboveLine => "above_line",
            Self::SmallValue => "small_value",
            Self::NothingEarned => "nothing_earned",
            Self::LossAboveLine => "loss_above_line",
            Self::LossUnproven => "loss_unproven",
            Self::NotInPeriod => "not_in_period",
            Self::ValueUnknown => "value_unknown",
            Self::CostsMore => "costs_more",
            Self::Strategic => "strategic",
            Self::Chosen(Verdict::Hold) => "chosen_hold",
            Self::Chosen(Verdict::Watch) => "chosen_watch",
            Self::Chosen(Verdict::LetGo) => "chosen_let_go",
        }
    }

    /// The reason with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.id() == id)
    }

    /// The verdict it is a reason for.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::TopValue | Self::AboveLine => Verdict::Hold,
            Self::CostsMore => Verdict::LetGo,
            Self::Chosen(verdict) => verdict,
            _ => Verdict::Watch,
        }
    }

    /// The reason once the person's word is heard.
    fn overruled(self, choice: Choice) -> Self {
        match (choice, self) {
            (Choice::Verdict(verdict), _) => Self::Chosen(verdict),
            (Choice::Strategic, Self::CostsMore) => Self::Strategic,
            (Choice::Strategic, _) => self,
        }
    }
}

/// What the person says of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This verdict, whatever the rules say.
    Verdict(Verdict),
    /// Not to be let go: the customer is worth more than its money.
    Strategic,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 4] = [
        Self::Verdict(Verdict::Hold),
        Self::Verdict(Verdict::Watch),
        Self::Verdict(Verdict::LetGo),
        Self::Strategic,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.id(),
            Self::Strategic => "strategic",
        }
    }

    /// The choice with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

/// The rule table: what the person may set. Money in currency units.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Part of the customers that are the best by expected value.
    pub top_share: f64,
    /// Expected value above which an earning customer is held too.
    pub hold_above: Option<f64>,
    /// Expected value up to which a customer who costs more than it brings is let go.
    pub let_go_up_to: f64,
    /// What winning a new customer costs.
    pub acquisition_cost: f64,
    /// What the person says of single customers, by their ids.
    pub choices: SortedMap<String, Choice>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            top_share: 0.2,
            hold_above: None,
            let_go_up_to: 0.0,
            acquisition_cost: 0.0,
            choices: SortedMap::default(),
        }
    }
}

/// The lines verdicts are drawn at, in currency units of expected value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lines {
    /// Above it are the best; the best are above zero.
    pub top: f64,
    /// Above it is whoever the person holds as well.
    pub hold_above: Option<f64>,
    /// Up to it a loss is not worth bearing.
    pub let_go_up_to: f64,
}

impl Lines {
    /// The line above which a customer who earns is held.
    pub fn hold(&self) -> f64 {
        self.hold_above.map_or(self.top, |line| line.min(self.top))
    }

    /// The verdict on a customer.
    pub fn judge(&self, facts: &Facts) -> Reason {
        let profit = facts.profit();
        let Some(worth) = facts.worth() else {
            return Reason::ValueUnknown;
        };
        if profit > 0.0 && worth > self.top {
            Reason::TopValue
        } else if profit > 0.0 && self.hold_above.is_some_and(|line| worth > line) {
            Reason::AboveLine
        } else if profit > 0.0 {
            Reason::SmallValue
        } else if profit == 0.0 {
            Reason::NothingEarned
        } else if facts.basis != Basis::Profit {
            Reason::LossUnproven
        } else if worth <= self.let_go_up_to {
            Reason::CostsMore
        } else {
            Reason::LossAboveLine
        }
    }
}

/// What the loss of a customer costs (P4): the value of the whole relationship and what winning
/// another costs, less what has been received already. After the first purchase that is its price.
pub fn loss_of_customer(lifetime_value: f64, acquisition_cost: f64, received: f64) -> f64 {
    lifetime_value + acquisition_cost - received
}

/// The verdicts on all customers in view.
#[derive(Debug)]
pub struct Triage<'a> {
    profits: &'a Profits,
    valued: Option<&'a Valued>,
    /// Under which rules.
    pub rules: Rules,
    /// On which basis.
    pub basis: Basis,
    /// Where the lines lie.
    pub lines: Lines,
    /// Customers with a row in view, in index order.
    pub customers: Vec<CustomerIx>,
    /// Why each has its verdict.
    pub reasons: Vec<Reason>,
    /// What is expected of each, in currency units on this basis.
    pub worth: Vec<Option<f64>>,
    /// What is lost of each already, by the chance that it has left.
    pub at_risk: Vec<Option<f64>>,
}

impl<'a> Triage<'a> {
    /// Judges the customers; nothing is expected of anybody where `valued` is missing.
    pub fn of(
        data: &Dataset,
        base: &CustomerBase,
        profits: &'a Profits,
        valued: Option<&'a Valued>,
        rules: Rules,
    ) -> Self {
        let customers: Vec<CustomerIx> = base.present_ixs().collect();
        let facts_of = |&customer: &CustomerIx| {
            let clv = valued.and_then(|valued| valued.value(customer).clv);
            Facts::of(profits, customer, clv)
        };
        // Who bought nothing in the period is expected to earn as all do.
        let results = (0..profits.customers.len()).map(|at| profits.result(at));
        let left: Money = results.sum();
        let sales: Money = profits.sales.iter().copied().sum();
        let rate = left.share_of(sales).unwrap_or(0.0);
        let worth: Vec<Option<f64>> = customers
            .iter()
            .map(facts_of)
            .map(|facts| {
                if facts.in_period {
                    facts.worth()
                } else {
                    facts.clv.map(|clv| clv * rate)
                }
            })
            .collect();
        let lines = Lines {
            top: top_line(&worth, rules.top_share),
            hold_above: rules.hold_above,
            let_go_up_to: rules.let_go_up_to,
        };
        let mut reasons: Vec<Reason> = customers
            .iter()
            .map(facts_of)
            .map(|facts| {
                if facts.in_period {
                    lines.judge(&facts)
                } else {
                    Reason::NotInPeriod
                }
            })
            .collect();
        for (id, &choice) in rules.choices.iter() {
            let customer = data.customer_by_id(id);
            if let Some(Ok(at)) = customer.map(|customer| customers.binary_search(&customer)) {
                reasons[at] = reasons[at].overruled(choice);
            }
        }
        let at_risk = customers.iter().zip(&worth).map(|(&customer, worth)| {
            let p_alive = valued?.value(customer).p_alive?;
            // Nothing is left of what is surely gone: the value it would have had is not known.
            let would_bring = if p_alive > 0.0 {
                (*worth)?.max(0.0) / p_alive
            } else {
                0.0
            };
            let loss = loss_of_customer(would_bring, rules.acquisition_cost, 0.0);
            Some((1.0 - p_alive) * loss)
        });
        let at_risk = at_risk.collect();
        Self {
            at_risk,
            profits,
            valued,
            rules,
            basis: profits.basis(),
            lines,
            customers,
            reasons,
            worth,
        }
    }

    /// The place of a customer.
    pub fn place(&self, customer: CustomerIx) -> Option<usize> {
        self.customers.binary_search(&customer).ok()
    }

    /// What is known of the customer at a place.
    pub fn facts(&self, at: usize) -> Facts {
        let customer = self.customers[at];
        let clv = self.valued.and_then(|valued| valued.value(customer).clv);
        Facts::of(self.profits, customer, clv)
    }

    /// The smallest change in one number that changes the verdict on the customer at a place; no
    /// number changes what the person says.
    pub fn flip(&self, at: usize) -> Option<Flip> {
        match self.reasons[at] {
            Reason::Chosen(_) | Reason::Strategic => None,
            _ => self.facts(at).flip(&self.lines),
        }
    }

    /// Customers for whom a condition holds, by place, in index order.
    pub fn members(&self, picks: impl Fn(usize) -> bool) -> Vec<CustomerIx> {
        let places = (0..self.customers.len()).filter(|&at| picks(at));
        places.map(|at| self.customers[at]).collect()
    }
}

/// The value above which the best part of the customers lies, never below zero. Equal customers
/// fall on one side: somebody is among the best fifth when four fifths are strictly worse.
fn top_line(worth: &[Option<f64>], top_share: f64) -> f64 {
    let mut known: Vec<f64> = worth.iter().flatten().copied().collect();
    order::sort_by_key(&mut known, |&worth| order::upwards_f64(worth));
    // 0.8 of 35 is 28, though floating point says a little more.
    let worse = ((1.0 - top_share) * known.len() as f64 - 1e-9).ceil() as usize;
    let line = worse.checked_sub(1).and_then(|at| known.get(at));
    line.copied().unwrap_or(0.0).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(sales: f64, gross: f64, cost: f64, clv: f64) -> Facts {
        let mut costs = [0.0; 8];
        costs[0] = cost;
        Facts {
            basis: Basis::Profit,
            in_period: true,
            sales,
            gross,
            costs,
            cost_of_orders: cost,
            occasions: 10,
            orders: 10,
            clv: Some(clv),
        }
    }

    const LINES: Lines = Lines {
        top: 100.0,
        hold_above: Some(60.0),
        let_go_up_to: 0.0,
    };

    #[test]
    #[expect(clippy::float_cmp, reason = "whole dollars are exact")]
    fn losing_a_buyer_of_cars_costs_what_the_literature_says() {
        // 200 thousand over the buying life; losing the buyer after the first car costs that and
        // the cost of attraction, less the price of the car: about 190 thousand, so that the price
        // is 10 thousand above the cost of attraction.
        for (price, attraction) in [(25_000.0, 15_000.0), (10_000.0, 0.0)] {
            assert_eq!(loss_of_customer(200_000.0, attraction, price), 190_000.0);
        }
    }

    #[test]
    fn the_rule_table_by_hand() {
        // Of 1,000 in sales 400 gross and 200 cost leave 200: a fifth of what is expected.
        let judged = |clv| LINES.judge(&facts(1_000.0, 400.0, 200.0, clv));
        assert_eq!(judged(501.0), Reason::TopValue);
        assert_eq!(judged(500.0), Reason::AboveLine);
        assert_eq!(judged(300.0), Reason::SmallValue);
        assert_eq!(judged(0.0), Reason::SmallValue);
        let loss = facts(1_000.0, 400.0, 500.0, 900.0);
        assert_eq!(LINES.judge(&loss), Reason::CostsMore);
        assert_eq!(
            LINES.judge(&facts(1_000.0, 400.0, 500.0, 0.0)),
            Reason::CostsMore
        );
        let patient = Lines {
            let_go_up_to: -91.0,
            ..LINES
        };
        assert_eq!(patient.judge(&loss), Reason::LossAboveLine);
        let gross_only = Facts {
            basis: Basis::GrossProfit,
            gross: -5.0,
            costs: [0.0; 8],
            ..loss
        };
        assert_eq!(LINES.judge(&gross_only), Reason::LossUnproven);
        let unknown = Facts { clv: None, ..loss };
        assert_eq!(LINES.judge(&unknown), Reason::ValueUnknown);
        for reason in Reason::ALL {
            assert_eq!(Reason::from_id(reason.id()), Some(reason));
        }
    }

    #[test]
    fn the_person_has_the_last_word() {
        for (choice, verdict) in [
            (Choice::Verdict(Verdict::Hold), Verdict::Hold),
            (Choice::Verdict(Verdict::LetGo), Verdict::LetGo),
            (Choice::Strategic, Verdict::Watch),
        ] {
            assert_eq!(Choice::from_id(choice.id()), Some(choice));
            assert_eq!(Reason::CostsMore.overruled(choice).verdict(), verdict);
        }
        // A flag keeps from being let go and changes nothing else.
        for reason in [Reason::TopValue, Reason::SmallValue] {
            assert_eq!(reason.overruled(Choice::Strategic), reason);
        }
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "values are given")]
    fn the_best_fifth_has_four_fifths_strictly_below() {
        let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(top_line(&some(&[5.0, 1.0, 4.0, 2.0, 3.0]), 0.2), 4.0);
        // Equal customers fall on one side.
        assert_eq!(top_line(&some(&[5.0, 5.0, 5.0, 2.0, 3.0]), 0.2), 5.0);
        assert_eq!(top_line(&some(&[-5.0, -3.0, -4.0]), 0.4), 0.0);
        assert_eq!(top_line(&some(&[7.0, 8.0]), 1.0), 0.0);
        let many: Vec<f64> = (1..=35).map(f64::from).collect();
        assert_eq!(top_line(&some(&many), 0.2), 28.0);
        assert_eq!(top_line(&[None], 0.2), 0.0);
    }
}
