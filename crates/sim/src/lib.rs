//! Runs a scenario: wires kernel, machine and world; trace and metrics.
