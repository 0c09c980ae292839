//! Cuts rendered files into documents and reads them, beside whoever renders them.

use super::hook::{self, Role};
use super::{File, Head, Select, split};
use crate::chart::Contents;
use crate::helm::Helm;
use crate::helpers;
use crate::sync::{self, lock};
use crate::value::Str;
use crate::yaml::{self, Parsed, YamlError};
use std::ops::Range;
use std::sync::Mutex;

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

/// What is read in one go.
enum Work {
    Documents(Batch),
    /// A file of definitions, by its name.
    Crd(Str, Contents),
}

/// What came of it.
enum Done {
    Documents(Vec<Document>),
    Crd(Crd),
}

/// A file under `crds/`, and its documents if they were read.
pub type Crd = (File, Vec<Option<Parsed>>);

/// All that was read.
#[derive(Debug, Default)]
pub struct Documents {
    /// Of rendered files.
    pub(super) rendered: Vec<Document>,
    /// The files under `crds/` that are printed.
    pub(super) crds: Vec<Crd>,
}

/// Does `render`, which hands on every file that went through the template engine, partials and notes included. Their
/// documents, and the files under `crds/` if they are printed, are read on other cores meanwhile, if there is much of it.
/// Returns what came of `render`, and the documents.
pub fn beside<O>(
    crds: Vec<(Str, Contents)>,
    select: &Select,
    helm: Helm,
    render: impl FnOnce(&(dyn Fn(File) + Sync)) -> O,
) -> (O, Documents) {
    let work = |work: &Work| match work {
        Work::Documents(batch) => {
            let read = |(file, body): &(File, Range<usize>)| read(file, body, select.parsed, helm);
            Done::Documents(batch.documents.iter().map(read).collect())
        }
        Work::Crd(name, contents) => {
            let text = contents.text();
            let read = || yaml::parts(&text).map(|(_, part)| yaml::nodes(part)).collect();
            let parts = if select.parsed { read() } else { Vec::new() };
            Done::Crd((File { name: name.clone(), text }, parts))
        }
    };
    let crds = if select.include_crds { crds } else { Vec::new() };
    let (result, done) = helpers::feed(work, |hand_on| {
        let waiting = Mutex::new((crds, Batch::default()));
        let add = |file: File| {
            let mut waiting = lock(&waiting);
            let (crds, batch) = &mut *waiting;
            // Now that templates run, the helpers do what these need before anything else.
            crds.drain(..).for_each(|(name, contents)| hand_on(Work::Crd(name, contents)));
            if is_left_out(&file.name) {
                return;
            }
            for body in split::split(&file.text, helm) {
                batch.size += body.len();
                batch.documents.push((file.clone(), body));
                if batch.size >= BATCH {
                    hand_on(Work::Documents(std::mem::take(batch)));
                }
            }
        };
        let result = render(&add);
        let (crds, rest) = sync::into_inner(waiting);
        crds.into_iter().for_each(|(name, contents)| hand_on(Work::Crd(name, contents)));
        if !rest.documents.is_empty() {
            hand_on(Work::Documents(rest));
        }
        result
    });
    let mut documents = Documents::default();
    for done in done {
        match done {
            Done::Documents(read) => documents.rendered.extend(read),
            Done::Crd(crd) => documents.crds.push(crd),
        }
    }
    (result, documents)
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
