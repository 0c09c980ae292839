//! Quantities: `500m`, `1.5Gi`, `1e3`.
//!
//! Source: k8s.io/apimachinery, pkg/api/resource, quantity.go (`ParseQuantity`) and suffix.go.

/// A quantity in billionths, which is the finest grain that the server keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quantity(pub(crate) i128);

/// Billionths in one.
const NANO: i128 = 1_000_000_000;

/// The largest power of ten that is told apart; what is larger saturates, since no rule compares two of them.
const MAX_POWER: i32 = 27;

impl Quantity {
    /// Nothing.
    pub(crate) const ZERO: Quantity = Quantity(0);

    /// One thousandth.
    pub(crate) const MILLI: Quantity = Quantity(NANO / 1000);

    /// A whole number.
    pub(crate) fn whole(value: i64) -> Quantity {
        Quantity(i128::from(value) * NANO)
    }

    /// Whether its thousandths, rounded up, are a whole number.
    pub(crate) fn is_whole_milli(self) -> bool {
        self.milli_up() % 1000 == 0
    }

    /// In thousandths, rounded away from zero. Source: `MilliValue`.
    pub(crate) fn milli_up(self) -> i128 {
        round_up(self.0, NANO / 1000)
    }

    /// As a whole number, rounded away from zero. Source: `Value`.
    pub(crate) fn value(self) -> i128 {
        round_up(self.0, NANO)
    }
}

/// The largest exponent that is told from others: what is beyond is too large or too small for any number here.
pub(crate) const MAX_EXPONENT: i32 = 4096;

fn round_up(nano: i128, unit: i128) -> i128 {
    nano / unit + (nano % unit).signum()
}

/// What a quantity is written in, one after the other. Source: `parseQuantityString`.
pub(crate) struct Parts<'t> {
    pub(crate) negative: bool,
    /// The digits in front of the dot.
    pub(crate) whole: &'t str,
    /// Those behind it.
    pub(crate) fraction: &'t str,
    /// The rest, which need not be a [`suffix`].
    pub(crate) suffix: &'t str,
}

/// Takes a quantity apart.
pub(crate) fn parts(text: &str) -> Parts<'_> {
    let negative = text.starts_with('-');
    let rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = rest.split_at(digits(rest));
    let (fraction, suffix) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(digits(rest)),
        None => ("", rest),
    };
    Parts { negative, whole, fraction, suffix }
}

/// The parts of a text of a document, where blanks around it do not count.
fn written(text: &str) -> Option<Parts<'_>> {
    let text = text.trim();
    (!text.is_empty()).then(|| parts(text))
}

