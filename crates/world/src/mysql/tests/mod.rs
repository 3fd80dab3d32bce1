//! Golden tests of data source names, select lists and the server.

mod config;
mod cores;
mod select;
mod server;
