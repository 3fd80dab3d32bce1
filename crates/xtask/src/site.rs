//! Building and serving the site.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use tidepool_devserver::{Server, Site};

use crate::setup::{self, Need};
use crate::{paths, shell, wasm};

/// Builds the site into dist/.
pub fn build() -> Result<()> {
    setup::ensure(&[Need::Site])?;
    println!("building the site into dist/");
    shell::run(&mut trunk(&["build", "--release"])?)
}

/// Builds and serves until interrupted.
pub fn serve(port: u16) -> Result<()> {
    build()?;
    let server = Server::start(Site::new(paths::dist()), port)
        .with_context(|| format!("cannot listen on 127.0.0.1:{port}; `--port` chooses another port"))?;
    println!("\nTidepool is at {} (Ctrl-C ends it)", server.url());
    server.wait();
    Ok(())
}

/// Serves with live reload, by Trunk's own server. It has a folder of its own, so that dist/ stays the release.
pub fn serve_dev(port: u16) -> Result<()> {
    setup::ensure(&[Need::Site])?;
    let folder = paths::target().join("dev-site");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    println!("Tidepool will be at http://127.0.0.1:{port}/ and reload on every change (Ctrl-C ends it)");
    let port = port.to_string();
    let mut trunk = trunk(&["serve", "--address", "127.0.0.1", "--port", &port, "--dist"])?;
    shell::run(trunk.arg(folder))
}

fn trunk(arguments: &[&str]) -> Result<Command> {
    let mut folders = setup::tool_folders()?;
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let mut trunk = shell::command(setup::trunk()?, arguments);
    trunk.env("PATH", env::join_paths(folders)?);
    // Trunk takes the customary NO_COLOR=1 for a wrong value.
    trunk.env_remove("NO_COLOR");
    Ok(trunk)
}

/// Trunk's hook: in the staging folder it puts what Trunk does not know of.
pub fn post_build() -> Result<()> {
    let staging =
        env::var_os("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR is not set: this is Trunk's hook")?;
    let staging = PathBuf::from(staging);
    copy_folder(&paths::root().join("web/static"), &staging.join("static"))?;
    let module = hashed_module(&staging)?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        lighten(&staging.join(format!("{module}_bg.wasm")))?;
    }
    let embed = staging.join("embed");
    fs::create_dir_all(&embed)?;
    fs::write(embed.join("v1.js"), embed_script(&module)).context("cannot write embed/v1.js")?;
    book(&staging)
}

/// Takes out what only debuggers read: readers would have to load it.
fn lighten(module: &Path) -> Result<()> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let lighter = wasm::without_names(&bytes).with_context(|| format!("in {}", module.display()))?;
    fs::write(module, lighter).with_context(|| format!("cannot write {}", module.display()))
}

/// Writes the pages. Runs whose numbers they cite are made by an optimised build, and only again when the simulator changes.
fn book(out: &Path) -> Result<()> {
    let mut cargo = shell::cargo(&[
        "run",
        "--quiet",
        "--profile",
        "quick",
        "-p",
        "tidepool-cli",
        "--",
        "book",
        "build",
        "--out",
    ]);
    cargo.arg(out).arg("--cache").arg(paths::target().join("book-runs"));
    if let Some(address) = env::var_os("TIDEPOOL_BASE_URL") {
        cargo.arg("--base-url").arg(address);
    }
    shell::run(&mut cargo)
}

/// Name of the JavaScript module that Trunk wrote, without its extension: `tidepool-web-0123456789abcdef`.
fn hashed_module(staging: &Path) -> Result<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(staging).with_context(|| format!("cannot read {}", staging.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(module) = name.strip_suffix("_bg.wasm") {
            found.push(module.to_owned());
        }
    }
    match <[String; 1]>::try_from(found) {
        Ok([module]) => Ok(module),
        Err(found) => bail!("expected one …_bg.wasm in {}, found {found:?}", staging.display()),
    }
}

/// The one script that all pages include, ours and other people's. Its name stays, its content follows the build: with
/// hashed names the module's own default would look for a Wasm file without the hash. Included twice it starts once.
fn embed_script(module: &str) -> String {
    format!(
        "// Tidepool: registers <tidepool-lab>. Include it with <script type=\"module\" src=\"…/embed/v1.js\">.\n\
         import init from \"../{module}.js\";\n\
         const wasm = new URL(\"../{module}_bg.wasm\", import.meta.url);\n\
         await (globalThis[Symbol.for(\"{module}\")] ??= init({{ module_or_path: wasm }}));\n"
    )
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embed_script_names_both_hashed_files() {
        let script = embed_script("tidepool-web-0a1b");
        assert!(script.contains("from \"../tidepool-web-0a1b.js\""), "{script}");
        assert!(script.contains("new URL(\"../tidepool-web-0a1b_bg.wasm\", import.meta.url)"), "{script}");
    }
}
