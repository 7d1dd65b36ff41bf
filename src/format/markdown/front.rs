//! Front matter: `key: value` lines between `---`, TOML between `+++`.
//!
//! It may set title, authors, date, tags, source, description and link, and nothing else. YAML is read by hand: aliases,
//! tags and nested documents are where its parsers explode, and none of them is needed here.

use crate::document::{Block, BlockKind, DateOrigin, Document, Warning, stated_date};
use crate::format::build::{first_line, line_block, lines};
use crate::format::header::{set_date, stated_authors};
use crate::format::words::can_be_title;

/// Bytes and lines of the longest front matter.
const LONGEST: (usize, usize) = (64 * 1024, 1000);
/// Values of one list.
const VALUES: usize = 100;

/// Front matter and the text after it.
#[derive(Debug)]
pub(in crate::format) struct Split<'a> {
    pub(in crate::format) front: Option<Front<'a>>,
    pub(in crate::format) body: &'a str,
    /// It begins as front matter and never ends.
    pub(in crate::format) open: bool,
}

/// The lines between the fences.
#[derive(Debug, Clone, Copy)]
pub(in crate::format) enum Front<'a> {
    Yaml(&'a str),
    Toml(&'a str),
}

/// Splits front matter from the text.
pub(in crate::format) fn split(text: &str) -> Split<'_> {
    let none = Split { front: None, body: text, open: false };
    let fence = text.lines().next().unwrap_or_default().trim_end();
    if !matches!(fence, "---" | "+++") {
        return none;
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n').take(LONGEST.1) {
        let bare = line.trim_end();
        if at - start > LONGEST.0 {
            break;
        }
        if bare == fence || (fence == "---" && bare == "...") {
            let inner = text.get(start..at).unwrap_or_default();
            let front = if fence == "---" { Front::Yaml(inner) } else { Front::Toml(inner) };
            let body = text.get(at + line.len()..).unwrap_or_default();
            // Two rules with prose between them are no front matter.
            let fields = inner.lines().any(|line| line.contains([':', '='])) || inner.trim().is_empty();
            return if fields { Split { front: Some(front), body, open: false } } else { none };
        }
        at += line.len();
    }
    let second = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    Split { open: key(second).is_some() || (fence == "+++" && second.contains('=')), ..none }
}

/// Takes over what front matter states. Gives back the block of its title.
pub(in crate::format) fn read(front: Front<'_>, document: &mut Document) -> Option<Block> {
    let fields = match front {
        Front::Yaml(text) => yaml(text, document),
        Front::Toml(text) => toml(text, document),
    };
    let mut title = None;
    for (key, values) in fields {
        if matches!(&*key, "title" | "headline" | "título" | "titulo" | "titular") && document.meta.title.is_none() {
            title = values
                .iter()
                .map(|value| line_block(BlockKind::Title, value))
                .find(|(block, _)| can_be_title(&block.text));
            document.meta.title = title.as_ref().map(|(block, _)| block.text.clone());
        } else {
            set(document, &key, &values);
        }
    }
    let (title, changed) = title?;
    document.removed += changed;
    Some(title)
}

fn set(document: &mut Document, key: &str, values: &[String]) {
    let Document { meta, removed, .. } = document;
    let mut one = || first_line(values.iter().map(|value| &**value), removed);
    match key {
        "author" | "authors" | "by" | "byline" | "autor" | "autora" | "autores" | "autoras"
            if meta.authors.is_empty() =>
        {
            meta.authors = lines(values.iter().flat_map(|value| stated_authors(value)), removed);
        }
        "date" | "fecha" | "publicado" | "published" | "publishdate" | "pubdate" | "publication_date"
        | "published_at" => {
            if let Some(date) = values.iter().find_map(|value| stated_date(value)) {
                set_date(document, &date, DateOrigin::FrontMatter, None);
            }
        }
        "tags" | "keywords" | "etiquetas" if meta.tags.is_empty() => {
            let split = values
                .iter()
                .flat_map(|value| if values.len() == 1 { value.split(',').collect() } else { vec![&**value] });
            meta.tags = lines(split.take(VALUES), removed);
        }
        "source" | "fuente" | "medio" | "publisher" | "site" | "publication" if meta.source.is_none() => {
            meta.source = one();
        }
        "description" | "descripción" | "excerpt" if meta.description.is_none() => meta.description = one(),
        "link" | "url" | "canonical" if meta.link.is_none() => meta.link = one(),
        _ => {}
    }
}

