//! The readers as functions of bytes that must hold for any of them: for `tests/fuzz` under
//! cargo-fuzz, and for a loop of mutations that needs no nightly compiler.
//!
//! The loop: `REGULARS_FUZZ_SECONDS=60 cargo test --lib fuzzing -- --ignored --nocapture`, with
//! `REGULARS_FUZZ_SEED` for another run and `REGULARS_FUZZ_FILES` for a folder of files to start
//! from beside those of the tests.

use super::cutter::Cutter;
use super::date::DateReader;
use super::encoding::Decoder;
use super::number::NumberReader;
use super::raw_record::Record;
use super::{
    DateFormat, DateOrder, Document, Encoding, IngestError, MemorySource, Recipe, RecipeChoice,
    SourceRecipe, read_all, read_document, table_of_markup,
};

/// Text cut into records: how it is handed over makes no difference.
///
/// # Panics
///
/// When the pieces it is handed over in make one.
pub fn split(bytes: &[u8]) {
    let (dialect, text) = bytes.split_at(bytes.len().min(1));
    let choice = dialect.first().copied().unwrap_or(0);
    let source = SourceRecipe {
        delimiter: [',', ';', '\t', '|'][usize::from(choice & 3)],
        quote: [Some('"'), Some('\''), None][usize::from(choice >> 2 & 3).min(2)],
        escape: (choice & 16 != 0).then_some('\\'),
        blank_after: choice & 32 != 0,
        nested: choice & 64 != 0,
        encoding: if choice & 128 != 0 {
            Encoding::Utf16Le
        } else {
            Encoding::Utf8
        },
        ..SourceRecipe::default()
    };
    let cut = |step: usize| {
        let mut cutter = Cutter::new(&source);
        let mut records: Vec<(u64, Vec<Vec<u8>>)> = Vec::new();
        let mut sink = |record: &Record<'_>| {
            records.push((record.line, record.cells().map(<[u8]>::to_vec).collect()));
        };
        for piece in text.chunks(step.max(1)) {
            cutter.push(piece, &mut sink);
        }
        cutter.finish(&mut sink);
        records
    };
    let whole = cut(text.len());
    assert!(whole.is_sorted_by(|a, b| a.0 <= b.0));
    for step in [1, 2, 7, 64] {
        assert_eq!(cut(step), whole, "pieces of {step}");
    }
}

/// A cell of dates in every order: a day is one of the calendar.
///
/// # Panics
///
/// When a day is not.
pub fn date(bytes: &[u8]) {
    for order in DateOrder::ALL {
        for year in [None, Some(2024)] {
            let format = DateFormat {
                year,
                ..DateFormat::of(order)
            };
            let mut reader = DateReader::new(&format, None);
            let first = reader.read(bytes);
            assert_eq!(reader.read(bytes), first);
            if let Ok(day) = first {
                let civil = day.civil();
                assert!((1900..=2100).contains(&civil.year), "{day}");
            }
        }
    }
}

/// A cell of numbers with either mark: nothing beyond what a row may carry.
///
/// # Panics
///
/// When a number is.
pub fn number(bytes: &[u8]) {
    for encoding in [Encoding::Utf8, Encoding::Windows1251] {
        let decoder = Decoder::new(encoding);
        for decimal in ['.', ','] {
            let mut reader = NumberReader::new(decimal);
            let first = reader.read(bytes, &decoder);
            assert_eq!(reader.read(bytes, &decoder), first);
            if let Ok(number) = first {
                assert!(number.ten_thousandths.abs() <= crate::base::Money::ROW_LIMIT.0);
            }
        }
    }
}

/// A workbook or an archive: read or refused.
///
/// # Panics
///
/// When its account does not close.
pub fn workbook(bytes: &[u8]) {
    whole(bytes, RecipeChoice::Guess { stored: &[] });
}

/// A recipe, as text before the first NUL, and the file it is to read.
///
/// # Panics
///
/// When the account does not close.
pub fn recipe(bytes: &[u8]) {
    let at = bytes.iter().position(|&byte| byte == 0);
    let (text, file) = bytes.split_at(at.unwrap_or(bytes.len()));
    if let Ok(recipe) = serde_json::from_slice::<Recipe>(text) {
        let file = file.get(1..).unwrap_or_default();
        whole(file, RecipeChoice::Given(&recipe));
    }
}

/// A table on the clipboard.
///
/// # Panics
///
/// When the text does not end with a line.
pub fn markup(bytes: &[u8]) {
    if let Some(text) = table_of_markup(&String::from_utf8_lossy(bytes)) {
        assert!(text.ends_with('\n'));
    }
}

