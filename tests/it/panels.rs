//! Panels as a whole: whatever the data, every number is one, every chart has something to show,
//! every mark opens the customers it counts.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use regulars::analysis::{CustomerBase, RowMask, ViewFrame};
use regulars::base::{Currency, Day, Money, Period, Quantity};
use regulars::chart::spec::{Action, ChartSpec, Ink};
use regulars::dataset::{
    Compare, Dataset, DatasetBuilder, Filter, HandledAlarms, Interner, Role, RowCosts, RowDays,
    RowFlags, RowRecord, View,
};
use regulars::export::panel_json;
use regulars::i18n::{Message, Say, Speaker};
use regulars::panels::panel::{Block, Finding, Row, Table, Value};
use regulars::panels::{Context, Memo, Panel, ParamValues, REGISTRY, card};

/// One row of a made shop.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    customer: String,
    day: Day,
    amount: Money,
    store: &'static str,
}

fn line(customer: &str, day: &str, units: f64) -> Line {
    Line {
        customer: customer.to_owned(),
        day: Day::from_iso(day).unwrap(),
        amount: Money::from_units_f64(units),
        store: "north",
    }
}

fn dataset(lines: &[Line]) -> Dataset {
    let mut ids = Interner::default();
    let mut stores = Interner::default();
    let mut builder = DatasetBuilder::new(1, false, [false; 3]);
    for (at, line) in lines.iter().enumerate() {
        let flags = if line.amount < Money::ZERO {
            RowFlags::REFUND
        } else {
            RowFlags::default()
        };
        builder.push(
            RowRecord {
                customer: ids.intern(&line.customer),
                day: line.day,
                amount: line.amount,
                source_row: at as u32 + 2,
                flags,
                quantity: Quantity::ONE,
                costs: RowCosts::default(),
                days: RowDays::default(),
            },
            &[stores.intern(line.store)],
        );
    }
    let names = (0..ids.dictionary().len())
        .map(|at| format!("Name {at}"))
        .collect();
    builder.finish(
        ids.finish(),
        Some(names),
        vec![(Role::Store, "Shop".to_owned(), stores.finish())],
        Some(Currency("EUR".to_owned())),
    )
}

/// A dataset seen one way.
struct Shop {
    data: Dataset,
    base: CustomerBase,
    memo: Memo,
    handled: HandledAlarms,
}

impl Shop {
    fn new(lines: &[Line], view: &View) -> Self {
        let data = dataset(lines);
        let first = data.days().iter().min().copied().unwrap_or_default();
        let last = data.days().iter().max().copied().unwrap_or_default();
        let mask = RowMask::from_filters(&data, &view.filters);
        let frame = ViewFrame::resolve(view, first, last);
        let base = CustomerBase::build(&data, &frame, mask.as_ref());
        Self {
            data,
            base,
            memo: Memo::default(),
            handled: HandledAlarms::default(),
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            data: &self.data,
            base: &self.base,
            roles: &[Role::Customer, Role::Date, Role::Amount, Role::Store],
            seed: 7,
            memo: &self.memo,
            handled: &self.handled,
        }
    }

    fn panels(&self) -> Vec<Panel> {
        let context = self.context();
        let params = ParamValues::default();
        let pages = REGISTRY.iter().map(|entry| (entry.run)(&context, &params));
        let cards = self
            .data
            .customer_ixs()
            .map(|customer| card::card(&context, &params, customer));
        pages.chain(cards).collect()
    }

    fn panel(&self, id: &str) -> Panel {
        let entry = regulars::panels::entry(id).unwrap();
        (entry.run)(&self.context(), &ParamValues::default())
    }
}

fn speaker() -> Speaker {
    Speaker {
        currency: Some(Currency("EUR".to_owned())),
        ..Speaker::default()
    }
}

fn check_said(message: &Message, place: &str) {
    let text = message.say(&speaker());
    assert!(!text.trim().is_empty(), "nothing said at {place}");
    for wrong in ["NaN", "inf", "  ", "not known"] {
        assert!(!text.contains(wrong), "“{text}” at {place}");
    }
}

