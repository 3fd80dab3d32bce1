//! Golden tests of data source names, select lists and the server.

mod config;
mod select;
mod server;
