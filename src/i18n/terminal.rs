//! What the program says in a terminal.

use super::{Language, Message, Say, Speaker};
use crate::base::{Day, Money, Period};

/// What the program says in a terminal.
#[derive(Clone, Debug, PartialEq)]
pub enum Terminal {
    /// What the engine says.
    Engine(Box<Message>),
    /// How the program is called.
    Usage,
    /// No file was named.
    NoFile,
    /// A period, or an earlier day, of a list of customers.
    OnlyTotals,
    /// The recipe joins a table that is not among the files.
    TableMissing {
        /// Its name.
        name: String,
    },
    /// Every row was set aside.
    NoRows {
        /// Rows by cause.
        groups: Vec<(u64, Message)>,
    },
    /// An option the program does not have.
    UnknownOption {
        /// As written.
        option: String,
    },
    /// An option without its value.
    ValueMissing {
        /// The option.
        option: String,
    },
    /// A value that cannot be what the option asks for.
    ValueUnfit {
        /// The option or parameter.
        option: String,
        /// The value as written.
        value: String,
        /// What would fit.
        wanted: Wanted,
    },
    /// A panel the program does not have.
    UnknownPanel {
        /// As written.
        panel: String,
        /// Those it has.
        known: Vec<String>,
    },
    /// A parameter the panel does not have.
    UnknownParam {
        /// The panel.
        panel: String,
        /// As written.
        key: String,
        /// Those it has.
        known: Vec<String>,
    },
    /// What was said of one customer or kind of goods, and was not heard.
    UnheardOf {
        /// The panel.
        panel: String,
        /// The parameter, with the name behind it.
        key: String,
        /// The name.
        name: String,
        /// The value as written.
        value: String,
    },
    /// A file that cannot be read.
    CannotRead {
        /// Its path.
        path: String,
        /// The system's own words.
        error: String,
    },
    /// A file that cannot be written.
    CannotWrite {
        /// Its path.
        path: String,
        /// The system's own words.
        error: String,
    },
    /// A recipe that is none.
    RecipeUnreadable {
        /// What is wrong in it.
        error: String,
    },
    /// A decision that is the person's, and how to give it.
    Decide {
        /// The question.
        question: Box<Message>,
        /// Why the file does not answer it.
        because: Box<Message>,
        /// The file.
        file: String,
        /// What to write into the recipe.
        choices: Vec<RecipeChange>,
    },
    /// No engine answered: a fault of the program.
    NoAnswer,
    /// The rows of the file.
    Rows {
        /// Records after the header.
        read: u64,
        /// Rows the analyses use.
        used: u64,
        /// Rows set aside.
        set_aside: u64,
    },
    /// The money of the file.
    Sums {
        /// Of the rows used.
        used: Money,
        /// Of the rows set aside, where known.
        set_aside: Money,
    },
    /// What the analyses speak of.
    Scope {
        /// The as-of day.
        as_of: Day,
        /// The period.
        period: Period,
        /// Rows in view.
        rows: u64,
        /// Customers in view.
        customers: u64,
    },
    /// A figure of the compared period.
    Compared {
        /// Then, as written.
        previous: String,
        /// The change.
        change_share: Option<f64>,
        /// Lower end of its interval.
        low: Option<f64>,
        /// Upper end.
        high: Option<f64>,
    },
}

/// A change of a recipe and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct RecipeChange {
    /// What it means.
    pub answer: Message,
    /// Place and value, for example `columns[1].date.order` and `"dmy"`.
    pub fields: Vec<(String, String)>,
}

/// What fits an option.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// One of these; the empty one is nothing.
    OneOf(Vec<String>),
    /// A number, within a range where one is known.
    Number(Option<(f64, f64)>),
    /// A day within a range.
    DayWithin(Day, Day),
    /// Months.
    Months,
    /// A day.
    Day,
    /// A period.
    Period,
    /// `json` or `text`.
    Format,
    /// `PANEL.KEY=VALUE`.
    Param,
    /// A key of the view.
    ViewKey,
    /// What the period is compared with.
    Compare,
    /// `ROLE:VALUE`.
    Filter,
    /// When a customer counts as gone.
    GoneRule,
    /// A number of days.
    Days,
    /// A chance.
    GoneProbability,
}

