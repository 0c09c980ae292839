//! What validation has to say: findings, their counts, and the paths that they name.

use std::fmt::Write as _;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Accepted by the server, and yet probably not meant.
    Warning,
    /// Refused by the server.
    Error,
}

/// One fault of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The rule that found it, an identifier such as `unknown-key`.
    pub rule: &'static str,
    /// The place as the server writes it: `spec.template.spec.containers[0].image`; empty for the document.
    pub path: String,
    /// What is wrong: what was expected and what was found.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The path that was probably meant: what is missing there is missing because of this.
    pub(crate) meant: Option<String>,
    /// The place in the words of the server's decoder, where they differ from those of its rules.
    pub served: Option<String>,
    /// Index of the document in its text, from 0.
    pub document: usize,
    /// Line in the text, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What wrote the line, where a template did and the line could be found.
    pub origin: Option<Origin>,
}

/// What wrote a line of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Helm's name of the template.
    pub template: String,
    /// The line of the template, from 1.
    pub line: usize,
    /// That line's text.
    pub text: String,
    /// What it became.
    pub rendered: String,
    /// What set the value that the line prints: `values/prod.yaml:12`, `--set replicaCount=two`.
    pub value: Option<String>,
}

impl Finding {
    /// An error at a place, without a hint.
    pub(crate) fn new(
        rule: &'static str,
        path: String,
        message: String,
        (line, column): (u32, u32),
    ) -> Finding {
        Finding {
            severity: Severity::Error,
            rule,
            path,
            message,
            hint: None,
            meant: None,
            served: None,
            document: 0,
            line,
            column,
            origin: None,
        }
    }
}

/// How many documents ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents without an error.
    pub valid: usize,
    /// Documents with one.
    pub invalid: usize,
    /// Documents of a kind that nothing is known about: neither valid nor invalid.
    pub skipped: usize,
    /// Expressions that could not be checked.
    pub not_checked: usize,
}

impl std::ops::Add for Counts {
    type Output = Counts;

    fn add(self, other: Counts) -> Counts {
        Counts {
            valid: self.valid + other.valid,
            invalid: self.invalid + other.invalid,
            skipped: self.skipped + other.skipped,
            not_checked: self.not_checked + other.not_checked,
        }
    }
}

/// The outcome for a text.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// All findings in the order of the text.
    pub findings: Vec<Finding>,
    /// What became of the documents.
    pub counts: Counts,
    /// The kinds of the skipped documents: `example.com/v1 Thing`, each as often as it was met.
    pub skipped: Vec<String>,
}

impl Report {
    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error)
    }
}

/// One step of a path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'s> {
    /// The document itself.
    Root,
    /// A field of a struct: `.name`.
    Field(&'s str),
    /// A key of a free mapping: `[name]`.
    Key(&'s str),
    /// An index of a list: `[0]`.
    Index(usize),
    /// Several steps as they are written.
    Raw(&'s str),
}

impl Step<'_> {
    /// Appends the step to a path.
    pub(crate) fn write(self, path: &mut String) {
        match self {
            Step::Root => {}
            Step::Field(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Key(name) => {
                path.push('[');
                path.push_str(name);
                path.push(']');
            }
            Step::Raw(text) if path.is_empty() => path.push_str(text.trim_start_matches('.')),
            Step::Raw(text) => path.push_str(text),
            Step::Index(index) => {
                let _ = write!(path, "[{index}]");
            }
        }
    }

    /// Steps as the server writes them: `spec.containers[0].resources.limits[cpu]`.
    pub(crate) fn render<'s>(steps: impl Iterator<Item = Step<'s>>) -> String {
        let mut path = String::new();
        for step in steps {
            step.write(&mut path);
        }
        path
    }
}
