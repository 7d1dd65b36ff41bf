//! Bits that take the less space the better they were foreseen: a binary arithmetic coder whose odds learn from the bits
//! before. Whoever reads learns the same from the same bits, so nothing but the bits has to be kept.

/// How likely a bit is set, learned from those of its kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odds {
    /// Of 65,536.
    set: u16,
    /// Bits seen, as far as they count.
    seen: u8,
}

/// No bit is taken for certain.
const LEAST: i32 = 24;
/// Bits that count: what is likely may change in a long document.
const MOST_SEEN: u8 = 60;

impl Default for Odds {
    fn default() -> Self {
        Self { set: 1 << 15, seen: 0 }
    }
}

impl Odds {
    fn learn(&mut self, bit: bool) {
        let set = i32::from(self.set);
        let goal = if bit { 0xFFFF } else { 0 };
        let learned = set + (goal - set) * 2 / (2 * i32::from(self.seen) + 3);
        self.set = u16::try_from(learned.clamp(LEAST, 0xFFFF - LEAST)).unwrap_or(self.set);
        self.seen = (self.seen + 1).min(MOST_SEEN);
    }
}

/// Writing or reading: what is done with each bit is the only difference between the two, and one description of a form
/// serves both.
pub(super) trait Pass {
    /// Writes the bit and returns it, or returns the one that was written.
    fn bit(&mut self, odds: &mut Odds, bit: bool) -> bool;
}

/// Where between two bounds a bit parts them.
fn middle(low: u32, high: u32, odds: Odds) -> u32 {
    let part = (u64::from(high - low) * u64::from(odds.set)) >> 16;
    low + u32::try_from(part).unwrap_or_default()
}

/// The bounds after a bit.
fn narrowed(low: u32, high: u32, middle: u32, bit: bool) -> (u32, u32) {
    if bit { (low, middle) } else { (middle + 1, high) }
}

/// Whether the first byte is the same for all that lies between the bounds.
const fn is_settled(low: u32, high: u32) -> bool {
    (low ^ high) >> 24 == 0
}

/// Writes.
#[derive(Debug)]
pub(super) struct Writer {
    low: u32,
    high: u32,
    bytes: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Self {
        Self { low: 0, high: u32::MAX, bytes: Vec::new() }
    }
}

impl Writer {
    /// What was written.
    pub(super) fn finish(mut self) -> Vec<u8> {
        // One more byte lies between the bounds: those that are missing are read as nought.
        self.bytes.push(self.high.to_be_bytes()[0]);
        self.bytes
    }
}

impl Pass for Writer {
    fn bit(&mut self, odds: &mut Odds, bit: bool) -> bool {
        let middle = middle(self.low, self.high, *odds);
        (self.low, self.high) = narrowed(self.low, self.high, middle, bit);
        odds.learn(bit);
        while is_settled(self.low, self.high) {
            self.bytes.push(self.high.to_be_bytes()[0]);
            self.low <<= 8;
            self.high = self.high << 8 | 0xFF;
        }
        bit
    }
}

/// Reads.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    low: u32,
    high: u32,
    value: u32,
    rest: &'a [u8],
    /// Bytes that were read behind the end.
    missing: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self { low: 0, high: u32::MAX, value: 0, rest: bytes, missing: 0 };
        for _ in 0..4 {
            reader.next();
        }
        reader
    }

    fn next(&mut self) {
        let byte = self.rest.split_off_first().copied();
        self.missing += usize::from(byte.is_none());
        self.value = self.value << 8 | u32::from(byte.unwrap_or_default());
    }

    /// Whether all that was written was read, and nothing else.
    pub(super) const fn is_whole(&self) -> bool {
        self.missing == 3
    }
}

impl Pass for Reader<'_> {
    /// Behind the end no bit is set, so that every list ends.
    fn bit(&mut self, odds: &mut Odds, _: bool) -> bool {
        if self.missing > 3 {
            return false;
        }
        let middle = middle(self.low, self.high, *odds);
        let bit = self.value <= middle;
        (self.low, self.high) = narrowed(self.low, self.high, middle, bit);
        odds.learn(bit);
        while is_settled(self.low, self.high) {
            self.low <<= 8;
            self.high = self.high << 8 | 0xFF;
            self.next();
        }
        bit
    }
}

/// Numbers of one kind: how long one is, and its first bits, by those before it.
#[derive(Debug, Clone, Default)]
pub(super) struct Number {
    /// By length: most numbers are short.
    lengths: Vec<Length>,
    /// Of a length that is none.
    other: Length,
}

/// Odds of the numbers of one length.
#[derive(Debug, Clone, Default)]
struct Length {
    is_longer: Odds,
    first: [Odds; 1 << FORESEEN],
}

/// Bits after the highest that are foreseen.
const FORESEEN: u32 = 3;

impl Number {
    /// Passes a number.
    pub(super) fn pass(&mut self, pass: &mut impl Pass, value: u64) -> u64 {
        // One more than the number has a highest bit, and its length is how many follow.
        let value = value.wrapping_add(1);
        let wanted = value.max(1).ilog2();
        let mut length = 0;
        while pass.bit(&mut self.length(length).is_longer, length < wanted) && length < 63 {
            length += 1;
        }
        let first = &mut self.length(length).first;
        let (mut passed, mut path) = (1, 1);
        for place in (0..length).rev() {
            let odds = first.get_mut(path).filter(|_| length - place <= FORESEEN);
            let bit = pass.bit(odds.unwrap_or(&mut Odds::default()), value >> place & 1 == 1);
            path = path << 1 | usize::from(bit);
            passed = passed << 1 | u64::from(bit);
        }
        passed.wrapping_sub(1)
    }

    fn length(&mut self, length: u32) -> &mut Length {
        let place = length as usize;
        if self.lengths.len() <= place {
            self.lengths.resize_with(place + 1, Length::default);
        }
        self.lengths.get_mut(place).unwrap_or(&mut self.other)
    }
}

/// Numbers that may be negative.
#[derive(Debug, Clone, Default)]
pub(super) struct Signed {
    size: Number,
    is_negative: Odds,
}

impl Signed {
    /// Passes a number.
    pub(super) fn pass(&mut self, pass: &mut impl Pass, value: i64) -> i64 {
        let size = self.size.pass(pass, value.unsigned_abs());
        let size = i64::try_from(size).unwrap_or_default();
        if size != 0 && pass.bit(&mut self.is_negative, value < 0) { -size } else { size }
    }
}
