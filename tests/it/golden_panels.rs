//! Every panel of every sample as text, and of shops with hardly any data: golden files that a
//! person has read, so that a sentence that turns false or silly is seen.

use std::fmt::Write as _;

use regulars::chart::describe;
use regulars::engine::{Collected, Engine, MemorySource};
use regulars::export::value_text;
use regulars::i18n::{Message, Say as _, Speaker};
use regulars::panels::panel::{Block, Figure, Finding, Row, Stat, Table};
use regulars::panels::{Panel, ParamValues, REGISTRY};
use regulars::protocol::{Event, Request, SessionInfo};
use regulars::sample::SampleKind;

use super::support::golden;

/// Rows of a table that are shown: the first ones and the last.
const SHOWN_ROWS: usize = 12;

/// A shop in analysis under the view the page begins with.
struct Shop {
    engine: Engine,
    speaker: Speaker,
}

impl Shop {
    fn sample(kind: SampleKind) -> Self {
        let open = Request::OpenSample {
            sample: kind.id().to_owned(),
        };
        Self::begin(open, None)
    }

    fn file(text: &str) -> Self {
        let open = Request::Open {
            tables: Vec::new(),
            names: vec!["shop.csv".to_owned()],
            recipes: Vec::new(),
            today: None,
        };
        Self::begin(open, Some(text))
    }

    fn begin(open: Request, text: Option<&str>) -> Self {
        let mut engine = Engine::new();
        let mut sink = Collected::default();
        let source = text.map(|text| MemorySource(text.as_bytes().to_vec()));
        engine.handle(
            open,
            source
                .map(|source| Box::new(source) as _)
                .into_iter()
                .collect(),
            &mut sink,
        );
        let mut shop = Self {
            engine,
            speaker: Speaker::default(),
        };
        let info: SessionInfo = shop.ask(Request::Analyse, |event| match event {
            Event::Session(info) => Some(*info),
            _ => None,
        });
        shop.speaker.currency = info.reconciliation.currency;
        shop
    }

    fn ask<T>(&mut self, request: Request, wanted: impl Fn(Event) -> Option<T>) -> T {
        let mut sink = Collected::default();
        self.engine.handle(request, Vec::new(), &mut sink);
        let events = format!("{:#?}", sink.0);
        let answers = sink.0.into_iter();
        answers
            .map(|(event, _)| event)
            .find_map(wanted)
            .unwrap_or_else(|| panic!("no such answer among {events}"))
    }

    fn panel(&mut self, id: &str) -> Panel {
        let run = Request::Run {
            job: 1,
            panel: id.to_owned(),
            params: ParamValues::default(),
        };
        self.ask(run, finished)
    }

    fn card(&mut self, customer: &str) -> Panel {
        let card = Request::Card {
            job: 1,
            customer: customer.to_owned(),
            params: ParamValues::default(),
        };
        self.ask(card, finished)
    }
}

fn finished(event: Event) -> Option<Panel> {
    match event {
        Event::Finished { panel, .. } => Some(*panel),
        _ => None,
    }
}

/// Writes a panel as text, figures rounded as the page shows them.
struct Page<'a> {
    panel: &'a Panel,
    speaker: &'a Speaker,
    text: String,
}

fn page(panel: &Panel, speaker: &Speaker) -> String {
    let mut page = Page {
        panel,
        speaker,
        text: format!("── {} ──\n", panel.id),
    };
    page.all();
    page.text
}

