//! Words around numbers, English and Spanish, folded: number words, scales, units, hedges.

use super::super::words::Words;

static CURRENCIES: Words = Words::new(
    "dollar dollars euro euros pound pounds peso pesos yen yuan rupee rupees krona kronor krone kroner crown crowns \
    franc francs real reais ruble rubles rouble roubles dolar dolares libra libras franco francos corona coronas cents centavos cent \
    quetzales soles bolivares guaranies sol colones lempiras",
);
static CODES: Words = Words::new(
    "USD EUR GBP MXN JPY CHF CAD AUD ARS COP CLP BRL SEK NOK DKK INR CNY US$ PEN MDD MDP PLN CZK \
    HUF RON TRY ZAR KES NGN GHS EGP AED SAR KRW THB SGD HKD NZD PHP IDR MYR VND UYU PYG BOB GTQ CRC DOP HNL NIO VES",
);
static MEASURES: Words = Words::new(
    "kilometre kilometres kilometer kilometers metre metres meter meters mile miles foot feet inch inches yard yards \
    hectare hectares acre acres kilo kilos kilogram kilograms kilogramme kilogrammes gram grams tonne tonnes ton tons litre litres liter \
    liters gallon gallons barrel barrels degree degrees hour hours minute minutes second seconds day days week weeks month months year \
    years decade decades century centuries megawatt megawatts gigawatt gigawatts kilowatt kilowatts watt watts knot knots kilometro \
    kilometros metro metros milla millas pie pies hectarea hectareas kilogramo kilogramos gramo gramos tonelada toneladas litro litros \
    barril barriles grado grados hora horas minuto minutos segundo segundos dia dias semana semanas mes meses ano anos decada decadas \
    siglo siglos megavatio megavatios gigavatio gigavatios centimetre centimetres centimeters centimetros milimetros",
);
static SIGNS: Words = Words::new(
    "km m² km² m³ kg g mg t ha cm mm l ml hl kWh MWh GWh TWh MW GW kW °C °F ° mph km/h h min GB TB MB kt Mt Gt lb lbs oz ft",
);
static ENDS: Words = Words::new(
    "in on at by to for from with that which who whose where when while and or but as than is are was were be been has have \
    had will would can could may might should during after before since until about into over under through the a an this these those \
    its their his her our your my it they he she we you not also each per every if because so more less en con por para que y o e u pero \
    como es son fue fueron era eran ha han habia sera seran esta estan se al el la los las un una su sus este esta estos estas durante \
    tras antes desde hasta sobre entre segun cuando donde cada mientras ya no lo le les mas menos muy del sin ante contra hay left if off up down out across \
    between within without against among around along near last next ago later earlier away early late now today yesterday hace despues \
    found must sold stood spent said told came went took made gave lost won led met kept got ran fell rose grew sat fled fought saw did \
    does do goes comes lives remain remains needs behind there here",
);
static LABELS: Words = Words::new(
    "article section page pages chapter no nos number paragraph figure table part volume vol phase act room floor route \
    highway version level line step type class grade round game season episode gate platform unit appendix annex articulo seccion pagina \
    paginas capitulo numero parrafo figura cuadro tabla parte fase acto piso ruta nivel linea paso tipo grado ronda temporada capitulos \
    article's num tomo anexo inciso fraccion top item point minute minuto channel aged age",
);

/// "Euros", "pesos".
pub(super) fn is_currency(key: &str) -> bool {
    CURRENCIES.has(key)
}

/// "USD", as it is written.
pub(super) fn is_currency_code(text: &str) -> bool {
    CODES.has(text)
}

/// "Kilometres", "years".
pub(super) fn is_measure(key: &str) -> bool {
    MEASURES.has(key)
}

/// "km", as it is written.
pub(super) fn is_measure_sign(text: &str) -> bool {
    SIGNS.has(text)
}

/// Words that end what is counted.
pub(super) fn ends_phrase(key: &str) -> bool {
    ENDS.has(key)
}

/// Words behind which nothing else is counted.
pub(super) fn is_people(key: &str) -> bool {
    static WORDS: Words =
        Words::new("people persons women men children personas mujeres hombres ninos ninas times veces");
    WORDS.has(key)
}

/// Words before a number that is a name: "Article 5".
pub(super) fn is_label(key: &str) -> bool {
    LABELS.has(key)
}

/// The power of ten of a scale word.
pub(super) fn scale(key: &str) -> Option<i32> {
    Some(match key {
        "hundred" | "hundreds" => 2,
        "thousand" | "thousands" | "mil" => 3,
        "million" | "millions" | "millon" | "millones" => 6,
        "billion" | "billions" => 9,
        "trillion" | "trillions" | "billon" | "billones" => 12,
        _ => return None,
    })
}

