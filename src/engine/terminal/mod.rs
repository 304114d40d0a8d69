//! The same session in a terminal: arguments in, JSON or tables out.
//!
//! Touches no file: the program around it opens the file and hands the bytes over.
//!
//! - `arguments`: the words after the program's name
//! - `heard`: whether every parameter was heard
//! - `recipe_changes`: what to write into a recipe to give an answer
//! - `tables`: the answer as people read it

mod arguments;
mod heard;
mod recipe_changes;
mod tables;

pub use arguments::{Arguments, Command, Format, parse};

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::standing::Lines;
use super::{Collected, Engine, Fault, Source};
use crate::base::Period;
use crate::dataset::View;
use crate::export::{Json, panel_json, reconciliation_json};
use crate::i18n::terminal::Terminal;
use crate::i18n::{Say as _, Speaker};
use crate::ingest::Recipe;
use crate::panels::Panel;
use crate::panels::panel::Value;
use crate::protocol::{Event, ListQuery, ReadResult, Request, SessionInfo, StoredRecipe};

/// What the program writes when it could answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// For the standard output.
    pub text: String,
    /// The customer list, when it was asked for.
    pub customers: Option<Vec<u8>>,
}

/// What the program says when it could not: the sentences for the standard error.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal(Box<Terminal>);

impl Refusal {
    /// The sentences.
    pub fn text(&self) -> String {
        self.0.say(&Speaker::default())
    }
}

impl From<Terminal> for Refusal {
    fn from(message: Terminal) -> Self {
        Self(Box::new(message))
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self(Box::new(fault.message().into()))
    }
}

/// A recipe as written in a file.
pub fn recipe_from_json(text: &str) -> Result<Recipe, Refusal> {
    serde_json::from_str(text).map_err(|error| {
        Refusal::from(Terminal::RecipeUnreadable {
            error: error.to_string(),
        })
    })
}

/// Reads the files and answers what the arguments ask for.
pub fn analyse(
    arguments: &Arguments,
    recipe: Option<Recipe>,
    sources: Vec<Box<dyn Source>>,
) -> Result<Answer, Refusal> {
    let mut session = Session {
        engine: Engine::new(),
        size_bytes: sources.iter().map(|source| source.size_bytes()).sum(),
    };
    let result = session.read(arguments, recipe, sources)?;
    if arguments.print_recipe {
        return Ok(Answer {
            text: pretty(&result.recipe),
            customers: None,
        });
    }
    if let Some(question) = result.questions.first() {
        return Err(Refusal::from(Terminal::Decide {
            question: Box::new(question.text.clone()),
            because: Box::new(question.because.clone()),
            file: arguments.files.join(" "),
            choices: recipe_changes::choices(&result.recipe, &result.columns, question),
        }));
    }
    if result.reconciliation.rows_used == 0 {
        let groups = result.groups.iter().filter(|group| group.set_aside);
        return Err(Refusal::from(Terminal::NoRows {
            groups: groups
                .map(|group| (group.rows, group.label.clone()))
                .collect(),
        }));
    }
    let info = session.look(&arguments.view)?;
    let panels = session.panels(arguments)?;
    let text = match arguments.format {
        Format::Json => pretty(&Document {
            arguments,
            size_bytes: session.size_bytes,
            info: &info,
            panels: &panels,
        }),
        Format::Text => in_words(&info, &panels),
    };
    let customers = match arguments.customers {
        Some(_) => Some(session.customers(arguments)?),
        None => None,
    };
    session.check_others(arguments)?;
    Ok(Answer { text, customers })
}

struct Session {
    engine: Engine,
    size_bytes: u64,
}

