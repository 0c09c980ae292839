//! Rendered manifests in a repository: what should stand there, what stands there, and how the two differ.
//!
//! [`spec`] reads the list of snapshots, [`files()`] says which files a render makes, [`drift`] compares them with
//! what is committed, [`diff`] shows a difference object by object, without the values of Secrets.

pub mod diff;
pub mod drift;
pub mod spec;

use crate::manifest::{File, Manifests, Origin};
use crate::value::string_bytes;
use sha2::{Digest as _, Sha256};
use spec::{Layout, Snapshot};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How the first line of every written file begins; the checksum of what follows the line comes after it.
pub const MARK: &str = "# openclaw-render snapshot sha256:";

const MARK_END: &str = "; written by `openclaw-render snapshot update`, edits are lost";

/// The files that a snapshot consists of, with their paths as the list of snapshots gives them.
pub fn files(snapshot: &Snapshot, manifests: &Manifests) -> Vec<File> {
    let file = |name: String, body: &str| File { name: name.into(), text: marked(body).into() };
    match snapshot.layout {
        Layout::File => vec![file(snapshot.output.clone(), &manifests.text())],
        Layout::Objects => {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            let objects = manifests.items.iter().filter(|item| !is_empty(item.text()));
            objects
                .map(|item| {
                    let base = base_name(item.origin == Origin::Crd, &item.source, &item.head);
                    // Two objects of one kind and name: in different namespaces, or of different groups.
                    let count = seen.entry(base.clone()).or_insert(0);
                    *count += 1;
                    let number = if *count > 1 { format!("-{count}") } else { String::new() };
                    let text = item.text().trim_end();
                    let body = format!("---\n# Source: {}\n{text}\n", item.source);
                    file(format!("{}/{base}{number}.yaml", snapshot.output), &body)
                })
                .collect()
        }
    }
}

/// Whether a document holds nothing but blanks and comments.
fn is_empty(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}

/// `deployment-openclaw`; a whole file of definitions keeps its own name.
fn base_name(is_crd: bool, source: &str, head: &crate::manifest::Head) -> String {
    let stem = source.rsplit('/').next().unwrap_or(source);
    let stem = stem.strip_suffix(".yaml").or_else(|| stem.strip_suffix(".yml")).unwrap_or(stem);
    let name = match (is_crd, &*head.kind, &*head.name) {
        (true, ..) => format!("crd-{stem}"),
        (false, "", _) => stem.to_owned(),
        (false, kind, "") => format!("{kind}-{stem}"),
        (false, kind, name) => format!("{kind}-{name}"),
    };
    // Names of roles hold colons; a slash would make a folder.
    let fits = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') { c } else { '-' };
    name.to_lowercase().chars().map(fits).collect()
}

/// The body behind the line that tells who wrote it.
fn marked(body: &str) -> String {
    format!("{MARK}{}{MARK_END}\n{body}", checksum(body))
}

fn checksum(body: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(string_bytes(body)) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The checksum in a file's first line and what follows that line, where the file was written by this module.
fn read_mark(text: &str) -> Option<(&str, &str)> {
    let (first, body) = text.split_once('\n')?;
    let sum = first.strip_prefix(MARK)?.split(';').next()?;
    Some((sum.trim(), body))
}
