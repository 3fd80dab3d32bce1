//! Native calls in virtual time: what a driver sees, and what an observer sees.

mod database;
mod faults;
mod forgotten;
mod guards;
mod hikari;
mod locks;
mod pools;
mod redis;
mod replication;
mod script;