fn check_value(value: &Value, place: &str) {
    match value {
        Value::Number(number) | Value::Share(number) | Value::Days(number) => {
            assert!(number.is_finite(), "{number} at {place}");
        }
        Value::Term { label, .. } => check_said(label, place),
        Value::List(values) => {
            for value in values {
                check_value(value, place);
            }
        }
        Value::Record(values) => {
            for (name, value) in values {
                check_value(value, &format!("{place}.{name}"));
            }
        }
        Value::None
        | Value::Count(_)
        | Value::Money(_)
        | Value::Day(_)
        | Value::Month(_)
        | Value::Flag(_)
        | Value::Text(_)
        | Value::Customer(_)
        | Value::Sparkline { .. }
        | Value::Timeline { .. } => {}
    }
}

fn check_finding(finding: &Finding, place: &str) {
    check_said(&finding.title, place);
    check_said(&finding.text, place);
    assert!(finding.action.is_some(), "a finding leads somewhere");
}

/// Everything that must hold of any panel.
fn check_panel(shop: &Shop, panel: &Panel) {
    let id = &panel.id;
    let headline = panel.headline.as_ref().unwrap();
    for message in [&headline.eyebrow, &headline.title]
        .into_iter()
        .chain(&headline.lede)
    {
        check_said(message, id);
    }
    let mut ids = BTreeSet::new();
    for stat in &panel.stats {
        let place = format!("{id}.{}", stat.id);
        assert!(ids.insert(stat.id.clone()), "{place} twice");
        check_value(&stat.value, &place);
        let how = &stat.explain;
        for message in [&stat.label, &how.words, &how.formula, &how.caveat] {
            check_said(message, &place);
        }
        for (label, value) in &how.inputs {
            check_said(label, &place);
            check_value(value, &place);
        }
        if let Some(change) = &stat.change {
            check_value(&change.previous, &place);
            let ends = [change.change_share, change.low, change.high];
            assert!(ends.into_iter().flatten().all(f64::is_finite), "{place}");
        }
        check_action(shop, how.behind.as_ref(), None);
    }
    for table in &panel.tables {
        assert!(ids.insert(table.id.clone()), "{id}.{} twice", table.id);
        for row in table.rows.iter().chain(&table.total) {
            assert_eq!(row.cells.len(), table.columns.len(), "{id}.{}", table.id);
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                check_value(cell, &format!("{id}.{}.{}", table.id, column.id));
            }
            check_action(shop, row.action.as_ref(), counted(table, row));
        }
    }
    if let Some(parts) = panel.tables.iter().find(|table| table.id == "parts") {
        check_parts(parts);
    }
    let has_table = |wanted: &str| panel.tables.iter().any(|table| table.id == wanted);
    for block in &panel.blocks {
        match block {
            Block::Equation { terms, note } => {
                check_said(note, id);
                for (stat, _) in terms {
                    assert!(panel.stats.iter().any(|other| other.id == *stat), "{stat}");
                }
            }
            Block::Figure(figure) => {
                assert!(has_table(&figure.table), "{id}.{}", figure.id);
                check_said(&figure.title, id);
                check_said(&figure.subtitle, id);
                check_chart(shop, &figure.chart, &figure.id);
            }
            Block::Table {
                title,
                subtitle,
                table,
                callout,
                ..
            } => {
                assert!(has_table(table), "{id}.{table}");
                check_said(title, id);
                check_said(subtitle, id);
                if let Some(finding) = callout {
                    check_finding(finding, id);
                }
            }
            Block::Findings {
                title, subtitle, ..
            } => {
                check_said(title, id);
                check_said(subtitle, id);
            }
            Block::Notice { title, text, .. } => {
                check_said(title, id);
                check_said(text, id);
            }
        }
    }
    for finding in &panel.findings {
        check_finding(finding, id);
        let action = finding.action.as_ref().map(|(_, action)| action);
        check_action(shop, action, None);
    }
}

