//! By-lines that name the work: "Reportaje y fotos: Ana Beck".

use super::given::is_given_name;
use crate::format::words::Phrases;

/// "Reportaje y fotos: Ana Beck", "Redacción: Ana Beck y Luis Vega": the work, and whose it is.
pub(super) fn behind_work(line: &str) -> Option<&str> {
    const WRITTEN: Phrases = Phrases::new(
        "text|texto|textos|reportaje|crónica|redacción|palabras|story|words|reporting|report|writing|interview|entrevista|investigación|research|análisis\
        |analysis|guion|script|coordinación|coordination|trabajo|campo",
    );
    const BESIDE: Phrases = Phrases::new(
        "fotos|foto|fotografía|fotografías|photo|photos|photography|photographs|pictures|images|imágenes|vídeo|video|ilustraciones|ilustración|illustrations\
        |audio|datos|data|gráficos|graphics",
    );
    /// What may as well stand above the name of whom a text is about.
    const DOUBTFUL: Phrases =
        Phrases::new("reportaje|crónica|story|report|interview|entrevista|analysis|análisis|research|trabajo|campo");
    let (work, rest) = line.split_once(": ")?;
    let words: Vec<&str> = work
        .split([' ', ',', '&', '+', '/'])
        .filter(|word| !word.is_empty() && !["y", "e", "and", "de"].contains(word))
        .collect();
    let is_work = words.iter().all(|word| WRITTEN.has(word) || BESIDE.has(word))
        && words.iter().any(|word| WRITTEN.has(word))
        && !matches!(words.as_slice(), [one] if DOUBTFUL.has(one));
    is_work.then_some(rest)
}

/// "WORDS Ana Beck PHOTOGRAPHS Luis Vega": what stands behind the work in capitals.
pub(super) fn behind_shouted_work(line: &str) -> Option<&str> {
    const WORK: [&str; 6] = ["WORDS ", "TEXT ", "STORY ", "TEXTO ", "TEXTOS ", "REPORTAJE "];
    let rest = WORK.iter().find_map(|work| line.strip_prefix(work))?;
    let mut words = rest.split(' ');
    let is_name = words.next().is_some_and(|first| is_given_name(first) && first.contains(char::is_lowercase));
    is_name.then_some(rest)
}
