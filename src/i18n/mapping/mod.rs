//! What the import page says: how the file is read, what columns mean, odd rows, progress.
//!
//! - `names`: encodings, marks, orders and roles by name

mod names;

use super::{Language, Say, Speaker};
use names::{date_order, encoding, letters_of, lower, mark_name, role};

/// What the import page says.
#[derive(Clone, Debug, PartialEq)]
pub enum Mapping {
    /// Small line above the heading.
    Eyebrow {
        /// File name.
        name: String,
        /// Its size.
        bytes: u64,
    },
    /// The same for a sample, which has no file.
    EyebrowSample {
        /// Its name.
        name: String,
    },
    /// The steps of an import.
    StepFile,
    /// Second step.
    StepColumns,
    /// Third step.
    StepAnswer,
    /// Name of the steps.
    Steps,
    /// Nothing odd, nothing open.
    AllFound,
    /// Nothing open, but groups of odd rows.
    AllFoundOdd {
        /// How many groups.
        groups: i64,
    },
    /// Decisions are missing.
    QuestionsOpen {
        /// How many.
        count: i64,
    },
    /// Roles are missing.
    RolesMissing {
        /// Their ids.
        roles: Vec<String>,
    },
    /// No row can be used.
    NoRows,
    /// Says that guesses can be changed.
    Lede,
    /// The recipe was used before.
    LedeRemembered,
    /// Label of the choice of a sheet.
    Sheet,
    /// Several sheets with the same columns, together.
    SheetsTogether {
        /// How many.
        sheets: u32,
    },
    /// A sheet nobody sees.
    HiddenSheet {
        /// Its name.
        name: String,
    },
    /// Label of the choice of a layout.
    Layout,
    /// One column a month.
    LayoutMonths,
    /// One row a sale.
    LayoutRows,
    /// Takes the last decision back.
    Undo,
    /// Saves the recipe.
    SaveRecipe,
    /// Saves the import log.
    SaveLog,
    /// Name of a saved recipe's file.
    RecipeFile {
        /// The read file's name.
        name: String,
    },
    /// Name of a saved log's file.
    LogFile {
        /// The read file's name.
        name: String,
    },
    /// How a recipe that was opened could not be used.
    NoRecipe,
    /// What was expected instead.
    NoRecipeText,
    /// Heading of the exchange rates.
    Rates,
    /// Why rates are asked for.
    RatesWhy {
        /// The currency of the file.
        currency: String,
    },
    /// Label of one rate.
    RateOf {
        /// The other currency.
        currency: String,
        /// The currency of the file.
        into: String,
    },
    /// Converts by the rates.
    Convert,
    /// Back to the start.
    StartOver,
    /// Confirms.
    Analyse {
        /// Rows that will be used.
        rows: i64,
    },
    /// Confirms, before the rows are counted.
    AnalyseUncounted,
    /// Why it cannot be confirmed yet.
    AnswerFirst,
    /// Reading again with a changed decision.
    ReadingAgain,
    /// Taking the rows into analysis.
    Analysing,
    /// Heading of the choice of a project.
    WhereItGoes,
    /// Why it is to be chosen.
    WhereItGoesWhy,
    /// Into this project.
    ContinueProject {
        /// Its name.
        name: String,
    },
    /// What that means.
    ContinueText {
        /// The file its figures came from.
        file: String,
    },
    /// Into a project of its own.
    NewProject,
    /// What that means.
    NewProjectText,
    /// Heading of the questions.
    Questions,
    /// Says why they are asked.
    QuestionsWhy,
    /// A question answered by a column's role.
    ChooseColumn,
    /// Days have no year: here it is written.
    YearOfDays,
    /// Nothing chosen yet.
    NotChosen,
    /// Heading of the file's form.
    HowRead,
    /// Encoding.
    Encoding,
    /// An encoding, by its id.
    EncodingName {
        /// As in a recipe.
        id: String,
    },
    /// Delimiter.
    Delimiter,
    /// A delimiter.
    DelimiterName {
        /// The mark.
        mark: char,
    },
    /// Marks around cells.
    Quote,
    /// A way to quote, by its id.
    QuoteName {
        /// `doubled`, `escaped`, `single`, `none`.
        id: &'static str,
    },
    /// Rows left out where there is no header.
    RowsAbove,
    /// Rows left out below the header.
    RowsBelow,
    /// How many rows are left out.
    RowsLeftOut {
        /// How many.
        rows: u32,
    },
    /// Decimal mark.
    Decimal,
    /// A decimal mark.
    DecimalName {
        /// The mark.
        mark: char,
    },
    /// Date order.
    DateOrder,
    /// A date order, by its id.
    DateOrderName {
        /// As in a recipe.
        id: String,
    },
    /// Header.
    Header,
    /// A record as the header.
    HeaderRow {
        /// Which.
        record: u32,
    },
    /// No header.
    HeaderNone,
    /// Currency.
    Currency,
    /// No currency is named.
    CurrencyNone,
    /// Not decided.
    NotDecided,
    /// Heading of the columns.
    Columns,
    /// How many rows are shown, and what is required.
    ColumnsSub {
        /// Rows shown.
        shown: i64,
        /// Rows in all, when counted.
        total: Option<i64>,
    },
    /// Columns that are remembered, but change no figure yet.
    KeptForLater {
        /// Ids of their roles.
        roles: Vec<String>,
    },
    /// The role of a column, for those who only hear it.
    RoleOf {
        /// Header of the column.
        column: String,
    },
    /// A role, by its id.
    Role {
        /// As in a recipe.
        id: String,
    },
    /// Roles that fit the values.
    Fitting,
    /// All other roles.
    OtherRoles,
    /// A column without a header.
    Unnamed {
        /// Its place, from 1.
        place: i64,
    },
    /// An empty cell where one is needed.
    Missing,
    /// The column of line numbers.
    Line,
    /// Terms of the account.
    RowsRead,
    /// Rows used.
    RowsUsed,
    /// Rows set aside.
    RowsSetAside,
    /// Money in the file.
    InTheFile,
    /// Money used.
    Used,
    /// Money set aside.
    MoneySetAside,
    /// A file is being read.
    Reading {
        /// Its name.
        name: String,
    },
    /// A sample is being made.
    Generating,
    /// Stages of a reading.
    StageOpened,
    /// How the file is read.
    StageReadAs {
        /// Encoding id.
        encoding: String,
        /// Delimiter.
        delimiter: char,
    },
    /// Rows are read.
    StageRows,
    /// Rows so far.
    RowsSoFar {
        /// How many.
        rows: i64,
        /// About how many in all, when it can be estimated.
        about: Option<i64>,
    },
    /// Checked and sorted.
    StageChecking,
    /// The figures come.
    StageAnswer,
    /// How far the reading is, for the live region.
    ProgressSpoken {
        /// Share of the bytes.
        share: f64,
        /// Rows so far.
        rows: i64,
    },
    /// Ends it.
    Cancel,
    /// What is stored of it.
    ReadingFoot,
    /// Heading when a file cannot be used.
    CannotUse {
        /// Its name.
        name: String,
    },
    /// Another file.
    ChooseAnother,
    /// How to get a usable one.
    AskForExport,
    /// What a customer column is.
    NeedCustomer,
    /// What a date column is.
    NeedDate,
    /// What an amount column is.
    NeedAmount,
    /// Nothing is kept of it.
    NothingKept,
    /// No file is open.
    NoFile,
    /// What to do then.
    NoFileText,
    /// To the start page.
    ToStart,
}

