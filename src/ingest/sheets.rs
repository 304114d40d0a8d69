//! Which sheets of a workbook hold the sales.

use super::dialect::{self, HeadRecords};
use super::document::File;
use super::header;
use super::mapping;
use super::reader::{column_name, profiles};
use super::{IngestError, SourceRecipe};
use crate::dataset::Role;

/// Sheets that are looked into.
const MOST_SHEETS: usize = 64;

/// Records of a sheet that say what it holds.
const LOOK_RECORDS: usize = 60;

/// What the first records of a sheet are.
struct Seen {
    name: String,
    is_visible: bool,
    header: Vec<String>,
    /// The records below it.
    body: Vec<Vec<String>>,
    /// Whether customer, date and money were found.
    is_sales: bool,
}

/// The sheets to read, and the first records of the first of them: all that have the columns of
/// the first one with sales, or else the first that holds anything. Sheets nobody sees are read
/// only where there is no other.
pub(super) fn guess(file: &mut File) -> Result<(SourceRecipe, HeadRecords), IngestError> {
    let mut seen = Vec::new();
    for (name, is_visible) in file.sheets().into_iter().take(MOST_SHEETS) {
        let head = file.sheet_head(&name, LOOK_RECORDS)?;
        if head.records.is_empty() {
            continue;
        }
        let mut source = SourceRecipe::default();
        let head = place(file, &name, head, &mut source)?;
        let header = dialect::header(&head, &source, column_name);
        seen.push(Seen {
            is_sales: source.header_record.is_some() && has_sales(&head, &source, &header),
            name,
            is_visible,
            header,
            body: body(&head, &source)
                .map(|(_, cells)| cells.clone())
                .collect(),
        });
    }
    if seen.iter().any(|sheet| sheet.is_visible) {
        seen.retain(|sheet| sheet.is_visible);
    }
    let group = |of: &Seen| {
        let alike =
            |sheet: &&Seen| sheet.is_sales && dialect::same_shape(&sheet.header, &of.header);
        seen.iter().filter(alike).count()
    };
    let mut first = seen.first().ok_or(IngestError::SheetsEmpty)?;
    for sheet in seen.iter().filter(|sheet| sheet.is_sales) {
        if !first.is_sales || group(sheet) > group(first) {
            first = sheet;
        }
    }
    // A sheet that begins like one before is a copy; reading it too would count its sales twice.
    let mut read: Vec<&Seen> = vec![first];
    for sheet in seen
        .iter()
        .skip_while(|sheet| sheet.name != first.name)
        .skip(1)
    {
        let has_columns = sheet.is_sales && dialect::same_shape(&sheet.header, &first.header);
        if first.is_sales && has_columns && read.iter().all(|known| known.body != sheet.body) {
            read.push(sheet);
        }
    }
    let further = read[1..].iter().map(|sheet| sheet.name.clone());
    let mut source = SourceRecipe {
        format: file.format(),
        sheet: Some(first.name.clone()),
        further_sheets: further.collect(),
        ..SourceRecipe::default()
    };
    let head = file.sheet_head(&first.name, dialect::LOOK_RECORDS)?;
    let name = first.name.clone();
    let head = place(file, &name, head, &mut source)?;
    Ok((source, head))
}

/// Finds the header of a sheet, and the joined cells in it. These stand at the end of a sheet, so
/// they are looked for only where a header has gaps.
fn place(
    file: &mut File,
    name: &str,
    mut head: HeadRecords,
    source: &mut SourceRecipe,
) -> Result<HeadRecords, IngestError> {
    dialect::place_header(&head.records, source);
    if header::has_gaps(&head, source) {
        head.merges = file.sheet_merges(name)?;
        header::widen(&head, source);
    }
    Ok(head)
}

/// The records below the header.
fn body<'a>(
    head: &'a HeadRecords,
    source: &SourceRecipe,
) -> std::slice::Iter<'a, (u64, Vec<String>)> {
    let before = source.records_before_data() as usize;
    head.records.get(before..).unwrap_or_default().iter()
}

fn has_sales(head: &HeadRecords, source: &SourceRecipe, header: &[String]) -> bool {
    let body = body(head, source).as_slice();
    let roles = mapping::guess(header, true, &profiles(body, header.len()));
    let has = |role| roles.contains(&role);
    has(Role::Customer)
        && has(Role::Date)
        && (has(Role::Amount) || has(Role::Quantity) && has(Role::UnitPrice))
}
