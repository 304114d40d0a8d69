//! A file on its way in: read in slices, again when its own evidence asks for it.

use super::fault::Fault;
use super::session::first_base;
use super::{Sink, Source};
use crate::analysis::CustomerBase;
use crate::base::Day;
use crate::dataset::TableKind;
use crate::i18n::engine::Failure;
use crate::ingest::{Document, Import, Outcome, Reader, Recipe, RecipeChoice};
use crate::protocol::{Event, Preview, ReadResult, Stage, StoredRecipe};

/// Bytes read at a time: a few tens of milliseconds of work, so that the worker hears the page
/// between two slices.
const SLICE_BYTES: usize = 4 << 20;

/// Passes over one file. The first guesses, the second reads by what all rows say; a third is
/// only needed when the second read with another encoding or delimiter.
const MOST_PASSES: u8 = 3;

/// A file that was opened, and the pass over it that goes on.
pub(super) struct Opened {
    name: String,
    document: Document,
    stored: Vec<(Vec<String>, Recipe)>,
    today: Option<Day>,
    pass: Option<Pass>,
    read: Option<Read>,
}

/// What the last pass gave.
struct Read {
    import: Box<Import>,
    /// Customers as they are first looked at: computed while the person looks at what was read.
    base: Option<CustomerBase>,
}

impl Read {
    /// Whether it can be analysed as it is, and is not prepared for it.
    fn can_be_prepared(&self) -> bool {
        let can_be_analysed = self.import.questions.is_empty() && !self.import.dataset.is_empty();
        can_be_analysed && self.base.is_none()
    }
}

struct Pass {
    reader: Reader,
    number: u8,
    /// Bytes done when progress was last told.
    told_bytes: u64,
}

/// Progress is told when so many bytes more are done, or a hundredth of a smaller file: some browsers
/// give a file in small pieces.
const TOLD_EVERY_BYTES: u64 = 1 << 20;

impl Opened {
    /// Reads the first bytes. Nothing is guessed yet.
    pub(super) fn new(
        files: Vec<(String, Box<dyn Source>)>,
        stored: Vec<StoredRecipe>,
        today: Option<Day>,
        tables: Vec<(u32, TableKind)>,
    ) -> Result<Self, Fault> {
        let stored: Vec<_> = stored
            .into_iter()
            .map(|StoredRecipe { header, recipe }| (header, recipe))
            .collect();
        let said = tables.into_iter().map(|(at, kind)| (at as usize, kind));
        let document = Document::open(files, &said.collect::<Vec<_>>(), &stored)?;
        let mut names = document.names();
        let name = match (names.next().unwrap_or_default(), names.count()) {
            (name, 0) => name.to_owned(),
            (name, more) => format!("{name} + {more}"),
        };
        Ok(Self {
            document,
            name,
            stored,
            today,
            pass: None,
            read: None,
        })
    }

    /// Name of the file.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether the next bytes are still on their way.
    pub(super) fn is_waiting(&self) -> bool {
        self.document.is_waiting()
    }

    /// Whether a pass goes on.
    pub(super) fn is_reading(&self) -> bool {
        self.pass.is_some()
    }

    /// Whether there is something to do without being asked.
    pub(super) fn goes_on(&self) -> bool {
        self.is_reading() || self.read.as_ref().is_some_and(Read::can_be_prepared)
    }

    /// What the last pass gave, if it ended well and was not taken yet.
    pub(super) fn import(&self) -> Option<&Import> {
        self.read.as_ref().map(|read| &*read.import)
    }

    /// Hands over what the last pass gave, and its customers if they were computed meanwhile.
    pub(super) fn take_import(&mut self) -> Option<(Box<Import>, Option<CustomerBase>)> {
        self.read.take().map(|read| (read.import, read.base))
    }

    /// Starts reading from the first byte, by this recipe or by a guess; a pass that goes on is
    /// dropped. The preview is sent at once.
    pub(super) fn start(
        &mut self,
        recipe: Option<&Recipe>,
        sink: &mut dyn Sink,
    ) -> Result<(), Fault> {
        self.start_pass(1, recipe, sink)
    }

    fn start_pass(
        &mut self,
        number: u8,
        recipe: Option<&Recipe>,
        sink: &mut dyn Sink,
    ) -> Result<(), Fault> {
        self.pass = None;
        self.read = None;
        let choice = match recipe {
            Some(recipe) => RecipeChoice::Given(recipe),
            None => RecipeChoice::Guess {
                stored: &self.stored,
            },
        };
        let size_bytes = self.document.size_bytes();
        let reader = Reader::open(&mut self.document, choice, self.today)?;
        reader.expect(&mut self.document, SLICE_BYTES);
        let preview = reader.preview().clone();
        sink.send(
            Event::Preview(Box::new(Preview {
                name: self.name.clone(),
                size_bytes,
                recipe: preview.recipe,
                remembered: preview.remembered,
                tables: self.document.tables().to_vec(),
                sheets: preview.sheets,
                header: preview.header,
                rows: preview.rows,
                evidence: preview.evidence,
                columns: preview.columns,
            })),
            None,
        );
        self.pass = Some(Pass {
            reader,
            number,
            told_bytes: 0,
        });
        Ok(())
    }

    /// Reads the next slice, or closes the pass after the last one; then prepares the analysis. After
    /// an error no pass goes on.
    pub(super) fn step(&mut self, sink: &mut dyn Sink) -> Result<(), Fault> {
        let Some(mut pass) = self.pass.take() else {
            if let Some(read) = self.read.as_mut().filter(|read| read.can_be_prepared()) {
                read.base = first_base(&read.import.dataset);
            }
            return Ok(());
        };
        let size_bytes = self.document.size_bytes();
        if pass.reader.step(&mut self.document, SLICE_BYTES)? {
            let done = pass.reader.bytes_read();
            if done >= pass.told_bytes + TOLD_EVERY_BYTES.min(size_bytes / 100) {
                pass.told_bytes = done;
                sink.send(progress(Stage::Reading, &pass, size_bytes), None);
            }
            self.pass = Some(pass);
            return Ok(());
        }
        sink.send(progress(Stage::Sorting, &pass, size_bytes), None);
        let number = pass.number;
        match pass.reader.finish()? {
            Outcome::Ready(mut import) => {
                self.document.join(&mut import)?;
                sink.send(Event::Read(Box::new(result_of(&import))), None);
                self.read = Some(Read { import, base: None });
                Ok(())
            }
            Outcome::ReadAgain(recipe) if number < MOST_PASSES => {
                self.start_pass(number + 1, Some(&recipe), sink)
            }
            Outcome::ReadAgain(_) => Err(Failure::NotSettled.into()),
        }
    }
}

fn progress(stage: Stage, pass: &Pass, bytes_total: u64) -> Event {
    Event::Progress {
        stage,
        bytes_done: pass.reader.bytes_read(),
        bytes_total,
        rows: pass.reader.rows_read(),
    }
}

fn result_of(import: &Import) -> ReadResult {
    ReadResult {
        recipe: import.recipe.clone(),
        evidence: import.evidence.clone(),
        columns: import.columns.clone(),
        reconciliation: import.reconciliation.clone(),
        groups: import.groups.clone(),
        questions: import.questions.clone(),
        currencies: import.currencies.clone(),
        parts: import.parts.clone(),
        table_examples: (import.matches.customers.as_ref())
            .map_or_else(Vec::new, |matches| matches.examples.clone()),
    }
}
