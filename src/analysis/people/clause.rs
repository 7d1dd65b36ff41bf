//! Small words around a role: those that join its parts, and those that end it.

use super::super::Language;
use super::super::words::Words;

/// An article or possessive that is not part of the role.
pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "The"
            | "el"
            | "la"
            | "El"
            | "La"
            | "un"
            | "una"
            | "los"
            | "las"
            | "his"
            | "her"
            | "their"
            | "su"
            | "our"
            | "its"
            | "my"
            | "your"
            | "mi"
            | "sus"
            | "nuestro"
            | "nuestra"
            | "A"
            | "Her"
            | "His"
            | "Their"
            | "Its"
            | "Our"
            | "My"
            | "Su"
            | "Mi"
            | "own"
            | "another"
            | "Another"
            | "Un"
            | "Una"
            | "otro"
            | "otra"
            | "Otro"
            | "Otra"
    )
}

/// Words that join the parts of a role ("secretary of state for health").
pub(super) fn is_connector(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "at"
            | "and"
            | "in"
            | "to"
            | "on"
            | "with"
            | "de"
            | "del"
            | "la"
            | "las"
            | "los"
            | "el"
            | "y"
            | "e"
            | "en"
            | "para"
            | "al"
            | "a"
            | "por"
            | "con"
    )
}

/// Words that open a clause: the role ends before them.
pub(super) fn is_clause(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "which"
            | "that"
            | "whose"
            | "where"
            | "when"
            | "while"
            | "as"
            | "but"
            | "after"
            | "before"
            | "during"
            | "because"
            | "since"
            | "if"
            | "although"
            | "though"
            | "until"
            | "que"
            | "quien"
            | "quienes"
            | "cuyo"
            | "cuya"
            | "donde"
            | "cuando"
            | "mientras"
            | "tras"
            | "durante"
            | "aunque"
            | "pero"
            | "desde"
            | "según"
            | "how"
            | "what"
            | "by"
            | "from"
            | "about"
            | "against"
            | "into"
    )
}

/// Frequent finite verbs.
static FINITE: Words = Words::new(
    "is was are were has had have will would can could may might should did does do met went came took \
    made gave led leads visited won lost began became joined presented received signed spoke arrived \
    died lives welcomed opened plans wants saw found left stood held sent used served es era fue será \
    está estuvo ha había han tiene tuvo puede hizo dio llegó visitó asistió participó recibió encabezó \
    inauguró presidió murió firmó ganó inició llamó son said heard told ran fell got kept drove wrote \
    knew thought felt brought bought sat let paid rose sold threw broke caught chose fought flew grew \
    hid lay rang sang shook shot slept spent stole taught wept wore runs goes comes gets makes takes \
    gives knows thinks hopes seems says walked asked answered seemed looked agreed declined refused \
    arrested confirmed dijo dice quiere debe va fueron serán están estaba estaban eran tenía podía hubo \
    hay puso vino quiso pudo supo trajo se",
);

/// Whether the word is a finite verb, by the list or a Spanish ending: the role ends before it.
pub(super) fn is_finite(word: &str) -> bool {
    FINITE.has(word) || is_preterite(word)
}

/// "Visitó", "llegaron": no noun ends so.
fn is_preterite(word: &str) -> bool {
    ["ó", "aron", "ieron", "aban", "taba", "raba", "naba", "jaba"]
        .iter()
        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

/// "Adscrito", "muerta": the participles of Spanish that do not end as all others do.
pub(super) fn is_short_participle(word: &str) -> bool {
    const STEMS: [&str; 16] = [
        "adscrit", "inscrit", "escrit", "suscrit", "descrit", "dich", "hech", "puest", "expuest", "vist", "muert",
        "abiert", "cubiert", "vuelt", "envuelt", "absuelt",
    ];
    word.strip_suffix(['o', 'a']).is_some_and(|stem| STEMS.contains(&stem))
}

/// "His Honour", "Your Excellency": a style of address that stands where an article does.
pub(super) fn is_style(word: &str) -> bool {
    matches!(word, "Honour" | "Honor" | "Excellency" | "Lordship" | "Worship" | "Majesty" | "Highness" | "Eminence")
}

/// An article that brings somebody in for the first time.
pub(super) fn is_indefinite(word: &str) -> bool {
    matches!(word, "a" | "an" | "un" | "una" | "A" | "An" | "Un" | "Una")
}

/// Words before a role that say when: they belong to it.
pub(super) fn is_lead(word: &str) -> bool {
    matches!(
        word,
        "then"
            | "now"
            | "once"
            | "formerly"
            | "previously"
            | "entonces"
            | "hoy"
            | "ahora"
            | "antes"
            | "todavía"
            | "aún"
            | "último"
            | "última"
    )
}

/// Words before a role that say nothing of it.
pub(super) fn is_side(word: &str) -> bool {
    matches!(word, "also" | "currently" | "herself" | "himself" | "también" | "actualmente" | "además")
}

/// Prepositions that lead a clause together with the name behind them: "According to NAME, the driver left".
pub(super) fn is_introducing(word: &str, language: Language) -> bool {
    static ENGLISH: Words = Words::new(
        "according for with to in on at by from after before behind beside besides like unlike under without against \
                   despite between thanks",
    );
    static SPANISH: Words =
        Words::new("según para con tras ante sin por contra entre de desde sobre gracias junto en a");
    if language == Language::English { ENGLISH.has(word) } else { SPANISH.has(word) }
}

/// Words that lead a clause with a verb of its own.
pub(super) fn is_subordinating(word: &str) -> bool {
    matches!(
        word,
        "when"
            | "while"
            | "as"
            | "since"
            | "because"
            | "if"
            | "although"
            | "though"
            | "once"
            | "until"
            | "cuando"
            | "mientras"
            | "aunque"
            | "si"
            | "porque"
            | "como"
    )
}

/// A small number in words.
pub(super) fn is_numeral(word: &str) -> bool {
    matches!(
        word,
        "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "uno" | "dos" | "tres"
    )
}
