//! Paths and the errors of the file system as Go has them.

use crate::world::World;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The path from the root, without `.` and `..`, symbolic links left as they are. Source: Go, `filepath.Abs`.
pub(crate) fn absolute(path: &Path, world: &dyn World) -> PathBuf {
    let mut whole = match world.canonical(Path::new(".")) {
        Ok(here) if path.is_relative() => here,
        _ => PathBuf::new(),
    };
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            other => whole.push(other),
        }
    }
    whole
}

/// An error of the file system as Go prints it: `open x: no such file or directory`.
pub(crate) fn go_io_error(operation: &str, path: &Path, error: &io::Error) -> String {
    let path = path.display();
    let text = error.to_string();
    match error.kind() {
        io::ErrorKind::NotFound => format!("{operation} {path}: no such file or directory"),
        io::ErrorKind::IsADirectory => format!("read {path}: is a directory"),
        _ => {
            // `Permission denied (os error 13)`: Go has neither the capital letter nor the number.
            let text = text.split(" (os error").next().unwrap_or(&text);
            let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
            format!("{operation} {path}: {}{rest}", first.to_lowercase())
        }
    }
}

/// The shortest path that means the same. Source: Go, path, `Clean`.
pub(crate) fn path_clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// The last element of a path. Source: Go, path/filepath, `Base`.
pub(crate) fn base(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match (path.is_empty(), trimmed.is_empty()) {
        (true, _) => ".",
        (false, true) => "/",
        _ => trimmed.rsplit('/').next().unwrap_or(trimmed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned_as_in_go() {
        for (path, clean) in [
            ("", "."),
            ("a/./b//c/", "a/b/c"),
            ("a/../b", "b"),
            ("../a", "../a"),
            ("a/../../b", "../b"),
            ("/../a", "/a"),
            ("/", "/"),
        ] {
            assert_eq!(path_clean(path), clean, "{path}");
        }
    }
}
