//! Tests of the built site in Chromium: `cargo xtask browser`.

mod bad_input;
mod embed;
mod hands;
mod lab;
mod load;
mod pages;
mod tools;
