//! Clients against small servers written by hand.

mod books;
mod clients;
mod listeners;
mod server;
mod tries;
