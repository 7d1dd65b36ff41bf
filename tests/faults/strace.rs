//! The program under `strace`: what it asks of the system, and the same with one answer changed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::{Desk, say};

/// Every call that names a file or a descriptor.
const ALL: &str = "trace=%file,%desc";

/// The call that removes a file: newer machines have only the one that takes a folder.
pub(crate) const UNLINK: &str = if cfg!(target_arch = "x86_64") { "unlink" } else { "unlinkat" };

/// Calls that cannot fail in a way that matters here: `fcntl` is the standard library's own check in debug builds.
const HARMLESS: [&str; 2] = ["fcntl", "lseek"];

/// Files of the configuration lie beside the state and are not part of it.
const CONFIGURATION: [&str; 3] = ["config.toml", "keymap.toml", "themes"];

/// A call of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Call {
    /// Its name.
    pub(crate) name: String,
    /// Which call of that name it is, from 1.
    pub(crate) number: usize,
    /// The call as `strace` writes it.
    pub(crate) text: String,
}

impl Call {
    /// Whether something may be different on disk after it.
    pub(crate) fn is_change(&self) -> bool {
        let names = ["write", "fsync", "fdatasync", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "unlink"];
        names.contains(&self.name.as_str()) || self.name == "unlinkat" || self.text.contains("O_CREAT")
    }
}

/// Whether `strace` can be used here; if not, the test says why it does nothing.
pub(crate) fn is_there() -> bool {
    let tried =
        Command::new("strace").args(["-o", "/dev/null", "-e", "inject=close:error=EIO:when=9999", "true"]).output();
    match tried {
        Ok(output) if output.status.success() => true,
        Ok(output) => {
            say(&format!("SKIPPED: strace does not work here: {}", String::from_utf8_lossy(&output.stderr).trim()));
            false
        }
        Err(error) => {
            say(&format!("SKIPPED: strace is not installed ({error})"));
            false
        }
    }
}

/// The program with its arguments, run by `strace`.
pub(crate) fn under(desk: &Desk, options: &[&str], arguments: &[String]) -> Command {
    wrapped(desk, "strace", &[options, &["--"]].concat(), arguments)
}

/// The program with its arguments, run by another program.
pub(crate) fn wrapped(desk: &Desk, wrapper: &str, options: &[&str], arguments: &[String]) -> Command {
    let inner = desk.world.command(arguments);
    let mut command = Command::new(wrapper);
    command.args(options).arg(inner.get_program()).args(inner.get_args()).env_clear();
    command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.current_dir(inner.get_current_dir().unwrap()).stdin(std::process::Stdio::null());
    command
}

/// The calls of a run that has to succeed, those on the state or on the folders above it only.
pub(crate) fn state_calls(desk: &Desk, arguments: &[String]) -> Vec<Call> {
    let log = desk.world.path("calls");
    let output = under(desk, &["-f", "-qq", "-y", "-o", log.to_str().unwrap(), "-e", ALL], arguments).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(&log).unwrap();
    let home = desk.world.home("");
    let home = home.to_str().unwrap().trim_end_matches('/');
    let mut seen = std::collections::HashMap::new();
    let mut calls = Vec::new();
    for line in text.lines() {
        let line = line.split_once(' ').unwrap().1.trim_start();
        let Some((name, _)) = line.split_once('(') else { continue };
        assert!(!line.contains("<unfinished"), "a second thread makes the numbers of calls uncertain: {line}");
        let number = seen.entry(name.to_owned()).or_insert(0_usize);
        *number += 1;
        let is_state = line.contains(home) && !CONFIGURATION.iter().any(|file| line.contains(file));
        if is_state && !HARMLESS.contains(&name) && name != "execve" && name != "chdir" {
            calls.push(Call { name: name.to_owned(), number: *number, text: line.to_owned() });
        }
    }
    calls
}

/// Runs with one call changed: `what` is `signal=KILL` or `error=EIO`, `when` as `strace` has it.
pub(crate) fn inject(desk: &Desk, name: &str, what: &str, when: &str, arguments: &[String]) -> Output {
    let trace = format!("trace={name}");
    let inject = format!("inject={name}:{what}:when={when}");
    under(desk, &["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject], arguments).output().unwrap()
}

/// The log of a run with all bytes, for [`super::power`].
pub(crate) fn record(desk: &Desk, log: &Path, arguments: &[String]) -> String {
    let trace = "trace=open,openat,openat2,creat,mkdir,mkdirat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,\
        sync_file_range,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,truncate,\
        ftruncate,fallocate,copy_file_range,sendfile,dup,dup2,dup3,close";
    let options = ["-f", "-qq", "-xx", "-s", "1000000", "-o", log.to_str().unwrap(), "-e", trace];
    let output = under(desk, &options, arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(log).unwrap()
}
