//! Paths with slashes, never touched on disk. Helm runs where the separator is a slash, so the functions of
//! `path/filepath` do the same as those of `path`. Source: Go, path/path.go.

use super::Type::Str;
use super::{Func, args, func};
use crate::value::Value;
use std::borrow::Cow;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("base", &[Str], |_, args| Ok(base(args::text(args, 0)).into())),
    func("clean", &[Str], |_, args| Ok(cleaned(args))),
    func("dir", &[Str], |_, args| Ok(dir(args::text(args, 0)).into_owned().into())),
    func("ext", &[Str], |_, args| Ok(ext(args::text(args, 0)).into())),
    func("isAbs", &[Str], |_, args| Ok(args::text(args, 0).starts_with('/').into())),
    func("osBase", &[Str], |_, args| Ok(base(args::text(args, 0)).into())),
    func("osClean", &[Str], |_, args| Ok(cleaned(args))),
    func("osDir", &[Str], |_, args| Ok(dir(args::text(args, 0)).into_owned().into())),
    func("osExt", &[Str], |_, args| Ok(ext(args::text(args, 0)).into())),
    func("osIsAbs", &[Str], |_, args| Ok(args::text(args, 0).starts_with('/').into())),
];

/// The last element, without trailing slashes; `.` for no path, `/` for nothing but slashes.
pub fn base(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match trimmed.rsplit('/').next() {
        _ if path.is_empty() => ".",
        None | Some("") => "/",
        Some(name) => name,
    }
}

/// All but the last element, cleaned.
pub fn dir(path: &str) -> Cow<'_, str> {
    clean(&path[..path.rfind('/').map_or(0, |slash| slash + 1)])
}

/// From the last dot of the last element on; empty without one.
pub fn ext(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path[name..].rfind('.').map_or("", |dot| &path[name + dot..])
}

/// The shortest path that names the same place: no doubled slashes, no `.`, no `..` that can be resolved.
pub fn clean(path: &str) -> Cow<'_, str> {
    let rooted = path.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    for element in path.split('/') {
        match element {
            "" | "." => {}
            ".." if kept.last().is_some_and(|last| *last != "..") => {
                kept.pop();
            }
            // Nothing is above the root.
            ".." if rooted => {}
            _ => kept.push(element),
        }
    }
    let joined = kept.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) if path.len() == joined.len() + 1 => Cow::Borrowed(path),
        (true, _) => Cow::Owned(format!("/{joined}")),
        (false, true) => Cow::Borrowed("."),
        (false, false) if path.len() == joined.len() => Cow::Borrowed(path),
        (false, false) => Cow::Owned(joined),
    }
}

fn cleaned(args: &[Value]) -> Value {
    match clean(args::text(args, 0)) {
        Cow::Borrowed(path) if path.len() == args::text(args, 0).len() => args::shared(args, 0).into(),
        path => path.into_owned().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations: `base`, `dir`, `ext` and `clean` of Helm 4.3.1.
    #[test]
    fn paths_are_taken_apart_as_go_does() {
        let cases = [
            ("", ".", ".", "", "."),
            ("/", "/", "/", "", "/"),
            ("//", "/", "/", "", "/"),
            ("a", "a", ".", "", "a"),
            ("a/", "a", "a", "", "a"),
            ("a/b.txt", "b.txt", "a", ".txt", "a/b.txt"),
            ("/a/../../b", "b", "/", "", "/b"),
            ("../../a", "a", "../..", "", "../../a"),
            ("a/../..", "..", ".", ".", ".."),
            ("./a//b/./c", "c", "a/b", "", "a/b/c"),
            ("a.b/c", "c", "a.b", "", "a.b/c"),
            ("x.tar.gz", "x.tar.gz", ".", ".gz", "x.tar.gz"),
            (".hidden", ".hidden", ".", ".hidden", ".hidden"),
        ];
        for (path, base_, dir_, ext_, clean_) in cases {
            assert_eq!(
                (base(path), &*dir(path), ext(path), &*clean(path)),
                (base_, dir_, ext_, clean_),
                "{path:?}"
            );
        }
    }
}
