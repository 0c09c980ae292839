//! Many texts at once: the definitions of custom resources among them hold for all, and nothing is parsed twice.

use super::custom::Crds;
use super::node::Node;
use super::read::{self, Unreadable};
use super::{Options, Report, check_document, check_node, documents, may_define, refuse_unreadable};
use crate::yaml::Document;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, available_parallelism};

/// From how many bytes on several threads share the work: about a millisecond of it.
const PARALLEL: usize = 64 << 10;

/// Most threads that check documents; more only wait for memory.
const MAX_THREADS: usize = 8;

/// How many times a thread comes back for more work; documents differ in size.
const ROUNDS: usize = 16;

/// One document of the texts.
struct Task<'t> {
    /// The text that it stands in.
    text: usize,
    /// Which of its documents it is.
    index: usize,
    /// How many lines of the text stand before it.
    line: u32,
    source: &'t str,
    /// Which of the documents it is that are parsed before all others, if it is one.
    early: Option<usize>,
}

/// Checks all documents of all texts; a report for each text. `crds` are the definitions that are given besides;
/// `options.crds` is not looked at.
pub fn check_texts(texts: &[&str], crds: Crds<'_>, options: &Options<'_>) -> Vec<Report> {
    let tasks = tasks(texts);
    // Definitions are parsed first, and kept: other documents are checked by them.
    let early: Vec<&Task<'_>> = tasks.iter().filter(|task| task.early.is_some()).collect();
    let parsed = spread(&early, |task| read::parse(task.source));
    let trees = spread(&parsed, |documents| match documents {
        Ok(documents) => documents.iter().map(read::tree).collect::<Result<Vec<_>, _>>(),
        Err(fault) => Err(fault.clone()),
    });
    let mut crds = crds;
    for node in trees.iter().flatten().flatten().flatten() {
        crds.add_tree(node);
    }
    let options = Options { crds: Some(&crds), ..*options };
    let found = spread(&tasks, |task| {
        let mut report = Report::default();
        match task.early.and_then(|early| trees.get(early)) {
            Some(tree) => check_trees(tree, &options, &mut report),
            None => check_document(task.source, &options, &mut report),
        }
        report
    });
    merge(texts.len(), &tasks, found)
}

/// Checks all documents of a text.
pub fn check_text(text: &str, options: &Options<'_>) -> Report {
    check_texts(&[text], Crds::default(), options).pop().unwrap_or_default()
}

fn tasks<'t>(texts: &[&'t str]) -> Vec<Task<'t>> {
    let mut tasks = Vec::new();
    let mut count = 0;
    for (text, whole) in texts.iter().enumerate() {
        for (index, (line, source)) in documents(whole).enumerate() {
            let early = may_define(source).then_some(count);
            count += usize::from(early.is_some());
            tasks.push(Task { text, index, line, source, early });
        }
    }
    tasks
}

fn check_trees(
    trees: &Result<Vec<Option<Node<'_>>>, Unreadable>,
    options: &Options<'_>,
    report: &mut Report,
) {
    match trees {
        Ok(trees) => trees.iter().flatten().for_each(|tree| check_node(tree, options, report, 0)),
        Err(fault) => refuse_unreadable(fault.clone(), report),
    }
}

/// The reports of the documents as reports of their texts.
fn merge(texts: usize, tasks: &[Task<'_>], found: Vec<Report>) -> Vec<Report> {
    let mut reports = vec![Report::default(); texts];
    for (task, mut part) in tasks.iter().zip(found) {
        let Some(report) = reports.get_mut(task.text) else { continue };
        for finding in &mut part.findings {
            finding.document = task.index;
            finding.line += task.line;
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
        self.source.len()
    }
}

impl Weight for &Task<'_> {
    fn weight(&self) -> usize {
        self.source.len()
    }
}

impl Weight for Result<Vec<Document<'_>>, Unreadable> {
    fn weight(&self) -> usize {
        // No thread is worth its while for one that could not be parsed.
        if self.is_ok() { PARALLEL / 2 } else { 0 }
    }
}

/// Does the work for all items, in their order; by several threads if there is much of it.
fn spread<'i, T: Weight + Sync, R: Send>(items: &'i [T], work: impl Fn(&'i T) -> R + Sync) -> Vec<R> {
    let weight: usize = items.iter().map(Weight::weight).sum();
    let threads = if weight < PARALLEL || items.len() < 2 {
        1
    } else {
        available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS)
    };
    if threads == 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let grain = (items.len() / (threads * ROUNDS)).max(1);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(grain, Ordering::Relaxed);
            let Some(part) = items.get(start..(start + grain).min(items.len())).filter(|p| !p.is_empty())
            else {
                return done;
            };
            done.push((start, part.iter().map(&work).collect::<Vec<R>>()));
        }
    };
    let mut parts: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|fault| resume_unwind(fault)))
            .collect()
    });
    parts.sort_by_key(|(start, _)| *start);
    parts.into_iter().flat_map(|(_, part)| part).collect()
}
