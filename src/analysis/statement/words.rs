//! Small words around a verb of saying and its subject, English and Spanish, folded.

use super::super::words::Words;

/// Words that lead from one noun to another ("Ministry of Health").
static LINKS: Words = Words::new("of for de del para by por");

/// Small words after which a capitalised name may go on.
static JOINTS: Words = Words::new("of for de del para and y e la las los the el on in en");

/// Words that begin a phrase.
static DETERMINERS: Words = Words::new(
    "a an the el la un una los las his her their su our this that these those its my one another some \
    many several este esta ese esa aquel aquella dicho dicha sus mi unos unas al del each any both two \
    three four dos tres otro otra",
);

/// Frequent verbs that end a phrase.
static FINITE: Words = Words::new(
    "is was are were has had have will would can could may might should did does do met went came took \
    made gave led leads won lost became be been must needs wants seeks es era fue sera esta estan estuvo \
    ha habia han tiene tienen tuvo puede pueden hizo dio llego son fueron seran hay debe deben quiere \
    busca estaba eran",
);

/// Words that begin a clause.
static CLAUSES: Words = Words::new(
    "who which that whose where when while but because since if although though until que quien quienes \
    cuyo cuya donde cuando mientras aunque pero porque si there it is was",
);

/// Words between a verb and its subject.
static ADVERBS: Words = Words::new(
    "also then later again once too not never has had have been even just further recently soon always \
    often still now today yesterday himself herself ha habia han hoy ayer tambien ademas luego despues \
    entonces incluso ya no nunca asimismo este esta le les lo se nos me siempre asi anoche igualmente \
    going on does did do would will can",
);

/// Words that lead out of a phrase ("said the mayor in a letter").
static EXITS: Words = Words::new(
    "in on at during after before with from when while last this en durante tras ante con desde sobre al \
    a to este esta ayer hoy late early yesterday today via mediante luego despues about as como cuando",
);

/// Words that lead from one noun to another ("Ministry of Health").
pub(super) fn is_link(key: &str) -> bool {
    LINKS.has(key)
}

/// Small words after which a capitalised name may go on.
pub(super) fn joins_name(key: &str) -> bool {
    JOINTS.has(key)
}

/// Words that begin a phrase.
pub(super) fn is_determining(key: &str) -> bool {
    DETERMINERS.has(key)
}

/// Frequent verbs that end a phrase.
pub(super) fn is_finite(key: &str) -> bool {
    FINITE.has(key)
}

/// Words that begin a clause.
pub(super) fn is_clause_word(key: &str) -> bool {
    CLAUSES.has(key)
}

/// Words between a verb and its subject.
pub(super) fn is_adverb(key: &str) -> bool {
    ADVERBS.has(key)
}

/// Words that lead out of a phrase ("said the mayor in a letter").
pub(super) fn leads_out(key: &str) -> bool {
    EXITS.has(key)
}
