//! What a finding of a rule is: `--deny`, `--allow`, `--explain`.

use super::RULES;
use super::rule::Rule;
use crate::diag::Diagnostic;
use crate::validate::{Severity, closest};

/// The word that stands for every rule.
const ALL: &str = "all";

/// What was said of the rules on the command line. The name of a rule weighs more than that of its group
/// (`pod-security`), which weighs more than `all`.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    denied: Vec<String>,
    allowed: Vec<String>,
}

impl Levels {
    /// Reads the values of `--deny` and `--allow`.
    ///
    /// # Errors
    /// For a name that no rule has, and for one that is both denied and allowed.
    pub fn new(deny: &[String], allow: &[String]) -> Result<Levels, Diagnostic> {
        for name in deny.iter().chain(allow) {
            if !is_name(name) {
                return Err(unknown(name));
            }
        }
        if let Some(both) = deny.iter().find(|name| allow.contains(name)) {
            return Err(
                Diagnostic::new(format!("{both} is both denied and allowed")).hint("give one of the two")
            );
        }
        Ok(Levels { denied: deny.to_vec(), allowed: allow.to_vec() })
    }

    /// The name of a denied rule of Pod Security, which does nothing without a level.
    pub fn denied_pod_security(&self) -> Option<&str> {
        self.denied.iter().map(String::as_str).find(|name| group(name) == super::pod_security::GROUP)
    }

    /// How bad a finding of a rule is; nothing where it is allowed.
    pub(crate) fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.of(rule.name, rule.severity)
    }

    /// How bad a finding is that would be so bad if nobody had said anything of its rule.
    pub(super) fn of(&self, rule: &str, otherwise: Severity) -> Option<Severity> {
        for name in [rule, group(rule), ALL] {
            let has = |list: &[String]| list.iter().any(|word| word == name);
            if has(&self.denied) {
                return Some(Severity::Error);
            }
            if has(&self.allowed) {
                return None;
            }
        }
        Some(otherwise)
    }
}

/// The group of a rule: what stands before the slash, or the name itself.
fn group(name: &str) -> &str {
    name.split_once('/').map_or(name, |(group, _)| group)
}

/// Whether a name is that of a group or of a rule that can be denied and allowed.
pub(super) fn is_name(name: &str) -> bool {
    name == ALL
        || super::explained::warns(name)
        || RULES.iter().any(|rule| rule.name == name || group(rule.name) == name)
}

/// The name that was probably meant.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let names = RULES.iter().flat_map(|rule| [rule.name, rule.name.rsplit('/').next().unwrap_or_default()]);
    let near = closest(name, names.chain([ALL]))?;
    let whole = RULES.iter().map(|rule| rule.name).find(|rule| rule.rsplit('/').next() == Some(near));
    whole.or((near == ALL).then_some(ALL))
}

fn unknown(name: &str) -> Diagnostic {
    if super::explained::validation(name).is_some() {
        return Diagnostic::new(format!("{name} is a rule of validation"))
            .hint("what a server refuses cannot be allowed, and is an error already");
    }
    if name.contains(',') {
        return Diagnostic::new(format!("there is no rule {name:?}"))
            .hint("a flag takes one rule: repeat it for more");
    }
    let error = Diagnostic::new(format!("there is no rule {name:?}"));
    match meant(name) {
        Some(meant) => error.hint(format!("did you mean {meant}?")),
        None => error.hint("`openclaw-render lint --explain all` lists the rules"),
    }
}

/// What a rule finds, why that hurts and how to mend it; of `all`, the list of the rules.
///
/// # Errors
/// For a name that no rule has.
pub fn explain(name: &str) -> Result<String, Diagnostic> {
    if name == ALL {
        let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
        return Ok(RULES.iter().map(|rule| format!("{:width$}  {}\n", rule.name, rule.summary)).collect());
    }
    if let Some(rule) = RULES.iter().find(|rule| rule.name == name) {
        let level = match rule.severity {
            Severity::Info => "an information",
            Severity::Warning => "a warning",
            Severity::Error => "an error",
        };
        let why = fold(&format!("Why: {}", rule.why));
        let mend = fold(&format!("Mend: {}", rule.mend));
        let silence = fold(&format!(
            "It is {level}. `--deny {0}` makes it an error, `--allow {0}` turns it off, and the comment \
             `# openclaw-render: allow {0}` in the manifest, on the line or above it, turns it off there.",
            rule.name
        ));
        return Ok(format!("{}: {}\n\n{why}\n{mend}\n{silence}", rule.name, rule.summary));
    }
    let rules = || RULES.iter().filter(|rule| group(rule.name) == name);
    if rules().next().is_some() {
        let names: Vec<&str> = rules().map(|rule| rule.name).collect();
        let text = format!(
            "{name}: a group of rules, which `--deny {name}` and `--allow {name}` mean together: {}.",
            names.join(", ")
        );
        return Ok(fold(&text));
    }
    super::explained::validation(name)
        .map(|text| fold(&format!("{name}: {text}")))
        .ok_or_else(|| unknown(name))
}

/// Widest line of an explanation, in characters.
const WIDTH: usize = 100;

/// Breaks a paragraph into lines.
fn fold(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            column = 0;
        }
        if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out + "\n"
}
