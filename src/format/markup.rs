//! Markup without its tags, for fragments of it within other formats.

/// Elements whose content is never text.
const HIDDEN: [&str; 5] = ["script", "style", "template", "noscript", "iframe"];

/// The text of a fragment of HTML: tags, comments and the content of scripts taken out, the commonest entities resolved.
pub(super) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let is_tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !is_tag {
            out.push('<');
            continue;
        }
        let name: String =
            rest.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        rest = rest.split_once('>').map_or("", |(_, after)| after);
        if HIDDEN.contains(&name.as_str()) {
            rest = after_end(rest, &name);
        }
        out.push(' ');
    }
    out.push_str(rest);
    for (entity, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        if out.contains(entity) {
            out = out.replace(entity, sign);
        }
    }
    out
}

/// What follows the end tag of an element whose content is not text.
fn after_end<'a>(text: &'a str, name: &str) -> &'a str {
    let ends = |at: &usize| {
        text.get(at + 2..).and_then(|rest| rest.get(..name.len())).is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let end = text.match_indices("</").map(|(at, _)| at).find(ends);
    end.and_then(|at| text.get(at..)?.split_once('>')).map_or("", |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_scripts_and_comments_are_no_text() {
        assert_eq!(
            text("a <b>c</b><script>x<y</SCRIPT>d<!-- no --> 1 < 2 &amp;lt;").replace("  ", " "),
            "a c d 1 < 2 &lt;"
        );
        assert_eq!(text("<script>never ends"), " ");
    }
}
