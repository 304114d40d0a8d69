//! What the engine costs natively, and the files the other measurements use.
//!
//! Run by `cargo xtask bench`; alone: `cargo bench --bench pipeline -- generate 1000000 FILE`, then
//! `… -- measure FILE`. Prints one JSON line. Never a test: a shared machine is no stopwatch.

#![allow(clippy::print_stdout, reason = "the measurements are the output")]

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use regulars::engine::{Engine, Sink, Source};
use regulars::ingest::{RecipeChoice, read_all};
use regulars::panels::{ParamValues, pages::PAGES};
use regulars::protocol::{Event, ListQuery, Request};
use regulars::sample::transactions;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate", rows, path] => generate(rows, path),
        ["measure", path] => measure(path),
        _ => Err(io::Error::other(
            "say: generate ROWS FILE, or: measure FILE",
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(rows: &str, path: &str) -> io::Result<()> {
    let rows = rows.parse().map_err(io::Error::other)?;
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    transactions(rows, 1, &mut out)?;
    out.flush()
}

fn measure(path: &str) -> io::Result<()> {
    let mut engine = Engine::new();
    let mut last = Last::default();
    let file = File::open(path)?;
    let size_bytes = file.metadata()?.len();
    let source = Box::new(OnDisk { file, size_bytes });
    let open = Request::Open {
        tables: Vec::new(),
        names: vec![path.to_owned()],
        recipes: Vec::new(),
        today: None,
    };
    let read_seconds = timed(|| engine.handle(open, vec![source], &mut last));
    let Some(Event::Read(read)) = last.event.take() else {
        return Err(io::Error::other(
            "the file could not be read without a decision",
        ));
    };
    let rows = read.reconciliation.rows_read;
    let analyse_seconds = timed(|| engine.handle(Request::Analyse, Vec::new(), &mut last));
    println!(
        "{{\"tool\":\"native\",\"file\":{path:?},\"rows\":{rows},\"customers\":{},\
         \"read_seconds\":{read_seconds:.3},\"rows_per_second\":{:.0},\
         \"analyse_seconds\":{analyse_seconds:.3},\"dictionary_bytes\":{}}}",
        read.reconciliation.customers,
        rows as f64 / read_seconds,
        dictionary_bytes(path)?,
    );
    for panel in PAGES.iter().flat_map(|page| page.panels) {
        let run = Request::Run {
            job: 1,
            panel: (*panel).to_owned(),
            params: ParamValues::default(),
        };
        let seconds = timed(|| engine.handle(run, Vec::new(), &mut last));
        println!("{{\"tool\":\"native\",\"panel\":\"{panel}\",\"seconds\":{seconds:.4}}}");
    }
    let list = Request::OpenList {
        job: 2,
        query: ListQuery {
            sort: "revenue".to_owned(),
            descending: true,
            ..ListQuery::default()
        },
    };
    let seconds = timed(|| engine.handle(list, Vec::new(), &mut last));
    println!("{{\"tool\":\"native\",\"list\":\"all\",\"seconds\":{seconds:.4}}}");
    Ok(())
}

/// Bytes of the file's distinct ids and texts, as its columns keep them.
fn dictionary_bytes(path: &str) -> io::Result<usize> {
    let bytes = std::fs::read(path)?;
    let choice = RecipeChoice::Guess { stored: &[] };
    let read = read_all(&bytes, choice, None);
    let data = read
        .map_err(|error| io::Error::other(format!("{error:?}")))?
        .dataset;
    let ids = data
        .customer_ixs()
        .map(|customer| data.customer_id(customer).len() + size_of::<u32>());
    let texts = data
        .coded()
        .iter()
        .map(|column| column.dictionary.size_bytes());
    Ok(ids.chain(texts).sum())
}

fn timed(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

struct OnDisk {
    file: File,
    size_bytes: u64,
}

impl Source for OnDisk {
    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    fn read(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, String> {
        let seek = self.file.seek(SeekFrom::Start(offset));
        seek.and_then(|_| self.file.read(buffer))
            .map_err(|error| error.to_string())
    }
}

/// Keeps the last event only.
#[derive(Default)]
struct Last {
    event: Option<Event>,
}

impl Sink for Last {
    fn send(&mut self, event: Event, _bytes: Option<Vec<u8>>) {
        self.event = Some(event);
    }
}
