//! The rules of the house, executed: who imports whom, how large a file may grow, what a room's
//! sign says, and the words that must not occur. `src/ARCHITECTURE.md` says why.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A room and the rooms (or parts of rooms) it may import; innermost first, as in `src/lib.rs`.
struct Room {
    name: &'static str,
    may_import: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room {
        name: "base",
        may_import: &[],
    },
    Room {
        // Reasons and flags of rows are said by their ids.
        name: "i18n",
        may_import: &["base", "dataset"],
    },
    Room {
        name: "numerics",
        may_import: &[],
    },
    Room {
        name: "sample",
        may_import: &["base", "i18n", "numerics"],
    },
    Room {
        name: "dataset",
        may_import: &["base"],
    },
    Room {
        name: "ingest",
        may_import: &["base", "i18n", "dataset"],
    },
    Room {
        name: "analysis",
        may_import: &["base", "numerics", "dataset"],
    },
    Room {
        name: "chart",
        may_import: &["base", "i18n"],
    },
    Room {
        name: "panels",
        may_import: &[
            "base",
            "i18n",
            "numerics",
            "dataset",
            "ingest",
            "analysis",
            "chart::spec",
        ],
    },
    Room {
        name: "export",
        may_import: &["base", "i18n", "dataset", "chart", "panels"],
    },
    Room {
        name: "store",
        may_import: &[
            "base",
            "i18n",
            "dataset",
            "ingest",
            "chart::spec",
            "panels",
            "protocol",
        ],
    },
    Room {
        name: "protocol",
        may_import: &["base", "i18n", "dataset", "ingest", "chart::spec", "panels"],
    },
    Room {
        name: "engine",
        may_import: &[
            "base",
            "i18n",
            "numerics",
            "sample",
            "dataset",
            "ingest",
            "analysis",
            "chart::spec",
            "panels",
            "export",
            "protocol",
        ],
    },
    Room {
        name: "app",
        may_import: &[
            "base", "i18n", "dataset", "ingest", "chart", "panels", "export", "store", "protocol",
        ],
    },
    Room {
        name: "worker",
        may_import: &["engine", "protocol"],
    },
];

/// Crates that belong to some rooms only.
const CRATES: &[(&str, &[&str])] = &[
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("leptos", &["app"]),
    ("gloo_storage", &["app"]),
    ("web_sys", &["app", "worker"]),
    ("js_sys", &["app", "worker"]),
    ("wasm_bindgen", &["app", "worker"]),
];

/// Words, the folders they must not occur in, and why.
const BANNED: &[(&str, &[&str], &str)] = &[
    ("Instant::now", &["src"], "the core reads no clock"),
    ("SystemTime", &["src"], "the core reads no clock"),
    ("inner_html", &["src"], "data reach the page as text nodes"),
    ("outer_html", &["src"], "data reach the page as text nodes"),
    (
        "insert_adjacent_html",
        &["src"],
        "data reach the page as text nodes",
    ),
    (
        "skip_serializing_if",
        &["src"],
        "messages are positional: a field left out moves all that follow",
    ),
    ("serde(flatten)", &["src"], "messages are positional"),
    ("serde(untagged)", &["src"], "messages are positional"),
    ("js_sys::eval", &["src"], "no code is made of text"),
    ("Function::new", &["src"], "no code is made of text"),
    (
        "location().set_href",
        &["src/app"],
        "no policy forbids leaving the page, so nothing here may",
    ),
    (
        "location.assign",
        &["src/app"],
        "no policy forbids leaving the page, so nothing here may",
    ),
    (
        "open_with_url",
        &["src/app"],
        "no policy forbids leaving the page, so nothing here may",
    ),
    (
        "window.open",
        &["src", "public"],
        "no policy forbids leaving the page, so nothing here may",
    ),
    (
        "RtcPeerConnection",
        &["src"],
        "no policy forbids it, so nothing here may",
    ),
    (
        "RTCPeerConnection",
        &["src", "public"],
        "no policy forbids it, so nothing here may",
    ),
    (
        "HashMap",
        &["src/panels", "src/analysis"],
        "results have a stated order",
    ),
    (
        " style=",
        &["src/app", "public"],
        "the policy refuses style attributes; classes and `style:` pass",
    ),
    ("todo!", &["src", "xtask"], "nothing is left undone"),
    (
        "unimplemented!",
        &["src", "xtask"],
        "nothing is left undone",
    ),
];

/// Non-test lines; a file that needs more holds two concepts.
const MOST_LINES: usize = 600;

