//! `cargo fuzz` says `fuzzing` to the compiler; so that the targets compile without it too, it is said here.
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cfg=fuzzing");
}
