//! Labelled text in `CoNLL` columns: a token first, its tag last, a blank line between sentences.
//!
//! What is no briefing counts less or not at all: addresses and handles of tweets go, tweets and contracts weigh little,
//! and the roles that contracts call persons ("Borrower") are none. Words that the columns cut apart are put together again
//! ("O ' Hara", "Jean- Marc"), and names stand as the program shows them, without title, see `bare`.

use super::bare::bare;
use super::sample::{Labelled, Sample};

/// The texts of a file: Wikipedia articles as they are, else a text for each sentence.
pub(super) fn samples(name: &str, text: &str) -> Vec<Sample> {
    let is_contract = name.starts_with("sec");
    let is_wiki = name.starts_with("wiki");
    let weight = match name.split('.').next().unwrap_or_default() {
        "wikigold" => 1.0,
        "btc-e" | "btc-g" => 0.8,
        "btc-f" | "btc-h" | "btc-a" | "btc-b" => 0.4,
        _ => 0.5,
    };
    let is_measured = is_wiki || name.starts_with("btc-e") || name.starts_with("btc-g");
    let mut found: Vec<Vec<Labelled>> = vec![Vec::new()];
    for sentence in text.replace('\r', "").split("\n\n") {
        let rows: Vec<(&str, &str)> = sentence.lines().filter_map(row).collect();
        if rows.first().is_some_and(|row| row.0 == "-DOCSTART-") {
            found.push(Vec::new());
            continue;
        }
        let Some(labelled) = label(&rows, is_contract) else { continue };
        match found.last_mut() {
            Some(last) if is_wiki => last.push(labelled),
            _ => found.push(vec![labelled]),
        }
    }
    let texts = found.into_iter().filter(|paragraphs| !paragraphs.is_empty());
    texts.map(|paragraphs| Sample { origin: name.to_owned(), paragraphs, weight, is_measured }).collect()
}

fn row(line: &str) -> Option<(&str, &str)> {
    let mut fields = line.split_whitespace();
    Some((fields.next()?, fields.next_back()?))
}

