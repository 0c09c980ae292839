//! Comments that say that one place is as it should be: `# openclaw-render: allow moving-tag`.
//!
//! A comment speaks for the line that it ends, or for the next one, and for everything that is indented below that
//! line; above the first key of a document it speaks for the whole of it. What follows `--` is a reason for people.

use super::levels;
use super::rule::{Cx, Rule};
use crate::validate::Severity;

pub(super) static UNKNOWN_RULE: Rule = Rule {
    name: "unknown-rule",
    severity: Severity::Warning,
    summary: "a comment allows a rule that does not exist",
    why: "The comment silences nothing: the rule was misspelt, or it has another name in this version.",
    mend: "Write the name as `openclaw-render lint --explain all` lists it, or remove the comment.",
};

/// The words that begin such a comment.
const MARK: &str = "openclaw-render:";

/// The comments of a text.
#[derive(Debug, Default)]
pub(crate) struct Silences {
    ranges: Vec<Range>,
    /// Where a comment names a rule that does not exist.
    unknown: Vec<(Line, String)>,
}

/// A line of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// From 1.
    pub(crate) number: u32,
    /// Column in characters, from 1.
    pub(crate) column: u32,
}

#[derive(Debug)]
struct Range {
    rules: Vec<String>,
    first: u32,
    last: u32,
}

impl Silences {
    /// Finds the comments of a text.
    pub(crate) fn read(text: &str) -> Silences {
        let mut silences = Silences::default();
        if !text.contains(MARK) {
            return silences;
        }
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let Some((column, names)) = allowed(line) else { continue };
            let place = Line { number: small(index + 1), column: small(column + 1) };
            let (rules, unknown): (Vec<_>, Vec<_>) =
                names.into_iter().partition(|name| levels::is_name(name));
            silences.unknown.extend(unknown.into_iter().map(|name| (place, name)));
            let (first, last) = scope(&lines, index);
            silences.ranges.push(Range { rules, first: small(first + 1), last: small(last + 1) });
        }
        silences
    }

    /// Whether a comment allows a rule at a line.
    pub(crate) fn cover(&self, rule: &str, line: u32) -> bool {
        let group = rule.split('/').next().unwrap_or(rule);
        let names =
            |range: &Range| range.rules.iter().any(|name| name == rule || name == group || name == "all");
        self.ranges.iter().any(|range| (range.first..=range.last).contains(&line) && names(range))
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The column of a comment and the rules that it allows.
fn allowed(line: &str) -> Option<(usize, Vec<String>)> {
    let at = line.match_indices('#').map(|(at, _)| at).find(|at| {
        let begins = line.get(..*at).is_some_and(|left| left.is_empty() || left.ends_with([' ', '\t']));
        begins && line.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with(MARK))
    })?;
    let rest = line.get(at + 1..)?.trim_start().strip_prefix(MARK)?.trim_start().strip_prefix("allow")?;
    let names = rest.split("--").next().unwrap_or_default();
    let names = names.split([' ', '\t', ',']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Some((line.get(..at)?.chars().count(), names))
}

/// Whether a line says nothing: it is blank, or a comment.
fn is_silent(line: &str) -> bool {
    let text = line.trim_start();
    text.is_empty() || text.starts_with('#')
}

/// Whether a line parts documents.
fn is_separator(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r']))
}

/// The first and last line for which the comment of a line speaks.
fn scope(lines: &[&str], comment: usize) -> (usize, usize) {
    let part_end = |from: usize| {
        let rest = lines.iter().enumerate().skip(from);
        rest.filter(|(_, line)| is_separator(line)).map(|(index, _)| index).next().unwrap_or(lines.len())
    };
    let owns_line = lines.get(comment).is_some_and(|line| !is_silent(line));
    let before = lines.get(..comment).unwrap_or_default().iter().rev();
    let is_head = before.take_while(|line| !is_separator(line)).all(|line| is_silent(line));
    let end = part_end(comment + 1);
    if is_head && !owns_line {
        return (comment, end.saturating_sub(1));
    }
    let next = || lines.iter().enumerate().take(end).skip(comment + 1).find(|(_, line)| !is_silent(line));
    let first = if owns_line { Some(comment) } else { next().map(|(index, _)| index) };
    let Some(first) = first else { return (comment, comment) };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = lines.get(first).map_or(0, |line| indent(line));
    let is_item = |line: &str| line.trim_start().starts_with("- ") || line.trim() == "-";
    let starts_item = lines.get(first).is_some_and(|line| is_item(line));
    // The items of a list may stand as far left as its key.
    let inside = |line: &str| indent(line) > own || indent(line) == own && !starts_item && is_item(line);
    let mut last = first;
    for (index, line) in lines.iter().enumerate().take(end).skip(first + 1) {
        if is_silent(line) {
            continue;
        }
        if !inside(line) {
            break;
        }
        last = index;
    }
    (first, last)
}

/// Reports what comments name and no rule is called.
pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    for (text, source) in render.texts.iter().enumerate() {
        for (line, name) in &source.silences.unknown {
            let finding = if super::explained::validation(name).is_some() {
                let message =
                    format!("{name} is a rule of validation, and what a server refuses cannot be allowed");
                (message, Some("remove the comment".to_owned()))
            } else {
                let hint = levels::meant(name).map(|meant| format!("did you mean {meant}?"));
                (format!("there is no rule {name:?} to allow"), hint)
            };
            cx.report_line(&UNKNOWN_RULE, text, line, finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Silences;

    #[track_caller]
    fn covers(text: &str, lines: &[u32]) {
        let silences = Silences::read(text);
        let count = u32::try_from(text.lines().count()).unwrap();
        let found: Vec<u32> = (1..=count).filter(|line| silences.cover("moving-tag", *line)).collect();
        assert_eq!(found, lines, "{text}");
    }

    #[test]
    fn a_comment_speaks_for_its_line_and_what_is_below() {
        covers("a: 1 # openclaw-render: allow moving-tag\nb: 2\n", &[1]);
        covers(
            "x: 1\n# openclaw-render: allow moving-tag -- a reason\n\na:\n  b: 1\n\n  c: 2\nd: 3\n",
            &[4, 5, 6, 7],
        );
        covers("x:\n# openclaw-render: allow moving-tag\ny:\n- a\n- b\nz: 1\n", &[3, 4, 5]);
        covers("x:\n- a: 1\n  # openclaw-render: allow moving-tag\n  b: 1\n- a: 2\n", &[4]);
        covers("x:\n# openclaw-render: allow moving-tag\n- a: 1\n  b: 1\n- a: 2\n", &[3, 4]);
    }

    #[test]
    fn above_the_first_key_it_speaks_for_the_document() {
        covers("# a\n# openclaw-render: allow shared-claim, moving-tag\na: 1\nb: 2\n---\na: 1\n", &[2, 3, 4]);
        covers("a: 1\n---\n#openclaw-render:allow all\na: 1\n", &[3, 4]);
    }

    #[test]
    fn other_text_is_no_comment() {
        covers("a: x#openclaw-render: allow moving-tag\n", &[]);
        covers("# openclaw-render: deny moving-tag\na: 1\n", &[]);
        covers("# openclaw-render: allow shared-claim\na: 1\n", &[]);
    }
}
