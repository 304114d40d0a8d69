//! Golden files: what a drawing or a panel looked like when somebody last looked at it.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Compares a text with `tests/golden/<name>`.
///
/// `UPDATE_GOLDEN=1` writes the file instead. On a difference the text is written beside it as
/// `<name>.changed.<extension>`, for a person to look at.
pub(crate) fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let changed = changed_path(&path);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let _ = fs::remove_file(changed);
        return;
    }
    // A checkout may have turned line ends.
    let golden = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    if golden == text {
        let _ = fs::remove_file(changed);
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&changed, text).unwrap();
    let line = golden
        .lines()
        .zip(text.lines())
        .position(|(one, other)| one != other)
        .unwrap_or_else(|| golden.lines().count().min(text.lines().count()));
    panic!(
        "{name} changed from line {}: look at {} and run again with UPDATE_GOLDEN=1 if it is right",
        line + 1,
        changed.display()
    );
}

fn changed_path(path: &Path) -> PathBuf {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) => path.with_extension(format!("changed.{extension}")),
        None => path.with_extension("changed"),
    }
}
