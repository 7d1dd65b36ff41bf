//! Spanish participles and infinitives that other verbs govern: "ha dicho", "se limitó a contestar".

use super::super::words::Words;
use super::verb::Form;

/// Words before a Spanish infinitive that leave what is said said.
static LEADING: Words = Words::new(
    "limito limita limitaba limitaron llego llega llegaron volvio vuelve volvieron acerto alcanzo atrevio atreve apresuro \
    paso pasa entro salio comenzo empezo dedico dudo duda insistio coincidio acaba acababa despues luego antes",
);

/// Verbs before a Spanish infinitive without a small word between them.
static MODAL: Words =
    Words::new("quiso quiere suele solia solian suelen puede podia supo logro prefirio consiguio tras al hizo");

/// Auxiliaries.
static HAVING: Words = Words::new("ha han habia habian haya hayan habra habran habria habrian hubo");

/// Whether a Spanish form of this kind is the verb of a clause here; `key` gives the words of the sentence.
pub(super) fn is_verb<'k>(key: impl Fn(usize) -> &'k str, at: usize, form: Form) -> bool {
    form == Form::Finite || start(key, at, form).is_some()
}

/// The first item of the verbs that govern the participle or infinitive at `at`.
pub(super) fn start<'k>(key: impl Fn(usize) -> &'k str, at: usize, form: Form) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let word = key(before);
    match form {
        Form::Participle => HAVING.has(word).then_some(before),
        Form::Infinitive if MODAL.has(word) => Some(before),
        Form::Infinitive if matches!(word, "a" | "en" | "de") => {
            let governing = before.checked_sub(1).filter(|&at| LEADING.has(key(at)))?;
            Some(governing.checked_sub(1).filter(|&at| key(at) == "se").unwrap_or(governing))
        }
        Form::Finite | Form::Infinitive => None,
    }
}
