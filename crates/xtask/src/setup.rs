//! Sets up what is missing, and says what it does.
//!
//! Each thing is checked by looking, not by a note that we once installed it, so that a half-finished set-up mends
//! itself. Looking at all of it takes a few hundredths of a second.

use std::fs::{self, File, TryLockError};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{paths, shell};

/// What a command is going to need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// To build the site: the Wasm target, Trunk, wasm-bindgen.
    Site,
    /// To check the code: rustfmt, clippy.
    Checks,
    /// To test the site: Chromium, ChromeDriver, a font with Chinese characters.
    Browser,
}

/// A tool that cargo builds for us.
pub struct Tool {
    /// Its package.
    package: &'static str,
    /// Its program.
    program: &'static str,
    /// Folder name of its versions.
    name: &'static str,
    version: &'static str,
    /// Set while it is built.
    environment: &'static [(&'static str, &'static str)],
}

/// Builds the site. It spends its time waiting for cargo, so quick to build beats quick to run.
const TRUNK: Tool = Tool {
    package: "trunk",
    program: "trunk",
    name: "trunk",
    version: "0.21.14",
    environment: &[
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ],
};

/// Must be of the very version of the crate `wasm-bindgen` in Cargo.lock; tidy checks that.
const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    name: "wasm-bindgen",
    version: WASM_BINDGEN_VERSION,
    environment: &[],
};

/// Version of the wasm-bindgen crate and tool.
pub const WASM_BINDGEN_VERSION: &str = "0.2.129";

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Sets up what is missing of `needs`.
pub fn ensure(needs: &[Need]) -> Result<()> {
    let missing = |need: Need| needs.contains(&need) && !present(need);
    if !needs.iter().any(|need| missing(*need)) {
        return Ok(());
    }
    let _lock = lock()?;
    if missing(Need::Checks) {
        rustup(&["component", "add", "rustfmt", "clippy"])?;
    }
    if missing(Need::Site) {
        if !has_wasm_target() {
            rustup(&["target", "add", WASM_TARGET])?;
        }
        for tool in [WASM_BINDGEN, TRUNK] {
            install(&tool)?;
        }
    }
    if missing(Need::Browser) {
        install_browser()?;
    }
    println!("set-up: done");
    Ok(())
}

/// Whether everything is there already.
fn present(need: Need) -> bool {
    match need {
        Need::Site => has_wasm_target() && [TRUNK, WASM_BINDGEN].iter().all(is_installed),
        Need::Checks => ["rustfmt", "cargo-clippy"].iter().all(|name| component(name).is_some()),
        Need::Browser => browser().is_some() && driver().is_some() && has_chinese_font(),
    }
}

/// Folders of our tools, for the front of PATH.
pub fn tool_folders() -> Result<Vec<PathBuf>> {
    [TRUNK, WASM_BINDGEN].iter().map(|tool| Ok(tool.folder()?.join("bin"))).collect()
}

/// The Trunk that [`ensure`] set up.
pub fn trunk() -> Result<PathBuf> {
    TRUNK.path()
}

/// The browser for tests: `CHROMIUM`, or the first one on PATH.
pub fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.or_else(|| paths::which(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]))
}

/// Its driver: `CHROMEDRIVER`, or the first one on PATH.
pub fn driver() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMEDRIVER").map(PathBuf::from);
    named.or_else(|| paths::which(&["chromedriver", "chromium.chromedriver"]))
}

impl Tool {
    fn folder(&self) -> Result<PathBuf> {
        Ok(paths::tools()?.join(format!("{}-{}", self.name, self.version)))
    }

    fn path(&self) -> Result<PathBuf> {
        let name = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        Ok(self.folder()?.join("bin").join(name))
    }
}

/// Cargo writes the program last and at once, and its folder bears the version: there means complete.
fn is_installed(tool: &Tool) -> bool {
    tool.path().is_ok_and(|path| path.is_file())
}