/// The parts of a change are the change, to the ten-thousandth.
fn check_parts(table: &Table) {
    let at = table
        .columns
        .iter()
        .position(|it| it.id == "change")
        .unwrap();
    let money = |row: &Row| match row.cells[at] {
        Value::Money(money) => money,
        _ => Money::ZERO,
    };
    let sum = Money::sum(table.rows.iter().map(money));
    assert_eq!(sum, money(table.total.as_ref().unwrap()));
}

/// Customers a row says it counts: the cell of the column named for it.
fn counted(table: &Table, row: &Row) -> Option<i64> {
    let at = table
        .columns
        .iter()
        .position(|column| column.id == "customers" || column.id == "buyers")?;
    match row.cells[at] {
        Value::Count(count) => Some(count),
        _ => None,
    }
}

/// Whether the action opens as many customers as are counted, in index order.
fn check_action(shop: &Shop, action: Option<&Action>, expected: Option<i64>) {
    let Some(Action::OpenCustomers(selection)) = action else {
        return;
    };
    let entry = regulars::panels::entry(&selection.panel).unwrap();
    let (context, params) = (shop.context(), ParamValues::default());
    let key = &selection.key;
    let members = (entry.members)(&context, &params, key).unwrap_or_else(|| panic!("{key}"));
    assert!(members.windows(2).all(|pair| pair[0] < pair[1]), "{key}");
    if let Some(expected) = expected {
        assert_eq!(members.len() as i64, expected, "{} {key}", selection.panel);
    }
    let title = (entry.set_title)(&context, &params, key).unwrap_or_else(|| panic!("{key}"));
    check_said(&title, key);
}

fn check_chart(shop: &Shop, chart: &ChartSpec, place: &str) {
    let all = |values: &[f64]| {
        assert!(!values.is_empty(), "nothing to draw at {place}");
        assert!(values.iter().all(|value| value.is_finite()), "{place}");
    };
    match chart {
        ChartSpec::Months(months) => {
            all(&months.bars.iter().map(|bar| bar.value).collect::<Vec<_>>());
        }
        ChartSpec::Scatter(scatter) => {
            all(&scatter.dots.iter().map(|dot| dot.x).collect::<Vec<_>>());
            assert!(
                scatter.dots.iter().all(|dot| dot.x > 0.0 && dot.y > 0.0),
                "logarithms need positive numbers"
            );
            assert!(scatter.x_cut.value.is_finite() && scatter.y_cut.value.is_finite());
            for margin in [&scatter.x_margin, &scatter.y_margin] {
                let counted: u64 = margin.iter().map(|&(_, _, count)| count).sum();
                assert_eq!(counted, shop.base.period().buyers);
            }
            for corner in &scatter.corners {
                check_action(shop, corner.action.as_ref(), None);
            }
        }
        ChartSpec::Heat(heat) => {
            assert_eq!(heat.cells.len(), heat.columns.len() * heat.rows.len());
            for cell in &heat.cells {
                // A place without a cell has nobody behind it.
                assert!((1..=7).contains(&cell.step) || (cell.step == 0 && cell.action.is_none()));
                check_action(shop, cell.action.as_ref(), None);
            }
            if let Some((_, sizes)) = &heat.sizes {
                assert_eq!(sizes.len(), heat.rows.len());
            }
        }
        ChartSpec::Curves(curves) => {
            for line in &curves.lines {
                all(&line.points.iter().map(|&(_, y)| y).collect::<Vec<_>>());
                assert!(
                    line.points.windows(2).all(|pair| pair[0].0 <= pair[1].0),
                    "{place}"
                );
                let ends = (line.points.first().unwrap(), line.points.last().unwrap());
                if curves.diagonal.is_some() {
                    assert_eq!(ends, (&(0.0, 0.0), &(1.0, 1.0)), "{place} adds up");
                }
                if line.steps {
                    // A curve of those to whom it has happened, or of those who wait: both move one
                    // way only, within their band.
                    let rises = ends.0.1 <= ends.1.1;
                    assert!(ends.0 == &(0.0, 0.0) || ends.0.1 <= 1.0);
                    let falls_back = |pair: &[(f64, f64)]| {
                        if rises {
                            pair[0].1 > pair[1].1
                        } else {
                            pair[0].1 < pair[1].1
                        }
                    };
                    assert!(!line.points.windows(2).any(falls_back), "{place}");
                    for &(x, low, high) in &line.band {
                        let at = line.points.iter().rev().find(|point| point.0 == x);
                        assert!(
                            at.is_none_or(|&(_, y)| low <= y + 1e-9 && y <= high + 1e-9),
                            "{place}"
                        );
                    }
                }
            }
        }
        ChartSpec::Bars(bars) => {
            let values: Vec<f64> = bars
                .rows
                .iter()
                .flat_map(|row| row.values.clone())
                .collect();
            all(&values);
            if let Some((total, parts)) = bars.rows.split_last()
                && total.ink == Some(Ink::Total)
            {
                let sum: f64 = parts.iter().flat_map(|row| &row.values).sum();
                assert!((sum - total.values[0]).abs() < 0.01, "{place} adds up");
            }
        }
        ChartSpec::Columns(columns) => {
            for column in &columns.columns {
                all(&column.values);
                assert_eq!(column.values.len(), columns.series.len());
                assert!(column.line.is_none_or(f64::is_finite));
                check_action(shop, column.action.as_ref(), None);
            }
        }
        ChartSpec::Pins(pins) => {
            all(&pins.pins.iter().map(|&(_, y)| y).collect::<Vec<_>>());
            assert!(pins.from <= pins.to);
        }
        ChartSpec::Interval(_) => {}
    }
}

