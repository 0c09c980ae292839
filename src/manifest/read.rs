//! Cuts rendered files into documents and reads their heads, beside whoever renders them.

use super::hook::{self, Role};
use super::{File, Head, Select, split};
use crate::helm::Helm;
use crate::helpers;
use crate::yaml::{self, Parsed, YamlError};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// A document of a rendered file.
#[derive(Debug)]
pub struct Document {
    pub(super) file: File,
    pub(super) body: Range<usize>,
    pub(super) read: Result<Read, YamlError>,
}

/// What was read of it.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) head: Head,
    pub(super) role: Role,
    /// The whole of it, if it is to be kept.
    pub(super) parsed: Option<Parsed>,
}

/// Bytes of documents that are read in one go: about a millisecond of work.
const BATCH: usize = 32 << 10;

/// Documents that are still to be read, and how many bytes they have.
#[derive(Default)]
struct Batch {
    documents: Vec<(File, Range<usize>)>,
    size: usize,
}

/// Does `render`, which hands on every file that went through the template engine, partials and notes included. Their
/// documents are read on other cores meanwhile, if there is much of it. Returns what came of `render`, and the documents.
pub fn beside<O>(
    select: &Select,
    helm: Helm,
    render: impl FnOnce(&(dyn Fn(File) + Sync)) -> O,
) -> (O, Vec<Document>) {
    let work = |batch: &Batch| -> Vec<Document> {
        batch.documents.iter().map(|(file, body)| read(file, body, select.parsed, helm)).collect()
    };
    let (result, read) = helpers::feed(work, |hand_on| {
        let batch = Mutex::new(Batch::default());
        let add = |file: File| {
            if is_left_out(&file.name) {
                return;
            }
            let mut batch = batch.lock().unwrap_or_else(PoisonError::into_inner);
            for body in split::split(&file.text, helm) {
                batch.size += body.len();
                batch.documents.push((file.clone(), body));
                if batch.size >= BATCH {
                    hand_on(std::mem::take(&mut *batch));
                }
            }
        };
        let result = render(&add);
        let rest = batch.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !rest.documents.is_empty() {
            hand_on(rest);
        }
        result
    });
    (result, read.into_iter().flatten().collect())
}

fn read(file: &File, body: &Range<usize>, keep: bool, helm: Helm) -> Document {
    let go_type = if helm == Helm::V3 { "releaseutil.SimpleHead" } else { "util.SimpleHead" };
    let text = file.text.get(body.clone()).unwrap_or_default();
    let read = if keep {
        yaml::head_and_nodes(text, go_type)
    } else {
        yaml::head(text, go_type).map(|head| (head, None))
    };
    let read = read.map(|(head, parsed)| Read {
        role: hook::role(&head, helm),
        head: Head {
            api_version: (&*head.api_version).into(),
            kind: (&*head.kind).into(),
            name: head.name().into(),
        },
        parsed,
    });
    Document { file: file.clone(), body: body.clone(), read }
}

/// Notes, which `helm template` never prints, and partials. Source: renderResources and SortManifests.
pub(super) fn is_left_out(name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name);
    name.ends_with("NOTES.txt") || base.starts_with('_')
}