fn install(tool: &Tool) -> Result<()> {
    if is_installed(tool) {
        return Ok(());
    }
    let folder = tool.folder()?;
    println!(
        "set-up: building {} {} into {} (some minutes, once)",
        tool.package,
        tool.version,
        folder.display()
    );
    // A fixed build folder: what was built before an interruption is not built again.
    let build = paths::tools()?.join(format!(".build-{}-{}", tool.name, tool.version));
    let mut cargo = shell::cargo(&["install", tool.package, "--version", tool.version, "--locked", "--root"]);
    cargo.arg(&folder).arg("--target-dir").arg(&build).envs(tool.environment.iter().copied());
    // Flags for our own code must not reach the tool.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_TARGET_DIR"] {
        cargo.env_remove(name);
    }
    shell::run(&mut cargo)?;
    fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))
}

fn rustup(arguments: &[&str]) -> Result<()> {
    if paths::which(&["rustup"]).is_none() {
        let words = arguments.join(" ");
        bail!(
            "this Rust does not come from rustup: please do yourself what `rustup {words}` would do, or install rustup"
        );
    }
    println!("set-up: rustup {}", arguments.join(" "));
    shell::run(&mut shell::command("rustup", arguments))
}

fn has_wasm_target() -> bool {
    let asked =
        shell::output(&mut shell::command("rustc", &["--print", "target-libdir", "--target", WASM_TARGET]));
    asked.is_some_and(|folder| PathBuf::from(folder.trim()).is_dir())
}

/// A component's program in the toolchain itself; rustup's stand-in on PATH is there with and without the component.
fn component(name: &str) -> Option<PathBuf> {
    let sysroot = shell::output(&mut shell::command("rustc", &["--print", "sysroot"]))?;
    let file =
        PathBuf::from(sysroot.trim()).join("bin").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    if file.is_file() {
        Some(file)
    } else {
        paths::which(&[name]).filter(|_| paths::which(&["rustup"]).is_none())
    }
}

fn has_chinese_font() -> bool {
    // Only Linux machines come without one.
    !cfg!(target_os = "linux")
        || shell::output(&mut shell::command("fc-list", &[":lang=zh-cn", "family"]))
            .is_some_and(|list| !list.trim().is_empty())
}

/// Debian's packages of what the browser tests need.
const PACKAGES: [&str; 4] = ["chromium", "chromium-driver", "fontconfig", "fonts-noto-cjk"];

/// For machines where they come from somewhere else, such as Ubuntu with its snaps.
const ELSEWHERE: &str = "Any Chromium or Chrome with its driver will do; CHROMIUM and CHROMEDRIVER name the programs if \
                         they are not on PATH";

fn install_browser() -> Result<()> {
    if paths::which(&["apt-get"]).is_none() || !is_root() {
        bail!(
            "the browser tests need Chromium, ChromeDriver and a font with Chinese characters. Please install them \
             (on Debian: sudo apt-get install {}). {ELSEWHERE}",
            PACKAGES.join(" ")
        );
    }
    println!("set-up: installing {} by apt", PACKAGES.join(", "));
    let apt = |arguments: &[&str]| {
        let mut command = shell::command("apt-get", arguments);
        shell::run(command.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(PACKAGES);
    apt(&["update"]).and_then(|()| apt(&install)).with_context(|| {
        format!("apt could not install what the browser tests need; please do it by hand. {ELSEWHERE}")
    })?;
    if !present(Need::Browser) {
        bail!(
            "apt installed its packages, but Chromium, ChromeDriver or the font are still not found. {ELSEWHERE}"
        );
    }
    Ok(())
}

fn is_root() -> bool {
    shell::output(&mut shell::command("id", &["-u"])).is_some_and(|id| id.trim() == "0")
}

/// One set-up at a time for this user; the lock goes with the file handle.
fn lock() -> Result<File> {
    let folder = paths::tools()?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let path = folder.join(".lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("set-up: another one is at work; waiting for it");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => {
            return Err(error).context("cannot lock the tools folder");
        }
    }
    Ok(file)
}
