//! How the file was read: its decisions, each with what speaks for it.

use crate::app::link::Link;
use crate::app::state::{Import, ImportPhase, say, speaker};
use crate::app::view::prelude::*;
use crate::i18n::Say as _;
use crate::i18n::mapping::Mapping;
use crate::ingest::{DateOrder, Encoding, Recipe, SourceFormat};
use crate::protocol::{EvidenceAbout, recipe_edit};

/// Header records offered.
const HEADER_RECORDS: u32 = 12;

/// Currencies offered beside the one in force.
const CURRENCIES: [&str; 16] = [
    "EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF", "PLN", "CZK", "HUF", "RON", "UAH", "RUB",
    "TRY", "JPY", "CAD",
];

/// One of a few, as it stands in the control: its value and its words.
type Offered = (String, Words);

/// Words of a choice: ours, or a code that is the same in every language.
#[derive(Clone, PartialEq)]
enum Words {
    Ours(Mapping),
    Code(String),
}

/// A decision about the form of the file.
#[derive(Clone, Copy, PartialEq)]
enum Decision {
    Sheet,
    Layout,
    Encoding,
    Delimiter,
    Quote,
    Decimal,
    DateOrder,
    Header,
    RowsAbove,
    RowsBelow,
    Currency,
}

impl Decision {
    /// The decisions about a file of this kind.
    fn of(recipe: &Recipe) -> Vec<Self> {
        let mut decisions = match recipe.source.format {
            SourceFormat::Csv => vec![Self::Encoding, Self::Delimiter, Self::Quote],
            SourceFormat::Xlsx | SourceFormat::Ods => vec![Self::Sheet],
        };
        if recipe.source.unfold_months {
            decisions.push(Self::Layout);
        }
        // With a header, its row says what stands above it.
        let left_out = match recipe.source.header_record {
            Some(_) => Self::RowsBelow,
            None => Self::RowsAbove,
        };
        let others = [Self::Decimal, Self::DateOrder, Self::Header, left_out];
        decisions.extend(others);
        decisions.push(Self::Currency);
        decisions
    }

