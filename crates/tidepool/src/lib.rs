//! Facade: build a run, override parameters, run it, assert on metrics.
