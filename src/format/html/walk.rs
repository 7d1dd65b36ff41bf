//! Elements of a page → blocks, in one walk without recursion.

use dom_query::NodeRef;

use crate::document::{BlockKind, Mark};
use crate::format::build::Builder;

/// Elements whose content is never shown.
const HIDDEN: [&str; 15] = [
    "script", "style", "template", "noscript", "head", "title", "button", "select", "textarea", "iframe", "svg", "nav",
    "dialog", "meta", "link",
];
/// Elements left out when the whole page is shown.
const FURNITURE: [&str; 2] = ["footer", "aside"];
/// Bytes of a line that a line break of the author ends; a longer one was broken to fit a page.
const SHORT: usize = 60;

/// Adds the text below an element.
pub(super) fn walk(root: NodeRef<'_>, whole_page: bool, builder: &mut Builder) {
    let mut walker = Walker {
        builder,
        whole_page,
        lists: Vec::new(),
        quotes: 0,
        bullet: None,
        caption: 0,
        code: None,
        table: Vec::new(),
        marks: Vec::new(),
    };
    let mut next = root.first_child();
    let mut parents: Vec<NodeRef<'_>> = Vec::new();
    loop {
        if let Some(node) = next {
            if walker.enter(&node) {
                parents.push(node);
                next = node.first_child();
            } else {
                next = node.next_sibling();
            }
        } else if let Some(parent) = parents.pop() {
            walker.leave(&parent);
            next = parent.next_sibling();
        } else {
            break;
        }
    }
    walker.builder.end();
}

/// A table that is open.
#[derive(Debug, Clone, Copy)]
struct Table {
    /// It only lays out the page: its cells are ordinary text.
    layout: bool,
    cells: usize,
}

struct Walker<'b> {
    builder: &'b mut Builder,
    whole_page: bool,
    /// Open lists: the next number of each that is numbered.
    lists: Vec<Option<usize>>,
    quotes: usize,
    bullet: Option<String>,
    caption: usize,
    code: Option<String>,
    table: Vec<Table>,
    /// Open styled elements: whether their run is in the block that is open now.
    marks: Vec<usize>,
}

