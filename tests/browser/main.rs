//! Tests of the built site in Chromium: `cargo xtask browser`.

mod embed;
mod lab;
mod load;
mod pages;
