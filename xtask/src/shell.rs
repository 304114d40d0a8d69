use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The package's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The cargo that runs this.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// A program of the path. Windows' `npm` is a script that only its shell can start.
pub(crate) fn program(name: &str) -> Command {
    let mut command = if cfg!(windows) && matches!(name, "npm" | "npx") {
        let mut shell = Command::new("cmd");
        shell.args(["/C", name]);
        shell
    } else {
        Command::new(name)
    };
    command.current_dir(root());
    command
}

/// Runs to the end, saying what it is and how long it took.
pub(crate) fn step(what: &str, command: &mut Command) -> Result<(), String> {
    println!("▸ {what}");
    let start = Instant::now();
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("{what}: could not start {}: {error}", name_of(command)))?;
    let seconds = start.elapsed().as_secs_f64();
    if status.success() {
        println!("  done in {seconds:.1} s");
        Ok(())
    } else {
        Err(format!(
            "{what}: failed after {seconds:.1} s ({})",
            name_of(command)
        ))
    }
}

/// First line a program prints, or `None` when it is missing or fails.
pub(crate) fn first_line(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| {
        let text = String::from_utf8_lossy(&output.stdout);
        text.lines().next().unwrap_or_default().trim().to_owned()
    })
}

/// Whether a program of the path runs at all.
pub(crate) fn has(name: &str) -> bool {
    first_line(program(name).arg("--version")).is_some()
}

/// The path with these folders in front.
pub(crate) fn path_with(first: &[PathBuf]) -> Result<std::ffi::OsString, String> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(first.iter().cloned().chain(std::env::split_paths(&old)))
        .map_err(|error| error.to_string())
}

fn name_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
