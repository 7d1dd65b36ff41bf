//! The briefings that ship with the program.

/// File names and contents, in the order they are listed.
///
/// Each line is `("name", include_bytes!("../../seeds/name")),`.
pub(super) const SEEDS: &[(&str, &[u8])] = &[];