impl From<Message> for Terminal {
    fn from(message: Message) -> Self {
        Self::Engine(Box::new(message))
    }
}

impl Say for Terminal {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

const USAGE: &str = "\
Who the customers are, what each is worth and who is leaving: the page's engine in a terminal.

analyze FILE [MORE…] [options]

Several files with the same columns are read one after another.

  --recipe R.json           read the file by this recipe instead of guessing
  --print-recipe            print the recipe the file is read by, and stop
  --as-of YYYY-MM-DD        the day the analysis speaks from (last day of the data)
  --today YYYY-MM-DD        rows after this day are set aside
  --panel ID                only this panel; may be given more than once (all)
  --param PANEL.KEY=VALUE   set a parameter of a panel
  --param view.KEY=VALUE    as_of, period=FROM..TO, compare=previous|year_before|none,
                            filter=ROLE:VALUE, gone_rule=own_gap|fixed_days|p_alive,
                            gone_days, gone_p_alive
  --customers OUT.csv       write the customer list
  --customers-table FILE    a table with one row a customer, joined by id
  --contacts-table FILE     contacts and complaints: customer, day, kind, text, day answered
  --campaign-table FILE     campaigns: customer, day, name
  --costs-table FILE        direct costs: customer, line, amount
  --format json|text        raw values (json) or readable tables
  --help, --version

Exit code 0 when the answer stands on the standard output, 2 when the file cannot be read or
a decision is yours to take.";

fn english(message: &Terminal, speaker: &Speaker) -> String {
    let whole = |count: u64| count.try_into().unwrap_or(i64::MAX);
    let count = |count: u64| speaker.count(whole(count));
    let counted = |count: u64, one: &str, other: &str| speaker.counted(whole(count), one, other);
    match message {
        Terminal::Engine(message) => message.say(speaker),
        Terminal::Usage => USAGE.to_owned(),
        Terminal::NoFile => "Name the file to read: analyze FILE".to_owned(),
        Terminal::OnlyTotals => "The file has one row a customer and no single purchases: it holds for the whole time up to its last day. Leave out the period and the earlier day, or read the sales themselves"
            .to_owned(),
        Terminal::TableMissing { name } => format!(
            "The recipe joins the table “{name}”. Name its file with --customers-table FILE, or set customers_table to null"
        ),
        Terminal::NoRows { groups } => {
            let mut said = "No row of this file can be used".to_owned();
            for (rows, cause) in groups {
                let rows = speaker.counted(*rows as i64, "row", "rows");
                let line = format!("\n  {rows}: {}", cause.say(speaker));
                said.push_str(&line);
            }
            said
        }
        Terminal::UnknownOption { option } => {
            format!("There is no option {option}; analyze --help lists them")
        }
        Terminal::ValueMissing { option } => format!("{option} needs a value"),
        Terminal::ValueUnfit {
            option,
            value,
            wanted,
        } => format!("{option} cannot be “{value}”: {}", english_wanted(wanted, speaker)),
        Terminal::UnknownPanel { panel, known } => {
            format!(
                "There is no panel “{panel}”; there are {}",
                speaker.list(known)
            )
        }
        Terminal::UnknownParam { panel, key, known } if known.is_empty() => {
            format!("Nothing can be set on the panel “{panel}”, and “{key}” is not known")
        }
        Terminal::UnknownParam { panel, key, known } => format!(
            "The panel “{panel}” has no parameter “{key}”; it has {}",
            speaker.list(known)
        ),
        Terminal::UnheardOf {
            panel,
            key,
            name,
            value,
        } => format!(
            "“{key}” of the panel “{panel}” cannot be “{value}”: either the file knows no “{name}” here, or this is no value for it"
        ),
        Terminal::CannotRead { path, error } => format!("{path} cannot be read: {error}"),
        Terminal::CannotWrite { path, error } => format!("{path} cannot be written: {error}"),
        Terminal::RecipeUnreadable { error } => format!(
            "The recipe cannot be read: {error}. analyze FILE --print-recipe shows one that can."
        ),
        Terminal::Decide {
            question,
            because,
            file,
            choices,
        } => {
            let mut lines = vec![question.say(speaker), because.say(speaker)];
            if choices.is_empty() {
                lines.push(
                    "No column is left that could be it: export the file with one".to_owned(),
                );
            } else {
                lines.push(
                    "To decide, write the recipe down, change it and give it back:".to_owned(),
                );
                lines.push(format!("  analyze {file} --print-recipe > recipe.json"));
                lines.push(format!("  analyze {file} --recipe recipe.json"));
            }
            lines.extend(choices.iter().map(|choice| english_choice(choice, speaker)));
            lines.join("\n")
        }
        Terminal::NoAnswer => {
            "The engine gave no answer; this is a fault of the program".to_owned()
        }
        Terminal::Rows {
            read,
            used,
            set_aside,
        } => format!(
            "{} read = {} used + {} set aside",
            counted(*read, "row", "rows"),
            count(*used),
            count(*set_aside)
        ),
        Terminal::Sums { used, set_aside } => format!(
            "{} used + {} set aside = {} in the file",
            speaker.money(*used, 2),
            speaker.money(*set_aside, 2),
            speaker.money(*used + *set_aside, 2)
        ),
        Terminal::Scope {
            as_of,
            period,
            rows,
            customers,
        } => format!(
            "As of {}, period {}; {} and {} in view",
            speaker.day(*as_of),
            speaker.period(*period),
            counted(*rows, "row", "rows"),
            counted(*customers, "customer", "customers")
        ),
        Terminal::Compared {
            previous,
            change_share,
            low,
            high,
        } => {
            let percent = |share: f64| speaker.signed_percent(share, 1);
            let change =
                change_share.map_or(String::new(), |share| format!(", {}", percent(share)));
            let range = match (low, high) {
                (Some(low), Some(high)) => format!(" ({} to {})", percent(*low), percent(*high)),
                _ => String::new(),
            };
            format!("from {previous}{change}{range}")
        }
    }
}

fn english_choice(choice: &RecipeChange, speaker: &Speaker) -> String {
    let fields: Vec<String> = choice
        .fields
        .iter()
        .map(|(place, value)| format!("{place} = {value}"))
        .collect();
    let fields = fields.join(", ");
    format!("  {}: set {fields}", choice.answer.say(speaker))
}

fn english_wanted(wanted: &Wanted, speaker: &Speaker) -> String {
    let fixed = match wanted {
        Wanted::OneOf(values) => {
            let named = values.iter().filter(|value| !value.is_empty());
            let named: Vec<String> = named.cloned().collect();
            return match speaker.either(&named) {
                one if one.is_empty() => "it can only be left out".to_owned(),
                one => format!("it is {one}"),
            };
        }
        // As they are typed, not as they are read: digits without groups.
        Wanted::Number(Some((min, max))) => {
            return format!("it is a number between {min} and {max}");
        }
        Wanted::DayWithin(min, max) => {
            return format!("it is a day between {min} and {max}, written YYYY-MM-DD");
        }
        Wanted::Number(None) => "it is a number",
        Wanted::Months => "months are written YYYY-MM, several with commas between them",
        Wanted::Day => "a day is written YYYY-MM-DD",
        Wanted::Period => "a period is written YYYY-MM-DD..YYYY-MM-DD, the earlier day first",
        Wanted::Format => "it is json or text",
        Wanted::Param => "a parameter is written PANEL.KEY=VALUE",
        Wanted::ViewKey => {
            "the view has as_of, period, compare, filter, gone_rule, gone_days and gone_p_alive"
        }
        Wanted::GoneProbability => "it is a chance between 0 and 1",
        Wanted::Compare => "it is previous, year_before or none",
        Wanted::Filter => {
            "a filter is written ROLE:VALUE, or dimension:COLUMN:VALUE for a column of its own name"
        }
        Wanted::GoneRule => "it is own_gap, p_alive, or fixed_days with view.gone_days beside it",
        Wanted::Days => "it is a whole number of days",
    };
    fixed.to_owned()
}
