//! The parts of an OOXML package and how they refer to each other (ECMA-376 part 2).

use super::super::archive::{Archive, Entry};
use super::super::{IngestError, Source};
use super::xml::{Scanner, Tag, Token};
use super::{DaySystem, SheetInfo, Visibility};

/// More sheets, or references of one part, than a person chooses from.
const MOST_REFERENCES: usize = 10_000;

/// Most bytes of a part that is read whole before the rows.
pub(super) const PART_LIMIT_BYTES: u64 = 64 << 20;

/// A reference from one part to another.
struct Reference {
    id: String,
    /// The last part of its type: `worksheet`, `styles`.
    kind: String,
    target: String,
}

/// A sheet as `workbook.xml` lists it.
struct Listed {
    info: SheetInfo,
    reference: String,
}

/// What the package says of its parts.
#[derive(Debug)]
pub(super) struct Package {
    /// The worksheets, and the name of each one's part.
    pub(super) sheets: Vec<(SheetInfo, String)>,
    pub(super) styles: Option<Entry>,
    pub(super) strings: Option<Entry>,
    pub(super) day_system: DaySystem,
}

/// The part that is the workbook; nothing when the archive is no OOXML workbook.
pub(super) fn workbook_part(
    archive: &Archive,
    source: &mut dyn Source,
) -> Result<Option<String>, IngestError> {
    if let Some(entry) = archive.find("_rels/.rels") {
        let references = references(archive, source, entry, "")?;
        let main = references.into_iter().find(|reference| {
            reference.kind == "officeDocument" && archive.find(&reference.target).is_some()
        });
        if let Some(main) = main {
            return Ok(Some(main.target));
        }
    }
    let usual = ["xl/workbook.xml", "xl/workbook.bin"];
    let found = usual.iter().find(|name| archive.find(name).is_some());
    Ok(found.map(|&name| name.to_owned()))
}

impl Package {
    /// Reads what the workbook part and its references say.
    pub(super) fn open(
        archive: &Archive,
        source: &mut dyn Source,
        part: &str,
    ) -> Result<Self, IngestError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let references = match archive.find(&format!("{folder}{slash}_rels/{file}.rels")) {
            Some(entry) => references(archive, source, entry, folder)?,
            None => Vec::new(),
        };
        let part = archive.find(part).ok_or(IngestError::Damaged)?;
        let (listed, day_system) = listed(archive, source, part)?;
        let by_kind = |kind: &str, usual: &str| {
            let own = references.iter().find(|reference| reference.kind == kind);
            archive
                .find(own.map_or(usual, |own| own.target.as_str()))
                .cloned()
        };
        let mut sheets = Vec::new();
        for sheet in listed {
            match references
                .iter()
                .find(|reference| reference.id == sheet.reference)
            {
                Some(own) if own.kind == "worksheet" => {
                    sheets.push((sheet.info, own.target.clone()));
                }
                // Charts, dialogues and macros are sheets too, without rows.
                Some(_) => {}
                None => return Err(IngestError::Damaged),
            }
        }
        Ok(Self {
            sheets,
            styles: by_kind("styles", "xl/styles.xml"),
            strings: by_kind("sharedStrings", "xl/sharedStrings.xml"),
            day_system,
        })
    }
}

/// Hands every token of a part of at most `limit_bytes` to `take`.
pub(super) fn each_token(
    archive: &Archive,
    source: &mut dyn Source,
    (entry, limit_bytes): (&Entry, u64),
    take: &mut dyn FnMut(Token<'_>) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let mut stream = archive.stream(entry, source)?;
    // What is stated is never less than what comes out.
    if entry.unpacked_bytes() > limit_bytes {
        return Err(IngestError::TooLargeUnpacked { limit_bytes });
    }
    let mut scanner = Scanner::default();
    loop {
        let more = scanner.feed(&mut stream, source)?;
        while let Some(token) = scanner.token()? {
            take(token)?;
        }
        if !more {
            return scanner.finish();
        }
    }
}

fn references(
    archive: &Archive,
    source: &mut dyn Source,
    entry: &Entry,
    folder: &str,
) -> Result<Vec<Reference>, IngestError> {
    let mut found: Vec<Reference> = Vec::new();
    each_token(archive, source, (entry, PART_LIMIT_BYTES), &mut |token| {
        if let Token::Open(tag) = token
            && tag.name == b"Relationship"
        {
            let text = |name| tag.text(name).unwrap_or_default();
            let kind = text("Type");
            found.push(Reference {
                id: text("Id"),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: resolve(folder, &text("Target")),
            });
        }
        few_enough(found.len())
    })?;
    Ok(found)
}

fn few_enough(count: usize) -> Result<(), IngestError> {
    if count > MOST_REFERENCES {
        return Err(IngestError::Damaged);
    }
    Ok(())
}

/// A target's name in the archive; one that begins with a slash is told from the root.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut names: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for name in from.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

fn listed(
    archive: &Archive,
    source: &mut dyn Source,
    entry: &Entry,
) -> Result<(Vec<Listed>, DaySystem), IngestError> {
    let mut sheets = Vec::new();
    let mut day_system = DaySystem::From1900;
    let mut is_within = false;
    let mut is_workbook = false;
    each_token(archive, source, (entry, PART_LIMIT_BYTES), &mut |token| {
        match token {
            Token::Open(tag) => match tag.name {
                b"workbook" => is_workbook = true,
                b"workbookPr" => {
                    if matches!(tag.get("date1904"), Some(b"1" | b"true" | b"on")) {
                        day_system = DaySystem::From1904;
                    }
                }
                b"sheets" => is_within = true,
                b"sheet" if is_within => sheets.push(listed_sheet(tag)),
                _ => {}
            },
            Token::Close(b"sheets") => is_within = false,
            _ => {}
        }
        few_enough(sheets.len())
    })?;
    if !is_workbook {
        return Err(IngestError::NoTableInside);
    }
    Ok((sheets, day_system))
}

fn listed_sheet(tag: Tag<'_>) -> Listed {
    let visibility = match tag.get("state") {
        Some(b"hidden") => Visibility::Hidden,
        Some(b"veryHidden") => Visibility::VeryHidden,
        _ => Visibility::Visible,
    };
    Listed {
        info: SheetInfo {
            name: tag.text("name").unwrap_or_default(),
            visibility,
        },
        reference: tag.text("id").unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_their_folder_or_the_root() {
        for (folder, target, expected) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            (
                "xl",
                "/xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet1.xml",
            ),
            ("xl", "../xl/./styles.xml", "xl/styles.xml"),
            ("xl", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolve(folder, target), expected);
        }
    }
}