/// Whatever is read, its account closes.
fn whole(bytes: &[u8], choice: RecipeChoice<'_>) {
    let import = match read_all(bytes, choice, None) {
        Ok(import) => import,
        Err(IngestError::FileGone(_)) => return,
        Err(_) => {
            // A refusal is the same when it is asked again.
            let source = Box::new(MemorySource(bytes.to_vec()));
            let again = Document::of("", source)
                .and_then(|mut document| read_document(&mut document, choice, None));
            assert!(again.is_err());
            return;
        }
    };
    let account = &import.reconciliation;
    let has_roles = !import
        .questions
        .iter()
        .any(|question| question.id.starts_with("column_"));
    if has_roles {
        assert_eq!(
            account.rows_read,
            account.rows_used + account.rows_set_aside()
        );
    }
    assert_eq!(
        account.amount_file,
        account.amount_total + account.amount_set_aside()
    );
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::*;

    type Target = (&'static str, fn(&[u8]));

    const TARGETS: [Target; 6] = [
        ("split", split),
        ("date", date),
        ("number", number),
        ("workbook", workbook),
        ("recipe", recipe),
        ("markup", markup),
    ];

    /// Pieces that readers look for.
    const WORDS: [&str; 24] = [
        "\"",
        "\"\"",
        "'",
        "\r\n",
        "\r",
        ";",
        ",",
        "\t",
        "\\\"",
        "1.234,56",
        "-",
        "(",
        ")",
        "€",
        "31.12.2024",
        "2024-02-30",
        "Jan",
        "<table>",
        "<td rowspan=9>",
        "</t>",
        "PK\x03\x04",
        "null",
        "\u{feff}",
        "\0",
    ];

    /// xorshift64* (Vigna 2016).
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            let value = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
            value as usize % end.max(1)
        }

        fn mutate(&mut self, bytes: &mut Vec<u8>) {
            for _ in 0..=self.below(6) {
                let at = self.below(bytes.len() + 1);
                let to = (at + 1 + self.below(12)).min(bytes.len());
                match self.below(6) {
                    0 if at < bytes.len() => bytes[at] = self.below(256) as u8,
                    1 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                    2 => drop(bytes.drain(at..to.max(at))),
                    3 => {
                        let piece = bytes[at..to.max(at)].to_vec();
                        let into = self.below(bytes.len() + 1);
                        bytes.splice(into..into, piece);
                    }
                    _ => {
                        let word = WORDS[self.below(WORDS.len())].bytes();
                        bytes.splice(at..at, word);
                    }
                }
            }
        }
    }

    fn files(folder: &Path, into: &mut Vec<Vec<u8>>) {
        const MOST_BYTES: u64 = 200_000;
        let Ok(entries) = std::fs::read_dir(folder) else {
            return;
        };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                files(&path, into);
            } else if path.metadata().is_ok_and(|data| data.len() < MOST_BYTES) {
                into.extend(std::fs::read(path));
            }
        }
    }

    fn seeds(name: &str, all: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let is_packed =
            |file: &&Vec<u8>| file.starts_with(b"PK") || file.starts_with(&[0x1f, 0x8b]);
        match name {
            "workbook" => all.iter().filter(is_packed).cloned().collect(),
            "recipe" => {
                let recipe = Recipe {
                    version: Recipe::VERSION,
                    source: SourceRecipe::default(),
                    columns: Vec::new(),
                    rules: super::super::Rules::default(),
                    customers_table: None,
                    tables: Vec::new(),
                    dimensions: Vec::new(),
                };
                let recipe = serde_json::to_vec(&recipe).unwrap();
                let texts = all.iter().filter(|file| !is_packed(file));
                texts
                    .map(|file| [&recipe[..], b"\0", &file[..file.len().min(4_000)]].concat())
                    .collect()
            }
            "date" | "number" => all
                .iter()
                .filter(|file| !is_packed(file))
                .flat_map(|file| file.split(|byte| b",;\t\n".contains(byte)).take(60))
                .filter(|cell| cell.len() < 60)
                .map(<[u8]>::to_vec)
                .collect(),
            _ => all
                .iter()
                .map(|file| file[..file.len().min(8_000)].to_vec())
                .collect(),
        }
    }

    /// Runs every target for so long; says how often, and fails with the bytes that broke one.
    fn run(most: Duration, seed: u64) {
        let mut all = Vec::new();
        for folder in ["tests/data", "tests/workbooks"] {
            files(Path::new(folder), &mut all);
        }
        if let Some(folder) = std::env::var_os("REGULARS_FUZZ_FILES") {
            files(Path::new(&folder), &mut all);
        }
        for (name, target) in TARGETS {
            let seeds = seeds(name, &all);
            let mut chance = Chance(seed | 1);
            let begun = Instant::now();
            let (mut runs, mut slowest) = (0_u64, Duration::ZERO);
            while begun.elapsed() < most {
                let mut bytes = seeds[chance.below(seeds.len())].clone();
                if runs > seeds.len() as u64 {
                    chance.mutate(&mut bytes);
                }
                let before = Instant::now();
                let held = catch_unwind(AssertUnwindSafe(|| target(&bytes)));
                slowest = slowest.max(before.elapsed());
                if held.is_err() {
                    let path = std::env::temp_dir().join(format!("regulars-{name}-{runs}"));
                    std::fs::write(&path, &bytes).unwrap();
                    panic!("{name} does not hold for {}", path.display());
                }
                runs += 1;
            }
            eprintln!(
                "{name}: {runs} runs in {:.1} min from {} files, slowest {:.2} s",
                begun.elapsed().as_secs_f64() / 60.0,
                seeds.len(),
                slowest.as_secs_f64()
            );
        }
    }

    #[test]
    fn every_target_holds_for_a_moment() {
        run(Duration::from_millis(300), 1);
    }

    #[test]
    #[ignore = "runs as long as REGULARS_FUZZ_SECONDS says"]
    fn every_target_holds() {
        let number = |name: &str, usual: u64| {
            let value = std::env::var(name).ok();
            value.map_or(usual, |value| value.parse().unwrap())
        };
        let seconds = number("REGULARS_FUZZ_SECONDS", 60);
        run(
            Duration::from_secs(seconds),
            number("REGULARS_FUZZ_SEED", 1),
        );
    }
}
