//! The name that somebody is shown by.

use crate::document::Clean;

/// "Ana Ruiz" for "Ana “Nita” Ruiz" and for "Ana “the Skull” Ruiz": the nickname is one of the forms.
pub(super) fn without_nickname(form: &Clean) -> Clean {
    const MARKS: [char; 8] = ['"', '“', '”', '«', '»', '‘', '\'', '„'];
    let mut is_open = false;
    let mut words: Vec<&str> = Vec::new();
    for word in form.split(' ') {
        let opens = !is_open && word.starts_with(MARKS) && word.chars().count() > 2;
        is_open |= opens;
        if !is_open {
            words.push(word);
        }
        is_open &= !(word.ends_with(MARKS) || word.ends_with('’'));
    }
    if is_open || words.len() == form.split(' ').count() { form.clone() } else { Clean::line(&words.join(" ")) }
}

/// "Ana de Ruiz-Marsh" for "ANA DE RUIZ-MARSH".
pub(super) fn in_small(form: &Clean) -> Clean {
    let mut name = String::with_capacity(form.len());
    let mut opens = true;
    for letter in form.chars() {
        if opens {
            name.push(letter);
        } else {
            name.extend(letter.to_lowercase());
        }
        opens = !letter.is_alphanumeric();
    }
    let is_small =
        |word: &str| matches!(word, "De" | "Del" | "La" | "Las" | "Los" | "Y" | "Da" | "Dos" | "Van" | "Von");
    let words = name.split(' ').map(|word| if is_small(word) { word.to_lowercase() } else { word.to_owned() });
    Clean::line(&words.collect::<Vec<_>>().join(" "))
}
