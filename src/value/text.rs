//! The text of a file, which many hold.

use super::Str;
use std::ops::Deref;
use std::sync::Arc;

/// The text of a file, which all who hold it share; a file that the program carries is not copied for them.
#[derive(Clone, Debug)]
pub enum FileText {
    /// A part of the program.
    Known(&'static str),
    /// One that was read.
    Read(Str),
}

impl FileText {
    /// Whether the other one is a copy of the same pointer.
    pub fn is(&self, other: &FileText) -> bool {
        match (self, other) {
            (FileText::Known(a), FileText::Known(b)) => std::ptr::eq(*a, *b),
            (FileText::Read(a), FileText::Read(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Deref for FileText {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            FileText::Known(text) => text,
            FileText::Read(text) => text,
        }
    }
}

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
        FileText::Read(text.into())
    }
}

impl From<String> for FileText {
    fn from(text: String) -> FileText {
        FileText::Read(text.into())
    }
}

impl From<Str> for FileText {
    fn from(text: Str) -> FileText {
        FileText::Read(text)
    }
}

impl From<FileText> for Str {
    fn from(text: FileText) -> Str {
        match text {
            FileText::Known(text) => text.into(),
            FileText::Read(text) => text,
        }
    }
}
