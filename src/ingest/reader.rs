use super::dialect::{self, HeadRecords};
use super::encoding::{BYTE_ORDER_MARK, Utf8Check};
use super::outcome::{self, Finished};
use super::pass::{Pass, PassStart};
use super::plan::{self, ColumnPlan, Origin};
use super::profile::Profile;
use super::report::{Import, Outcome, PreviewParts, PreviewRow};
use super::split::Splitter;
use super::{ColumnRecipe, Encoding, IngestError, Recipe, Rules};
use super::{describe, magic, mapping, questions};
use crate::base::{Day, order};
use crate::dataset::Role;
use crate::i18n::import::Import as Words;
use crate::i18n::{Say as _, Speaker};

/// How much of a file [`Reader::open`] wants to see before it guesses.
pub const HEAD_BYTES: usize = 1 << 20;

/// Where the recipe comes from.
#[derive(Clone, Copy, Debug)]
pub enum RecipeChoice<'a> {
    /// Guess, or take the stored recipe whose header is the file's.
    Guess {
        /// Stored recipes, each with its header.
        stored: &'a [(Vec<String>, Recipe)],
    },
    /// This one. Formats it leaves open are decided by the file.
    Given(&'a Recipe),
}

/// Push reader of one file: `open` with the first bytes, `push` them all, `finish`.
#[derive(Debug)]
pub struct Reader {
    preview: PreviewParts,
    origin: Origin,
    plans: Vec<ColumnPlan>,
    profiles: Vec<Profile>,
    header_line: Option<u64>,
    /// Years named in the lines above the table, sorted.
    years_above: Vec<u16>,
    /// Bytes of the byte order mark still to be skipped.
    mark_bytes: usize,
    utf8: Utf8Check,
    splitter: Splitter,
    pass: Pass,
}

impl Reader {
    /// Looks at the first bytes (up to [`HEAD_BYTES`], or all there are) and settles on a recipe.
    /// `today` only marks dates after it.
    pub fn open(
        _name: &str,
        head: &[u8],
        size_bytes: u64,
        choice: RecipeChoice<'_>,
        today: Option<Day>,
    ) -> Result<Self, IngestError> {
        magic::check(head)?;
        let whole = head.len() as u64 >= size_bytes;
        let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
        let mut utf8 = Utf8Check::default();
        utf8.push(text);
        let (mut recipe, origin, head_records) = choose(text, whole, &utf8, choice);
        if let Some(line) = head_records.faults.too_long_line {
            return Err(IngestError::LineTooLong { line });
        }
        let before = recipe.source.records_before_data() as usize;
        let body = head_records.records.get(before..).unwrap_or_default();
        if head_records.records.is_empty() && !whole {
            return Err(IngestError::LineTooLong { line: 1 });
        }
        if body.is_empty() && whole {
            return Err(IngestError::HeaderOnly);
        }
        let header = dialect::header(&head_records, &recipe.source, column_name);
        let profiles = profiles(body, header.len());
        if origin == Origin::Guessed {
            let has_header = recipe.source.header_record.is_some();
            let roles = mapping::guess(&header, has_header, &profiles);
            recipe.columns = columns(&header, &roles);
        } else {
            complete_columns(&mut recipe, &header);
        }
        let plans = plan::columns(&recipe, origin, &profiles, false);
        let pass = Pass::new(&PassStart {
            recipe: &recipe,
            columns: &plans,
            header: &header,
            today,
            usual_cells: dialect::usual_cells(body),
            rows_hint: rows_hint(&head_records, size_bytes),
        });
        let header_line = recipe.source.header_record.and_then(|_| {
            let record = head_records.records.get(before.checked_sub(1)?)?;
            Some(record.0)
        });
        let above = head_records
            .records
            .iter()
            .take(recipe.source.skip_records as usize);
        let splitter = Splitter::new(recipe.source.delimiter_byte(), recipe.source.quote_byte());
        let mut reader = Self {
            preview: PreviewParts {
                remembered: origin == Origin::Stored,
                rows: body
                    .iter()
                    .take(PreviewParts::ROWS)
                    .map(|(line, cells)| PreviewRow {
                        line: *line as u32,
                        cells: cells.clone(),
                    })
                    .collect(),
                columns: header
                    .iter()
                    .zip(&profiles)
                    .map(|(name, profile)| describe::column(name, profile))
                    .collect(),
                evidence: Vec::new(),
                header,
                recipe,
            },
            origin,
            plans,
            profiles,
            header_line,
            years_above: questions::years_in(
                above.flat_map(|(_, cells)| cells).map(String::as_str),
            ),
            mark_bytes: head.len() - text.len(),
            utf8: Utf8Check::default(),
            splitter,
            pass,
        };
        let full_rows = body
            .iter()
            .filter(|(_, cells)| cells.len() == reader.preview.header.len());
        reader.preview.evidence = outcome::evidence(&outcome::Seen {
            recipe: &reader.preview.recipe,
            plans: &reader.plans,
            fixed: origin == Origin::Given,
            utf8: &utf8,
            faults: head_records.faults,
            header_line,
            columns: reader.preview.header.len(),
            rows: body.len() as u64,
            full_rows: full_rows.count() as u64,
            numbers: &|column| reader.profiles.get(column).map(|profile| &profile.numbers),
            dates: &|column| reader.profiles.get(column).map(|profile| &profile.dates),
        });
        Ok(reader)
    }

    /// The first rows and the reasons for reading them so.
    pub fn preview(&self) -> &PreviewParts {
        &self.preview
    }

