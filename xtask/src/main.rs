//! The task runner: one command from a fresh clone to a served page or a full test.
//!
//! - `shell`: runs programs, says what takes time
//! - `tools`: finds or installs what a build and a browser test need
//! - `build`: sources to `dist`
//! - `serve`: `dist` to a browser
//! - `check`: formatting, lints, tests, browser tests
//! - `sizes`: what a visitor downloads
//! - `bench`: what an import costs, beside two peers

mod bench;
mod build;
mod check;
mod serve;
mod shell;
mod sizes;
mod tools;

use std::process::ExitCode;

/// One task: how it is called, what it does, and the function that does it.
struct Task {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<(), String>,
}

const TASKS: &[Task] = &[
    Task {
        name: "serve",
        about: "build the page and serve it at http://localhost:8080 (or the next free port)",
        run: serve::serve,
    },
    Task {
        name: "test",
        about: "everything: formatting, lints, tests, documentation, build, browser tests",
        run: check::test,
    },
    Task {
        name: "build",
        about: "build the page into dist/",
        run: |_| build::build(),
    },
    Task {
        name: "lint",
        about: "formatting and lints only",
        run: |_| check::lint(),
    },
    Task {
        name: "e2e",
        about: "browser tests only; further words go to the test runner",
        run: check::e2e,
    },
    Task {
        name: "sizes",
        about: "what a visitor downloads; fails above the budget",
        run: |_| sizes::sizes(),
    },
    Task {
        name: "bench",
        about: "the budgets of speed and memory, measured in Chromium; `bench 1000000` for one file only",
        run: bench::bench,
    },
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("cargo xtask <task>\n");
        for task in TASKS {
            eprintln!("  {:<7} {}", task.name, task.about);
        }
        return ExitCode::from(2);
    };
    match (task.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\n{sentence}");
            ExitCode::FAILURE
        }
    }
}
