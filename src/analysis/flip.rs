//! The smallest change in one number of a customer that changes the verdict.

use super::profit::{Basis, Line, Profits};
use super::triage::{Lines, Verdict};
use crate::base::Money;
use crate::dataset::CustomerIx;

/// What is known of a customer, in currency units of the period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts {
    /// The most that can be said.
    pub basis: Basis,
    /// Whether there is a row in the period.
    pub in_period: bool,
    /// Net sales.
    pub sales: f64,
    /// Gross profit; sales where it is not known.
    pub gross: f64,
    /// Costs by [`Line::ALL`], nothing where they are not known.
    pub costs: [f64; Line::ALL.len()],
    /// The part of these that grows with the number of orders.
    pub cost_of_orders: f64,
    /// Occasions.
    pub occasions: u32,
    /// Orders.
    pub orders: u32,
    /// Expected sales to come, discounted.
    pub clv: Option<f64>,
}

/// A number that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// Money of an occasion.
    OrderValue,
    /// Occasions of the period.
    Occasions,
    /// Orders brought in the period.
    Deliveries,
    /// A line of costs.
    Cost(Line),
}

impl Lever {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::OrderValue => "order_value",
            Self::Occasions => "occasions",
            Self::Deliveries => "deliveries",
            Self::Cost(line) => line.id(),
        }
    }
}

/// A change of one number, everything else held as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The verdict it leads to.
    pub to: Verdict,
    /// The number.
    pub lever: Lever,
    /// What it is.
    pub from: f64,
    /// What it would have to be.
    pub wanted: f64,
    /// The change as a part of what it is.
    pub relative: f64,
}

/// Smallest amount of money there is, in currency units.
const LEAST_MISSING: f64 = 1e-4;

impl Facts {
    /// What is known of a customer; nothing of the period when there is no row in it.
    pub fn of(profits: &Profits, customer: CustomerIx, clv: Option<f64>) -> Self {
        let basis = profits.basis();
        let Some(at) = profits.place(customer) else {
            return Self {
                basis,
                in_period: false,
                sales: 0.0,
                gross: 0.0,
                costs: [0.0; Line::ALL.len()],
                cost_of_orders: 0.0,
                occasions: 0,
                orders: 0,
                clv,
            };
        };
        let statement = profits.statement(at);
        let counted = |money: Money| match basis {
            Basis::Profit => money.to_units_f64(),
            Basis::GrossProfit | Basis::Revenue => 0.0,
        };
        Self {
            basis,
            in_period: true,
            sales: statement.sales.to_units_f64(),
            gross: statement
                .gross_profit
                .unwrap_or(statement.sales)
                .to_units_f64(),
            costs: statement.costs.map(|cost| cost.map_or(0.0, counted)),
            cost_of_orders: counted(profits.cost_of_orders(at)),
            occasions: profits.occasions[at],
            orders: profits.orders[at],
            clv,
        }
    }

    /// What is left of the sales of the period.
    pub fn profit(&self) -> f64 {
        // To the ten-thousandth, so that nothing is not a little.
        let left = self.gross - self.costs.iter().sum::<f64>();
        Money::from_units_f64(left).to_units_f64()
    }

    /// What is expected to be left of the sales to come: as much of them as of those of the period.
    pub fn worth(&self) -> Option<f64> {
        let clv = self.clv?;
        Some(if self.sales > 0.0 {
            clv * self.profit() / self.sales
        } else {
            0.0
        })
    }

    /// The profit of the period at which the expected value is `worth`.
    fn profit_for(&self, worth: f64) -> Option<f64> {
        let clv = self.clv.filter(|&clv| clv > 0.0)?;
        (self.sales > 0.0).then(|| worth * self.sales / clv)
    }

    /// The verdict another profit would lead to, and that profit.
    fn goal(&self, lines: &Lines) -> Option<(Verdict, f64)> {
        let held = || Some(self.profit_for(lines.hold())?.max(0.0));
        match lines.judge(self).verdict() {
            Verdict::Hold => Some((Verdict::Watch, held()?)),
            Verdict::Watch => Some((Verdict::Hold, held()?)),
            Verdict::LetGo => {
                let borne = self.profit_for(lines.let_go_up_to).unwrap_or(0.0);
                Some((Verdict::Watch, borne.min(0.0)))
            }
        }
    }

