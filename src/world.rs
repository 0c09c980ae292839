//! The one door to everything that is not a function of the input: files, standard input, environment,
//! clock and randomness. No other module opens a file or asks for the time; there is no door to a network.

#[cfg(unix)]
use crate::value::string_bytes;
use crate::value::string_from_bytes;
use std::borrow::Cow;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// What a run may ask of its surroundings.
pub trait World: Send + Sync {
    /// The bytes of a file; follows symlinks, refuses what is not a regular file and what is longer than
    /// `limit` bytes (`FileTooLarge`).
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// The bytes of a file that the user names, which may be a pipe (`-f <(sops -d secrets.yaml)`) or a device
    /// (`-f /dev/null`) as well.
    fn read_named(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.read(path, limit)
    }
    /// How many bytes a file has that [`World::read`] would read; fails as that does.
    fn size(&self, path: &Path, limit: u64) -> io::Result<u64> {
        self.read(path, limit).map(|bytes| bytes.len() as u64)
    }
    /// The names in a folder, sorted.
    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>>;
    /// What stands at a path, symlinks followed.
    fn stat(&self, path: &Path) -> io::Result<Kind>;
    /// The path with every symlink resolved.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
    /// Where a symbolic link points to, as it is written; an error if the path is none.
    fn link_target(&self, _path: &Path) -> io::Result<PathBuf> {
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Standard input to its end, which is refused if it is longer than `limit` bytes. A second call gets nothing.
    fn stdin(&self, limit: u64) -> io::Result<Vec<u8>>;
    /// An environment variable, if set and UTF-8.
    fn var(&self, name: &str) -> Option<String>;
    /// The time since the Unix epoch.
    fn now(&self) -> Duration;
    /// Fills `buffer` with random bytes.
    fn random(&self, buffer: &mut [u8]);
}

/// One name in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The file name; names that are not UTF-8 are listed lossily and cannot be read.
    pub name: String,
    /// What it is, symlinks not followed.
    pub kind: Kind,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file of this many bytes.
    File(u64),
    /// A folder.
    Dir,
    /// A symbolic link (only from [`World::list`]).
    Symlink,
    /// A device, a socket, a pipe.
    Other,
}

impl From<std::fs::Metadata> for Kind {
    fn from(meta: std::fs::Metadata) -> Kind {
        let typ = meta.file_type();
        if typ.is_symlink() {
            Kind::Symlink
        } else if typ.is_dir() {
            Kind::Dir
        } else if typ.is_file() {
            Kind::File(meta.len())
        } else {
            Kind::Other
        }
    }
}

/// The machine that the program runs on.
#[derive(Debug)]
pub struct System;

/// The path as the system knows it: a name that is not UTF-8 is kept as any Go string that is not.
#[cfg(unix)]
fn known(path: &Path) -> Cow<'_, Path> {
    use std::os::unix::ffi::OsStringExt as _;
    match string_bytes(path.to_str().unwrap_or_default()) {
        Cow::Borrowed(_) => Cow::Borrowed(path),
        Cow::Owned(bytes) => Cow::Owned(std::ffi::OsString::from_vec(bytes).into()),
    }
}

#[cfg(not(unix))]
fn known(path: &Path) -> Cow<'_, Path> {
    Cow::Borrowed(path)
}

/// Opens a file for reading. A pipe that nobody writes to is not waited for.
#[cfg(target_os = "linux")]
fn open_file(path: &Path) -> io::Result<std::fs::File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let opened = rustix::io::retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()));
    Ok(opened.map(std::fs::File::from)?)
}

#[cfg(not(target_os = "linux"))]
#[allow(clippy::disallowed_methods, reason = "this is the door")]
fn open_file(path: &Path) -> io::Result<std::fs::File> {
    std::fs::File::open(path)
}

/// A regular file.
fn open(path: &Path) -> io::Result<(std::fs::File, std::fs::Metadata)> {
    let file = open_file(&known(path))?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a directory"));
    }
    if !meta.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "is not a regular file"));
    }
    Ok((file, meta))
}

/// Whether whoever comes to a file may read it, so that it need not be opened to see that.
#[cfg(unix)]
fn is_for_all(meta: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    meta.permissions().mode() & 0o444 == 0o444
}

#[cfg(not(unix))]
fn is_for_all(_: &std::fs::Metadata) -> bool {
    false
}

/// Reads into the room that `bytes` has left.
#[cfg(target_os = "linux")]
fn read_more(file: &std::fs::File, bytes: &mut Vec<u8>) -> io::Result<usize> {
    Ok(rustix::io::read(file, rustix::buffer::spare_capacity(bytes))?)
}

/// Reads into the room that `bytes` has left.
#[cfg(not(target_os = "linux"))]
fn read_more(mut file: &std::fs::File, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let (filled, room) = (bytes.len(), bytes.capacity());
    bytes.resize(room, 0);
    let count = file.read(&mut bytes[filled..]);
    bytes.truncate(filled + *count.as_ref().unwrap_or(&0));
    count
}

/// All that comes, up to a limit.
fn to_end(from: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

fn too_large(limit: u64) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("is larger than {limit} bytes"))
}

#[allow(clippy::disallowed_methods, reason = "this is the door")]
impl World for System {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let (file, meta) = open(path)?;
        if meta.len() == 0 {
            // Files of the kernel's own say so and have something in them.
            return to_end(file, limit);
        }
        let size = usize::try_from(meta.len())
            .ok()
            .filter(|_| meta.len() <= limit)
            .ok_or_else(|| too_large(limit))?;
        let mut bytes = Vec::with_capacity(size);
        // What is written behind that while it is read is not looked for: that takes a call for each file.
        while bytes.len() < size {
            match read_more(&file, &mut bytes) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        // The allocator may have given more than was asked for.
        bytes.truncate(size);
        Ok(bytes)
    }

    fn read_named(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        if self.stat(path)? != Kind::Other {
            return self.read(path, limit);
        }
        to_end(std::fs::File::open(known(path))?, limit)
    }

    fn size(&self, path: &Path, limit: u64) -> io::Result<u64> {
        let meta = match std::fs::metadata(known(path))? {
            meta if meta.is_file() && is_for_all(&meta) => meta,
            _ => open(path)?.1,
        };
        match meta.len() {
            size if size > limit => Err(too_large(limit)),
            size => Ok(size),
        }
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(known(dir))? {
            let entry = entry?;
            // `file_type` comes with the directory entry; the size of a file is only known once it is read.
            let typ = entry.file_type()?;
            let kind = if typ.is_symlink() {
                Kind::Symlink
            } else if typ.is_dir() {
                Kind::Dir
            } else if typ.is_file() {
                Kind::File(0)
            } else {
                Kind::Other
            };
            entries.push(Entry {
                name: string_from_bytes(entry.file_name().as_encoded_bytes()).into_owned(),
                kind,
            });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn stat(&self, path: &Path) -> io::Result<Kind> {
        std::fs::metadata(known(path)).map(Kind::from)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(known(path))
    }

    fn link_target(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::read_link(known(path))
    }

    fn stdin(&self, limit: u64) -> io::Result<Vec<u8>> {
        to_end(io::stdin().lock(), limit)
    }

    fn var(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn now(&self) -> Duration {
        std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    #[allow(clippy::panic, reason = "no error could be reported that a caller would not turn into a panic")]
    fn random(&self, buffer: &mut [u8]) {
        // The only failure is an operating system without a source of randomness; nothing sensible is left
        // to print then, and zeros would be mistaken for secrets.
        if let Err(error) = getrandom::fill(buffer) {
            panic!("the operating system gave no random bytes: {error}");
        }
    }
}
