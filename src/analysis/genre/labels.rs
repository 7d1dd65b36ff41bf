//! Labels and words by which texts say what they are.

/// Labels that only releases carry.
pub(super) const RELEASE: &[&str] = &[
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
pub(super) const STATEMENT: &[&str] = &[
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
pub(super) const MEMO: &[&str] =
    &["memorandum", "memo", "internal memo", "internal memorandum", "memorando", "memorando interno"];

/// How lines of a release begin that name whom to ask, and the heads of mails from press offices.
pub(super) const RELEASE_STARTS: &[&str] = &[
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
pub(super) const MINUTES: &[&str] =
    &["minutes of", "draft minutes", "acta de", "acta del", "acta numero", "acta no", "acta n.", "minuta de"];

/// What a report calls itself.
pub(super) const SELF: &[&str] =
    &["this report", "this review", "este informe", "el presente informe", "esta memoria", "el presente estudio"];

/// Words in the title of a report.
pub(super) const REPORT: &[&str] = &[
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
