//! Copying: through the terminal (OSC 52), or through tmux, which by default drops what a program sends that way.
//!
//! The clipboard is never read. Whether a terminal took the text is not known, so the notice says what was done.

use std::io;

use crossterm::clipboard::CopyToClipboard;

use super::command;
use super::report::{Outbox, Report};
use super::terminal::{self, Terminal};
use crate::app::Msg;
use crate::document::Clean;
use crate::settings::Clipboard;

/// Terminals drop longer ones: 100,000 bytes of sequence are 74,994 of text.
const LONGEST: usize = 74_000;

/// Sends text to the clipboard of whoever sits at the terminal; what was done is told in a notice.
pub(super) fn copy(text: &str, way: Clipboard, is_tmux: bool, terminal: &Terminal, outbox: &Outbox) -> io::Result<()> {
    let said = if text.len() > LONGEST {
        format!("not copied: {} kB are more than terminals take", text.len() / 1000)
    } else {
        match way {
            Clipboard::Off => "not copied: copying is off in the settings".to_owned(),
            Clipboard::Tmux => return through_tmux(text, outbox),
            Clipboard::Auto if is_tmux => return through_tmux(text, outbox),
            Clipboard::Auto | Clipboard::Osc52 => {
                terminal.write(osc52(text).as_bytes())?;
                "sent to the terminal".to_owned()
            }
        }
    };
    outbox.send(Report::Notice(Msg::Notice(Clean::line(&said))));
    Ok(())
}

/// The form `52;c;`, the only one that mosh passes on.
fn osc52(text: &str) -> String {
    terminal::commands(&[&CopyToClipboard::to_clipboard_from(text)])
}

/// tmux is another process and may be slow, so a thread waits for it.
fn through_tmux(text: &str, outbox: &Outbox) -> io::Result<()> {
    let (text, outbox) = (text.to_owned(), outbox.clone());
    let send = move || {
        let said = match command::feed("tmux", &["load-buffer", "-w", "-"], text.as_bytes()) {
            Ok(true) => "sent to tmux and the terminal",
            Ok(false) => "not copied: tmux refused the text; version 3.2 is needed",
            Err(_) => "not copied: tmux could not be started",
        };
        outbox.send(Report::Notice(Msg::Notice(Clean::line(said))));
    };
    std::thread::Builder::new().name("copy".to_owned()).spawn(send).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_out_in_the_form_that_every_terminal_and_mosh_know() {
        assert_eq!(osc52("ñ\x1b"), "\x1b]52;c;w7Eb\x1b\\");
    }
}