    fn id(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Layout => "layout",
            Self::Encoding => "encoding",
            Self::Delimiter => "delimiter",
            Self::Quote => "quote",
            Self::Decimal => "decimal",
            Self::DateOrder => "date_order",
            Self::Header => "header",
            Self::RowsAbove => "rows_above",
            Self::RowsBelow => "rows_below",
            Self::Currency => "currency",
        }
    }

    fn name(self) -> Mapping {
        match self {
            Self::Sheet => Mapping::Sheet,
            Self::Layout => Mapping::Layout,
            Self::Encoding => Mapping::Encoding,
            Self::Delimiter => Mapping::Delimiter,
            Self::Quote => Mapping::Quote,
            Self::Decimal => Mapping::Decimal,
            Self::DateOrder => Mapping::DateOrder,
            Self::Header => Mapping::Header,
            Self::RowsAbove => Mapping::RowsAbove,
            Self::RowsBelow => Mapping::RowsBelow,
            Self::Currency => Mapping::Currency,
        }
    }

    fn about(self) -> Option<EvidenceAbout> {
        Some(match self {
            Self::Sheet => EvidenceAbout::Sheet,
            Self::Layout => EvidenceAbout::Layout,
            Self::Encoding => EvidenceAbout::Encoding,
            Self::Delimiter => EvidenceAbout::Delimiter,
            Self::Quote => EvidenceAbout::Quote,
            Self::Decimal => EvidenceAbout::Decimal,
            Self::DateOrder => EvidenceAbout::DateOrder,
            Self::Header => EvidenceAbout::Header,
            Self::RowsAbove | Self::RowsBelow => return None,
            Self::Currency => EvidenceAbout::Currency,
        })
    }

    /// The value in force, empty when it is not decided.
    fn value(self, recipe: &Recipe) -> String {
        match self {
            Self::Sheet => match (&recipe.source.sheet, recipe.source.further_sheets.len()) {
                (Some(sheet), 0) => sheet.clone(),
                _ => ALL_SHEETS.to_owned(),
            },
            Self::Layout => "months".to_owned(),
            Self::Encoding => recipe.source.encoding.id().to_owned(),
            Self::Delimiter => recipe.source.delimiter.to_string(),
            Self::Quote => {
                let source = &recipe.source;
                let mut known = QUOTES.iter();
                let known = known.find(|known| (known.1, known.2) == (source.quote, source.escape));
                known.map_or("", |(id, ..)| id).to_owned()
            }
            Self::RowsAbove => recipe.source.skip_records.to_string(),
            Self::RowsBelow => recipe.source.skip_below.to_string(),
            Self::Decimal => recipe_edit::decimal(recipe)
                .map(String::from)
                .unwrap_or_default(),
            Self::DateOrder => recipe_edit::date_order(recipe)
                .map(|order| order.id().to_owned())
                .unwrap_or_default(),
            Self::Header => recipe.source.header_record.map_or_else(
                || "none".to_owned(),
                |record| (record + recipe.source.skip_records).to_string(),
            ),
            Self::Currency => recipe.rules.currency.clone().unwrap_or_default(),
        }
    }

    /// What can be chosen.
    fn options(self) -> Vec<Offered> {
        match self {
            // The sheets stand in the file; see `OneDecision`.
            Self::Sheet => Vec::new(),
            Self::Layout => [
                ("months", Mapping::LayoutMonths),
                ("rows", Mapping::LayoutRows),
            ]
            .map(|(id, words)| (id.to_owned(), Words::Ours(words)))
            .to_vec(),
            Self::Encoding => Encoding::all()
                .map(|encoding| {
                    let id = encoding.id().to_owned();
                    (id.clone(), Words::Ours(Mapping::EncodingName { id }))
                })
                .collect(),
            Self::Delimiter => [',', ';', '\t', '|', '^', '~', ' ']
                .map(|mark| {
                    (
                        mark.to_string(),
                        Words::Ours(Mapping::DelimiterName { mark }),
                    )
                })
                .to_vec(),
            Self::Quote => QUOTES
                .map(|(id, ..)| (id.to_owned(), Words::Ours(Mapping::QuoteName { id })))
                .to_vec(),
            Self::RowsAbove | Self::RowsBelow => (0..=ROWS_LEFT_OUT)
                .map(|rows| (rows.to_string(), Words::Ours(Mapping::RowsLeftOut { rows })))
                .collect(),
            Self::Decimal => ['.', ',']
                .map(|mark| (mark.to_string(), Words::Ours(Mapping::DecimalName { mark })))
                .to_vec(),
            Self::DateOrder => DateOrder::ALL
                .iter()
                .map(|order| {
                    let id = order.id().to_owned();
                    (id.clone(), Words::Ours(Mapping::DateOrderName { id }))
                })
                .collect(),
            Self::Header => (1..=HEADER_RECORDS)
                .map(|record| {
                    (
                        record.to_string(),
                        Words::Ours(Mapping::HeaderRow { record }),
                    )
                })
                .chain([("none".to_owned(), Words::Ours(Mapping::HeaderNone))])
                .collect(),
            Self::Currency => [(String::new(), Words::Ours(Mapping::CurrencyNone))]
                .into_iter()
                .chain(CURRENCIES.map(|code| (code.to_owned(), Words::Code(code.to_owned()))))
                .collect(),
        }
    }

    /// The recipe with this decision taken so.
    fn take(self, recipe: &Recipe, value: &str) -> Option<Recipe> {
        Some(match self {
            Self::Sheet if value == ALL_SHEETS => return None,
            Self::Sheet => recipe_edit::with_sheet(recipe, value),
            Self::Layout => recipe_edit::without_months(recipe),
            Self::Encoding => recipe_edit::with_encoding(
                recipe,
                Encoding::all().find(|encoding| encoding.id() == value)?,
            ),
            Self::Delimiter => recipe_edit::with_delimiter(recipe, value.chars().next()?),
            Self::Quote => {
                let (_, quote, escape) = QUOTES.into_iter().find(|(id, ..)| *id == value)?;
                recipe_edit::with_quote(recipe, quote, escape)
            }
            Self::RowsAbove => recipe_edit::with_rows_above(recipe, value.parse().ok()?),
            Self::RowsBelow => recipe_edit::with_rows_below(recipe, value.parse().ok()?),
            Self::Decimal => recipe_edit::with_decimal(recipe, value.chars().next()?),
            Self::DateOrder => recipe_edit::with_date_order(
                recipe,
                DateOrder::ALL
                    .into_iter()
                    .find(|order| order.id() == value)?,
            ),
            Self::Header => recipe_edit::with_header(recipe, value.parse().ok()),
            Self::Currency => recipe_edit::with_currency(recipe, value),
        })
    }
}