impl Session {
    /// Opens the file; a recipe takes the place of the guess before anything is read.
    fn read(
        &mut self,
        arguments: &Arguments,
        recipe: Option<Recipe>,
        sources: Vec<Box<dyn Source>>,
    ) -> Result<ReadResult, Refusal> {
        let mut sink = Collected::default();
        // What the recipe says of the files beside the sales is needed before they are told apart.
        let known = recipe.iter().map(|recipe| StoredRecipe {
            header: recipe.columns.iter().map(|it| it.name.clone()).collect(),
            recipe: recipe.clone(),
        });
        let open = Request::Open {
            names: arguments
                .files
                .iter()
                .map(|path| file_name(path).to_owned())
                .collect(),
            recipes: known.collect(),
            today: arguments.today,
            tables: arguments.tables(),
        };
        self.engine.begin(open, sources, &mut sink);
        let joins = recipe
            .as_ref()
            .and_then(|recipe| recipe.customers_table.as_ref());
        let joins = joins
            .filter(|table| table.joined)
            .map(|table| table.name.clone());
        if let Some(recipe) = recipe {
            sink = Collected::default();
            self.engine
                .begin(Request::Reread { recipe }, Vec::new(), &mut sink);
        }
        while self.engine.step(&mut sink) {}
        let result = pick(sink, |event| match event {
            Event::Read(result) => Some(*result),
            _ => None,
        })?;
        match joins {
            Some(name) if result.recipe.customers_table.is_none() => {
                Err(Refusal::from(Terminal::TableMissing { name }))
            }
            _ => Ok(result),
        }
    }

    /// Takes the data into analysis. A period that was not given is everything up to the as-of
    /// day.
    fn look(&mut self, view: &View) -> Result<SessionInfo, Refusal> {
        let info = self.session_of(Request::Analyse)?;
        if info.is_of_totals
            && (view.period.is_some() || view.as_of.is_some_and(|day| day < info.span.to))
        {
            return Err(Refusal::from(Terminal::OnlyTotals));
        }
        let as_of = view.as_of.unwrap_or(info.span.to);
        let everything = Period {
            from: info.span.from.min(as_of),
            to: as_of,
        };
        self.session_of(Request::SetView {
            view: View {
                period: view.period.or(Some(everything)),
                ..view.clone()
            },
        })
    }

    fn session_of(&mut self, request: Request) -> Result<SessionInfo, Refusal> {
        pick(self.ask(request), |event| match event {
            Event::Session(info) => Some(*info),
            _ => None,
        })
    }

    /// The panels asked for, in order.
    fn panels(&mut self, arguments: &Arguments) -> Result<Vec<Answered>, Refusal> {
        let wanted = match arguments.panels.as_slice() {
            [] => arguments::all_panels(),
            some => some.to_vec(),
        };
        let mut panels = Vec::with_capacity(wanted.len());
        for id in wanted {
            if id == arguments::QUALITY {
                panels.push(Answered::Quality);
                continue;
            }
            let panel = self.panel(&id, arguments)?;
            self.check(&panel, arguments)?;
            panels.push(Answered::Panel(Box::new(panel)));
        }
        Ok(panels)
    }

    fn panel(&mut self, id: &str, arguments: &Arguments) -> Result<Panel, Refusal> {
        self.finished(Request::Run {
            job: 0,
            panel: id.to_owned(),
            params: arguments.params_along(id),
        })
    }

    fn finished(&mut self, request: Request) -> Result<Panel, Refusal> {
        pick(self.ask(request), |event| match event {
            Event::Finished { panel, .. } => Some(*panel),
            _ => None,
        })
    }

    /// The customer list, with the groups and classes of the panels beside it.
    fn customers(&mut self, arguments: &Arguments) -> Result<Vec<u8>, Refusal> {
        let lines = Lines::of(&|panel| arguments.params_of(panel));
        Ok(self.engine.customers_csv(&largest_first(), &lines)?)
    }

    fn ask(&mut self, request: Request) -> Collected {
        let mut sink = Collected::default();
        self.engine.handle(request, Vec::new(), &mut sink);
        sink
    }
}

/// One panel of the answer.
enum Answered {
    /// The account itself.
    Quality,
    /// A computed one.
    Panel(Box<Panel>),
}

