//! What sort of text it is, by its outer signs: questions, labels, headings, contacts.

use std::collections::HashMap;

use crate::document::{Block, BlockKind, Document};

use super::Genre;
use super::lexicon::fold;

/// Labels that only releases carry.
const RELEASE: &[&str] = &[
    "press release",
    "media release",
    "news release",
    "for immediate release",
    "media advisory",
    "press statement",
    "nota de prensa",
    "comunicado de prensa",
    "boletin de prensa",
    "boletin informativo",
    "comunicado oficial",
    "para su difusion inmediata",
    "notes to editors",
    "about the company",
    "media contact",
    "press contact",
    "contacto de prensa",
    "contacto para prensa",
    "sala de prensa",
    "notes for editors",
    "embargoed until",
    "embargoed for",
    "embargo until",
    "embargado hasta",
    "embargo hasta",
    "news provided by",
    "forward-looking statements",
    "declaraciones prospectivas",
    "/prnewswire/",
    "(business wire)",
    "(globe newswire)",
];

/// What a house calls the text that it gives out, in its title: alone or before a colon, or with whom or what it is about.
const STATEMENT: &[&str] = &[
    "statement",
    "statement on",
    "statement by",
    "statement from",
    "statement of",
    "statement regarding",
    "joint statement",
    "media statement",
    "open letter",
    "an open letter",
    "comunicado",
    "comunicado sobre",
    "comunicado de",
    "comunicado a",
    "comunicado ante",
    "comunicado conjunto",
    "pronunciamiento",
    "nota informativa",
    "carta abierta",
];

/// Labels of memoranda, which with their headings are reports.
const MEMO: &[&str] = &["memorandum", "memo", "internal memo", "internal memorandum", "memorando", "memorando interno"];

/// How lines of a release begin that name whom to ask, and the heads of mails from press offices.
const RELEASE_STARTS: &[&str] = &[
    "press office:",
    "media enquiries",
    "press enquiries",
    "media inquiries",
    "press inquiries",
    "for interviews:",
    "contact for the press",
    "contacts for the press",
    "oficina de prensa:",
    "contacto para medios",
    "issued by the press",
    "embargo:",
    "embargado:",
    "from: media",
    "from: press",
    "from: communications",
    "to: newsrooms",
    "to: editors",
    "to: news desks",
    "de: prensa",
    "de: oficina de prensa",
    "de: comunicacion",
];

/// How titles of minutes begin.
const MINUTES: &[&str] =
    &["minutes of", "draft minutes", "acta de", "acta del", "acta numero", "acta no", "acta n.", "minuta de"];

/// What a report calls itself.
const SELF: &[&str] =
    &["this report", "this review", "este informe", "el presente informe", "esta memoria", "el presente estudio"];

/// Words in the title of a report.
const REPORT: &[&str] = &[
    "report",
    "informe",
    "minutes",
    "memoria",
    "review",
    "whitepaper",
    "briefing paper",
    "acta",
    "balance",
    "evaluation",
    "evaluacion",
];

/// Blocks at either end of the text in which a label is looked for.
const ENDS: usize = 6;

