//! What a rule has in its hands: the document, the target, and the ways to report.

use super::cel::Fault;
use super::custom::NOT_CHECKED;
use super::formats::Format;
use super::node::{At, Data, Node, json_number, quote};
use super::quantity::{self, Quantity};
use super::report::{Finding, Severity, Step};
use super::schema::{self, Ty, Type};
use super::strict::KNOWN;
use super::suggest::closest;

/// A document under check.
pub(crate) struct Check<'a> {
    root: &'a Node<'a>,
    typ: Option<&'static Type>,
    /// The path of the root, which is not empty for a resource inside of another one.
    prefix: &'a str,
    /// The minor of the target.
    pub(crate) minor: u32,
    /// The findings so far.
    pub(crate) findings: &'a mut Vec<Finding>,
    /// How many of them the rules have found, how many they looked for a place of, and whether there is an error.
    reported: usize,
    located: usize,
    failed: bool,
}

/// So many findings of its rules are told of one document: each is looked for in the whole of it, and nobody reads more.
pub(crate) const MAX_REPORTED: usize = 1000;

/// So many places are looked for besides: what only follows from a fault of the type is not told, but looked for.
const MAX_COVERED: usize = 1000;

impl<'a> Check<'a> {
    /// Begins the check of a document whose type is known, or of a custom resource.
    pub(crate) fn new(
        root: &'a Node<'a>,
        typ: Option<&'static Type>,
        minor: u32,
        findings: &'a mut Vec<Finding>,
    ) -> Check<'a> {
        Check { root, typ, prefix: "", minor, findings, reported: 0, located: 0, failed: false }
    }

    /// The check of a resource that stands inside of another one.
    pub(crate) fn below(self, prefix: &'a str) -> Check<'a> {
        Check { prefix, ..self }
    }

    /// Whether it is a custom resource.
    pub(crate) fn is_custom(&self) -> bool {
        self.typ.is_some_and(|typ| std::ptr::eq(typ, &schema::CUSTOM))
    }

    /// The whole document.
    pub(crate) fn root(&self) -> At<'a> {
        At::new(self.root)
    }

    /// Reports an error.
    pub(crate) fn error(&mut self, rule: &'static str, at: At<'a>, message: impl Into<String>) {
        self.report(Severity::Error, rule, at, None, message.into(), None);
    }

    /// Reports an error and says what to do about it.
    pub(crate) fn error_hint(
        &mut self,
        rule: &'static str,
        at: At<'a>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.report(Severity::Error, rule, at, None, message.into(), Some(hint.into()));
    }

    /// Reports an error in the line of `at`, under the path that the server names: that of `base` and a suffix.
    pub(crate) fn error_as(
        &mut self,
        rule: &'static str,
        at: At<'a>,
        base: At<'a>,
        suffix: &str,
        message: impl Into<String>,
    ) {
        let before = self.findings.len();
        let last = (!suffix.is_empty()).then_some(Step::Raw(suffix));
        self.report(Severity::Error, rule, base, last, message.into(), None);
        let (_, (line, column)) = locate(self.root, self.typ, at, None);
        if let Some(finding) = self.findings.get_mut(before) {
            (finding.line, finding.column) = (line, column);
        }
    }

    /// Reports what the server accepts with a warning.
    pub(crate) fn warning(
        &mut self,
        rule: &'static str,
        at: At<'a>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.report(Severity::Warning, rule, at, None, message.into(), hint);
    }

    /// A value that must be there is not. `what` says what is expected.
    pub(crate) fn required(&mut self, rule: &'static str, at: At<'a>, what: &str) {
        let found = match at.node().map(|n| &n.data) {
            None | Some(Data::Null) => "nothing".to_owned(),
            Some(Data::Str(s)) if s.is_empty() => "an empty string".to_owned(),
            Some(Data::List(items)) if items.is_empty() => "an empty list".to_owned(),
            Some(Data::Map(entries)) if entries.is_empty() => "an empty mapping".to_owned(),
            Some(_) => described(at),
        };
        self.error(rule, at, format!("required: expected {what}, but found {found}"));
    }

    /// A value that is not what it must be: `expected …, but found …`.
    pub(crate) fn expected(&mut self, rule: &'static str, at: At<'a>, what: &str) {
        self.error(rule, at, format!("expected {what}, but found {}", described(at)));
    }

    /// A string that is longer than it may be.
    pub(crate) fn too_long(&mut self, rule: &'static str, at: At<'a>, most: usize) {
        let message = format!("expected at most {most} bytes, but found {}", at.str().len());
        self.error(rule, at, message);
    }

    /// A string that must be there and not empty. Says whether it is.
    pub(crate) fn filled(&mut self, rule: &'static str, at: At<'a>, what: &str) -> bool {
        let filled = !at.str().is_empty();
        if !filled {
            self.required(rule, at, what);
        }
        filled
    }

    /// A string of a form. Says whether it is.
    pub(crate) fn format(&mut self, rule: &'static str, at: At<'a>, format: &Format) -> bool {
        self.format_value(rule, at, at.str(), format)
    }

    /// A string of a form that is reported at another place than its own.
    pub(crate) fn format_value(
        &mut self,
        rule: &'static str,
        at: At<'a>,
        value: &str,
        format: &Format,
    ) -> bool {
        let right = (format.holds)(value);
        if !right {
            let message = format!("expected {}, but found {}", format.expected, quote(value));
            let hint = mended(value, format).map(|better| format!("did you mean {better}?"));
            self.report(Severity::Error, rule, at, None, message, hint);
        }
        right
    }

    /// A required string of a form.
    pub(crate) fn filled_format(&mut self, rule: &'static str, at: At<'a>, format: &Format) -> bool {
        if at.str().is_empty() {
            self.required(rule, at, format.expected);
            return false;
        }
        self.format(rule, at, format)
    }

    /// One of a few words.
    pub(crate) fn one_of(&mut self, rule: &'static str, at: At<'a>, allowed: &[&str]) -> bool {
        self.one_of_value(rule, at, at.str(), allowed)
    }

    /// One of a few words, reported at a given place.
    pub(crate) fn one_of_value(
        &mut self,
        rule: &'static str,
        at: At<'a>,
        value: &str,
        allowed: &[&str],
    ) -> bool {
        let right = allowed.contains(&value);
        if !right {
            let message = format!("expected {}, but found {}", alternatives(allowed), quote(value));
            let hint = closest(value, allowed.iter().copied()).map(|word| format!("did you mean {word}?"));
            self.report(Severity::Error, rule, at, None, message, hint);
        }
        right
    }

    /// One of a few words where an empty or missing one gets a default.
    pub(crate) fn one_of_or_empty(&mut self, rule: &'static str, at: At<'a>, allowed: &[&str]) -> bool {
        at.str().is_empty() || self.one_of(rule, at, allowed)
    }

    /// An integer within bounds; nothing is 0.
    pub(crate) fn range(&mut self, rule: &'static str, at: At<'a>, low: i64, high: i64) -> bool {
        if !at.is_set() && !(low..=high).contains(&0) {
            self.required(rule, at, &format!("a number from {low} to {high}"));
            return false;
        }
        self.range_value(rule, at, at.int(), low, high)
    }

    /// A number within bounds that is reported at a given place.
    pub(crate) fn range_value(
        &mut self,
        rule: &'static str,
        at: At<'a>,
        value: i64,
        low: i64,
        high: i64,
    ) -> bool {
        let right = (low..=high).contains(&value);
        if !right {
            self.error(rule, at, format!("expected a number from {low} to {high}, but found {value}"));
        }
        right
    }

    /// An integer within bounds if there is one.
    pub(crate) fn opt_range(&mut self, rule: &'static str, at: At<'a>, low: i64, high: i64) -> bool {
        at.opt_int().is_none() || self.range(rule, at, low, high)
    }

    /// No negative number.
    pub(crate) fn non_negative(&mut self, rule: &'static str, at: At<'a>) -> bool {
        let right = at.int() >= 0;
        if !right {
            self.error(rule, at, format!("expected 0 or more, but found {}", at.int()));
        }
        right
    }

    /// A number above 0; nothing is 0.
    pub(crate) fn positive(&mut self, rule: &'static str, at: At<'a>) -> bool {
        let right = at.int() > 0;
        if !at.is_set() {
            self.required(rule, at, "a number above 0");
        } else if !right {
            self.error(rule, at, format!("expected more than 0, but found {}", at.int()));
        }
        right
    }

    /// A value that stands twice where it may stand once.
    pub(crate) fn duplicate(&mut self, rule: &'static str, at: At<'a>, value: &str) {
        self.error(rule, at, format!("{} stands twice", quote(value)));
    }

    /// The quantity here, if it is one.
    pub(crate) fn quantity(at: At<'a>) -> Option<Quantity> {
        match at.node().map(|n| &n.data) {
            Some(Data::Str(s)) => quantity::parse(s),
            Some(Data::Int(i)) => Some(Quantity::whole(*i)),
            Some(Data::Float(f)) => quantity::parse(&super::node::json_number(*f)),
            Some(Data::Null) => Some(Quantity::ZERO),
            _ => None,
        }
    }

    /// Reports what is wrong with an expression in CEL.
    pub(crate) fn cel(&mut self, rule: &'static str, at: At<'a>, fault: Fault) {
        match fault {
            Fault::Wrong(message) => self.error(rule, at, message),
            Fault::Unchecked(why) => {
                let message = format!("the expression could not be checked: {why}");
                self.report(Severity::Info, NOT_CHECKED, at, None, message, None);
            }
        }
    }

    /// Gives the findings from an index on, if their path contains a text, the path that is made of theirs and of
    /// what follows the text in it.
    pub(crate) fn rename(&mut self, from: usize, text: &str, path: impl Fn(&str, &str) -> Option<String>) {
        for finding in self.findings.iter_mut().skip(from) {
            let rest = finding.path.split_once(text).map(|(_, rest)| rest);
            if let Some(renamed) = rest.and_then(|rest| path(&finding.path, rest)) {
                finding.path = renamed;
            }
        }
    }

    /// How many errors there are so far.
    pub(crate) fn errors(&self) -> usize {
        self.findings.iter().filter(|f| f.severity == Severity::Error).count()
    }

    /// Moves the findings from an index on to the line of another node; their paths stay.
    pub(crate) fn place_last(&mut self, from: usize, at: At<'a>) {
        let (_, (line, column)) = locate(self.root, self.typ, at, None);
        for finding in self.findings.iter_mut().skip(from) {
            (finding.line, finding.column) = (line, column);
        }
    }

    /// Adds a hint to the last finding, unless it has one.
    pub(crate) fn hint(&mut self, hint: String) {
        if let Some(last) = self.findings.last_mut() {
            last.hint.get_or_insert(hint);
        }
    }

    /// Whether the mapping in which a key is missing has an unknown one, which then probably is it: its finding
    /// says so.
    fn is_misnamed(&mut self, missing: &str) -> bool {
        let Some((parent, key)) = missing.rsplit_once('.').filter(|(_, key)| !key.ends_with(']')) else {
            return false;
        };
        let same = |f: &&mut Finding| {
            f.rule == "unknown-key"
                && f.severity == Severity::Error
                && f.hint.as_ref().is_none_or(|hint| hint.starts_with(KNOWN))
                && f.path.rsplit_once('.').is_some_and(|(p, _)| p == parent)
        };
        let Some(unknown) = self.findings.iter_mut().find(same) else { return false };
        unknown.hint = Some(format!("{key} is missing here: is that what was meant?"));
        unknown.meant = Some(missing.to_owned());
        true
    }

    /// Whether all of the value here was decoded as it stands: only then means it something that another value does not
    /// fit to it.
    pub(crate) fn is_read(&self, at: At<'a>) -> bool {
        let decoding =
            |f: &&Finding| f.severity == Severity::Error && matches!(f.rule, "wrong-type" | "unknown-key");
        if !self.findings.iter().any(|f| decoding(&f)) {
            return true;
        }
        let (path, _) = locate(self.root, self.typ, at, None);
        !self.findings.iter().filter(decoding).any(|f| {
            is_below(&f.path, &path)
                || f.rule == "wrong-type" && is_below(&path, &f.path)
                || f.meant.as_deref().is_some_and(|meant| is_below(&path, meant))
        })
    }

    /// Reports a finding.
    pub(crate) fn report(
        &mut self,
        severity: Severity,
        rule: &'static str,
        at: At<'a>,
        last: Option<Step<'_>>,
        message: String,
        hint: Option<String>,
    ) {
        // The first error counts whatever stands before it: without it the document would be as it should be.
        let counts = severity == Severity::Error && !self.failed;
        let enough = self.reported >= MAX_REPORTED || self.located >= MAX_REPORTED + MAX_COVERED;
        if enough && !counts {
            return;
        }
        self.located += 1;
        let (mut path, place) = locate(self.root, self.typ, at, last);
        if !self.prefix.is_empty() {
            path = format!("{}.{path}", self.prefix);
        }
        // A fault of the type at the same place says it all, and so does the first of two rules.
        let missing = at.node().is_none() || message.starts_with("required");
        let because = |f: &Finding| {
            f.severity == Severity::Error
                && (f.path == path && covers(f, rule, &message) || follows(f, &path, missing))
        };
        if severity == Severity::Error && self.findings.iter().any(because) {
            self.failed = true;
            return;
        }
        if message.starts_with("required") && self.is_misnamed(&path) {
            return;
        }
        let hint = hint.or_else(|| printed(&message).map(str::to_owned));
        self.reported += 1;
        self.failed |= severity == Severity::Error;
        let (message, hint) = if self.reported == MAX_REPORTED {
            (format!("{message}; it is the {MAX_REPORTED}th finding, and no more are told"), hint)
        } else {
            (message, hint)
        };
        self.findings.push(Finding { severity, hint, ..Finding::new(rule, path, message, place) });
    }
}

