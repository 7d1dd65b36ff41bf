//! State → cells. Only reads.
