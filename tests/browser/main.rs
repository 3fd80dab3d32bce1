//! Tests of the built site in Chromium: `cargo xtask browser`.

mod axe;
mod bad_input;
mod chapter;
mod chapter1;
mod chapter2;
mod chapter3;
mod chapter4;
mod chapter4_4;
mod chapter5_1;
mod chapter5_2;
mod chapter5_3;
mod chapter5_4;
mod chapter5_5;
mod chapter5_6;
mod compare;
mod embed;
mod hands;
mod lab;
mod load;
mod pages;
mod program;
mod request;
mod sweep;
mod tools;
