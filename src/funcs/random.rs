//! Random text and numbers. Source: sprig, strings.go, crypto.go and functions.go; goutils and xstrings under
//! them.

use super::Type::{Int, Str};
use super::chance::below;
use super::{Env, Func, cost, func};
use crate::golang::base64;
use crate::value::{Value, string_bytes};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::Rng;

/// One line for each function.
pub const TABLE: &[Func] = &[
    func("randAlpha", &[Int], |env, args| characters(env, "randAlpha", args, |c| c.is_ascii_alphabetic())),
    func("randAlphaNum", &[Int], |env, args| {
        characters(env, "randAlphaNum", args, |c| c.is_ascii_alphanumeric())
    }),
    func("randAscii", &[Int], |env, args| characters(env, "randAscii", args, |_| true)),
    func("randBytes", &[Int], rand_bytes),
    func("randInt", &[Int, Int], rand_int),
    func("randNumeric", &[Int], |env, args| characters(env, "randNumeric", args, |c| c.is_ascii_digit())),
    func("shuffle", &[Str], shuffle).at(cost::LETTERS),
    func("uuidv4", &[], uuidv4),
];

/// Most characters or bytes that one call may ask for. The longest wish of a public chart is 128.
pub const MAX_RANDOM: usize = 1 << 20;

/// `count` characters that `accept` takes, each with the same probability; none for a negative count.
/// Source: goutils, `CryptoRandom`.
fn characters(
    env: &Env,
    name: &'static str,
    args: &[Value],
    accept: fn(&char) -> bool,
) -> Result<Value, String> {
    let Some(Value::Int(count @ 1..)) = args.first() else { return Ok("".into()) };
    let count = size(env, *count, size_of::<char>())?;
    let alphabet: Vec<char> = (' '..='~').filter(accept).collect();
    let mut rng = env.rng(name);
    let text: String = (0..count).map(|_| alphabet[index(&mut rng, alphabet.len())]).collect();
    Ok(text.into())
}

/// Random bytes in base 64. Source: sprig, crypto.go, `randBytes`.
fn rand_bytes(env: &Env, args: &[Value]) -> Result<Value, String> {
    let Some(Value::Int(count)) = args.first() else { return Ok("".into()) };
    let mut bytes = vec![0; size(env, *count, 1)?];
    env.random("randBytes", &mut bytes);
    Ok(base64::encode(&bytes).into())
}

/// A number from the first argument on that is less than the second.
fn rand_int(env: &Env, args: &[Value]) -> Result<Value, String> {
    let [Value::Int(min), Value::Int(max)] = args else { return Ok(Value::Int(0)) };
    let Some(range) = u64::try_from(max.wrapping_sub(*min)).ok().filter(|range| *range > 0) else {
        return Err("invalid argument to Intn".to_owned());
    };
    let draw = below(&mut env.rng("randInt"), range);
    Ok(Value::Int(min.wrapping_add_unsigned(draw)))
}

