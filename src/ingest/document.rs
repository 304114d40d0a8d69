//! Files that were opened: what each is, and its first bytes.

use super::archive::EntryStream;
use super::container::{Container, PackedText};
use super::dialect::{self, HeadRecords};
use super::encoding::{BYTE_ORDER_MARK, Decoder, Utf8Check, width_of};
use super::raw_record::Record;
use super::records::{RecordsTable, Where};
use super::second_table::SecondTable;
use super::workbook::{Merge, SheetRows, Visibility, Workbook};
use super::{
    Encoding, IngestError, KnownTable, Recipe, Source, SourceFormat, SourceRecipe, magic, tables,
};
use crate::dataset::TableKind;

/// How much of a text is looked at before anything is guessed.
const HEAD_BYTES: usize = 1 << 20;

/// One file, or several with the same columns that are read one after another. Readings of it are
/// [`Reader`](super::Reader)s.
pub struct Document {
    /// The first one holds sales.
    pub(super) files: Vec<File>,
    /// A table of customers among the files, or among the sheets of the first.
    pub(super) second: Option<SecondTable>,
    /// Tables of contacts, campaigns and costs.
    pub(super) records: Vec<RecordsTable>,
    /// What each of several files is, in the order they were opened, or each sheet beside the sales.
    tables: Vec<(String, TableKind)>,
    /// The files or sheets beside the sales, for the recipe.
    known: Vec<KnownTable>,
}

/// A file and where its bytes come from.
pub(super) struct File {
    pub(super) name: String,
    pub(super) source: Box<dyn Source>,
    pub(super) body: Body,
    /// Joined cells of the headers of sheets, where they were looked for.
    merges: Vec<(String, Vec<Merge>)>,
}

/// What a file is.
pub(super) enum Body {
    Text(Text),
    Workbook(Box<Workbook>),
}

/// A text, perhaps packed.
pub(super) struct Text {
    packed: Option<PackedText>,
    /// The first bytes, unpacked.
    pub(super) head: Vec<u8>,
    /// Whether they are all.
    pub(super) is_whole: bool,
}

impl Document {
    /// Looks at the first bytes of every file, and refuses what is no table. `said` are places in
    /// [`Document::tables`] and what a person says they hold; what the others hold is told by stored
    /// recipes, by the header of their sales, or else by their columns.
    pub fn open(
        files: Vec<(String, Box<dyn Source>)>,
        said: &[(usize, TableKind)],
        stored: &[(Vec<String>, Recipe)],
    ) -> Result<Self, IngestError> {
        let files = files.into_iter().map(|(name, mut source)| {
            let body = Body::open(source.as_mut())?;
            Ok(File {
                name,
                source,
                body,
                merges: Vec::new(),
            })
        });
        let mut files = files.collect::<Result<Vec<File>, IngestError>>()?;
        let mut document = Self {
            files: Vec::new(),
            second: None,
            records: Vec::new(),
            tables: Vec::new(),
            known: Vec::new(),
        };
        match &mut files[..] {
            [] => return Err(IngestError::Empty),
            [file] => {
                if let Some(found) = tables::find_sheets(file, said, stored)? {
                    document.add_sheets(&file.name, found);
                }
                document.files = files;
                return Ok(document);
            }
            _ => {}
        }
        let found = tables::find(&mut files, said, stored)?;
        document.known = found.known;
        let mut customers = None;
        for (file, kind) in files.into_iter().zip(found.kinds) {
            document.tables.push((file.name.clone(), kind));
            match kind {
                TableKind::Sales => document.files.push(file),
                TableKind::Customers => customers = Some(file),
                TableKind::Records(kind) => document.records.push(RecordsTable {
                    kind,
                    name: file.name.clone(),
                    place: Where::File(Box::new(file)),
                }),
                TableKind::LeftOut => {}
            }
        }
        if let Some((file, proposal)) = customers.zip(found.customers) {
            document.second = Some(SecondTable::at(document.files.len(), proposal));
            document.files.push(file);
        }
        Ok(document)
    }

