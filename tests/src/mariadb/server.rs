//! A MariaDB of our own, on a port of its own, with the tables of chapter 4.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::Query;

/// Where it listens, apart from a server that may be there already.
pub const ADDRESS: &str = "127.0.0.1:13306";
const PORT: &str = "13306";

/// A running server; it ends with this value.
#[derive(Debug)]
pub struct MariaDb {
    process: Child,
    socket: PathBuf,
    /// What it says of itself.
    pub version: String,
}

/// The listings ask for `name` by `id`, and for the `id`s of three regions: the views below answer them.
const SET_UP: &str = "
    CREATE DATABASE shop;
    CREATE TABLE shop.people (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL) ENGINE=InnoDB;
    INSERT INTO shop.people VALUES (1, 'name-1'), (2, 'name-2'), (3, 'name-3');
    CREATE USER 'app'@'127.0.0.1';
    GRANT SELECT ON shop.* TO 'app'@'127.0.0.1';
";

impl MariaDb {
    /// Starts one with its data below `scratch`. The error says what is missing.
    pub fn start(scratch: &Path, priority: &[&str]) -> Result<MariaDb, String> {
        let version = said(Command::new("mariadbd").arg("--version"))
            .map_err(|e| format!("no MariaDB here ({e}); Debian's is in the package mariadb-server"))?;
        let data = scratch.join("mariadb");
        let user = "--user=mysql"; // heeded where we are root, which a server must not be
        said(
            Command::new("mariadb-install-db")
                .args(["--no-defaults", user, "--auth-root-authentication-method=normal", "--skip-test-db"])
                .arg(format!("--datadir={}", data.display())),
        )?;
        let socket = data.join("socket");
        let mut command = prioritised(priority, "mariadbd");
        command
            .args(["--no-defaults", user, "--bind-address=127.0.0.1", "--port", PORT, "--skip-name-resolve"])
            .arg(format!("--datadir={}", data.display()))
            .arg(format!("--socket={}", socket.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let process = command.spawn().map_err(|e| format!("mariadbd: {e}"))?;
        let server = MariaDb { process, socket, version: version.trim().to_owned() };
        let patience = Instant::now() + Duration::from_secs(60);
        while server.execute("SELECT 1").is_err() {
            if Instant::now() > patience {
                return Err("mariadbd does not answer".to_owned());
            }
            thread::sleep(Duration::from_millis(100));
        }
        server.execute(SET_UP)?;
        Ok(server)
    }

    /// Lets the queries of the listings take what `query` says.
    pub fn behave(&self, query: Query) -> Result<(), String> {
        let (one, first) = match query {
            Query::LooksUp => (String::new(), String::new()),
            // Once for a query: of the rows of a region only the first makes it sleep.
            Query::Sleeps(milliseconds) => {
                let sleep = format!("SLEEP({}) = 0", milliseconds as f64 / 1000.0);
                (format!("WHERE {sleep}"), format!("WHERE id > 1 OR {sleep}"))
            }
        };
        let mut text =
            format!("USE shop; CREATE OR REPLACE VIEW users AS SELECT id, name FROM people {one};");
        for region in ["orders_north", "orders_south", "orders_west"] {
            text.push_str(&format!("CREATE OR REPLACE VIEW {region} AS SELECT id FROM people {first};"));
        }
        self.execute(&text)
    }

    fn execute(&self, text: &str) -> Result<(), String> {
        let socket = format!("--socket={}", self.socket.display());
        said(Command::new("mariadb").args(["--no-defaults", "--user=root", &socket, "-e", text])).map(drop)
    }

    /// How long it has had a processor, in milliseconds.
    pub fn processor(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        // Behind the name, which may have blanks in it: user time is the 12th field, system time the 13th.
        let fields = stat.rsplit(')').next().unwrap_or_default();
        let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
        ticks.sum::<f64>() * TICK
    }
}

/// Linux counts processor time in hundredths of a second.
const TICK: f64 = 10.0;

impl Drop for MariaDb {
    fn drop(&mut self) {
        // Its data is thrown away next, so it need not end well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A command that is run by another which gives it a priority, if there is one.
pub fn prioritised(priority: &[&str], program: impl AsRef<std::ffi::OsStr>) -> Command {
    match priority {
        [] => Command::new(program),
        [runner, rest @ ..] => {
            let mut command = Command::new(runner);
            command.args(rest).arg(program);
            command
        }
    }
}

/// Runs a command to its end and returns what it printed; what it complained of if it failed.
pub fn said(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|e| format!("{name}: {e}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim())),
    }
}
