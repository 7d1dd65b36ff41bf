//! The heads of texts as newsrooms, ministries, mail programs and scanners write them: title, authors, date.

use super::super::{Hint, parse};
use crate::document::Warning;

/// Body text in English.
const EN: &str = "The council of the city voted on the plan on Monday, and the mayor said that it was late by a year.\n\n\
    The river stayed calm all day, and nobody had to leave the houses on the lower road.\n";
/// Body text in Spanish.
const ES: &str = "El consejo de la ciudad votó el plan el lunes, y la alcaldesa dijo que llegaba con un año de retraso.\n\n\
    El río siguió tranquilo todo el día y nadie tuvo que dejar las casas del camino bajo.\n";

/// File name, head, and what it says: title, authors, date; `-` is nothing, `?` a date that is told to be open.
const FORMS: &[(&str, &str, &str, &str, &str)] = &[
    // By-lines.
    ("a.txt", "Water For All\nBy Ana Beck\n\n{en}", "Water For All", "Ana Beck", "-"),
    ("a.txt", "Water For All\n\nBy ANA BECK\n\n{en}", "Water For All", "ANA BECK", "-"),
    ("a.txt", "Water For All\n\nBy Ana Beck and Luis Vega\n\n{en}", "Water For All", "Ana Beck; Luis Vega", "-"),
    (
        "a.txt",
        "Water For All\n\nBy Ana Beck, Luis Vega and Jo Pike\n\n{en}",
        "Water For All",
        "Ana Beck; Luis Vega; Jo Pike",
        "-",
    ),
    ("a.txt", "Water For All\n\nBy Ana Beck, Health Editor\n\n{en}", "Water For All", "Ana Beck", "-"),
    ("a.txt", "Water For All\n\nBy Ana Beck | Health Correspondent\n\n{en}", "Water For All", "Ana Beck", "-"),
    ("a.txt", "Water For All\n\nBy Ana Beck in Quito\n\n{en}", "Water For All", "Ana Beck", "-"),
    ("a.txt", "Water For All\n\nBy Ana Beck, BBC News\n\n{en}", "Water For All", "Ana Beck", "-"),
    ("a.txt", "Water For All\n\nWritten by Ana Beck\n\n{en}", "Water For All", "Ana Beck", "-"),
    ("a.txt", "Water For All\n\nStory by Ana Beck; photographs by Jo Pike\n\n{en}", "Water For All", "Ana Beck", "-"),
    ("a.txt", "Water For All\n\nAuthors: Ana Beck, Luis Vega\n\n{en}", "Water For All", "Ana Beck; Luis Vega", "-"),
    ("a.txt", "Water For All\n\nAuthor: Ana Beck\n\n{en}", "Water For All", "Ana Beck", "-"),
    (
        "a.txt",
        "Water For All\n\nPrepared by Ana Beck and Luis Vega\n\n{en}",
        "Water For All",
        "Ana Beck; Luis Vega",
        "-",
    ),
    // A name with a place and date, or alone above the date.
    ("a.txt", "Water For All\n\nAna Beck / Quito / 3 May 2024\n\n{en}", "Water For All", "Ana Beck", "2024-05-03"),
    (
        "a.txt",
        "Water For All\n\nAna Beck in Quito | Updated 3 May 2024, 22:10\n\n{en}",
        "Water For All",
        "Ana Beck",
        "2024-05-03",
    ),
    (
        "a.txt",
        "El agua de todos\n\nAna Ruipérez\nÁvila, 03.05.2024 | 08:00\n\n{es}",
        "El agua de todos",
        "Ana Ruipérez",
        "2024-05-03",
    ),
    ("a.txt", "Water For All\n\nQuito Gazette\n3 May 2024\n\n{en}", "Water For All", "-", "2024-05-03"),
    ("a.txt", "Water For All\n\nBy Ana Beck, photographs by the author\n\n{en}", "Water For All", "Ana Beck", "-"),
    (
        "a.txt",
        "El agua de todos\n\nPor Ana Ruiz, enviada especial a Quito\n\n{es}",
        "El agua de todos",
        "Ana Ruiz",
        "-",
    ),
    // Sections and houses above the title; dates that stand elsewhere.
    (
        "a.txt",
        "CHESS\n\nLeader thrown out of the hall\n\nBy Ana Beck\n\n{en}",
        "Leader thrown out of the hall",
        "Ana Beck",
        "-",
    ),
    (
        "a.txt",
        "FEATURE | The Quito Monthly\n\nThe nose of the harbour\n\nBy Ana Beck\n\n{en}",
        "The nose of the harbour",
        "Ana Beck",
        "-",
    ),
    (
        "a.txt",
        "MINISTERIO DE AGUAS\nDirección de Comunicación\n\nEl ministerio y los regantes acuerdan un precio\n\n{es}",
        "El ministerio y los regantes acuerdan un precio",
        "-",
        "-",
    ),
    ("a.txt", "WATER FOR ALL\n\nBy Ana Beck\n\n{en}", "WATER FOR ALL", "Ana Beck", "-"),
    ("a.txt", "Water For All\nCounty of Aldermark, June 2023\n\n{en}", "Water For All", "-", "2023-06"),
    ("a.txt", "El agua de todos\n\n{es}\nQuito, 3 de mayo de 2024\n", "El agua de todos", "-", "2024-05-03"),
    ("a.txt", "Water For All\n\nBy Dr. Ana Beck\n\n{en}", "Water For All", "Ana Beck", "-"),
    (
        "a.txt",
        "Water For All\n\nBy María José Ortiz-Ruiz and Ngũgĩ wa Kamau\n\n{en}",
        "Water For All",
        "María José Ortiz-Ruiz; Ngũgĩ wa Kamau",
        "-",
    ),
    ("a.txt", "Water For All\n\nBy Reuters\n\n{en}", "Water For All", "-", "-"),
    ("a.txt", "Water For All\n\nBy Reuters Staff\n\n{en}", "Water For All", "-", "-"),
    ("a.txt", "Water For All\n\n5 May 2024 — by Ana Beck\n\n{en}", "Water For All", "Ana Beck", "2024-05-05"),
    (
        "a.txt",
        "Water For All\n\nBy Ana Beck | Wed, 09/08/2021 - 18:12\n\n{en}",
        "Water For All",
        "Ana Beck",
        "2021-09-08",
    ),
    ("a.txt", "Agua para todos\n\nPor Ana Beck\n\n{es}", "Agua para todos", "Ana Beck", "-"),
    (
        "a.txt",
        "Agua para todos\n\nPor: Ana Beck y José Peña Ruiz\n\n{es}",
        "Agua para todos",
        "Ana Beck; José Peña Ruiz",
        "-",
    ),
    (
        "a.txt",
        "Agua para todos\n\nAutores: Rosa Cano Meroño, Idriss Benjelloun\n\n{es}",
        "Agua para todos",
        "Rosa Cano Meroño; Idriss Benjelloun",
        "-",
    ),
    (
        "a.txt",
        "Agua para todos\n\nTexto: María de la Torre Núñez\n\n{es}",
        "Agua para todos",
        "María de la Torre Núñez",
        "-",
    ),
    (
        "a.txt",
        "Agua para todos\n\nPor Ana Beck | 3 de mayo de 2024\n\n{es}",
        "Agua para todos",
        "Ana Beck",
        "2024-05-03",
    ),
    ("a.txt", "Agua para todos\n\nElaborado por Ana Beck\n\n{es}", "Agua para todos", "Ana Beck", "-"),
    ("a.txt", "Agua para todos\n\nRedacción / Agencias\n\n{es}", "Agua para todos", "-", "-"),
    // What only looks like one.
    ("a.txt", "Water For All\n\nBy Monday\n\n{en}", "Water For All", "-", "-"),
    ("a.txt", "Water For All\n\nBy the numbers\n\n{en}", "Water For All", "-", "-"),
    (
        "a.txt",
        "Water For All\n\nBy Monday, the river will have risen by a metre, the mayor said on the radio.\n\n{en}",
        "Water For All",
        "-",
        "-",
    ),
    ("a.txt", "By the Numbers: Water For All\n\n{en}", "By the Numbers: Water For All", "-", "-"),
    ("a.txt", "Agua para todos\n\nPor la mañana\n\n{es}", "Agua para todos", "-", "-"),
    // Dates.
    ("a.txt", "Water For All\n\n2024-05-03\n\n{en}", "Water For All", "-", "2024-05-03"),
    ("a.txt", "Water For All\n\n17.10.2016\n\n{en}", "Water For All", "-", "2016-10-17"),
    ("a.txt", "Water For All\n\nThu, 10/31/2024 - 13:42\n\n{en}", "Water For All", "-", "2024-10-31"),
    ("a.txt", "Water For All\n\n31/10/2024\n\n{en}", "Water For All", "-", "2024-10-31"),
    ("a.txt", "Water For All\n\nNovember 5, 2024\n\n{en}", "Water For All", "-", "2024-11-05"),
    ("a.txt", "Water For All\n\n5 Nov. 2024\n\n{en}", "Water For All", "-", "2024-11-05"),
    ("a.txt", "Water For All\n\nPublished: 5 November 2024 at 09:30\n\n{en}", "Water For All", "-", "2024-11-05"),
    ("a.txt", "Water For All\n\nLast updated: Nov 6th, 2024\n\n{en}", "Water For All", "-", "2024-11-06"),
    ("a.txt", "Water For All\n\nTuesday, 5th November 2024\n\n{en}", "Water For All", "-", "2024-11-05"),
    ("a.txt", "Water For All\n\nMay 2024\n\n{en}", "Water For All", "-", "2024-05"),
    ("a.txt", "Agua para todos\n\n15 de octubre de 2024\n\n{es}", "Agua para todos", "-", "2024-10-15"),
    ("a.txt", "Agua para todos\n\nmartes, 15 de octubre del 2024\n\n{es}", "Agua para todos", "-", "2024-10-15"),
    ("a.txt", "Agua para todos\n\nMadrid, 15 oct. 2024\n\n{es}", "Agua para todos", "-", "2024-10-15"),
    ("a.txt", "Agua para todos\n\nNoviembre de 2022\n\n{es}", "Agua para todos", "-", "2022-11"),
    ("a.txt", "Agua para todos\n\nFecha: 15/10/2024\n\n{es}", "Agua para todos", "-", "2024-10-15"),
    // Open: nothing settles which number is the month.
    ("a.txt", "Water For All\n\n09/08/2021\n\n{en}", "Water For All", "-", "?"),
    ("a.txt", "Water For All\n\nBy Ana Beck | 03/04/2020\n\n{en}", "Water For All", "Ana Beck", "?"),
    // Datelines.
    ("a.txt", "Water For All\n\nQUITO, Oct. 31, 2024 (AP) — {en}", "Water For All", "-", "2024-10-31"),
    (
        "a.txt",
        "Water For All\n\nQUITO, Ecuador, Oct. 31, 2024 /PRNewswire/ -- {en}",
        "Water For All",
        "-",
        "2024-10-31",
    ),
    ("a.txt", "Water For All\n\nQuito – 31 October 2024 – {en}", "Water For All", "-", "2024-10-31"),
    (
        "a.txt",
        "Agua para todos\n\nCiudad de México, 15 de octubre de 2024.- {es}",
        "Agua para todos",
        "-",
        "2024-10-15",
    ),
    ("a.txt", "Agua para todos\n\nArica, 21 de junio de 2023. {es}", "Agua para todos", "-", "2023-06-21"),
    ("a.txt", "Agua para todos\n\nMadrid, 9 ene 2025 (EFE).- {es}", "Agua para todos", "-", "2025-01-09"),
    ("a.txt", "Water For All\n\nOn November 5, 2024, the plan was made. {en}", "Water For All", "-", "-"),
    ("a.txt", "Agua para todos\n\nEl 5 de noviembre de 2024 se hizo el plan. {es}", "Agua para todos", "-", "-"),
    // Labels and page furniture.
    ("a.txt", "FOR IMMEDIATE RELEASE\n\nWater For All\n\n{en}", "Water For All", "-", "-"),
    ("a.txt", "PRESS RELEASE\nMay 3, 2024\n\nWater For All\n\n{en}", "Water For All", "-", "2024-05-03"),
    ("a.txt", "News Article\n\nWater For All\n\n{en}", "Water For All", "-", "-"),
    ("a.txt", "COMUNICADO DE PRENSA\n\nAgua para todos\n\n{es}", "Agua para todos", "-", "-"),
    ("a.txt", "Boletín No. 45\n\nAgua para todos\n\n{es}", "Agua para todos", "-", "-"),
    ("a.txt", "Nota de prensa\n\nAgua para todos\n\n{es}", "Agua para todos", "-", "-"),
    ("a.txt", "Page 1 of 3\n\nWater For All\n\n{en}", "Water For All", "-", "-"),
    (
        "a.txt",
        "Minutes of the Board of Ridgeway School, 12 May 2025\n\n{en}",
        "Minutes of the Board of Ridgeway School, 12 May 2025",
        "-",
        "2025-05-12",
    ),
    (
        "a.txt",
        "Acta de la sesión del Ayuntamiento de Olmos, 6 de marzo de 2025\n\n{es}",
        "Acta de la sesión del Ayuntamiento de Olmos, 6 de marzo de 2025",
        "-",
        "2025-03-06",
    ),
    ("a.txt", "WATER FOR ALL, Annual report for 2018\n\n{en}", "WATER FOR ALL, Annual report for 2018", "-", "-"),
    ("a.txt", "{en}", "-", "-", "-"),
    // Mail, front matter, Markdown, web pages.
    (
        "a.txt",
        "From: Press Office <press@city.example>\nTo: news@paper.example\nSubject: Water For All\nDate: Thu, 31 Oct 2024 13:42:00 -0500\n\n{en}",
        "Water For All",
        "-",
        "2024-10-31",
    ),
    (
        "a.txt",
        "De: Prensa\nAsunto: Agua para todos\nFecha: 31 de octubre de 2024\n\n{es}",
        "Agua para todos",
        "-",
        "2024-10-31",
    ),
    (
        "a.md",
        "---\ntitle: Water For All\nauthor: Ana Beck\ndate: 2024-05-03\n---\n\n{en}",
        "Water For All",
        "Ana Beck",
        "2024-05-03",
    ),
    (
        "a.md",
        "---\ntitle: \"Water: For All\"\nauthors: [Ana Beck, Luis Vega]\n---\n\n{en}",
        "Water: For All",
        "Ana Beck; Luis Vega",
        "-",
    ),
    ("a.md", "# Water For All\n\n*By Ana Beck*\n\nMay 3, 2024\n\n{en}", "Water For All", "Ana Beck", "2024-05-03"),
    ("a.md", "**Water For All**\n\nBy **Ana Beck**, 3 May 2024\n\n{en}", "Water For All", "Ana Beck", "2024-05-03"),
    (
        "a.txt",
        "Title: Water For All\nAuthor: Ana Beck\nDate: May 3, 2024\n\n{en}",
        "Water For All",
        "Ana Beck",
        "2024-05-03",
    ),
    (
        "a.html",
        "<html><head><title>Water For All</title></head><body><main><h1>Water For All</h1><dl class=metadata><dt>From:</dt><dd>The Ministry</dd><dt>Published</dt><dd>3 May 2024</dd></dl><p>{en}</p><p>{en}</p></main></body></html>",
        "Water For All",
        "-",
        "2024-05-03",
    ),
    (
        "a.html",
        "<html><head><title>Water For All</title><meta property=\"article:author\" content=\"https://paper.example/ana\"></head><body><article><h1>Water For All</h1><div class=firma><span class=autor>Ana Beck</span> <span class=fecha>3 de mayo de 2024</span></div><p>{en}</p><p>{en}</p></article></body></html>",
        "Water For All",
        "Ana Beck",
        "2024-05-03",
    ),
    (
        "a.md",
        "Water For All\n=============\n\n_Ana Beck, transport correspondent_ · 3 May 2024\n\n{en}",
        "Water For All",
        "Ana Beck",
        "2024-05-03",
    ),
    (
        "a.html",
        "<html><head><title>Water For All</title><meta name=author content=\"Ana Beck\"><meta property=\"article:published_time\" content=\"2024-05-03T08:00:00Z\"></head><body><article><h1>Water For All</h1><p>{en}</p><p>{en}</p></article></body></html>",
        "Water For All",
        "Ana Beck",
        "2024-05-03",
    ),
    // What stands around a title on its line.
    (
        "a.txt",
        "FOR IMMEDIATE RELEASE: Council Backs Plan For Wall\n\n5 May 2024\n\n{en}",
        "Council Backs Plan For Wall",
        "-",
        "2024-05-05",
    ),
    (
        "a.txt",
        "June 5, 2026: Council Backs Plan For Wall\n\nMotion on the old wall\n\n{en}",
        "Council Backs Plan For Wall",
        "-",
        "2026-06-05",
    ),
    (
        "a.txt",
        "Council backs plan for the old wall - Holm Gazette\n\nCouncil backs plan for the old wall\n\n5 May 2024\n\n{en}",
        "Council backs plan for the old wall",
        "-",
        "2024-05-05",
    ),
    (
        "a.txt",
        "Council backs plan - and pays\n\n5 May 2024\n\n{en}",
        "Council backs plan - and pays",
        "-",
        "2024-05-05",
    ),
    (
        "a.txt",
        "Holm Gazette › News › Local Government\n\nCouncil backs plan for the old wall\n\nBy Ana Beck\n\n{en}",
        "Council backs plan for the old wall",
        "Ana Beck",
        "-",
    ),
    (
        "a.txt",
        "The Holm Courier / Weekend\n\nThe wall that kept a town dry\n\nBy Ana Beck\n\n{en}",
        "The wall that kept a town dry",
        "Ana Beck",
        "-",
    ),
    (
        "a.txt",
        "Council backs plan for the old wall\n\nBy Ana Beck\n\nThe old wall at low tide, as the council and its plan know it. (Supplied: Luis Vega)\n\n{en}",
        "Council backs plan for the old wall",
        "Ana Beck",
        "-",
    ),
    // Dates beside a job, beside a number, at the end.
    (
        "a.txt",
        "Council backs plan for wall\n\nAna Beck\nStaff Writer | Oct. 14, 2025\n\n{en}",
        "Council backs plan for wall",
        "Ana Beck",
        "2025-10-14",
    ),
    (
        "a.txt",
        "Dialysis In The Regions: An Audit\n\nReport 9: 2025-26 | November 2025\n\n{en}",
        "Dialysis In The Regions: An Audit",
        "-",
        "2025-11",
    ),
    (
        "a.txt",
        "Council backs plan for wall\n\nBy Ana Beck\n\n{en}\n\nThis report by The Holm Wire was first published Feb. 11, 2026.",
        "Council backs plan for wall",
        "Ana Beck",
        "2026-02-11",
    ),
    (
        "a.txt",
        "Council backs plan for wall\n\nBy Ana Beck\n\n{en}\n\nThe book by the mayor was first published Feb. 11, 1986.",
        "Council backs plan for wall",
        "Ana Beck",
        "-",
    ),
    // Whom an introduction names with the paper asked; whom a record names spoke.
    (
        "a.txt",
        "The new bus chief on fares\n\nJo Pike took over in May. He spoke with the Holm Gazette’s Ana Beck at the depot.\n\n5 May 2024\n\nAB: Why?\n\nJP: Because.\n\n{en}",
        "The new bus chief on fares",
        "Ana Beck",
        "2024-05-05",
    ),
    (
        "a.txt",
        "The new bus chief on fares\n\nJo Pike took over in May. He spoke with the city’s mayor, Ana Beck, at the depot.\n\n5 May 2024\n\n{en}",
        "The new bus chief on fares",
        "-",
        "2024-05-05",
    ),
    (
        "a.txt",
        "Congressional Record Vol.166 No.24\nFebruary 5, 2020\n\nTHE RIVER WILL JUDGE\n\nAna Beck\n\nMadam Speaker, \"I swear to say what the river does.\"\n\n{en}",
        "THE RIVER WILL JUDGE",
        "-",
        "2020-02-05",
    ),
];

