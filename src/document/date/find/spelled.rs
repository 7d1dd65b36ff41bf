//! Dates in Spanish number words, as courts, councils and notaries write them: "a veintisiete de abril de dos mil veintiuno",
//! "del día nueve de marzo de 2024".

use super::super::token::month;
use super::{Form, Scan, day_spoken_of};

/// Whether a line can hold such a date: years that are spelled out begin like this.
pub(super) fn may_hold(line: &str) -> bool {
    line.contains("dos mil") || line.contains("DOS MIL")
}

impl Scan<'_> {
    /// A day, "de", a month, "de" and a year, all in words; the day may stand in figures.
    pub(super) fn spelled(&self, first: usize) -> Option<Form> {
        let is_figure = self.number(first).is_some();
        let (day, mut next) = match self.number(first) {
            Some(day) => (day, first + 1),
            None => self.small(first)?,
        };
        while self.get(next)?.is_word(&["de", "dia", "dias", "del", "mes"]) {
            next += 1;
        }
        let (month, _) = month(self.get(next)?.word()?)?;
        next += 1;
        while self.get(next)?.is_word(&["de", "del", "año"]) {
            next += 1;
        }
        if !is_figure && self.get(next)?.digits() == 4 {
            let value = day_spoken_of(self.number(next)?, u32::from(month), day)?;
            return Some(Form { value, other: None, next: next + 1 });
        }
        if !(self.get(next)?.is_word(&["dos"]) && self.get(next + 1)?.is_word(&["mil"])) {
            return None;
        }
        let (rest, next) = self.small(next + 2).unwrap_or((0, next + 2));
        let value = day_spoken_of(2000 + rest, u32::from(month), day)?;
        Some(Form { value, other: None, next })
    }

    /// A number below a hundred in words, and the token after it.
    fn small(&self, at: usize) -> Option<(u32, usize)> {
        let number = cardinal(self.get(at)?.word()?)?;
        let unit = || {
            let unit = cardinal(self.get(at + 2)?.word()?)?;
            let is_pair = number >= 30 && number % 10 == 0 && unit < 10 && self.get(at + 1)?.is_word(&["y"]);
            is_pair.then_some((number + unit, at + 3))
        };
        Some(unit().unwrap_or((number, at + 1)))
    }
}

/// The number of a word without its accents.
fn cardinal(word: &str) -> Option<u32> {
    const UNDER_THIRTY: [&str; 29] = [
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciseis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidos",
        "veintitres",
        "veinticuatro",
        "veinticinco",
        "veintiseis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];
    const TENS: [&str; 7] = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
    let place = |words: &[&str]| words.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok());
    let first = || (word == "primero").then_some(1);
    place(&UNDER_THIRTY).map(|at| at + 1).or_else(|| place(&TENS).map(|at| at * 10 + 30)).or_else(first)
}

#[cfg(test)]
mod tests {
    use super::super::find_dates;

    #[test]
    fn days_in_words_are_read_with_their_year_in_words() {
        let read = |line: &str| find_dates(line).first().map(|date| date.value.to_string());
        for (line, day) in [
            ("En Villarreal, a veintisiete de abril de dos mil veintiuno.", "2021-04-27"),
            ("a los doce días del mes de marzo del año dos mil treinta y cuatro", "2034-03-12"),
            ("EL TREINTA Y UNO DE MAYO DE DOS MIL NUEVE", "2009-05-31"),
            ("a 3 de junio de dos mil", "2000-06-03"),
            ("siendo las once horas del día nueve de marzo de 2024", "2024-03-09"),
            ("a los veintidós días del mes de mayo de 2019", "2019-05-22"),
        ] {
            assert_eq!(read(line).as_deref(), Some(day), "{line}");
        }
        for line in [
            "dos de mayo",
            "uno de marzo y 2024 más",
            "dos mil personas",
            "en abril de dos mil personas que",
            "cuarenta de mayo de dos mil uno",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
