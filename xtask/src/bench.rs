use std::path::{Path, PathBuf};

use crate::build::build;
use crate::shell::{cargo, has, program, root, step};
use crate::tools;

const DEFAULT_ROWS: &str = "1000000";
const REPEATS: &str = "3";

/// Measures one file of generated rows in the browser, natively, and with two peers when Python
/// has them, all in one run: on a shared machine ratios mean more than seconds.
pub(crate) fn bench(words: &[String]) -> Result<(), String> {
    let rows = words.first().map_or(DEFAULT_ROWS, String::as_str);
    if rows.parse::<u64>().is_err() {
        return Err(format!("{rows} is not a number of rows"));
    }
    let file = generated(rows)?;
    step(
        "Measure the engine natively",
        pipeline().arg("measure").arg(&file),
    )?;
    build()?;
    let browser = tools::for_browser_tests()?;
    step(
        "Measure the page in Chromium, from file chosen to the first complete overview painted",
        program("node")
            .arg(Path::new("tests/bench/browser.mjs"))
            .arg("dist")
            .arg(&file)
            .arg(REPEATS)
            .env("REGULARS_CHROMIUM", browser),
    )?;
    let Some(python) = ["python3", "python"].into_iter().find(|name| has(name)) else {
        println!("  no Python here, so Polars and DuckDB were not measured");
        return Ok(());
    };
    step(
        "Measure Polars and DuckDB",
        program(python)
            .arg("tests/bench/peers.py")
            .arg(&file)
            .arg(REPEATS),
    )
}

/// The file with so many rows, made once.
fn generated(rows: &str) -> Result<PathBuf, String> {
    let folder = root().join("target").join("bench");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let file = folder.join(format!("{rows}-rows.csv"));
    if !file.exists() {
        step(
            "Generate the rows",
            pipeline().args(["generate", rows]).arg(&file),
        )?;
    }
    Ok(file)
}

fn pipeline() -> std::process::Command {
    let mut command = cargo();
    command.args(["bench", "--quiet", "--locked", "--bench", "pipeline", "--"]);
    command
}
