//! Web page → the same page with every element closed, in one linear pass.
//!
//! HTML parsers spend quadratic time on deep nesting, on elements closed out of order and on thousands of attributes,
//! and readers built on them recurse. What leaves here is well-formed, at most [`DEPTH`] elements deep, with the few
//! attributes that are read, and without scripts, styles and drawings.

use std::collections::HashMap;

use super::tag::{
    BLOCKS, DROPPED, INLINE, STYLED, TAGS_DROPPED, VOID, attributes, is_table_part, is_unknown, listed, name,
};

/// Elements within each other; browsers stop at the same number.
const DEPTH: usize = 512;
/// Elements looked back at for one that a new element closes.
const LOOK_BACK: usize = 600;
/// Elements of a page; tags beyond them are dropped. The longest real pages have a fifth of it.
const ELEMENTS: usize = 250_000;
/// Entities in one run of text.
const ENTITIES: usize = 200;

/// What became of a page.
#[derive(Debug)]
pub(super) struct Tidied {
    pub(super) html: String,
    /// Elements nested too deeply lost their tags.
    pub(super) flattened: bool,
    /// Elements that are left.
    pub(super) elements: usize,
    /// The most that are within each other.
    pub(super) deepest: usize,
}

/// Tidies a page.
pub(super) fn tidy(html: &str) -> Tidied {
    let mut tidier = Tidier { out: String::with_capacity(html.len() + html.len() / 4), ..Tidier::default() };
    tidier.out.push_str("<!DOCTYPE html>");
    tidier.run(html);
    while tidier.stack.pop().is_some_and(|open| tidier.write_end(open)) {}
    Tidied { html: tidier.out, flattened: tidier.flattened, elements: tidier.elements, deepest: tidier.deepest }
}

#[derive(Debug, Clone, Copy)]
struct Open {
    name: &'static str,
    /// Its tag was written.
    written: bool,
}

#[derive(Debug, Default)]
struct Tidier {
    out: String,
    stack: Vec<Open>,
    /// Open elements by name.
    counts: HashMap<&'static str, usize>,
    /// Elements of the stack whose tags were written.
    depth: usize,
    deepest: usize,
    flattened: bool,
    elements: usize,
    /// Entities since the last border of a run of text.
    entities: usize,
    /// Names that have no end tag any more.
    endless: Vec<&'static str>,
}

