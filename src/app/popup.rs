//! Where a list over the screen stands.

use ratatui::layout::Rect;

use super::panes::Shape;

/// The cells of a list over the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    /// All of it, with its frame where there is one.
    pub(crate) outer: Rect,
    /// The line that is typed into, when there is one.
    pub(crate) line: Option<Rect>,
    /// The rows.
    pub(crate) rows: Rect,
    /// Whether it has a frame.
    pub(crate) framed: bool,
}

/// The cells of a list of `count` rows: in the middle where there is room, else over everything between header and footer.
pub(crate) fn area(body: Rect, shape: Shape, count: usize, typing: bool) -> Area {
    let line_rows = u16::from(typing);
    let framed = shape > Shape::One;
    let outer = if framed {
        let width = body.width.saturating_sub(if body.width < 100 { 2 } else { 6 }).min(110);
        let wanted = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(2 + line_rows).max(6);
        let most = body.height.saturating_sub(if body.height > 24 { 6 } else { 2 });
        // What is typed changes the count; a list that shrinks at every key would jump about.
        let height = if typing { most } else { wanted.min(most) };
        Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
    } else {
        body
    };
    let inner = if framed {
        Rect {
            x: outer.x + 2,
            y: outer.y + 1,
            width: outer.width.saturating_sub(4),
            height: outer.height.saturating_sub(2),
        }
    } else {
        outer
    };
    let line = typing.then_some(Rect { height: inner.height.min(1), ..inner });
    let rows = Rect { y: inner.y + line_rows, height: inner.height.saturating_sub(line_rows), ..inner };
    Area { outer, line, rows, framed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_lie_inside_at_any_size() {
        for width in 1..200 {
            for height in 0..60 {
                let body = Rect::new(0, 1, width, height);
                for shape in [Shape::One, Shape::Strip] {
                    for typing in [false, true] {
                        let area = area(body, shape, 30, typing);
                        assert_eq!(body.intersection(area.outer), area.outer);
                        assert!(area.rows.is_empty() || body.intersection(area.rows) == area.rows);
                    }
                }
            }
        }
    }
}