impl Page<'_> {
    fn say(&self, message: &Message) -> String {
        message.say(self.speaker)
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{}", text.trim_end());
    }

    fn said(&mut self, place: &str, message: &Message) {
        let text = self.say(message);
        self.line(&format!("{place}: {text}"));
    }

    fn all(&mut self) {
        if let Some(headline) = &self.panel.headline {
            self.said("eyebrow", &headline.eyebrow);
            self.said("headline", &headline.title);
            if let Some(lede) = &headline.lede {
                self.said("lede", lede);
            }
        }
        for stat in &self.panel.stats {
            self.stat(stat);
        }
        for block in &self.panel.blocks {
            self.line("");
            self.block(block);
        }
        for (at, finding) in self.panel.findings.iter().enumerate() {
            self.line("");
            self.finding(&format!("finding {}", at + 1), finding);
        }
        for table in &self.panel.tables {
            self.line("");
            self.table(table);
        }
    }

    fn stat(&mut self, stat: &Stat) {
        self.line("");
        let value = value_text(&stat.value, stat.decimals, self.speaker);
        let label = self.say(&stat.label);
        self.line(&format!("{} · {label}: {value}", stat.id));
        if let Some(change) = &stat.change {
            let previous = value_text(&change.previous, stat.decimals, self.speaker);
            let percent = |share: Option<f64>| match share {
                Some(share) => self.speaker.signed_percent(share, 1),
                None => "?".to_owned(),
            };
            let text = format!(
                "  from {previous}, {} ({} to {}){}",
                percent(change.change_share),
                percent(change.low),
                percent(change.high),
                if change.may_be_chance {
                    ", may be chance"
                } else {
                    ""
                }
            );
            self.line(&text);
        }
        let how = &stat.explain;
        for message in [&how.words, &how.formula, &how.caveat] {
            let text = self.say(message);
            self.line(&format!("  {text}"));
        }
        for (label, value) in &how.inputs {
            let text = value_text(value, None, self.speaker);
            let label = self.say(label);
            self.line(&format!("  {label} = {text}"));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Equation { terms, note } => {
                let terms: Vec<String> = terms
                    .iter()
                    .map(|(stat, sign)| format!("{sign} {stat}").trim().to_owned())
                    .collect();
                self.line(&format!("equation: {}", terms.join(" ")));
                self.said("note", note);
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Table {
                title,
                subtitle,
                source,
                table,
                callout,
                ..
            } => {
                self.said(&format!("table {table}"), title);
                self.said("subtitle", subtitle);
                if let Some(source) = source {
                    self.said("source", source);
                }
                if let Some(callout) = callout {
                    self.finding("callout", callout);
                }
            }
            Block::Findings {
                title, subtitle, ..
            } => {
                self.said("findings", title);
                self.said("subtitle", subtitle);
            }
            Block::Notice { title, text, .. } => {
                self.said("notice", title);
                self.said("text", text);
            }
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.said(&format!("figure {}", figure.id), &figure.title);
        self.said("subtitle", &figure.subtitle);
        if let Some(source) = &figure.source {
            self.said("source", source);
        }
        self.said("heard", &describe(&figure.chart));
    }

    fn finding(&mut self, place: &str, finding: &Finding) {
        self.said(place, &finding.title);
        self.said("  text", &finding.text);
        if let Some((step, _)) = &finding.action {
            self.said("  step", step);
        }
    }

    fn table(&mut self, table: &Table) {
        let labels: Vec<String> = table.columns.iter().map(|it| self.say(&it.label)).collect();
        self.line(&format!("{} | {}", table.id, labels.join(" | ")));
        let rows = table.rows.len();
        for (at, row) in table.rows.iter().enumerate() {
            if at + 1 == SHOWN_ROWS && rows > SHOWN_ROWS {
                self.line(&format!("  … {} more", rows - SHOWN_ROWS));
            }
            if at + 1 < SHOWN_ROWS || at + 1 == rows {
                self.row(table, row);
            }
        }
        if let Some(total) = &table.total {
            self.row(table, total);
        }
    }

    fn row(&mut self, table: &Table, row: &Row) {
        let cells: Vec<String> = row
            .cells
            .iter()
            .zip(&table.columns)
            .map(|(cell, column)| value_text(cell, column.decimals, self.speaker))
            .collect();
        let detail = row.detail.as_ref().map_or(String::new(), |detail| {
            format!(" ({})", detail.say(self.speaker))
        });
        self.line(&format!("  {}{detail}", cells.join(" | ")));
    }
}

fn all_panels(shop: &mut Shop) -> Vec<Panel> {
    REGISTRY.iter().map(|entry| shop.panel(entry.id)).collect()
}

#[test]
fn every_panel_of_every_sample() {
    for (kind, customer) in [
        (SampleKind::Deli, "10083"),
        (SampleKind::Furniture, "0103"),
        (SampleKind::Online, "C00002"),
    ] {
        let mut shop = Shop::sample(kind);
        let mut panels = all_panels(&mut shop);
        panels.push(shop.card(customer));
        for panel in &panels {
            let text = page(panel, &shop.speaker);
            golden::check(&format!("panels/{}_{}.txt", kind.id(), panel.id), &text);
        }
    }
}

#[test]
fn hardly_any_data() {
    let shops = [
        ("one_row", "c,2024-03-05,12.50\n", "c"),
        (
            "one_customer",
            "c,2024-01-02,10\nc,2024-02-02,20\nc,2024-03-05,30\nc,2024-04-05,30\nc,2024-05-06,-5\n",
            "c",
        ),
        (
            "one_day",
            "a,2024-03-05,1\nb,2024-03-05,2\nc,2024-03-05,3\n",
            "b",
        ),
        ("only_refunds", "a,2024-03-05,-1\nb,2024-04-05,-2.50\n", "a"),
        ("only_free_goods", "a,2024-03-05,0\nb,2024-05-05,0\n", "a"),
        (
            "two_customers",
            "a,2023-01-02,10\na,2023-06-02,20\na,2024-12-31,5\nb,2023-03-05,30\n",
            "b",
        ),
        (
            "refunds_outweigh",
            "a,2024-01-05,10\na,2024-03-05,-30\nb,2024-03-05,4\nb,2024-04-08,-4\nc,2024-04-30,-1\n",
            "a",
        ),
    ];
    for (name, rows, customer) in shops {
        thin(name, rows, customer);
    }
}

fn thin(name: &str, rows: &str, customer: &str) {
    let text = format!("customer,date,amount\n{rows}");
    let mut shop = Shop::file(&text);
    let mut panels = all_panels(&mut shop);
    panels.push(shop.card(customer));
    let pages: Vec<String> = panels
        .iter()
        .map(|panel| page(panel, &shop.speaker))
        .collect();
    let all = pages.join("\n");
    for wrong in ["NaN", "inf", "1 customers", "1 visits", "1 rows", "1 days"] {
        let wrong = format!(" {wrong} ");
        assert!(!all.contains(&wrong), "“{wrong}” in {name}:\n{all}");
    }
    golden::check(&format!("panels/thin_{name}.txt"), &pages.join("\n\n"));
}

/// A dozen customers, then six silent years, then others.
#[test]
fn a_gap_of_years() {
    let mut rows = String::new();
    for (first, year) in [(0, 2015), (8, 2022), (8, 2023)] {
        for customer in first..first + 12 {
            for month in [1, 4, 7, 10, 12] {
                let units = 10 + customer;
                let _ = writeln!(rows, "k{customer:02},{year}-{month:02}-15,{units}");
            }
        }
    }
    rows.push_str("k08,2023-12-31,5\n");
    thin("gap_of_years", &rows, "k03");
}