/// The sort of text.
pub(super) fn of(document: &Document) -> Genre {
    let count = |kind: BlockKind| document.blocks.iter().filter(|block| block.kind == kind).count();
    let paragraphs = count(BlockKind::Paragraph);
    let questions = count(BlockKind::Question);
    if questions >= 2 && questions * 8 >= paragraphs {
        return Genre::Interview;
    }
    let contacts = count(BlockKind::Contact);
    let blocks = &document.blocks;
    let ends = blocks.iter().take(ENDS).chain(blocks.iter().rev().take(ENDS));
    let labelled = ends.filter(|block| block.text.len() < 200).any(|block| {
        let text = fold(&block.text);
        RELEASE.iter().any(|label| text.contains(label) && !is_told_of(block, &text, label))
            || RELEASE_STARTS.iter().any(|start| text.starts_with(start))
            || is_about(&text) && block.kind == BlockKind::Heading
    });
    if labelled {
        return Genre::Release;
    }
    if is_told(document) || is_meeting(document) {
        return Genre::Interview;
    }
    let title = document.meta.title.as_ref().map(|title| fold(title).into_owned()).unwrap_or_default();
    let titled = title.split(|letter: char| !letter.is_alphanumeric()).any(|word| REPORT.contains(&word))
        || blocks.iter().take(ENDS).any(is_report_number)
        || is_memo(document);
    // "1. Overview" on a line of its own
    let is_numbered =
        |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.len() < 60 && !text.ends_with('.');
    let items = document.blocks.iter().filter(|block| block.kind == BlockKind::ListItem && is_numbered(&block.text));
    let sections = sections(document, &title);
    let headings = sections + items.count();
    let signed = !document.meta.authors.is_empty() || count(BlockKind::Byline) > 0;
    if MINUTES.iter().any(|start| title.starts_with(start))
        || titled && headings >= 1
        || sections >= 2 && calls_itself_report(document)
        || headings >= 3 && !signed && (contacts > 0 || count(BlockKind::ListItem) > 0 || headings * 5 >= paragraphs)
    {
        return Genre::Report;
    }
    if !signed && is_statement(&title) || is_open_letter(&title) {
        return Genre::Release;
    }
    if !signed && is_of_house(document) {
        return Genre::Release;
    }
    if contacts > 0 && !signed && paragraphs <= 20 { Genre::Release } else { Genre::News }
}

/// Whether a sentence speaks of a release rather than being labelled as one: "In a press release sent at night the club said".
fn is_told_of(block: &Block, text: &str, label: &str) -> bool {
    const WORDS: usize = 6;
    let is_sentence = block.kind == BlockKind::Paragraph
        && text.split(' ').count() > WORDS
        && block.text.ends_with(['.', '!', '?', '”', '"', '»']);
    let is_word =
        ["release", "statement", "advisory", "prensa", "oficial", "informativo"].iter().any(|end| label.ends_with(end));
    let begins = ["", "this ", "este ", "esta "]
        .iter()
        .any(|led| text.strip_prefix(led).is_some_and(|text| text.starts_with(label)));
    is_sentence && is_word && label != "for immediate release" && !begins
}

/// Whether a heading says that the house follows which gives the text out, and not what a report is about: "About Holm Foods".
fn is_about(heading: &str) -> bool {
    const OWN: &[&str] =
        &["this", "the report", "the study", "the review", "the survey", "the data", "the author", "our"];
    heading.strip_prefix("about ").is_some_and(|rest| !OWN.iter().any(|own| rest.starts_with(own)))
}

/// Whether a line above the title names a public house that gives out texts: "Instituto Departamental de Deportes".
fn is_of_house(document: &Document) -> bool {
    const LINE: usize = 100;
    const HOUSES: &[&str] = &[
        "ministerio de ",
        "ministerio del ",
        "secretaria de ",
        "secretaria del ",
        "instituto ",
        "gobierno de ",
        "gobierno del ",
        "gobernacion ",
        "alcaldia ",
        "ayuntamiento de ",
        "municipalidad de ",
        "presidencia de ",
        "consejeria de ",
        "diputacion ",
        "fiscalia ",
        "poder judicial",
        "universidad de ",
        "ministry of ",
        "department of ",
        "department for ",
        "office of the ",
        "government of ",
        "university of ",
    ];
    let above = document.blocks.iter().take(ENDS).take_while(|block| block.kind != BlockKind::Title);
    let mut above = above.filter(|block| block.kind == BlockKind::Boilerplate && block.text.len() <= LINE);
    above.any(|block| {
        let text = fold(&block.text);
        HOUSES.iter().any(|house| text.starts_with(house)) && !block.text.ends_with('.')
    })
}

