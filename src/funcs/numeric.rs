//! Arithmetic. Source: sprig, numeric.go and functions.go.
//!
//! Integer functions cast every argument to `int64` and wrap around as Go does; the functions whose names end
//! in `f` calculate in decimals and return a `float64`.

use super::Type::{Any, Float, Int, Str};
use super::cast::{to_float64, to_int, to_int64};
use super::decimal::Decimal;
use super::{Env, Func, func, variadic};
use crate::golang;
use crate::value::Value;

/// One line for each function.
pub const TABLE: &[Func] = &[
    func("add1", &[Any], |_, args| Ok(Value::Int64(int(args, 0).wrapping_add(1)))),
    func("add1f", &[Any], |_, args| decimals(&[args, &[Value::Int(1)]].concat(), Decimal::add)),
    func("atoi", &[Str], |_, args| Ok(Value::Int(atoi(args)))),
    func("ceil", &[Any], |_, args| Ok(Value::Float(float(args, 0).ceil()))),
    func("div", &[Any, Any], |_, args| divide(args, i64::wrapping_div)),
    func("float64", &[Any], |_, args| Ok(Value::Float(float(args, 0)))),
    func("floor", &[Any], |_, args| Ok(Value::Float(float(args, 0).floor()))),
    func("int", &[Any], |_, args| Ok(Value::Int(args.first().map_or(0, to_int)))),
    func("int64", &[Any], |_, args| Ok(Value::Int64(int(args, 0)))),
    func("mod", &[Any, Any], |_, args| divide(args, i64::wrapping_rem)),
    func("sub", &[Any, Any], |_, args| Ok(Value::Int64(int(args, 0).wrapping_sub(int(args, 1))))),
    func("toDecimal", &[Any], |_, args| Ok(Value::Int64(to_decimal(args)))),
    variadic("add", &[], Any, |_, args| Ok(integers(args, i64::wrapping_add))),
    variadic("addf", &[], Any, |_, args| decimals(&[&[Value::Float(0.0)], args].concat(), Decimal::add)),
    variadic("biggest", &[Any], Any, |_, args| Ok(integers(args, i64::max))),
    variadic("divf", &[Any], Any, |_, args| decimals(args, Decimal::div)),
    variadic("max", &[Any], Any, |_, args| Ok(integers(args, i64::max))),
    variadic("maxf", &[Any], Any, |_, args| Ok(floats(args, f64_max))),
    variadic("min", &[Any], Any, |_, args| Ok(integers(args, i64::min))),
    variadic("minf", &[Any], Any, |_, args| Ok(floats(args, f64_min))),
    variadic("mul", &[Any], Any, |_, args| Ok(integers(args, i64::wrapping_mul))),
    variadic("mulf", &[Any], Any, |_, args| decimals(args, Decimal::mul)),
    variadic("round", &[Any, Int], Float, round),
    variadic("subf", &[Any], Any, |_, args| decimals(args, Decimal::sub)),
];

fn int(args: &[Value], index: usize) -> i64 {
    args.get(index).map_or(0, to_int64)
}

fn float(args: &[Value], index: usize) -> f64 {
    args.get(index).map_or(0.0, to_float64)
}

/// The arguments as integers, joined from the left; 0 for none.
fn integers(args: &[Value], join: fn(i64, i64) -> i64) -> Value {
    Value::Int64(args.iter().map(to_int64).reduce(join).unwrap_or(0))
}

/// The arguments as floats, joined from the left.
fn floats(args: &[Value], join: fn(f64, f64) -> f64) -> Value {
    Value::Float(args.iter().map(to_float64).reduce(join).unwrap_or(0.0))
}

/// The arguments as decimals, joined from the left. Source: sprig, numeric.go, `execDecimalOp`.
fn decimals(
    args: &[Value],
    join: fn(&Decimal, &Decimal) -> Result<Decimal, String>,
) -> Result<Value, String> {
    let mut total: Option<Decimal> = None;
    for arg in args {
        let next = Decimal::from_float(to_float64(arg))?;
        total = Some(match total {
            Some(total) => join(&total, &next)?,
            None => next,
        });
    }
    Ok(Value::Float(total.map_or(0.0, |total| total.to_float())))
}

fn divide(args: &[Value], join: fn(i64, i64) -> i64) -> Result<Value, String> {
    match int(args, 1) {
        0 => Err("runtime error: integer divide by zero".to_owned()),
        divisor => Ok(Value::Int64(join(int(args, 0), divisor))),
    }
}