    /// The next bytes of the file, in order from its first byte. How the file is cut makes no
    /// difference.
    pub fn push(&mut self, bytes: &[u8]) {
        let mark = self.mark_bytes.min(bytes.len());
        self.mark_bytes -= mark;
        let bytes = &bytes[mark..];
        self.utf8.push(bytes);
        self.splitter.push(bytes, &mut self.pass);
    }

    /// Records after the header read so far.
    pub fn rows_read(&self) -> u64 {
        self.pass.rows_read
    }

    /// Closes the table, or asks for another pass.
    pub fn finish(mut self) -> Result<Outcome, IngestError> {
        self.splitter.finish(&mut self.pass);
        let faults = self.splitter.faults();
        if let Some(line) = faults.too_long_line {
            return Err(IngestError::LineTooLong { line });
        }
        if self.pass.is_full() {
            return Err(IngestError::TooManyRows);
        }
        if self.pass.rows_read == 0 {
            return Err(IngestError::HeaderOnly);
        }
        Ok(outcome::judge(Finished {
            recipe: self.preview.recipe,
            origin: self.origin,
            plans: &self.plans,
            profiles: &self.profiles,
            header_line: self.header_line,
            years_above: &self.years_above,
            columns: self.preview.columns,
            utf8: &self.utf8,
            faults,
            pass: self.pass,
        }))
    }
}

/// Reads a whole file held in memory, as often as its evidence asks.
pub fn read_all(
    name: &str,
    bytes: &[u8],
    choice: RecipeChoice<'_>,
    today: Option<Day>,
) -> Result<Import, IngestError> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let pass = |choice: RecipeChoice<'_>| {
        let mut reader = Reader::open(name, head, bytes.len() as u64, choice, today)?;
        reader.push(bytes);
        reader.finish()
    };
    let mut outcome = pass(choice)?;
    loop {
        match outcome {
            Outcome::Ready(import) => return Ok(*import),
            Outcome::ReadAgain(recipe) => outcome = pass(RecipeChoice::Given(&recipe))?,
        }
    }
}

/// The recipe to work by, whose it is, and the first records cut by it.
fn choose(
    text: &[u8],
    whole: bool,
    utf8: &Utf8Check,
    choice: RecipeChoice<'_>,
) -> (Recipe, Origin, HeadRecords) {
    let stored = match choice {
        RecipeChoice::Given(recipe) => {
            let head = dialect::records(text, whole, &recipe.source);
            return (recipe.clone(), Origin::Given, head);
        }
        RecipeChoice::Guess { stored } => stored,
    };
    let encoding = if utf8.refuted() {
        utf8.single_byte_guess()
    } else {
        Encoding::Utf8
    };
    let (source, head) = dialect::guess(text, whole, encoding);
    for (names, recipe) in stored {
        let mut recipe = recipe.clone();
        // The encoding is the one thing a shop's export changes without notice.
        if utf8.refuted() == (recipe.source.encoding == Encoding::Utf8) {
            recipe.source.encoding = encoding;
        }
        let head = dialect::records(text, whole, &recipe.source);
        if dialect::same_shape(&dialect::header(&head, &recipe.source, column_name), names) {
            return (recipe, Origin::Stored, head);
        }
    }
    let recipe = Recipe {
        version: Recipe::VERSION,
        source,
        columns: Vec::new(),
        rules: Rules::default(),
        dimensions: Vec::new(),
    };
    (recipe, Origin::Guessed, head)
}

fn column_name(number: usize) -> String {
    Words::ColumnName {
        number: number as u32,
    }
    .say(&Speaker::default())
}

fn profiles(body: &[(u64, Vec<String>)], columns: usize) -> Vec<Profile> {
    (0..columns)
        .map(|at| {
            let cells = body.iter().map(|(_, cells)| cells);
            Profile::of(
                cells
                    .filter(|cells| cells.len() > 1 || columns == 1)
                    .map(|cells| cells.get(at).map_or("", String::as_str)),
            )
        })
        .collect()
}

fn columns(header: &[String], roles: &[Role]) -> Vec<ColumnRecipe> {
    header
        .iter()
        .zip(roles)
        .enumerate()
        .map(|(index, (name, &role))| ColumnRecipe {
            index,
            name: name.clone(),
            role,
            number: None,
            date: None,
        })
        .collect()
}

/// Gives every column of the file an entry, and no entry to a column the file does not have.
fn complete_columns(recipe: &mut Recipe, header: &[String]) {
    recipe.columns.retain(|column| column.index < header.len());
    for (index, name) in header.iter().enumerate() {
        if !recipe.columns.iter().any(|column| column.index == index) {
            recipe.columns.push(ColumnRecipe {
                index,
                name: name.clone(),
                role: Role::Ignore,
                number: None,
                date: None,
            });
        }
    }
    order::sort_by_key(&mut recipe.columns, |column| column.index as u64);
    recipe.columns.dedup_by_key(|column| column.index);
}

/// Rows the file seems to have, a little more: room is made for them at once. Nothing for a small
/// file, where growing costs nothing.
fn rows_hint(head: &HeadRecords, size_bytes: u64) -> usize {
    const ENOUGH_RECORDS: usize = 500;
    if head.records.len() < ENOUGH_RECORDS {
        return 0;
    }
    let rows = size_bytes.saturating_mul(head.records.len() as u64) / head.bytes.max(1) as u64;
    usize::try_from(rows + rows / 32).unwrap_or(0)
}
