//! Tags of a web page: which elements there are to a reader, and what of their attributes is read.

/// Bytes of the longest attribute value kept.
const VALUE: usize = 4096;
/// Elements whose content is no text; they end at the first end tag of their name.
pub(super) const DROPPED: [&str; 18] = [
    "script", "style", "template", "noscript", "iframe", "textarea", "svg", "math", "object", "canvas", "audio",
    "video", "noembed", "noframes", "xmp", "applet", "select", "datalist",
];
/// Elements without content that are kept.
pub(super) const VOID: [&str; 5] = ["br", "hr", "img", "meta", "link"];
/// Elements without content, or whose tags say nothing to a reader.
pub(super) const TAGS_DROPPED: [&str; 29] = [
    "html", "head", "body", "form", "font", "u", "s", "small", "big", "strike", "nobr", "tt", "center", "blink",
    "marquee", "input", "area", "base", "col", "colgroup", "embed", "param", "source", "track", "wbr", "frame",
    "frameset", "option", "optgroup",
];
/// Elements that are kept as they are.
pub(super) const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
pub(super) const INLINE: [&str; 22] = [
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "label", "mark", "q", "samp", "span",
    "strong", "sub", "sup", "time", "button", "picture",
];
/// Elements that a parser opens again.
pub(super) const STYLED: [&str; 5] = ["b", "code", "em", "i", "strong"];
/// Attributes that are read.
const ATTRIBUTES: [&str; 16] = [
    "id",
    "class",
    "href",
    "content",
    "name",
    "property",
    "datetime",
    "itemprop",
    "itemtype",
    "rel",
    "type",
    "role",
    "hidden",
    "style",
    "aria-hidden",
    "alt",
];

pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption")
}

/// The name that begins a tag.
pub(super) fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'))).unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default()
}

pub(super) fn listed(list: &[&'static str], name: &str) -> Option<&'static str> {
    list.iter().find(|known| known.eq_ignore_ascii_case(name)).copied()
}

pub(super) fn is_unknown(name: &str) -> bool {
    listed(&DROPPED, name).is_none() && listed(&VOID, name).is_none() && listed(&TAGS_DROPPED, name).is_none()
}

/// The attributes of a tag that are read, and what follows the tag.
pub(super) fn attributes(tag: &str) -> (Vec<(&'static str, &str)>, &str) {
    let mut found: Vec<(&'static str, &str)> = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        if rest.is_empty() {
            return (found, "");
        }
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))
            .map_or(rest.len(), |(at, _)| at);
        let (name, after) = rest.split_at(end);
        let spaced = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let value;
        (value, rest) = match spaced.strip_prefix('=') {
            Some(after) => attribute_value(after.trim_start_matches(|c: char| c.is_ascii_whitespace())),
            None => ("", after),
        };
        if let Some(known) = listed(&ATTRIBUTES, name)
            && value.len() <= VALUE
            && !found.iter().any(|(name, _)| *name == known)
        {
            found.push((known, value));
        }
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at(end)
}
