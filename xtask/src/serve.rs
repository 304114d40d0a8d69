use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::build::build;
use crate::shell::root;

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// Builds, then serves exactly what ships. No reload socket: one opened before the page is cut
/// off from the network would stay open after.
pub(crate) fn serve(words: &[String]) -> Result<(), String> {
    build()?;
    let first: u16 = match words {
        [] => FIRST_PORT,
        [port] => port.parse().map_err(|_| format!("{port} is not a port"))?,
        _ => return Err("cargo xtask serve [PORT]".to_owned()),
    };
    let listener = (first..first.saturating_add(PORTS_TRIED))
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .ok_or_else(|| format!("No free port from {first} on"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!(
        "\nRegulars is at http://localhost:{}/ (Ctrl C ends it)",
        address.port()
    );

    let dist = root().join("dist");
    for stream in listener.incoming().flatten() {
        let dist = dist.clone();
        std::thread::spawn(move || {
            // A browser that hangs up early is no event.
            let _answered = answer(&stream, &dist);
        });
    }
    Ok(())
}

fn answer(stream: &TcpStream, dist: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.take(16 * 1024));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    // The rest of the head is read to its end, or closing would discard the answer.
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = request.split(' ');
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let content = (method == "GET" || method == "HEAD")
        .then(|| file_of(dist, target))
        .flatten()
        .and_then(|path| Some((media_type(&path), std::fs::read(path).ok()?)));
    let (status, media_type, body) = match content {
        Some((media_type, body)) => ("200 OK", media_type, body),
        None => ("404 Not Found", "text/plain", b"Not found\n".to_vec()),
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method == "GET" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file a target names. `dist` is flat and its names are plain, so anything else is refused.
fn file_of(dist: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let name = if path.is_empty() { "index.html" } else { path };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (name.chars().all(plain) && !name.starts_with('.')).then(|| dist.join(name))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_of_dist_are_served() {
        let dist = Path::new("dist");
        assert_eq!(file_of(dist, "/"), Some(dist.join("index.html")));
        assert_eq!(file_of(dist, "/boot.js?app.js"), Some(dist.join("boot.js")));
        for target in [
            "/../Cargo.toml",
            "/.stage",
            "/a/b",
            "/%2e%2e",
            "http://x/",
            "",
        ] {
            assert_eq!(file_of(dist, target), None, "{target}");
        }
    }
}
