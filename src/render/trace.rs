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
    /// What the strings and their lines take.
    size: usize,
    pub(super) files: Traces,
}

/// Bytes of strings and their lines that are remembered. Beyond it a line is that of the call.
const MAX_REMEMBERED: usize = 256 << 20;

/// Lines of one output of which is told who wrote them: a longer one is no manifest that a person reads.
const MAX_LINES: usize = 1 << 20;

impl Trace {
    /// Remembers the output of a template; `file` is where its text stands, in whose lines its program is written.
    pub(super) fn wrote(&mut self, output: &str, spans: &[OutputSpan], file: &Str) -> Arc<[Line]> {
        let mut lines = Vec::new();
        if line_breaks(output) >= MAX_LINES {
            return lines.into();
        }
        let mut offset = 0;
        let mut walk = Walk { trace: self, output, spans, file, above: 0, counted: 0, string: None };
        for line in output.split('\n') {
            let mut origin = |at: usize| walk.origin(offset + at);
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
            self.remember(output, &lines);
        }
        lines
    }

    /// Remembers the lines of a string, as long as there is room.
    fn remember(&mut self, text: &str, lines: &Arc<[Line]>) {
        let size = text.len() + lines.len() * size_of::<Line>();
        if self.size + size <= MAX_REMEMBERED {
            self.size += size;
            self.strings.insert(text.to_owned(), lines.clone());
        }
    }

    /// Hands the lines of an argument on to the result of a function, if it moved them and no more.
    pub(super) fn passed(&mut self, args: &[Value], result: &Value) {
        let Some(result) = result.as_str() else { return };
        if self.strings.contains_key(result) || line_breaks(result) >= MAX_LINES {
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
            self.remember(result, &lines.into());
        }
    }
}

/// A walk through an output from its beginning to its end: an output may have as many spans as lines, and a span as many
/// lines, so that nothing may be searched or counted again for every line.
struct Walk<'w> {
    trace: &'w Trace,
    output: &'w str,
    /// The spans that do not end before the last place that was asked for.
    spans: &'w [OutputSpan],
    file: &'w Str,
    /// Line breaks of the first span before `counted`.
    above: usize,
    counted: usize,
    /// The lines of the string that the first span is, once they were looked up.
    string: Option<Option<&'w Arc<[Line]>>>,
}

impl Walk<'_> {
    /// Who wrote the byte at `at`, which is not before the last one.
    fn origin(&mut self, at: usize) -> Option<Line> {
        while self.spans.first()?.output_range().end <= at {
            self.spans = self.spans.split_first()?.1;
            (self.above, self.counted, self.string) = (0, 0, None);
        }
        let span = self.spans.first().filter(|span| span.output_range().contains(&at))?;
        let range = span.output_range();
        let from = self.counted.max(range.start);
        self.above += self.output.get(from..at).map_or(0, line_breaks);
        self.counted = at;
        let here = |line| {
            let origin = Some(Origin { file: self.file.clone(), line });
            Line { start: origin.clone(), end: origin }
        };
        match span.kind() {
            OutputSpanKind::Raw => Some(here(span.line() + self.above)),
            _ => {
                let (trace, output) = (self.trace, self.output);
                let look_up = || trace.strings.get(output.get(range)?);
                let string = *self.string.get_or_insert_with(look_up);
                let inner = string.and_then(|lines| lines.get(self.above).cloned()).unwrap_or_default();
                let call = here(span.line());
                Some(Line { start: inner.start.or(call.start), end: inner.end.or(call.end) })
            }
        }
    }
}

fn line_breaks(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_lines_of_an_output_are_told() {
        let mut trace = Trace::default();
        let output = "\n".repeat(MAX_LINES - 1);
        assert_eq!(trace.wrote(&output, &[], &"f".into()).len(), MAX_LINES);
        assert_eq!(trace.wrote(&(output + "\n"), &[], &"f".into()).len(), 0);
    }

    #[test]
    fn strings_are_remembered_while_there_is_room() {
        let lines: Arc<[Line]> = vec![Line::default(); 2].into();
        let one = "a\nb".len() + 2 * size_of::<Line>();
        for (before, known) in [(MAX_REMEMBERED - one, true), (MAX_REMEMBERED - one + 1, false)] {
            let mut trace = Trace { size: before, ..Trace::default() };
            trace.remember("a\nb", &lines);
            assert_eq!(trace.strings.contains_key("a\nb"), known);
        }
    }
}