/// A number in words that begins with this token, and the token after it: "three", "twenty-five", "treinta y dos", "three
/// hundred and twelve", "cuatrocientas doce".
pub(super) fn number<'a>(key: impl Fn(usize) -> &'a str, at: usize, is_spanish: bool) -> Option<(u64, usize)> {
    // "Once" and "quince" are no numbers in English.
    if !is_spanish && matches!(key(at), "once" | "quince") {
        return None;
    }
    // "A hundred", "a million"; in Spanish "a" is "to".
    if key(at) == "a" {
        let is_one = !is_spanish && matches!(key(at + 1), "hundred" | "thousand" | "million" | "billion" | "trillion");
        let rest = (key(at + 1) == "hundred").then(|| after_hundred(&key, at + 2)).flatten();
        return is_one.then(|| rest.map_or((1, at + 1), |(rest, end)| (100 + rest, end)));
    }
    // "One and a half"
    if key(at) == "one" && key(at + 1) == "and" && key(at + 2) == "a" && key(at + 3) == "half" {
        return Some((1, at + 1));
    }
    let (first, end) = below_hundred(&key, at)?;
    let hundreds = (1..=9).contains(&first) && key(end) == "hundred";
    let (sum, next) = if hundreds { (first * 100, end + 1) } else { (first, end) };
    if hundreds {
        // Without a rest, "hundred" is a scale like "thousand".
        return Some(after_hundred(&key, next).map_or((first, end), |(rest, end)| (sum + rest, end)));
    }
    let is_round = is_spanish && (100..1000).contains(&first) && first.is_multiple_of(100);
    let rest = below_hundred(&key, next).filter(|(rest, _)| is_round && *rest < 100);
    Some(rest.map_or((first, end), |(rest, end)| (first + rest, end)))
}

/// What follows "hundred": "and twelve".
fn after_hundred<'a>(key: &impl Fn(usize) -> &'a str, at: usize) -> Option<(u64, usize)> {
    below_hundred(key, at + usize::from(key(at) == "and")).filter(|(rest, _)| *rest < 100)
}

fn below_hundred<'a>(key: &impl Fn(usize) -> &'a str, at: usize) -> Option<(u64, usize)> {
    let word = key(at);
    if let Some((tens, ones)) = word.split_once('-')
        && let (Some(tens @ 20..), Some(ones @ 1..=9)) = (value(tens), value(ones))
    {
        return Some((tens + ones, at + 1));
    }
    let first = value(word)?;
    if (30..100).contains(&first)
        && key(at + 1) == "y"
        && let Some(ones @ 1..=9) = value(key(at + 2))
    {
        return Some((first + ones, at + 3));
    }
    // "One" and "un" are articles unless a scale follows.
    if first == 1 && scale(key(at + 1)).is_none() {
        return None;
    }
    Some((first, at + 1))
}

/// Whether a number, a part of a whole or a count in dozens may begin with this word.
pub(super) fn begins(key: &str) -> bool {
    matches!(key, "a" | "half" | "la" | "una" | "media" | "medio") || key.contains('-') || value(key).is_some()
}

/// A number of one word.
pub(super) fn value(word: &str) -> Option<u64> {
    Some(match word {
        "one" | "un" | "uno" | "una" => 1,
        "two" | "dos" => 2,
        "three" | "tres" => 3,
        "four" | "cuatro" => 4,
        "five" | "cinco" => 5,
        "six" | "seis" => 6,
        "seven" | "siete" => 7,
        "eight" | "ocho" => 8,
        "nine" | "nueve" => 9,
        "ten" | "diez" => 10,
        "eleven" | "once" => 11,
        "twelve" | "doce" => 12,
        "thirteen" | "trece" => 13,
        "fourteen" | "catorce" => 14,
        "fifteen" | "quince" => 15,
        "sixteen" | "dieciseis" => 16,
        "seventeen" | "diecisiete" => 17,
        "eighteen" | "dieciocho" => 18,
        "nineteen" | "diecinueve" => 19,
        "twenty" | "veinte" => 20,
        "veintiun" | "veintiuno" | "veintiuna" => 21,
        "veintidos" => 22,
        "veintitres" => 23,
        "veinticuatro" => 24,
        "veinticinco" => 25,
        "veintiseis" => 26,
        "veintisiete" => 27,
        "veintiocho" => 28,
        "veintinueve" => 29,
        "thirty" | "treinta" => 30,
        "forty" | "cuarenta" => 40,
        "fifty" | "cincuenta" => 50,
        "sixty" | "sesenta" => 60,
        "seventy" | "setenta" => 70,
        "eighty" | "ochenta" => 80,
        "ninety" | "noventa" => 90,
        "cien" | "ciento" => 100,
        "doscientos" | "doscientas" => 200,
        "trescientos" | "trescientas" => 300,
        "cuatrocientos" | "cuatrocientas" => 400,
        "quinientos" | "quinientas" => 500,
        "seiscientos" | "seiscientas" => 600,
        "setecientos" | "setecientas" => 700,
        "ochocientos" | "ochocientas" => 800,
        "novecientos" | "novecientas" => 900,
        "mil" => 1000,
        _ => return None,
    })
}

