//! Golden scenarios for the rules of the pool, and properties over random histories.

mod acquire;
mod limits;
mod properties;
mod release;
mod script;
