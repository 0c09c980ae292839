//! The distinguished encoding of ASN.1, as far as keys and certificates need it.

/// The tags in use; the context-specific ones are `CONTEXT | number`, constructed ones add `CONSTRUCTED`.
pub(super) const BOOLEAN: u8 = 1;
pub(super) const INTEGER: u8 = 2;
pub(super) const BIT_STRING: u8 = 3;
pub(super) const OCTET_STRING: u8 = 4;
pub(super) const NULL: u8 = 5;
pub(super) const OBJECT_IDENTIFIER: u8 = 6;
pub(super) const UTF8_STRING: u8 = 12;
pub(super) const PRINTABLE_STRING: u8 = 19;
pub(super) const UTC_TIME: u8 = 23;
pub(super) const GENERALIZED_TIME: u8 = 24;
pub(super) const SEQUENCE: u8 = 16 | CONSTRUCTED;
pub(super) const SET: u8 = 17 | CONSTRUCTED;
pub(super) const CONSTRUCTED: u8 = 0x20;
pub(super) const CONTEXT: u8 = 0x80;

/// An element: tag, length, content.
pub(super) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let len = content.len();
    let mut out = Vec::with_capacity(len + 6);
    out.push(tag);
    match u8::try_from(len) {
        Ok(short @ ..=0x7F) => out.push(short),
        _ => {
            let bytes = len.to_be_bytes();
            let bytes = trim_zeros(&bytes);
            out.push(0x80 | bytes.len() as u8);
            out.extend(bytes);
        }
    }
    out.extend(content);
    out
}

/// A `SEQUENCE` of elements.
pub(super) fn sequence(elements: &[&[u8]]) -> Vec<u8> {
    element(SEQUENCE, &elements.concat())
}

/// An `INTEGER` of the big-endian bytes of a number that is not negative.
pub(super) fn integer(bytes: &[u8]) -> Vec<u8> {
    let bytes = trim_zeros(bytes);
    // A first bit that is set would be a sign.
    match bytes.first() {
        Some(..=0x7F) => element(INTEGER, bytes),
        _ => element(INTEGER, &[&[0], bytes].concat()),
    }
}

/// A `BIT STRING` of whole bytes.
pub(super) fn bit_string(bytes: &[u8]) -> Vec<u8> {
    element(BIT_STRING, &[&[0], bytes].concat())
}

/// Whether a number in two's complement is more than 0.
pub(super) fn is_positive(bytes: &[u8]) -> bool {
    bytes != [0] && bytes.first().is_some_and(|sign| *sign < 0x80)
}

/// The bytes from the first that is not zero on.
fn trim_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    &bytes[zeros..]
}

/// Reads one element after the other. Whatever breaks a rule of the distinguished encoding is `None`.
/// Source: golang.org/x/crypto/cryptobyte, asn1.go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

