//! What the sequences of terminals mean as keys: xterm, rxvt, the Linux console, screen and tmux.

use crate::app::{Chord, Key};

/// The key of a single byte below 0x80 other than ESC.
pub(super) fn single(byte: u8) -> Option<Chord> {
    Some(match byte {
        b'\r' => plain(Key::Enter),
        b'\t' => plain(Key::Tab),
        // Some terminals send 0x08 for the Backspace key; it is Ctrl-H on the wire, so nothing can be bound to that.
        0x08 | 0x7f => plain(Key::Backspace),
        0 => control(' '),
        0x01..=0x1a => control((b'a' + byte - 1).into()),
        0x1c..=0x1f => control((b'\\' + byte - 0x1c).into()),
        0x20..=0x7e => plain(Key::Char(byte.into())),
        _ => return None,
    })
}

/// The key of `CSI parameters final`. Reports of the terminal are no keys.
pub(super) fn csi(parameters: &[u8], last: u8) -> Option<Chord> {
    if let Some(console) = parameters.strip_prefix(b"[") {
        return (console.is_empty() && (b'A'..=b'E').contains(&last)).then(|| plain(Key::F(last - b'A' + 1)));
    }
    let mut numbers = numbers(parameters)?;
    let first = numbers.next();
    let modifiers = numbers.next().unwrap_or(1);
    if numbers.next().is_some() {
        return None;
    }
    let key = match last {
        b'~' => numbered(first?)?,
        b'Z' => return Some(Chord { shift: true, ..plain(Key::Tab) }),
        // F3 with a modifier looks like the answer to a question for the cursor's place; that is never in row 1 here.
        b'R' if first == Some(1) => Key::F(3),
        b'R' => return None,
        _ if first.is_none_or(|first| first == 1) => lettered(last)?,
        _ => return None,
    };
    held(key, modifiers)
}

/// The key of `ESC O final`.
pub(super) fn ss3(last: u8) -> Option<Chord> {
    match last {
        b'M' => Some(plain(Key::Enter)),
        b'R' => Some(plain(Key::F(3))),
        _ => lettered(last).map(plain),
    }
}

fn lettered(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        b'P' => Key::F(1),
        b'Q' => Key::F(2),
        b'S' => Key::F(4),
        _ => return None,
    })
}

fn numbered(number: u16) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F(u8::try_from(number - 10).ok()?),
        17..=21 => Key::F(u8::try_from(number - 11).ok()?),
        23 | 24 => Key::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

/// A key with xterm's modifier number: one more than the sum of 1 for Shift, 2 for Alt and 4 for Control.
fn held(key: Key, modifiers: u16) -> Option<Chord> {
    let bits = modifiers.checked_sub(1).filter(|bits| *bits < 16)?;
    Some(Chord { key, shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 })
}

/// Decimal parameters; nothing when there are private marks or intermediates, as in every report.
fn numbers(parameters: &[u8]) -> Option<impl Iterator<Item = u16> + '_> {
    let text = std::str::from_utf8(parameters).ok()?;
    let known = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
    known.then(|| text.split(';').filter_map(|number| number.parse().ok()))
}

const fn plain(key: Key) -> Chord {
    Chord { key, ctrl: false, alt: false, shift: false }
}

const fn control(character: char) -> Chord {
    Chord { ctrl: true, ..plain(Key::Char(character)) }
}
