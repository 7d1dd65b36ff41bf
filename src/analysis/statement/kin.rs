//! Relations in a family: "his grandmother" is Wilma where somebody is "Wilma’s grandson".

use super::super::words::Words;

/// Words of relations, each line with those who stand at the other end.
static PAIRS: [(Words, Words); 6] = [
    (
        Words::new("son daughter child stepson stepdaughter hijo hija"),
        Words::new("mother father mum mom dad parent madre padre mama papa"),
    ),
    (
        Words::new("grandson granddaughter grandchild nieto nieta"),
        Words::new("grandmother grandfather grandma grandpa abuela abuelo"),
    ),
    (Words::new("brother sister hermano hermana"), Words::new("brother sister hermano hermana")),
    (
        Words::new("husband wife partner marido esposo esposa mujer"),
        Words::new("husband wife partner widow widower marido esposo esposa viuda viudo"),
    ),
    (Words::new("nephew niece sobrino sobrina"), Words::new("aunt uncle tia tio")),
    (Words::new("cousin primo prima"), Words::new("cousin primo prima")),
];

/// Whether a folded word is a relation.
pub(super) fn is_kin(key: &str) -> bool {
    PAIRS.iter().any(|(young, old)| young.has(key) || old.has(key))
}

/// Whether one is the other’s `one` where the other is the one’s `other`.
pub(super) fn are_ends(one: &str, other: &str) -> bool {
    PAIRS.iter().any(|(young, old)| young.has(one) && old.has(other) || old.has(one) && young.has(other))
}
