//! Documents and a query → what the index finds is what reading finds. To be run with `-detect_leaks=0`: what glibc keeps of
//! threads that have ended counts as a leak.
#![no_main]
#![allow(dead_code, unused_imports, reason = "a target uses a part of the rooms")]

#[path = "../../src/analysis/mod.rs"]
mod analysis;
#[path = "../../src/document/mod.rs"]
mod document;
#[path = "../../src/error.rs"]
mod error;
#[path = "../../src/format/mod.rs"]
mod format;
#[path = "../../src/library/mod.rs"]
mod library;
#[path = "../../src/search/mod.rs"]
mod search;
#[path = "../../src/settings/mod.rs"]
mod settings;
#[path = "../../src/store/mod.rs"]
mod store;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| store::agreed::check(bytes));