type Fields = Vec<(String, Vec<String>)>;

/// The key of a `key: value` line, in lower case, and the value.
fn key(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = key.trim_matches(['"', '\'']);
    let is_key = !plain.is_empty()
        && plain.len() < 64
        && plain.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    let apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && apart && !key.starts_with([' ', '\t'])).then(|| (plain.to_lowercase(), value.trim()))
}

fn yaml(text: &str, document: &mut Document) -> Fields {
    let mut fields = Fields::new();
    let mut bad = None;
    let mut lines = text.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let Some((key, value)) = key(line.trim_end()) else {
            bad = bad.or(Some(number));
            continue;
        };
        // What belongs to the key: indented lines, and the items of a list.
        let mut below = Vec::new();
        while let Some((_, next)) =
            lines.next_if(|(_, next)| next.starts_with([' ', '\t']) || next.starts_with("- ") || next.trim().is_empty())
        {
            below.push(next.trim());
        }
        let values = values(value, &below);
        if values.is_none() {
            bad = bad.or(Some(number));
        }
        fields.push((key, values.unwrap_or_default()));
    }
    if let Some(number) = bad {
        // The fence is line 1.
        document.warnings.push(Warning::FrontMatter(u32::try_from(number + 2).unwrap_or(u32::MAX)));
    }
    fields
}

/// The values of a key; nothing when they are written in a way that is not read here.
fn values(value: &str, below: &[&str]) -> Option<Vec<String>> {
    if value.starts_with(['|', '>']) {
        return Some(vec![below.join(" ")]);
    }
    if value.is_empty() {
        let item = |line: &&str| {
            let line = line.strip_prefix("- ").unwrap_or(line).trim();
            // A person as a map: the name counts.
            match line.split_once(": ") {
                Some((key, name)) if key.trim() == "name" => scalar(name),
                Some((key, _)) if key.chars().all(|c| c.is_ascii_lowercase() || c == '_') => None,
                _ => scalar(line),
            }
        };
        return Some(below.iter().filter(|line| !line.is_empty()).take(VALUES).filter_map(item).collect());
    }
    if let Some(list) = value.strip_prefix('[') {
        let list = list.trim_end().strip_suffix(']')?;
        return Some(items(list).into_iter().take(VALUES).filter_map(scalar).collect());
    }
    if value.starts_with(['&', '*', '!', '{', '@', '`']) {
        return None;
    }
    let mut joined = value.to_owned();
    for line in below.iter().filter(|line| !line.is_empty()) {
        joined.push(' ');
        joined.push_str(line);
    }
    scalar(&joined).map(|value| vec![value])
}

/// The items of an inline list; commas in quotation marks do not part them.
fn items(list: &str) -> Vec<&str> {
    let (mut items, mut start, mut quote) = (Vec::new(), 0, None);
    for (at, c) in list.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            (None, ',') => {
                items.extend(list.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    items.extend(list.get(start..));
    items
}

fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    if let Some(rest) = value.strip_prefix('"') {
        return double_quoted(rest);
    }
    if let Some(rest) = value.strip_prefix('\'') {
        let end = rest.rfind('\'')?;
        return Some(rest.get(..end)?.replace("''", "'"));
    }
    let value = value.split(" #").next().unwrap_or_default().trim();
    (!value.is_empty() && !value.starts_with(['&', '*', '[', '{']) && !matches!(value, "null" | "~"))
        .then(|| value.to_owned())
}

/// A value in double quotation marks, its escapes resolved.
fn double_quoted(rest: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => return Some(out),
            '\\' => match chars.next()? {
                'n' | 'r' | 't' => out.push(' '),
                'u' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    out.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                other => out.push(other),
            },
            _ => out.push(c),
        }
    }
    None
}

