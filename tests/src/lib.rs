//! Tests over the whole product.
//!
//! The feature `browser` adds the harness that drives the built site in Chromium.

#[cfg(feature = "browser")]
pub mod browser;
