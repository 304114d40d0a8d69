//! What the rows of a period say of sales, goods, costs and returns, by customer.

use super::{CustomerBase, Settings, as_costs};
use crate::base::{Money, Period, order};
use crate::dataset::{
    COST_ROLES, CodedColumn, CostColumn, CustomerIx, Dataset, NO_CODE, Role, RowFlags,
};

/// Sums by customer, one entry each; customers with a row in the period, in index order.
pub(super) struct Gathered {
    pub(super) customers: Vec<CustomerIx>,
    pub(super) sales: Vec<Money>,
    pub(super) occasions: Vec<u32>,
    /// Distinct orders with a row that is no return; occasions where the file names no orders.
    pub(super) orders: Vec<u32>,
    /// Money given back, above zero.
    pub(super) returned: Vec<Money>,
    /// Of the rows whose cost of goods is known.
    pub(super) known: Option<KnownGoods>,
    /// Delivery and bonuses.
    direct: Vec<Direct>,
}

/// Of the rows whose cost of goods is known.
#[derive(Default)]
pub(super) struct KnownGoods {
    /// Net sales, one entry a customer.
    pub(super) sales: Vec<Money>,
    /// Sales less the cost of the goods.
    pub(super) gross: Vec<Money>,
    /// Rows with money whose cost is not known.
    pub(super) rows_without: u64,
}

/// One column of costs.
struct Direct {
    role: Role,
    of_customers: Vec<Money>,
    rows_without: u64,
}

impl Gathered {
    pub(super) fn of(
        data: &Dataset,
        base: &CustomerBase,
        period: Period,
        settings: &Settings,
    ) -> Self {
        let goods = RowGross::of(data, settings);
        let columns: Vec<(Role, CostColumn<'_>)> = COST_ROLES
            .into_iter()
            .filter(|&role| role != Role::UnitCost)
            .filter_map(|role| Some((role, data.costs(role)?)))
            .collect();
        let order_codes = data.coded_by_role(Role::Order).map(|column| &column.codes);
        let mut found = Self {
            customers: Vec::new(),
            sales: Vec::new(),
            occasions: Vec::new(),
            orders: Vec::new(),
            returned: Vec::new(),
            known: goods.as_ref().map(|_| KnownGoods::default()),
            direct: columns
                .iter()
                .map(|&(role, _)| Direct {
                    role,
                    of_customers: Vec::new(),
                    rows_without: 0,
                })
                .collect(),
        };
        let mut orders: Vec<(u64, u32)> = Vec::new();
        for customer in base.present_ixs() {
            let (mut sales, mut returned) = (0_i128, 0_i128);
            let (mut known_sales, mut known_gross) = (0_i128, 0_i128);
            let mut costs = [0_i128; COST_ROLES.len()];
            let mut rows = 0_u64;
            orders.clear();
            for row in base.rows_within(data, customer, period) {
                let day = data.days()[row];
                rows += 1;
                let amount = data.amounts()[row];
                let is_return = data.flags()[row].has(RowFlags::REFUND);
                sales += i128::from(amount.0);
                if is_return {
                    returned -= i128::from(amount.0.min(0));
                } else if let Some(codes) = order_codes {
                    orders.push((order_key(codes[row], day.0), 0));
                }
                if let (Some(goods), Some(known)) = (&goods, &mut found.known) {
                    match goods.at(row) {
                        Some(gross) => {
                            known_sales += i128::from(amount.0);
                            known_gross += i128::from(gross.0);
                        }
                        None => known.rows_without += u64::from(amount != Money::ZERO),
                    }
                }
                for ((sum, (_, column)), direct) in
                    costs.iter_mut().zip(&columns).zip(&mut found.direct)
                {
                    match column.at(row) {
                        Some(cost) => *sum += i128::from(cost.0),
                        None => direct.rows_without += 1,
                    }
                }
            }
            if rows == 0 {
                continue;
            }
            found.customers.push(customer);
            found.sales.push(Money::from_sum(sales));
            found.returned.push(Money::from_sum(returned));
            let by = |day| base.occasions_by(customer, day) as u32;
            let occasions = by(period.to) - by(period.from.plus(-1));
            found.occasions.push(occasions);
            found.orders.push(match order_codes {
                Some(_) => distinct(&mut orders),
                None => occasions,
            });
            if let Some(known) = &mut found.known {
                known.sales.push(Money::from_sum(known_sales));
                known.gross.push(Money::from_sum(known_gross));
            }
            for (direct, sum) in found.direct.iter_mut().zip(costs) {
                direct.of_customers.push(Money::from_sum(sum));
            }
        }
        for direct in &mut found.direct {
            as_costs(&mut direct.of_customers);
        }
        found
    }

    /// The column of a role: by customer, and how many rows say nothing.
    pub(super) fn direct(&self, role: Role) -> Option<(Vec<Money>, u64)> {
        let direct = self.direct.iter().find(|direct| direct.role == role)?;
        Some((direct.of_customers.clone(), direct.rows_without))
    }
}

/// What is left of the money of a row once its goods are paid: by its own cost, else by the margin
/// of what was sold.
pub(crate) struct RowGross<'a> {
    data: &'a Dataset,
    costs: Option<CostColumn<'a>>,
    cost_of_row: bool,
    /// Products before their categories; one entry a code.
    margins: Vec<(&'a CodedColumn, Vec<Option<f64>>)>,
}

/// Columns that say what was sold, the narrower first.
pub(crate) const GOODS: [Role; 2] = [Role::Product, Role::Category];

impl<'a> RowGross<'a> {
    /// `None` where nothing says it of any row.
    pub(crate) fn of(data: &'a Dataset, settings: &Settings) -> Option<Self> {
        let columns = GOODS
            .into_iter()
            .filter_map(|role| data.coded_by_role(role));
        let margins = columns.filter_map(|column| {
            let texts = column.dictionary.iter();
            let margins: Vec<_> = texts
                .map(|text| settings.margins.get(text).copied())
                .collect();
            margins
                .iter()
                .any(Option::is_some)
                .then_some((column, margins))
        });
        let found = Self {
            data,
            costs: data.costs(Role::UnitCost),
            cost_of_row: settings.cost_of_row,
            margins: margins.collect(),
        };
        (found.costs.is_some() || !found.margins.is_empty()).then_some(found)
    }

