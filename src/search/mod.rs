//! Fuzzy ranking and finding in text.