impl Tidier {
    fn run(&mut self, html: &str) {
        let mut rest = html;
        while let Some((text, after)) = rest.split_once('<') {
            self.text(text);
            rest = after;
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
            } else if rest.starts_with(['!', '?']) {
                rest = rest.split_once('>').map_or("", |(_, after)| after);
            } else if let Some(end) =
                rest.strip_prefix('/').filter(|end| end.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                self.end(name(end));
                rest = end.split_once('>').map_or("", |(_, after)| after);
            } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                rest = self.start(rest);
            } else {
                self.text("&lt;");
            }
        }
        self.text(rest);
    }

    /// Text between tags. A parser copies what it has of a run of text at every entity: a long run gets borders.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            let (before, after) = rest.split_at(at);
            self.out.push_str(before);
            self.entities += 1;
            if self.entities > ENTITIES {
                self.out.push_str("<wbr>");
                self.entities = 0;
            }
            self.out.push('&');
            rest = after.strip_prefix('&').unwrap_or(after);
        }
        self.out.push_str(rest);
    }

    /// Takes a start tag and, if its content is no text, all of the element; gives back what follows.
    fn start<'a>(&mut self, tag: &'a str) -> &'a str {
        let raw = name(tag);
        let (attributes, rest) = attributes(tag.get(raw.len()..).unwrap_or_default());
        if raw.eq_ignore_ascii_case("title") {
            return self.title(rest);
        }
        if let Some(dropped) = listed(&DROPPED, raw) {
            return self.dropped(dropped, &attributes, rest);
        }
        if listed(&TAGS_DROPPED, raw).is_some() {
            self.out.push(' ');
            return rest;
        }
        if let Some(void) = listed(&VOID, raw) {
            if void == "hr" {
                self.close_before(void, true);
            }
            if self.elements < ELEMENTS {
                self.write_start(void, &attributes);
            }
            return rest;
        }
        let block = listed(&BLOCKS, raw);
        // An anchor without a target marks a place; it is seldom closed.
        if raw.eq_ignore_ascii_case("a") && !attributes.iter().any(|(name, _)| *name == "href") {
            return rest;
        }
        let name = block.or_else(|| listed(&INLINE, raw)).unwrap_or("span");
        self.close_before(name, block.is_some());
        let written = self.depth < DEPTH && self.elements < ELEMENTS;
        if written {
            self.depth += 1;
            self.deepest = self.deepest.max(self.depth);
            // A parser opens styled elements again wherever they were cut off; bare ones at most three times each.
            let is_styled = listed(&STYLED, name).is_some();
            self.write_start(name, if is_styled { &[] } else { &attributes });
        } else {
            self.flattened = true;
            self.out.push(' ');
        }
        *self.counts.entry(name).or_default() += 1;
        self.stack.push(Open { name, written });
        rest
    }

    /// A title's content is text whatever it looks like.
    fn title<'a>(&mut self, rest: &'a str) -> &'a str {
        let (text, after) = self.until_end("title", rest).unwrap_or(("", rest));
        if self.stack.is_empty() {
            self.out.push_str("<title>");
            self.out.push_str(&text.replace('<', "&lt;"));
            self.out.push_str("</title>");
        }
        after
    }

    fn dropped<'a>(&mut self, name: &'static str, attributes: &[(&str, &str)], rest: &'a str) -> &'a str {
        self.out.push(' ');
        let Some((content, after)) = self.until_end(name, rest) else {
            // A script that never ends swallows the page, as in a browser; other elements only lose their tag.
            return if matches!(name, "script" | "style") { "" } else { rest };
        };
        let is_data = name == "script"
            && attributes
                .iter()
                .any(|(name, value)| *name == "type" && value.eq_ignore_ascii_case("application/ld+json"));
        if is_data && !content.contains("<!--") {
            self.out.push_str("<script type=\"application/ld+json\">");
            self.out.push_str(content);
            self.out.push_str("</script>");
        }
        after
    }

    /// What stands before the end tag of an element, and what follows it.
    fn until_end<'a>(&mut self, name: &'static str, rest: &'a str) -> Option<(&'a str, &'a str)> {
        if self.endless.contains(&name) {
            return None;
        }
        let ends = |at: &usize| rest.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
        let Some(at) = rest.match_indices("</").map(|(at, _)| at).find(ends) else {
            // Looked for once: many such tags would make the search quadratic.
            self.endless.push(name);
            return None;
        };
        let after = rest.get(at..)?.split_once('>').map_or("", |(_, after)| after);
        Some((rest.get(..at)?, after))
    }

    /// Closes what a new element ends by beginning.
    fn close_before(&mut self, name: &'static str, block: bool) {
        let (closed, borders): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "caption", "tr"], &["table"]),
            "a" => (&["a"], &["table"]),
            "button" => (&["button"], &["table"]),
            _ => (&[], &[]),
        };
        if block {
            self.close(&["p"], &["td", "th", "caption", "button", "table"]);
        }
        self.close(closed, borders);
        if is_table_part(name) {
            while self.depth < DEPTH && self.stack.last().is_some_and(|open| listed(&INLINE, open.name).is_some()) {
                self.pop();
            }
        }
    }

    /// Closes the innermost of some elements and all within it, unless a border comes first.
    fn close(&mut self, names: &[&'static str], borders: &[&str]) {
        if self.depth >= DEPTH || names.iter().all(|name| self.counts.get(name).is_none_or(|count| *count == 0)) {
            return;
        }
        let near = self.stack.iter().rev().take(LOOK_BACK).take_while(|open| !borders.contains(&open.name));
        let Some(back) = near.map(|open| open.name).position(|name| names.contains(&name)) else { return };
        for _ in 0..=back {
            self.pop();
        }
    }

    fn end(&mut self, raw: &str) {
        let Some(name) =
            listed(&BLOCKS, raw).or_else(|| listed(&INLINE, raw)).or_else(|| is_unknown(raw).then_some("span"))
        else {
            self.out.push(' ');
            return;
        };
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        // Nothing in a cell closes what is around its table.
        let part = name == "table" || is_table_part(name);
        let border =
            |open: &&Open| part || !matches!(open.name, "td" | "th" | "table" | "caption") || open.name == name;
        let back = self.stack.iter().rev().take(LOOK_BACK).take_while(border).position(|open| open.name == name);
        for _ in 0..back.map_or(0, |back| back + 1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.stack.pop() {
            if let Some(count) = self.counts.get_mut(open.name) {
                *count = count.saturating_sub(1);
            }
            self.write_end(open);
        }
    }

    fn write_end(&mut self, open: Open) -> bool {
        if open.written {
            self.depth = self.depth.saturating_sub(1);
            self.out.push_str("</");
            self.out.push_str(open.name);
            self.out.push('>');
        } else {
            self.out.push(' ');
        }
        true
    }

    fn write_start(&mut self, name: &str, attributes: &[(&'static str, &str)]) {
        self.elements += 1;
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&value.replace('"', "&quot;"));
            self.out.push('"');
        }
        self.out.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(html: &str) -> String {
        tidy(html).html.replacen("<!DOCTYPE html>", "", 1)
    }

    #[test]
    fn what_is_open_is_closed_in_order() {
        assert_eq!(tidied("<p>a <b>b <i>c</b> d</i><p>e"), "<p>a <b>b <i>c</i></b> d</p><p>e</p>");
        assert_eq!(tidied("<ul><li>a<li>b</ul></div>"), "<ul><li>a</li><li>b</li></ul>");
        assert_eq!(
            tidied("<table><tr><td><p>a</div><td>b</table>c"),
            "<table><tr><td><p>a</p></td><td>b</td></tr></table>c"
        );
    }

    #[test]
    fn scripts_comments_and_unread_attributes_go() {
        let html = "<P onclick='x()' CLASS=lead title=\"a>b\">a<script>if (1<2) '</p>'</script><!-- <p> -->b</P>";
        assert_eq!(tidied(html), "<p class=\"lead\">a b</p>");
        assert_eq!(tidied("a <script>never ends <p>b"), "a  ");
        assert_eq!(tidied("a <svg>never ends <p>b"), "a  never ends <p>b</p>");
        assert_eq!(tidied("1 < 2 <3"), "1 &lt; 2 &lt;3");
    }

    #[test]
    fn a_long_run_of_entities_has_borders() {
        assert_eq!(tidied("a &amp; b < c"), "a &amp; b &lt; c");
        assert_eq!(tidied(&"&amp;".repeat(1000)).matches("<wbr>").count(), 4);
    }

    #[test]
    fn deep_nesting_is_flattened() {
        let tidied = tidy(&format!("{}deep{}", "<div>".repeat(20_000), "</div>".repeat(20_000)));
        assert!(tidied.flattened && tidied.html.contains("deep"));
        assert_eq!(tidied.html.matches("<div>").count(), DEPTH);
        assert_eq!(tidied.html.matches("</div>").count(), DEPTH);
    }
}