/// Whether the head of a text says that it tells how somebody was met, and the text does: "THE BIG INTERVIEW", "Ana Beck meets
/// the last of them" by Ana Beck.
fn is_meeting(document: &Document) -> bool {
    const LINE: usize = 60;
    const MEETS: &[&str] = &[
        " meets ",
        " talks to ",
        " talks with ",
        " speaks to ",
        " interviews ",
        " has lunch with ",
        " conversa con ",
        " habla con ",
        " entrevista a ",
        " charla con ",
    ];
    const SERIES: &[&str] = &[
        "lunch with",
        "breakfast with",
        "dinner with",
        "in conversation with",
        "a coffee with",
        "almuerzo con",
        "cafe con",
    ];
    let is_series = |part: &str| {
        let part = part.trim();
        let last = part.rsplit(' ').next();
        part.split(' ').count() <= 4 && last.is_some_and(|last| matches!(last, "interview" | "entrevista"))
            || SERIES.iter().any(|series| part.starts_with(series))
    };
    let is_headed = document.blocks.iter().take(ENDS).any(|block| {
        let text = fold(&block.text);
        let is_label = block.kind == BlockKind::Boilerplate
            && text.len() <= LINE
            && text.split(['|', '/', '·', ':']).any(is_series);
        let mut authors = document.meta.authors.iter();
        is_label
            || authors.any(|author| {
                text.strip_prefix(&*fold(author)).is_some_and(|rest| MEETS.iter().any(|verb| rest.starts_with(verb)))
            })
    });
    let told = Told::of(document);
    is_headed && told.now >= 3 && told.now >= told.then && told.quoting * 3 >= told.all
}

/// The sort as which a text is read: a talk that is told has no questions to which its paragraphs are the answers, and a
/// memorandum says first what it has to say.
pub(super) fn read_as(document: &Document, genre: Genre) -> Genre {
    let is_asked = || document.blocks.iter().any(|block| block.kind == BlockKind::Question);
    match genre {
        Genre::Interview if !is_asked() => Genre::News,
        Genre::Report if is_memo(document) => Genre::News,
        genre => genre,
    }
}

/// Whether a text is labelled as a memorandum.
fn is_memo(document: &Document) -> bool {
    document
        .blocks
        .iter()
        .take(ENDS)
        .any(|block| block.kind == BlockKind::Boilerplate && MEMO.contains(&fold(&block.text).trim_end_matches(':')))
}

/// Whether a title says that the text is what a house states: "Club statement: Ana Beck", "Comunicado sobre el puente".
fn is_statement(title: &str) -> bool {
    const WORDS: usize = 2;
    let head = title.split(':').next().unwrap_or(title).trim();
    let is_called = head.split(' ').count() <= WORDS
        && ["statement", "comunicado", "pronunciamiento"].iter().any(|word| head.ends_with(word));
    is_called || begins_with_one(title)
}

fn begins_with_one(title: &str) -> bool {
    STATEMENT.iter().any(|start| {
        title.strip_prefix(start).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(':') || start.contains(' ') && rest.starts_with(' ')
        })
    })
}

/// Whether a title says that the text is a letter to everybody: whoever signs it, they have given it out.
fn is_open_letter(title: &str) -> bool {
    title.starts_with("open letter") || title.starts_with("an open letter") || title.starts_with("carta abierta")
}

/// Whether a text tells a talk: its writer asks in it, and those who answer speak now and not then.
fn is_told(document: &Document) -> bool {
    const SPOKEN: usize = 4;
    const ASKED: usize = 2;
    let told = Told::of(document);
    told.now >= SPOKEN && told.now > told.then * 2 && told.asked >= ASKED && told.quoting * 2 >= told.all
}

/// How a text tells what was said.
struct Told {
    /// Verbs of saying now, and then.
    now: usize,
    then: usize,
    /// What its writer asks.
    asked: usize,
    /// Paragraphs that quote, and all.
    quoting: usize,
    all: usize,
}

