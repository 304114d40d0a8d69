use super::archive::EntryStream;
use super::chosen::Chosen;
use super::cutter::Cutter;
use super::dialect::{self, HeadRecords};
use super::document::{Body, Document, File, fill};
use super::layout::column_of;
use super::outcome::{self, Finished};
use super::pass::{Pass, PassStart};
use super::plan::{self, ColumnPlan, Origin};
use super::profile::Profile;
use super::raw_record::{Record, Sink as _};
use super::report::{Import, Outcome, PartLines, PreviewParts, PreviewRow};
use super::return_words::Vocabulary;
use super::second_table::SecondTable;
use super::unfold::Unfold;
use super::workbook::{SheetFaults, SheetRows};
use super::{ColumnRecipe, IngestError, MemorySource, Recipe, SourceRecipe};
use super::{carry, describe, header, mapping, questions};
use crate::base::{Day, order};
use crate::dataset::Role;
use crate::i18n::{GivenName, Say as _, Speaker};

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

/// One reading of a document: `open`, `step` to the end, `finish`.
pub struct Reader {
    preview: PreviewParts,
    origin: Origin,
    plans: Vec<ColumnPlan>,
    profiles: Vec<Profile>,
    header_line: Option<u64>,
    parts: Vec<Part>,
    /// The part that is read.
    at: usize,
    feed: Feed,
    cutter: Cutter,
    unfolded_months: Option<usize>,
    /// Bytes of the files before the part's.
    bytes_before: u64,
    sheet_faults: SheetFaults,
    /// Years named in the lines above the table, sorted.
    years_above: Vec<u16>,
    today: Option<Day>,
    pass: Pass,
}

/// A table of the document: a text, or a sheet of a workbook.
#[derive(Clone, Debug)]
struct Part {
    file: usize,
    sheet: Option<String>,
    name: String,
    /// Lines of the parts before it.
    lines_before: u64,
}

/// Where a part's records come from.
enum Feed {
    Plain { offset: u64, slice: Vec<u8> },
    Packed { stream: EntryStream, slice: Vec<u8> },
    Sheet(Box<SheetRows>),
}

impl Feed {
    fn of(part: &Part, file: &mut File) -> Result<Self, IngestError> {
        if let Some(sheet) = &part.sheet {
            return Ok(Self::Sheet(Box::new(file.sheet_rows(sheet)?)));
        }
        let Body::Text(text) = &file.body else {
            return Err(IngestError::NoSheet);
        };
        let slice = Vec::new();
        Ok(match text.stream(file.source.as_mut())? {
            Some(stream) => Self::Packed { stream, slice },
            None => Self::Plain { offset: 0, slice },
        })
    }

    /// Bytes of the file used so far.
    fn bytes_read(&self) -> u64 {
        match self {
            Self::Plain { offset, .. } => *offset,
            Self::Packed { stream, .. } => stream.packed_done(),
            Self::Sheet(rows) => rows.packed().0,
        }
    }
}

