//! Directives, anchors and tags.

use super::cursor::{is_alpha, is_blank};
use super::{MAX_VERSION_DIGITS, Result, Scanner, Tok, Token};
use std::borrow::Cow;

impl<'t> Scanner<'t> {
    pub(super) fn scan_directive(&mut self) -> Result<Token<'t>> {
        let start = self.mark;
        self.skip();
        self.need(1)?;
        let from = self.mark.pos;
        while is_alpha(self.at(0)) {
            self.skip();
            self.need(1)?;
        }
        let name = &self.text[from..self.mark.pos];
        if name.is_empty() {
            return self.fault("could not find expected directive name");
        }
        if !self.is_blankz(0) {
            return self.fault("found unexpected non-alphabetical character");
        }
        let token = match name {
            "YAML" => {
                self.skip_blanks()?;
                let from = self.mark.pos;
                self.scan_version_number()?;
                if self.at(0) != b'.' {
                    return self.fault("did not find expected digit or '.' character");
                }
                self.skip();
                self.scan_version_number()?;
                let value = Cow::Borrowed(&self.text[from..self.mark.pos]);
                Token { value, ..self.token(Tok::VersionDirective, start) }
            }
            "TAG" => {
                self.skip_blanks()?;
                let handle = self.scan_tag_handle(true)?;
                self.need(1)?;
                if !is_blank(self.at(0)) {
                    return self.fault("did not find expected whitespace");
                }
                while is_blank(self.at(0)) {
                    self.skip();
                }
                let prefix = self.scan_tag_uri("")?;
                self.need(1)?;
                if !self.is_blankz(0) {
                    return self.fault("did not find expected whitespace or line break");
                }
                self.suffixes.push_back(prefix);
                Token { value: Cow::Borrowed(handle), ..self.token(Tok::TagDirective, start) }
            }
            _ => return self.fault("found unknown directive name"),
        };
        self.scan_line_rest()?;
        Ok(token)
    }

    fn scan_version_number(&mut self) -> Result<()> {
        self.need(1)?;
        let mut length = 0;
        while self.at(0).is_ascii_digit() {
            length += 1;
            if length > MAX_VERSION_DIGITS {
                return self.fault("found extremely long version number");
            }
            self.skip();
            self.need(1)?;
        }
        if length == 0 {
            return self.fault("did not find expected version number");
        }
        Ok(())
    }

    pub(super) fn scan_anchor(&mut self, kind: Tok) -> Result<Token<'t>> {
        let start = self.mark;
        self.skip();
        self.need(1)?;
        let from = self.mark.pos;
        while is_alpha(self.at(0)) {
            self.skip();
            self.need(1)?;
        }
        let name = &self.text[from..self.mark.pos];
        let ended =
            self.is_blankz(0) || matches!(self.at(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if name.is_empty() || !ended {
            return self.fault("did not find expected alphabetic or numeric character");
        }
        Ok(Token { value: Cow::Borrowed(name), ..self.token(kind, start) })
    }

    pub(super) fn scan_tag(&mut self) -> Result<Token<'t>> {
        let start = self.mark;
        self.need(2)?;
        let (handle, suffix): (&str, String);
        if self.at(1) == b'<' {
            self.skip();
            self.skip();
            handle = "";
            suffix = self.scan_tag_uri("")?;
            if self.at(0) != b'>' {
                return self.fault("did not find the expected '>'");
            }
            self.skip();
        } else {
            let head = self.scan_tag_handle(false)?;
            if head.len() > 1 && head.ends_with('!') {
                handle = head;
                suffix = self.scan_tag_uri("")?;
            } else {
                // It was no handle but the start of the suffix, unless it is the tag `!` alone.
                let rest = self.scan_tag_uri(head)?;
                (handle, suffix) = if rest.is_empty() { ("", "!".to_owned()) } else { ("!", rest) };
            }
        }
        self.need(1)?;
        if !self.is_blankz(0) {
            return self.fault("did not find expected whitespace or line break");
        }
        self.suffixes.push_back(suffix);
        Ok(Token { value: Cow::Borrowed(handle), ..self.token(Tok::Tag, start) })
    }

    fn scan_tag_handle(&mut self, directive: bool) -> Result<&'t str> {
        self.need(1)?;
        if self.at(0) != b'!' {
            return self.fault("did not find expected '!'");
        }
        let from = self.mark.pos;
        self.skip();
        self.need(1)?;
        while is_alpha(self.at(0)) {
            self.skip();
            self.need(1)?;
        }
        if self.at(0) == b'!' {
            self.skip();
        } else if directive && self.mark.pos - from > 1 {
            return self.fault("did not find expected '!'");
        }
        Ok(&self.text[from..self.mark.pos])
    }

    /// Scans the rest of a tag behind `head`, whose `!` is not part of it.
    fn scan_tag_uri(&mut self, head: &str) -> Result<String> {
        let mut uri = head.as_bytes().get(1..).unwrap_or_default().to_vec();
        let mut found = !head.is_empty();
        self.need(1)?;
        loop {
            match self.at(0) {
                b'%' => self.scan_uri_escapes(&mut uri)?,
                c if is_alpha(c) || b";/?:@&=+$,.!~*'()[]".contains(&c) => {
                    uri.push(c);
                    self.skip();
                }
                _ => break,
            }
            self.need(1)?;
            found = true;
        }
        if !found {
            return self.fault("did not find expected tag URI");
        }
        Ok(String::from_utf8_lossy(&uri).into_owned())
    }

    /// Scans the `%XX` of one character.
    fn scan_uri_escapes(&mut self, uri: &mut Vec<u8>) -> Result<()> {
        let mut left = None;
        while left != Some(0) {
            self.need(3)?;
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let octet = match (self.at(0), digit(self.at(1)), digit(self.at(2))) {
                (b'%', Some(high), Some(low)) => (high * 16 + low) as u8,
                _ => return self.fault("did not find URI escaped octet"),
            };
            left = match (left, octet) {
                (None, 0..=0x7F) => Some(0),
                (None, 0xC0..=0xDF) => Some(1),
                (None, 0xE0..=0xEF) => Some(2),
                (None, 0xF0..=0xF7) => Some(3),
                (None, _) => return self.fault("found an incorrect leading UTF-8 octet"),
                (Some(n), 0x80..=0xBF) => Some(n - 1),
                (Some(_), _) => return self.fault("found an incorrect trailing UTF-8 octet"),
            };
            uri.push(octet);
            self.mark.pos += 3;
            self.mark.column += 3;
        }
        Ok(())
    }
}
