//! What a reading says about the file: plain data for the page, the terminal and the tests.

use serde::{Deserialize, Serialize};

use super::Recipe;
use crate::base::Money;
use crate::dataset::{Dataset, IssueLog, MatchReports, Reconciliation, Role};
use crate::i18n::Message;

/// The first rows of a file under a recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewParts {
    /// The recipe in force: guessed, stored or chosen.
    pub recipe: Recipe,
    /// Whether it is a stored one.
    pub remembered: bool,
    /// Sheets of a workbook, and whether a person sees them; none of a text.
    pub sheets: Vec<(String, bool)>,
    /// Header cells, verbatim; made-up names when the file has no header.
    pub header: Vec<String>,
    /// At most [`PreviewParts::ROWS`] records, decoded.
    pub rows: Vec<PreviewRow>,
    /// Why the file is read so, from the first bytes.
    pub evidence: Vec<Evidence>,
    /// One entry a column, from the first bytes.
    pub columns: Vec<ColumnEvidence>,
}

impl PreviewParts {
    /// Most rows a preview holds.
    pub const ROWS: usize = 50;
}

/// What a pass over the whole file gave.
#[derive(Debug)]
pub enum Outcome {
    /// The file was read.
    Ready(Box<Import>),
    /// The whole file refutes what its first bytes suggested: read it again with this recipe.
    ReadAgain(Box<Recipe>),
}

/// A file that was read.
#[derive(Debug)]
pub struct Import {
    /// The rows used.
    pub dataset: Dataset,
    /// The rows that do not fit.
    pub issues: IssueLog,
    /// The account of every row and every cent.
    pub reconciliation: Reconciliation,
    /// The recipe the file was read by. A format the file leaves open is `None` in it.
    pub recipe: Recipe,
    /// Header cells, verbatim; made-up names when the file has no header.
    pub header: Vec<String>,
    /// Codes of the currencies in the file, and their rows, used or set aside for their currency.
    pub currencies: Vec<(String, u64)>,
    /// The files or sheets that were read one after another, in order.
    pub parts: Vec<PartLines>,
    /// Why the file is read so, from all of it.
    pub evidence: Vec<Evidence>,
    /// One entry a column, from all of it where the column is used.
    pub columns: Vec<ColumnEvidence>,
    /// Groups of odd rows, in words.
    pub groups: Vec<IssueGroup>,
    /// What the person must decide before the rows may be used; empty when nothing.
    pub questions: Vec<Question>,
    /// What of the further tables does not fit the sales.
    pub matches: MatchReports,
}

/// A file or sheet that was read, and where its lines begin: lines are counted on through all of
/// them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartLines {
    /// Name of the file or sheet.
    pub name: String,
    /// Lines of the parts before it.
    pub lines_before: u32,
}

/// One record of a preview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// Line of the file.
    pub line: u32,
    /// Cells, decoded, as they stand.
    pub cells: Vec<String>,
}

/// What was seen in a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnEvidence {
    /// A sentence ("97.8 % dates, day first").
    pub summary: Message,
    /// Whether values read as numbers (right-aligned).
    pub numeric: bool,
    /// Roles that fit the values, likeliest first.
    pub fitting: Vec<Role>,
}

/// Why something about the file was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// About what.
    pub about: EvidenceAbout,
    /// The sentence.
    pub because: Message,
}

/// What an [`Evidence`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceAbout {
    /// The remembered recipe, when it does not fit in full.
    Recipe,
    /// Sheets of a workbook.
    Sheet,
    /// One row a sale, or one column a month.
    Layout,
    /// Cells of a workbook that are not as they should be.
    Cells,
    /// Encoding of the text.
    Encoding,
    /// Mark between cells.
    Delimiter,
    /// Mark around cells.
    Quote,
    /// Place of the header.
    Header,
    /// Decimal mark of the amounts.
    Decimal,
    /// Order of day and month.
    DateOrder,
    /// Which column is the money, where others hold amounts too.
    Amount,
    /// The currency.
    Currency,
}

/// Rows of one cause, in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssueGroup {
    /// Stable id of the reason or flag.
    pub id: String,
    /// Name of the cause.
    pub label: Message,
    /// How many rows.
    pub rows: u64,
    /// Their money, if known.
    pub amount: Option<Money>,
    /// By year, earliest first; rows whose day is not known are in none.
    pub years: Vec<YearShare>,
    /// First examples: line and the record's text.
    pub examples: Vec<(u32, String)>,
    /// What happens to them, and why.
    pub happens: Message,
    /// Whether they are set aside (or only flagged).
    pub set_aside: bool,
    /// Rules of the recipe that would treat them otherwise: words and the recipe with it.
    pub actions: Vec<(Message, Recipe)>,
}

/// The rows of one cause in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearShare {
    /// Calendar year.
    pub year: i16,
    /// Rows of the cause.
    pub rows: u64,
    /// Their money, where it is known.
    pub amount: Option<Money>,
    /// Money of all rows used in that year.
    pub used: Money,
}

/// A decision only the person can take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Stable id (`date_order`, `decimal`, `currency`, `column_customer` …).
    pub id: String,
    /// The question.
    pub text: Message,
    /// Why it cannot be answered from the file.
    pub because: Message,
    /// Answers: words and the recipe each would give; empty when the answer is a column's role.
    pub answers: Vec<(Message, Recipe)>,
}
