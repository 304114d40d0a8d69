//! P21: the statement by fiscal year, of all customers, of their segments or of one.

use super::super::build::{column, count, open, row, share, table_block, term};
use super::super::panel::{Block, Row, Table, Value};
use super::super::rfm::{self, LEAST_CUSTOMERS, segment_term};
use super::super::{Context, ParamValues};
use super::{ID, names, settings};
use crate::analysis::profit::{Basis, FiscalYear, Profits, Settings, Statement, fiscal_years};
use crate::analysis::rfm::{Rfm, Segment};
use crate::base::{Money, Period};
use crate::dataset::CustomerIx;
use crate::i18n::fiscal::Fiscal as Say;
use crate::i18n::profit::{Figure as Name, Profit as Words};
use crate::i18n::{Message, Words as Common};

/// Ids of the tables.
const TABLE: &str = "fiscal_years";
const SEGMENTS: &str = "fiscal_segments";

/// What the key of the customers of a year begins with; the year it begins in follows.
const YEAR: &str = "fiscal";

/// One year of somebody.
struct Line {
    period: Period,
    is_partial: bool,
    table_left_out: bool,
    basis: Basis,
    statement: Statement,
}

impl Line {
    fn of(year: &FiscalYear, statement: Statement) -> Self {
        Self {
            period: year.period,
            is_partial: year.is_partial,
            table_left_out: year.profits.table_left_out,
            basis: year.profits.basis(),
            statement,
        }
    }

    /// What is left, on the basis of the year.
    fn left(&self) -> Money {
        self.statement.left(self.basis).unwrap_or_default()
    }

    fn name(&self) -> Say {
        Say::Year {
            period: self.period,
            is_partial: self.is_partial,
        }
    }
}

/// What the customers of a segment left, a cell a year.
struct Brought {
    segment: Option<Segment>,
    has_any: bool,
    cells: Vec<Value>,
}

impl Brought {
    fn of(segment: Option<Segment>) -> Self {
        Self {
            segment,
            has_any: false,
            cells: Vec::new(),
        }
    }
}

fn key_of(period: Period) -> String {
    period.from.civil().year.to_string()
}

/// The tables of all customers and of their segments; none where all is one year.
pub(super) fn of_all(
    context: &Context<'_>,
    params: &ParamValues,
    settings: &Settings,
) -> Vec<(Table, Block)> {
    let rfm = Rfm::of(context.base);
    let segments = Segment::ALL.map(Some).into_iter().chain([None]);
    let mut brought: Vec<Brought> = segments.map(Brought::of).collect();
    let begins = settings::fiscal_year_start(params);
    let years = fiscal_years(context.data, context.base, settings, begins);
    let lines: Vec<Line> = years
        .map(|year| {
            let profits = &year.profits;
            for found in &mut brought {
                let is_in = |at: usize| rfm.segment(profits.customers[at]) == found.segment;
                let of = profits.sum(&is_in);
                // Who had no row in a year brought nothing in it.
                found.has_any |= of.customers > 0;
                let left = of.left(profits.basis()).unwrap_or_default();
                found.cells.push(Value::Money(left));
            }
            Line::of(&year, profits.total())
        })
        .collect();
    let Some((table, block)) = by_year(context, settings, &lines, None) else {
        return Vec::new();
    };
    let mut found = vec![(table, block)];
    if rfm.customers >= LEAST_CUSTOMERS {
        found.push(by_segment(&lines, brought, subtitle(context, settings)));
    }
    found
}

/// The table of one customer, for its card.
pub(in super::super) fn of_customer(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Table, Block)> {
    let params = params.of_panel(ID);
    let settings = settings(&params);
    let begins = settings::fiscal_year_start(&params);
    let years = fiscal_years(context.data, context.base, &settings, begins);
    let lines: Vec<Line> = years
        .filter_map(|year| {
            let of = year.profits.statement(year.profits.place(customer)?);
            Some(Line::of(&year, of))
        })
        .collect();
    by_year(context, &settings, &lines, Some(customer))
}

