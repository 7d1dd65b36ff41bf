//! Marks when the power goes: every prefix of what runs did to the disk, under every model of what a disk may have kept.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]
#![allow(clippy::disallowed_methods, reason = "tests start processes and look at files")]

mod faults;
mod world;

use std::collections::{BTreeMap, HashMap};

use faults::power::{Disk, Event, Model, models};
use faults::strace;
use faults::{Desk, Layout, Titles, assert_none_bad, in_parallel, marking, say, title, titles};

/// Old segments before the run that puts them together: one more than may be.
const OLD: usize = 33;

/// What runs did, and after how many events which marks were saved.
struct Story {
    disk: Disk,
    saved: Vec<(usize, Titles)>,
}

impl Story {
    /// What was saved after so many events: a mark is as soon as its line is written through, which is earlier than
    /// anybody is told.
    fn saved_after(&self, events: usize) -> Titles {
        self.saved.iter().filter(|(at, _)| *at <= events).flat_map(|(_, titles)| titles.clone()).collect()
    }
}

fn desk() -> Desk {
    Desk::new(OLD + 5)
}

/// Runs after each other, the last of which puts old segments together when there are some.
fn story(before: &Layout, saved: Titles, runs: &[&[usize]]) -> Story {
    let desk = desk();
    desk.lay_out(before);
    let home = desk.world.home("");
    let home = home.to_str().unwrap().trim_end_matches('/');
    let mut story = Story { disk: Disk::new(before), saved: vec![(0, saved)] };
    for documents in runs {
        let start = story.disk.events.len();
        let log = strace::record(&desk, &desk.world.path("log"), &marking(documents.iter().copied()));
        story.disk.record(&log, home);
        let place = |is_it: fn(&Event) -> bool| story.disk.events[start..].iter().position(is_it);
        let at = place(|event| matches!(event, Event::SyncFile { .. }));
        let at = start + 1 + at.or_else(|| place(|event| matches!(event, Event::Write { .. }))).unwrap();
        story.saved.push((at, titles(documents.iter().copied())));
    }
    story
}

fn stories() -> [Story; 2] {
    let first = story(&Layout::default(), Titles::new(), &[&[0, 1, 2], &[3], &[4, 5]]);
    let desk = desk();
    (0..OLD).for_each(|number| drop(desk.mark([number]).quiet(0)));
    let mut before = desk.layout();
    before.0.iter_mut().for_each(|file| file.is_old = true);
    let second = story(&before, titles(0..OLD), &[&[OLD], &[OLD + 1, OLD + 2]]);
    let removed = |event: &Event| format!("{event:?}").contains("Remove");
    assert!(second.disk.events.iter().filter(|event| removed(event)).count() >= OLD, "nothing was put together");
    [first, second]
}

/// How many states there are, and those in which something is lost.
fn cut(story: &Story, disk: &Disk) -> (usize, Vec<String>) {
    let points = 0..=disk.events.len();
    let states: Vec<(usize, Model)> =
        points.flat_map(|at| models().into_iter().map(move |model| (at, model))).collect();
    // Many models leave the same: each disk is looked at once.
    let mut distinct: Vec<Layout> = Vec::new();
    let mut known: HashMap<Vec<(String, Vec<u8>)>, usize> = HashMap::new();
    let of_state: Vec<usize> = states
        .iter()
        .map(|&(at, model)| {
            let layout = disk.after(at, model);
            let key = layout.0.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
            *known.entry(key).or_insert_with(|| {
                distinct.push(layout);
                distinct.len() - 1
            })
        })
        .collect();
    let looked: Vec<Result<Titles, String>> = in_parallel(&distinct, desk, look);
    let mut saved: BTreeMap<usize, Titles> = BTreeMap::new();
    let bad = states.iter().zip(of_state).filter_map(|(&(at, model), which)| {
        let expected = saved.entry(at).or_insert_with(|| story.saved_after(at));
        let fault = match &looked[which] {
            Err(fault) => fault.clone(),
            Ok(marked) if expected.is_subset(marked) => return None,
            Ok(marked) => format!("lost: {:?}", expected.difference(marked).collect::<Vec<_>>()),
        };
        Some(format!("after {at} events ({:?}), {model:?}: {fault}", at.checked_sub(1).map(|last| &disk.events[last])))
    });
    (states.len(), bad.collect())
}

/// The marks after a cut, if the state can be read, checked and written to.
fn look(desk: &Desk, layout: &Layout) -> Result<Titles, String> {
    let later = OLD + 4;
    desk.lay_out(layout);
    let run = desk.mark([later]);
    if run.code != 0 {
        return Err(format!("nothing can be saved any more: {}", run.err));
    }
    let check = desk.world.run(["state", "check"]);
    if !check.err.is_empty() {
        return Err(format!("it cannot be checked: {}", check.err));
    }
    let marked = desk.marked();
    if marked.contains(&title(later)) { Ok(marked) } else { Err("a mark made afterwards is missing".to_owned()) }
}

#[test]
fn a_power_cut_at_any_moment_loses_nothing_that_was_saved() {
    if !strace::is_there() {
        return;
    }
    let (mut states, mut controls) = (0, 0);
    for story in &stories() {
        let (count, bad) = cut(story, &story.disk);
        states += count;
        assert_none_bad("after a power cut", &bad);
        // The negative control: without anything written through, the same simulation has to find losses.
        controls += cut(story, &story.disk.without_syncs()).1.len();
    }
    say(&format!("figure 4: {states} states after a power cut, 0 bad (wanted: at least 450)"));
    say(&format!("figure 4: {controls} bad without fsync (wanted: more than 100)"));
    assert!(states >= 450 && controls > 100);
}