/// The characters in another order. Source: xstrings, `Shuffle`.
fn shuffle(env: &Env, args: &[Value]) -> Result<Value, String> {
    let text = args.first().and_then(Value::as_str).unwrap_or_default();
    let mut runes = Vec::with_capacity(text.len());
    for chunk in string_bytes(text).utf8_chunks() {
        runes.extend(chunk.valid().chars());
        runes.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    env.step(runes.len() as u64)?;
    let mut rng = env.rng("shuffle");
    for last in (1..runes.len()).rev() {
        runes.swap(last, index(&mut rng, last + 1));
    }
    Ok(runes.into_iter().collect::<String>().into())
}

/// A random UUID as RFC 4122 describes it. Source: sprig, crypto.go, `uuidv4`.
fn uuidv4(env: &Env, _: &[Value]) -> Result<Value, String> {
    let mut bytes = [0; 16];
    env.rng("uuidv4").fill_bytes(&mut bytes);
    let random = u128::from_be_bytes(bytes);
    // Four bits say which version this is, two which variant.
    let id = random & !(0xF << 76 | 0b11 << 62) | 4 << 76 | 0b10 << 62;
    let hex = format!("{id:032x}");
    Ok([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-").into())
}

/// Go makes no slice of more bytes. Source: Go, runtime/malloc.go, `maxAlloc` on amd64.
const GO_MAX_ALLOC: usize = 1 << 48;

/// The size of the result that a template asks for, in elements of `width` bytes.
fn size(env: &Env, count: i64, width: usize) -> Result<usize, String> {
    let Some(size) = usize::try_from(count).ok().filter(|size| *size <= GO_MAX_ALLOC / width) else {
        return Err("runtime error: makeslice: len out of range".to_owned());
    };
    if size > MAX_RANDOM {
        return Err(format!(
            "{count} is more than the {MAX_RANDOM} random characters that a call may ask for"
        ));
    }
    env.charge(size)?;
    env.step(size as u64)?;
    Ok(size)
}

/// A random index into `len` things.
fn index(rng: &mut ChaCha20Rng, len: usize) -> usize {
    usize::try_from(below(rng, len as u64)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helm::Helm;
    use crate::world::System;
    use std::collections::BTreeSet;
    use std::sync::Arc;

    fn call(name: &str, args: &[Value]) -> Result<Value, String> {
        let env = Env::new(Helm::V4, Arc::new(System)).with_seed(1);
        let func = TABLE.iter().find(|func| func.name == name).unwrap();
        (func.run)(&env, args)
    }

    fn text(name: &str, args: &[Value]) -> String {
        call(name, args).unwrap().as_str().unwrap().to_owned()
    }

    #[test]
    fn every_character_of_the_alphabet_comes_up() {
        let cases = [("randAlpha", 52), ("randAlphaNum", 62), ("randNumeric", 10), ("randAscii", 95)];
        for (name, letters) in cases {
            let drawn = text(name, &[Value::Int(20_000)]);
            assert_eq!(
                (drawn.len(), drawn.chars().collect::<BTreeSet<_>>().len()),
                (20_000, letters),
                "{name}"
            );
            assert_eq!(text(name, &[Value::Int(0)]), "");
            assert_eq!(text(name, &[Value::Int(-1)]), "");
        }
    }

    #[test]
    fn sizes_end_at_the_limit() {
        let limit = MAX_RANDOM as i64;
        assert_eq!(text("randAlpha", &[Value::Int(limit)]).len(), MAX_RANDOM);
        assert!(call("randAlpha", &[Value::Int(limit + 1)]).is_err());
        assert!(call("randBytes", &[Value::Int(limit)]).is_ok());
        let error = call("randBytes", &[Value::Int(limit + 1)]).unwrap_err();
        assert_eq!(error, "1048577 is more than the 1048576 random characters that a call may ask for");
    }

    /// The texts are Go's.
    #[test]
    fn wrong_sizes_are_the_panics_of_go() {
        for (name, count) in [("randBytes", -1), ("randBytes", i64::MAX), ("randAlpha", 1 << 47)] {
            let error = call(name, &[Value::Int(count)]).unwrap_err();
            assert_eq!(error, "runtime error: makeslice: len out of range");
        }
        for (min, max) in [(3, 3), (3, 2), (i64::MIN, i64::MAX)] {
            let error = call("randInt", &[Value::Int(min), Value::Int(max)]).unwrap_err();
            assert_eq!(error, "invalid argument to Intn");
        }
    }

    #[test]
    fn numbers_are_in_range() {
        assert!(matches!(call("randInt", &[Value::Int(-5), Value::Int(-4)]), Ok(Value::Int(-5))));
        assert_eq!(text("randBytes", &[Value::Int(16)]).len(), 24);
    }

    #[test]
    fn a_uuid_has_its_version_and_variant() {
        let id = text("uuidv4", &[]);
        let dashes: Vec<_> = id.match_indices('-').map(|(at, _)| at).collect();
        assert_eq!((id.len(), dashes, &id[14..15]), (36, vec![8, 13, 18, 23], "4"));
        assert!("89ab".contains(&id[19..20]));
    }

    #[test]
    fn shuffling_keeps_the_characters() {
        let mut shuffled: Vec<char> = text("shuffle", &["aąbc".into()]).chars().collect();
        shuffled.sort_unstable();
        assert_eq!(shuffled, ['a', 'b', 'c', 'ą']);
        assert_eq!(text("shuffle", &["".into()]), "");
    }
}
