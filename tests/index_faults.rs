//! The index is a cache: whatever happens to it, documents are found, and the next run makes good what was lost.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]
#![allow(clippy::disallowed_methods, reason = "starts and kills the program, and damages its files")]

mod world;

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};

use world::{Run, World};

const DOCUMENTS: usize = 42;

/// A folder of documents, each with a number of its own.
fn inbox() -> World {
    let world = World::new();
    for number in 0..DOCUMENTS {
        let text = format!(
            "The harbour council met.\n\nDawn Berg said that case number{number} of the strikers was closed on 3 May 2024, \
             after 14 meetings and {number} letters.\n"
        );
        world.write(format!("inbox/{}/{number:03}.txt", number % 7), text.repeat(9));
    }
    world
}

fn index(world: &World, arguments: &[&str]) -> Run {
    world.run([&["index"], arguments, &["inbox"]].concat())
}

/// The folder of the index of the only library.
fn folder(world: &World) -> Option<PathBuf> {
    let libraries = fs::read_dir(world.home(".cache/briefing/libraries")).ok()?;
    libraries.filter_map(Result::ok).map(|library| library.path().join("index")).find(|folder| folder.is_dir())
}

/// How many documents are in the index.
fn indexed(world: &World) -> u64 {
    let run = index(world, &["--status", "--json"]);
    assert!(run.code == 0 || run.code == 1, "{}", run.err);
    run.objects()[0]["indexed"].as_u64().unwrap()
}

fn names(world: &World) -> Vec<String> {
    let files = folder(world).and_then(|folder| fs::read_dir(folder).ok());
    let names = files.into_iter().flatten().filter_map(Result::ok);
    names.map(|file| file.file_name().to_string_lossy().into_owned()).collect()
}

/// Waits until something is so, or the program ended.
fn wait(child: &mut Child, is_so: impl Fn() -> bool) {
    while !is_so() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}

fn has(world: &World, ending: &str) -> bool {
    names(world).iter().any(|name| name.ends_with(ending))
}