    fn add_sheets(&mut self, workbook: &str, found: tables::FoundSheets) {
        self.second = found.customers.map(|proposal| SecondTable::at(0, proposal));
        let tables = found.tables.iter().zip(found.sources);
        let records = tables.filter_map(|((sheet, kind), source)| match kind {
            TableKind::Records(kind) => Some(RecordsTable {
                kind: *kind,
                name: format!("{workbook}, {sheet}"),
                place: Where::Sheet(Box::new(source)),
            }),
            TableKind::Sales | TableKind::Customers | TableKind::LeftOut => None,
        });
        self.records = records.collect();
        self.tables = found.tables;
        self.known = found.known;
    }

    /// What each of several files is, in the order they were opened; of one workbook, each sheet
    /// beside its sales.
    pub fn tables(&self) -> &[(String, TableKind)] {
        &self.tables
    }

    /// Puts what the tables beside the sales are into a recipe; sales alone say nothing of them.
    pub(super) fn settle(&self, recipe: &mut Recipe) {
        if !self.tables.is_empty() {
            recipe.tables.clone_from(&self.known);
        }
    }

    /// A document of one file.
    pub fn of(name: &str, source: Box<dyn Source>) -> Result<Self, IngestError> {
        Self::open(vec![(name.to_owned(), source)], &[], &[])
    }

    /// Bytes of all files.
    pub fn size_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.source.size_bytes()).sum()
    }

    /// Names of the files, in the order they are read.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// Whether the first records are all there are.
    pub(super) fn first_is_whole(&self) -> bool {
        match &self.files[0].body {
            Body::Text(text) => text.is_whole,
            Body::Workbook(_) => true,
        }
    }

    /// Bytes of the files, when they are plain text.
    pub(super) fn plain_bytes(&self) -> u64 {
        let is_plain = |file: &File| matches!(&file.body, Body::Text(Text { packed: None, .. }));
        if self.files.iter().all(is_plain) {
            let second = self.second.as_ref().and_then(SecondTable::file);
            let second = second.map_or(0, |at| self.files[at].source.size_bytes());
            self.size_bytes() - second
        } else {
            0
        }
    }

    /// Whether bytes that will be read next are still on their way.
    pub fn is_waiting(&self) -> bool {
        self.files.iter().any(|file| file.source.is_waiting())
    }
}

impl Body {
    fn open(source: &mut dyn Source) -> Result<Self, IngestError> {
        let packed = match Container::open(source)? {
            Some(Container::Workbook(workbook)) => {
                return Ok(Self::Workbook(Box::new(workbook)));
            }
            Some(Container::Text(packed)) => Some(packed),
            None => None,
        };
        let mut text = Text {
            packed,
            head: Vec::new(),
            is_whole: true,
        };
        match &text.packed {
            None => {
                let size = usize::try_from(source.size_bytes()).unwrap_or(usize::MAX);
                text.head = vec![0; HEAD_BYTES.min(size)];
                let got = fill(source, 0, &mut text.head)?;
                text.head.truncate(got);
                text.is_whole = got as u64 >= source.size_bytes();
            }
            Some(packed) => {
                let mut stream = packed.stream(source)?;
                while stream.next(source, &mut text.head)? {
                    if text.head.len() >= HEAD_BYTES {
                        text.is_whole = false;
                        break;
                    }
                }
            }
        }
        magic::check(&text.head)?;
        Ok(Self::Text(text))
    }
}

impl Text {
    /// What the first bytes say about their encoding.
    pub(super) fn utf8(&self) -> Utf8Check {
        let mut utf8 = Utf8Check::default();
        let head = &self.head;
        utf8.push(head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head));
        utf8
    }

    /// How the text seems to be cut, and the first records it then has.
    pub(super) fn guess(&self, utf8: &Utf8Check) -> (SourceRecipe, HeadRecords) {
        let encoding = match width_of(&self.head) {
            Some(wide) => wide,
            None if utf8.refuted() => utf8.single_byte_guess(),
            None => Encoding::Utf8,
        };
        dialect::guess(&self.head, self.is_whole, encoding)
    }

    /// The text from its first byte, when it is packed.
    pub(super) fn stream(
        &self,
        source: &mut dyn Source,
    ) -> Result<Option<EntryStream>, IngestError> {
        let packed = self.packed.as_ref();
        packed.map(|packed| packed.stream(source)).transpose()
    }
}