/// How many parts: "a", "one", "la", "two" to "nine".
pub(super) fn ones(word: &str) -> Option<u32> {
    match word {
        "a" | "la" => Some(1),
        word => value(word).and_then(|value| u32::try_from(value).ok()).filter(|value| *value < 10),
    }
}

/// How many of the named parts make a whole.
pub(super) fn part_of(word: &str) -> Option<u32> {
    Some(match word {
        "third" | "thirds" | "tercio" | "tercios" | "tercera" | "terceras" => 3,
        "quarter" | "quarters" | "cuarto" | "cuartos" | "cuarta" | "cuartas" => 4,
        "fifth" | "fifths" | "quinto" | "quintos" | "quinta" | "quintas" => 5,
        "sixth" | "sixths" | "sexta" | "sextas" => 6,
        "seventh" | "sevenths" | "septima" | "septimas" => 7,
        "eighth" | "eighths" | "octava" | "octavas" => 8,
        "ninth" | "ninths" | "novena" | "novenas" => 9,
        "tenth" | "tenths" | "decima" | "decimas" => 10,
        _ => return None,
    })
}

/// What "un cuarto de" may be a part of without being a room.
pub(super) fn is_whole(key: &str) -> bool {
    static WORDS: Words = Words::new("la los las el su sus hora siglo kilo litro millon");
    WORDS.has(key)
}

/// Words between "of" and what is counted.
pub(super) fn is_determiner(key: &str) -> bool {
    static WORDS: Words = Words::new("the los las el la su sus its their his her our all todos todas");
    WORDS.has(key)
}

/// "27 metros de largo": no part of anything.
pub(super) fn is_dimension(key: &str) -> bool {
    static WORDS: Words = Words::new("largo ancho alto altura longitud anchura profundidad diametro");
    WORDS.has(key)
}

/// Words at the end of an address.
pub(super) fn is_street(key: &str) -> bool {
    static WORDS: Words = Words::new("street road avenue lane square drive place terrace boulevard crescent");
    WORDS.has(key)
}

/// Verbs that go from one number to another.
pub(super) fn is_change(key: &str) -> bool {
    static WORDS: Words = Words::new(
        "rose rise risen rises rising grew grow grown growing increased increase increasing climbed jumped went gone up \
         fell fall fallen falls dropped down declined moved raised cut lowered paso pasa pasado pasaron pasar subio subido subieron \
         aumento aumentado aumentaron crecio crecido crecieron bajo bajado bajaron cayo caido cayeron",
    );
    WORDS.has(key)
}

/// Hedges, longest first.
const HEDGES: &[&[&str]] = &[
    &["a", "little", "more", "than"],
    &["a", "little", "over"],
    &["poco", "mas", "de"],
    &["mas", "o", "menos"],
    &["alrededor", "de"],
    &["cerca", "de"],
    &["en", "torno", "a"],
    &["por", "lo", "menos"],
    &["como", "minimo"],
    &["al", "menos"],
    &["al", "rededor", "de"],
    &["mas", "de"],
    &["menos", "de"],
    &["un", "total", "de"],
    &["as", "many", "as"],
    &["as", "much", "as"],
    &["as", "few", "as"],
    &["no", "more", "than"],
    &["no", "fewer", "than"],
    &["no", "less", "than"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["well", "over"],
    &["just", "over"],
    &["just", "under"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["close", "to"],
    &["an", "estimated"],
    &["a", "total", "of"],
    &["estimated"],
    &["about"],
    &["around"],
    &["nearly"],
    &["almost"],
    &["over"],
    &["under"],
    &["roughly"],
    &["approximately"],
    &["some"],
    &["only"],
    &["exactly"],
    &["casi"],
    &["unos"],
    &["unas"],
    &["aproximadamente"],
    &["hasta"],
    &["apenas"],
    &["solo"],
    &["exactamente"],
];

/// How many words of a hedge end right before a number; `back` gives the word so many tokens before it.
pub(super) fn hedge<'a>(back: impl Fn(usize) -> &'a str) -> usize {
    let stands = |words: &&&[&str]| words.iter().rev().zip(1..).all(|(word, at)| back(at) == *word);
    HEDGES.iter().find(stands).map_or(0, |words| words.len())
}