fn by_year(
    context: &Context<'_>,
    settings: &Settings,
    lines: &[Line],
    of: Option<CustomerIx>,
) -> Option<(Table, Block)> {
    let basis = lines.last().filter(|_| lines.len() > 1)?.basis;
    let money = |money: Option<Money>| money.map_or(Value::None, Value::Money);
    let rows = lines.iter().map(|line| {
        let said = &line.statement;
        let mut cells = vec![
            term(&key_of(line.period), line.name()),
            count(said.occasions),
            Value::Money(said.sales),
            money(said.gross_profit),
            money(said.relationship_cost()),
            money(said.profit()),
        ];
        if basis != Basis::Revenue {
            cells.push(share(line.left().share_of(said.sales)));
        }
        let mut action = None;
        if of.is_none() {
            cells.insert(1, count(said.customers));
            action = Some(open(ID, format!("{YEAR}:{}", key_of(line.period))));
        }
        Row {
            action,
            ..row(cells)
        }
    });
    let head = |id: &str, name: Name| column(id, Words::Figure(name)).decimals(0);
    let mut columns = vec![
        column("fiscal_year", Say::Years),
        column("visits", Common::Visits),
        head("sales", Name::Sales),
        head("gross_profit", Name::GrossProfit),
        head("relationship_cost", Name::RelationshipCost),
        head("profit", Name::Profit),
    ];
    if basis != Basis::Revenue {
        let label = Words::LeftOfSales(names::basis(basis));
        columns.push(column("share_of_sales", label).with_bar());
    }
    if of.is_none() {
        columns.insert(1, column("customers", Common::Customers));
    }
    let table = Table {
        id: TABLE.to_owned(),
        columns,
        rows: rows.collect(),
        total: None,
    };
    let source = Say::Source {
        table_left_out: lines.iter().any(|line| line.table_left_out),
    };
    let words = [
        title(basis, lines),
        subtitle(context, settings),
        source.into(),
    ];
    Some((table, table_block(12, words, TABLE)))
}

fn subtitle(context: &Context<'_>, settings: &Settings) -> Message {
    let has_sums = settings.pools.iter().any(Option::is_some);
    let sums_of = has_sums.then_some(context.frame().period);
    Say::Subtitle { sums_of }.into()
}

/// The best and the worst of the whole years; a part is no better or worse than a whole.
fn title(basis: Basis, lines: &[Line]) -> Message {
    let whole = || lines.iter().filter(|line| !line.is_partial);
    let told = |line: &Line| (line.period, line.left());
    let best = whole().max_by_key(|line| line.left());
    let worst = whole().min_by_key(|line| line.left());
    best.map_or(Say::Years.into(), |best| {
        let worst = worst.filter(|worst| worst.left() < best.left());
        let title = Say::Title {
            basis: names::basis(basis),
            best: told(best),
            worst: worst.map(told),
        };
        title.into()
    })
}

fn by_segment(lines: &[Line], brought: Vec<Brought>, subtitle: Message) -> (Table, Block) {
    let mut columns = vec![column("segment", Words::Segment)];
    let years = lines.iter();
    columns.extend(years.map(|line| column(&key_of(line.period), line.name()).decimals(0)));
    let told = brought.into_iter().filter(|found| found.has_any);
    let rows = told.map(|found| {
        let (segment, mut cells) = (found.segment, found.cells);
        let name = segment.map_or_else(|| term("none", Words::NoSegment), segment_term);
        cells.insert(0, name);
        let action =
            segment.map(|segment| open(rfm::ENTRY.id, format!("segment:{}", segment.id())));
        Row {
            action,
            ..row(cells)
        }
    });
    let mut total = vec![term("all", Common::All)];
    total.extend(lines.iter().map(|line| Value::Money(line.left())));
    let table = Table {
        id: SEGMENTS.to_owned(),
        columns,
        rows: rows.collect(),
        total: Some(row(total)),
    };
    let basis = lines.last().map_or(Basis::Revenue, |line| line.basis);
    let block = Block::Table {
        span: 12,
        title: Say::SegmentsTitle(names::basis(basis)).into(),
        subtitle,
        source: None,
        table: SEGMENTS.to_owned(),
        callout: None,
    };
    (table, block)
}

/// The customers of a year and its days, by the year it begins in.
pub(super) fn year(
    context: &Context<'_>,
    params: &ParamValues,
    begins: &str,
) -> Option<(Vec<CustomerIx>, Period)> {
    let settings = settings(params);
    let starts = settings::fiscal_year_start(params);
    let mut years = fiscal_years(context.data, context.base, &settings, starts);
    let found = years.find(|year| key_of(year.period) == begins)?;
    let Profits { customers, .. } = found.profits;
    Some((customers, found.period))
}
