//! What a character is to a terminal, and how a dangerous one is shown.

use std::fmt::Write;

use unicode_normalization::char::is_combining_mark;

/// What a character is to a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Shown as it is.
    Plain,
    /// White space within a line.
    Blank,
    /// Ends a line.
    LineBreak,
    /// A horizontal tab.
    Tab,
    /// A control character or one without a meaning in text.
    Control,
    /// Changes the direction of what follows, or hides text in tags.
    Direction,
    /// Takes no room and shows nothing.
    Invisible,
    /// ZWJ or ZWNJ: shapes some scripts and emoji, else invisible.
    Joiner,
    /// Variation selector 16: asks for the emoji form of what stands before it.
    EmojiStyle,
    /// Stands on the character before it.
    Mark,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::LineBreak,
        '\t' => Class::Tab,
        // Most of what is read: ASCII, and letters of Latin, Greek, Cyrillic, Chinese and Japanese.
        '!'..='~'
        | '\u{a1}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{482}'
        | '\u{48a}'..='\u{590}'
        | '\u{2010}'..='\u{2027}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => Class::Plain,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' => Class::Control,
        _ if u32::from(c) & 0xFFFE == 0xFFFE => Class::Control,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{e0000}'..='\u{e007f}' => Class::Direction,
        '\u{200c}' | '\u{200d}' => Class::Joiner,
        '\u{fe0f}' => Class::EmojiStyle,
        '\u{ad}' | '\u{34f}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
        // Fillers and selectors of single scripts: blank, and of uncertain width.
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{fe00}'..='\u{fe0e}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{13430}'..='\u{1343f}' | '\u{e0080}'..='\u{e0fff}' => Class::Invisible,
        _ if c.is_whitespace() => Class::Blank,
        _ if u32::from(c) >= 0x300 && is_combining_mark(c) => Class::Mark,
        _ => Class::Plain,
    }
}

/// Writes a control character as a picture: C0 and DEL from the Unicode block of control pictures, others as a number.
pub(super) fn show_control(c: char, out: &mut String) {
    let code = u32::from(c);
    let picture = match code {
        0..=0x1F => char::from_u32(0x2400 + code),
        0x7F => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) => out.push(picture),
        // Writing to a string does not fail.
        None => drop(write!(out, "⟨{code:02X}⟩")),
    }
}

/// Writes a direction mark or tag character by its name.
pub(super) fn show_direction(c: char, out: &mut String) {
    let name = match c {
        '\u{61c}' => "ALM",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        _ => "TAG",
    };
    out.push('⟨');
    out.push_str(name);
    if let Some(letter @ '!'..='~') = char::from_u32(u32::from(c).wrapping_sub(0xE0000)) {
        out.push(' ');
        out.push(letter);
    }
    out.push('⟩');
}

/// Whether the character is of a script whose letters change their shape next to each other: Arabic and its kin,
/// the scripts of India and South-East Asia, Tibetan, Mongolian.
pub(super) fn is_joining(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{fff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{18af}' | '\u{1a20}'..='\u{1aaf}' | '\u{1b00}'..='\u{1c4f}' | '\u{a840}'..='\u{a8ff}'
        | '\u{a980}'..='\u{a9df}' | '\u{aa60}'..='\u{aa7f}' | '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefc}'
        | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
        && !matches!(class(c), Class::Direction | Class::Invisible)
}

/// Whether the character is a symbol that joins into an emoji sequence.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21aa}' | '\u{231a}'..='\u{23ff}' | '\u{24c2}'
        | '\u{25aa}'..='\u{27bf}' | '\u{2934}' | '\u{2935}' | '\u{2b05}'..='\u{2b55}' | '\u{3030}' | '\u{303d}' | '\u{3297}'
        | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether the emoji form can be asked for: emoji, and the bases of keycaps.
pub(super) fn takes_emoji_style(c: char) -> bool {
    is_emoji(c) || matches!(c, '#' | '*' | '0'..='9' | '©' | '®')
}
