//! Records kept in case their day turns out to be beyond belief.

use super::encoding::Decoder;
use super::raw_record::Record;

/// Whether a day is believable is known at the end of the file only (see `span`), when its record
/// is gone. A mistyped year has few rows, so the first records of every year are enough: all of
/// such a year, nearly none of the others.
#[derive(Debug, Default)]
pub(super) struct Scraps {
    years: Vec<Year>,
    bytes: usize,
}

#[derive(Debug, Default)]
struct Year {
    bytes: Vec<u8>,
    /// Line, and where the record's cells end in `ends`.
    records: Vec<(u32, u32)>,
    ends: Vec<u32>,
}

/// Bytes kept of one year.
const YEAR_BYTES: usize = 128 << 10;

/// Bytes kept in all.
const BYTES: usize = 16 << 20;

impl Scraps {
    /// Keeps the record while its year has room. `year` is any small number that tells years apart.
    #[inline]
    pub(super) fn keep(&mut self, year: usize, record: &Record<'_>) {
        let has_room = self
            .years
            .get(year)
            .is_none_or(|kept| kept.bytes.len() < YEAR_BYTES);
        if has_room && self.bytes < BYTES {
            self.add(year, record);
        }
    }

    fn add(&mut self, year: usize, record: &Record<'_>) {
        if self.years.len() <= year {
            self.years.resize_with(year + 1, Year::default);
        }
        let kept = &mut self.years[year];
        for cell in record.cells() {
            kept.bytes.extend_from_slice(cell);
            kept.ends.push(kept.bytes.len() as u32);
        }
        self.bytes += record.bytes().len() + record.len() * size_of::<u32>();
        kept.records
            .push((record.line as u32, kept.ends.len() as u32));
    }

    /// The cells of the record on a line, if they were kept.
    pub(super) fn cells(&self, line: u32, decoder: &Decoder) -> Option<Vec<String>> {
        self.years.iter().find_map(|year| {
            let at = year
                .records
                .binary_search_by_key(&line, |&(line, _)| line)
                .ok()?;
            let from = at.checked_sub(1).map_or(0, |before| year.records[before].1);
            let mut start = match (from as usize).checked_sub(1) {
                Some(before) => year.ends[before],
                None => 0,
            };
            let ends = &year.ends[from as usize..year.records[at].1 as usize];
            let cells = ends.iter().map(|&end| {
                let cell = &year.bytes[start as usize..end as usize];
                start = end;
                decoder.decode(cell).into_owned()
            });
            Some(cells.collect())
        })
    }
}
