use std::time::Instant;

use crate::build::build;
use crate::shell::{cargo, first_line, has, program, root, step};
use crate::tools;

/// Everything a change must pass.
pub(crate) fn test(words: &[String]) -> Result<(), String> {
    let start = Instant::now();
    if !words.is_empty() {
        return Err("cargo xtask test takes no further words".to_owned());
    }
    lint()?;
    step(
        "Run the tests",
        cargo().args(["test", "--workspace", "--locked", "--quiet"]),
    )?;
    step(
        "Build the documentation",
        cargo()
            .args(["doc", "--workspace", "--no-deps", "--locked", "--quiet"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    build()?;
    e2e(&[])?;
    println!(
        "\nEverything passed in {:.0} s",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Formatting and lints, for both worlds.
pub(crate) fn lint() -> Result<(), String> {
    step(
        "Check the formatting",
        cargo().args(["fmt", "--all", "--check"]),
    )?;
    step(
        "Lint the core",
        cargo()
            .args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--quiet",
            ])
            .args(["--", "-D", "warnings"]),
    )?;
    tools::wasm_target()?;
    step(
        "Lint the page and the engine's worker",
        cargo()
            .args([
                "clippy",
                "--bins",
                "--locked",
                "--quiet",
                "--target",
                tools::WASM_TARGET,
            ])
            .args(["--", "-D", "warnings"]),
    )?;
    no_web_in_the_core()?;
    if first_line(cargo().args(["deny", "--version"])).is_some() {
        step(
            "Check licences and sources of dependencies",
            cargo().args([
                "deny",
                "--offline",
                "check",
                "--config",
                ".deny.toml",
                "bans",
                "licenses",
                "sources",
            ]),
        )?;
    }
    Ok(())
}

/// The native build must not know a browser: the first net under the rooms' rules.
fn no_web_in_the_core() -> Result<(), String> {
    let output = cargo()
        .args([
            "tree",
            "--package",
            "regulars",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--locked",
        ])
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let tree = String::from_utf8_lossy(&output.stdout);
    let web = [
        "leptos",
        "web-sys",
        "js-sys",
        "wasm-bindgen",
        "gloo-storage",
    ];
    let found = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .find(|name| web.contains(name));
    match found {
        Some(name) => Err(format!(
            "The core depends on {name}, which belongs to the browser"
        )),
        None => Ok(()),
    }
}

/// A real browser against `dist`.
pub(crate) fn e2e(words: &[String]) -> Result<(), String> {
    build()?;
    let browser = tools::for_browser_tests()?;
    if !has("node") {
        return Err("The browser tests need Node.js".to_owned());
    }
    let mut command = program("npx");
    command
        .args(["playwright", "test"])
        .args(words)
        .current_dir(root().join("tests").join("e2e"))
        .env("REGULARS_CHROMIUM", browser);
    step("Run the browser tests", &mut command)
}
