//! Go source text to tokens, syntax tree and diagnostics.