    /// The smallest change in one number that changes the verdict; `None` where none would.
    pub fn flip(&self, lines: &Lines) -> Option<Flip> {
        if !self.in_period || self.sales <= 0.0 || self.occasions == 0 {
            return None;
        }
        let (to, goal) = self.goal(lines)?;
        let missing = goal - self.profit();
        // Who stands on the line itself lacks nothing, whatever the last binary digit says.
        let missing = if missing.abs() < LEAST_MISSING {
            0.0
        } else {
            missing
        };
        let levers = [Lever::OrderValue, Lever::Occasions, Lever::Deliveries]
            .into_iter()
            .chain(Line::ALL.map(Lever::Cost));
        let mut best: Option<Flip> = None;
        for lever in levers {
            if let Some(flip) = self.by(lever, missing, to)
                && best.is_none_or(|best| flip.relative.abs() < best.relative.abs())
            {
                best = Some(flip);
            }
        }
        best
    }

    /// The change of one number that makes up for what is missing.
    fn by(&self, lever: Lever, missing: f64, to: Verdict) -> Option<Flip> {
        let up = missing > 0.0 || missing == 0.0 && to == Verdict::Hold;
        // Deliveries are saved; what makes a delivery dearer is its cost.
        let counts_deliveries = up && self.orders > 0;
        let occasions = f64::from(self.occasions);
        let delivery = self.costs[Line::Delivery as usize];
        // The number, and what the profit gains when it doubles.
        let (from, gain) = match lever {
            Lever::OrderValue => (self.sales / occasions, self.gross),
            Lever::Occasions => (occasions, self.gross - self.cost_of_orders),
            Lever::Deliveries if counts_deliveries => (f64::from(self.orders), -delivery),
            Lever::Deliveries => return None,
            Lever::Cost(Line::Delivery) if counts_deliveries => return None,
            Lever::Cost(line) => (self.costs[line as usize], -self.costs[line as usize]),
        };
        let is_cost = matches!(lever, Lever::Deliveries | Lever::Cost(_));
        if from <= 0.0 || gain == 0.0 || (gain < 0.0) != is_cost {
            return None;
        }
        let exact = from * (1.0 + missing / gain);
        // Beyond the line, in steps a person can take: money to three digits.
        let digits = (from.log10().floor() as i32 - 2).max(-2);
        let money = 10_f64.powi(digits);
        let (step, least) = match lever {
            Lever::OrderValue => (money, money),
            Lever::Cost(_) => (money, 0.0),
            Lever::Occasions => (1.0, 1.0),
            Lever::Deliveries => (1.0, 0.0),
        };
        let wanted = if up == is_cost {
            ((exact / step - 1e-6).ceil() - 1.0) * step
        } else {
            ((exact / step + 1e-6).floor() + 1.0) * step
        };
        (wanted >= least && wanted.is_finite()).then(|| Flip {
            to,
            lever,
            from,
            wanted,
            relative: wanted / from - 1.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The customer after a change, everything else held as it is.
    fn changed(facts: &Facts, flip: &Flip) -> Facts {
        let factor = flip.wanted / flip.from;
        let mut after = *facts;
        match flip.lever {
            Lever::OrderValue => {
                after.sales *= factor;
                after.gross *= factor;
                after.clv = after.clv.map(|clv| clv * factor);
            }
            Lever::Occasions => {
                after.sales *= factor;
                after.gross *= factor;
                after.clv = after.clv.map(|clv| clv * factor);
                // All costs that follow orders stand in the first line here.
                after.costs[0] *= factor;
                after.cost_of_orders *= factor;
            }
            Lever::Deliveries => after.costs[0] *= factor,
            Lever::Cost(line) => after.costs[line as usize] *= factor,
        }
        after
    }

    fn dealer() -> Facts {
        let mut costs = [0.0; 8];
        costs[Line::Delivery as usize] = 100.0;
        costs[Line::Salaries as usize] = 330.0;
        Facts {
            basis: Basis::Profit,
            in_period: true,
            sales: 1_000.0,
            gross: 400.0,
            costs,
            cost_of_orders: 100.0,
            occasions: 10,
            orders: 10,
            clv: Some(900.0),
        }
    }

    const LINES: Lines = Lines {
        top: 45.0,
        hold_above: None,
        let_go_up_to: 0.0,
    };

    #[test]
    fn a_loss_of_thirty_is_made_up_by_the_nearest_number() {
        // 400 less 430 is −30. Orders worth 7.5 % more bring 30; 10 % more orders bring 30 after
        // their delivery; managers would have to cost 9.1 % less, and 3 of 10 deliveries fall away.
        let flip = dealer().flip(&LINES).unwrap();
        assert_eq!((flip.to, flip.lever), (Verdict::Watch, Lever::OrderValue));
        assert!((flip.from - 100.0).abs() < 1e-9);
        assert!((flip.wanted - 108.0).abs() < 1e-9, "{}", flip.wanted);
        let by = |lever| dealer().by(lever, 30.0, Verdict::Watch).unwrap().wanted;
        assert!((by(Lever::Occasions) - 12.0).abs() < 1e-9);
        assert!((by(Lever::Cost(Line::Salaries)) - 299.0).abs() < 1e-9);
        assert!((by(Lever::Deliveries) - 6.0).abs() < 1e-9);
        assert_eq!(
            dealer().by(Lever::Cost(Line::Returns), 30.0, Verdict::Watch),
            None
        );
    }

    #[test]
    fn who_is_not_expected_back_is_not_held_by_any_number() {
        let gone = Facts {
            clv: Some(0.0),
            costs: [0.0; 8],
            cost_of_orders: 0.0,
            ..dealer()
        };
        assert_eq!(gone.flip(&LINES), None);
        let unknown = Facts { clv: None, ..gone };
        assert_eq!(unknown.flip(&LINES), None);
    }

    #[test]
    fn who_stands_on_the_line_is_held_by_more_and_not_by_less() {
        for (sales, gross, clv) in [(51.31, 17.03, 63.1), (997.7, 301.9, 771.3), (3.3, 1.1, 0.7)] {
            let facts = Facts {
                basis: Basis::GrossProfit,
                sales,
                gross,
                costs: [0.0; 8],
                cost_of_orders: 0.0,
                clv: Some(clv),
                ..dealer()
            };
            let lines = Lines {
                top: facts.worth().unwrap(),
                ..LINES
            };
            let flip = facts.flip(&lines).unwrap();
            assert_eq!(flip.to, Verdict::Hold);
            assert!(flip.relative > 0.0, "{flip:?}");
        }
    }

    proptest! {
        #[test]
        fn a_change_changes_the_verdict(
            sales in 1.0_f64..50_000.0,
            margin in 0.05_f64..1.0,
            delivery in 0.0_f64..5_000.0,
            salaries in 0.0_f64..5_000.0,
            occasions in 1_u32..60,
            clv in prop_oneof![Just(0.0), 1.0_f64..50_000.0],
            top in 0.0_f64..5_000.0,
            hold_above in prop::option::of(0.0_f64..5_000.0),
            let_go_up_to in prop_oneof![Just(0.0), -2_000.0_f64..0.0],
        ) {
            let cents = |units: f64| (units * 100.0).round() / 100.0;
            let mut costs = [0.0; 8];
            costs[Line::Delivery as usize] = cents(delivery);
            costs[Line::Salaries as usize] = cents(salaries);
            let facts = Facts {
                basis: Basis::Profit,
                in_period: true,
                sales: cents(sales),
                gross: cents(sales * margin),
                costs,
                cost_of_orders: cents(delivery),
                occasions,
                orders: occasions,
                clv: Some(clv),
            };
            let lines = Lines { top, hold_above, let_go_up_to };
            let before = lines.judge(&facts).verdict();
            if let Some(flip) = facts.flip(&lines) {
                prop_assert_ne!(flip.to, before);
                let after = lines.judge(&changed(&facts, &flip)).verdict();
                // A step may be wide enough to pass over the verdict between.
                prop_assert!(
                    after == flip.to || (flip.to == Verdict::Watch && after != before),
                    "{:?} leads from {:?} to {:?}", flip, before, after
                );
            }
        }
    }
}
