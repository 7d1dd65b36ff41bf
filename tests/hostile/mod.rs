//! What hostile documents send to terminals, and what of it the program may pass on: none.

#![allow(dead_code, reason = "each test program that shares this uses a part of it")]

/// Strings that move, clear, ask, answer, retitle, copy, draw, reorder or hide, each with its name.
pub(crate) const STRINGS: &[(&str, &str)] = &[
    ("colour", "\x1b[31mred"),
    ("clear", "\x1b[2J\x1b[3J\x1b[H"),
    ("normal screen", "\x1b[?1049l"),
    ("mouse", "\x1b[?1000h\x1b[?1006h"),
    ("paste off", "\x1b[?2004l"),
    ("pasted keys", "\x1b[200~Q\r:quit\r\x1b[201~"),
    ("position report", "\x1b[6n"),
    ("attributes report", "\x1b[c\x1b[>c\x1b[=c"),
    ("title report", "\x1b[21t\x1b[20t"),
    ("window", "\x1b[8;1;1t\x1b[3;0;0t"),
    ("version report", "\x1b[>0q"),
    ("keyboard", "\x1b[>31u\x1b[?u"),
    ("cursor shape", "\x1b[5 q"),
    ("margins", "\x1b[5;6r"),
    ("title", "\x1b]0;owned\x07"),
    ("icon", "\x1b]1;owned\x1b\\"),
    ("window title", "\x1b]2;owned\x1b\\"),
    ("palette", "\x1b]4;1;rgb:00/00/00\x07"),
    ("palette report", "\x1b]4;1;?\x07"),
    ("folder", "\x1b]7;file://host/tmp\x07"),
    ("link", "\x1b]8;;http://e.example/\x1b\\click\x1b]8;;\x1b\\"),
    ("notification", "\x1b]9;owned\x07\x1b]777;notify;a;b\x07"),
    ("colour report", "\x1b]11;?\x1b\\"),
    ("clipboard", "\x1b]52;c;cm0gLXJmIC8=\x07"),
    ("clipboard report", "\x1b]52;c;?\x07"),
    ("picture", "\x1b]1337;File=inline=1:AAAA\x07"),
    ("settings report", "\x1bP$q\"p\x1b\\"),
    ("capability report", "\x1bP+q544e\x1b\\"),
    ("sixel", "\x1bPq#0;2;0;0;0~\x1b\\"),
    ("tmux", "\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\"),
    ("graphics", "\x1b_Ga=T,f=24,s=1,v=1;AAAA\x1b\\"),
    ("privacy message", "\x1b^private\x1b\\"),
    ("string", "\x1bXstring\x1b\\"),
    ("reset", "\x1bc"),
    ("alignment", "\x1b#8"),
    ("line drawing", "\x1b(0lqqk\x1b(B"),
    ("keypad", "\x1b=\x1b>\x1b7\x1b8"),
    ("unended command", "cut\x1b["),
    ("unended string", "cut\x1b]52;c;"),
    ("escape", "cut\x1b"),
    ("8-bit command", "\u{9b}31m\u{9b}6n"),
    ("8-bit title", "\u{9d}0;owned\u{9c}"),
    ("8-bit settings", "\u{90}$q\"p\u{9c}"),
    ("8-bit others", "\u{84}\u{85}\u{8d}\u{8e}\u{98}\u{9e}\u{9f}"),
    ("return", "innocent\rguilty"),
    ("backspace", "innocent\x08\x08\x08\x08guilty"),
    ("bell", "ring\x07\x07"),
    ("vertical tab", "up\x0bdown\x0cpage"),
    ("shift out", "\x0elqk\x0f"),
    ("delete", "del\x7f\x7f"),
    ("enquiry", "\x05\x06\x16\x18\x1a"),
    ("override", "\u{202e}txt.exe\u{202d}\u{202a}\u{202b}\u{202c}"),
    ("isolates", "\u{2066}a\u{2067}b\u{2068}c\u{2069}"),
    ("marks", "\u{200e}a\u{200f}b\u{61c}c"),
    ("tags", "\u{e0001}\u{e0068}\u{e0069}\u{e007f}"),
    ("joiners", "a\u{200d}\u{200d}\u{200d}\u{200d}\u{200d}\u{200d}\u{200d}\u{200d}\u{200d}\u{200d}\u{200d}b"),
    ("accents", "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"),
    ("selectors", "a\u{fe0f}\u{fe0f}\u{fe0f}\u{fe0f}\u{fe0f}\u{fe0f}\u{fe0f}\u{fe0f}\u{fe0f}\u{fe0f}"),
    ("invisible", "in\u{200b}vi\u{2060}si\u{feff}b\u{ad}l\u{180e}e"),
    ("separators", "one\u{2028}two\u{2029}three"),
    ("annotations", "\u{fff9}a\u{fffa}b\u{fffb}"),
    ("fillers", "a\u{3164}b\u{115f}c\u{1160}d\u{ffa0}"),
];

/// What in an output is neither text nor one of the sequences the program may send.
pub(crate) fn foreign(bytes: &[u8], is_escape_known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            found.push(format!("not UTF-8 at {}", error.valid_up_to()));
            return found;
        }
    };
    let mut rest = text;
    let mut run = 0;
    while let Some(c) = rest.chars().next() {
        if c == '\x1b' {
            let sequence = sequence(rest);
            if !is_escape_known(sequence) {
                found.push(format!("{:?} in {:?}", sequence, rest.chars().take(40).collect::<String>()));
            }
            rest = &rest[sequence.len()..];
            continue;
        }
        run = if is_mark(c) { run + 1 } else { 0 };
        if is_forbidden(c) || run > 8 {
            found.push(format!("{c:?} in {:?}", rest.chars().take(40).collect::<String>()));
        }
        rest = &rest[c.len_utf8()..];
    }
    found
}