#[test]
fn indexing_keeps_the_catalogue_and_dropping_it_takes_both_away() {
    let world = inbox();
    world.write("inbox/broken.txt", b"\0\x01\x02\0\0\0");
    for _ in 0..2 {
        let run = index(&world, &[]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("1 document is not indexed: "), "{}", run.err);
        assert!(folder(&world).unwrap().with_file_name("catalogue").is_file());
    }
    let catalogue = folder(&world).unwrap().with_file_name("catalogue");
    assert_eq!(index(&world, &["--drop"]).code, 0);
    assert!(!catalogue.exists());
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_gone_on_with_by_the_next() {
    let world = inbox();
    for ending in ["index", ".managed.json", "meta.json", ".store", ".idx", "all of it"] {
        let mut child = world.command(["index", "inbox"]).spawn().unwrap();
        wait(&mut child, || match ending {
            "index" => folder(&world).is_some(),
            _ => has(&world, ending),
        });
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(indexed(&world) <= DOCUMENTS as u64, "{ending}");
        let again = index(&world, &[]);
        assert_eq!((again.code, &*again.err), (0, ""), "{ending}");
        assert_eq!(indexed(&world), DOCUMENTS as u64, "{ending}");
        assert!(!names(&world).iter().any(|name| name.starts_with(".tmp")), "{ending}: {:?}", names(&world));
        assert_eq!(index(&world, &["--drop"]).code, 0);
        assert_eq!((names(&world).len(), indexed(&world)), (0, 0));
    }
}

#[test]
fn a_second_run_reads_nothing_again_and_what_is_new_is_added() {
    let world = inbox();
    index(&world, &[]).quiet(0);
    let mut before = names(&world);
    let again = index(&world, &[]).quiet(0);
    assert!(again.out.contains("42 of 42 documents indexed, 0 new"), "{}", again.out);
    let mut after = names(&world);
    before.sort();
    after.sort();
    assert_eq!(before, after);
    world.write("inbox/new.txt", "One more for the harbour.\n");
    fs::copy(world.path("inbox/new.txt"), world.path("inbox/copy.txt")).unwrap();
    let again = index(&world, &[]).quiet(0);
    assert!(again.out.contains("1 more file has the text of another one"), "{}", again.out);
    assert_eq!(indexed(&world), DOCUMENTS as u64 + 1, "a copy is the same content");
    // Made anew it has the same in it.
    index(&world, &["--rebuild"]).quiet(0);
    assert_eq!(indexed(&world), DOCUMENTS as u64 + 1);
}

#[test]
fn what_is_gone_is_taken_out_when_it_is_much() {
    let world = inbox();
    index(&world, &[]).quiet(0);
    for folder in 0..4 {
        fs::remove_dir_all(world.path(format!("inbox/{folder}"))).unwrap();
    }
    index(&world, &[]).quiet(0);
    assert!(indexed(&world) < DOCUMENTS as u64 / 2);
    fs::remove_dir_all(world.path("inbox")).unwrap();
    fs::create_dir(world.path("inbox")).unwrap();
    let left = indexed(&world);
    index(&world, &[]);
    assert_eq!(indexed(&world), left, "an empty folder may be one that cannot be reached");
}

#[test]
fn on_a_full_disk_it_says_so_and_the_next_run_goes_on() {
    let world = inbox();
    for blocks in [1, 4, 8] {
        let plain = world.command(["index", "inbox"]);
        let mut limited = Command::new("/bin/sh");
        limited.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
        limited.arg(plain.get_program()).args(plain.get_args()).current_dir(plain.get_current_dir().unwrap());
        limited.env_clear();
        for (name, value) in plain.get_envs() {
            limited.env(name, value.unwrap());
        }
        let run = Run::of(&limited.output().unwrap());
        assert_eq!(run.code, 2, "{blocks}: {}", run.out);
        assert!(run.err.starts_with("briefing: cannot write the index: file too large"), "{blocks}: {}", run.err);
        assert!(!run.out.contains("documents indexed"), "{blocks}: {}", run.out);
        assert!(indexed(&world) <= DOCUMENTS as u64);
    }
    assert_eq!(index(&world, &[]).quiet(0).code, 0);
    assert_eq!(indexed(&world), DOCUMENTS as u64);
}

/// What is done to the bytes of a file.
type Damage = fn(&[u8]) -> Vec<u8>;

#[test]
fn a_damaged_or_foreign_index_is_made_anew_without_a_word() {
    let world = inbox();
    index(&world, &[]).quiet(0);
    let folder = folder(&world).unwrap();
    let faults: [(&str, Damage); 6] = [
        ("meta.json", |_| b"{".to_vec()),
        ("meta.json", |_| Vec::new()),
        ("meta.json", |bytes| String::from_utf8_lossy(bytes).replace("form ", "from ").into_bytes()),
        (".managed.json", |_| b"\xff\xfe".to_vec()),
        (".term", |bytes| bytes[..bytes.len() / 2].to_vec()),
        (".idx", |_| Vec::new()),
    ];
    for (ending, damage) in faults {
        let name = names(&world).into_iter().find(|name| name.ends_with(ending)).unwrap();
        let damaged = damage(&fs::read(folder.join(&name)).unwrap());
        // A file of its own, as everybody writes them here.
        fs::remove_file(folder.join(&name)).unwrap();
        fs::write(folder.join(&name), damaged).unwrap();
        let run = index(&world, &[]);
        assert_eq!((run.code, &*run.err), (0, ""), "{name}");
        assert_eq!(indexed(&world), DOCUMENTS as u64, "{name}");
    }
}

#[test]
fn one_run_at_a_time_writes_and_the_other_says_so() {
    let world = inbox();
    index(&world, &[]).quiet(0);
    let lock = fs::File::open(folder(&world).unwrap().parent().unwrap().join("index.lock")).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    index(&world, &[]).quiet(0);
    world.write("inbox/more.txt", "There is something to write.");
    for arguments in [&[][..], &["--rebuild"], &["--drop"]] {
        let run = index(&world, arguments);
        assert_eq!(run.code, 2);
        assert!(run.err.starts_with("briefing: another session is writing the index\n"), "{}", run.err);
    }
    assert_eq!(indexed(&world), DOCUMENTS as u64);
    drop(lock);
    index(&world, &["--drop"]).quiet(0);
    assert_eq!(indexed(&world), 0);
}

#[test]
fn without_a_place_for_it_it_says_why() {
    let world = inbox();
    world.write("file", "not a folder");
    let run = world.run(["index", "--cache-dir", "file", "inbox"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("briefing: cannot write the index: "), "{}", run.err);
    let single = world.run(["index", "inbox/0/000.txt"]);
    assert_eq!(single.code, 2);
    assert!(single.err.contains("name a folder"), "{}", single.err);
}

#[test]
fn files_of_the_index_are_the_users_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = inbox();
    let plain = world.command(["index", "inbox"]);
    let mut open = Command::new("/bin/sh");
    open.args(["-c", "umask 0; exec \"$@\"", "sh"]).arg(plain.get_program()).args(plain.get_args());
    open.current_dir(plain.get_current_dir().unwrap()).env_clear();
    for (name, value) in plain.get_envs() {
        open.env(name, value.unwrap());
    }
    assert_eq!(Run::of(&open.output().unwrap()).code, 0);
    let mut open = vec![world.home(".cache/briefing/libraries")];
    while let Some(path) = open.pop() {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
}
