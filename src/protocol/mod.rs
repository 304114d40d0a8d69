//! What the page and the engine say to each other: the only wire format.
//!
//! A message is bytes of [`wire`], with a file or bytes attached. Imports the vocabulary of `base`,
//! `dataset`, `ingest`, `i18n`, `chart::spec` and `panels`.
//!
//! - `address`: where in the program one is, as text after the `#`
//! - `periods`: the periods the frame offers at one touch
//! - `recipe_edit`: one decision of a recipe taken differently
//! - `window`: which rows of a long list are asked for
//! - `wire`: messages as bytes

pub mod address;
pub mod periods;
pub mod recipe_edit;
pub mod window;
pub mod wire;

use serde::{Deserialize, Serialize};

use crate::base::{Day, Period};
use crate::dataset::{Filter, Handled, Reconciliation, Role, TableKind, View};
use crate::i18n::{CustomerRef, Message};
use crate::ingest::Recipe;
pub use crate::ingest::{
    ColumnEvidence, Evidence, EvidenceAbout, IssueGroup, PartLines, PreviewRow, Question,
};
use crate::panels::panel::{Column, Selection, Value};
use crate::panels::{Panel, ParamValues};

/// Counts imports and view changes; an event of an older revision is stale.
pub type Revision = u32;

/// Tells the answer to a request from others of its kind.
pub type JobId = u32;

/// Ties page and engine of one build together.
pub const BUILD_ID: &str = match option_env!("REGULARS_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

/// From the page to the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Read these files (attached), one after another. `recipes` are the stored ones by header
    /// shape; `today` only flags dates after it.
    Open {
        /// Their names.
        names: Vec<String>,
        /// Stored recipes.
        recipes: Vec<StoredRecipe>,
        /// The person's today.
        today: Option<Day>,
        /// Places of files and what the person says they hold; the others tell it themselves.
        tables: Vec<(u32, TableKind)>,
    },
    /// Generate a sample and read it as if it were a file.
    OpenSample {
        /// Its id: `deli`, `furniture`, `online`.
        sample: String,
    },
    /// Read again with this recipe; answered by a `Preview` at once and a `Read` after the pass.
    Reread {
        /// The recipe.
        recipe: Recipe,
    },
    /// Use what was read: the dataset becomes the session's.
    Analyse,
    /// Change the view.
    SetView {
        /// The view.
        view: View,
    },
    /// Alarms that were dealt with, all of them; nothing is answered.
    SetHandled {
        /// By the customer's id in the file.
        handled: Vec<(String, Handled)>,
    },
    /// Run a panel.
    Run {
        /// Correlates the answer.
        job: JobId,
        /// Panel id.
        panel: String,
        /// Parameters.
        params: ParamValues,
    },
    /// Stop computing a panel.
    Stop {
        /// The job of its request.
        job: JobId,
    },
    /// A customer's card.
    Card {
        /// Correlates the answer.
        job: JobId,
        /// Customer id in the file.
        customer: String,
        /// Parameters of the panels it rests on, taken along.
        params: ParamValues,
    },
    /// Open a list of customers.
    OpenList {
        /// Correlates the answer.
        job: JobId,
        /// Who, in what order.
        query: ListQuery,
    },
    /// A window of a list, at most 200 rows.
    Rows {
        /// Correlates the answer.
        job: JobId,
        /// List.
        list: u32,
        /// First row, from 0.
        from: u32,
        /// How many.
        count: u32,
    },
    /// A file of a list, of the set-aside rows, or of a panel's table.
    Export {
        /// Correlates the answer.
        job: JobId,
        /// What.
        what: ExportWhat,
    },
}

/// A stored recipe and the header it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredRecipe {
    /// Header cells, verbatim.
    pub header: Vec<String>,
    /// The recipe.
    pub recipe: Recipe,
}

/// What leaves as a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportWhat {
    /// Customers as CSV, with the columns of the customer list.
    Customers {
        /// Who, in what order.
        query: ListQuery,
    },
    /// Rows set aside, as they stood, with line and reason.
    SetAside,
    /// Rows of a further table that are not joined, and of the table of customers also the
    /// customers without a row.
    Unmatched {
        /// Which of the tables of records; `None` is the table of customers.
        records: Option<u32>,
    },
    /// A panel's table as CSV.
    PanelTable {
        /// Panel id.
        panel: String,
        /// Parameters.
        params: ParamValues,
        /// Table id.
        table: String,
    },
}

/// Which customers, in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Which set.
    pub selection: Selection,
    /// Parameters of the panel that names the set.
    pub params: ParamValues,
    /// Part of a name or id.
    pub search: String,
    /// Column id.
    pub sort: String,
    /// Largest first.
    pub descending: bool,
}

