//! The page: starts the app in a browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    regulars::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser: cargo xtask serve");
}
