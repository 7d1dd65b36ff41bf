//! Which pane gets which cells. Computed here and nowhere else, so that keys and drawing cannot disagree.

use ratatui::layout::Rect;

use super::message::Size;
use super::panels::Panel;
use crate::settings::Layout;

/// How the screen is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// Too small for anything but one line that says so.
    TooSmall,
    /// One pane without rules.
    One,
    /// The list with strips for summary and people below it, or the text.
    Strip,
    /// List, and beside it strips over the text.
    Two,
    /// List, text, panels.
    Three,
}

/// Where keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Focus {
    /// The list.
    List,
    /// The text.
    Reader,
    /// A panel.
    Panel(Panel),
    /// What a search found.
    Results,
    /// What the results can be narrowed by.
    Facets,
}

impl Focus {
    /// Whether keys go to what a search found.
    pub(crate) const fn is_search(self) -> bool {
        matches!(self, Self::Results | Self::Facets)
    }
}

/// What is drawn where; what has no room is absent. Panes with a title have it on their first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panes {
    /// How the screen is divided.
    pub(crate) shape: Shape,
    /// The first line.
    pub(crate) header: Rect,
    /// The list.
    pub(crate) list: Option<Rect>,
    /// The text.
    pub(crate) reader: Option<Rect>,
    /// The summary.
    pub(crate) summary: Option<Rect>,
    /// The people.
    pub(crate) people: Option<Rect>,
    /// Statements.
    pub(crate) statements: Option<Rect>,
    /// Figures and dates.
    pub(crate) figures: Option<Rect>,
    /// Notes, places, tags.
    pub(crate) notes: Option<Rect>,
    /// What a search found.
    pub(crate) results: Option<Rect>,
    /// What the results can be narrowed by.
    pub(crate) facets: Option<Rect>,
    /// The last line.
    pub(crate) footer: Option<Rect>,
    /// Lines between header and footer.
    pub(crate) body: Rect,
}

/// What decides about the panes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    /// The terminal's size.
    pub(crate) size: Size,
    /// What the user set.
    pub(crate) layout: Layout,
    /// Whether the line of hints is shown.
    pub(crate) footer: bool,
    /// Where keys go.
    pub(crate) focus: Focus,
    /// Which of list and text is shown where only one has room.
    pub(crate) reading: bool,
    /// Whether the focused pane gets everything.
    pub(crate) zoom: bool,
    /// How the screen was divided before, so that dragging its corner does not make it flicker.
    pub(crate) before: Option<Shape>,
}

impl Panes {
    /// The pane of a panel.
    pub(crate) fn panel(&self, panel: Panel) -> Option<Rect> {
        match panel {
            Panel::Summary => self.summary,
            Panel::People => self.people,
            Panel::Statements => self.statements,
            Panel::Figures => self.figures,
            Panel::Notes => self.notes,
        }
    }

    fn put(&mut self, focus: Focus, rect: Rect) {
        let slot = match focus {
            Focus::List => &mut self.list,
            Focus::Reader => &mut self.reader,
            Focus::Panel(Panel::Summary) => &mut self.summary,
            Focus::Panel(Panel::People) => &mut self.people,
            Focus::Panel(Panel::Statements) => &mut self.statements,
            Focus::Panel(Panel::Figures) => &mut self.figures,
            Focus::Panel(Panel::Notes) => &mut self.notes,
            Focus::Results => &mut self.results,
            Focus::Facets => &mut self.facets,
        };
        *slot = Some(rect);
    }
}

/// The part of a pane below its title line, and off the rule to its left; the whole pane in `Shape::One`.
pub(crate) fn content(pane: Rect, shape: Shape) -> Rect {
    if shape <= Shape::One {
        return pane;
    }
    Rect { y: pane.y + 1, height: pane.height.saturating_sub(1), ..pane }
}

/// Divides the screen.
pub(crate) fn divide(wish: Wish) -> Panes {
    let Size { columns, rows } = wish.size;
    let shape = shape(wish);
    let footer_rows = u16::from(wish.footer && shape > Shape::TooSmall) * if shape > Shape::One { 2 } else { 1 };
    let body_rows = rows.saturating_sub(1 + footer_rows);
    let mut panes = Panes {
        shape,
        header: Rect::new(0, 0, columns, rows.min(1)),
        list: None,
        reader: None,
        summary: None,
        people: None,
        statements: None,
        figures: None,
        notes: None,
        results: None,
        facets: None,
        footer: (footer_rows > 0).then(|| Rect::new(0, rows.saturating_sub(1), columns, 1)),
        body: Rect::new(0, 1, columns, body_rows),
    };
    let body = panes.body;
    if matches!(wish.focus, Focus::Results | Focus::Facets) && shape > Shape::TooSmall {
        search(&mut panes, wish.focus);
        return panes;
    }
    if wish.zoom && shape > Shape::TooSmall {
        panes.put(wish.focus, body);
        return panes;
    }
    match shape {
        Shape::TooSmall => {}
        Shape::One => {
            let base = if wish.reading { Focus::Reader } else { Focus::List };
            match wish.focus {
                Focus::Panel(_) => panes.put(wish.focus, body),
                Focus::List | Focus::Reader | Focus::Results | Focus::Facets => panes.put(base, body),
            }
        }
        Shape::Strip => strip(&mut panes, wish),
        Shape::Two => two(&mut panes, wish),
        Shape::Three => three(&mut panes, wish),
    }
    panes
}