/// A number that is too large becomes the largest there is: sprig looks away from the error, not from the
/// result that comes with it.
fn atoi(args: &[Value]) -> i64 {
    let text = args.first().and_then(Value::as_str).unwrap_or_default();
    golang::strconv::atoi(text).unwrap_or_else(|error| error.value)
}

/// The number that the argument's text is in base 8, or 0.
fn to_decimal(args: &[Value]) -> i64 {
    let text = golang::fmt::sprint(args);
    golang::strconv::parse_int(&text, 8).unwrap_or(0)
}

/// Rounds half up (or from another fraction on), negative numbers too. Source: sprig, numeric.go, `round`.
fn round(_: &Env, args: &[Value]) -> Result<Value, String> {
    let round_on = if args.len() > 2 { float(args, 2) } else { 0.5 };
    let pow = pow10(float(args, 1));
    let digit = pow * float(args, 0);
    let fraction = digit - digit.trunc();
    let rounded = if fraction >= round_on { digit.ceil() } else { digit.floor() };
    Ok(Value::Float(rounded / pow))
}

/// Go's `math.Pow(10, exponent)` for whole exponents: repeated squaring with the power of two kept apart,
/// which is not always the float that is nearest. Source: Go, math/pow.go.
fn pow10(exponent: f64) -> f64 {
    /// From here on the result is beyond every float.
    const LIMIT: i64 = 1 << 12;
    if exponent.abs() >= 9_223_372_036_854_775_808.0 {
        return if exponent > 0.0 { f64::INFINITY } else { 0.0 };
    }
    // 10 is 0.625 times 2 to the power of 4.
    let (mut result, mut result_exp) = (1.0_f64, 0_i64);
    let (mut square, mut square_exp) = (0.625_f64, 4_i64);
    let mut bits = exponent.abs() as i64;
    while bits != 0 {
        if !(-LIMIT..=LIMIT).contains(&square_exp) {
            result_exp += square_exp;
            break;
        }
        if bits & 1 == 1 {
            result *= square;
            result_exp += square_exp;
        }
        square *= square;
        square_exp <<= 1;
        if square < 0.5 {
            square += square;
            square_exp -= 1;
        }
        bits >>= 1;
    }
    if exponent < 0.0 {
        result = 1.0 / result;
        result_exp = -result_exp;
    }
    ldexp(result, result_exp)
}

/// `fraction` times two to the power of `exponent`, in steps that no float overflows too early.
fn ldexp(fraction: f64, exponent: i64) -> f64 {
    const STEP: i64 = 512;
    let (mut value, mut left) = (fraction, exponent.clamp(-8 * STEP, 8 * STEP));
    while left != 0 {
        let step = left.clamp(-STEP, STEP);
        value *= 2_f64.powi(step as i32);
        left -= step;
    }
    value
}

/// Go's `math.Max`: NaN wins, and 0 is more than -0.
fn f64_max(a: f64, b: f64) -> f64 {
    match (a.is_infinite() && a > 0.0 || b.is_infinite() && b > 0.0, a.is_nan() || b.is_nan()) {
        (true, _) => f64::INFINITY,
        (_, true) => f64::NAN,
        _ if a == 0.0 && b == 0.0 => {
            if a.is_sign_negative() {
                b
            } else {
                a
            }
        }
        _ => a.max(b),
    }
}

/// Go's `math.Min`: NaN wins, and -0 is less than 0.
fn f64_min(a: f64, b: f64) -> f64 {
    -f64_max(-a, -b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answers are Go's (sprig v3.3.0 on go1.26).
    #[test]
    fn powers_of_ten_are_those_of_go() {
        let powers = [
            (0.0, 1.0),
            (2.0, 100.0),
            (25.0, 1e25),
            (308.0, 1.000_000_000_000_000_6e308),
            (309.0, f64::INFINITY),
            (1e18, f64::INFINITY),
            (1e300, f64::INFINITY),
            (-1.0, 0.1),
            (-23.0, 1.000_000_000_000_000_1e-23),
            (-320.0, 1e-320),
            (-400.0, 0.0),
        ];
        for (exponent, power) in powers {
            assert_eq!(pow10(exponent), power, "{exponent}");
        }
    }

    #[test]
    fn extremes_follow_ieee_as_go_reads_it() {
        assert!(f64_max(f64::NAN, 1.0).is_nan());
        assert_eq!(f64_max(f64::NAN, f64::INFINITY), f64::INFINITY);
        assert!(f64_max(-0.0, 0.0).is_sign_positive());
        assert!(f64_min(0.0, -0.0).is_sign_negative());
        assert_eq!(f64_min(1.0, -2.0), -2.0);
    }
}
