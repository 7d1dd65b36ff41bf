//! What the recogniser says of the runs that the rules look at, and the names it reads where the rules see none.

use std::ops::Range;

use super::super::Language;
use super::super::lexicon::Class;
use super::super::reading::{Case, Piece, Reading};
use super::super::token::Shape;
use super::clause::{is_connector, is_finite};
use super::rank::without_letters;
use super::recogniser::{Recogniser, Span, Words};
use super::run::{Run, without_month};
use super::several::is_title_of_several;
use super::view::View;

/// By how much a name has to be likelier than none to be looked at although the rules see no run there.
const CLEAR: f32 = 14.0;

/// The same to be read with more or fewer words than the rules read.
const LONGER: f32 = 10.0;
const SHORTER: f32 = 16.0;
/// The same to be read so whatever the lists say of the other words: "former Canuck Ana Ruiz", "Forget Ana Ruiz".
const SURE: f32 = 45.0;

/// For each run by how much it reads like a name, 0 when it does not; adds the runs that only the recogniser reads.
pub(super) fn listen(reading: &Reading<'_>, recogniser: Recogniser<'_>, runs: &mut Vec<Run>) -> Vec<f32> {
    let words = Words::of(&reading.vocabulary);
    let mut heard: Vec<(Run, f32)> = Vec::with_capacity(runs.len());
    let mut left = std::mem::take(runs).into_iter().peekable();
    for (number, piece) in reading.pieces.iter().enumerate() {
        for sentence in &piece.sentences {
            let first = heard.len();
            while let Some(run) = left.next_if(|run| run.piece == number && run.tokens.start < sentence.end) {
                heard.push((run, 0.0));
            }
            if piece.case == Case::Headline {
                continue;
            }
            for mut span in recogniser.spans(reading, piece, &words, sentence) {
                without_address(reading, piece, &mut span.tokens);
                span.tokens = without_month(piece, without_letters(piece, span.tokens));
                let view = View { reading, piece, sentence: sentence.clone() };
                span.tokens = view.without_lead(span.tokens);
                let run = Run { piece: number, tokens: span.tokens.clone(), sentence: sentence.clone() };
                match place(reading, piece, heard.get(first..).unwrap_or_default(), &span) {
                    Place::None => {
                        // A part of a run that reads like a name says as much of the run, in its share.
                        let inside =
                            |run: &Run| run.tokens.start <= span.tokens.start && span.tokens.end <= run.tokens.end;
                        if let Some((run, vote)) =
                            heard.get_mut(first..).and_then(|here| here.iter_mut().find(|(run, _)| inside(run)))
                        {
                            *vote = vote.max(span.margin * share(span.tokens.len(), run.tokens.len()));
                        }
                    }
                    Place::Apart => heard.push((run, span.margin)),
                    Place::Of(met) => {
                        heard.drain(first + met.start + 1..first + met.end);
                        if let Some(here) = heard.get_mut(first + met.start) {
                            *here = (run, span.margin);
                        }
                    }
                }
            }
            if let Some(here) = heard.get_mut(first..) {
                here.sort_by_key(|(run, _)| run.tokens.start);
            }
        }
    }
    let (all, votes) = heard.into_iter().unzip();
    *runs = all;
    votes
}

/// A part of a whole.
fn share(part: usize, whole: usize) -> f32 {
    let number = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    number(part) / number(whole.max(1))
}

/// Where a name that the recogniser reads stands among the runs of its sentence.
enum Place {
    /// Nowhere: the rules know better.
    None,
    /// Apart from all of them.
    Apart,
    /// In the place of these.
    Of(Range<usize>),
}

