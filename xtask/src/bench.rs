use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::build::build;
use crate::shell::{cargo, has, program, root, step};
use crate::tools;

/// Rows of the budgets: the times are of the first file, growth is judged by the second.
const ROWS: [&str; 2] = ["1000000", "10000000"];
const REPEATS: &str = "3";

/// Measures generated rows in the browser, natively, and with two peers when Python has them, all
/// in one run: on a shared machine ratios mean more than seconds. One number of rows leaves the
/// larger file out.
pub(crate) fn bench(words: &[String]) -> Result<(), String> {
    let rows: Vec<&str> = match words {
        [] => ROWS.to_vec(),
        words => words.iter().map(String::as_str).collect(),
    };
    if let Some(odd) = rows.iter().find(|rows| rows.parse::<u64>().is_err()) {
        return Err(format!("{odd} is not a number of rows"));
    }
    let folder = root().join("target").join("bench");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut lines = String::new();
    let mut files = Vec::new();
    for rows in rows {
        let file = generated(&folder, rows)?;
        let measure = &mut pipeline();
        lines += &said(
            "Measure the engine natively",
            measure.arg("measure").arg(&file),
        )?;
        files.push(file);
    }
    let browser = tools::for_browser_tests()?;
    build()?;
    lines += &peers(files.first())?;
    let known = folder.join("lines.json");
    std::fs::write(&known, lines).map_err(|error| error.to_string())?;
    step(
        "Measure the page in Chromium",
        program("node")
            .arg(Path::new("tests/bench/browser.mjs"))
            .arg("dist")
            .arg(&known)
            .args(&files)
            .env("REGULARS_CHROMIUM", browser),
    )
}

fn peers(file: Option<&PathBuf>) -> Result<String, String> {
    let python = ["python3", "python"].into_iter().find(|name| has(name));
    let (Some(python), Some(file)) = (python, file) else {
        println!("  no Python here, so Polars and DuckDB are not measured");
        return Ok(String::new());
    };
    let mut command = program(python);
    command.arg("tests/bench/peers.py").arg(file).arg(REPEATS);
    said("Measure Polars and DuckDB", &mut command)
}

/// The file with so many rows, made once.
fn generated(folder: &Path, rows: &str) -> Result<PathBuf, String> {
    let file = folder.join(format!("{rows}-rows.csv"));
    if !file.exists() {
        step(
            "Generate the rows",
            pipeline().args(["generate", rows]).arg(&file),
        )?;
    }
    Ok(file)
}

/// What a measurement prints, printed once more.
fn said(what: &str, command: &mut Command) -> Result<String, String> {
    println!("▸ {what}");
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{what}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    print!("{text}");
    if output.status.success() {
        Ok(text)
    } else {
        Err(format!("{what}: failed"))
    }
}

fn pipeline() -> Command {
    let mut command = cargo();
    command.args(["bench", "--quiet", "--locked", "--bench", "pipeline", "--"]);
    command
}
