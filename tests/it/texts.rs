//! The rules of the house for what the program says, read off its sources: plain words, typographic
//! marks, and no number written by hand that a locale would write otherwise.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What must not occur in a text, and why.
const BANNED: &[(&str, &str)] = &[
    ("!", "no exclamation marks"),
    ("...", "one character: …"),
    ("\"", "typographic quotes: “ ”"),
    ("0%", "Speaker::percent writes shares"),
    ("}%", "Speaker::percent writes shares"),
    (" - ", "no hyphen for a dash or a minus"),
    ("'s ", "a typographic apostrophe: ’"),
    ("s' ", "a typographic apostrophe: ’"),
    ("lease ", "no please"),
    ("uccessfully", "say what happened"),
    ("Oops", "say what happened"),
    ("Sorry", "say what happened"),
];

/// Sources whose texts are marks or help of the terminal.
const EXEMPT: &[&str] = &["number.rs", "terminal.rs"];

#[test]
fn texts_follow_the_rules_of_the_house() {
    let mut sources = Vec::new();
    gather(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n"),
        &mut sources,
    );
    sources.sort();
    let mut faults = String::new();
    let mut texts = 0;
    for path in sources {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if EXEMPT.contains(&name.as_str()) {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap();
        for text in literals(code) {
            texts += 1;
            for (banned, why) in BANNED {
                if text.contains(banned) {
                    let _ = writeln!(faults, "{name}: “{text}”: {why}");
                }
            }
        }
    }
    assert!(texts > 300, "the sources are where they were");
    assert!(faults.is_empty(), "\n{faults}");
}

/// All files below a folder.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// The string literals of a source, with their escapes resolved as far as texts use them.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with(['/', '#']));
    let code: String = lines.flat_map(|line| [line, "\n"]).collect();
    // A quote as a character would look like the beginning of a text.
    let code = code.replace("'\"'", "");
    let mut rest = code.chars().peekable();
    while let Some(mark) = rest.next() {
        if mark != '"' {
            continue;
        }
        let mut text = String::new();
        while let Some(character) = rest.next() {
            match character {
                '"' => break,
                '\\' => match rest.next() {
                    Some('\n') => while rest.next_if(|next| next.is_whitespace()).is_some() {},
                    Some('u') => while rest.next().is_some_and(|next| next != '}') {},
                    Some('n') => text.push(' '),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                other => text.push(other),
            }
        }
        found.push(text);
    }
    found
}

#[test]
fn literals_are_found_whole() {
    let code = "// \"no\"\nlet a = \"one \\\n    two\"; let b = \"“three” \\u{a0}4\";";
    assert_eq!(literals(code), ["one two", "“three” 4"]);
}
