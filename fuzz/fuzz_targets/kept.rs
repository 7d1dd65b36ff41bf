//! What the index keeps of an analysis, and what it makes of bytes that nobody kept.
#![no_main]
#![allow(dead_code, unused_imports, reason = "a target uses a part of the rooms")]

#[path = "../../src/analysis/mod.rs"]
mod analysis;
#[path = "../../src/document/mod.rs"]
mod document;
#[path = "../../src/store/index/kept/mod.rs"]
mod kept;
#[path = "../rooms/kept.rs"]
mod promise;
#[path = "../../src/settings/mod.rs"]
mod settings;

use kept::{read, unpacked, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| promise::check(bytes));
