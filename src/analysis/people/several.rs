//! Several people behind one word for what they are: "Justices Ana Ruiz and Bo Li", "los concejales Ana Ruiz y Luis Mota".

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::role::Around;

/// Names that one such word has behind it, at most.
const MOST: usize = 12;

/// Words of one name, at most.
const WORDS: usize = 6;

/// Whether the word says what several people are, as it stands before their names. Those that teams, streets and bands are
/// called by ("Kings", "Queens", "Generals", "Marshals") are none.
pub(super) fn is_title_of_several(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_lowercase().as_str(),
        "aldermen"
            | "alcaldes"
            | "alcaldesas"
            | "alumnos"
            | "cllrs"
            | "co-authors"
            | "co-chairs"
            | "co-founders"
            | "cochairs"
            | "commissioners"
            | "concejalas"
            | "concejales"
            | "concejeros"
            | "congressmen"
            | "congresswomen"
            | "consejeras"
            | "consejeros"
            | "constables"
            | "councillors"
            | "councilmembers"
            | "councilmen"
            | "councilors"
            | "crs"
            | "detectives"
            | "diputadas"
            | "diputados"
            | "doctoras"
            | "doctores"
            | "doctors"
            | "drs"
            | "fiscales"
            | "investigadoras"
            | "investigadores"
            | "journalists"
            | "judges"
            | "juezas"
            | "jueces"
            | "justices"
            | "lawmakers"
            | "lawyers"
            | "legisladoras"
            | "legisladores"
            | "magistradas"
            | "magistrados"
            | "mayors"
            | "mesdames"
            | "messrs"
            | "ministers"
            | "ministras"
            | "ministros"
            | "mmes"
            | "periodistas"
            | "professors"
            | "profesoras"
            | "profesores"
            | "profs"
            | "prosecutors"
            | "regidoras"
            | "regidores"
            | "reporters"
            | "reps"
            | "representatives"
            | "researchers"
            | "senadoras"
            | "senadores"
            | "senators"
            | "sens"
            | "sergeants"
            | "señoras"
            | "señores"
            | "sres"
            | "students"
            | "supervisors"
            | "trustees"
    )
}

/// Where the word stands that says what those are among whom the name is: right before them, and they are more than one.
pub(super) fn title_of_several(around: &Around<'_>) -> Option<usize> {
    let is_joint = |at: usize| matches!(around.str(at), "," | "and" | "y" | "e" | "&");
    let is_of_name = |at: usize| {
        let class = around.class(at);
        match around.shape(at) {
            Shape::Capital | Shape::Initial | Shape::Upper => {
                !class.is(Class::TIME | Class::NATION) || class.is(Class::NAME)
            }
            Shape::Lower => class.is(Class::PARTICLE) && !is_joint(at),
            _ => false,
        }
    };
    let mut start = around.name.start;
    let mut is_first = true;
    for _ in 0..MOST {
        let before = start.checked_sub(1).filter(|at| around.sentence.contains(at))?;
        if is_title_of_several(around.str(before)) {
            // Of one, the word says something else.
            let next = around.name.end;
            let goes_on = is_joint(next) && (is_of_name(next + 1) || is_joint(next + 1) && is_of_name(next + 2));
            return (!is_first || goes_on).then_some(before);
        }
        if !is_joint(before) {
            return None;
        }
        let mut end = before;
        while end > around.sentence.start && is_joint(end - 1) {
            end -= 1;
        }
        start = end;
        while start > around.sentence.start
            && end - start < WORDS
            && is_of_name(start - 1)
            && !is_title_of_several(around.str(start - 1))
        {
            start -= 1;
        }
        if start == end {
            return None;
        }
        is_first = false;
    }
    None
}
