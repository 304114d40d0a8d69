use std::path::{Path, PathBuf};

use crate::shell::{cargo, first_line, has, path_with, program, root, step};

/// Newer ones need a newer compiler than `rust-version` promises.
const TRUNK: &str = "0.21.14";
/// The version Trunk asks for in `Trunk.toml`; older ones break what the compiler writes today.
const BINARYEN: &str = "132.0.0";
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What a build runs with.
pub(crate) struct Tools {
    /// The path with the tools in front.
    pub(crate) path: std::ffi::OsString,
    /// Whether every tool is there; otherwise Trunk fetches its own `wasm-opt`.
    pub(crate) offline: bool,
    /// Trunk itself.
    pub(crate) trunk: PathBuf,
}

/// Finds what a build needs and installs what is missing, once per person and version.
pub(crate) fn for_build() -> Result<Tools, String> {
    wasm_target()?;
    let folder = folder()?;
    let bin = folder.join("bin");
    let wasm_bindgen = wasm_bindgen_version()?;
    installed(&folder, "trunk", "trunk", TRUNK, true)?;
    // Its own lock file names a yanked dependency, so it is built without.
    installed(
        &folder,
        "wasm-bindgen-cli",
        "wasm-bindgen",
        &wasm_bindgen,
        false,
    )?;
    let optimiser = wasm_opt(&folder)?;
    let offline = optimiser.is_some();
    let folders: Vec<PathBuf> = std::iter::once(bin.clone()).chain(optimiser).collect();
    Ok(Tools {
        path: path_with(&folders)?,
        offline,
        trunk: bin.join(executable("trunk")),
    })
}

/// Finds a browser and the browser tests' packages; gives the browser's program.
pub(crate) fn for_browser_tests() -> Result<PathBuf, String> {
    if !has("node") || !has("npm") {
        system_packages("Node.js and npm", &["nodejs", "npm"])?;
    }
    let tests = root().join("tests").join("e2e");
    let stamp = tests.join("node_modules").join(".package-lock.json");
    if !is_newer(&stamp, &tests.join("package-lock.json")) {
        step(
            "Install the browser tests' packages (no browser is downloaded)",
            program("npm")
                .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
                .current_dir(&tests),
        )?;
    }
    if let Some(found) = browser() {
        return Ok(found);
    }
    system_packages("Chromium", &["chromium"])?;
    browser().ok_or_else(|| no_browser().to_owned())
}

fn no_browser() -> &'static str {
    "No Chromium was found. Install Chromium, Chrome or Edge, or name one in REGULARS_CHROMIUM"
}

/// The folder tools are kept in: beside other programs' caches, outside the project.
fn folder() -> Result<PathBuf, String> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(chosen) = from("REGULARS_TOOLS") {
        return Ok(PathBuf::from(chosen));
    }
    let cache = if cfg!(windows) {
        from("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        from("HOME").map(|home| Path::new(&home).join("Library").join("Caches"))
    } else {
        from("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| from("HOME").map(|home| Path::new(&home).join(".cache")))
    };
    cache
        .map(|cache| cache.join("regulars-tools"))
        .ok_or_else(|| "Name a folder for the build tools in REGULARS_TOOLS".to_owned())
}

/// A target is there when its standard library is.
pub(crate) fn wasm_target() -> Result<(), String> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let sysroot = first_line(program(&rustc).args(["--print", "sysroot"]))
        .ok_or("rustc did not answer; install Rust from https://rustup.rs")?;
    let library = Path::new(&sysroot).join("lib/rustlib").join(WASM_TARGET);
    if library.is_dir() {
        return Ok(());
    }
    if !has("rustup") {
        return Err(format!(
            "The compiler cannot write for browsers yet: install its {WASM_TARGET} target"
        ));
    }
    step(
        "Add the compiler's browser target",
        program("rustup").args(["target", "add", WASM_TARGET]),
    )
}

/// Page glue and tool must be of one version: the lock file says which.
fn wasm_bindgen_version() -> Result<String, String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut lines = lock.lines();
    lines.find(|line| *line == r#"name = "wasm-bindgen""#);
    lines
        .next()
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(ToOwned::to_owned)
        .ok_or_else(|| "Cargo.lock names no wasm-bindgen".to_owned())
}

fn installed(
    folder: &Path,
    package: &str,
    name: &str,
    version: &str,
    locked: bool,
) -> Result<(), String> {
    let path = folder.join("bin").join(executable(name));
    let found = first_line(program(&path.to_string_lossy()).arg("--version"));
    if found.is_some_and(|line| line.split(' ').nth(1) == Some(version)) {
        return Ok(());
    }
    let mut install = cargo();
    install.args([
        "install",
        package,
        "--version",
        version,
        "--force",
        "--root",
    ]);
    install.arg(folder);
    if locked {
        install.arg("--locked");
    }
    step(
        &format!(
            "Install {name} {version} into {} (minutes, once)",
            folder.display()
        ),
        &mut install,
    )
}

/// The folder of `wasm-opt`, or `None` without npm.
fn wasm_opt(folder: &Path) -> Result<Option<PathBuf>, String> {
    let folder = folder.join("binaryen");
    let package = folder.join("node_modules/binaryen/package.json");
    let bin = folder.join("node_modules").join(".bin");
    let wanted = format!(r#""version": "{BINARYEN}""#);
    if std::fs::read_to_string(&package).is_ok_and(|text| text.contains(&wanted)) {
        return Ok(Some(bin));
    }
    if !has("npm") {
        println!("  npm is not installed: Trunk fetches wasm-opt itself");
        return Ok(None);
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    step(
        &format!("Install wasm-opt {BINARYEN} into {}", folder.display()),
        program("npm")
            .args([
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
            ])
            .arg(&folder)
            .arg(format!("binaryen@{BINARYEN}")),
    )?;
    Ok(Some(bin))
}

/// The first Chromium-like browser of this machine.
fn browser() -> Option<PathBuf> {
    if let Some(chosen) = std::env::var_os("REGULARS_CHROMIUM") {
        return Some(PathBuf::from(chosen));
    }
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(executable(name))));
    let usual = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];
    on_path
        .chain(usual.map(PathBuf::from))
        .find(|path| path.is_file())
}

/// Installs on Debian-like systems, where the person may; elsewhere says what to do.
fn system_packages(what: &str, packages: &[&str]) -> Result<(), String> {
    let root_user = first_line(program("id").arg("-u")).is_some_and(|id| id == "0");
    if !(root_user && has("apt-get")) {
        return Err(format!(
            "The browser tests need {what}: install it and run this again"
        ));
    }
    // An old package list is the usual reason a package cannot be had; a failed refresh is not fatal.
    if let Err(sentence) = step(
        "Refresh the package list",
        program("apt-get").args(["update", "-qq"]),
    ) {
        println!("  {sentence}");
    }
    step(
        &format!("Install {what}"),
        program("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

fn is_newer(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    matches!((time(made), time(source)), (Some(made), Some(source)) if made >= source)
}