/// What a text that Go's `printf` or a template wrote says of the value that was to be written.
fn printed(message: &str) -> Option<&'static str> {
    let (_, found) = message.rsplit_once("but found \"")?;
    if found.contains("(<nil>)") {
        Some("a template prints %!s(<nil>) for a value that is not set")
    } else if found.starts_with("map[") {
        Some("a template prints map[…] for a whole mapping: name one of its keys, or use toYaml")
    } else {
        None
    }
}

/// Whether what a rule says at a path only follows from a fault that was found when the document was decoded: the rule
/// saw another value than the one that was meant. The server, which stops at such a fault, does not say it either.
fn follows(fault: &Finding, path: &str, missing: bool) -> bool {
    // Whether the fault stands in the mapping that the path leads to, or to a key of.
    let inside = |path: &str| is_below(&fault.path, path);
    let around = parent(path);
    match fault.rule {
        "wrong-type" => {
            is_below(path, &fault.path)
                || inside(path)
                || around == parent(&fault.path)
                || missing && inside(around)
        }
        "unknown-key" => match fault.meant.as_deref() {
            Some(meant) => is_below(path, meant) || is_below(meant, path),
            None => inside(path) || missing && inside(around),
        },
        _ => false,
    }
}

/// Drops the findings from an index on that only follow from those before it.
pub(crate) fn drop_followers(findings: &mut Vec<Finding>, decoded: usize) {
    let found = findings.split_off(decoded.min(findings.len()));
    let follow = |f: &Finding| {
        let missing = f.message.starts_with("required");
        findings.iter().any(|d| d.severity == Severity::Error && follows(d, &f.path, missing))
    };
    let kept: Vec<Finding> = found.into_iter().filter(|f| !follow(f)).collect();
    findings.extend(kept);
}

