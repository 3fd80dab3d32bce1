//! A run as plain data: TOML and link form, validation.