/// An element that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    /// The first byte.
    pub tag: u8,
    /// What follows the length.
    pub content: &'a [u8],
    /// All of it.
    pub full: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next tag.
    pub(super) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The next element.
    pub(super) fn any(&mut self) -> Option<Element<'a>> {
        let (&[tag, first], rest) = self.0.split_first_chunk::<2>()?;
        // Larger tag numbers have a form of their own, which no key and no certificate uses.
        if tag & 0x1F == 0x1F {
            return None;
        }
        let (len, header) = match first {
            ..=0x7F => (usize::from(first), 2),
            0x81..=0x84 => {
                let digits = rest.get(..usize::from(first & 0x7F))?;
                let len = digits.iter().fold(0_usize, |len, byte| len << 8 | usize::from(*byte));
                if digits.first() == Some(&0) || len < 0x80 {
                    return None;
                }
                (len, 2 + digits.len())
            }
            _ => return None,
        };
        let full = self.0.get(..header.checked_add(len)?)?;
        self.0 = &self.0[full.len()..];
        Some(Element { tag, content: &full[header..], full })
    }

    /// The next element, which must have this tag.
    pub(super) fn element(&mut self, tag: u8) -> Option<Element<'a>> {
        let mut ahead = *self;
        let element = ahead.any().filter(|element| element.tag == tag)?;
        *self = ahead;
        Some(element)
    }

    /// The content of the next element, which must have this tag.
    pub(super) fn content(&mut self, tag: u8) -> Option<&'a [u8]> {
        self.element(tag).map(|element| element.content)
    }

    /// The inside of the next element, which must have this tag.
    pub(super) fn inside(&mut self, tag: u8) -> Option<Reader<'a>> {
        self.content(tag).map(Reader)
    }

    /// The next element, which must be an `INTEGER` in its shortest form: its bytes in two's complement.
    pub(super) fn integer(&mut self) -> Option<&'a [u8]> {
        self.content(INTEGER).filter(|bytes| match bytes {
            [] => false,
            [0, next, ..] => *next >= 0x80,
            [0xFF, next, ..] => *next < 0x80,
            _ => true,
        })
    }

    /// The next element, which must be an `OBJECT IDENTIFIER`: its encoded content.
    pub(super) fn object_identifier(&mut self) -> Option<&'a [u8]> {
        self.content(OBJECT_IDENTIFIER).filter(|bytes| {
            // Each number ends in a byte without the high bit, and none starts with a useless zero.
            let starts = std::iter::once(&0).chain(bytes.iter()).zip(bytes.iter());
            bytes.last().is_some_and(|last| *last < 0x80)
                && starts.into_iter().all(|(before, byte)| *before >= 0x80 || *byte != 0x80)
        })
    }

    /// The next element, which must be a `BIT STRING` of whole bytes or with zeros in the unused bits.
    pub(super) fn bit_string(&mut self) -> Option<&'a [u8]> {
        let (unused, bytes) = self.content(BIT_STRING)?.split_first()?;
        let last = bytes.last().copied().unwrap_or(0);
        let valid =
            *unused < 8 && (*unused == 0 || !bytes.is_empty() && last.trailing_zeros() >= u32::from(*unused));
        valid.then_some(bytes)
    }

    /// The next element, which must be a `BOOLEAN`.
    pub(super) fn boolean(&mut self) -> Option<bool> {
        match self.content(BOOLEAN)? {
            [0] => Some(false),
            [0xFF] => Some(true),
            _ => None,
        }
    }

    /// Passes over the next element if it has this tag. `None` where it has and is broken.
    pub(super) fn skip_optional(&mut self, tag: u8) -> Option<()> {
        if self.peek() == Some(tag) { self.any().map(|_| ()) } else { Some(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_their_shortest_form() {
        for len in [0, 127, 128, 255, 256, 70_000] {
            let content = vec![7; len];
            let encoded = element(OCTET_STRING, &content);
            let mut reader = Reader(&encoded);
            assert_eq!(reader.content(OCTET_STRING), Some(&*content));
            assert!(reader.is_empty());
        }
        for broken in
            [&[4, 0x81, 1, 0][..], &[4, 0x82, 0, 128], &[4, 0x80], &[4, 2, 0], &[0x1F, 0], &[4], &[]]
        {
            assert!(Reader(broken).any().is_none(), "{broken:?}");
        }
    }

    #[test]
    fn integers_have_a_sign() {
        assert_eq!(integer(&[0, 0, 0x80]), [2, 2, 0, 0x80]);
        assert_eq!(integer(&[]), [2, 1, 0]);
        assert_eq!(Reader(&[2, 1, 0x80]).integer(), Some(&[0x80][..]));
        assert_eq!(Reader(&[2, 2, 0, 1]).integer(), None);
        assert_eq!(Reader(&[2, 2, 0xFF, 0x80]).integer(), None);
    }

    #[test]
    fn bits_and_identifiers() {
        assert_eq!(Reader(&[3, 2, 5, 0xA0]).bit_string(), Some(&[0xA0][..]));
        assert_eq!(Reader(&[3, 2, 6, 0xA0]).bit_string(), None);
        assert_eq!(Reader(&[3, 1, 1]).bit_string(), None);
        assert_eq!(Reader(&[6, 2, 0x55, 4]).object_identifier(), Some(&[0x55, 4][..]));
        assert_eq!(Reader(&[6, 2, 0x55, 0x80]).object_identifier(), None);
        assert_eq!(Reader(&[6, 3, 0x55, 0x80, 1]).object_identifier(), None);
    }
}
