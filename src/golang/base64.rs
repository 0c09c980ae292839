//! Go's `encoding/base64` with the standard alphabet and padding.

/// The bytes in base 64. Source: encoding/base64, `StdEncoding.EncodeToString`.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = ALPHABET[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// The bytes that `text` stands for; line breaks may stand anywhere.
/// Source: encoding/base64, `StdEncoding.DecodeString`.
///
/// # Errors
/// Go's sentence with the offset at which Go sees the fault.
pub fn decode(text: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let mut at = 0;
    loop {
        let (quantum, digits, next) = read_quantum(text, at)?;
        if digits == 0 {
            return Ok(out);
        }
        let bits = quantum.iter().fold(0, |bits, digit| bits << 6 | u32::from(*digit));
        out.extend(bits.to_be_bytes().iter().skip(1).take(digits - 1));
        at = next;
        if digits < 4 {
            return Ok(out);
        }
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Reads up to four digits from `at` on; gives them, their number and where the next ones start. Fewer than
/// four are the end of the text. Source: encoding/base64, `decodeQuantum`.
fn read_quantum(text: &[u8], mut at: usize) -> Result<([u8; 4], usize, usize), String> {
    let corrupt = |offset: usize| Err(format!("illegal base64 data at input byte {offset}"));
    let skip_line_breaks =
        |at: usize| at + text[at..].iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
    let mut quantum = [0; 4];
    let mut digits = 0;
    while digits < 4 {
        let Some(&byte) = text.get(at) else {
            return if digits == 0 { Ok((quantum, 0, at)) } else { corrupt(at - digits) };
        };
        at += 1;
        match (digit(byte), byte) {
            (Some(value), _) => {
                quantum[digits] = value;
                digits += 1;
            }
            (None, b'\n' | b'\r') => {}
            (None, b'=') if digits >= 2 => {
                if digits == 2 {
                    at = skip_line_breaks(at);
                    match text.get(at) {
                        None => return corrupt(text.len()),
                        Some(b'=') => at += 1,
                        Some(_) => return corrupt(at - 1),
                    }
                }
                at = skip_line_breaks(at);
                return if at < text.len() { corrupt(at) } else { Ok((quantum, digits, at)) };
            }
            (None, _) => return corrupt(at - 1),
        }
    }
    Ok((quantum, digits, at))
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answers are those of go1.26.
    #[test]
    fn both_directions() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text.as_bytes()).unwrap(), bytes.as_bytes());
        }
        assert_eq!(encode(&[0xfb, 0xff]), "+/8=");
        assert_eq!(decode(b"Zm9v\r\nYm\nFy\nZg=\n=\n").unwrap(), b"foobarf");
    }

    /// The answers are those of go1.26.
    #[test]
    fn faults_are_told_at_the_offset_of_go() {
        let cases = [
            ("a", 0),
            ("ab", 0),
            ("abc", 0),
            ("abc!", 3),
            ("ab=", 3),
            ("ab=c", 2),
            ("ab==c", 4),
            ("=", 0),
            ("a===", 1),
            ("abcd=", 4),
            ("abcdab", 4),
            ("żab=", 0),
            ("ab\ncd\nab\n", 7),
        ];
        for (text, offset) in cases {
            let error = decode(text.as_bytes()).unwrap_err();
            assert_eq!(error, format!("illegal base64 data at input byte {offset}"), "{text:?}");
        }
    }
}
