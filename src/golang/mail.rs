//! Addresses of mails as `net/mail` reads them.
//!
//! Source: net/mail, message.go; mime, encodedword.go, for the words that are decoded.

use super::base64;

/// Whether a text is the address of one mailbox: `a@b`, `Name <a@b>` or a group of one; an address is never empty.
/// Source: `mail.ParseAddress`.
pub fn is_address(text: &str) -> bool {
    let mut rest = Rest(text);
    rest.address(true) == Some(1) && rest.comments().is_some() && rest.0.is_empty()
}

/// What is left to read.
#[derive(Clone, Copy)]
struct Rest<'t>(&'t str);

impl<'t> Rest<'t> {
    fn take(&mut self, c: char) -> Option<()> {
        self.0 = self.0.strip_prefix(c)?;
        Some(())
    }

    fn spaces(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t']);
    }

    /// Source: `parseAddress`. How many addresses there are: of a group it may be any number.
    fn address(&mut self, group: bool) -> Option<usize> {
        self.spaces();
        if self.0.is_empty() {
            return None;
        }
        let start = *self;
        if self.spec().is_some() {
            self.spaces();
            if self.0.starts_with('(') && !self.comment()?.split([' ', '\t']).all(is_decodable) {
                return None;
            }
            return Some(1);
        }
        *self = start;
        if !self.0.starts_with('<') {
            self.phrase()?;
        }
        self.spaces();
        if group && self.take(':').is_some() {
            return self.group();
        }
        self.take('<')?;
        self.spec()?;
        self.take('>')?;
        Some(1)
    }

    /// Source: `consumeGroupList`
    fn group(&mut self) -> Option<usize> {
        self.spaces();
        let mut count = 0;
        if self.take(';').is_none() {
            loop {
                self.spaces();
                count += self.address(false)?;
                self.comments()?;
                if self.take(';').is_some() {
                    break;
                }
                self.take(',')?;
            }
        }
        self.comments()?;
        Some(count)
    }

    /// `local@domain`. Source: `consumeAddrSpec`.
    fn spec(&mut self) -> Option<()> {
        self.spaces();
        if self.0.starts_with('"') {
            self.quoted().filter(|local| !local.is_empty())?;
        } else {
            self.strict_atom()?;
        }
        self.take('@')?;
        self.spaces();
        if self.0.starts_with('[') { self.literal() } else { self.strict_atom() }
    }

    /// A name. Source: `consumePhrase`.
    fn phrase(&mut self) -> Option<()> {
        let mut words = 0;
        loop {
            if words > 0 {
                self.comments()?;
            }
            self.spaces();
            let word = if self.0.is_empty() {
                break;
            } else if self.0.starts_with('"') {
                self.quoted().map(|_| ())
            } else {
                self.atom().filter(|word| is_decodable(word)).map(|_| ())
            };
            match word {
                Some(()) => words += 1,
                None if words == 0 => return None,
                None => break,
            }
        }
        Some(())
    }

    /// A text in quotes, without them. Source: `consumeQuotedString`.
    fn quoted(&mut self) -> Option<&'t str> {
        let inner = self.0.strip_prefix('"')?;
        let mut escaped = false;
        for (index, c) in inner.char_indices() {
            match c {
                _ if !is_visible(c) && !matches!(c, ' ' | '\t') => return None,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.0 = inner.get(index + 1..)?;
                    return inner.get(..index);
                }
                _ => {}
            }
        }
        None
    }

    /// A word, with dots anywhere. Source: `consumeAtom`, permissive.
    fn atom(&mut self) -> Option<&'t str> {
        let end = self.0.find(|c| !is_visible(c) || "()<>[]:;@\\,\"".contains(c)).unwrap_or(self.0.len());
        let (atom, rest) = self.0.split_at(end);
        self.0 = rest;
        (!atom.is_empty()).then_some(atom)
    }

    /// A word with dots between its parts.
    fn strict_atom(&mut self) -> Option<()> {
        self.atom()?.split('.').all(|part| !part.is_empty()).then_some(())
    }

    /// `[1.2.3.4]`. Source: `consumeDomainLiteral`.
    fn literal(&mut self) -> Option<()> {
        let (inner, rest) = self.0.strip_prefix('[')?.split_once(']')?;
        self.0 = rest;
        inner.parse::<std::net::IpAddr>().ok().map(|_| ())
    }

    /// Source: `skipCFWS`
    fn comments(&mut self) -> Option<()> {
        self.spaces();
        while self.0.starts_with('(') {
            self.comment()?;
            self.spaces();
        }
        Some(())
    }

    /// A comment in parentheses, which may hold others. Source: `consumeComment`.
    fn comment(&mut self) -> Option<&'t str> {
        let inner = self.0.strip_prefix('(')?;
        let (mut depth, mut escaped) = (1u32, false);
        for (index, c) in inner.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' if inner.len() > index + 1 => escaped = true,
                '(' => depth += 1,
                ')' if depth == 1 => {
                    self.0 = inner.get(index + 1..)?;
                    return inner.get(..index);
                }
                ')' => depth -= 1,
                _ => {}
            }
        }
        None
    }
}

fn is_visible(c: char) -> bool {
    c > ' ' && c != '\u{7f}'
}

/// Whether a word is no encoded one, or one of a character set that Go knows. Sources: `decodeRFC2047Word`;
/// mime, `WordDecoder.Decode` and `convert`.
fn is_decodable(word: &str) -> bool {
    let parts = || {
        let inner = word.strip_prefix("=?")?.strip_suffix("?=")?;
        let mut parts = inner.splitn(3, '?');
        let all = (parts.next()?, parts.next()?, parts.next()?);
        (!all.2.contains('?')).then_some(all)
    };
    let Some((charset, encoding, content)) = parts() else { return true };
    let is_encoded = match encoding {
        "b" | "B" => base64::decode(content.as_bytes()).is_ok(),
        "q" | "Q" => is_q_encoded(content),
        _ => false,
    };
    let known = ["utf-8", "iso-8859-1", "us-ascii"].iter().any(|name| name.eq_ignore_ascii_case(charset));
    charset.is_empty() || !is_encoded || known
}

/// Source: mime, `qDecode`
fn is_q_encoded(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let right = match byte {
            b'=' => [bytes.next(), bytes.next()].iter().all(|b| b.is_some_and(|b| b.is_ascii_hexdigit())),
            _ => matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t'),
        };
        if !right {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_address;

    /// As a kube-apiserver 1.35 said of strings of the format `email`.
    #[test]
    fn addresses_are_told_as_in_go() {
        let right = [
            "a@b",
            " a@b ",
            "a@ b",
            "<a@b>",
            "A B <a@b>",
            "A.B <a@b>",
            "\"A\" <a@b>",
            "a@b (x)",
            "a@b(c)",
            "g:a@b;",
            "a@[1.2.3.4]",
            "\"a@b\"@c",
            "=?utf-8?q?x?= <a@b>",
            "é@b",
        ];
        let wrong = [
            "",
            "a",
            "a@",
            "@b",
            "a b@c",
            "a@b\n",
            "a@b.",
            "a..b@c",
            "\"\"@b",
            "\"a\n\"@b",
            "a@[x]",
            "A@B <a@b>",
            "A, B <a@b>",
            "<a@b>,<c@d>",
            "=?x?q?y?= <a@b>",
            "a@b (x",
            "g:a@b,c@d;",
        ];
        for text in right {
            assert!(is_address(text), "{text}");
        }
        for text in wrong {
            assert!(!is_address(text), "{text}");
        }
    }
}