fn shape(wish: Wish) -> Shape {
    let Size { columns, rows } = wish.size;
    if columns < 20 || rows < 4 {
        return Shape::TooSmall;
    }
    // Two cells of slack keep the shape that is there.
    let fits = |shape: Shape, least_columns: u16, least_rows: u16| {
        let slack = if wish.before == Some(shape) { 2 } else { 0 };
        columns + slack >= least_columns && rows + slack >= least_rows
    };
    let most = match wish.layout {
        Layout::Auto | Layout::Three => Shape::Three,
        Layout::Two => Shape::Two,
        Layout::One => Shape::Strip,
    };
    [(Shape::Three, 140, 24), (Shape::Two, 100, 20), (Shape::Strip, 60, 16)]
        .into_iter()
        .find(|&(shape, least_columns, least_rows)| shape <= most && fits(shape, least_columns, least_rows))
        .map_or(Shape::One, |(shape, _, _)| shape)
}

/// What a search found has the whole screen; what it can be narrowed by stands beside it, where there is room or it is
/// asked for.
fn search(panes: &mut Panes, focus: Focus) {
    let body = panes.body;
    let side = match panes.shape {
        Shape::Three => 40,
        Shape::Two => 32,
        Shape::Strip if focus == Focus::Facets => 32,
        Shape::One if focus == Focus::Facets => {
            panes.put(Focus::Facets, body);
            return;
        }
        Shape::Strip | Shape::One | Shape::TooSmall => 0,
    };
    if side == 0 {
        panes.put(Focus::Results, body);
        return;
    }
    let left = body.width - side - 1;
    panes.put(Focus::Results, Rect { width: left, ..body });
    panes.put(Focus::Facets, Rect { x: body.x + left + 1, width: side, ..body });
}

fn strip(panes: &mut Panes, wish: Wish) {
    let body = panes.body;
    if let Focus::Panel(panel) = wish.focus {
        let below = (body.height * 11 / 20).max(6).min(body.height);
        let base = if wish.reading { Focus::Reader } else { Focus::List };
        panes.put(base, Rect { height: body.height - below, ..body });
        panes.put(Focus::Panel(panel), Rect { y: body.y + body.height - below, height: below, ..body });
    } else if wish.reading {
        panes.put(Focus::Reader, body);
    } else {
        let summary = (body.height / 4).clamp(3, 9);
        let people = if body.height >= 20 { 3 } else { 2 };
        let list = body.height - summary - people;
        panes.put(Focus::List, Rect { height: list, ..body });
        panes.put(Focus::Panel(Panel::Summary), Rect { y: body.y + list, height: summary, ..body });
        panes.put(Focus::Panel(Panel::People), Rect { y: body.y + list + summary, height: people, ..body });
    }
}

fn two(panes: &mut Panes, wish: Wish) {
    let body = panes.body;
    let left = (body.width * 2 / 5).clamp(40, 48);
    panes.put(Focus::List, Rect { width: left, ..body });
    let right = Rect { x: body.x + left + 1, width: body.width - left - 1, ..body };
    let (summary, people) = match wish.focus {
        Focus::Panel(Panel::People | Panel::Statements | Panel::Figures) => (body.height / 6, body.height / 3),
        // Before a text is opened its summary is what is read.
        Focus::List | Focus::Panel(Panel::Summary) => (body.height * 2 / 5, body.height / 5),
        _ => (body.height / 4, body.height / 6),
    };
    let (summary, people) = (summary.max(3), people.max(3));
    let second = match wish.focus {
        Focus::Panel(other @ (Panel::Statements | Panel::Figures | Panel::Notes)) => other,
        _ => Panel::People,
    };
    panes.put(Focus::Panel(Panel::Summary), Rect { height: summary, ..right });
    panes.put(Focus::Panel(second), Rect { y: right.y + summary, height: people, ..right });
    let above = summary + people;
    panes.put(Focus::Reader, Rect { y: right.y + above, height: right.height - above, ..right });
}

