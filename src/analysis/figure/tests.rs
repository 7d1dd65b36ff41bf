//! Figures of short texts.

use proptest::prelude::*;

use super::super::analyse;
use super::super::testing::document;
use crate::document::Document;

pub(super) fn shown(document: &Document) -> String {
    let text = |at| document.text(at).unwrap();
    let figures = analyse(document, &|| false).figures;
    let one = |figure: &crate::analysis::Figure| {
        let value = figure.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
        let high = figure.high.map_or_else(String::new, |high| format!("..{high}"));
        let hedge = figure.hedge.map_or_else(String::new, |at| format!(" ~{}", text(at)));
        let unit = figure.unit.map_or_else(String::new, |unit| format!(" [{} {}]", unit.kind.name(), text(unit.at)));
        let of = figure.of.map_or_else(String::new, |at| format!(" of={}", text(at)));
        assert!(text(figure.sentence).contains(text(figure.number)) && text(figure.at).contains(text(figure.number)));
        format!("{value}{high}{hedge}{unit}{of}")
    };
    figures.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_spanish_block_in_an_english_text_is_read_as_spanish() {
    let text = "The road is 120.5 kilometres long and it was said on Monday that it cost 3.5 million.\n\n\
                La ministra dijo que el puente de la ciudad tiene una longitud de 1.200 metros y que no es de los más largos.\n\n\
                The minister said that the bridge of the city would be open by the end of the year for 1,300 cars.";
    assert_eq!(shown(&document(text)), "120.5 [measure kilometres]; 3500000; 1200 [measure metros]; 1300 of=cars");
}

#[test]
fn figures_have_hedge_scale_unit_and_what_they_count() {
    let lines = [
        "The system hosts 53.7 million electronic medical records.",
        "It performed nearly 300 million vaccinations and invested more than 21 billion Mexican Pesos [around USD 1.12 billion].",
        "About 12% of the pupils and 4.5 percent of teachers stayed at home.",
        "The road is 120 kilometres long and cost €3.2bn, or $3.5 billion.",
        "Between 10 and 15 people came, 20-30 boats and 5 to 7 million fish.",
        "Three million voters and twenty-five judges waited two hours.",
        "More than 2000 people live in 282 hospitals.",
        "More than 23,000 medical centers, more than 200,000 physicians, 300,000 nurses and 90,000 hospital beds.",
    ];
    insta::assert_debug_snapshot!(lines.map(|line| shown(&document(line))), @r#"
    [
        "53700000 of=electronic medical records",
        "300000000 ~nearly of=vaccinations; 21000000000 ~more than [currency Mexican Pesos]; 1120000000 ~around [currency USD]",
        "12 ~About [percent %] of=the pupils; 4.5 [percent percent] of=teachers",
        "120 [measure kilometres]; 3200000000 [currency €]; 3500000000 [currency $]",
        "10..15 of=people; 20..30 of=boats; 5000000..7000000 of=fish",
        "3000000 of=voters; 25 of=judges; 2 [measure hours]",
        "2000 ~More than of=people; 282 of=hospitals",
        "23000 ~More than of=medical centers; 200000 ~more than of=physicians; 300000 of=nurses; 90000 of=hospital beds",
    ]
    "#);
}

#[test]
fn a_number_is_read_in_the_language_of_its_block_and_hours_are_none() {
    let lines = [
        "He once sold cars to the man, and they made quince jam in the summer of that year for all of us.",
        "Los once vecinos de la casa pidieron que se les pagaran las quince multas de la semana.",
        "The three hundred and twelve people in the hall had waited for two hours, and nine found a chair there.",
        "Perdieron cuatrocientas doce vacas y ciento veinte ovejas de las que tenían en el valle.",
        "The meeting of the board closed at 4.05 p.m. and it was said that they would all be back in the autumn.",
        "Se abre la sesión a las 18.30 horas y se cierra a las 20.50 horas, con 1.287 parcelas de la comunidad.",
    ];
    let found: Vec<String> = lines.iter().map(|line| shown(&document(line))).collect();
    assert_eq!(found[0], "");
    assert_eq!(found[1], "11 of=vecinos; 15 of=multas");
    assert_eq!(found[2], "312 of=people; 2 [measure hours]");
    assert_eq!(found[3], "412 of=vacas; 120 of=ovejas");
    assert_eq!(found[4], "");
    assert_eq!(found[5], "1287 of=parcelas");
}

#[test]
fn spanish_figures_are_read_with_their_own_signs() {
    let lines = [
        "La obra costará 3.200 millones de pesos y unos 12,5 kilómetros de la vía.",
        "El 12 % de los alumnos y más de tres millones de personas.",
        "Costó 1.234,5 euros y murieron al menos 40 peces.",
        "Entre 10 y 15 personas trabajan en 80 kilómetros de tubería.",
        "Hay 1,500 casas y 2.5 hectáreas de bosque.",
        "Se perdieron 1.200 hectáreas en treinta y dos incendios.",
        "Son 30 mil millones de dólares.",
    ];
    insta::assert_debug_snapshot!(lines.map(|line| shown(&document(line))), @r#"
    [
        "3200000000 [currency pesos]; 12.5 ~unos [measure kilómetros] of=la vía",
        "12 [percent %] of=los alumnos; 3000000 ~más de of=personas",
        "1234.5 [currency euros]; 40 ~al menos of=peces",
        "10..15 of=personas; 80 [measure kilómetros] of=tubería",
        "1500 of=casas; 2.5 [measure hectáreas] of=bosque",
        "1200 [measure hectáreas]; 32 of=incendios",
        "30000000000 [currency dólares]",
    ]
    "#);
}

#[test]
fn what_only_has_digits_is_no_figure() {
    for line in [
        "On November 5, 2024 the council met at 13:42.",
        "Call +52 55 1234 5678 or (020) 7946-0000 today.",
        "Article 5 and page 3 of Section 2 were read.",
        "1. The council met.",
        "The COVID-19 vaccine and the F-86 came in 2018.",
        "It opened on the 5th, version 1.2.3 of Windows 11.",
        "It is open 24/7 in Room 101.",
        "One of them left.",
    ] {
        assert_eq!(shown(&document(line)), "", "{line}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_bad_address(text in "([0-9]{1,5}|[ ,.$€%/:–-]|million|mil|two|to|de|of|km|people|about|más|euros){0,40}") {
        shown(&document(&text));
    }
}
