//! Decimal numbers of any length, as the `addf` family of sprig calculates with them.
//! Source: github.com/shopspring/decimal v1.4.0, decimal.go.

use num_bigint::BigInt;
use num_traits::Zero;

/// `value` times ten to the power of `exp`.
#[derive(Clone, Debug)]
pub struct Decimal {
    value: BigInt,
    exp: i32,
}

/// Digits that a division keeps after the point. Source: decimal, `DivisionPrecision`.
const DIVISION_PRECISION: i32 = 16;

/// Digits that a number may have. Each factor brings at most 17 digits and an exponent of at most 324, so
/// only a product of some thousand factors, or a quotient of the largest and the smallest float over and over
/// again, comes near.
pub const MAX_DIGITS: u32 = 100_000;

impl Decimal {
    /// The shortest decimal that reads back as `number`. Source: decimal, `NewFromFloat`.
    ///
    /// # Errors
    /// For infinities and NaN, in Go's words.
    pub fn from_float(number: f64) -> Result<Decimal, String> {
        if !number.is_finite() {
            let text = crate::golang::strconv::format_float(number, 'g', None);
            return Err(format!("Cannot create a Decimal from {text}"));
        }
        // `{:e}` is the shortest form: digits with at most one point after the first, `e`, exponent.
        let text = format!("{number:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let value: BigInt = format!("{whole}{fraction}").parse().unwrap_or_default();
        let exponent: i32 = exponent.parse().unwrap_or_default();
        Ok(Decimal { value, exp: exponent - i32::try_from(fraction.len()).unwrap_or_default() })
    }

    /// The nearest float. Source: decimal, `Decimal.Float64`.
    pub fn to_float(&self) -> f64 {
        // Rust rounds the text of a number correctly, whatever its length.
        format!("{}e{}", self.value, self.exp).parse().unwrap_or_default()
    }

    /// The sum.
    ///
    /// # Errors
    /// When the result has more than [`MAX_DIGITS`] digits.
    pub fn add(&self, other: &Decimal) -> Result<Decimal, String> {
        let exp = self.exp.min(other.exp);
        Ok(Decimal { value: self.scaled_to(exp)? + other.scaled_to(exp)?, exp })
    }

    /// The difference.
    ///
    /// # Errors
    /// When the result has more than [`MAX_DIGITS`] digits.
    pub fn sub(&self, other: &Decimal) -> Result<Decimal, String> {
        self.add(&Decimal { value: -&other.value, exp: other.exp })
    }

    /// The product.
    ///
    /// # Errors
    /// When the result has more than [`MAX_DIGITS`] digits.
    pub fn mul(&self, other: &Decimal) -> Result<Decimal, String> {
        if self.digits() + other.digits() > u64::from(MAX_DIGITS) {
            return Err(too_long());
        }
        Ok(Decimal {
            value: &self.value * &other.value,
            exp: self.exp.checked_add(other.exp).ok_or_else(too_long)?,
        })
    }

    /// The quotient with 16 digits after the point, a half rounded away from zero.
    /// Source: decimal, `Decimal.DivRound`.
    ///
    /// # Errors
    /// For a division by zero, in Go's words, and when the numbers have more than [`MAX_DIGITS`] digits.
    pub fn div(&self, other: &Decimal) -> Result<Decimal, String> {
        if other.value.is_zero() {
            return Err("decimal division by 0".to_owned());
        }
        // Both sides are scaled so that the quotient of the integers counts units of the last kept digit.
        let shift = self.exp - other.exp + DIVISION_PRECISION;
        let (up, down) = if shift < 0 { (0, -shift) } else { (shift, 0) };
        let (dividend, divisor) = (power_of_ten(up)? * &self.value, power_of_ten(down)? * &other.value);
        let mut quotient = &dividend / &divisor;
        let rest = &dividend - &quotient * &divisor;
        if rest.magnitude() * 2_u32 >= *divisor.magnitude() {
            quotient += if self.value.sign() == other.value.sign() { 1 } else { -1 };
        }
        Ok(Decimal { value: quotient, exp: -DIVISION_PRECISION })
    }

    fn scaled_to(&self, exp: i32) -> Result<BigInt, String> {
        Ok(power_of_ten(self.exp - exp)? * &self.value)
    }

    /// An upper bound of the number of digits.
    fn digits(&self) -> u64 {
        self.value.bits() * 31 / 100 + 1
    }
}

fn power_of_ten(exponent: i32) -> Result<BigInt, String> {
    let exponent =
        u32::try_from(exponent).ok().filter(|digits| *digits <= MAX_DIGITS).ok_or_else(too_long)?;
    Ok(BigInt::from(10).pow(exponent))
}

fn too_long() -> String {
    format!("decimals may not have more than {MAX_DIGITS} digits")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(number: f64) -> Decimal {
        Decimal::from_float(number).unwrap()
    }

    /// The answers are those of sprig v3.3.0.
    #[test]
    fn arithmetic_is_decimal() {
        assert_eq!(decimal(0.1).add(&decimal(0.2)).unwrap().to_float(), 0.3);
        assert_eq!(decimal(1.1).sub(&decimal(1.0)).unwrap().to_float(), 0.1);
        assert_eq!(decimal(0.7).mul(&decimal(3.0)).unwrap().to_float(), 2.1);
        assert_eq!(decimal(10.0).div(&decimal(3.0)).unwrap().to_float(), 3.333_333_333_333_333_5);
        assert_eq!(decimal(-1.0).div(&decimal(6.0)).unwrap().to_float(), -0.166_666_666_666_666_7);
        assert_eq!(decimal(1e-20).div(&decimal(1.0)).unwrap().to_float(), 0.0);
        assert_eq!(decimal(1e308).mul(&decimal(10.0)).unwrap().to_float(), f64::INFINITY);
        assert_eq!(decimal(5e-324).add(&decimal(1e308)).unwrap().to_float(), 1e308);
    }

    #[test]
    fn what_is_no_decimal_is_an_error() {
        assert_eq!(Decimal::from_float(f64::NAN).unwrap_err(), "Cannot create a Decimal from NaN");
        assert_eq!(Decimal::from_float(f64::INFINITY).unwrap_err(), "Cannot create a Decimal from +Inf");
        assert_eq!(decimal(1.0).div(&decimal(0.0)).unwrap_err(), "decimal division by 0");
    }

    #[test]
    fn numbers_end_at_the_limit() {
        let edge = Decimal { value: BigInt::from(1), exp: MAX_DIGITS as i32 };
        assert!(edge.add(&decimal(1.0)).is_ok());
        assert!(edge.add(&decimal(0.1)).is_err());
        let long = Decimal { value: BigInt::from(10).pow(MAX_DIGITS / 2 + 2000), exp: 0 };
        assert!(long.mul(&long).is_err());
    }
}
