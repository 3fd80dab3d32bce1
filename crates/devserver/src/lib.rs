//! Static file server for the built site.
//!
//! It behaves as a plain static host does (directory index, 404 page, no rewriting), so that what works here works on
//! any of them. The browser tests use it too: under a path prefix, on a second port as a foreign host.

mod resolve;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use tiny_http::{Header, Method, Request, Response, StatusCode};

pub use resolve::{Target, content_type, resolve};

/// The content security policy that every page of the site lives with: no inline script, no foreign host.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; \
     base-uri 'self'";

/// What is served, and how.
#[derive(Debug, Clone)]
pub struct Site {
    /// Folder whose files are served.
    pub root: PathBuf,
    /// Path under which the folder appears, with a slash at both ends: `/` or `/docs/tidepool/`.
    pub prefix: String,
    /// Sent as `Content-Security-Policy`; `None` sends no such header.
    pub policy: Option<String>,
}

impl Site {
    /// A site at the root of its host under [`CONTENT_SECURITY_POLICY`].
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), prefix: "/".into(), policy: Some(CONTENT_SECURITY_POLICY.into()) }
    }
}

/// A running server; dropping it stops it.
pub struct Server {
    inner: Arc<tiny_http::Server>,
    workers: Vec<JoinHandle<()>>,
    address: SocketAddr,
    prefix: String,
}

/// Browsers open up to six connections to a host; each worker answers one request at a time.
const WORKERS: usize = 6;

impl Server {
    /// Serves `site` on 127.0.0.1; port 0 takes a free one.
    pub fn start(site: Site, port: u16) -> io::Result<Self> {
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let inner = Arc::new(tiny_http::Server::http(wanted).map_err(into_io)?);
        let address = inner.server_addr().to_ip().unwrap_or(wanted);
        let prefix = site.prefix.clone();
        let site = Arc::new(site);
        let workers = (0..WORKERS)
            .map(|_| {
                let (inner, site) = (Arc::clone(&inner), Arc::clone(&site));
                std::thread::spawn(move || {
                    while let Ok(request) = inner.recv() {
                        answer(&site, request);
                    }
                })
            })
            .collect();
        Ok(Self { inner, workers, address, prefix })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Address of the site's first page, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        for worker in std::mem::take(&mut self.workers) {
            // A worker that panicked has said so itself; the others go on.
            let _ = worker.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in 0..WORKERS {
            self.inner.unblock();
        }
    }
}

fn into_io(error: Box<dyn std::error::Error + Send + Sync>) -> io::Error {
    match error.downcast::<io::Error>() {
        Ok(error) => *error,
        Err(error) => io::Error::other(error),
    }
}

fn answer(site: &Site, request: Request) {
    if !matches!(request.method(), Method::Get | Method::Head) {
        respond(site, request, 405, "text/plain; charset=utf-8", b"only GET and HEAD\n".to_vec(), None);
        return;
    }
    match resolve(site, request.url()) {
        Target::File(path) => match std::fs::read(&path) {
            Ok(bytes) => respond(site, request, 200, content_type(&path), bytes, None),
            Err(error) => {
                let text = format!("{}: {error}\n", path.display()).into_bytes();
                respond(site, request, 500, "text/plain; charset=utf-8", text, None);
            }
        },
        Target::Redirect(place) => {
            respond(site, request, 301, "text/plain; charset=utf-8", Vec::new(), Some(place))
        }
        Target::NotFound => {
            let page = std::fs::read(site.root.join("404.html")).unwrap_or_else(|_| {
                b"<!doctype html><title>404</title><p>There is no such page here.\n".to_vec()
            });
            respond(site, request, 404, "text/html; charset=utf-8", page, None);
        }
    }
}

fn respond(site: &Site, request: Request, status: u16, kind: &str, bytes: Vec<u8>, location: Option<String>) {
    let mut response = Response::from_data(bytes).with_status_code(StatusCode(status));
    let mut add = |name: &str, value: &str| {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    };
    add("Content-Type", kind);
    add("Cache-Control", "no-cache");
    add("X-Content-Type-Options", "nosniff");
    // Other people's pages load the embed script, its module and its Wasm from here.
    add("Access-Control-Allow-Origin", "*");
    if let Some(policy) = &site.policy {
        add("Content-Security-Policy", policy);
    }
    if let Some(place) = &location {
        add("Location", place);
    }
    // A browser that left before the answer is no fault of ours.
    let _ = request.respond(response);
}