/// The path of what holds the value at a path.
fn parent(path: &str) -> &str {
    let end = if path.ends_with(']') { path.rfind('[') } else { path.rfind('.') };
    path.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Whether a path is another one or leads on from it. All lead on from the root, whose path is empty.
fn is_below(path: &str, other: &str) -> bool {
    other.is_empty()
        || path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Whether an earlier finding at the same path makes another one superfluous.
fn covers(earlier: &Finding, rule: &str, message: &str) -> bool {
    matches!(earlier.rule, "wrong-type" | "missing-key" | "unknown-key")
        || earlier.rule == rule && earlier.message == message
}

/// What stands at a place, in the words of a message. A rule is about the value, so its type is not named.
pub(crate) fn described(at: At<'_>) -> String {
    let Some(node) = at.node() else { return "nothing".to_owned() };
    match &node.data {
        Data::Bool(b) => b.to_string(),
        Data::Int(i) => i.to_string(),
        Data::Float(f) => json_number(*f),
        Data::Str(s) => quote(s),
        _ => node.describe(),
    }
}

/// `A`, `A or B`, `A, B or C`.
pub(crate) fn alternatives(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

/// A string that has the form and differs from the given one only by case and separators.
fn mended(value: &str, format: &Format) -> Option<String> {
    let better: String = value
        .trim()
        .chars()
        .map(|c| match c {
            'A'..='Z' => c.to_ascii_lowercase(),
            '_' | ' ' => '-',
            _ => c,
        })
        .collect();
    let better = better.trim_matches(['-', '.']);
    (!better.is_empty() && better != value && (format.holds)(better)).then(|| better.to_owned())
}

/// The path and the place of a node, found by walking down from the root; the path is only wanted once there
/// is a finding, so nobody keeps it before.
fn locate(
    root: &Node<'_>,
    typ: Option<&'static Type>,
    at: At<'_>,
    last: Option<Step<'_>>,
) -> (String, (u32, u32)) {
    fn search<'t>(
        node: &'t Node<'_>,
        typ: Ty,
        place: (u32, u32),
        target: &Node<'_>,
        steps: &mut Vec<Step<'t>>,
    ) -> Option<(u32, u32)> {
        if std::ptr::eq(node, target) {
            return Some(place);
        }
        match &node.data {
            Data::List(items) => items.iter().enumerate().find_map(|(index, item)| {
                steps.push(Step::Index(index));
                let inner = match typ {
                    Ty::List(inner) => *inner,
                    _ => Ty::Any,
                };
                search(item, inner, (item.line, item.column), target, steps).or_else(|| {
                    steps.pop();
                    None
                })
            }),
            Data::Map(entries) => entries.iter().find_map(|entry| {
                let (step, inner) = match typ {
                    Ty::Map(inner) => (Step::Key(&entry.key), *inner),
                    Ty::Struct(t) => {
                        (Step::Field(&entry.key), t.field(&entry.key).map_or(Ty::Any, |f| f.typ))
                    }
                    Ty::SchemaOrBool | Ty::SchemaOrList | Ty::SchemaOrStrings => {
                        let inner = match schema::JSON_SCHEMA_PROPS {
                            Ty::Struct(t) => t.field(&entry.key).map_or(Ty::Any, |f| f.typ),
                            _ => Ty::Any,
                        };
                        (Step::Field(&entry.key), inner)
                    }
                    _ => (Step::Field(&entry.key), Ty::Any),
                };
                steps.push(step);
                search(&entry.value, inner, (entry.line, entry.column), target, steps).or_else(|| {
                    steps.pop();
                    None
                })
            }),
            _ => None,
        }
    }
    let (base, missing) = at.parts();
    let mut steps = Vec::new();
    let typ = typ.map_or(Ty::Any, Ty::Struct);
    let place =
        search(root, typ, (root.line, root.column), base, &mut steps).unwrap_or((base.line, base.column));
    steps.extend(missing.iter().map(|key| Step::Field(key)));
    steps.extend(last);
    (Step::render(steps.into_iter()), place)
}
