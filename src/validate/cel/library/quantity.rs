//! Quantities, kept as the server keeps them: what a quantity is as an integer depends on how it is kept.
//!
//! Sources: k8s.io/apiserver, pkg/cel/library/quantity.go; k8s.io/apimachinery, pkg/api/resource, quantity.go and amount.go

use std::cmp::Ordering;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::super::Fault;
use super::super::value::{Answer, Value, unknown, wrong};
use super::Found;
use crate::validate::quantity::{self, MAX_EXPONENT};

/// A quantity: a number and the power of ten that it is multiplied by.
#[derive(Clone)]
pub(crate) enum Amount {
    /// A small one. Source: `int64Amount`
    Small(i64, i32),
    /// Any other. Source: `infDecAmount`
    Large(BigInt, i32),
}

/// Most digits of a small one. Source: `maxInt64Factors`
const MAX_DIGITS: i64 = 18;
/// The finest grain, as a power of ten.
const NANO: i32 = -9;

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    Some(match (name, args) {
        ("isQuantity", [Value::Str(text)]) => parse(text).map(|found| Value::Bool(found.is_some())),
        ("quantity", [Value::Str(text)]) => parse(text).and_then(|found| match found {
            Some(amount) => Ok(Value::Quantity(Rc::new(amount))),
            None => Err(wrong(format!("quantity does not take {text:?}"))),
        }),
        (_, [Value::Quantity(amount), rest @ ..]) => return member(name, amount, rest),
        _ => return None,
    })
}

fn member(name: &str, amount: &Amount, rest: &[Value]) -> Found {
    let given = |sum: Amount| Ok(Value::Quantity(Rc::new(sum)));
    Some(match (name, rest) {
        ("sign", []) => Ok(sign(amount.order(&Amount::Small(0, 0)))),
        ("isGreaterThan", [Value::Quantity(other)]) => {
            Ok(Value::Bool(amount.order(other) == Ordering::Greater))
        }
        ("isLessThan", [Value::Quantity(other)]) => Ok(Value::Bool(amount.order(other) == Ordering::Less)),
        ("compareTo", [Value::Quantity(other)]) => Ok(sign(amount.order(other))),
        ("asApproximateFloat", []) => Ok(Value::Double(amount.approximate())),
        ("asInteger", []) => integer(amount),
        ("isInteger", []) => Ok(Value::Bool(integer(amount).is_ok())),
        ("add", [Value::Quantity(other)]) => given(amount.plus(other)),
        ("add", [Value::Int(other)]) => given(amount.plus(&Amount::Small(*other, 0))),
        ("sub", [Value::Quantity(other)]) => given(amount.plus(&other.negated())),
        ("sub", [Value::Int(other)]) => given(amount.plus(&Amount::Small(*other, 0).negated())),
        _ => return None,
    })
}

/// An order as the server's functions tell it.
pub(super) fn sign(order: Ordering) -> Value {
    Value::Int(match order {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    })
}

/// Source: `AsInt64`
fn integer(amount: &Amount) -> Answer {
    let found = match amount {
        Amount::Small(value, scale) => scaled(*value, *scale),
        Amount::Large(..) => None,
    };
    found.map(Value::Int).ok_or_else(|| wrong("the quantity is no integer"))
}

/// A number times a power of ten, not below one. Source: `positiveScaleInt64`
fn scaled(value: i64, scale: i32) -> Option<i64> {
    10i64.checked_pow(u32::try_from(scale).ok()?).and_then(|power| value.checked_mul(power))
}

impl Amount {
    fn parts(&self) -> (BigInt, i32) {
        match self {
            Amount::Small(value, scale) => (BigInt::from(*value), *scale),
            Amount::Large(value, scale) => (value.clone(), *scale),
        }
    }

    /// The two numbers over one power of ten.
    fn aligned(&self, other: &Amount) -> (BigInt, BigInt, i32) {
        let ((a, a_scale), (b, b_scale)) = (self.parts(), other.parts());
        let scale = a_scale.min(b_scale);
        (a * power(a_scale - scale), b * power(b_scale - scale), scale)
    }

    /// Source: `Cmp`
    pub(crate) fn order(&self, other: &Amount) -> Ordering {
        let (a, b, _) = self.aligned(other);
        a.cmp(&b)
    }

