//! Many texts at once: the definitions of custom resources among them hold for all, and nothing is parsed twice.

use super::custom::Crds;
use super::read::{self, Unreadable};
use super::{Options, Report, check_node, check_parsed, may_define, refuse_unreadable};
use crate::helpers;
use crate::stack;
use crate::yaml::{self, Document, Parsed};
use std::cmp::Reverse;

/// From how many bytes on several threads share the work: about a millisecond of it.
const PARALLEL: usize = 64 << 10;

/// A text to check.
#[derive(Clone, Copy)]
pub struct Text<'t> {
    /// Its documents as YAML.
    pub text: &'t str,
    /// What was read of exactly this text before.
    pub seen: Seen<'t>,
}

/// What was read of a text before.
#[derive(Clone, Copy, Debug, Default)]
pub enum Seen<'t> {
    /// Nothing.
    #[default]
    Nothing,
    /// The whole text, as one document.
    Whole(&'t Parsed),
    /// Each of its documents, by [`read_parts`].
    Parts(&'t [Option<Parsed>]),
}

impl<'t> From<&'t str> for Text<'t> {
    fn from(text: &'t str) -> Text<'t> {
        Text { text, seen: Seen::Nothing }
    }
}

/// Reads each document of each text, for several who look at them. One that does not parse is left out: whoever reads
/// it again is told why.
pub fn read_parts(texts: &[&str]) -> Vec<Vec<Option<Parsed>>> {
    let texts: Vec<Text<'_>> = texts.iter().map(|text| (*text).into()).collect();
    let tasks = tasks(&texts);
    let parsed = spread(&tasks, |task| task.part.read().ok().map(Parsed::new));
    let mut read = vec![Vec::new(); texts.len()];
    for (task, parsed) in tasks.iter().zip(parsed) {
        if let Some(parts) = read.get_mut(task.text) {
            parts.push(parsed);
        }
    }
    read
}

/// A document of a text.
pub(crate) struct Part<'t> {
    /// How many lines of the text stand before it.
    pub(crate) line: u32,
    source: &'t str,
    parsed: Option<&'t Parsed>,
}

impl<'t> Text<'t> {
    /// Its documents, read or not.
    pub(crate) fn parts(self) -> impl Iterator<Item = Part<'t>> {
        yaml::parts(self.text).enumerate().map(move |(index, (line, source))| {
            let parsed = match self.seen {
                Seen::Nothing => None,
                Seen::Whole(parsed) => Some(parsed).filter(|_| source.len() == self.text.len()),
                Seen::Parts(parts) => parts.get(index).and_then(Option::as_ref),
            };
            Part { line, source, parsed }
        })
    }
}

impl<'t> Part<'t> {
    /// The document, parsed if nobody did before.
    pub(crate) fn read(&self) -> Result<Document<'t>, Unreadable> {
        match self.parsed {
            Some(parsed) => Ok(parsed.document(self.source)),
            None => read::parse(self.source),
        }
    }
}

/// One document of the texts.
struct Task<'t> {
    /// The text that it stands in.
    text: usize,
    /// Which of its documents it is.
    index: usize,
    part: Part<'t>,
    /// Which of the documents it is that are parsed before all others, if it is one.
    early: Option<usize>,
}

/// Checks all documents of all texts; a report for each text. `crds` are the definitions that are given besides;
/// `options.crds` is not looked at.
pub fn check_texts(texts: &[Text<'_>], crds: Crds<'_>, options: &Options<'_>) -> Vec<Report> {
    let tasks = tasks(texts);
    // Definitions are parsed first, and kept: other documents are checked by them.
    let early: Vec<&Task<'_>> = tasks.iter().filter(|task| task.early.is_some()).collect();
    let parsed = spread(&early, |task| task.part.read());
    let trees = spread(&parsed, |document| match document {
        Ok(document) => read::tree(document),
        Err(fault) => Err(fault.clone()),
    });
    let mut crds = crds;
    for node in trees.iter().flatten().flatten() {
        crds.add_tree(node);
    }
    let options = Options { crds: Some(&crds), ..*options };
    let found = spread(&tasks, |task| {
        let mut report = Report::default();
        match task.early.and_then(|early| trees.get(early)) {
            Some(Ok(Some(tree))) => check_node(tree, &options, &mut report, 0),
            Some(Ok(None)) => {}
            Some(Err(fault)) => refuse_unreadable(fault.clone(), &mut report),
            None => match task.part.read() {
                Ok(document) => check_parsed(&document, &options, &mut report),
                Err(fault) => refuse_unreadable(fault, &mut report),
            },
        }
        report
    });
    let reports = merge(texts.len(), &tasks, found);
    stack::leave(crds);
    stack::leave(trees);
    stack::leave(parsed);
    reports
}

/// Checks all documents of a text.
pub fn check_text(text: &str, options: &Options<'_>) -> Report {
    check_texts(&[text.into()], Crds::default(), options).pop().unwrap_or_default()
}

fn tasks<'t>(texts: &[Text<'t>]) -> Vec<Task<'t>> {
    let mut tasks = Vec::new();
    let mut count = 0;
    for (text, whole) in texts.iter().enumerate() {
        for (index, part) in whole.parts().enumerate() {
            let early = may_define(part.source).then_some(count);
            count += usize::from(early.is_some());
            tasks.push(Task { text, index, part, early });
        }
    }
    tasks
}

/// The reports of the documents as reports of their texts.
fn merge(texts: usize, tasks: &[Task<'_>], found: Vec<Report>) -> Vec<Report> {
    let mut reports = vec![Report::default(); texts];
    for (task, mut part) in tasks.iter().zip(found) {
        let Some(report) = reports.get_mut(task.text) else { continue };
        for finding in &mut part.findings {
            finding.document = task.index;
            finding.line += task.part.line;
        }
        report.findings.append(&mut part.findings);
        report.skipped.append(&mut part.skipped);
        report.counts = report.counts + part.counts;
    }
    reports
}

/// How much text an item stands for.
trait Weight {
    fn weight(&self) -> usize;
}

impl Weight for Task<'_> {
    fn weight(&self) -> usize {
        self.part.source.len()
    }
}

impl Weight for &Task<'_> {
    fn weight(&self) -> usize {
        self.part.source.len()
    }
}

impl Weight for Result<Document<'_>, Unreadable> {
    fn weight(&self) -> usize {
        // No thread is worth its while for one that could not be parsed.
        self.as_ref().map_or(0, Document::text_len)
    }
}

/// Does the work for all items; by several threads if there is much of it. Then those with the most text come first: at the
/// end no thread waits for another one's large one.
fn spread<'i, T: Weight + Sync, R: Send + Sync>(items: &'i [T], work: impl Fn(&'i T) -> R + Sync) -> Vec<R> {
    let weight: usize = items.iter().map(Weight::weight).sum();
    if weight < PARALLEL || items.len() < 2 {
        return items.iter().map(work).collect();
    }
    let mut order: Vec<(usize, &T)> = items.iter().enumerate().collect();
    order.sort_by_key(|(_, item)| Reverse(item.weight()));
    let mut done: Vec<(usize, R)> = helpers::map(&order, |(index, item)| (*index, work(item)));
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
