//! For terminals whose locale has no UTF-8: letters without their accents, signs by their nearest, else a question mark.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Replaces every cell that is not ASCII.
pub(super) fn to_ascii(buffer: &mut Buffer) {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let letter =
                buffer.cell((x, y)).map(ratatui::buffer::Cell::symbol).filter(|symbol| !symbol.is_ascii()).map(ascii);
            if let Some(letter) = letter {
                let style = buffer.cell((x, y)).map_or_else(Style::new, ratatui::buffer::Cell::style);
                buffer.set_string(x, y, letter.to_string(), style);
            }
        }
    }
}

/// A text in ASCII, letter by letter.
pub(crate) fn ascii_text(text: &str) -> String {
    let letter = |cluster: &str| if cluster.is_ascii() { cluster.to_owned() } else { ascii(cluster).to_string() };
    text.graphemes(true).map(letter).collect()
}

fn ascii(symbol: &str) -> char {
    let Some(first) = symbol.chars().next() else { return ' ' };
    match first {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2026}' => '.',
        '\u{2022}' | '·' => '*',
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        '¿' => '?',
        '¡' => '!',
        'ß' => 's',
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' => 'd',
        'æ' => 'a',
        'Æ' => 'A',
        '⟨' => '<',
        '⟩' => '>',
        _ => symbol.nfkd().find(char::is_ascii).unwrap_or('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn text_stays_readable() {
        let shown: String = "“Señor Łukasz” – ½ €…".chars().map(|c| ascii(&c.to_string())).collect();
        assert_eq!(shown, "\"Senor Lukasz\" - 1 ?.");
    }
}
