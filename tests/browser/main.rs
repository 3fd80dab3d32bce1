//! Tests of the built site in Chromium: `cargo xtask browser`.

mod embed;
mod load;
mod pages;