fn check_shop(lines: &[Line], view: &View) -> Shop {
    let shop = Shop::new(lines, view);
    for panel in shop.panels() {
        check_panel(&shop, &panel);
    }
    shop
}

fn say(message: &Message) -> String {
    message.say(&speaker())
}

fn title(panel: &Panel) -> String {
    say(&panel.headline.as_ref().unwrap().title)
}

#[test]
fn ids_are_unique_and_stand_on_a_page() {
    let ids: BTreeSet<&str> = REGISTRY.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), REGISTRY.len());
    let paged: BTreeSet<&str> = regulars::panels::pages::PAGES
        .iter()
        .flat_map(|page| page.panels.iter().copied())
        .collect();
    assert_eq!(ids, paged);
}

#[test]
fn unknown_keys_name_nobody() {
    let shop = Shop::new(&[line("a", "2024-01-01", 1.0)], &View::default());
    let (context, params) = (shop.context(), ParamValues::default());
    for entry in REGISTRY {
        for key in [
            "",
            "x",
            "cell:9:1",
            "cell:1",
            "group:",
            "month:2024-13",
            "largest:-1",
        ] {
            assert_eq!((entry.members)(&context, &params, key), None, "{key}");
            assert_eq!((entry.set_title)(&context, &params, key), None, "{key}");
        }
    }
}

#[test]
fn no_rows_at_all() {
    let shop = check_shop(&[], &View::default());
    assert!(title(&shop.panel("overview")).starts_with("Nobody bought"));
}

#[test]
fn one_customer_on_one_day() {
    let shop = check_shop(&[line("a", "2024-01-01", 10.0)], &View::default());
    assert_eq!(
        title(&shop.panel("overview")),
        "1 customer bought for €10 on 1 Jan 2024"
    );
    assert_eq!(
        title(&shop.panel("value_frequency")),
        "1 customer is too few to divide into groups"
    );
    assert_eq!(
        title(&shop.panel("rfm")),
        "1 customer is too few to score in fifths"
    );
    assert_eq!(
        title(&shop.panel("concentration")),
        "1 customer is too few for a rule of thumb"
    );
    assert_eq!(
        title(&shop.panel("visit_bands")),
        "A period of 1 day does not tell how often customers come"
    );
}

