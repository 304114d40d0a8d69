use std::path::{Path, PathBuf};

use crate::shell::{program, root, step};
use crate::tools;

/// What `dist` is made of.
const INPUTS: &[&str] = &[
    "xtask/macros",
    "src",
    "style",
    "public",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    ".cargo",
];

/// Sources to `dist`; does nothing when `dist` was made of these very sources.
pub(crate) fn build() -> Result<(), String> {
    let root = root();
    let made_of = fingerprint(&root, INPUTS)?;
    let stamp = root.join("target").join("dist-made-of");
    let dist = root.join("dist").join("index.html");
    if dist.is_file() && std::fs::read_to_string(&stamp).is_ok_and(|text| text == made_of) {
        println!("▸ dist/ is up to date");
        return Ok(());
    }
    let tools = tools::for_build()?;
    // Page and engine carry it, and compare.
    let build_id = format!(
        "{}+{}",
        env!("CARGO_PKG_VERSION"),
        &fingerprint(&root, &["xtask/macros", "src", "Cargo.lock"])?[..8]
    );
    let mut trunk = program(&tools.trunk.to_string_lossy());
    trunk
        .args(["build", "--release"])
        .env("PATH", &tools.path)
        .env("REGULARS_BUILD", build_id)
        .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags(&root))
        .env("TRUNK_BUILD_OFFLINE", tools.offline.to_string())
        // Trunk refuses the usual value `1`.
        .env_remove("NO_COLOR");
    step(
        "Build the page into dist/ (minutes from nothing)",
        &mut trunk,
    )?;
    std::fs::write(&stamp, made_of).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Flags that leave no folder of this machine in the programs: their bytes depend on the sources
/// alone.
fn compiler_flags(root: &Path) -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| {
            let user = std::env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
            Some(Path::new(&user).join(".cargo"))
        });
    let sources = home.map(|home| home.join("registry").join("src"));
    let registries = sources
        .and_then(|sources| std::fs::read_dir(sources).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    registries
        .chain([root.to_owned()])
        .map(|folder| {
            let folder = folder.to_string_lossy();
            format!("--remap-path-prefix={folder}{}=", std::path::MAIN_SEPARATOR)
        })
        .chain([MOST_MEMORY.to_owned()])
        .collect::<Vec<_>>()
        .join("\u{1f}")
}

/// The most memory either program may take, 3 GiB: beyond it the engine's worker ends with a
/// message, and not the tab without one.
const MOST_MEMORY: &str = "-Clink-arg=--max-memory=3221225472";

/// FNV-1a over names and contents, in order of name: the same on every machine.
fn fingerprint(root: &Path, inputs: &[&str]) -> Result<String, String> {
    let mut files = Vec::new();
    for input in inputs {
        collect(&root.join(input), &mut files)?;
    }
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let name = file
            .strip_prefix(root)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        let content =
            std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        for byte in name.bytes().chain([0]).chain(content) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(format!("{hash:016x}"))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries =
        std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inside.sort();
    inside.iter().try_for_each(|path| collect(path, files))
}
