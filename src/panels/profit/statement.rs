//! The statement: its figures, its table, and the steps from sales to what is left.

use super::super::build::{column, explain, open, row, share, stat, term, whole};
use super::super::panel::{Block, Explain, Figure, Row, Stat, Table, Value};
use super::{ID, names};
use crate::analysis::credit::Credit;
use crate::analysis::frame::Years;
use crate::analysis::profit::{CostFrom, GrossFrom, Line, Profits, Statement};
use crate::base::{Money, Period};
use crate::chart::spec::{Axis, BarRow, Bars, ChartSpec, Ink, Scale, Unit};
use crate::i18n::profit::{Figure as Name, Profit as Say};

/// Id of the table of the statement.
const TABLE: &str = "statement";

fn cost_id(line: Line) -> String {
    format!("cost_{}", line.id())
}

pub(super) fn cost_name(line: Line) -> Name {
    Name::Cost(names::line(line))
}

fn money(money: Option<Money>) -> Value {
    money.map_or(Value::None, Value::Money)
}

/// The figures of all customers that are known, each followed by its share of sales.
pub(super) fn stats(profits: &Profits, total: &Statement) -> Vec<Stat> {
    let mut stats = Vec::new();
    let mut add = |id: &str, name: Name, value: Option<Money>, how: Explain| {
        let Some(part) = value else { return };
        let how = how.behind(open(ID, "all"));
        let label = Say::Figure(name);
        stats.push(stat(id, label, Value::Money(part), how).decimals(0));
        let Some(of_sales) = part.share_of(total.sales) else {
            return;
        };
        let formula = Say::ShareFormula {
            part,
            sales: total.sales,
        };
        let how = explain(Say::ShareWords, formula, Say::Caveat);
        let id = format!("{id}_share");
        stats.push(stat(&id, Say::ShareOf(name), Value::Share(of_sales), how));
    };
    let how = |name: Name, formula: Say| explain(Say::Words(name), formula, Say::Caveat);
    let formula = Say::SalesFormula {
        customers: whole(total.customers),
        visits: whole(total.occasions),
    };
    add(
        "sales",
        Name::Sales,
        Some(total.sales),
        how(Name::Sales, formula),
    );
    let formula = match (profits.gross_from, total.goods()) {
        (GrossFrom::Margin(margin), _) => Say::MarginFormula {
            sales: total.sales,
            margin,
        },
        (_, Some(goods)) => Say::LessFormula {
            from: total.sales,
            less: goods,
        },
        (_, None) => Say::MissingFormula,
    };
    let gross = total.gross_profit;
    add(
        "gross_profit",
        Name::GrossProfit,
        gross,
        how(Name::GrossProfit, formula),
    );
    for (line, cost) in Line::ALL.into_iter().zip(total.costs) {
        let known = profits.lines.iter().find(|known| known.line == line);
        let formula = match known.map(|known| known.from) {
            Some(CostFrom::Column { rows_without }) => Say::ColumnFormula {
                without: whole(rows_without),
            },
            Some(CostFrom::Table { and_column }) => Say::TableFormula { and_column },
            Some(CostFrom::Credit { rate }) => {
                let credit = profits.payments.credit().map(Credit::total);
                Say::CreditFormula {
                    balance_days: credit.unwrap_or_default().balance_days(),
                    rate,
                }
            }
            Some(CostFrom::Pool { driver, .. }) => Say::PoolFormula {
                pool: cost.unwrap_or_default(),
                driver: names::driver(driver),
            },
            None => Say::MissingFormula,
        };
        let name = cost_name(line);
        add(&cost_id(line), name, cost, how(name, formula));
    }
    let formula = match profits.lines.len() {
        0 => Say::MissingFormula,
        lines => Say::LinesFormula {
            lines: whole(lines),
        },
    };
    let name = Name::RelationshipCost;
    add(
        "relationship_cost",
        name,
        total.relationship_cost(),
        how(name, formula),
    );
    let formula = match (gross, total.relationship_cost()) {
        (Some(from), Some(less)) => Say::LessFormula { from, less },
        _ => Say::MissingFormula,
    };
    add(
        "profit",
        Name::Profit,
        total.profit(),
        how(Name::Profit, formula),
    );
    stats
}

/// The equation above the statement, as far as it is known.
pub(super) fn equation(total: &Statement) -> Vec<(String, String)> {
    let mut terms = vec![("sales", "")];
    if total.gross_profit.is_some() {
        terms.push(("gross_profit", ""));
    }
    if total.relationship_cost().is_some() {
        terms.push(("relationship_cost", "−"));
    }
    if total.profit().is_some() {
        terms.push(("profit", "="));
    }
    let owned = |(id, sign): (&str, &str)| (id.to_owned(), sign.to_owned());
    terms.into_iter().map(owned).collect()
}

