//! A world with a few files more: values that come as text and not from the repository.

use crate::world::{Entry, Kind, World};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The world behind, and the files before it.
pub struct Overlay {
    inner: Arc<dyn World>,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Overlay {
    /// `files` stand before those of `inner`.
    pub fn new(inner: Arc<dyn World>, files: Vec<(String, String)>) -> Overlay {
        let bytes = |text: String| crate::value::string_bytes(&text).into_owned();
        let files = files.into_iter().map(|(name, text)| (PathBuf::from(name), bytes(text))).collect();
        Overlay { inner, files }
    }
}

impl World for Overlay {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(bytes) if bytes.len() as u64 > limit => {
                Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("is larger than {limit} bytes")))
            }
            Some(bytes) => Ok(bytes.clone()),
            None => self.inner.read(path, limit),
        }
    }

    fn read_named(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        if self.files.contains_key(path) {
            self.read(path, limit)
        } else {
            self.inner.read_named(path, limit)
        }
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        self.inner.list(dir)
    }

    fn stat(&self, path: &Path) -> io::Result<Kind> {
        match self.files.get(path) {
            Some(bytes) => Ok(Kind::File(bytes.len() as u64)),
            None => self.inner.stat(path),
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        if self.files.contains_key(path) { Ok(path.to_owned()) } else { self.inner.canonical(path) }
    }

    fn link_target(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner.link_target(path)
    }

    fn stdin(&self, limit: u64) -> io::Result<Vec<u8>> {
        self.inner.stdin(limit)
    }

    fn var(&self, name: &str) -> Option<String> {
        self.inner.var(name)
    }

    fn now(&self) -> Duration {
        self.inner.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.inner.random(buffer);
    }
}