/// From the engine to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The engine runs.
    Ready {
        /// Its build.
        build: String,
    },
    /// Something long goes on.
    Progress {
        /// What.
        stage: Stage,
        /// Bytes read.
        bytes_done: u64,
        /// Bytes in all.
        bytes_total: u64,
        /// Rows read.
        rows: u64,
    },
    /// The first rows under a recipe.
    Preview(Box<Preview>),
    /// The whole file was read: it can be analysed, or the person must decide first.
    Read(Box<ReadResult>),
    /// The session has this data and view.
    Session(Box<SessionInfo>),
    /// A panel is done.
    Finished {
        /// Of which request.
        job: JobId,
        /// Of which data.
        revision: Revision,
        /// The panel.
        panel: Box<Panel>,
    },
    /// A panel takes a while.
    Working {
        /// Of which request.
        job: JobId,
        /// The share that is done, from 0 to 1.
        share: f64,
    },
    /// A panel was stopped, asked for anew under other parameters, or belongs to an older view.
    Dropped {
        /// Of which request.
        job: JobId,
    },
    /// A list is open.
    ListOpened {
        /// Of which request.
        job: JobId,
        /// Of which data.
        revision: Revision,
        /// Its id.
        list: u32,
        /// Rows in it.
        total: u32,
        /// Customers in all.
        of: u32,
        /// What the set is, in words.
        title: Message,
        /// Its columns.
        columns: Vec<Column>,
    },
    /// A window of a list.
    Rows {
        /// Of which request.
        job: JobId,
        /// List.
        list: u32,
        /// First row.
        from: u32,
        /// The rows.
        rows: Vec<ListRow>,
    },
    /// A file to save (bytes attached).
    File {
        /// Of which request.
        job: JobId,
        /// Proposed name.
        name: String,
        /// MIME type.
        mime: String,
    },
    /// A request could not be done.
    Failed {
        /// Of which request, if it had a job.
        job: Option<JobId>,
        /// The sentence.
        message: Message,
        /// More, folded.
        details: Option<Message>,
    },
    /// The engine stopped by a fault; the page restarts it.
    Crashed {
        /// The panic's text.
        text: String,
    },
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Generating a sample.
    Generating,
    /// Reading rows.
    Reading,
    /// Sorting and checking.
    Sorting,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListRow {
    /// Who.
    pub customer: CustomerRef,
    /// One value a column.
    pub cells: Vec<Value>,
    /// Silent for longer than the rule allows.
    pub overdue: bool,
}

/// The first rows of a file under a recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// File name.
    pub name: String,
    /// Size in bytes.
    pub size_bytes: u64,
    /// The recipe in force: guessed, stored or chosen.
    pub recipe: Recipe,
    /// Whether it is a stored one.
    pub remembered: bool,
    /// What each of several files is, in the order of the request; none of one.
    pub tables: Vec<(String, TableKind)>,
    /// Sheets of a workbook, and whether a person sees them; none of a text.
    pub sheets: Vec<(String, bool)>,
    /// Header cells, verbatim.
    pub header: Vec<String>,
    /// At most 50 records, decoded.
    pub rows: Vec<PreviewRow>,
    /// Why the file is read so: encoding, delimiter, quote, header.
    pub evidence: Vec<Evidence>,
    /// One entry a column.
    pub columns: Vec<ColumnEvidence>,
}

/// What the pass over the whole file gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadResult {
    /// The recipe the pass ended with (whole-file evidence may have changed it).
    pub recipe: Recipe,
    /// Evidence over the whole file.
    pub evidence: Vec<Evidence>,
    /// By column, over the whole file.
    pub columns: Vec<ColumnEvidence>,
    /// The account.
    pub reconciliation: Reconciliation,
    /// Groups of odd rows, in words.
    pub groups: Vec<IssueGroup>,
    /// What the person must decide before the rows can be used; empty when nothing.
    pub questions: Vec<Question>,
    /// Codes of the currencies in the file, and their rows.
    pub currencies: Vec<(String, u64)>,
    /// The files or sheets that were read one after another.
    pub parts: Vec<PartLines>,
    /// A value of each column of the table of customers, when one was joined.
    pub table_examples: Vec<String>,
}

/// What the session speaks of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionInfo {
    /// Of which data and view.
    pub revision: Revision,
    /// File name.
    pub name: String,
    /// Header cells, verbatim.
    pub header: Vec<String>,
    /// The recipe.
    pub recipe: Recipe,
    /// The account of the whole file.
    pub reconciliation: Reconciliation,
    /// The view in force.
    pub view: View,
    /// As-of day in force.
    pub as_of: Day,
    /// Period in force.
    pub period: Period,
    /// Compared period, if any.
    pub compared: Option<Period>,
    /// Rows in view (after filters).
    pub rows_in_view: u64,
    /// Customers in view.
    pub customers_in_view: u64,
    /// Roles the file has.
    pub roles: Vec<Role>,
    /// Columns that can be filtered, each with its most frequent values and their rows.
    pub filterable: Vec<Filterable>,
    /// Whether the rows are customers with their totals: there is no period and no rhythm.
    pub is_of_totals: bool,
    /// Whether the day of every customer's first purchase is known.
    pub knows_first_days: bool,
    /// The first and last day of the data.
    pub span: Period,
}

/// A column that can be filtered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filterable {
    /// The filter without its value.
    pub filter: Filter,
    /// The column's name.
    pub label: Message,
    /// Values with their rows, most frequent first, at most 200.
    pub values: Vec<(String, u64)>,
}