/// Title, authors and date of a text, and the head for the message when they are others.
fn check(name: &str, head: &str, [title, authors, date]: [&str; 3], wrong: &mut Vec<String>) {
    let text = head.replace("{en}", EN).replace("{es}", ES);
    let document = parse(text.as_bytes(), Hint { name: Some(name), of: None }).unwrap();
    let meta = &document.meta;
    let names: Vec<&str> = meta.authors.iter().map(|name| &**name).collect();
    let open = document.warnings.contains(&Warning::AmbiguousDate);
    let found_date = meta.date.map_or_else(|| if open { "?" } else { "-" }.to_owned(), |date| date.value.to_string());
    let names = if names.is_empty() { "-".to_owned() } else { names.join("; ") };
    let found = (meta.title.as_deref().unwrap_or("-"), names, found_date);
    if (found.0, &*found.1, &*found.2) != (title, authors, date) {
        wrong.push(format!("{head:.90?}\n    {found:?}"));
    }
}

#[test]
fn heads_of_wires_ministries_journals_and_local_pages_are_read() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (cases, body) in [
        (include_str!("cases/heads-en.txt"), "{en}"),
        (include_str!("cases/heads-es.txt"), "{es}"),
        (include_str!("cases/texts-en.txt"), ""),
        (include_str!("cases/texts-es.txt"), ""),
        (include_str!("cases/more-en.txt"), "{en}"),
        (include_str!("cases/more-es.txt"), "{es}"),
        (include_str!("cases/sorts-en.txt"), "{en}"),
        (include_str!("cases/sorts-es.txt"), "{es}"),
        (include_str!("cases/later-en.txt"), "{en}"),
        (include_str!("cases/later-es.txt"), "{es}"),
    ] {
        for case in cases.split("\n= ").skip(1) {
            let (expected, head) = case.split_once('\n').unwrap();
            let expected: Vec<&str> = expected.split(" | ").collect();
            check("a.txt", &head.replace("{text}", body), expected.try_into().unwrap(), &mut wrong);
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_form_of_head_is_read() {
    let mut wrong = Vec::new();
    for (name, head, title, authors, date) in FORMS {
        check(name, head, [title, authors, date], &mut wrong);
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), FORMS.len(), wrong.join("\n"));
}
