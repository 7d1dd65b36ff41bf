//! Takes the unwinder of the C compiler into the program where it can be had as an archive, as it can nearly everywhere: a
//! shared library less is found, mapped and set right at each start, a twentieth of the time to the first screen. Where
//! there is none, or where another system is built for, the shared one is used.
#![expect(clippy::disallowed_methods, reason = "asks the C compiler where its archives are")]

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=CC");
    let is_here = env::var("HOST").is_ok_and(|host| env::var("TARGET").is_ok_and(|target| target == host));
    let is = |what: &str, wanted: &str| env::var(what).is_ok_and(|value| value == wanted);
    if !is_here || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let Ok(answer) = Command::new(compiler).arg("-print-file-name=libgcc_eh.a").output() else { return };
    let Ok(answer) = String::from_utf8(answer.stdout) else { return };
    // A compiler that does not know the archive gives the bare name back.
    let archive = Path::new(answer.trim());
    let Some(folder) = archive.parent().and_then(Path::to_str).filter(|_| archive.is_absolute() && archive.is_file())
    else {
        return;
    };
    println!("cargo:rustc-link-search=native={folder}");
    println!("cargo:rustc-link-lib=static:-bundle=gcc_eh");
}