/// The sequences the reader may send: moving, erasing to the end of a line, styles, a scroll region with its two scrolls,
/// and four modes.
pub(crate) fn is_readers(sequence: &str) -> bool {
    let Some(body) = sequence.strip_prefix("\x1b[") else { return false };
    let Some(last) = body.chars().last() else { return false };
    let parameters = &body[..body.len() - last.len_utf8()];
    match last {
        'H' | 'C' | 'm' | 'r' | 'L' | 'M' | 'S' | 'T' => parameters.chars().all(|c| c.is_ascii_digit() || c == ';'),
        'K' => parameters.is_empty(),
        'h' | 'l' => ["?25", "?1049", "?2004", "?2026"].contains(&parameters),
        _ => false,
    }
}

/// The sequences of the command line on a terminal: bold and plain.
pub(crate) fn is_command_lines(sequence: &str) -> bool {
    ["\x1b[1m", "\x1b[0m"].contains(&sequence)
}

/// The control sequence at the beginning; anything else than a whole `CSI` is the escape and what follows it.
fn sequence(rest: &str) -> &str {
    let end = match rest.strip_prefix("\x1b[") {
        Some(body) => body.find(|c: char| ('@'..='~').contains(&c)).map(|at| at + 3),
        None => rest.char_indices().nth(2).map(|(at, _)| at),
    };
    end.and_then(|end| rest.get(..end)).unwrap_or(rest)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Control characters, and those that turn the direction, separate, hide, annotate or tag.
const FORBIDDEN: &[std::ops::RangeInclusive<char>] = &[
    '\u{61c}'..='\u{61c}',
    '\u{ad}'..='\u{ad}',
    '\u{180e}'..='\u{180e}',
    '\u{200b}'..='\u{200b}',
    '\u{200e}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2060}'..='\u{2060}',
    '\u{2066}'..='\u{2069}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
    '\u{e0000}'..='\u{e007f}',
];

fn is_forbidden(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    is_control || FORBIDDEN.iter().any(|range| range.contains(&c))
}