fn toml(text: &str, document: &mut Document) -> Fields {
    let table = match text.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            let line = text.get(..start).unwrap_or_default().lines().count().max(1) + 1;
            document.warnings.push(Warning::FrontMatter(u32::try_from(line).unwrap_or(u32::MAX)));
            return Fields::new();
        }
    };
    let plain = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Table(table) => table.get("name").and_then(toml::Value::as_str).map(str::to_owned),
        toml::Value::Float(_) | toml::Value::Boolean(_) | toml::Value::Array(_) => None,
    };
    let values = |value: &toml::Value| match value {
        toml::Value::Array(list) => list.iter().take(VALUES).filter_map(plain).collect(),
        other => plain(other).into_iter().collect(),
    };
    table.iter().map(|(key, value)| (key.to_lowercase(), values(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Clean;

    fn meta(text: &str) -> (String, Vec<Warning>) {
        let mut document = Document::default();
        let split = split(text);
        if let Some(front) = split.front {
            read(front, &mut document);
        }
        let meta = document.meta;
        let list = |list: &[Clean]| list.iter().map(|item| &**item).collect::<Vec<_>>().join("; ");
        let date = meta.date.map_or_else(String::new, |date| date.value.to_string());
        let title = meta.title.as_deref().unwrap_or_default().to_owned();
        (
            format!(
                "{title} / {} / {date} / {} / {}",
                list(&meta.authors),
                list(&meta.tags),
                meta.source.as_deref().unwrap_or_default()
            ),
            document.warnings,
        )
    }

    #[test]
    fn yaml_states_what_it_may() {
        let text = "---\ntitle: \"The \\\"long\\\" wall: a plan\" # note\nauthor: [Ana Beck, 'Luis Vega']\ndate: 2024-10-31T08:00:00Z\n\
            tags:\n  - water\n  - \"walls, old\"\nsource: The Harbour\nsummary: replaced\n---\ntext";
        assert_eq!(
            meta(text),
            (
                "The \"long\" wall: a plan / Ana Beck; Luis Vega / 2024-10-31 / water; walls, old / The Harbour".into(),
                Vec::new()
            )
        );
        let text =
            "---\ntitle: >\n  A folded\n  title\nauthors:\n- name: Ana Beck\n  email: a@b.c\n- name: Luis Vega\n---\n";
        assert_eq!(meta(text).0, "A folded title / Ana Beck; Luis Vega /  /  / ");
    }

    #[test]
    fn toml_states_what_it_may() {
        let text =
            "+++\ntitle = \"The wall\"\ndate = 2024-10-31\nauthors = [\"Ana Beck\"]\ntags = [\"a\", \"b\"]\n+++\n";
        assert_eq!(meta(text), ("The wall / Ana Beck / 2024-10-31 / a; b / ".into(), Vec::new()));
        assert_eq!(meta("+++\na = 1\nb = = 2\n+++\n").1, [Warning::FrontMatter(3)]);
    }

    #[test]
    fn aliases_are_not_followed() {
        let (fields, warnings) = meta("---\na: &a [x,x]\ntitle: *a\n---\ntext");
        assert_eq!((fields.as_str(), warnings), (" /  /  /  / ", vec![Warning::FrontMatter(2)]));
    }

    #[test]
    fn a_fence_that_never_ends_is_text() {
        let split = split("---\ntitle: never\n\ntext");
        assert!(split.front.is_none() && split.open);
        assert!(!super::split("---\nA line of prose\n---\nmore").open);
    }
}