/// The lines of the statement of one customer or of many, in money and as a share of sales.
pub(super) fn table(statement: &Statement, period: Period) -> Table {
    let of = statement;
    let years = Years::of(period).length();
    let line = |id: &str, name: Name, value: Value, part: Option<Money>| Row {
        ..row(vec![
            term(id, Say::Figure(name)),
            value,
            share(part.and_then(|part| part.share_of(of.sales))),
        ])
    };
    let of_money = |id: &str, name: Name, value: Option<Money>| line(id, name, money(value), value);
    let average = (of.occasions > 0).then(|| of.sales.per(of.occasions));
    let visits = of.occasions as f64 / years / of.customers.max(1) as f64;
    let mut rows = vec![
        line("average_sale", Name::AverageSale, money(average), None),
        line(
            "frequency_per_year",
            Name::FrequencyPerYear,
            Value::Number(visits),
            None,
        ),
        of_money("sales", Name::Sales, Some(of.sales)),
    ];
    if (years - 1.0).abs() > 1e-9 {
        let yearly = Money::from_units_f64(of.sales.to_units_f64() / years);
        let name = Name::SalesPerYear;
        rows.push(line("sales_per_year", name, Value::Money(yearly), None));
    }
    rows.push(of_money("goods", Name::Goods, of.goods()));
    rows.push(of_money("gross_profit", Name::GrossProfit, of.gross_profit));
    for (of_line, cost) in Line::ALL.into_iter().zip(of.costs) {
        rows.push(of_money(&cost_id(of_line), cost_name(of_line), cost));
    }
    let name = Name::RelationshipCost;
    rows.push(of_money("relationship_cost", name, of.relationship_cost()));
    // A sum that is not known is said as such, and stands under no line.
    let profit = of_money("profit", Name::Profit, of.profit());
    let total = if of.profit().is_some() {
        Some(profit)
    } else {
        rows.push(profit);
        None
    };
    Table {
        id: TABLE.to_owned(),
        columns: vec![
            column("line", Say::LineColumn),
            column("money", Say::MoneyColumn).decimals(2),
            column("share_of_sales", Say::ShareOfSales).with_bar(),
        ],
        rows,
        total,
    }
}

/// The block around the table.
pub(super) fn block(profits: &Profits, of: &Statement, period: Period, span: u8) -> Block {
    let basis = profits.basis();
    let left = of.profit().or(of.gross_profit);
    Block::Table {
        span,
        title: Say::StatementTitle {
            basis: names::basis(basis),
            share: left.and_then(|left| left.share_of(of.sales)),
        }
        .into(),
        subtitle: Say::StatementSubtitle { period }.into(),
        source: (!profits.lines.is_empty()).then(|| Say::StatementSource.into()),
        table: TABLE.to_owned(),
        callout: None,
    }
}

/// Bars from sales over every known cost to what is left; none while no cost is known.
pub(super) fn steps(total: &Statement, period: Period, controls: Vec<String>) -> Option<Figure> {
    let goods = total.goods().map(|goods| (Name::Goods, goods));
    let lines = Line::ALL.into_iter().zip(total.costs);
    let lines = lines.filter_map(|(line, cost)| Some((cost_name(line), cost?)));
    let costs: Vec<(Name, Money)> = goods.into_iter().chain(lines).collect();
    // The first of equals.
    let (largest, most) = costs.iter().copied().rev().max_by_key(|(_, cost)| *cost)?;
    let bar = |label: Say, money: Money, ink: Ink| BarRow {
        label: label.into(),
        detail: None,
        values: vec![money.to_units_f64()],
        ink: Some(ink),
        action: None,
    };
    let mut rows = vec![bar(Say::Figure(Name::Sales), total.sales, Ink::Accent)];
    rows.extend(
        costs
            .iter()
            .map(|&(name, cost)| bar(Say::Figure(name), -cost, Ink::Down)),
    );
    let left = total.sales - costs.iter().map(|&(_, cost)| cost).sum();
    let name = match (total.profit(), total.gross_profit) {
        (Some(_), _) => Say::Figure(Name::Profit),
        (None, Some(_)) => Say::Figure(Name::GrossProfit),
        (None, None) => Say::Left,
    };
    rows.push(bar(name, left, Ink::Total));
    Some(Figure {
        id: "steps".to_owned(),
        span: 6,
        title: Say::StepsTitle {
            largest,
            share: most.share_of(total.sales),
        }
        .into(),
        subtitle: Say::StepsSubtitle { period }.into(),
        source: None,
        chart: ChartSpec::Bars(Bars {
            axis: Axis {
                label: Say::MoneyAxis.into(),
                unit: Unit::Change,
                scale: Scale::Linear,
            },
            series: Vec::new(),
            rows,
            norm_from: None,
            stacked: false,
        }),
        table: TABLE.to_owned(),
        controls,
    })
}
