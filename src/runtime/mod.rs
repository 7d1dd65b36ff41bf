//! The only module with a terminal, threads, signals and a clock.