#[test]
fn only_refunds() {
    let shop = check_shop(
        &[
            line("a", "2024-01-01", -10.0),
            line("b", "2024-03-01", -5.5),
        ],
        &View::default(),
    );
    assert!(title(&shop.panel("overview")).starts_with("Only refunds, −€16,"));
    assert_eq!(title(&shop.panel("rfm")), "Nobody has bought yet");
    assert!(title(&shop.panel("concentration")).starts_with("No revenue to divide"));
}

#[test]
fn refunds_that_eat_everything() {
    check_shop(
        &[
            line("a", "2024-01-01", 10.0),
            line("a", "2024-02-01", -30.0),
            line("b", "2024-01-15", 5.0),
            line("b", "2024-03-01", -5.0),
        ],
        &View::default(),
    );
}

#[test]
fn a_view_before_the_data_and_a_filter_on_nothing() {
    let lines = [line("a", "2024-01-01", 10.0), line("b", "2024-02-01", 4.0)];
    let before = View {
        as_of: Day::from_iso("2023-06-01"),
        ..View::default()
    };
    check_shop(&lines, &before);
    let nothing = View {
        filters: vec![Filter {
            role: Role::Store,
            column: None,
            value: "nowhere".to_owned(),
        }],
        ..View::default()
    };
    check_shop(&lines, &nothing);
    let far = View {
        period: Period::from_iso("2030-01-01..2030-12-31"),
        ..View::default()
    };
    let shop = check_shop(&lines, &far);
    assert_eq!(title(&shop.panel("overview")), "Nobody bought in 2030");
}

/// Forty customers a year; `keep` of them come again in the second, each then spending `factor`.
fn two_years(keep: usize, came: usize, factor: f64) -> Vec<Line> {
    let mut lines = Vec::new();
    for customer in 0..40 + came {
        for month in 1..=12 {
            let units = 20.0 + (customer % 7) as f64;
            let id = format!("c{customer:03}");
            if customer < 40 {
                lines.push(line(&id, &format!("2023-{month:02}-02"), units));
            }
            if customer < keep || customer >= 40 {
                lines.push(line(&id, &format!("2024-{month:02}-02"), units * factor));
            }
        }
    }
    lines.push(line("c000", "2024-12-31", 0.0));
    lines
}

#[test]
fn the_headline_follows_the_result() {
    let of = |keep, came, factor| {
        let view = View {
            period: Period::year(2024),
            ..View::default()
        };
        title(&check_shop(&two_years(keep, came, factor), &view).panel("overview"))
    };
    assert!(
        of(30, 0, 2.0).starts_with("Revenue grew"),
        "{}",
        of(30, 0, 2.0)
    );
    assert!(of(30, 0, 2.0).ends_with("but 10 of 40 customers left on the way"));
    assert!(of(40, 0, 1.5).ends_with("and every customer stayed"));
    assert!(of(20, 0, 1.0).starts_with("Revenue fell"));
    assert!(of(40, 0, 1.0).starts_with("Revenue stayed as it was"));
    assert!(
        of(20, 21, 1.0).contains("may be chance"),
        "{}",
        of(20, 21, 1.0)
    );
}

#[test]
fn a_poor_period_beside_a_rich_one_is_not_called_a_change() {
    let headline = |then: usize, units: f64| {
        let mut lines = vec![
            line("first", "2023-01-02", 0.0),
            line("c00", "2024-12-31", 1.0),
        ];
        for customer in 0..40 {
            let id = format!("c{customer:02}");
            if customer < then {
                lines.push(line(&id, "2023-05-02", units));
            }
            lines.push(line(&id, "2024-05-02", 10.0));
        }
        let view = View {
            period: Period::year(2024),
            ..View::default()
        };
        let panel = check_shop(&lines, &view).panel("overview");
        let headline = panel.headline.unwrap();
        (say(&headline.title), say(&headline.lede.unwrap()))
    };
    let (title, _) = headline(3, 10.0);
    assert_eq!(
        title,
        "Revenue was €401 after €30; 4 customers are too few to tell a change from chance"
    );
    let (title, lede) = headline(0, 0.0);
    assert_eq!(title, "Revenue was €401; there was none in 2023");
    assert_eq!(
        lede,
        "Those who left had brought nothing once refunds are taken off"
    );
    let (title, lede) = headline(12, -5.0);
    assert_eq!(
        title,
        "Revenue was €401; refunds outweighed purchases in 2023, −€60"
    );
    assert!(lede.starts_with("Those who left"), "{lede}");
}