impl Reader {
    /// Looks at the first records and settles on a recipe. `today` only marks dates after it.
    pub fn open(
        document: &mut Document,
        choice: RecipeChoice<'_>,
        today: Option<Day>,
    ) -> Result<Self, IngestError> {
        let Chosen {
            mut recipe,
            mut origin,
            head,
            utf8,
        } = Chosen::of(document, choice)?;
        if let Some(line) = head.faults.too_long_line {
            return Err(IngestError::LineTooLong { line });
        }
        let too_wide = |cells: &Vec<String>| cells.len() > dialect::MOST_COLUMNS;
        if let Some(&(line, _)) = head.records.iter().find(|(_, cells)| too_wide(cells)) {
            return Err(IngestError::TooManyColumns { line });
        }
        let before = recipe.source.records_before_data() as usize;
        let body = head.records.get(before..).unwrap_or_default();
        if origin == Origin::Guessed && dialect::is_lined_up(&head.records) {
            return Err(IngestError::SpaceAligned);
        }
        let whole = document.first_is_whole();
        if head.records.is_empty() && !whole {
            return Err(IngestError::LineTooLong { line: 1 });
        }
        if body.is_empty() && whole {
            return Err(IngestError::HeaderOnly);
        }
        let mut header = dialect::header(&head, &recipe.source, column_name);
        let mut profiles = profiles(body, header.len());
        let names = header::last_record(&head, &recipe.source).cloned();
        let names = names.unwrap_or_else(|| header.clone());
        let unfolded;
        let mut body = body;
        let guesses = origin == Origin::Guessed || recipe.columns.is_empty();
        if origin == Origin::Guessed && recipe.source.header_record.is_some() {
            recipe.source.unfold_months = Unfold::fits(&header, &profiles);
        }
        let mut unfold = recipe
            .source
            .unfold_months
            .then(|| Unfold::of(&header))
            .flatten();
        if let Some(plan) = &mut unfold {
            if let Some(column) = plan.unread_month(&header, &profiles) {
                return Err(IngestError::UnreadMonth { column });
            }
            unfolded = plan.records(body);
            body = &unfolded;
            header = plan.header(&header);
            profiles = self::profiles(body, header.len());
        }
        let mut changed = None;
        if guesses {
            let has_header = recipe.source.header_record.is_some();
            let roles = mapping::guess(&header, has_header, &profiles);
            recipe.columns = columns(&header, &roles);
            if let (Origin::Guessed, RecipeChoice::Guess { stored }) = (origin, choice)
                && let Some((known, change)) = carry::nearest(stored, &header)
            {
                carry::apply(&mut recipe, known);
                origin = Origin::Stored;
                changed = Some(change);
            }
        } else {
            complete_columns(&mut recipe, &header);
        }
        document.settle(&mut recipe);
        let mut not_opened = None;
        match &document.second {
            Some(second) => second.settle(&mut recipe),
            None => not_opened = recipe.customers_table.take().filter(|table| table.joined),
        }
        let plans = plan::columns(
            &recipe,
            origin,
            &profiles,
            document.files[0].counts_from_1904(),
        );
        let unfolded_months = unfold.as_ref().map(Unfold::months);
        let hint = unfold
            .is_none()
            .then(|| rows_hint(&head, document.plain_bytes()));
        let returns = column_of(&recipe, Role::ReturnFlag)
            .and_then(|at| Some(mapping::vocabulary_of(header.get(at)?, profiles.get(at)?)));
        let return_words = returns.unwrap_or(Vocabulary::Any);
        let pass = Pass::new(PassStart {
            recipe: &recipe,
            columns: &plans,
            header: &header,
            names: &names,
            unfold,
            today,
            usual_cells: dialect::usual_cells(body),
            return_words,
            rows_hint: hint.unwrap_or(0),
        });
        let header_line = recipe.source.header_record.and_then(|_| {
            let names = before.checked_sub(1 + recipe.source.skip_below as usize)?;
            Some(head.records.get(names)?.0)
        });
        let parts = parts(document, &recipe);
        let feed = Feed::of(&parts[0], &mut document.files[parts[0].file])?;
        let above = head
            .records
            .iter()
            .take(recipe.source.skip_records as usize);
        let above = above.flat_map(|(_, cells)| cells).map(String::as_str);
        let years_above = questions::years_in(above);
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
                sheets: document.files[0].sheets(),
                header,
                recipe,
            },
            origin,
            plans,
            profiles,
            header_line,
            parts,
            at: 0,
            feed,
            cutter: Cutter::new(&SourceRecipe::default()),
            unfolded_months,
            bytes_before: 0,
            sheet_faults: SheetFaults::default(),
            years_above,
            today,
            pass,
        };
        reader.cutter = Cutter::new(&reader.preview.recipe.source);
        let full_rows = body
            .iter()
            .filter(|(_, cells)| cells.len() == reader.preview.header.len());
        reader.preview.evidence = outcome::evidence(&outcome::Seen {
            recipe: &reader.preview.recipe,
            plans: &reader.plans,
            fixed: origin == Origin::Given,
            utf8: &utf8,
            faults: head.faults,
            header_line,
            sheets: &reader.preview.sheets,
            unfolded_months: reader.unfolded_months,
            columns: reader.preview.header.len(),
            rows: body.len() as u64,
            full_rows: full_rows.count() as u64,
            numbers: &|column| reader.profiles.get(column).map(|profile| &profile.numbers),
            dates: &|column| reader.profiles.get(column).map(|profile| &profile.dates),
        });
        let changed = changed.as_ref().map(describe::carried);
        let not_opened = not_opened.map(|table| describe::not_opened(table.name));
        let told = changed.into_iter().chain(not_opened);
        reader.preview.evidence.extend(told);
        Ok(reader)
    }

    /// The first rows and the reasons for reading them so.
    pub fn preview(&self) -> &PreviewParts {
        &self.preview
    }

    /// Says which bytes are read first, so that they can be on their way.
    pub fn expect(&self, document: &mut Document, most_bytes: usize) {
        if let Feed::Plain { offset, .. } = self.feed {
            document.files[self.parts[self.at].file].expect(offset, most_bytes);
        }
    }

    /// Reads on by at most so many bytes, and says whether there are more. How much is read at a
    /// time makes no difference.
    pub fn step(
        &mut self,
        document: &mut Document,
        most_bytes: usize,
    ) -> Result<bool, IngestError> {
        let file = &mut document.files[self.parts[self.at].file];
        let pass = &mut self.pass;
        let more = match &mut self.feed {
            Feed::Plain { offset, slice } => {
                let size = file.source.size_bytes();
                let left = usize::try_from(size.saturating_sub(*offset)).unwrap_or(usize::MAX);
                let at_hand = file.source.at_hand(*offset).unwrap_or(most_bytes);
                slice.resize(at_hand.min(most_bytes).min(left), 0);
                let got = fill(file.source.as_mut(), *offset, slice)?;
                if got < slice.len() {
                    return Err(IngestError::FileGone(String::new()));
                }
                *offset += got as u64;
                file.expect(*offset, most_bytes);
                self.cutter.push(slice, pass);
                *offset < size
            }
            Feed::Packed { stream, slice } => {
                slice.clear();
                let more = stream.next(file.source.as_mut(), slice)?;
                self.cutter.push(slice, pass);
                more
            }
            Feed::Sheet(rows) => rows.step(file.source.as_mut(), &mut |record: &Record<'_>| {
                pass.record(record);
            })?,
        };
        if self.pass.is_full() {
            return Err(IngestError::TooManyRows);
        }
        if more {
            return Ok(true);
        }
        self.end_part(document)
    }

    /// Keeps what was odd in the sheet that ended.
    fn note_sheet(&mut self) {
        let part = &self.parts[self.at];
        if let Feed::Sheet(rows) = &self.feed {
            let seen = rows.faults();
            let faults = &mut self.sheet_faults;
            faults.repeated_cells += seen.repeated_cells;
            faults.rows_out_of_order += seen.rows_out_of_order;
            faults.missing_texts += seen.missing_texts;
            let data_from = self.pass.last_skipped_line;
            let merges = rows.merges();
            let (merged, first_merged) = merges.below(data_from.saturating_sub(part.lines_before));
            faults.merged_cells += merged;
            let first = [
                seen.first_repeated_row,
                seen.first_missing_row,
                first_merged,
            ];
            let first = first.into_iter().filter(|row| *row > 0).min();
            if faults.first_repeated_row == 0 {
                faults.first_repeated_row = first.unwrap_or(0);
            }
        }
    }

    /// Ends a part, goes on to the next and says whether there is one.
    fn end_part(&mut self, document: &mut Document) -> Result<bool, IngestError> {
        self.note_sheet();
        let part = &self.parts[self.at];
        if part.sheet.is_none() {
            self.cutter.finish(&mut self.pass);
            if let Some(line) = self.cutter.faults().too_long_line {
                return Err(IngestError::LineTooLong { line });
            }
        }
        if !self.pass.found_header() {
            return Err(IngestError::OtherColumns {
                name: part.name.clone(),
            });
        }
        let lines_before = self.pass.last_line;
        let file = part.file;
        let Some(next) = self.parts.get_mut(self.at + 1) else {
            return Ok(false);
        };
        next.lines_before = lines_before;
        if next.file != file {
            self.bytes_before += document.files[file].source.size_bytes();
        }
        self.feed = Feed::of(next, &mut document.files[next.file])?;
        self.at += 1;
        self.cutter.restart(&self.preview.recipe.source);
        self.pass.begin_part(lines_before);
        Ok(true)
    }

    /// Bytes of the files read so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_before + self.feed.bytes_read()
    }

    /// Records after the header read so far.
    pub fn rows_read(&self) -> u64 {
        self.pass.rows_read
    }

    /// Closes the table, or asks for another pass.
    pub fn finish(self) -> Result<Outcome, IngestError> {
        let faults = self.cutter.faults();
        if self.pass.is_full() || !self.pass.builder.has_room_to_sort() {
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
            sheets: &self.preview.sheets,
            unfolded_months: self.unfolded_months,
            parts: self.parts.iter().map(Part::lines).collect(),
            sheet_faults: self.sheet_faults,
            years_above: &self.years_above,
            today: self.today,
            columns: self.preview.columns,
            utf8: &self.cutter.utf8,
            faults,
            pass: self.pass,
        }))
    }
}

