//! Dates of short texts, with what they mean.

use proptest::prelude::*;

use super::super::testing::document;
use super::super::{Analysis, analyse};
use crate::document::{CalendarDate, DateOrigin, Document, DocumentDate};

/// A document of Thursday, 31 October 2024.
fn published(text: &str) -> Document {
    let mut document = document(text);
    let value = CalendarDate::of(2024, Some(10), Some(31)).unwrap();
    document.meta.date = Some(DocumentDate { value, origin: DateOrigin::Header, certain: true, at: None });
    document
}

fn shown(document: &Document) -> String {
    let Analysis { dates, .. } = analyse(document, &|| false);
    let one = |date: &crate::analysis::DateMention| {
        let value = date.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
        let until = date.until.map_or_else(String::new, |until| format!("/{until}"));
        let computed = if date.is_computed { " computed" } else { "" };
        let doubt = if date.certain { "" } else { " uncertain" };
        format!("'{}' {value}{until}{computed}{doubt}", document.text(date.at).unwrap())
    };
    dates.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn stated_dates_are_kept_as_exact_as_they_are() {
    let lines = [
        "The fair opened on November 5, 2024 and closed in May 2025.",
        "It was built in 1998 and mended between 2006 and 2015.",
        "The National Development Plan (PND) 2019-2024 was presented on 3 May.",
        "La feria será del 3 al 5 de mayo de 2025 y en octubre.",
        "They met on November 5-7, 2024, and again on 5 March.",
        "The letter of 09/08/2021 was lost.",
        "More than 2000 people came, 1,500 of them in 2018.",
        "It may 5 times be so, and 1999 boats sank.",
    ];
    insta::assert_debug_snapshot!(lines.map(|line| shown(&document(line))), @r#"
    [
        "'November 5, 2024' 2024-11-05; 'May 2025' 2025-05",
        "'1998' 1998; '2006 and 2015' 2006/2015",
        "'2019-2024' 2019/2024; '3 May' --05-03",
        "'3 al 5 de mayo de 2025' 2025-05-03/2025-05-05; 'octubre' --10",
        "'November 5-7, 2024' 2024-11-05/2024-11-07; '5 March' --03-05",
        "'09/08/2021' ? uncertain",
        "'2018' 2018",
        "",
    ]
    "#);
}

#[test]
fn relative_dates_are_counted_from_the_day_of_publication() {
    let lines = [
        "The mayor said on Tuesday that the road was closed yesterday.",
        "The council will meet on Tuesday.",
        "The council met last week and will meet again next month.",
        "El martes pasado se reunió el consejo; este lunes dijo que no.",
        "El alcalde habló el martes. La semana pasada llovió.",
        "El consejo se reunirá el próximo viernes por la mañana.",
        "She came last Thursday and left on Thursday.",
        "El año pasado fue seco, y este año también.",
        "The shop is open every Monday and los martes.",
        "Hoy en día nadie escribe. Ayer escribió uno.",
        "Las clases se suspendieron hasta el lunes; desde este jueves hay luz.",
        "Divers were told that they had to be back before Tuesday.",
    ];
    insta::assert_debug_snapshot!(lines.map(|line| shown(&published(line))), @r#"
    [
        "'on Tuesday' 2024-10-29 computed; 'yesterday' 2024-10-30 computed",
        "'on Tuesday' 2024-11-05 computed",
        "'last week' 2024-10-21/2024-10-27 computed; 'next month' 2024-11 computed",
        "'El martes pasado' 2024-10-29 computed; 'este lunes' 2024-10-28 computed",
        "'el martes' 2024-10-29 computed; 'La semana pasada' 2024-10-21/2024-10-27 computed",
        "'el próximo viernes' 2024-11-01 computed",
        "'last Thursday' 2024-10-24 computed; 'on Thursday' 2024-10-31 computed",
        "'El año pasado' 2023 computed; 'este año' 2024 computed",
        "",
        "'Ayer' 2024-10-30 computed",
        "'el lunes' 2024-11-04 computed; 'este jueves' 2024-10-31 computed",
        "'Tuesday' 2024-11-05 computed",
    ]
    "#);
}

#[test]
fn without_a_certain_day_of_publication_nothing_is_counted() {
    assert_eq!(shown(&document("The mayor said on Tuesday that it rained.")), "'on Tuesday' ? computed uncertain");
}

#[test]
fn the_language_of_a_block_tells_the_order_of_its_figures() {
    let spanish = "La ministra dijo que el plan de la ciudad se firmó el 09/08/2021 y que no ha cambiado.";
    let english = "The minister said that the plan of the city was signed on 09/08/2021 and has not been changed.";
    let american = "The committee that wrote it had met on 07/25/2021 and heard all of the people who came.";
    assert_eq!(
        shown(&document(&format!("{english}\n\n{spanish}"))),
        "'09/08/2021' ? uncertain; '09/08/2021' 2021-08-09"
    );
    // What the text shows of its order counts in both.
    assert_eq!(
        shown(&document(&format!("{english}\n\n{american}"))),
        "'09/08/2021' 2021-09-08; '07/25/2021' 2021-07-25"
    );
    assert_eq!(
        shown(&document(&format!("{spanish}\n\n{american}"))),
        "'09/08/2021' 2021-09-08; '07/25/2021' 2021-07-25"
    );
}

proptest! {
    #[test]
    fn no_text_makes_a_bad_address(text in "([0-9]{1,4}|[ ,./:–-]|Nov|mayo|de|al|to|last|week|el|martes|Tuesday|pasado|in|on|was|will){0,30}") {
        let document = published(&text);
        for date in analyse(&document, &|| false).dates {
            prop_assert!(document.text(date.at).is_some_and(|text| !text.is_empty()));
        }
    }
}