    fn negated(&self) -> Amount {
        match self {
            Amount::Small(value, scale) if *value != i64::MIN => Amount::Small(-value, *scale),
            other => {
                let (value, scale) = other.parts();
                Amount::Large(-value, scale)
            }
        }
    }

    /// Source: `Quantity.Add` and `int64Amount.Add`
    fn plus(&self, other: &Amount) -> Amount {
        if let (Amount::Small(a, a_scale), Amount::Small(b, b_scale)) = (self, other) {
            if *b == 0 {
                return self.clone();
            }
            if *a == 0 {
                return other.clone();
            }
            let scale = *a_scale.min(b_scale);
            let (a, b) = (scaled(*a, a_scale - scale), scaled(*b, b_scale - scale));
            if let Some(sum) = a.zip(b).and_then(|(a, b)| a.checked_add(b)) {
                return Amount::Small(sum, scale);
            }
        }
        let (a, b, scale) = self.aligned(other);
        Amount::Large(a + b, scale)
    }

    /// Source: `AsApproximateFloat64`
    fn approximate(&self) -> f64 {
        let (base, scale) = match self {
            #[allow(clippy::cast_precision_loss, reason = "the function says itself that it is approximate")]
            Amount::Small(value, scale) => (*value as f64, *scale),
            Amount::Large(value, scale) => (value.to_f64().unwrap_or(f64::NAN), *scale),
        };
        // A table in Go; a literal is the nearest double too.
        let ten = format!("1e{scale}").parse::<f64>().unwrap_or(f64::NAN);
        if scale == 0 { base } else { base * ten }
    }
}

fn power(scale: i32) -> BigInt {
    BigInt::from(10).pow(scale.unsigned_abs())
}

/// Reads a quantity; `None` if it is none. Source: `ParseQuantity`
fn parse(text: &str) -> Result<Option<Amount>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let parts = quantity::parts(text);
    let Some((base, exponent)) = quantity::suffix(parts.suffix) else { return Ok(None) };
    if exponent.abs() > MAX_EXPONENT {
        return Err(unknown("the exponent of a quantity is too large"));
    }
    let binary = base == 2;
    let whole = Some(parts.whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    let digits = [whole, parts.fraction].concat();
    let length = i64::try_from(digits.len()).unwrap_or(i64::MAX);
    let fraction = i32::try_from(parts.fraction.len()).unwrap_or(i32::MAX);
    let (scale, mantissa, precision) = match (binary, fraction) {
        (false, _) => (exponent, 1i64, MAX_DIGITS - length),
        (true, 0) => {
            let digits = i64::try_from(whole.len()).unwrap_or(i64::MAX);
            (0, 1i64 << exponent, 15 - digits - i64::from(exponent) * 3 / 10 - 1)
        }
        (true, _) => (0, 1, -1),
    };
    let scale = scale.saturating_sub(fraction);
    if precision >= 0 && scale >= NANO {
        let Ok(value) = digits.parse::<i64>() else { return Ok(None) };
        if let Some(value) = value.checked_mul(mantissa) {
            return Ok(Some(Amount::Small(if parts.negative { -value } else { value }, scale)));
        }
    }
    Ok(large(&digits, fraction, binary, exponent)
        .map(|(value, scale)| Amount::Large(if parts.negative { -value } else { value }, scale)))
}

/// The number of a large quantity: what is finer than a billionth is rounded up, and powers of two end at 2^63-1.
fn large(digits: &str, fraction: i32, binary: bool, exponent: i32) -> Option<(BigInt, i32)> {
    let mut value: BigInt = digits.parse().ok()?;
    let mut scale = fraction.checked_neg()?;
    if binary {
        value <<= usize::try_from(exponent).ok()?;
    } else {
        scale = scale.checked_add(exponent)?;
    }
    if !value.is_zero() && scale < NANO {
        let divisor = power(NANO - scale);
        let rest = &value % &divisor;
        value = &value / &divisor + i32::from(!rest.is_zero());
        scale = NANO;
    } else if !value.is_zero() && scale > NANO {
        value *= power(scale - NANO);
        scale = NANO;
    }
    let most = BigInt::from(i64::MAX) * power(-NANO);
    if binary && scale == NANO && value.abs() > most {
        value = BigInt::from(i64::MAX);
        scale = 0;
    }
    Some((value, scale))
}
