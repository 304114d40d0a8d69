//! Workbooks to records: the sheets of XLSX and ODS files, row by row.
//!
//! A thin reader of our own. It streams, allocates by what is there and never by what is stated,
//! does not recurse, and refuses what goes beyond its limits with a typed error.
//!
//! - `package`, `xml`, `utf16`: parts of the file and their tokens
//! - `sheet`, `strings`, `styles`: worksheets of OOXML, what they share, which cells are days
//! - `ods`: sheets of `OpenDocument`
//! - `number`, `text`: values to text
//! - `rows`: cells to records; `merges`: cells joined into one
//! - `ole`: the container of old and of protected workbooks, to name what it is

mod merges;
mod number;
mod ods;
pub(super) mod ole;
mod package;
mod rows;
mod sheet;
mod strings;
mod styles;
mod text;
mod utf16;
mod xml;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod merge_tests;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use super::archive::{Archive, Entry, EntryStream, UNPACKED_LIMIT_BYTES};
use super::{IngestError, Source};
pub(crate) use merges::{Merge, Merges};
use number::DaySystem;
use package::{PART_LIMIT_BYTES, Package, each_token, workbook_part};
use rows::Rows;
pub(crate) use rows::Take;
use strings::Strings;
use styles::Styles;
use xml::Scanner;

/// Whether a person sees a sheet in the program that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Visibility {
    /// As sheets are.
    Visible,
    /// Can be shown from a menu.
    Hidden,
    /// Can be shown by a macro only.
    VeryHidden,
}

/// A sheet that has rows; charts are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetInfo {
    /// Its name.
    pub(crate) name: String,
    /// Whether it is seen.
    pub(crate) visibility: Visibility,
}

/// What was odd in a sheet and is no reason to refuse it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetFaults {
    /// Cells given more than once; the last one counts.
    pub(crate) repeated_cells: u64,
    /// Row of the first.
    pub(crate) first_repeated_row: u64,
    /// Rows that stand before one with a lower or the same number.
    pub(crate) rows_out_of_order: u64,
    /// Cells whose shared text is not in the file; they are blank.
    pub(crate) missing_texts: u64,
    /// Row of the first.
    pub(crate) first_missing_row: u64,
    /// Joined cells in the rows below the header; counted by the reader, who knows where it is.
    pub(crate) merged_cells: u64,
}

/// An open workbook: its sheets are known, none of their rows.
pub(crate) struct Workbook {
    archive: Archive,
    sheets: Vec<SheetInfo>,
    parts: Parts,
}

/// Where rows are read from.
enum Parts {
    Ooxml {
        /// The name of every sheet's part.
        sheets: Vec<String>,
        strings: Option<Entry>,
        shared: Arc<Shared>,
    },
    /// One part for all sheets.
    Ods(Entry),
}

/// What all worksheets of a workbook refer to.
#[derive(Debug, Default)]
struct Shared {
    styles: Styles,
    day_system: DaySystem,
    /// Read with the first sheet.
    strings: OnceLock<Strings>,
}

impl Workbook {
    /// Opens the workbook in an archive; nothing when it holds none.
    pub(crate) fn open(
        archive: &Archive,
        source: &mut dyn Source,
    ) -> Result<Option<Self>, IngestError> {
        if let Some(content) = ods_content(archive, source)? {
            return Self::open_ods(archive, source, content).map(Some);
        }
        let Some(part) = workbook_part(archive, source)? else {
            return Ok(None);
        };
        if part.to_ascii_lowercase().ends_with(".bin") {
            return Err(IngestError::BinaryWorkbook);
        }
        let package = Package::open(archive, source, &part)?;
        let mut styles = Styles::default();
        if let Some(entry) = &package.styles {
            let part = (entry, PART_LIMIT_BYTES);
            each_token(archive, source, part, &mut |token| styles.token(token))?;
        }
        let (sheets, parts): (Vec<_>, Vec<_>) = package.sheets.into_iter().unzip();
        let shared = Shared {
            styles,
            day_system: package.day_system,
            strings: OnceLock::new(),
        };
        Self::with(
            archive,
            sheets,
            Parts::Ooxml {
                sheets: parts,
                strings: package.strings,
                shared: Arc::new(shared),
            },
        )
        .map(Some)
    }

