//! Command line of Tidepool.

fn main() {}
