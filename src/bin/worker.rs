//! The engine's thread: starts the message loop in a dedicated worker.

#[cfg(target_arch = "wasm32")]
fn main() {
    regulars::worker::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser worker: cargo xtask serve");
}