    fn open_ods(
        archive: &Archive,
        source: &mut dyn Source,
        content: &Entry,
    ) -> Result<Self, IngestError> {
        let mut names = ods::Names::default();
        let part = (content, UNPACKED_LIMIT_BYTES);
        each_token(archive, source, part, &mut |token| names.token(token))?;
        Self::with(archive, names.sheets, Parts::Ods(content.clone()))
    }

    fn with(archive: &Archive, sheets: Vec<SheetInfo>, parts: Parts) -> Result<Self, IngestError> {
        if sheets.is_empty() {
            return Err(IngestError::NoSheet);
        }
        Ok(Self {
            archive: archive.clone(),
            sheets,
            parts,
        })
    }

    /// The sheets with rows, in the workbook's order; at least one.
    pub(crate) fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// Whether it is a workbook of `OpenDocument`.
    pub(crate) fn is_ods(&self) -> bool {
        matches!(self.parts, Parts::Ods(_))
    }

    /// Whether its days are counted from 1904.
    pub(crate) fn counts_from_1904(&self) -> bool {
        match &self.parts {
            Parts::Ooxml { shared, .. } => shared.day_system == DaySystem::From1904,
            Parts::Ods(_) => false,
        }
    }

    /// Begins to read the rows of a sheet.
    pub(crate) fn rows(
        &self,
        sheet: usize,
        source: &mut dyn Source,
    ) -> Result<SheetRows, IngestError> {
        let (entry, loading, kind) = match &self.parts {
            Parts::Ooxml {
                sheets,
                strings,
                shared,
            } => {
                let part = sheets.get(sheet).ok_or(IngestError::NoSheet)?;
                let entry = self.archive.find(part).ok_or(IngestError::Damaged)?;
                let is_loaded = shared.strings.get().is_some();
                let loading = match strings.as_ref().filter(|_| !is_loaded) {
                    Some(entry) => Some(Loading {
                        stream: self.archive.stream(entry, source)?,
                        scanner: Scanner::default(),
                        strings: Strings::default(),
                    }),
                    None => None,
                };
                let kind = Kind::Ooxml {
                    sheet: sheet::Sheet::default(),
                    shared: Arc::clone(shared),
                };
                (entry, loading, kind)
            }
            Parts::Ods(entry) => (entry, None, Kind::Ods(ods::Sheet::new(sheet))),
        };
        Ok(SheetRows {
            loading,
            stream: self.archive.stream(entry, source)?,
            scanner: Scanner::default(),
            rows: Rows::new(),
            kind,
            loaded_packed: 0,
        })
    }

    /// The first sheet with content, visible ones before hidden ones.
    pub(crate) fn first_filled(&self, source: &mut dyn Source) -> Result<usize, IngestError> {
        let is_visible = |sheet: usize| self.sheets[sheet].visibility == Visibility::Visible;
        let all = 0..self.sheets.len();
        let visible = all.clone().filter(|&sheet| is_visible(sheet));
        for sheet in visible.chain(all.filter(|&sheet| !is_visible(sheet))) {
            let mut rows = self.rows(sheet, source)?;
            while rows.handed() == 0 && rows.step(source, &mut |_| {})? {}
            if rows.handed() > 0 {
                return Ok(sheet);
            }
        }
        Err(IngestError::SheetsEmpty)
    }
}

