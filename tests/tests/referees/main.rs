//! The referees: what real Go, `database/sql`, HikariCP, MariaDB and Go's collector were recorded to do, and what ours
//! does, each program and load once. A test for each judges, and [`page`] holds the book's page "Reality check" to it.

mod collections;
mod facts;
mod glance;
mod hikari;
mod listings;
mod mariadb;
mod ours;
mod packages;
mod page;
mod remains;
mod sql;
mod table;
mod theory;
