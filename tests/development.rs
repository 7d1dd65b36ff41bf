//! The texts of `tests/development`, written for this project, are understood as well as they once were. The figures are
//! those that were reached; whoever betters them raises them here.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods, reason = "helpers of tests")]

mod scorer;
mod world;

use std::path::Path;

use world::World;

#[test]
fn people_names_mentions_roles_and_order_are_no_worse_than_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/development");
    let world = World::new();
    let score = scorer::score(&folder, |path| {
        world.run(["show", "--json", path.to_str().unwrap()]).quiet(0).objects().remove(0)
    });
    let reached = [
        (score.precision(), 0.99),
        (score.recall(), 0.965),
        (score.f1(), 0.98),
        (score.canonical(), 0.99),
        (score.mentions(), 0.98),
        (score.roles(), 0.95),
        (score.key(), 0.96),
        (score.first(), 0.96),
    ];
    assert!(reached.iter().all(|(found, least)| found >= least), "{score}\n{}", score.differences.join("\n"));
}
