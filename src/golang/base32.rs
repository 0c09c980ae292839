//! Go's `encoding/base32` with the standard alphabet and padding.

/// Digits of five bits that stand for five bytes.
const QUANTUM: usize = 8;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The bytes in base 32. Source: encoding/base32, `StdEncoding.EncodeToString`.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(5) * QUANTUM);
    for chunk in bytes.chunks(5) {
        let bits = (0..5).fold(0u64, |bits, n| bits << 8 | u64::from(chunk.get(n).copied().unwrap_or(0)));
        let digits = (chunk.len() * 8).div_ceil(5);
        for place in 0..QUANTUM {
            let digit = ALPHABET[(bits >> (35 - 5 * place) & 31) as usize];
            out.push(if place < digits { char::from(digit) } else { '=' });
        }
    }
    out
}

/// The bytes that `text` stands for; line breaks may stand anywhere, and do not count in the offset of a
/// fault. Source: encoding/base32, `StdEncoding.DecodeString`.
///
/// # Errors
/// Go's sentence with the offset at which Go sees the fault.
pub fn decode(text: &[u8]) -> Result<Vec<u8>, String> {
    let text: Vec<u8> = text.iter().copied().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect();
    let mut out = Vec::with_capacity(text.len() / QUANTUM * 5);
    for (number, quantum) in text.chunks(QUANTUM).enumerate() {
        let start = number * QUANTUM;
        let corrupt = |offset: usize| format!("illegal base32 data at input byte {offset}");
        let mut bits = 0u64;
        let mut digits = 0;
        while let Some(byte) = quantum.get(digits) {
            let left = &text[start + digits + 1..];
            if *byte == b'=' && digits >= 2 && left.len() < QUANTUM {
                check_padding(digits, left, text.len()).map_err(corrupt)?;
                break;
            }
            let value = digit(*byte).ok_or_else(|| corrupt(start + digits))?;
            bits = bits << 5 | u64::from(value);
            digits += 1;
        }
        if digits == quantum.len() && digits < QUANTUM {
            return Err(corrupt(start));
        }
        let bytes = (bits << (5 * (QUANTUM - digits))).to_be_bytes();
        out.extend(bytes.iter().skip(3).take(digits * 5 / 8));
        if digits < QUANTUM {
            break;
        }
    }
    Ok(out)
}

/// Checks what follows the first `=`, which stands after `digits` digits of its quantum. The error is the
/// offset of the fault.
fn check_padding(digits: usize, left: &[u8], length: usize) -> Result<(), usize> {
    let missing = QUANTUM - 1 - digits;
    if left.len() < missing {
        return Err(length);
    }
    if let Some(at) = left.iter().take(missing).position(|byte| *byte != b'=') {
        // Go counts from before the sign that was just read.
        return Err((length - left.len() + at).saturating_sub(1));
    }
    // One, three or six digits do not make whole bytes.
    if matches!(digits, 1 | 3 | 6) {
        return Err(length - left.len() - 1);
    }
    Ok(())
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'2'..=b'7' => Some(byte - b'2' + 26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations: encoding/base32 of go1.26.
    #[test]
    fn both_directions() {
        let cases = [
            ("", ""),
            ("a", "ME======"),
            ("ab", "MFRA===="),
            ("abc", "MFRGG==="),
            ("abcd", "MFRGGZA="),
            ("abcde", "MFRGGZDF"),
        ];
        for (bytes, text) in cases {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text.as_bytes()).unwrap(), bytes.as_bytes());
        }
        assert_eq!(decode(b"M\nE==\r\n====").unwrap(), b"a");
    }

    #[test]
    fn faults_are_told_at_the_offset_of_go() {
        let cases = [
            ("a", 0),
            ("ME", 0),
            ("ME=====", 7),
            ("MFRGGZDFMY", 8),
            ("M=======", 1),
            ("MFR=====", 3),
            ("ME==A===", 3),
            ("========", 0),
            ("MFRGG=", 6),
        ];
        for (text, offset) in cases {
            let error = decode(text.as_bytes()).unwrap_err();
            assert_eq!(error, format!("illegal base32 data at input byte {offset}"), "{text:?}");
        }
    }
}
