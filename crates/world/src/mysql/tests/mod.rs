//! Golden tests of data source names, select lists and the server.

mod config;
mod cores;
mod locks;
mod properties;
mod select;
mod server;
mod statement;