    /// `None` where nothing says it of this row.
    pub(crate) fn at(&self, row: usize) -> Option<Money> {
        let amount = self.data.amounts()[row];
        let cost = self.costs.and_then(|costs| costs.at(row));
        if let Some(goods) = cost.and_then(|cost| goods_of(self.data, row, cost, self.cost_of_row))
        {
            return Some(amount - goods);
        }
        let margin = |(column, margins): &(&CodedColumn, Vec<Option<f64>>)| {
            *margins.get(column.codes[row] as usize)?
        };
        let margin = self.margins.iter().find_map(margin)?;
        Some(Money::from_units_f64(amount.to_units_f64() * margin))
    }
}

/// What is left of the money of every row of the data once its goods are paid, under [`Settings`]:
/// rows that say no cost are taken at the margin typed, else at that of the other rows in view.
/// `None` where nothing says it.
pub fn gross_of_rows(
    data: &Dataset,
    base: &CustomerBase,
    settings: &Settings,
) -> Option<Vec<Money>> {
    let goods = RowGross::of(data, settings);
    let known = |row: usize| goods.as_ref().and_then(|goods| goods.at(row));
    let margin = settings.margin.or_else(|| {
        let (mut sales, mut gross) = (0_i128, 0_i128);
        for customer in base.present_ixs() {
            for row in base.rows_of(data, customer) {
                if let Some(left) = known(row) {
                    sales += i128::from(data.amounts()[row].0);
                    gross += i128::from(left.0);
                }
            }
        }
        Money::from_sum(gross).share_of(Money::from_sum(sales))
    })?;
    let at_margin = |amount: Money| Money::from_units_f64(amount.to_units_f64() * margin);
    let amounts = data.amounts().iter().enumerate();
    let left = amounts.map(|(row, &amount)| known(row).unwrap_or_else(|| at_margin(amount)));
    Some(left.collect())
}

/// The cost of the goods of a row. Goods that come back take theirs with them: the cost has the
/// sign of the row's money, whatever sign the file gives it.
fn goods_of(data: &Dataset, row: usize, cost: Money, cost_of_row: bool) -> Option<Money> {
    let quantity = data.quantities().map(|quantities| quantities[row]);
    let cost = match quantity {
        Some(quantity) if !cost_of_row => quantity.times(cost).0?,
        _ => cost,
    };
    let size = Money(cost.0.saturating_abs());
    let amount = data.amounts()[row];
    let comes_back =
        amount < Money::ZERO || amount == Money::ZERO && quantity.is_some_and(|of| of.0 < 0);
    Some(if comes_back { -size } else { size })
}

/// Rows without a number are one order a day.
fn order_key(code: u32, day: i32) -> u64 {
    if code == NO_CODE {
        1 << 32 | u64::from(day.cast_unsigned())
    } else {
        u64::from(code)
    }
}

fn distinct(orders: &mut Vec<(u64, u32)>) -> u32 {
    order::sort_keyed(orders);
    orders.dedup_by_key(|order| order.0);
    orders.len() as u32
}
