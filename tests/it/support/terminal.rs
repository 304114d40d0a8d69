//! The terminal's door: what the program writes for files and words.

use std::collections::BTreeMap;

use regulars::engine::terminal::{Command, analyse, parse};
use regulars::engine::{MemorySource, Source};
use serde_json::Value;

/// What the program writes: panels by id, and the customer list by id and column.
pub(crate) struct Written {
    pub(crate) panels: Value,
    pub(crate) customers: BTreeMap<String, BTreeMap<String, String>>,
}

/// Analyses files; `words` name all but the first, in the order of `files`, and ask for panels.
pub(crate) fn written(files: &[(&str, &[u8])], words: &[&str], params: &[&str]) -> Written {
    let first = files.iter().take(1).map(|(name, _)| *name);
    let params = params.iter().flat_map(|param| ["--param", param]);
    let list = ["--customers", "out.csv"];
    let words = first.chain(words.iter().copied()).chain(list).chain(params);
    let Command::Analyse(arguments) = parse(words.map(str::to_owned)).unwrap() else {
        panic!("no file")
    };
    let source = |bytes: &[u8]| -> Box<dyn Source> { Box::new(MemorySource(bytes.to_vec())) };
    let sources = files.iter().map(|(_, bytes)| source(bytes)).collect();
    let answer = analyse(&arguments, None, sources).unwrap();
    let json: Value = serde_json::from_str(&answer.text).unwrap();
    let list = answer.customers.unwrap();
    let mut reader = csv::Reader::from_reader(list.as_slice());
    let headers = reader.headers().unwrap().clone();
    let customers = reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let cells = headers.iter().zip(&record);
            let cells = cells.map(|(name, cell)| (name.to_owned(), cell.to_owned()));
            (record[0].to_owned(), cells.collect())
        })
        .collect();
    Written {
        panels: json["panels"].clone(),
        customers,
    }
}