fn three(panes: &mut Panes, wish: Wish) {
    let body = panes.body;
    let list = (body.width / 4).clamp(40, 56);
    let side = (body.width / 4).clamp(36, 54);
    let middle = body.width - list - side - 2;
    panes.put(Focus::List, Rect { width: list, ..body });
    panes.put(Focus::Reader, Rect { x: body.x + list + 1, width: middle, ..body });
    let right = Rect { x: body.x + list + middle + 2, width: side, ..body };
    let (third, notes) = match wish.focus {
        Focus::Panel(other @ (Panel::Statements | Panel::Figures)) => (other, body.height / 2),
        _ => (Panel::Notes, body.height / 6),
    };
    let notes = notes.max(3);
    let people = (body.height / if third == Panel::Notes { 3 } else { 4 }).max(3);
    let summary = body.height - notes - people;
    panes.put(Focus::Panel(Panel::Summary), Rect { height: summary, ..right });
    panes.put(Focus::Panel(Panel::People), Rect { y: right.y + summary, height: people, ..right });
    panes.put(Focus::Panel(third), Rect { y: right.y + summary + people, height: notes, ..right });
}

/// The columns of the text in a pane: how far from its left edge, and how wide.
pub(crate) fn text_columns(pane: Rect, widest: u16) -> (u16, u16) {
    let least = match pane.width {
        78.. => 4,
        48.. => 2,
        42.. => 1,
        _ => 0,
    };
    let width = pane.width.saturating_sub(2 * least).min(widest).max(1);
    // A wide pane has its text in the middle, but never so far that the eye has to travel.
    let margin = (pane.width.saturating_sub(width) / 2).clamp(least, least.max(14));
    (margin, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(columns: u16, rows: u16) -> Wish {
        Wish {
            size: Size { columns, rows },
            layout: Layout::Auto,
            footer: true,
            focus: Focus::List,
            reading: false,
            zoom: false,
            before: None,
        }
    }

    #[test]
    fn the_four_sizes_get_the_four_shapes() {
        let shape = |columns, rows| divide(wish(columns, rows)).shape;
        assert_eq!(shape(200, 60), Shape::Three);
        assert_eq!(shape(120, 40), Shape::Two);
        assert_eq!(shape(80, 24), Shape::Strip);
        assert_eq!(shape(40, 10), Shape::One);
        assert_eq!(shape(19, 10), Shape::TooSmall);
        assert_eq!(shape(1, 1), Shape::TooSmall);
    }

    #[test]
    fn a_drag_by_a_cell_does_not_change_the_shape_back_and_forth() {
        let before = Some(Shape::Two);
        assert_eq!(divide(Wish { before, ..wish(99, 40) }).shape, Shape::Two);
        assert_eq!(divide(wish(99, 40)).shape, Shape::Strip);
        assert_eq!(divide(Wish { before, ..wish(97, 40) }).shape, Shape::Strip);
    }

    #[test]
    fn panes_lie_on_the_screen_and_do_not_overlap_at_any_size() {
        for columns in 1..=210 {
            for rows in 1..=64 {
                for focus in [
                    Focus::List,
                    Focus::Reader,
                    Focus::Panel(Panel::People),
                    Focus::Panel(Panel::Statements),
                    Focus::Panel(Panel::Figures),
                    Focus::Panel(Panel::Notes),
                    Focus::Results,
                    Focus::Facets,
                ] {
                    for (reading, zoom) in [(false, false), (true, false), (true, true)] {
                        let panes = divide(Wish { focus, reading, zoom, ..wish(columns, rows) });
                        let screen = Rect::new(0, 0, columns, rows);
                        let all: Vec<Rect> = [
                            panes.list,
                            panes.reader,
                            panes.summary,
                            panes.people,
                            panes.statements,
                            panes.figures,
                            panes.notes,
                            panes.results,
                            panes.facets,
                            panes.footer,
                        ]
                        .into_iter()
                        .flatten()
                        .collect();
                        for (index, pane) in all.iter().enumerate() {
                            assert_eq!(screen.intersection(*pane), *pane, "{panes:?}");
                            let clear = all.iter().skip(index + 1).all(|other| pane.intersection(*other).is_empty());
                            assert!(clear, "{panes:?}");
                        }
                        if panes.shape > Shape::TooSmall && (focus != Focus::List || !reading) {
                            let of = match focus {
                                Focus::Panel(which) => panes.panel(which),
                                Focus::Results => panes.results,
                                Focus::Facets => panes.facets,
                                Focus::List | Focus::Reader => None,
                            };
                            let shown = of.or(panes.reader).or(panes.list);
                            assert!(shown.is_some_and(|pane| !pane.is_empty()), "{columns}x{rows} {panes:?}");
                        }
                    }
                }
            }
        }
    }
}
