//! The one shape of everything that goes wrong.
//!
//! `{}` is the sentence, which is Helm's own where Helm has one, so that a search for it finds answers;
//! `{:#}` adds the source line with a caret, the chain of callers and the hints.

use std::fmt;
use std::sync::Arc;

/// A fault in the input, with its place and what to do about it. One word wide.
#[derive(Clone, Debug)]
pub struct Diagnostic(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    message: String,
    at: Option<Place>,
    trace: Vec<Place>,
    hints: Vec<String>,
    note: Option<&'static str>,
}

/// A place in a file that a person can open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the user or Helm names it: `values/prod.yaml`, `mychart/templates/x.yaml`.
    pub file: Arc<str>,
    /// Line, from 1; 0 where only the file is known.
    pub line: usize,
    /// Column in bytes, from 1; 0 where only the line is known.
    pub column: usize,
    /// The text of that line, for the excerpt.
    pub excerpt: Option<String>,
}

impl Diagnostic {
    /// A fault of which only the sentence is known.
    pub fn new(message: impl Into<String>) -> Diagnostic {
        Diagnostic(Box::new(Inner {
            message: message.into(),
            at: None,
            trace: Vec::new(),
            hints: Vec::new(),
            note: None,
        }))
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.0.at = Some(place);
        self
    }

    /// Adds a caller, innermost first.
    #[must_use]
    pub fn via(mut self, place: Place) -> Diagnostic {
        self.0.trace.push(place);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.0.hints.push(hint.into());
        self
    }

    /// Adds a last paragraph, as Helm does to some of its errors.
    #[must_use]
    pub fn note(mut self, note: &'static str) -> Diagnostic {
        self.0.note = Some(note);
        self
    }

    /// Takes the last paragraph away again; whether there was one.
    pub fn drop_note(&mut self) -> bool {
        self.0.note.take().is_some()
    }

    /// Puts what was being done before the sentence: `context: sentence`.
    #[must_use]
    pub fn context(mut self, context: impl fmt::Display) -> Diagnostic {
        self.0.message = format!("{context}: {}", self.0.message);
        self
    }

    /// The sentence.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do, in the order in which it was said.
    pub fn hints(&self) -> &[String] {
        &self.0.hints
    }

    /// Where, if known.
    pub fn place(&self) -> Option<&Place> {
        self.0.at.as_ref()
    }
}

impl Place {
    /// A place with the line's text cut out of `source`.
    pub fn in_source(file: impl Into<Arc<str>>, source: &str, line: usize, column: usize) -> Place {
        let excerpt = line.checked_sub(1).and_then(|n| source.lines().nth(n)).map(str::to_owned);
        Place { file: file.into(), line, column, excerpt }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        Ok(())
    }
}

/// Longest part of a source line that is shown, in characters.
const EXCERPT_WIDTH: usize = 120;

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.0.message))?;
        if !f.alternate() {
            return Ok(());
        }
        if let Some(place) = &self.0.at {
            write!(f, "\n  --> {}", printable(&place.to_string()))?;
            if let Some(text) = &place.excerpt {
                // A long line is cut on the left so that the caret stays in sight.
                let column =
                    text.get(..place.column.saturating_sub(1)).map_or(0, |left| left.chars().count());
                let skip = column.saturating_sub(EXCERPT_WIDTH * 2 / 3);
                let shown: String = text.chars().skip(skip).take(EXCERPT_WIDTH).collect();
                let number = place.line.to_string();
                let gutter = " ".repeat(number.len());
                write!(f, "\n {gutter} |\n {number} | {}", printable(&shown).replace('\t', " "))?;
                if place.column > 0 {
                    write!(f, "\n {gutter} | {}^", " ".repeat(column - skip))?;
                }
            }
        }
        for caller in &self.0.trace {
            write!(f, "\n  via {}", printable(&caller.to_string()))?;
        }
        for hint in &self.0.hints {
            write!(f, "\n  hint: {}", printable(hint))?;
        }
        if let Some(note) = self.0.note {
            write!(f, "\n\n{note}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}

/// The text without control characters that could drive a terminal (names and values come from strangers'
/// charts); line breaks and tabs stay.
pub fn printable(text: &str) -> String {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(control) {
        return text.to_owned();
    }
    text.chars().map(|c| if control(c) { '\u{FFFD}' } else { c }).collect()
}