impl File {
    /// Kind of file, as recipes name it.
    pub(super) fn format(&self) -> SourceFormat {
        match &self.body {
            Body::Text(_) => SourceFormat::Csv,
            Body::Workbook(workbook) if workbook.is_ods() => SourceFormat::Ods,
            Body::Workbook(_) => SourceFormat::Xlsx,
        }
    }

    /// Says that bytes from here on are read next.
    pub(super) fn expect(&mut self, offset: u64, most: usize) {
        let left = self.source.size_bytes().saturating_sub(offset);
        let count = most.min(usize::try_from(left).unwrap_or(usize::MAX));
        if count > 0 {
            self.source.expect(offset, count);
        }
    }

    /// Whether it is a workbook whose days are counted from 1904.
    pub(super) fn counts_from_1904(&self) -> bool {
        matches!(&self.body, Body::Workbook(workbook) if workbook.counts_from_1904())
    }

    /// Names of a workbook's sheets, and whether a person sees them.
    pub(super) fn sheets(&self) -> Vec<(String, bool)> {
        let Body::Workbook(workbook) = &self.body else {
            return Vec::new();
        };
        let sheets = workbook.sheets().iter();
        sheets
            .map(|sheet| (sheet.name.clone(), sheet.visibility == Visibility::Visible))
            .collect()
    }

    /// The first sheet that holds anything, of a workbook; visible ones before hidden ones.
    pub(super) fn first_filled(&mut self) -> Result<Option<String>, IngestError> {
        let Body::Workbook(workbook) = &self.body else {
            return Ok(None);
        };
        let at = workbook.first_filled(self.source.as_mut())?;
        Ok(workbook.sheets().get(at).map(|sheet| sheet.name.clone()))
    }

    /// Begins to read the sheet of this name.
    pub(super) fn sheet_rows(&mut self, name: &str) -> Result<SheetRows, IngestError> {
        let Body::Workbook(workbook) = &self.body else {
            return Err(IngestError::NoSheet);
        };
        let mut sheets = workbook.sheets().iter();
        let at = sheets.position(|sheet| sheet.name == name).ok_or_else(|| {
            IngestError::SheetMissing {
                name: name.to_owned(),
            }
        })?;
        workbook.rows(at, self.source.as_mut())
    }

    /// The joined cells of a sheet that may be part of its header; the sheet is read to its end once.
    pub(super) fn sheet_merges(&mut self, name: &str) -> Result<Vec<Merge>, IngestError> {
        if let Some((_, known)) = self.merges.iter().find(|(known, _)| known == name) {
            return Ok(known.clone());
        }
        let mut rows = self.sheet_rows(name)?;
        while rows.step(self.source.as_mut(), &mut |_: &Record<'_>| {})? {}
        let merges = rows.merges().of_header().to_vec();
        self.merges.push((name.to_owned(), merges.clone()));
        Ok(merges)
    }

    /// The first records of a sheet, at most so many.
    pub(super) fn sheet_head(
        &mut self,
        name: &str,
        most_records: usize,
    ) -> Result<HeadRecords, IngestError> {
        let decoder = Decoder::new(Encoding::Utf8);
        let mut rows = self.sheet_rows(name)?;
        let mut head = HeadRecords::default();
        let mut more = true;
        while more && head.records.len() < most_records {
            more = rows.step(self.source.as_mut(), &mut |record: &Record<'_>| {
                if head.records.len() < most_records {
                    head.add(record, &decoder);
                }
            })?;
        }
        Ok(head)
    }
}

/// Fills the buffer from the source, which may give less than asked at a time. Returns how many
/// bytes there were.
pub(super) fn fill(
    source: &mut dyn Source,
    offset: u64,
    buffer: &mut [u8],
) -> Result<usize, IngestError> {
    let mut filled = 0;
    while filled < buffer.len() {
        let got = source
            .read(offset + filled as u64, &mut buffer[filled..])
            .map_err(IngestError::FileGone)?;
        if got == 0 {
            break;
        }
        filled += got.min(buffer.len() - filled);
    }
    Ok(filled)
}
