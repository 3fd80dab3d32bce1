//! ChromeDriver as a child process.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// A ChromeDriver on a free port; dropping it ends it.
pub struct Driver {
    child: Child,
    port: u16,
}

/// How often it may look for a port.
const STARTS: u32 = 3;

impl Driver {
    /// Starts one and waits until it listens.
    ///
    /// It looks for a port that is free in IPv4, asks for the same one in IPv6, and ends if another program has got it
    /// meanwhile; then it looks again.
    pub fn start() -> Result<Self> {
        (1..STARTS).find_map(|_| Self::start_once().ok()).map_or_else(Self::start_once, Ok)
    }

    fn start_once() -> Result<Self> {
        let program = program("CHROMEDRIVER", &["chromedriver", "chromium.chromedriver"])?;
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = child.stdout.take().context("ChromeDriver has no standard output")?;
        let mut lines = BufReader::new(output).lines();
        let port = loop {
            let Some(line) = lines.next() else { bail!("ChromeDriver ended without naming its port") };
            if let Some(port) = port_in(&line?) {
                break port;
            }
        };
        // Keeps reading, so that ChromeDriver never writes into a closed pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, port })
    }

    /// Where it takes commands.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `ChromeDriver was started successfully on port 41234.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

/// The program that the variable names, or the first of `names` on PATH.
pub(super) fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(program) = std::env::var_os(variable) {
        return Ok(program.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut candidates = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.find(|file| file.is_file()).with_context(|| {
        format!("{} is not on PATH: run `cargo xtask setup`, or name it in {variable}", names[0])
    })
}
