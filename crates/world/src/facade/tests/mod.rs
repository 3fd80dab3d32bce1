//! Native calls in virtual time: what a driver sees, and what an observer sees.

mod database;
mod hikari;
mod pools;
mod script;