/// The sentence as text; nothing when it says nothing about how names are written.
fn label(rows: &[(&str, &str)], is_contract: bool) -> Option<Labelled> {
    let mut labelled = Labelled::default();
    let mut quoted = false;
    let mut ticked = false;
    let mut glued = true;
    let mut inside = false;
    let mut handle = false;
    for (number, &(token, tag)) in rows.iter().enumerate() {
        let skip = handle || token.starts_with(['@', '#']) || token.starts_with("http") || token == "RT";
        handle = token == "@";
        if skip {
            inside = false;
            continue;
        }
        let token = match token {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            other => other,
        };
        let is_quote = token == "\"";
        let tick = if token == "'" { tick(rows, number, ticked) } else { Tick::None };
        let closes = matches!(token, "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "”" | "’" | "..." | "…")
            || token.starts_with(['\'', '’']) && token.chars().count() > 1
            || token == "n't"
            || is_quote && quoted
            || matches!(tick, Tick::Closes | Tick::Joins | Tick::Ends);
        let is_person = tag.to_lowercase().ends_with("-per") || tag.to_lowercase().ends_with("-person");
        let goes_on = is_person && inside && !tag.starts_with("B-");
        if !(closes || glued) {
            labelled.push(" ");
        }
        match (is_person, goes_on) {
            (true, true) => {
                labelled.push(token);
                let end = labelled.text.len();
                if let Some(last) = labelled.names.last_mut() {
                    last.end = end;
                }
            }
            (true, false) => labelled.push_name(token),
            (false, _) => labelled.push(token),
        }
        inside = is_person;
        if is_quote {
            quoted = !quoted;
        }
        ticked = matches!(tick, Tick::Opens) || ticked && !matches!(tick, Tick::Closes);
        // "Jean- Marc", "al- Maliki"
        let hyphened = token.len() > 1 && token.ends_with('-') && !token.ends_with("--");
        glued = matches!(token, "(" | "[" | "“" | "‘" | "$" | "£" | "€")
            || is_quote && quoted
            || matches!(tick, Tick::Opens | Tick::Joins)
            || hyphened;
    }
    let names: Vec<_> = labelled.names.iter().filter_map(|name| bare(&labelled.text, name.clone())).collect();
    labelled.names = names;
    if is_contract {
        let text = labelled.text.clone();
        labelled.names.retain(|name| text.get(name.clone()).is_some_and(|name| name.contains(' ')));
    }
    let letters = labelled.text.chars().filter(|letter| letter.is_alphabetic());
    let (all, small) =
        letters.fold((0, 0), |(all, small), letter| (all + 1, small + usize::from(letter.is_lowercase())));
    let plain = |letter: char| !letter.is_control();
    (all >= 12 && small * 10 >= all * 7 && labelled.text.chars().all(plain)).then_some(labelled)
}

/// What a straight mark that stands alone in the columns was in the text.
#[derive(Debug, Clone, Copy)]
enum Tick {
    /// No such mark.
    None,
    /// The opening of words in quotation marks.
    Opens,
    /// Their end.
    Closes,
    /// A part of a word: "O'Hara".
    Joins,
    /// The end of a word: "Mounties'".
    Ends,
}

/// What the mark of the row `at` was; `is_open` when quoted words were opened before it.
fn tick(rows: &[(&str, &str)], at: usize, is_open: bool) -> Tick {
    let token = |at: Option<usize>| at.and_then(|at| rows.get(at)).map_or("", |row| row.0);
    let (before, next) = (token(at.checked_sub(1)), token(Some(at + 1)));
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if matches!(before, "O" | "D" | "L" | "d" | "l") && is_capital(next) {
        return Tick::Joins;
    }
    let closes_later = rows.iter().skip(at + 1).any(|row| row.0 == "'");
    match (is_open, closes_later) {
        (true, _) => Tick::Closes,
        (false, true) => Tick::Opens,
        (false, false) => Tick::Ends,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_running_text_with_the_places_of_names() {
        let text = "Then O\nAna B-PER\nRuiz I-PER\n's O\nplan O\n, O\n( O\nof O\nLima B-LOC\n) O\nfailed O\n. O\n";
        let samples = samples("btc-g.conll", text);
        let paragraph = &samples[0].paragraphs[0];
        assert_eq!(paragraph.text, "Then Ana Ruiz's plan, (of Lima) failed.");
        assert_eq!(paragraph.names.iter().map(|name| &paragraph.text[name.clone()]).collect::<Vec<_>>(), ["Ana Ruiz"]);
    }

    #[test]
    fn handles_and_addresses_of_tweets_are_left_out() {
        let text = "Thanks O\n@ B-PER\nana_ruiz B-PER\nfor O\nthe O\nlovely O\nevening O\nhttp://t.co/x O\n";
        assert_eq!(samples("btc-h.conll", text)[0].paragraphs[0].text, "Thanks for the lovely evening");
    }

    #[test]
    fn words_that_the_columns_cut_apart_are_put_together() {
        let text = "Maureen B-PER\nO I-PER\n' I-PER\nHara I-PER\nmet O\nJean- B-PER\nMarc I-PER\nNadir I-PER\nat O\n\
                    ' O\nthe O\nlast O\nplace O\n' O\n. O\n";
        let samples = samples("btc-g.conll", text);
        let paragraph = &samples[0].paragraphs[0];
        assert_eq!(paragraph.text, "Maureen O'Hara met Jean-Marc Nadir at 'the last place'.");
        let names: Vec<_> = paragraph.names.iter().map(|name| &paragraph.text[name.clone()]).collect();
        assert_eq!(names, ["Maureen O'Hara", "Jean-Marc Nadir"]);
    }

    #[test]
    fn a_title_is_no_part_of_a_name() {
        let text =
            "Then O\nPresident B-PER\nOrtega I-PER\nmet O\nthe O\nDuchess B-PER\nof I-PER\nAlba I-PER\nthere O\n. O\n";
        let samples = samples("btc-g.conll", text);
        let paragraph = &samples[0].paragraphs[0];
        let names: Vec<_> = paragraph.names.iter().map(|name| &paragraph.text[name.clone()]).collect();
        assert_eq!(names, ["Ortega"]);
    }
}