#[test]
fn rooms_import_only_what_their_sign_allows() {
    let mut faults = String::new();
    for (path, text) in sources("src") {
        let code = without_comments(without_tests(&text));
        let Some(room) = room_of(&path) else { continue };
        for import in imports(&code) {
            let name = import.split("::").next().unwrap_or_default();
            let known = ROOMS.iter().any(|other| other.name == name);
            let allowed = name == room.name
                || room.may_import.iter().any(|may| {
                    *may == import || *may == name || import.starts_with(&format!("{may}::"))
                });
            if known && !allowed {
                let _ = writeln!(faults, "{} imports {import}", path.display());
            }
        }
        for (name, rooms) in CRATES {
            if !rooms.contains(&room.name) && uses_crate(&code, name) {
                let _ = writeln!(faults, "{} uses the crate {name}", path.display());
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn every_room_of_the_library_has_its_line_in_the_table() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let table: Vec<&str> = ROOMS.iter().map(|room| room.name).collect();
    assert_eq!(
        declared.iter().collect::<BTreeSet<_>>(),
        table.iter().collect::<BTreeSet<_>>()
    );
}

#[test]
fn the_registry_of_panels_stays_out_of_the_page() {
    for (path, text) in sources("src/app") {
        assert!(
            !text.contains("REGISTRY"),
            "{}: the registry would pull every analysis into the page's program",
            path.display()
        );
    }
}

#[test]
fn rooms_have_signs_that_name_their_files() {
    let mut faults = String::new();
    for (path, text) in sources("src") {
        if path.file_name().is_none_or(|name| name != "mod.rs") {
            continue;
        }
        let sign: String = text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .collect();
        if sign.len() < 40 {
            let _ = writeln!(faults, "{} has no sign", path.display());
        }
        // Rooms with a file a panel or page say so once.
        if sign.contains("one file a") {
            continue;
        }
        let modules = text
            .lines()
            .map_while(|line| (!line.starts_with("#[cfg(test)]")).then_some(line))
            .filter_map(|line| {
                let name = line
                    .trim_start_matches("pub(crate) ")
                    .trim_start_matches("pub ");
                name.strip_prefix("mod ")?.strip_suffix(';')
            });
        for module in modules {
            if !sign.contains(&format!("`{module}`")) {
                let _ = writeln!(
                    faults,
                    "{}: the sign does not name `{module}`",
                    path.display()
                );
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn files_hold_one_concept() {
    let mut faults = String::new();
    for folder in ["src", "xtask/macros/src", "xtask/src"] {
        for (path, text) in sources(folder) {
            let lines = without_tests(&text).lines().count();
            if lines > MOST_LINES {
                let _ = writeln!(faults, "{}: {lines} lines", path.display());
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn words_that_must_not_occur_do_not() {
    let mut faults = String::new();
    for (word, folders, why) in BANNED {
        for folder in *folders {
            for (path, text) in sources(folder) {
                let rust = path.extension().is_some_and(|extension| extension == "rs");
                let code = if rust {
                    without_comments(without_tests(&text))
                } else {
                    text
                };
                if code.contains(word) {
                    let _ = writeln!(faults, "{}: `{word}`: {why}", path.display());
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn only_the_start_script_asks_the_network() {
    for (path, text) in sources("public").into_iter().chain(sources("src/app")) {
        // The page that shows what is refused has to try it.
        if path.ends_with("attempts.js") {
            continue;
        }
        if path.ends_with("boot.js") {
            assert!(text.find("lockDown();") > text.find("await Promise.all"));
            continue;
        }
        for word in [
            "fetch(",
            "XmlHttpRequest",
            "XMLHttpRequest",
            "WebSocket",
            "EventSource",
        ] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn the_page_carries_the_policy_before_everything_else() {
    const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
        script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
        font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; \
        base-uri 'none'; form-action 'none'\">";
    for page in ["public/index.html", "dist/index.html"] {
        let Ok(html) = std::fs::read_to_string(root().join(page)) else {
            assert_eq!(page, "dist/index.html", "the page is missing");
            continue;
        };
        let policy = html
            .find(POLICY)
            .unwrap_or_else(|| panic!("{page}: the policy"));
        for first in ["<script", "<link", "<style", "<body"] {
            assert!(
                html.find(first).is_none_or(|at| at > policy),
                "{page}: {first} stands before the policy"
            );
        }
        assert!(!html.contains("<style"), "{page}: inline style");
        assert!(
            !html.contains("href=\"/"),
            "{page}: an address from the server's root"
        );
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file below a folder, in order of name.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(root()).unwrap().to_owned();
                found.push((name, text));
            }
        }
    }
    found.sort();
    found
}

fn room_of(path: &Path) -> Option<&'static Room> {
    let mut parts = path.components().skip(1);
    let folder = parts.next()?.as_os_str().to_str()?;
    ROOMS.iter().find(|room| room.name == folder)
}

/// A file up to its tests, which stand at its end.
fn without_tests(text: &str) -> &str {
    let end = text
        .match_indices("#[cfg(test)]\nmod ")
        .find(|(at, _)| {
            text[*at..]
                .lines()
                .nth(1)
                .is_some_and(|line| line.ends_with('{'))
        })
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn without_comments(text: &str) -> String {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.fold(String::new(), |mut all, line| {
        all.push_str(line);
        all.push('\n');
        all
    })
}

/// Every path after `crate::`, down to two names; `crate::{a, b::c}` gives `a` and `b::c`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` and names that merely end so are not ours.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            found.extend(list_of(list).iter().map(|part| two_names(part)));
        } else {
            found.push(two_names(rest));
        }
    }
    found
}

/// The top-level parts of a braced list.
fn list_of(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(list[from..at].trim());
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn two_names(path: &str) -> String {
    let end = path
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(path.len());
    let names: Vec<&str> = path[..end]
        .split("::")
        .filter(|name| !name.is_empty())
        .collect();
    names[..names.len().min(2)].join("::")
}

fn uses_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path)
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

#[test]
fn imports_are_found_in_every_spelling() {
    let code = "use crate::base::{Day, Money};\nuse crate::{i18n::Message, chart::{self, spec}};\n\
                let x = crate::ingest::Recipe::default(); mycrate::no();";
    assert_eq!(
        imports(code),
        ["base", "i18n::Message", "chart", "ingest::Recipe"]
    );
}
