use std::path::PathBuf;

use crate::shell::root;

/// Both programs together, gzipped: what a visitor's first load costs.
const WASM_BUDGET_BYTES: usize = 450 * 1024;

/// Prints what a visitor downloads; fails when the programs outgrow their budget.
pub(crate) fn sizes() -> Result<(), String> {
    let dist = root().join("dist");
    let entries = std::fs::read_dir(&dist)
        .map_err(|_| "There is no dist/ yet: run `cargo xtask build` first".to_owned())?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();

    println!("{:>10} {:>10}  file", "bytes", "gzipped");
    let (mut all, mut wasm) = (0, 0);
    for file in files {
        let content =
            std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let gzipped = gzipped_bytes(&content);
        all += gzipped;
        if file
            .extension()
            .is_some_and(|extension| extension == "wasm")
        {
            wasm += gzipped;
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("{:>10} {gzipped:>10}  {name}", content.len());
    }
    println!("{:>10} {all:>10}  everything", "");
    println!(
        "{:>10} {wasm:>10}  both programs, of {WASM_BUDGET_BYTES}",
        ""
    );
    if wasm > WASM_BUDGET_BYTES {
        return Err(format!(
            "The programs are {} bytes over their budget",
            wasm - WASM_BUDGET_BYTES
        ));
    }
    Ok(())
}

/// Deflated at the level servers use for files they keep, with gzip's 18 bytes around.
fn gzipped_bytes(content: &[u8]) -> usize {
    miniz_oxide::deflate::compress_to_vec(content, 9).len() + 18
}
