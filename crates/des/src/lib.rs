//! Discrete-event simulation kernel: virtual clock, event queue, random streams, statistics.
