//! JSON and tables of values.
#![no_main]
#![allow(dead_code, unused_imports, reason = "a target uses a part of the rooms")]

#[path = "../../src/document/mod.rs"]
mod document;
#[path = "../../src/format/mod.rs"]
mod format;
#[path = "../rooms/promise.rs"]
mod promise;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for name in ["a.json", "a.csv", "a.tsv"] {
        promise::read(text.as_bytes(), name);
    }
});