impl Walker<'_> {
    /// Begins a node; whether to go into it.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else { return false };
        if HIDDEN.contains(&&*name) || is_hidden(node) || (self.whole_page && FURNITURE.contains(&&*name)) {
            return false;
        }
        match &*name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !self.in_cell() => {
                let level = name.as_bytes().get(1).map_or(2, |digit| digit.saturating_sub(b'0'));
                self.bullet = None;
                self.builder.begin(BlockKind::Heading, level);
            }
            "br" => self.line_break(),
            "hr" if !self.in_cell() => {
                self.builder.begin(BlockKind::Rule, 0);
                self.builder.end();
            }
            "ul" | "ol" | "menu" => {
                self.boundary();
                self.lists.push((&*name == "ol").then_some(1));
            }
            "li" => {
                self.boundary();
                let number = self.lists.last_mut().and_then(Option::as_mut);
                self.bullet = Some(number.map_or_else(
                    || "- ".to_owned(),
                    |number| {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    },
                ));
            }
            "blockquote" => {
                self.boundary();
                self.quotes += 1;
            }
            "figcaption" | "caption" => {
                self.boundary();
                self.caption += 1;
            }
            "pre" if !self.in_cell() => {
                self.builder.end();
                self.code = Some(String::new());
            }
            "table" => {
                self.boundary();
                let layout = self.in_cell() || is_layout(node);
                self.table.push(Table { layout, cells: 0 });
            }
            "tr" if self.in_data() => {
                let head = !node.children_it(false).any(|cell| cell.has_name("td"));
                self.builder.begin(BlockKind::TableRow, u8::from(head));
                self.each_table(|table| table.cells = 0);
            }
            "td" | "th" if self.in_data() => {
                if self.table.last().is_some_and(|table| table.cells > 0) {
                    self.builder.push(" | ");
                }
                self.each_table(|table| table.cells += 1);
                self.builder.mark(Mark::Cell);
            }
            "b" | "strong" => self.styled(Mark::Strong),
            "i" | "em" | "cite" => self.styled(Mark::Emphasis),
            "code" | "kbd" | "samp" if self.code.is_none() => self.styled(Mark::Code),
            "a" => {
                self.open();
                self.marks.push(self.builder.serial());
                let target = node.attr("href").unwrap_or_default();
                self.builder.link(if target.starts_with('#') { "" } else { &target });
            }
            "q" => self.text("“"),
            _ if is_block(&name) => self.boundary(),
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        match &*name {
            "ul" | "ol" | "menu" => {
                self.boundary();
                self.lists.pop();
            }
            "li" => {
                self.boundary();
                self.bullet = None;
            }
            "blockquote" => {
                self.boundary();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "figcaption" | "caption" => {
                self.boundary();
                self.caption = self.caption.saturating_sub(1);
            }
            "pre" => {
                if let Some(code) = self.code.take() {
                    self.builder.block(BlockKind::Code, 0, &code);
                }
            }
            "table" => {
                self.table.pop();
                self.boundary();
            }
            "tr" if self.in_data() => self.builder.end(),
            "td" | "th" if self.in_data() => self.builder.unmark(),
            "b" | "strong" | "i" | "em" | "cite" | "a" => self.unstyled(),
            "code" | "kbd" | "samp" if self.code.is_none() => self.unstyled(),
            "q" => self.text("”"),
            _ if is_block(&name) => self.boundary(),
            _ => {}
        }
    }

    /// Whether the innermost table holds data.
    fn in_data(&self) -> bool {
        self.table.last().is_some_and(|table| !table.layout)
    }

    /// Whether text belongs to a cell of a row: nothing may end its block.
    fn in_cell(&self) -> bool {
        self.builder.now().is_some_and(|(kind, _)| kind == BlockKind::TableRow)
    }

    fn each_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.table.last_mut() {
            change(table);
        }
    }

    /// Ends the open block where an element begins or ends that stands by itself.
    fn boundary(&mut self) {
        if let Some(code) = &mut self.code {
            code.push('\n');
        } else if self.in_cell() {
            self.builder.push(" ");
        } else {
            self.builder.end();
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        // Between the rows of a table only blanks stand.
        if !self.builder.is_open() && text.trim().is_empty() {
            return;
        }
        self.open();
        self.builder.push(text);
    }

    /// A line break ends a short line (a by-line, an address, verse); a long one was broken for the page.
    fn line_break(&mut self) {
        if let Some(code) = &mut self.code {
            code.push('\n');
            return;
        }
        match self.builder.now() {
            Some((BlockKind::Paragraph, _)) if self.marks.is_empty() => {
                let text = self.builder.so_far();
                let ended = text.ends_with(['.', '!', '?', ':', '”', '"', '»', '…']);
                if ended || text.len() <= SHORT { self.builder.end() } else { self.builder.push(" ") }
            }
            Some(_) => self.builder.push(" "),
            None => {}
        }
    }

    fn styled(&mut self, mark: Mark) {
        self.open();
        self.marks.push(self.builder.serial());
        self.builder.mark(mark);
    }

    /// Ends a styled run, if the block it began in is still open.
    fn unstyled(&mut self) {
        if self.marks.pop() == Some(self.builder.serial()) && self.builder.is_open() {
            self.builder.unmark();
        }
    }

    fn open(&mut self) {
        if self.builder.is_open() || self.code.is_some() {
            return;
        }
        let depth = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        if self.caption > 0 {
            self.builder.begin(BlockKind::Caption, 0);
        } else if let Some(bullet) = self.bullet.take() {
            self.builder.begin(BlockKind::ListItem, depth(self.lists.len().saturating_sub(1)));
            self.builder.push(&bullet);
        } else if self.quotes > 0 {
            self.builder.begin(BlockKind::BlockQuote, depth(self.quotes));
        } else {
            self.builder.begin(BlockKind::Paragraph, 0);
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "address"
            | "figure"
            | "details"
            | "summary"
            | "dl"
            | "dt"
            | "dd"
            | "fieldset"
            | "legend"
            | "hgroup"
            | "search"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "body"
            | "html"
    )
}

/// Whether the page hides the element.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || node.attr("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether a table only lays out the page: it holds another table, headings or no row of two cells.
fn is_layout(table: &NodeRef<'_>) -> bool {
    let mut wide = false;
    for node in table.descendants_it().take(5_000) {
        if node.has_name("table") || node.has_name("h1") || node.has_name("h2") || node.has_name("article") {
            return true;
        }
        if node.has_name("tr") {
            wide |=
                node.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th")).take(2).count() == 2;
        }
    }
    !wide
}