fn place(reading: &Reading<'_>, piece: &Piece<'_>, runs: &[(Run, f32)], span: &Span) -> Place {
    let Range { start, end } = span.tokens;
    let meets = |run: &Run| run.tokens.start < end && start < run.tokens.end;
    let Some(first) = runs.iter().position(|(run, _)| meets(run)) else {
        let given = reading.class(piece, start);
        let named = given.is(Class::GIVEN) && !given.is(Class::AMBIGUOUS) && span.tokens.len() > 1;
        let apart = span.margin >= SURE && named
            || span.margin >= CLEAR
                && !has_complement(reading, piece, start)
                && may_be(reading, piece, span.tokens.clone());
        return if apart { Place::Apart } else { Place::None };
    };
    let count = runs.iter().skip(first).take_while(|(run, _)| meets(run)).count();
    let met = runs.get(first..first + count).unwrap_or_default();
    let is_run = |at: &usize| met.iter().any(|(run, _)| run.tokens.contains(at));
    if let [(run, _)] = met
        && run.tokens == span.tokens
    {
        return Place::Of(first..first + 1);
    }
    // "suboficial de Carabineros Ana Ruiz": the word behind "de" is what the office is of.
    let is_office = start > 1
        && met.first().is_some_and(|(run, _)| start < run.tokens.start)
        && matches!(piece.str(start - 1), "de" | "of")
        && reading.class(piece, start - 2).is(Class::ROLE);
    let longer = !is_office && met.iter().all(|(run, _)| start <= run.tokens.start && run.tokens.end <= end)
        && may_be(reading, piece, span.tokens.clone().filter(|at| !is_run(at)))
        && !has_complement(reading, piece, start)
        // "Economía y Finanzas Horacio Ruiz": "y" joins surnames, and those stand last.
        && !met.first().is_some_and(|(run, _)| (start..run.tokens.start).any(|at| matches!(piece.str(at), "y" | "e" | "i")));
    let is_other =
        |at: usize| !reading.class(piece, at).is(Class::NAME | Class::SUFFIX) && piece.shape(at) != Shape::Initial;
    // An unknown word at the end is rather a surname than something else.
    let is_foreign = |at: usize| is_other(at) && reading.class(piece, at).is(Class::AMBIGUOUS);
    // An unknown word at the start is rather a given name, unless the text or its ending tells that it is none.
    let is_told = |at: usize| {
        let class = reading.class(piece, at);
        let lower =
            piece.tokens.get(at).and_then(|token| reading.vocabulary.get(token.word)).map_or(0, |word| word.lower);
        let ending =
            ["ly", "mente", "er", "or", "ist", "man", "ing", "ed"].iter().any(|end| piece.str(at).ends_with(end));
        let linked = at.checked_sub(1).is_some_and(|before| is_connector(piece.str(before)));
        class != Class::default()
            || lower > 0
            || ending
            || linked
            || is_finite(&piece.str(at).to_lowercase())
            || end - start > 1 && start - at > 1
    };
    let shorter = match met {
        [(run, _)] => {
            run.tokens.start <= start
                && end <= run.tokens.end
                && (run.tokens.start..start).all(|at| is_other(at) && is_told(at))
                && (end..run.tokens.end).all(is_foreign)
        }
        _ => false,
    };
    let no_name_lost =
        met.iter().flat_map(|(run, _)| run.tokens.clone()).all(|at| span.tokens.contains(&at) || is_other(at));
    // "la empresa Techos Ana Ruiz": a firm is named, all of it.
    let is_body = met.first().is_some_and(|(run, _)| {
        let head = run.tokens.start.checked_sub(1).filter(|at| run.sentence.contains(at));
        run.tokens.start < start && head.is_some_and(|at| reading.class(piece, at).is(Class::IMPERSONAL))
    });
    if span.margin >= SURE && end - start > 1 && no_name_lost && !is_body && !is_office {
        return Place::Of(first..first + count);
    }
    let is_sure = span.margin >= if longer { LONGER } else { SHORTER };
    if is_sure && (longer || shorter) { Place::Of(first..first + count) } else { Place::None }
}

/// Takes forms of address and roles from the start of a name.
fn without_address(reading: &Reading<'_>, piece: &Piece<'_>, tokens: &mut Range<usize>) {
    // "suboficial PNP NAME": the body that the rank is of.
    let behind_role = tokens
        .start
        .checked_sub(1)
        .is_some_and(|role| reading.class(piece, role).is(Class::ROLE) && piece.shape(role).is_word());
    let is_body = piece.shape(tokens.start) == Shape::Upper && !reading.class(piece, tokens.start).is(Class::NAME);
    if behind_role && is_body && tokens.len() > 2 && piece.shape(tokens.start + 1) == Shape::Capital {
        tokens.start += 1;
    }
    while tokens.len() > 1 {
        let class = reading.class(piece, tokens.start);
        let next = reading.class(piece, tokens.start + 1);
        let title = class.is(Class::HONORIFIC | Class::TITLE);
        let is_short = piece.str(tokens.start).ends_with('.') && piece.shape(tokens.start) == Shape::Capital;
        // Nobody is called so in Spanish.
        let is_don = piece.language != Some(Language::English) && matches!(piece.str(tokens.start), "Don" | "Doña");
        let addresses = is_title_of_several(piece.str(tokens.start))
            || title && (is_don || !class.is(Class::NAME) || is_short || next.is(Class::GIVEN) || tokens.len() > 2);
        if !addresses || piece.shape(tokens.start + 1) == Shape::Lower {
            return;
        }
        tokens.start += 1;
    }
}

/// "Aceitunas del Guadalquivir": an unknown word with a complement is no name.
fn has_complement(reading: &Reading<'_>, piece: &Piece<'_>, start: usize) -> bool {
    matches!(piece.str(start + 1), "de" | "del" | "of") && !reading.class(piece, start).is(Class::GIVEN)
}

/// Whether nothing in the lists speaks against a name.
fn may_be(reading: &Reading<'_>, piece: &Piece<'_>, mut tokens: impl Iterator<Item = usize>) -> bool {
    tokens.all(|at| {
        let class = reading.class(piece, at);
        let other = class.is(Class::AMBIGUOUS | Class::ROLE | Class::HONORIFIC) && !class.is(Class::NAME);
        piece.shape(at) != Shape::Mark && (piece.shape(at) == Shape::Lower || !other)
    })
}