/// Reads a whole document, as often as its evidence asks.
pub fn read_document(
    document: &mut Document,
    choice: RecipeChoice<'_>,
    today: Option<Day>,
) -> Result<Import, IngestError> {
    const SLICE_BYTES: usize = 4 << 20;
    let mut pass = |choice: RecipeChoice<'_>| {
        let mut reader = Reader::open(document, choice, today)?;
        while reader.step(document, SLICE_BYTES)? {}
        reader.finish()
    };
    let mut outcome = pass(choice)?;
    loop {
        match outcome {
            Outcome::Ready(mut import) => {
                document.join(&mut import)?;
                return Ok(*import);
            }
            Outcome::ReadAgain(recipe) => outcome = pass(RecipeChoice::Given(&recipe))?,
        }
    }
}

/// Reads a whole file held in memory.
pub fn read_all(
    bytes: &[u8],
    choice: RecipeChoice<'_>,
    today: Option<Day>,
) -> Result<Import, IngestError> {
    let mut document = Document::of("", Box::new(MemorySource(bytes.to_vec())))?;
    read_document(&mut document, choice, today)
}

impl Part {
    fn lines(&self) -> PartLines {
        PartLines {
            name: self.name.clone(),
            lines_before: self.lines_before as u32,
        }
    }
}

/// The tables of a document, in the order they are read.
fn parts(document: &Document, recipe: &Recipe) -> Vec<Part> {
    let mut parts = Vec::new();
    let second = document.second.as_ref().and_then(SecondTable::file);
    for (file, opened) in document.files.iter().enumerate() {
        if Some(file) == second {
            continue;
        }
        let mut add = |sheet: Option<String>| {
            parts.push(Part {
                file,
                name: sheet.clone().unwrap_or_else(|| opened.name.clone()),
                sheet,
                lines_before: 0,
            });
        };
        match &opened.body {
            Body::Text(_) => add(None),
            Body::Workbook(_) => recipe
                .source
                .sheets()
                .for_each(|name| add(Some(name.clone()))),
        }
    }
    parts
}

pub(super) fn column_name(number: usize) -> String {
    GivenName::Column { number }.say(&Speaker::default())
}

pub(super) fn profiles(body: &[(u64, Vec<String>)], columns: usize) -> Vec<Profile> {
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
