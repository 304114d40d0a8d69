//! What each customer will probably still bring.

use super::alive::Alive;
use super::fitting::ModelFit;
use super::gamma_gamma::Spend;
use super::likelihood::Tables;
use super::model::AliveOdds;
use super::reason::Watch;
use super::rows::{Groups, Row};
use super::rules::Rules;
use crate::numerics::special::logistic;

/// How far to look and how to discount; times in the unit of the rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// How far ahead.
    pub horizon: f64,
    /// Length of a month.
    pub month: f64,
    /// Length of a year.
    pub year: f64,
    /// Discount rate a year, 0.1 for 10 %.
    pub discount_rate_per_year: f64,
    /// What is earned of each unit of money spent; 1 for revenue.
    pub margin: f64,
}

impl Terms {
    /// Ends of the months up to the horizon, the last of which may be a part of one.
    pub fn month_ends(&self) -> Vec<f64> {
        let mut ends = Vec::new();
        let mut month = 1.0;
        while month * self.month < self.horizon * (1.0 - 1e-9) {
            ends.push(month * self.month);
            month += 1.0;
        }
        ends.push(self.horizon);
        ends
    }

    /// What money at this time is worth now: a year is twelve of the months.
    pub fn discount(&self, time: f64) -> f64 {
        let months = time / self.month;
        (-months / 12.0 * self.discount_rate_per_year.ln_1p()).exp()
    }

    /// The continuous rate per unit of time.
    fn continuous_rate(&self) -> f64 {
        self.discount_rate_per_year.ln_1p() / self.year
    }
}

/// What is expected of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// P(alive).
    pub p_alive: f64,
    /// Purchases up to the horizon.
    pub expected_purchases: f64,
    /// Amount of a purchase, where anything is known of amounts.
    pub purchase_value: Option<f64>,
    /// Money spent up to the horizon, not discounted.
    pub expected_spend: Option<f64>,
    /// Margin of that, each month discounted from its end.
    pub value: Option<f64>,
}

/// Customers of equal x and T: once alive, they are alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) alive: Alive,
    /// Mean and variance of the purchases up to the horizon of one who is alive.
    pub(super) mean: f64,
    pub(super) variance: f64,
    /// The mean with every month discounted.
    pub(super) discounted: f64,
}

/// Forecasts for the customers of a fit.
#[derive(Debug)]
pub struct Forecaster<'a> {
    pub(super) rules: &'a Rules,
    pub(super) rows: &'a [Row],
    pub(super) groups: &'a Groups,
    pub(super) fit: ModelFit,
    pub(super) spend: Spend,
    pub(super) terms: Terms,
    pub(super) odds: Vec<AliveOdds>,
    pub(super) blocks: Vec<Block>,
    pub(super) block_of: Vec<u32>,
    month_ends: Vec<f64>,
    /// Expected purchases of one who is alive up to each month's end, block after block.
    by_month: Vec<f64>,
}

/// Blocks between two questions whether to go on.
pub(super) const BLOCKS_BETWEEN: usize = 256;

impl<'a> Forecaster<'a> {
    /// Computes what customers of equal history share.
    pub fn new(
        rules: &'a Rules,
        rows: &'a [Row],
        groups: &'a Groups,
        fit: &ModelFit,
        spend: &Spend,
        terms: Terms,
        watch: &mut Watch<'_>,
    ) -> Self {
        let month_ends = terms.month_ends();
        let discounts: Vec<f64> = month_ends.iter().map(|&end| terms.discount(end)).collect();
        let odds = Tables::default().alive_odds(&fit.fitted, groups, rules);
        let mut blocks: Vec<Block> = Vec::new();
        let mut block_of = Vec::with_capacity(groups.groups.len());
        let mut by_month = Vec::new();
        for (group, place) in groups.groups.iter().zip(0_u32..) {
            let before = place
                .checked_sub(1)
                .map(|before| groups.groups[before as usize]);
            let same =
                before.is_some_and(|before| before.count == group.count && before.age == group.age);
            if let (true, Some(block)) = (same, blocks.last_mut()) {
                block.to = place + 1;
            } else {
                if blocks.len().is_multiple_of(BLOCKS_BETWEEN) {
                    watch(f64::from(place) / groups.groups.len() as f64);
                }
                let x = groups.counts[group.count as usize];
                let alive = fit.fitted.alive(x, groups.times[group.age as usize]);
                let (mean, variance) = alive.moments(rules, terms.horizon);
                let (mut before, mut discounted) = (0.0, 0.0);
                for (&end, &discount) in month_ends.iter().zip(&discounts) {
                    let until = if end < terms.horizon {
                        alive.expected(rules, end)
                    } else {
                        mean
                    };
                    discounted += (until - before) * discount;
                    by_month.push(until);
                    before = until;
                }
                blocks.push(Block {
                    from: place,
                    to: place + 1,
                    alive,
                    mean,
                    variance,
                    discounted,
                });
            }
            block_of.push(blocks.len() as u32 - 1);
        }
        Self {
            rules,
            rows,
            groups,
            fit: *fit,
            spend: *spend,
            terms,
            odds,
            blocks,
            block_of,
            month_ends,
            by_month,
        }
    }

