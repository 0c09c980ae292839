//! The text of a file, read or rendered, which many hold.

use super::Str;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The text of a file, which all who hold it share. What was read or written stays where it was put, as long as it may be:
/// a [`Str`] would be a copy.
#[derive(Clone, Debug)]
pub enum FileText {
    /// A part of the program.
    Known(&'static str),
    /// One that was read or rendered.
    Made(Arc<String>),
    /// One that was a value before.
    Value(Str),
}

impl FileText {
    /// Whether the other one is a copy of the same pointer.
    pub fn is(&self, other: &FileText) -> bool {
        match (self, other) {
            (FileText::Known(a), FileText::Known(b)) => std::ptr::eq(*a, *b),
            (FileText::Made(a), FileText::Made(b)) => Arc::ptr_eq(a, b),
            (FileText::Value(a), FileText::Value(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Deref for FileText {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            FileText::Known(text) => text,
            FileText::Made(text) => text,
            FileText::Value(text) => text,
        }
    }
}

impl fmt::Display for FileText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Eq for FileText {}

impl PartialEq for FileText {
    fn eq(&self, other: &FileText) -> bool {
        self.is(other) || **self == **other
    }
}

impl Default for FileText {
    fn default() -> FileText {
        FileText::Known("")
    }
}

impl From<&str> for FileText {
    fn from(text: &str) -> FileText {
        FileText::Made(Arc::new(text.to_owned()))
    }
}

impl From<String> for FileText {
    fn from(text: String) -> FileText {
        FileText::Made(Arc::new(text))
    }
}

impl From<Str> for FileText {
    fn from(text: Str) -> FileText {
        FileText::Value(text)
    }
}

impl From<&FileText> for Str {
    fn from(text: &FileText) -> Str {
        match text {
            FileText::Value(text) => text.clone(),
            other => (**other).into(),
        }
    }
}