/// All sheets with the same columns together, as a value no sheet can have: names have no slash.
const ALL_SHEETS: &str = "/";

/// Rows that may be left out above or below a header.
const ROWS_LEFT_OUT: u32 = 12;

/// Ways in which cells are quoted: mark around them, mark before a mark within.
const QUOTES: [(&str, Option<char>, Option<char>); 4] = [
    ("doubled", Some('"'), None),
    ("escaped", Some('"'), Some('\\')),
    ("single", Some('\''), None),
    ("none", None, None),
];

/// How one file was read, in one line: for the data page and the progress.
pub(super) fn read_as(recipe: &Recipe) -> Mapping {
    Mapping::StageReadAs {
        encoding: recipe.source.encoding.id().to_owned(),
        delimiter: recipe.source.delimiter,
    }
}

/// The block of decisions.
#[component]
pub(super) fn Formats() -> impl IntoView {
    let import = expect_context::<Import>();
    let decisions = Memo::new(move |_| {
        import
            .recipe()
            .map(|recipe| Decision::of(&recipe))
            .unwrap_or_default()
    });
    view! {
        <section class="fig s12">
            <h2>{say(Mapping::HowRead)}</h2>
            <div class="fig-body">
                <div class="formats">
                    {move || {
                        decisions
                            .get()
                            .into_iter()
                            .map(|decision| view! { <OneDecision decision=decision/> })
                            .collect_view()
                    }}
                </div>
            </div>
        </section>
    }
}

#[component]
fn OneDecision(decision: Decision) -> impl IntoView {
    let import = expect_context::<Import>();
    let link = expect_context::<Link>();
    let speaker = speaker();
    let recipe = Memo::new(move |_| import.recipe());
    let value = Memo::new(move |_| {
        recipe
            .read()
            .as_ref()
            .map(|recipe| decision.value(recipe))
            .unwrap_or_default()
    });
    // What is in force stands in the list even when it is none of the usual choices.
    let options = Memo::new(move |_| {
        let mut options = decision.options();
        if let (Decision::Sheet, Some(preview)) = (decision, &*import.preview.read()) {
            let further = preview.recipe.source.further_sheets.len() as u32;
            if further > 0 {
                let words = Mapping::SheetsTogether {
                    sheets: further + 1,
                };
                options.push((ALL_SHEETS.to_owned(), Words::Ours(words)));
            }
            options.extend(preview.sheets.iter().map(|(name, is_visible)| {
                let words = if *is_visible {
                    Words::Code(name.clone())
                } else {
                    Words::Ours(Mapping::HiddenSheet { name: name.clone() })
                };
                (name.clone(), words)
            }));
        }
        let value = value.get();
        if !options.iter().any(|(id, _)| *id == value) {
            let words = if value.is_empty() {
                Words::Ours(Mapping::NotDecided)
            } else {
                Words::Code(value.clone())
            };
            options.insert(0, (value, words));
        }
        options
    });
    let because = move || {
        let about = decision.about()?;
        let is_read = *import.phase.read() != ImportPhase::Reading;
        let read = import.read.read();
        let preview = import.preview.read();
        let evidence = match (read.as_ref().filter(|_| is_read), &*preview) {
            (Some(read), _) => &read.evidence,
            (None, Some(preview)) => &preview.evidence,
            (None, None) => return None,
        };
        evidence
            .iter()
            .find(|evidence| evidence.about == about)
            .map(|evidence| evidence.because.say(&speaker.read()))
    };
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        let changed = recipe
            .get_untracked()
            .and_then(|recipe| decision.take(&recipe, &chosen));
        if let Some(changed) = changed {
            link.reread(changed);
        }
    };
    view! {
        <label class="field">
            <span>{say(decision.name())}</span>
            <select class="select" data-decision=decision.id() on:change=choose>
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(id, words)| {
                            let chosen = {
                                let id = id.clone();
                                move || *value.read() == id
                            };
                            let words = move || match &words {
                                Words::Ours(message) => message.say(&speaker.read()),
                                Words::Code(code) => code.clone(),
                            };
                            view! {
                                <option value=id prop:selected=chosen>
                                    {move || words()}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
            <em>{move || because()}</em>
        </label>
    }
}