#[test]
fn nothing_compared_says_why() {
    let lines = two_years(40, 0, 1.0);
    let lede = |view: &View| {
        let panel = Shop::new(&lines, view).panel("overview");
        say(panel.headline.unwrap().lede.as_ref().unwrap())
    };
    let year = |year, compare| View {
        period: Period::year(year),
        compare,
        ..View::default()
    };
    assert_eq!(
        lede(&year(2024, Compare::None)),
        "No period is chosen to compare with"
    );
    assert!(lede(&year(2023, Compare::Previous)).starts_with("The data begin on 2 Jan 2023"));
}

#[test]
fn moving_a_line_makes_the_rule_own() {
    let lines = two_years(40, 0, 1.0);
    let shop = Shop::new(&lines, &View::default());
    let mut params = ParamValues::default();
    params.0.insert("rule".to_owned(), "mean".to_owned());
    params.0.insert("average_cut".to_owned(), "22.5".to_owned());
    let entry = regulars::panels::entry("value_frequency").unwrap();
    let panel = (entry.run)(&shop.context(), &params);
    assert_eq!(panel.params[0].value, "own");
    assert_eq!(
        panel.stats[0].value,
        Value::Money(Money::from_units_f64(22.5))
    );
    let rule = &panel.params[0];
    assert_eq!(rule.clears, ["average_cut", "frequency_cut"]);
    let members = (entry.members)(&shop.context(), &params, "group:much_rare").unwrap();
    assert!(!members.is_empty());
}

/// Small shops with ties, refunds, free goods and pauses.
fn shops() -> impl Strategy<Value = Vec<Line>> {
    let amount = prop_oneof![
        6 => (1_i64..40).prop_map(|units| units * 2_500),
        1 => Just(0_i64),
        2 => (1_i64..40).prop_map(|units| units * -2_500),
    ];
    let row =
        (0_u8..14, 0_i32..900, amount, any::<bool>()).prop_map(|(who, day, amount, north)| Line {
            customer: format!("k{who}"),
            day: Day(19_000 + day),
            amount: Money(amount),
            store: if north { "north" } else { "south" },
        });
    prop::collection::vec(row, 0..120)
}

