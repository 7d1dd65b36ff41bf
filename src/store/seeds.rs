//! The briefings that ship with the program.

/// File names and contents, in the order they are listed.
pub(super) const SEEDS: &[(&str, &[u8])] = &[
    ("mexico-us-emergency-talks.txt", include_bytes!("../../seeds/mexico-us-emergency-talks.txt")),
    ("national-health-plan.md", include_bytes!("../../seeds/national-health-plan.md")),
    ("mexico-denmark-cooperation.txt", include_bytes!("../../seeds/mexico-denmark-cooperation.txt")),
    ("narro-robles-interview.txt", include_bytes!("../../seeds/narro-robles-interview.txt")),
    ("imss-access-to-health.html", include_bytes!("../../seeds/imss-access-to-health.html")),
];
