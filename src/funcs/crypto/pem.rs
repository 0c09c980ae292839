//! Go's `encoding/pem`, without headers on the way out.

use crate::golang::base64;

/// A block: what it says it is, and its bytes.
#[derive(Debug)]
pub(super) struct Block {
    /// What stands between `-----BEGIN ` and `-----`.
    pub typ: String,
    /// The decoded bytes.
    pub bytes: Vec<u8>,
}

const START: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"\n-----END ";
const DASHES: &[u8] = b"-----";

/// Characters of base 64 in a line.
const LINE_LENGTH: usize = 64;

/// The block as text. Source: encoding/pem, `Encode`.
pub(super) fn encode(typ: &str, bytes: &[u8]) -> String {
    let mut out = format!("-----BEGIN {typ}-----\n");
    let text = base64::encode(bytes);
    let mut rest = &*text;
    while !rest.is_empty() {
        let (line, tail) = rest.split_at(rest.len().min(LINE_LENGTH));
        out.push_str(line);
        out.push('\n');
        rest = tail;
    }
    out.push_str(&format!("-----END {typ}-----\n"));
    out
}

/// The first block in a text. Source: encoding/pem, `Decode`.
pub(super) fn decode(text: &[u8]) -> Option<Block> {
    let mut rest = text;
    loop {
        let end = find(rest, END)?;
        let (before, after) = (&rest[..end], &rest[end + END.len()..]);
        if let Some(block) = read_block(before, after) {
            return Some(block);
        }
        rest = after;
    }
}

/// Reads the block whose end line's beginning stands between `before` and `after`.
fn read_block(before: &[u8], after: &[u8]) -> Option<Block> {
    // The last beginning before the end counts; an earlier one has no end.
    let begin = before.windows(START.len()).rposition(|window| window == START)?;
    if begin > 0 && before[begin - 1] != b'\n' {
        return None;
    }
    let (type_line, mut body) = line(&before[begin + START.len()..]);
    let typ = type_line.strip_suffix(DASHES)?;
    // Lines with a colon are headers; nothing here needs them.
    while line(body).0.contains(&b':') {
        body = line(body).1;
    }
    let (end_line, _) = line(after);
    if end_line.strip_suffix(DASHES)? != typ {
        return None;
    }
    let digits: Vec<u8> = body.iter().copied().filter(|byte| !matches!(byte, b' ' | b'\t')).collect();
    let bytes = base64::decode(&digits).ok()?;
    Some(Block { typ: String::from_utf8_lossy(typ).into_owned(), bytes })
}

/// The first line without the white space at its end, and what follows it.
fn line(text: &[u8]) -> (&[u8], &[u8]) {
    let (line, rest) = match text.iter().position(|byte| *byte == b'\n') {
        Some(end) => (text[..end].strip_suffix(b"\r").unwrap_or(&text[..end]), &text[end + 1..]),
        None => (text, &text[text.len()..]),
    };
    let len = line.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')).map_or(0, |last| last + 1);
    (&line[..len], rest)
}

fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions() {
        let bytes: Vec<u8> = (0..100).collect();
        let text = encode("A KEY", &bytes);
        assert_eq!(text.lines().map(str::len).collect::<Vec<_>>(), [21, 64, 64, 8, 19]);
        let block = decode(text.as_bytes()).unwrap();
        assert_eq!((block.typ.as_str(), block.bytes), ("A KEY", bytes));
    }

    /// What Go takes and refuses (go1.26).
    #[test]
    fn what_is_a_block() {
        let typ = |text: &str| decode(text.as_bytes()).map(|block| (block.typ, block.bytes));
        let ok = Some(("A".to_owned(), b"foo".to_vec()));
        assert_eq!(typ("x\n-----BEGIN A-----\r\nZm 9v\r\n-----END A-----  \nrest"), ok);
        assert_eq!(typ("-----BEGIN A-----\nName: value\n\nZm9v\n-----END A-----"), ok);
        assert_eq!(typ("-----BEGIN B-----\nZm\n-----BEGIN A-----\nZm9v\n-----END A-----"), ok);
        assert_eq!(
            typ("-----BEGIN B-----\nZm9v\n-----END C-----\n-----BEGIN A-----\nZm9v\n-----END A-----"),
            ok
        );
        assert_eq!(typ("x-----BEGIN A-----\nZm9v\n-----END A-----"), None);
        assert_eq!(typ("-----BEGIN A-----\nZm9v\n-----END A----"), None);
        assert_eq!(typ("-----BEGIN A-----\nZ!\n-----END A-----"), None);
        assert_eq!(typ(""), None);
    }
}