    fn group_and_block(&self, row: usize) -> (usize, usize) {
        let group = self.groups.group_of[row] as usize;
        (group, self.block_of[group] as usize)
    }

    /// The forecast for the customer of this row.
    pub fn for_customer(&self, row: usize) -> Forecast {
        let (group, block) = self.group_and_block(row);
        let block = &self.blocks[block];
        let p_alive = logistic(self.odds[group].log_odds);
        let purchase_value = self.spend.expected(&self.rows[row]);
        let expected_purchases = p_alive * block.mean;
        Forecast {
            p_alive,
            expected_purchases,
            purchase_value,
            expected_spend: purchase_value.map(|value| value * expected_purchases),
            value: purchase_value
                .map(|value| self.terms.margin * value * p_alive * block.discounted),
        }
    }

    /// Discounted margin of the whole future of this customer (residual lifetime value), by a
    /// continuous rate; `None` without a discount rate or where nothing is known of amounts.
    pub fn residual_value(&self, row: usize) -> Option<f64> {
        let rate = self.terms.continuous_rate();
        let value = self.spend.expected(&self.rows[row])?;
        let (group, block) = self.group_and_block(row);
        let purchases = self.blocks[block]
            .alive
            .discounted_residual(self.rules, rate);
        let residual = self.terms.margin * value * logistic(self.odds[group].log_odds) * purchases;
        residual.is_finite().then_some(residual)
    }

    /// Residual value of all customers together.
    pub fn residual_total(&self) -> Option<f64> {
        let rate = self.terms.continuous_rate();
        let residuals: Vec<f64> = self
            .blocks
            .iter()
            .map(|block| block.alive.discounted_residual(self.rules, rate))
            .collect();
        let mut sum = 0.0;
        for (row, customer) in self.rows.iter().enumerate() {
            let (group, block) = self.group_and_block(row);
            let value = self.spend.expected(customer)?;
            sum += value * logistic(self.odds[group].log_odds) * residuals[block];
        }
        let sum = self.terms.margin * sum;
        sum.is_finite().then_some(sum)
    }

    /// Ends of the months of the value curve.
    pub fn month_ends(&self) -> &[f64] {
        &self.month_ends
    }

    /// Discounted margin up to the end of each month, of these rows together (value curve).
    pub fn value_curve(&self, rows: &mut dyn Iterator<Item = usize>) -> Option<Vec<f64>> {
        let months = self.month_ends.len();
        let mut curve = vec![0.0; months];
        for row in rows {
            let (group, block) = self.group_and_block(row);
            let value = self.spend.expected(&self.rows[row])?;
            let worth = self.terms.margin * value * logistic(self.odds[group].log_odds);
            let mut before = 0.0;
            for (sum, &until) in curve
                .iter_mut()
                .zip(&self.by_month[block * months..(block + 1) * months])
            {
                *sum += worth * (until - before);
                before = until;
            }
        }
        let mut sum = 0.0;
        for (value, &end) in curve.iter_mut().zip(&self.month_ends) {
            sum += *value * self.terms.discount(end);
            *value = sum;
        }
        Some(curve)
    }
}