/// Whether the server counts a whole number of thousands of thousandths, which is how it tells a whole number. Its
/// count runs over at 2^63, and what is left then depends on how the number is written. Sources: `MilliValue`,
/// `int64Amount.AsScaledInt64`, `scaledValue`.
pub(crate) fn is_counted_whole(text: &str) -> bool {
    /// Digits that the server keeps in an integer; what has more becomes a big number.
    const FAST: usize = 18;
    let Some(Parts { whole, fraction, suffix, .. }) = written(text) else { return true };
    let (Some((base, power)), Some(exact)) = (self::suffix(suffix), parse(text)) else { return true };
    if i64::try_from(exact.milli_up()).is_ok() {
        return exact.is_whole_milli();
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let fast = whole.len() + fraction.len() <= FAST;
    let steps = i64::from(power) - i64::try_from(fraction.len()).unwrap_or_default() + 3;
    // One multiplication runs over, many of them stop at 0, and so does one by what is no number any more.
    if base == 10 && (fast && !matches!(steps, 0..=3 | 6 | 9) || steps >= 64) {
        return true;
    }
    #[allow(clippy::cast_possible_truncation, reason = "as the server's integers of 64 bits do")]
    let count = match base {
        2 => (exact.value() as i64).wrapping_mul(1000),
        _ => {
            let digits = whole.bytes().chain(fraction.bytes());
            let value = digits.fold(0i64, |n, d| n.wrapping_mul(10).wrapping_add(i64::from(d - b'0')));
            // Go makes the smallest integer of a power of ten that is none.
            let factor = u32::try_from(steps).ok().and_then(|n| 10i64.checked_pow(n)).unwrap_or(i64::MIN);
            value.wrapping_mul(factor)
        }
    };
    count % 1000 == 0
}

/// Whether a quantity is one with a unit of its own form, such as `1k` and `1Mi`: the server compares its text in
/// the canonical form. Source: `Quantity.String`
pub(crate) fn is_unit(text: &str, unit: Quantity, binary: bool) -> bool {
    let exponent = written(text).is_none_or(|p| p.suffix.len() > 1 && p.suffix.starts_with(['e', 'E']));
    let two = written(text).and_then(|p| suffix(p.suffix)).is_some_and(|(base, _)| base == 2);
    let kept = text.starts_with('+') || text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    !exponent && !kept && (two == binary || unit == Quantity::whole(1)) && parse(text) == Some(unit)
}

/// Reads a quantity as the server does, blanks around it included; `None` where the server refuses it.
pub(crate) fn parse(text: &str) -> Option<Quantity> {
    let Parts { negative, whole, fraction, suffix: end } = written(text)?;
    let (base, power) = suffix(end)?;
    let mut value: i128 = 0;
    let mut scale = 0i32;
    for digit in whole.bytes().chain(fraction.bytes()) {
        value = value.saturating_mul(10).saturating_add(i128::from(digit - b'0'));
    }
    scale = scale.saturating_sub(i32::try_from(fraction.len()).unwrap_or(i32::MAX));
    let mut nano = value;
    if base == 2 {
        nano = nano.saturating_mul(1i128.checked_shl(u32::try_from(power).ok()?)?);
    } else {
        scale = scale.saturating_add(power);
    }
    scale = scale.saturating_add(9);
    if scale >= 0 {
        nano = nano.saturating_mul(10i128.saturating_pow(u32::try_from(scale.min(MAX_POWER)).ok()?));
    } else if nano != 0 {
        // What is finer than a billionth is rounded up.
        let divisor = 10i128.saturating_pow(u32::try_from(scale.saturating_neg().min(38)).ok()?);
        nano = nano / divisor + i128::from(nano % divisor != 0);
    }
    if base == 2 {
        nano = nano.min(i128::from(i64::MAX) * NANO);
    }
    Some(Quantity(if negative { nano.saturating_neg() } else { nano }))
}

/// The base and the power that a suffix stands for; one beyond [`MAX_EXPONENT`] is just beyond it.
/// Source: suffix.go, `interpret`.
pub(crate) fn suffix(text: &str) -> Option<(u8, i32)> {
    Some(match text {
        "" => (10, 0),
        "n" => (10, -9),
        "u" => (10, -6),
        "m" => (10, -3),
        "k" => (10, 3),
        "M" => (10, 6),
        "G" => (10, 9),
        "T" => (10, 12),
        "P" => (10, 15),
        "E" => (10, 18),
        "Ki" => (2, 10),
        "Mi" => (2, 20),
        "Gi" => (2, 30),
        "Ti" => (2, 40),
        "Pi" => (2, 50),
        "Ei" => (2, 60),
        _ => {
            let exponent: i64 = text.strip_prefix(['e', 'E'])?.parse().ok()?;
            let beyond = i64::from(MAX_EXPONENT) + 1;
            (10, i32::try_from(exponent.clamp(-beyond, beyond)).ok()?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expectations from `resource.ParseQuantity` of k8s.io/apimachinery v0.35.0.
    #[test]
    fn reads_what_the_server_reads() {
        for (text, nano) in [
            ("0", 0),
            ("1", NANO),
            ("500m", NANO / 2),
            ("1.5", 3 * NANO / 2),
            (".5", NANO / 2),
            ("5.", 5 * NANO),
            (".", 0),
            ("+1", NANO),
            ("-1", -NANO),
            ("1e3", 1000 * NANO),
            ("1E+3", 1000 * NANO),
            ("1Ki", 1024 * NANO),
            ("1.5Ki", 1536 * NANO),
            (" 1Gi ", 1024 * 1024 * 1024 * NANO),
            ("0.1n", 1),
            ("1e-400", 1),
        ] {
            assert_eq!(parse(text), Some(Quantity(nano)), "{text}");
        }
        for text in
            ["", " ", "abc", "1 Gi", "1GB", "1Mib", "1K", "1ki", "1e", "1Gi5", "1_0", "0x10", "true", "1m-"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    /// Expectations from a kube-apiserver 1.35, of amounts of an extended resource.
    #[test]
    fn whole_numbers_as_the_server_counts_them() {
        for good in [
            "1",
            "1000m",
            "9223372036854775",
            "9223372036854775807",
            "10E",
            "10Ei",
            "10P",
            "1e16",
            "1e30",
            "8Pi",
        ] {
            assert!(is_counted_whole(good), "{good}");
        }
        for bad in [
            "1.5",
            "1m",
            "9223372036854776",
            "7Ei",
            "9Pi",
            "10000000000000000",
            "99999999999999999999",
            "1000000000000000000000",
        ] {
            assert!(!is_counted_whole(bad), "{bad}");
        }
    }

    #[test]
    fn huge_numbers_saturate() {
        let huge =
            parse("99999999999999999999999999999999999999999999999999").expect("the server accepts it");
        assert!(huge > Quantity::whole(i64::MAX));
        assert_eq!(parse("1000000Ei"), Some(Quantity::whole(i64::MAX)));
        assert!(parse("1e999999999999").is_some());
        // Every suffix is below the largest power, behind which all are alike.
        assert_eq!(parse("1E"), Some(Quantity(10i128.pow(27))));
        assert_eq!(parse("1e18"), parse("1E"));
        assert!(parse("1e19") == parse("1e18") && parse("1e17") < parse("1e18"));
    }
}
