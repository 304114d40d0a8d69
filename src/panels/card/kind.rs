//! The parts of a card that follow the kind of customer: a person comes, a shop takes an assortment,
//! a processor needs its goods steadily.

use super::super::Context;
use super::super::build::{column, count, number, row, term, whole};
use super::super::panel::{Action, Block, Row, Table, Value};
use crate::analysis::customers::OWN_GAP_OCCASIONS;
use crate::analysis::frame::Years;
use crate::analysis::goods::{self, GoodsSums};
use crate::analysis::profit::Profits;
use crate::analysis::regularity::{LEAST_FOR_STANDING, MOST_SPREAD, spread};
use crate::base::{Day, Money, Period};
use crate::dataset::{CodedColumn, CustomerIx, CustomerKind, Meaning, NO_CODE, ProfileField, Role};
use crate::i18n::kind::Kind as Say;
use crate::i18n::season::Season;
use crate::i18n::{Message, Words};
use crate::numerics::quantile::median;

/// Members of a household shown.
const MOST_MEMBERS: usize = 20;

/// What a card is made of.
pub(super) struct Of<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) profits: &'a Profits,
    pub(super) customer: CustomerIx,
    pub(super) kind: CustomerKind,
}

/// Which fields of the profile are known.
pub(super) fn profile(context: &Context<'_>, customer: CustomerIx) -> Message {
    let known = ProfileField::ALL.map(|field| field.is_known(context.data, customer));
    Say::Profile {
        known: known.to_vec(),
    }
    .into()
}

/// A line of what is known, with how it comes about.
fn fact(id: &str, name: Say, value: Value, detail: Option<Say>) -> Row {
    Row {
        detail: detail.map(Message::from),
        ..row(vec![term(id, name), value])
    }
}

