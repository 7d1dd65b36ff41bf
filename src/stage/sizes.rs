//! Every width and every height, and back again.

use ratatui::layout::Rect;

use super::Stage;

/// Sizes in which every width from 1 to 200 and every height from 1 to 60 occurs, with neighbours far apart and near.
fn walk() -> Vec<(u16, u16)> {
    let widths = (1..=200).map(|columns| (columns, columns * 7 % 60 + 1));
    let heights = (1..=60).map(|rows| (80, rows));
    let up: Vec<_> = widths.chain(heights).collect();
    let down = up.iter().rev().copied();
    up.iter().copied().chain(down).collect()
}

/// Draws at every size of the walk; returns the screen at 80x24 before and after.
fn go_through(keys: &str) -> (String, String) {
    let mut stage = Stage::new(80, 24);
    stage.press(keys);
    let before = stage.text();
    for (columns, rows) in walk() {
        stage.resize(columns, rows);
        let (buffer, cursor) = stage.draw();
        assert_eq!(buffer.area, Rect::new(0, 0, columns, rows));
        if columns >= 20 && rows >= 4 {
            assert!(
                cursor.is_some_and(|cursor| buffer.area.contains(cursor)),
                "{cursor:?} on {columns}x{rows}: {keys}"
            );
        } else if columns > 2 {
            assert!(!stage.text().trim().is_empty(), "an empty screen at {columns}x{rows}: {keys}");
        }
    }
    stage.resize(80, 24);
    (before, stage.text())
}

#[test]
fn the_walk_visits_every_width_and_height() {
    for width in 1..=200 {
        assert!(walk().iter().any(|size| size.0 == width));
    }
    for height in 1..=60 {
        assert!(walk().iter().any(|size| size.1 == height));
    }
}

#[test]
fn the_list_comes_back_as_it_was_from_any_size() {
    let (before, after) = go_through("j j");
    assert_eq!(before, after);
}

#[test]
fn the_line_being_read_comes_back_from_any_size() {
    let (before, after) = go_through("j <enter> d d");
    assert_eq!(before, after);
}

#[test]
fn lists_over_the_screen_panels_and_lines_being_typed_are_drawn_at_any_size() {
    for keys in ["? j j", "j <enter> s j", "o a", "i", "/ he"] {
        go_through(keys);
    }
}