impl Told {
    fn of(document: &Document) -> Self {
        const NOW: &[&str] = &[
            "says", "asks", "answers", "replies", "recalls", "observes", "explains", "laughs", "shrugs", "admits",
            "dice", "cuenta", "responde", "contesta", "recuerda", "explica", "rie", "confiesa",
        ];
        const THEN: &[&str] = &[
            "said",
            "told",
            "added",
            "asked",
            "replied",
            "explained",
            "dijo",
            "conto",
            "respondio",
            "contesto",
            "explico",
            "anadio",
            "afirmo",
            "senalo",
            "declaro",
            "aseguro",
        ];
        const WRITER: &[&str] =
            &["i ask", "i read", "i say", "tells me", "i suggest", "le pregunto", "me dice", "me cuenta", "me recibe"];
        let (mut now, mut then, mut asked, mut quoting, mut all) = (0, 0, 0, 0, 0);
        for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
            let told = without_quotations(&block.text);
            all += 1;
            quoting += usize::from(told.len() < block.text.len());
            let folded = fold(&told);
            for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
                now += usize::from(NOW.contains(&word));
                then += usize::from(THEN.contains(&word));
            }
            asked +=
                told.matches('?').count() + WRITER.iter().map(|phrase| folded.matches(phrase).count()).sum::<usize>();
        }
        Self { now, then, asked, quoting, all }
    }
}

/// A text without what stands between its quotation marks.
fn without_quotations(text: &str) -> String {
    let mut out = String::new();
    let mut is_straight = false;
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '"' => is_straight = !is_straight,
            '“' | '«' => depth += 1,
            '”' | '»' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !is_straight => out.push(letter),
            _ => {}
        }
    }
    out
}

/// Whether a line above the title says that a report follows: "Informe 7/2025".
fn is_report_number(block: &Block) -> bool {
    const LINE: usize = 60;
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let text = fold(&block.text);
    let mut words = text.split(' ');
    block.kind == BlockKind::Boilerplate
        && text.len() <= LINE
        && words.next().is_some_and(|first| REPORT.contains(&first))
        && words.next_back().is_some_and(is_number)
}

/// The headings that head a section: one that comes back, or says the title again, is the running head of the pages.
fn sections(document: &Document, title: &str) -> usize {
    let headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for heading in headings {
        // The number of the page is not the same on each.
        let words = fold(&heading.text);
        let words = words.trim_matches(|letter: char| !letter.is_alphabetic()).to_owned();
        *seen.entry(words).or_default() += 1;
    }
    seen.iter().filter(|(words, times)| **times == 1 && !words.is_empty() && words.as_str() != title).count()
}