impl Of<'_> {
    /// The facts and tables of the kind.
    pub(super) fn parts(&self) -> Vec<(Table, Block)> {
        let (title, facts) = match self.kind {
            CustomerKind::Person => (Say::Person, self.person()),
            CustomerKind::Shop => (Say::Shop, self.shop()),
            CustomerKind::Processor => (Say::Processor, self.processor()),
        };
        let mut parts = Vec::new();
        if !facts.is_empty() {
            let of = self.context.data.type_of(self.customer).to_owned();
            let table = Table {
                id: "kind".to_owned(),
                columns: vec![column("fact", Say::Fact), column("value", Say::Value)],
                rows: facts,
                total: None,
            };
            parts.push((table, block(5, title, Say::Subtitle { of }, "kind")));
        }
        if self.kind == CustomerKind::Person {
            parts.extend(self.comes());
            parts.extend(self.household());
        }
        parts
    }

    fn days(&self) -> &[Day] {
        self.context.base.occasion_days(self.customer)
    }

    /// Visits by day of the week, Monday first, and by month of the year; nothing while they are
    /// few.
    fn visits(&self) -> Option<([i64; 7], [i64; 12])> {
        let (mut weekdays, mut months) = ([0; 7], [0; 12]);
        for day in self.days() {
            weekdays[day.weekday()] += 1;
            months[day.civil().month as usize - 1] += 1;
        }
        (self.days().len() >= OWN_GAP_OCCASIONS as usize).then_some((weekdays, months))
    }

    fn person(&self) -> Vec<Row> {
        let mut facts = Vec::new();
        if let Some((weekdays, months)) = self.visits() {
            let most = |counts: &[i64]| {
                // The first of equals.
                let (at, &count) = counts.iter().enumerate().rev().max_by_key(|it| it.1)?;
                let of = whole(self.days().len());
                Some((at, Say::OfVisits { count, of }))
            };
            if let Some((at, detail)) = most(&weekdays) {
                facts.push(fact("weekday", Say::Weekday, weekday(at), Some(detail)));
            }
            if let Some((at, detail)) = most(&months) {
                facts.push(fact("month", Say::Month, month(at), Some(detail)));
            }
        }
        facts.extend(self.main_goods().map(|(_, fact)| fact));
        if let Some((_, members)) = self.members() {
            let revenue = members.iter().map(|&it| self.context.base.revenue(it));
            let detail = Say::HouseholdRevenue {
                revenue: revenue.sum(),
            };
            let value = count(members.len());
            facts.push(fact("household", Say::Household, value, Some(detail)));
        }
        facts
    }

    fn shop(&self) -> Vec<Row> {
        let mut facts = Vec::new();
        if let Some((of, own)) = self.goods() {
            let named = |sums: &[GoodsSums]| {
                let sold = sums.iter().filter(|it| it.code.is_some());
                sold.filter(|it| it.sales > Money::ZERO).count()
            };
            let Context { data, base, .. } = *self.context;
            let all = named(&goods::sums(data, base, self.profits, of, None));
            let taken = named(&own);
            if all > 0 {
                let detail = Say::OfGoods {
                    taken: whole(taken),
                    of: whole(all),
                    period: base.frame().period,
                };
                let part = Value::Share(taken as f64 / all as f64);
                facts.push(fact("assortment", Say::Assortment, part, Some(detail)));
            }
        }
        let amounts = self.context.base.occasion_amounts(self.customer).iter();
        let mut amounts: Vec<f64> = amounts.map(|amount| amount.to_units_f64()).collect();
        if let Some(size) = median(&mut amounts) {
            let size = Value::Money(Money::from_units_f64(size));
            facts.push(fact("order_size", Say::OrderSize, size, None));
        }
        facts.extend(self.rhythm());
        let statement = self.profits.place(self.customer);
        let statement = statement.map(|at| self.profits.statement(at));
        let margin = statement.and_then(|of| of.gross_profit?.share_of(of.sales));
        if let Some(margin) = margin {
            facts.push(fact("margin", Say::Margin, Value::Share(margin), None));
        }
        if let Some(credit) = self.profits.payments.credit() {
            use crate::i18n::credit::Credit;
            let of = credit.of_customer(self.customer);
            let line = |id: &str, name: Credit, value| row(vec![term(id, name), value]);
            facts.push(line("open_balance", Credit::Open, Value::Money(of.open)));
            let days = of.dso_days().map_or(Value::None, Value::Days);
            facts.push(line("dso_days", Credit::Dso, days));
        }
        facts
    }

    fn processor(&self) -> Vec<Row> {
        let mut facts = Vec::new();
        if let Some(((of, code), main)) = self.main_goods() {
            facts.push(main);
            facts.extend(self.quantities(of, code));
        }
        facts.extend(self.rhythm());
        let days = self.days();
        let fits = days.len() >= LEAST_FOR_STANDING
            && spread(days).is_some_and(|spread| spread <= MOST_SPREAD);
        let rule = Say::StandingRule {
            least: whole(LEAST_FOR_STANDING),
            spread: MOST_SPREAD,
        };
        let fits = term(if fits { "yes" } else { "no" }, Words::from(fits));
        facts.push(fact("standing", Say::Standing, fits, Some(rule)));
        facts
    }

    /// How often orders come, and how steadily.
    fn rhythm(&self) -> Vec<Row> {
        let base = self.context.base;
        let orders = base.period().occasions[self.customer.0 as usize];
        let a_month = Years::of(self.period()).per_month(orders);
        let mut facts = vec![fact(
            "orders_a_month",
            Say::OrdersAMonth,
            number(Some(a_month)),
            None,
        )];
        if let Some(gap) = base.own_gap_days(self.customer) {
            facts.push(fact("gap_days", Say::Gap, Value::Days(gap), None));
        }
        if let Some(spread) = spread(self.days()) {
            let means = Some(Say::SpreadMeans);
            facts.push(fact("spread", Say::Spread, Value::Number(spread), means));
        }
        facts
    }

    /// The part of the period the data hold.
    fn period(&self) -> Period {
        let (period, span) = (self.context.frame().period, self.context.frame().span);
        let from = period.from.max(span.from);
        Period {
            from,
            to: period.to.min(span.to).max(from),
        }
    }

    /// What the customer buys in the period, by product where the file names them.
    fn goods(&self) -> Option<(&CodedColumn, Vec<GoodsSums>)> {
        let Context { data, base, .. } = *self.context;
        let of = goods::column(data, Some(Role::Product))?;
        let own = goods::sums(data, base, self.profits, of, Some(self.customer));
        Some((of, own))
    }

    /// What it buys most of, and the line that says so.
    fn main_goods(&self) -> Option<((&CodedColumn, u32), Row)> {
        let (of, own) = self.goods()?;
        let all: Money = own.iter().map(|sums| sums.sales).sum();
        let (code, first) = own.iter().find_map(|sums| Some((sums.code?, sums)))?;
        let detail = first.sales.share_of(all);
        let detail = detail.map(|share| Say::ShareOfSales { share });
        let name = Value::Text(of.dictionary.get(code).to_owned());
        let line = fact("main_goods", Say::MainGoods, name, detail);
        Some(((of, code), line))
    }

    /// Pieces of something in the middle order of the period, and a month.
    fn quantities(&self, of: &CodedColumn, code: u32) -> Vec<Row> {
        let Context { data, base, .. } = *self.context;
        let Some(quantities) = data.quantities() else {
            return Vec::new();
        };
        let period = self.period();
        let mut by_day: Vec<(Day, f64)> = Vec::new();
        for row in base.rows_of(data, self.customer) {
            let (day, pieces) = (data.days()[row], quantities[row].to_units_f64());
            if of.codes[row] != code || !period.contains(day) {
                continue;
            }
            match by_day.last_mut() {
                Some((last, sum)) if *last == day => *sum += pieces,
                _ => by_day.push((day, pieces)),
            }
        }
        let all: f64 = by_day.iter().map(|(_, pieces)| pieces).sum();
        let orders = by_day.iter().map(|&(_, pieces)| pieces);
        let mut orders: Vec<f64> = orders.filter(|&pieces| pieces > 0.0).collect();
        let a_month = all / (Years::of(period).length() * 12.0);
        let line = |id: &str, name: Say, value: Option<f64>| fact(id, name, number(value), None);
        vec![
            line(
                "quantity_an_order",
                Say::QuantityAnOrder,
                median(&mut orders),
            ),
            line("quantity_a_month", Say::QuantityAMonth, Some(a_month)),
        ]
    }

    /// When the customer comes, by day of the week and by month.
    fn comes(&self) -> Vec<(Table, Block)> {
        let Some((weekdays, months)) = self.visits() else {
            return Vec::new();
        };
        let all = self.days().len();
        let part = |id: &str, names: Say, counts: &[i64], name: &dyn Fn(usize) -> Value| {
            let rows = counts.iter().enumerate().map(|(at, &visits)| {
                let part = Value::Share(visits as f64 / all as f64);
                row(vec![name(at), Value::Count(visits), part])
            });
            let when = match id {
                "weekdays" => Message::from(Season::Name(crate::i18n::season::Name::Weekday)),
                _ => Message::from(Season::Name(crate::i18n::season::Name::Month)),
            };
            let table = Table {
                id: id.to_owned(),
                columns: vec![
                    column("when", when),
                    column("visits", Words::Visits),
                    column("share", Words::Share).with_bar(),
                ],
                rows: rows.collect(),
                total: None,
            };
            let visits = Say::VisitsSubtitle { visits: whole(all) };
            (table, block(6, names, visits, id))
        };
        vec![
            part("weekdays", Say::WeekdaysTitle, &weekdays, &weekday),
            part("months", Say::MonthsTitle, &months, &month),
        ]
    }

    /// The household's name and who belongs to it; nothing where nobody else does.
    fn members(&self) -> Option<(&str, Vec<CustomerIx>)> {
        let of = Meaning::Household.column(self.context.data)?;
        let code = of.codes[self.customer.0 as usize];
        let same = |it: &CustomerIx| of.codes[it.0 as usize] == code;
        let members: Vec<CustomerIx> = self.context.base.present_ixs().filter(same).collect();
        (code != NO_CODE && members.len() > 1).then(|| (of.dictionary.get(code), members))
    }

    fn household(&self) -> Option<(Table, Block)> {
        let (name, members) = self.members()?;
        let base = self.context.base;
        let line = |&member: &CustomerIx| {
            let who = self.context.customer_ref(member);
            Row {
                action: Some(Action::OpenCustomer {
                    customer: who.clone(),
                }),
                ..row(vec![
                    Value::Customer(who),
                    count(base.occasions(member)),
                    Value::Money(base.revenue(member)),
                    base.last_day(member).map_or(Value::None, Value::Day),
                ])
            }
        };
        let visits: u64 = members
            .iter()
            .map(|&it| u64::from(base.occasions(it)))
            .sum();
        let revenue = members.iter().map(|&it| base.revenue(it));
        let last = members.iter().filter_map(|&it| base.last_day(it)).max();
        let table = Table {
            id: "household".to_owned(),
            columns: vec![
                column("customer", Say::Customer),
                column("visits", Words::Visits),
                column("revenue", Words::Revenue).decimals(2),
                column("last_day", Say::LastVisit),
            ],
            rows: members.iter().take(MOST_MEMBERS).map(line).collect(),
            total: Some(row(vec![
                term("all", Words::All),
                count(visits),
                Value::Money(revenue.sum()),
                last.map_or(Value::None, Value::Day),
            ])),
        };
        let title = Say::HouseholdTitle {
            name: name.to_owned(),
        };
        Some((table, block(7, title, Say::HouseholdSubtitle, "household")))
    }
}

fn weekday(at: usize) -> Value {
    term(&format!("{}", at + 1), Season::Weekday(at as u8))
}

fn month(at: usize) -> Value {
    term(&format!("{:02}", at + 1), Season::MonthOfYear(at as i8 + 1))
}

fn block(span: u8, title: Say, subtitle: Say, table: &str) -> Block {
    Block::Table {
        span,
        title: title.into(),
        subtitle: subtitle.into(),
        source: None,
        table: table.to_owned(),
        callout: None,
    }
}
