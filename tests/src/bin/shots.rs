//! Photographs all pages of the built site: `cargo xtask shots`.

fn main() {}