/// Whether one of the first paragraphs says "this report".
fn calls_itself_report(document: &Document) -> bool {
    const FIRST: usize = 4;
    let paragraphs = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).take(FIRST);
    paragraphs.map(|block| fold(&block.text)).any(|text| SELF.iter().any(|name| text.contains(name)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;
    use super::*;

    const BODY: &str = "The council of the town voted on the plan, and the mayor said that it was late by a year.";

    #[test]
    fn a_text_is_of_the_sort_that_its_outer_signs_say() {
        for (text, expected) in [
            ("title: The river rises\n\n{}\n\n{}", Genre::News),
            ("boilerplate: NOTA DE PRENSA N.º 12-2019\n\ntitle: El río crece\n\n{}", Genre::Release),
            ("boilerplate: EMBARGOED until 00:01, 3 May 2024\n\ntitle: The river rises\n\n{}", Genre::Release),
            ("boilerplate: From: Media Desk <a@b.example>\n\ntitle: The river rises\n\n{}", Genre::Release),
            ("title: The river rises\n\n{}\n\nFor interviews: Ana Beck, 555 0101", Genre::Release),
            ("title: El río crece\n\n{}\n\nOficina de Prensa: Ana Beck", Genre::Release),
            ("title: Minutes of the river board\n\n{}\n\n{}", Genre::Report),
            ("title: Acta de la junta del río\n\n{}", Genre::Report),
            ("boilerplate: Informe 7/2025\n\ntitle: El río crece\n\nheading: Resumen\n\n{}", Genre::Report),
            (
                "title: The river\n\nbyline: Prepared by Ana Beck\n\nheading: Why\n\nThis report looks at floods.\n\nheading: How\n\n{}",
                Genre::Report,
            ),
            ("title: The river\n\nbyline: By Ana Beck\n\nheading: Why\n\n{}\n\nheading: How\n\n{}", Genre::News),
            // A running head that stayed.
            (
                "title: The river\n\n{}\n\nheading: The Review 2\n\n{}\n\nheading: The Review 3\n\n{}\n\nheading: The Review 4\n\n{}",
                Genre::News,
            ),
            ("title: The river\n\nheading: Why\n\n{}\n\nheading: How\n\n{}\n\nheading: When\n\n{}", Genre::Report),
            ("title: The river\n\n{}\n\nquestion: Why?\n\n{}\n\nquestion: How?\n\n{}", Genre::Interview),
            ("title: Club statement: the south stand\n\n{}", Genre::Release),
            ("title: Comunicado sobre el río\n\n{}", Genre::Release),
            ("title: Carta abierta al ministro\n\nbyline: Ana Beck\n\n{}", Genre::Release),
            ("title: Statement win for the rowers\n\n{}", Genre::News),
            ("title: Anger over statement: who said it\n\n{}", Genre::News),
            ("title: Mayor makes a statement about the river\n\n{}", Genre::News),
            ("title: Statement of the mayor\n\nbyline: By Ana Beck\n\n{}", Genre::News),
            (
                "title: The river\n\n{}\n\n{}\n\nIn a press release issued at night, the club asked for calm.",
                Genre::News,
            ),
            (
                "title: The river\n\n{}\n\n{}\n\nThis press release was sent to the papers of the valley.",
                Genre::Release,
            ),
            ("title: The river\n\n{}\n\nheading: About Holm Foods\n\n{}", Genre::Release),
            (
                "title: The river\n\nheading: About this report\n\n{}\n\nheading: Why\n\nThis report is late.",
                Genre::Report,
            ),
            ("boilerplate: Instituto Departamental de Deportes\n\ntitle: El río\n\n{}", Genre::Release),
            (
                "boilerplate: Instituto Departamental de Deportes\n\ntitle: El río\n\nbyline: Por Ana Beck\n\n{}",
                Genre::News,
            ),
            ("boilerplate: Gaceta de Olmos\n\ntitle: El instituto del río\n\n{}", Genre::News),
            (
                "boilerplate: MEMORANDUM\n\ntitle: The river\n\nbyline: From: Ana Beck\n\nheading: Why\n\n{}",
                Genre::Report,
            ),
            ("boilerplate: News provided by\n\ntitle: The river\n\n{}", Genre::Release),
        ] {
            assert_eq!(of(&document(&text.replace("{}", BODY))), expected, "{text}");
        }
    }

    #[test]
    fn a_talk_that_is_told_is_an_interview_and_a_story_in_the_present_is_none() {
        let told = "title: The river\n\n“I like it,” she says. She laughs.\n\nWho asked her? “Nobody,” she answers.\n\n\
            “They came late,” says Beck. And the bridge? “A bridge.”";
        assert_eq!(of(&document(told)), Genre::Interview);
        let met = "“I like it,” she says.\n\nShe laughs.\n\n“They came late,” she recalls.";
        let headed = format!("boilerplate: SPORT | THE BIG INTERVIEW\n\ntitle: The river\n\n{met}");
        assert_eq!(of(&document(&headed)), Genre::Interview);
        let headed = format!("boilerplate: SPORT\n\ntitle: The big interview that never was\n\n{met}");
        assert_eq!(of(&document(&headed)), Genre::News);
        for other in [
            // Nobody asks.
            "title: The river\n\n“I like it,” she says. She laughs.\n\n“Nobody,” she answers.\n\n“They came late,” says Beck.",
            // It was said then.
            "title: The river\n\n“I like it,” she said. She laughs.\n\nWho asked her? “Nobody,” she told us.\n\n\
                “They came late,” said Beck. And the bridge? “A bridge,” she says.",
        ] {
            assert_eq!(of(&document(other)), Genre::News, "{other}");
        }
    }
}
