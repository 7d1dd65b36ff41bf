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
        ("title: The river\n\n{}\n\n{}\n\nIn a press release issued at night, the club asked for calm.", Genre::News),
        ("title: The river\n\n{}\n\n{}\n\nThis press release was sent to the papers of the valley.", Genre::Release),
        ("title: The river\n\n{}\n\nheading: About Holm Foods\n\n{}", Genre::Release),
        ("title: The river\n\nheading: About this report\n\n{}\n\nheading: Why\n\nThis report is late.", Genre::Report),
        ("boilerplate: Instituto Departamental de Deportes\n\ntitle: El río\n\n{}", Genre::Release),
        (
            "boilerplate: Instituto Departamental de Deportes\n\ntitle: El río\n\nbyline: Por Ana Beck\n\n{}",
            Genre::News,
        ),
        ("boilerplate: Gaceta de Olmos\n\ntitle: El instituto del río\n\n{}", Genre::News),
        ("boilerplate: MEMORANDUM\n\ntitle: The river\n\nbyline: From: Ana Beck\n\nheading: Why\n\n{}", Genre::Report),
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
