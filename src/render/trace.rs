//! Which line of a template wrote which line of the output.
//!
//! Only a render that is to be explained is traced: minijinja then tells which part of a program wrote which bytes
//! ([`OutputSpan`]), and a program has the lines of its template. What one template hands to another is a string; the
//! lines of every such string are remembered by its content, and functions that only move lines (`indent`, `trim`)
//! hand them on. So the innermost line is found through `include` and `nindent`; where a string became another one,
//! the line of the call is.

use crate::value::{Str, Value};
use minijinja::{OutputSpan, OutputSpanKind};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A line of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Helm's name of the file.
    pub file: Str,
    /// The line, from 1.
    pub line: usize,
}

/// Who wrote a line of the output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Who wrote its first letter: in YAML, the key.
    pub start: Option<Origin>,
    /// Who wrote its last letter: in YAML, the value.
    pub end: Option<Origin>,
}

/// The lines of the outputs of files, by their names.
pub type Traces = BTreeMap<Str, Arc<[Line]>>;

/// What is known while a render runs.
#[derive(Debug, Default)]
pub(super) struct Trace {
    strings: HashMap<String, Arc<[Line]>>,
    pub(super) files: Traces,
}

impl Trace {
    /// Remembers the output of a template; `file` is where its text stands, in whose lines its program is written.
    pub(super) fn wrote(&mut self, output: &str, spans: &[OutputSpan], file: &Str) -> Arc<[Line]> {
        let mut lines = Vec::new();
        let mut offset = 0;
        for line in output.split('\n') {
            let origin = |at: usize| self.origin(output, spans, offset + at, file);
            let (start, end) =
                (line.find(|c: char| !c.is_whitespace()), line.trim_end().len().checked_sub(1));
            lines.push(Line {
                start: start.and_then(|at| origin(at).map(|o| o.start).unwrap_or_default()),
                end: end.and_then(|at| origin(at).map(|o| o.end).unwrap_or_default()),
            });
            offset += line.len() + 1;
        }
        let lines: Arc<[Line]> = lines.into();
        if !output.trim().is_empty() {
            self.strings.insert(output.to_owned(), lines.clone());
        }
        lines
    }

    /// Who wrote the byte at `at` of an output.
    fn origin(&self, output: &str, spans: &[OutputSpan], at: usize, file: &Str) -> Option<Line> {
        let span = spans.iter().find(|span| span.output_range().contains(&at))?;
        let range = span.output_range();
        let above = output.get(range.start..at).map_or(0, line_breaks);
        let here = |line| {
            let origin = Some(Origin { file: file.clone(), line });
            Line { start: origin.clone(), end: origin }
        };
        match span.kind() {
            OutputSpanKind::Raw => Some(here(span.line() + above)),
            _ => {
                let inner = self.strings.get(output.get(range)?).and_then(|lines| lines.get(above).cloned());
                let call = here(span.line());
                let inner = inner.unwrap_or_default();
                Some(Line { start: inner.start.or(call.start), end: inner.end.or(call.end) })
            }
        }
    }

    /// Hands the lines of an argument on to the result of a function, if it moved them and no more.
    pub(super) fn passed(&mut self, args: &[Value], result: &Value) {
        let Some(result) = result.as_str() else { return };
        if self.strings.contains_key(result) {
            return;
        }
        let moved = args.iter().filter_map(Value::as_str).find_map(|arg| {
            let lines = self.strings.get(arg)?;
            let mut known = arg.split('\n').zip(lines.iter()).filter(|(text, _)| !text.trim().is_empty());
            let same = |text: &str| match text.trim() {
                "" => Some(Line::default()),
                text => {
                    known.next().filter(|(before, _)| before.trim() == text).map(|(_, line)| line.clone())
                }
            };
            result.split('\n').map(same).collect::<Option<Vec<Line>>>()
        });
        if let Some(lines) = moved {
            self.strings.insert(result.to_owned(), lines.into());
        }
    }
}

fn line_breaks(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}