impl Say for Mapping {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Mapping, speaker: &Speaker) -> String {
    match message {
        Mapping::Eyebrow { name, bytes } => {
            return format!("Data, {name}, {}", speaker.bytes(*bytes));
        }
        Mapping::EyebrowSample { name } => return format!("Data, {name}"),
        Mapping::StepFile => "1 File",
        Mapping::StepColumns => "2 Columns and odd rows",
        Mapping::StepAnswer => "3 Answer",
        Mapping::Steps => "Steps",
        Mapping::AllFound => "Everything needed was found, and every row fits",
        Mapping::AllFoundOdd { groups } => {
            return format!(
                "Everything needed was found; look at {} of odd rows",
                speaker.counted(*groups, "group", "groups")
            );
        }
        Mapping::QuestionsOpen { count } => {
            return format!(
                "{} only you can answer",
                speaker.counted(*count, "question", "questions")
            );
        }
        Mapping::RolesMissing { roles } => {
            let roles: Vec<String> = roles.iter().map(|id| lower(role(id))).collect();
            return format!("Say which column is the {}", speaker.list(&roles));
        }
        Mapping::NoRows => "No row can be used as the file is read now",
        Mapping::Lede => {
            "Guesses are shown with their evidence. Change any of them, the preview follows at \
             once."
        }
        Mapping::LedeRemembered => {
            "Read as you confirmed it for a file with these columns. Change anything, the preview \
             follows at once."
        }
        Mapping::Sheet => "Sheet",
        Mapping::SheetsTogether { sheets } => return format!("{sheets} sheets together"),
        Mapping::HiddenSheet { name } => return format!("{name} (hidden)"),
        Mapping::Layout => "Layout",
        Mapping::LayoutMonths => "Months across",
        Mapping::LayoutRows => "One row a sale",
        Mapping::Undo => "Undo",
        Mapping::SaveRecipe => "Save recipe",
        Mapping::SaveLog => "Save import log",
        Mapping::RecipeFile { name } => return format!("{name}.recipe.json"),
        Mapping::LogFile { name } => return format!("{name}.import-log.txt"),
        Mapping::NoRecipe => "This is no recipe of Regulars",
        Mapping::NoRecipeText => "The file is read as before. A recipe is a JSON file saved on this page.",
        Mapping::Rates => "Other currencies",
        Mapping::RatesWhy { currency } => {
            return format!(
                "Their rows are set aside unless you say what one unit is worth in {currency}. One rate holds for the whole file"
            );
        }
        Mapping::RateOf { currency, into } => return format!("1 {currency} in {into}"),
        Mapping::Convert => "Convert",
        Mapping::StartOver => "Start over",
        Mapping::Analyse { rows } => {
            return format!("Analyse {}", speaker.counted(*rows, "row", "rows"));
        }
        Mapping::AnalyseUncounted => "Analyse",
        Mapping::AnswerFirst => "Answer the questions first",
        Mapping::ReadingAgain => "Reading again…",
        Mapping::Analysing => "Counting and sorting…",
        Mapping::WhereItGoes => "Where the results go",
        Mapping::WhereItGoesWhy => "A project with the same columns is kept on this device",
        Mapping::ContinueProject { name } => return format!("Continue {name}"),
        Mapping::ContinueText { file } => {
            return format!(
                "Its figures, last from {file}, are replaced. Your notes and settings stay."
            );
        }
        Mapping::NewProject => "New project",
        Mapping::NewProjectText => {
            "A project of its own. Figures, notes and settings of the others stay as they are."
        }
        Mapping::Questions => "Only you can say",
        Mapping::QuestionsWhy => "The file can be read in more than one way",
        Mapping::YearOfDays => "Year of all dates",
        Mapping::ChooseColumn => "Choose it above the column below",
        Mapping::NotChosen => "Choose…",
        Mapping::HowRead => "How the file was read",
        Mapping::Encoding => "Encoding",
        Mapping::EncodingName { id } => return format!("{}{}", encoding(id), letters_of(id)),
        Mapping::Delimiter => "Delimiter",
        Mapping::DelimiterName { mark } => return mark_name(*mark),
        Mapping::Quote => "Quotes",
        Mapping::QuoteName { id } => match *id {
            "doubled" => "Double",
            "escaped" => "Double, \\ within",
            "single" => "Single",
            _ => "None",
        },
        Mapping::RowsAbove => "Left out at the top",
        Mapping::RowsBelow => "Left out below the header",
        Mapping::RowsLeftOut { rows: 0 } => "No row",
        Mapping::RowsLeftOut { rows } => {
            return speaker.counted(i64::from(*rows), "row", "rows");
        }
        Mapping::Decimal => "Decimal mark",
        Mapping::DecimalName { mark } => return mark_name(*mark),
        Mapping::DateOrder => "Date order",
        Mapping::DateOrderName { id } => return date_order(id).to_owned(),
        Mapping::Header => "Header",
        Mapping::HeaderRow { record } => {
            return format!("Row {}", speaker.count(i64::from(*record)));
        }
        Mapping::HeaderNone => "No header",
        Mapping::Currency => "Currency",
        Mapping::CurrencyNone => "Not named",
        Mapping::NotDecided => "Not decided",
        Mapping::Columns => "What each column means",
        Mapping::ColumnsSub { shown, total } => {
            let rows = match total {
                Some(total) => format!(
                    "{} of {}",
                    speaker.count(*shown),
                    speaker.counted(*total, "row", "rows")
                ),
                None => format!("The first {}", speaker.counted(*shown, "row", "rows")),
            };
            return format!("{rows}. Three roles are required: customer, date, amount");
        }
        Mapping::KeptForLater { roles } => {
            let roles: Vec<String> = roles.iter().map(|id| lower(role(id))).collect();
            return format!(
                "Remembered for later, no figure uses it yet: {}",
                speaker.list(&roles)
            );
        }
        Mapping::RoleOf { column } => return format!("Meaning of the column {column}"),
        Mapping::Role { id } => return role(id).to_owned(),
        Mapping::Fitting => "Fits the values",
        Mapping::OtherRoles => "Other",
        Mapping::Unnamed { place } => return format!("Column {}", speaker.count(*place)),
        Mapping::Missing => "missing",
        Mapping::Line => "Line",
        Mapping::RowsRead => "rows read",
        Mapping::RowsUsed => "rows used",
        Mapping::RowsSetAside => "set aside, with reasons",
        Mapping::InTheFile => "in the file",
        Mapping::Used => "used",
        Mapping::MoneySetAside => "set aside",
        Mapping::Reading { name } => return format!("Reading {name}"),
        Mapping::Generating => "Making the sample",
        Mapping::StageOpened => "File opened",
        Mapping::StageReadAs {
            encoding: id,
            delimiter,
        } => {
            return format!(
                "Read as {}, {}",
                encoding(id),
                lower(&mark_name(*delimiter))
            );
        }
        Mapping::StageRows => "Reading rows",
        Mapping::RowsSoFar { rows, about } => {
            return match about {
                Some(about) => format!(
                    "{} of about {}",
                    speaker.count(*rows),
                    speaker.count(*about)
                ),
                None => speaker.count(*rows),
            };
        }
        Mapping::StageChecking => "Checking that every row and cent is accounted for",
        Mapping::StageAnswer => "First answer",
        Mapping::ProgressSpoken { share, rows } => {
            return format!(
                "{} read, {}",
                speaker.percent(*share, 0),
                speaker.counted(*rows, "row", "rows")
            );
        }
        Mapping::Cancel => "Cancel",
        Mapping::ReadingFoot => {
            "Rows are read in the background, the page stays usable. Nothing is stored until you \
             confirm."
        }
        Mapping::CannotUse { name } => return format!("{name} cannot be used as it is"),
        Mapping::ChooseAnother => "Choose another file…",
        Mapping::AskForExport => {
            "In most till and order programs the export stands under Reports, Export, CSV. Three \
             columns are needed."
        }
        Mapping::NeedCustomer => "a number or a name, the same each time",
        Mapping::NeedDate => "day of the sale",
        Mapping::NeedAmount => "or quantity and unit price",
        Mapping::NothingKept => "The file was closed again. Nothing of it is kept.",
        Mapping::NoFile => "No file is open",
        Mapping::NoFileText => "Drop a file or choose one to see how it would be read.",
        Mapping::ToStart => "Choose a file",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_roles_make_a_sentence() {
        let message = Mapping::RolesMissing {
            roles: vec!["customer".to_owned(), "amount".to_owned()],
        };
        assert_eq!(
            message.say(&Speaker::default()),
            "Say which column is the customer and amount"
        );
    }

    #[test]
    fn what_no_figure_uses_is_said() {
        let message = Mapping::KeptForLater {
            roles: vec!["discount".to_owned(), "due_date".to_owned()],
        };
        assert_eq!(
            message.say(&Speaker::default()),
            "Remembered for later, no figure uses it yet: discount and due date"
        );
    }

    #[test]
    fn a_reading_says_its_marks() {
        let message = Mapping::StageReadAs {
            encoding: "windows-1252".to_owned(),
            delimiter: '\t',
        };
        assert_eq!(
            message.say(&Speaker::default()),
            "Read as Windows-1252, tab"
        );
    }
}
