//! Developer commands of Tidepool.

fn main() {}