/// The wanted event, or the failure that came instead.
fn pick<T>(answers: Collected, wanted: impl Fn(Event) -> Option<T>) -> Result<T, Refusal> {
    let mut found = None;
    for (event, _) in answers.0 {
        if let Event::Failed { message, .. } = event {
            return Err(Refusal(Box::new(message.into())));
        }
        found = wanted(event).or(found);
    }
    found.ok_or_else(|| Refusal::from(Terminal::NoAnswer))
}

fn largest_first() -> ListQuery {
    ListQuery {
        sort: "revenue".to_owned(),
        descending: true,
        ..ListQuery::default()
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The answer under its stable names.
struct Document<'a> {
    arguments: &'a Arguments,
    size_bytes: u64,
    info: &'a SessionInfo,
    panels: &'a [Answered],
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let account = reconciliation_json(&self.info.reconciliation);
        let panels = self.panels.iter().map(|panel| match panel {
            Answered::Quality => (arguments::QUALITY.to_owned(), account.clone()),
            Answered::Panel(panel) => (panel.id.clone(), panel_json(panel)),
        });
        let panels = Json::Object(panels.collect());
        let mut document = serializer.serialize_map(None)?;
        document.serialize_entry("source", &self.source())?;
        document.serialize_entry("recipe", &self.info.recipe)?;
        document.serialize_entry("reconciliation", &account)?;
        document.serialize_entry("view", &self.view())?;
        if self.info.is_of_totals {
            let missing = NEED_SINGLE_PURCHASES.map(|name| Json::Text(name.to_owned()));
            document.serialize_entry("needs_single_purchases", &Json::List(missing.to_vec()))?;
        }
        if !self.info.knows_first_days {
            let missing = NEED_FIRST_DAYS.map(|name| Json::Text(name.to_owned()));
            document.serialize_entry("needs_first_days", &Json::List(missing.to_vec()))?;
        }
        document.serialize_entry("panels", &panels)?;
        document.end()
    }
}

/// What a list of customers cannot say: months, changes and movement of the overview, parts of the
/// time, rhythms.
const NEED_SINGLE_PURCHASES: [&str; 6] = [
    "overview.months",
    "overview.movement",
    "overview.changes",
    "view.period",
    "usual_gap",
    "card.timeline",
];

/// What a list of customers cannot say without the day of the first purchase.
const NEED_FIRST_DAYS: [&str; 3] = ["value_frequency", "visit_bands", "value"];

impl Document<'_> {
    fn source(&self) -> Json {
        let size = self.size_bytes.try_into().unwrap_or(i64::MAX);
        object([
            (
                "name",
                Json::Text(
                    self.arguments
                        .files
                        .iter()
                        .map(|path| file_name(path))
                        .collect::<Vec<_>>()
                        .join(" + "),
                ),
            ),
            ("size_bytes", Json::Whole(size)),
        ])
    }

    fn view(&self) -> Json {
        let whole = |count: u64| Json::Whole(count.try_into().unwrap_or(i64::MAX));
        let period = |period: Period| Json::Text(period.to_string());
        object([
            ("as_of", Json::from(&Value::Day(self.info.as_of))),
            ("period", period(self.info.period)),
            ("compared", self.info.compared.map_or(Json::Null, period)),
            ("rows", whole(self.info.rows_in_view)),
            ("customers", whole(self.info.customers_in_view)),
        ])
    }
}

fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(
        entries
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec(),
    )
}

fn in_words(info: &SessionInfo, panels: &[Answered]) -> String {
    let speaker = Speaker {
        currency: info.reconciliation.currency.clone(),
        ..Speaker::default()
    };
    let mut parts = vec![info.name.clone(), tables::account(info, &speaker)];
    for panel in panels {
        if let Answered::Panel(panel) = panel {
            parts.push(tables::panel(panel, &speaker));
        }
    }
    parts.join("\n\n")
}

fn pretty(document: &impl Serialize) -> String {
    // Writing to memory fails for no value made here.
    serde_json::to_string_pretty(document).unwrap_or_default()
}