/// The part with all sheets, when the archive is an ODS that can be read.
fn ods_content<'a>(
    archive: &'a Archive,
    source: &mut dyn Source,
) -> Result<Option<&'a Entry>, IngestError> {
    let Some(entry) = archive.find("mimetype") else {
        return Ok(None);
    };
    let mut kind = Vec::new();
    archive.stream(entry, source)?.next(source, &mut kind)?;
    if !kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(None);
    }
    let mut is_protected = archive.find("encrypted-package").is_some();
    if let Some(manifest) = archive.find("META-INF/manifest.xml") {
        let part = (manifest, PART_LIMIT_BYTES);
        each_token(archive, source, part, &mut |token| {
            if let xml::Token::Open(tag) = token {
                is_protected |= tag.name == b"encryption-data";
            }
            Ok(())
        })?;
    }
    if is_protected {
        return Err(IngestError::Protected);
    }
    archive
        .find("content.xml")
        .map(Some)
        .ok_or(IngestError::Damaged)
}

/// The rows of one sheet, read step by step.
pub(crate) struct SheetRows {
    /// The shared texts come first, unless another sheet has brought them.
    loading: Option<Loading>,
    stream: EntryStream,
    scanner: Scanner,
    rows: Rows,
    kind: Kind,
    loaded_packed: u64,
}

struct Loading {
    stream: EntryStream,
    scanner: Scanner,
    strings: Strings,
}

enum Kind {
    Ooxml {
        sheet: sheet::Sheet,
        shared: Arc<Shared>,
    },
    Ods(ods::Sheet),
}

impl SheetRows {
    /// One step: reads at most 256 KiB, unpacks at most 1 MiB, hands over the rows that end in it
    /// and says whether there may be more. A record's line is the row's number in the sheet, from
    /// 1. Of a gap between rows at most 1,000 blank ones are told, none after the last.
    pub(crate) fn step(
        &mut self,
        source: &mut dyn Source,
        take: Take<'_>,
    ) -> Result<bool, IngestError> {
        if let Some(loading) = &mut self.loading {
            let more = loading.scanner.feed(&mut loading.stream, source)?;
            while let Some(token) = loading.scanner.token()? {
                loading.strings.token(token)?;
            }
            if !more {
                loading.scanner.finish()?;
                self.loaded_packed = loading.stream.packed_bytes();
                if let (Some(loaded), Kind::Ooxml { shared, .. }) =
                    (self.loading.take(), &self.kind)
                {
                    // Another sheet may have been faster; its texts are the same.
                    let _ = shared.strings.set(loaded.strings);
                }
            }
            return Ok(true);
        }
        let more = self.scanner.feed(&mut self.stream, source)?;
        while let Some(token) = self.scanner.token()? {
            match &mut self.kind {
                Kind::Ooxml { sheet, shared } => {
                    sheet.token(token, &mut self.rows, shared, &mut *take)?;
                }
                Kind::Ods(sheet) => sheet.token(token, &mut self.rows, &mut *take)?,
            }
        }
        if !more {
            self.scanner.finish()?;
            self.rows.finish(take);
        }
        Ok(more)
    }

    /// Packed bytes read, and to be read in all.
    pub(crate) fn packed(&self) -> (u64, u64) {
        let (done, all) = match &self.loading {
            Some(loading) => (loading.stream.packed_done(), loading.stream.packed_bytes()),
            None => (self.loaded_packed, self.loaded_packed),
        };
        (
            done + self.stream.packed_done(),
            all + self.stream.packed_bytes(),
        )
    }

    /// Rows with content handed over so far.
    pub(crate) fn handed(&self) -> u64 {
        self.rows.handed()
    }

    /// Joined cells so far; a worksheet of OOXML names them after its rows.
    pub(crate) fn merges(&self) -> &Merges {
        self.rows.merges()
    }

    /// What was odd so far.
    pub(crate) fn faults(&self) -> SheetFaults {
        self.rows.faults()
    }

    /// Steps of another size, to show that it makes no difference.
    #[cfg(test)]
    fn set_step(&mut self, packed: usize, out: usize) {
        self.stream.set_step(packed, out);
        if let Some(loading) = &mut self.loading {
            loading.stream.set_step(packed, out);
        }
    }
}
