//! Runs a load: the listing with its watcher, the clients, and the server under both.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use super::server::{ADDRESS, prioritised, said};
use super::{FOLDER, Load, MariaDb};
use crate::area::machine;
use crate::referee::Go;
use crate::root;

/// What gives us the greatest weight, so that others on the machine take little from what is measured. Real-time
/// priority would not do: without time slices the three programs starve each other.
const PRIORITY: [&str; 3] = ["nice", "-n", "-20"];
const SERVICE: &str = "127.0.0.1:8080";

/// Measures all of `loads` and writes their records; `done` hears of each.
///
/// # Errors
/// If something does not start; without MariaDB the message says where it is.
pub fn record(
    go: &Go,
    loads: &[Load],
    date: &str,
    scratch: &Path,
    done: impl Fn(&Load),
) -> Result<(), String> {
    let priority: &[&str] = match said(Command::new(PRIORITY[0]).args(&PRIORITY[1..]).arg("true")) {
        Ok(_) => &PRIORITY,
        Err(_) => &[],
    };
    let _weight = Weight::greatest();
    let server = MariaDb::start(scratch, priority)?;
    let client = build(go, "tests/referee", "./load", None, scratch)?;
    for load in loads {
        let service = build(go, FOLDER, "./service", Some(&load.listing), scratch)?;
        server.behave(load.query)?;
        let measured = measure(load, &server, &service, &client, priority)?;
        let text = format!(
            "go = {:?}\nmariadb = {:?}\ndriver = {:?}\nmachine = {:?}\npriority = {:?}\ndate = {date:?}\n{measured}",
            go.version,
            server.version,
            driver()?,
            machine(),
            priority.join(" "),
        );
        let path = load.recorded_path();
        fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        done(load);
    }
    Ok(())
}

/// Builds a program of one of our Go modules. A listing is laid beside it, with the call that hands its pool over.
fn build(
    go: &Go,
    module: &str,
    package: &str,
    listing: Option<&str>,
    scratch: &Path,
) -> Result<PathBuf, String> {
    let module = root().join(module);
    let binary = scratch.join(package.trim_start_matches("./"));
    let mut command = go.command();
    command.current_dir(&module).args(["build", "-o"]).arg(&binary);
    if let Some(listing) = listing {
        let path = root().join("content/go").join(listing);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let watched = scratch.join("listing.go");
        let text = text.replace("\tdb.SetMaxOpenConns(", "\twatch(db)\n\tdb.SetMaxOpenConns(");
        let place = module.join(package).join("listing.go");
        let overlay = scratch.join("overlay.json");
        let json = format!("{{\"Replace\": {{{place:?}: {watched:?}}}}}");
        fs::write(&watched, text)
            .and_then(|()| fs::write(&overlay, json))
            .map_err(|e| format!("{}: {e}", scratch.display()))?;
        command.arg("-overlay").arg(&overlay);
    }
    said(command.arg(package))?;
    Ok(binary)
}

/// Runs one load and returns what was seen, as lines of TOML.
///
/// # Errors
/// If the service does not start or the client fails.
pub fn measure(
    load: &Load,
    server: &MariaDb,
    service: &Path,
    client: &Path,
    priority: &[&str],
) -> Result<String, String> {
    if TcpStream::connect(SERVICE).is_ok() {
        return Err(format!("somebody else listens on {SERVICE}"));
    }
    let others_before = load_average();
    let mut command = prioritised(priority, service);
    let _service = Ended(
        command
            .env("TIDEPOOL_MARIADB", ADDRESS)
            .env("TIDEPOOL_CLIENTS", load.clients.to_string())
            .spawn()
            .map_err(|e| format!("service: {e}"))?,
    );
    let patience = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(SERVICE).is_err() {
        if Instant::now() > patience {
            return Err("the service does not listen".to_owned());
        }
        thread::sleep(Duration::from_millis(20));
    }
    let (server_before, machine_before) = (server.processor(), Processors::now());
    let said = said(
        prioritised(priority, client)
            .args(["-url", &format!("http://{SERVICE}{}", load.path)])
            .args(["-clients", &load.clients.to_string()])
            .args(["-timeout", &format!("{}s", load.timeout)])
            .args(["-ramp", &format!("{}s", load.ramp)])
            .args(["-duration", &format!("{}s", load.seconds)])
            .args(["-after", "http://127.0.0.1:8081/watch"]),
    )?;
    let busy = Processors::now().busy_since(&machine_before);
    let mut text = format!("load_average = {others_before:?}\nprocessors_busy_percent = {busy:.1}\n");
    text.push_str(&format!("mariadb_cpu_ms = {:.1}\n", server.processor() - server_before));
    let (counts, rest) = said.split_once('\n').unwrap_or((&said, ""));
    for count in counts.split_whitespace() {
        text.push_str(&format!("{}\n", count.replace('=', " = ")));
    }
    text.push_str(rest);
    Ok(text)
}

/// Where Linux shares processors out by session first, a priority counts only within the session, and the session has one
/// of its own. This gives it the greatest, as far as that is allowed, until the end.
struct Weight;

const SESSION: &str = "/proc/self/autogroup";

impl Weight {
    fn greatest() -> Weight {
        let _ = fs::write(SESSION, "-20");
        Weight
    }
}

impl Drop for Weight {
    fn drop(&mut self) {
        let _ = fs::write(SESSION, "0");
    }
}

/// A process that ends with this value.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Time of all processors so far, in ticks.
struct Processors {
    all: u64,
    idle: u64,
}

impl Processors {
    fn now() -> Processors {
        let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
        let line = stat.lines().next().unwrap_or_default();
        let ticks: Vec<u64> =
            line.split_whitespace().skip(1).filter_map(|field| field.parse().ok()).collect();
        // User, nice, system, idle, waiting for disks, …
        Processors { all: ticks.iter().sum(), idle: ticks.iter().skip(3).take(2).sum() }
    }

    fn busy_since(&self, before: &Processors) -> f64 {
        let all = (self.all - before.all).max(1) as f64;
        100.0 * (1.0 - (self.idle - before.idle) as f64 / all)
    }
}

fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

/// The driver as go.mod names it.
fn driver() -> Result<String, String> {
    let path = root().join(FOLDER).join("go.mod");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let line = text.lines().find(|line| line.contains("go-sql-driver/mysql"));
    Ok(line.unwrap_or_default().trim().to_owned())
}
