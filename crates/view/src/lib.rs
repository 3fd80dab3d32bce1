//! Trace and state to plain structs in the words of the reader; charts over any plotters backend.
