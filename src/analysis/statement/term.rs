//! What stands in quotation marks and is nothing said: terms, names, titles of works.

use super::super::words::Words;
use super::line::Line;
use super::marks::Family;
use super::verb::Verb;

/// Words from which a quotation is a statement; shorter ones are terms, unless a verb of saying stands beside them.
pub(super) const LEAST: usize = 4;
/// Words of a name or title in quotation marks, at most.
const TITLE: usize = 12;

/// Whether a quotation is something said and not a term, a name or a title.
pub(super) fn is_statement(line: &Line<'_>, at: usize, quote: usize, has_cue: bool) -> bool {
    let Some(quoted) = line.page.quotes.get(quote) else { return false };
    let text = line.page.piece.text.get(quoted.inner.clone()).unwrap_or_default();
    let mut words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    let count = words.clone().count();
    let before = at.checked_sub(1);
    let is_pointed = before.is_none_or(|before| {
        line.is_mark(before, &[",", ":", ";", "—", "–", "-", "…", "...", "(", "-"]) || line.quote(before).is_some()
    });
    let ends = text.ends_with([',', '.', '!', '?', '…']) || line.is_mark(at + 1, &[","]);
    if count < LEAST {
        // "No," said the mayor.
        let is_led = before.is_some_and(|before| line.is_mark(before, &[",", ":"]));
        return count > 0 && has_cue && is_pointed && (ends || is_led || text.starts_with(char::is_uppercase));
    }
    let capitals = words.clone().filter(|word| word.chars().count() > 3);
    let (long, capital) = capitals.fold((0, 0), |(long, capital), word| {
        let first = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
        (long + 1, capital + usize::from(first.is_some_and(|c| c.is_uppercase() || c.is_numeric())))
    });
    let touches_verb = before.is_some_and(|before| {
        line.verb(before).is_some_and(|verb| verb != Verb::Quote)
            // "A banner read “No more mines in our valley”"
            || matches!(
                line.key(before),
                "read" | "reads" | "reading" | "chanted" | "chanting" | "shouted" | "shouting" | "reza" | "rezaba" | "rezan" | "rezaban"
                    | "coreaban" | "corearon" | "gritaba" | "gritaban" | "gritaron"
            )
            || matches!(line.key(before), "that" | "que" | "as" | "como")
    });
    if is_titled(line, at) && !text.ends_with([',', '.', '!', '?']) {
        return false;
    }
    if is_pointed && has_cue || touches_verb || quoted.family == Family::Dash {
        return true;
    }
    let begins_capital = words.next().is_some_and(|word| word.starts_with(|c: char| c.is_uppercase()));
    let is_inside = before.is_some() && !is_pointed;
    // "the 'Health for the Whole Population' plan", “Médicas y médicos del Bienestar”
    let all_capital = long > 0 && capital * 10 >= long * 7 && count <= TITLE;
    let goes_on = at + 1 < line.len() && !line.is_mark(at + 1, &[".", "!", "?"]);
    let is_name = begins_capital && is_inside && count <= TITLE && !text.contains(['.', '!', '?', ';'])
        || begins_capital && is_inside && goes_on && count <= 6;
    let is_closed_name = begins_capital && is_inside && count <= 6;
    !(all_capital && (is_inside || goes_on || !ends) || is_name || is_closed_name)
}

/// "Her paper, “A source of resistance in old wheat”, is out": the title of the work before the comma.
fn is_titled(line: &Line<'_>, at: usize) -> bool {
    static WORKS: Words = Words::new(
        "song novel film play album book series painting poem exhibition show podcast documentary opera essay \
        cancion novela pelicula obra disco libro serie cuadro poema exposicion documental ensayo tema paper article \
        articulo thesis tesis lecture conferencia",
    );
    let is_work = |at: usize| WORKS.has(line.key(at));
    let before = at.checked_sub(2).filter(|_| line.is_mark(at - 1, &[","]));
    before.is_some_and(is_work) && line.is_mark(at + 1, &[","])
}
