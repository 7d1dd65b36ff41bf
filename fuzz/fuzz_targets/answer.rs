//! What a worker sends back, which the program must not believe.
#![no_main]
#![allow(dead_code, unused_imports, reason = "a target uses a part of the rooms")]

#[path = "../../src/document/mod.rs"]
mod document;
#[path = "../../src/format/mod.rs"]
mod format;
#[path = "../rooms/promise.rs"]
mod promise;
#[path = "../../src/store/worker/wire.rs"]
mod wire;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(document) = wire::read(bytes) {
        promise::check(&document);
        assert_eq!(wire::read(&wire::write(&document)).as_ref(), Some(&document));
    }
});
