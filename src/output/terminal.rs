//! Standard output and standard error.

use crate::value::string_bytes;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Writes data to standard output. A reader that has gone away is no fault.
///
/// # Errors
/// Whatever else the operating system reports.
pub fn stdout(text: &str) -> io::Result<()> {
    print(&[text])
}

/// Writes pieces of text to standard output, one after the other.
///
/// # Errors
/// As [`stdout`].
pub fn print(pieces: &[&str]) -> io::Result<()> {
    /// As much as a pipe takes at once; what is longer is not copied.
    const BUFFER: usize = 64 << 10;
    let out = io::stdout().lock();
    if pieces.iter().map(|piece| piece.len()).sum::<usize>() > BUFFER {
        widen(&out);
    }
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let written = pieces.iter().try_for_each(|piece| out.write_all(&string_bytes(piece)));
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Lets a pipe take more at once: a reader and a writer who wait for each other after every 64 KiB take 5 ms longer for
/// the definitions of a large chart. What is no pipe, or may not be larger, stays as it is.
#[cfg(target_os = "linux")]
fn widen(out: &io::StdoutLock<'_>) {
    /// The most that a system grants to everyone. Source: Linux, pipe(7), /proc/sys/fs/pipe-max-size.
    const PIPE: usize = 1 << 20;
    let _ = rustix::pipe::fcntl_setpipe_size(out, PIPE);
}

#[cfg(not(target_os = "linux"))]
fn widen(_: &io::StdoutLock<'_>) {}

/// Writes an error to standard error, behind `Error: ` as Helm does.
pub fn error(message: &str) {
    let red = io::stderr().is_terminal() && !no_color();
    let (on, off) = if red { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
    log(&format!("{on}Error:{off} {message}"));
}

/// Whether a person reads standard error as it is written.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Writes a line to standard error. Nothing is left to say when that fails.
pub fn log(line: &str) {
    let _ = io::stderr().lock().write_all(&string_bytes(&format!("{line}\n")));
}

/// Whether the user wants no colour (<https://no-color.org>).
#[allow(clippy::disallowed_methods, reason = "how a message looks is no part of the result")]
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