fn views() -> impl Strategy<Value = View> {
    let periods = prop_oneof![
        Just(None),
        (0_i32..900, 0_i32..500).prop_map(|(from, days)| {
            Period::new(Day(19_000 + from), Day(19_000 + from + days))
        }),
    ];
    let compares = prop_oneof![
        Just(Compare::Previous),
        Just(Compare::YearBefore),
        Just(Compare::None)
    ];
    let filters = prop_oneof![
        Just(Vec::new()),
        Just(vec![Filter {
            role: Role::Store,
            column: None,
            value: "north".to_owned(),
        }])
    ];
    let days = prop_oneof![
        Just(None),
        (0_i32..900).prop_map(|day| Some(Day(19_000 + day)))
    ];
    (periods, compares, filters, days).prop_map(|(period, compare, filters, as_of)| View {
        as_of,
        period,
        compare,
        filters,
        ..View::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_shop_every_panel_holds(lines in shops(), view in views()) {
        check_shop(&lines, &view);
    }

    #[test]
    fn the_order_of_rows_never_matters(lines in shops(), view in views()) {
        let forwards = Shop::new(&lines, &view);
        let mut reversed = lines.clone();
        reversed.reverse();
        let backwards = Shop::new(&reversed, &view);
        for entry in REGISTRY {
            let json = |shop: &Shop| {
                serde_json::to_string(&panel_json(&shop.panel(entry.id))).unwrap()
            };
            // Means of groups add in the order of customers; all else is exact.
            prop_assert_eq!(rounded(&json(&forwards)), rounded(&json(&backwards)));
        }
    }

    #[test]
    fn groups_and_classes_part_the_customers(lines in shops(), view in views()) {
        let shop = Shop::new(&lines, &view);
        let (context, params) = (shop.context(), ParamValues::default());
        let parts = [
            ("value_frequency", "buyers", "groups"),
            ("rfm", "all", "segments"),
            ("rfm", "all", "grid"),
            ("concentration", "all", "abc"),
        ];
        for (panel, whole, table) in parts {
            let entry = regulars::panels::entry(panel).unwrap();
            let mut together: Vec<_> = shop
                .panel(panel)
                .tables
                .iter()
                .filter(|other| other.id == table)
                .flat_map(|table| table.rows.clone())
                .filter_map(|row| match row.action {
                    Some(Action::OpenCustomers(selection)) => Some(selection.key),
                    _ => None,
                })
                .flat_map(|key| (entry.members)(&context, &params, &key).unwrap())
                .collect();
            if together.is_empty() {
                continue;
            }
            together.sort_unstable();
            prop_assert_eq!(&together, &(entry.members)(&context, &params, whole).unwrap());
        }
    }

    #[test]
    fn shares_of_classes_add_up_to_one(lines in shops(), view in views()) {
        let shop = Shop::new(&lines, &view);
        let panel = shop.panel("concentration");
        if panel.stats.is_empty() {
            return Ok(());
        }
        let abc = panel.tables.iter().find(|table| table.id == "abc").unwrap();
        let sum: f64 = abc
            .rows
            .iter()
            .filter_map(|row| match row.cells[3] {
                Value::Share(share) => Some(share),
                _ => None,
            })
            .sum();
        prop_assert!((sum - 1.0).abs() < 1e-9, "{}", sum);
    }

    #[test]
    fn better_customers_never_score_lower(lines in shops(), view in views()) {
        let shop = Shop::new(&lines, &view);
        let rfm = regulars::analysis::rfm::Rfm::of(&shop.base);
        let scored: Vec<_> = shop
            .base
            .buyer_ixs()
            .map(|customer| (customer, rfm.scores(customer).unwrap()))
            .collect();
        for &(left, a) in &scored {
            for &(right, b) in &scored {
                let base = &shop.base;
                if base.silent_days(left) <= base.silent_days(right) {
                    prop_assert!(a.r >= b.r);
                }
                if base.occasions(left) >= base.occasions(right) {
                    prop_assert!(a.f >= b.f);
                }
                if base.revenue(left) >= base.revenue(right) {
                    prop_assert!(a.m >= b.m);
                }
            }
        }
    }

    #[test]
    fn movements_add_up_to_the_change_of_revenue(lines in shops(), view in views()) {
        let shop = Shop::new(&lines, &view);
        let panel = shop.panel("overview");
        let Some(table) = panel.tables.iter().find(|table| table.id == "movement") else {
            return Ok(());
        };
        let changes = table.rows.iter().map(|row| match row.cells[4] {
            Value::Money(money) => money,
            _ => Money::ZERO,
        });
        let now = shop.base.period().revenue_total;
        let then = shop.base.compared().unwrap().revenue_total;
        prop_assert_eq!(Money::sum(changes), now - then);
    }
}

/// The text with every number rounded to nine digits.
fn rounded(json: &str) -> String {
    let mut text = String::new();
    let mut rest = json;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        let is_part = |letter: char| letter.is_ascii_digit() || letter == '.';
        let (number, after) = number.split_at(number.find(|c| !is_part(c)).unwrap_or(number.len()));
        text.push_str(before);
        match number.parse::<f64>() {
            Ok(value) => write!(text, "{value:.8e}").unwrap(),
            Err(_) => text.push_str(number),
        }
        rest = after;
    }
    text + rest
}
