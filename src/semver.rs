//! Versions and version constraints as Helm reads them: `kubeVersion`, the versions of dependencies, and the
//! template functions `semver` and `semverCompare`.
//!
//! Looser than semver.org: `v1.2` is a version, and in a constraint every part may be missing or a wildcard.
//! A constraint without a pre-release never accepts a pre-release, which is why charts write `>=1.19-0`.
//! Source: github.com/Masterminds/semver v3.5.0, version.go and constraints.go.

use crate::golang::strconv::{parse_uint, quote};
use std::cmp::Ordering;
use std::fmt;

/// A version: three numbers, a pre-release, build metadata and the text that it was read from.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number; 0 where it was left out.
    pub minor: u64,
    /// The third number; 0 where it was left out.
    pub patch: u64,
    /// What followed the `-`, without it; empty for a release.
    pub pre: String,
    /// What followed the `+`, without it; it never takes part in a comparison.
    pub metadata: String,
    /// The text as it was given.
    pub original: String,
}

/// Longest version that is read, in bytes.
pub const MAX_VERSION_LEN: usize = 256;

/// Longest constraint that is read, in bytes.
pub const MAX_CONSTRAINT_LEN: usize = 512;

/// Most alternatives (`||`) of one constraint.
pub const MAX_CONSTRAINT_GROUPS: usize = 32;

const INVALID: &str = "invalid semantic version";
const INVALID_PRERELEASE: &str = "invalid prerelease string";
const INVALID_METADATA: &str = "invalid metadata string";
const STARTS_WITH_ZERO: &str = "version segment starts with 0";

impl Version {
    /// Reads a version that may have a leading `v`, leading zeros, and one or two numbers only.
    /// Source: semver, `NewVersion`.
    ///
    /// # Errors
    /// Go's sentences, for example `invalid semantic version`.
    pub fn parse(text: &str) -> Result<Version, String> {
        if text.len() > MAX_VERSION_LEN {
            return Err(too_long());
        }
        let (parts, _) = Parts::scan(text, is_digit).filter(|(_, rest)| rest.is_empty()).ok_or(INVALID)?;
        let number = |digits: &str| number(digits).map_err(|e| format!("error parsing version segment: {e}"));
        let version = Version {
            major: number(parts.major)?,
            minor: parts.minor.map_or(Ok(0), number)?,
            patch: parts.patch.map_or(Ok(0), number)?,
            pre: parts.pre.to_owned(),
            metadata: parts.metadata.to_owned(),
            original: text.to_owned(),
        };
        if !version.pre.is_empty() {
            validate_prerelease(&version.pre)?;
        }
        Ok(version)
    }

    /// Reads a version exactly as semver.org writes one: three numbers, no `v`, no leading zeros.
    /// Source: semver, `StrictNewVersion`.
    ///
    /// # Errors
    /// Go's sentences, for example `version segment starts with 0`.
    pub fn parse_strict(text: &str) -> Result<Version, String> {
        if text.is_empty() {
            return Err("version string empty".to_owned());
        }
        if text.len() > MAX_VERSION_LEN {
            return Err(too_long());
        }
        let mut parts = text.splitn(3, '.');
        let (Some(major), Some(minor), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(INVALID.to_owned());
        };
        let (rest, metadata) = rest.split_once('+').map_or((rest, None), |(rest, meta)| (rest, Some(meta)));
        metadata.map_or(Ok(()), validate_metadata)?;
        let (patch, pre) = rest.split_once('-').map_or((rest, None), |(patch, pre)| (patch, Some(pre)));
        pre.map_or(Ok(()), validate_prerelease)?;
        for part in [major, minor, patch] {
            if !part.chars().all(is_digit) {
                return Err("invalid characters in version".to_owned());
            }
            if part.len() > 1 && part.starts_with('0') {
                return Err(STARTS_WITH_ZERO.to_owned());
            }
        }
        Ok(Version {
            major: number(major)?,
            minor: number(minor)?,
            patch: number(patch)?,
            pre: pre.unwrap_or_default().to_owned(),
            metadata: metadata.unwrap_or_default().to_owned(),
            original: text.to_owned(),
        })
    }

    /// The order of two versions; metadata does not count. Source: semver, `Version.Compare`.
    pub fn compare(&self, other: &Version) -> Ordering {
        let numbers = |v: &Version| (v.major, v.minor, v.patch);
        numbers(self).cmp(&numbers(other)).then_with(|| match (self.pre.is_empty(), other.pre.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => compare_prerelease(&self.pre, &other.pre),
        })
    }

    /// The version without its pre-release, or the next patch version of a release.
    /// Source: semver, `Version.IncPatch`.
    ///
    /// # Errors
    /// When the number is the largest there is.
    pub fn inc_patch(&self) -> Result<Version, String> {
        let patch = match self.pre.is_empty() {
            true => self.patch.checked_add(1).ok_or("patch version increment would overflow uint64")?,
            false => self.patch,
        };
        Ok(self.successor(self.major, self.minor, patch))
    }

    /// The next minor version. Source: semver, `Version.IncMinor`.
    ///
    /// # Errors
    /// When the number is the largest there is.
    pub fn inc_minor(&self) -> Result<Version, String> {
        let minor = self.minor.checked_add(1).ok_or("minor version increment would overflow uint64")?;
        Ok(self.successor(self.major, minor, 0))
    }

    /// The next major version. Source: semver, `Version.IncMajor`.
    ///
    /// # Errors
    /// When the number is the largest there is.
    pub fn inc_major(&self) -> Result<Version, String> {
        let major = self.major.checked_add(1).ok_or("major version increment would overflow uint64")?;
        Ok(self.successor(major, 0, 0))
    }

    /// The version with another pre-release (without its `-`). Source: semver, `Version.SetPrerelease`.
    ///
    /// # Errors
    /// When `pre` is no pre-release.
    pub fn set_prerelease(&self, pre: &str) -> Result<Version, String> {
        if !pre.is_empty() {
            validate_prerelease(pre)?;
        }
        Ok(self.renamed(Version { pre: pre.to_owned(), ..self.clone() }))
    }

    /// The version with other build metadata (without its `+`). Source: semver, `Version.SetMetadata`.
    ///
    /// # Errors
    /// When `metadata` is no metadata.
    pub fn set_metadata(&self, metadata: &str) -> Result<Version, String> {
        if !metadata.is_empty() {
            validate_metadata(metadata)?;
        }
        Ok(self.renamed(Version { metadata: metadata.to_owned(), ..self.clone() }))
    }

    fn successor(&self, major: u64, minor: u64, patch: u64) -> Version {
        self.renamed(Version { major, minor, patch, ..Version::default() })
    }

    /// Writes `original` of a version that was made from this one: a leading `v` is kept.
    fn renamed(&self, mut version: Version) -> Version {
        let v = if self.original.starts_with('v') { "v" } else { "" };
        version.original = format!("{v}{version}");
        version
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)?;
        if !self.pre.is_empty() {
            write!(f, "-{}", self.pre)?;
        }
        if !self.metadata.is_empty() {
            write!(f, "+{}", self.metadata)?;
        }
        Ok(())
    }
}

/// The order of two pre-releases, part by part: numbers before words, a missing part first.
fn compare_prerelease(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.split('.'), b.split('.'));
    loop {
        let (a, b) = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (a, b) => (a.unwrap_or_default(), b.unwrap_or_default()),
        };
        // Identifiers hold no signs, so Rust and Go agree on which of them are numbers. One beyond 64 bits is a
        // word to Go.
        let order = match (a.parse::<u64>(), b.parse::<u64>()) {
            _ if a == b => Ordering::Equal,
            _ if a.is_empty() => Ordering::Less,
            _ if b.is_empty() => Ordering::Greater,
            (Ok(a), Ok(b)) => a.cmp(&b).then(Ordering::Less),
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(_), Err(_)) => a.cmp(b),
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// A constraint such as `>=1.19-0 <2 || ^3.1`: alternatives, each a list of comparisons that must all hold.
#[derive(Clone, Debug)]
pub struct Constraint {
    groups: Vec<Group>,
}

#[derive(Clone, Debug)]
struct Group {
    terms: Vec<Term>,
    /// Whether one of the terms names a pre-release, which lets pre-releases in.
    includes_pre: bool,
}

/// One comparison.
#[derive(Clone, Debug)]
struct Term {
    op: Op,
    /// The version to compare with, wildcards and missing numbers being 0.
    version: Version,
    /// The version as it was written.
    orig: String,
    /// Whether anything is a wildcard or missing, and whether it starts at the second or the third number.
    /// A constraint whose first number is a wildcard is `dirty` alone.
    dirty: bool,
    minor_dirty: bool,
    patch_dirty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Op {
    Equal,
    NotEqual,
    Greater,
    Less,
    GreaterEqual,
    LessEqual,
    Tilde,
    Caret,
}

/// The operators; a longer one stands before its own beginning.
const OPS: &[(&str, Op)] = &[
    ("!=", Op::NotEqual),
    (">=", Op::GreaterEqual),
    ("=>", Op::GreaterEqual),
    ("<=", Op::LessEqual),
    ("=<", Op::LessEqual),
    ("~>", Op::Tilde),
    ("=", Op::Equal),
    (">", Op::Greater),
    ("<", Op::Less),
    ("~", Op::Tilde),
    ("^", Op::Caret),
    ("", Op::Equal),
];

impl Constraint {
    /// Reads a constraint. Source: semver, `NewConstraint`.
    ///
    /// # Errors
    /// Go's sentences: `improper constraint: "…"`, `constraint parser error`, and the two limits.
    pub fn parse(text: &str) -> Result<Constraint, String> {
        if text.len() > MAX_CONSTRAINT_LEN {
            return Err(format!("constraint string is too long (max {MAX_CONSTRAINT_LEN} bytes)"));
        }
        let text = rewrite_ranges(text);
        let alternatives: Vec<&str> = text.split("||").collect();
        if alternatives.len() > MAX_CONSTRAINT_GROUPS {
            return Err(format!("too many constraint groups (max {MAX_CONSTRAINT_GROUPS})"));
        }
        let groups = alternatives.into_iter().map(Group::parse).collect::<Result<_, _>>()?;
        Ok(Constraint { groups })
    }

    /// Whether `version` satisfies the constraint. Source: semver, `Constraints.Check`.
    pub fn check(&self, version: &Version) -> bool {
        self.groups.iter().any(|group| group.terms.iter().all(|term| term.holds(version, group.includes_pre)))
    }

    /// Why `version` does not satisfy the constraint, one sentence for each comparison that fails in each
    /// alternative. Source: semver, `Constraints.Validate`.
    ///
    /// # Errors
    /// The sentences.
    pub fn validate(&self, version: &Version) -> Result<(), Vec<String>> {
        let mut reasons = Vec::new();
        let mut prerelease_told = false;
        for group in &self.groups {
            if group.terms.iter().all(|term| term.holds(version, group.includes_pre)) {
                return Ok(());
            }
            if !version.pre.is_empty() && !group.includes_pre {
                if !prerelease_told {
                    reasons.push(prerelease_refused(version));
                    prerelease_told = true;
                }
                continue;
            }
            reasons
                .extend(group.terms.iter().filter_map(|term| term.judge(version, group.includes_pre).err()));
        }
        Err(reasons)
    }
}

fn prerelease_refused(version: &Version) -> String {
    let version = quote(&version.to_string());
    format!("{version} is a prerelease version and the constraint is only looking for release versions")
}

impl Group {
    /// Reads comparisons with white space or one comma between them.
    fn parse(text: &str) -> Result<Group, String> {
        let improper = || format!("improper constraint: {}", quote(text));
        let mut written = Vec::new();
        let mut rest = trim(text);
        loop {
            let (op, after) = OPS
                .iter()
                .find_map(|(sign, op)| Some((op, rest.strip_prefix(sign)?)))
                .ok_or_else(improper)?;
            let after = trim(after);
            let (parts, next) = Parts::scan(after, is_wild_digit).ok_or_else(improper)?;
            written.push((*op, parts, after.strip_suffix(next).unwrap_or(after)));
            let spaced = trim(next);
            if spaced.is_empty() {
                break;
            }
            rest = match spaced.strip_prefix(',') {
                Some(after_comma) => trim(after_comma),
                None if spaced.len() < next.len() => spaced,
                None => return Err(improper()),
            };
        }
        let terms = written.into_iter().map(|(op, parts, orig)| Term::new(op, &parts, orig));
        let terms = terms.collect::<Result<Vec<_>, _>>()?;
        let includes_pre = terms.iter().any(|term| !term.version.pre.is_empty());
        Ok(Group { terms, includes_pre })
    }
}

impl Term {
    fn new(op: Op, parts: &Parts<'_>, orig: &str) -> Result<Term, String> {
        let wild = |part: Option<&str>| matches!(part, None | Some("x" | "X" | "*"));
        let pre = if parts.pre.is_empty() { String::new() } else { format!("-{}", parts.pre) };
        let (mut minor_dirty, mut patch_dirty) = (false, false);
        let plain = match (parts.major, parts.minor.unwrap_or_default()) {
            (major, _) if wild(Some(major)) => format!("0.0.0{pre}"),
            (major, _) if wild(parts.minor) => {
                minor_dirty = true;
                format!("{major}.0.0{pre}")
            }
            (major, minor) if wild(parts.patch) => {
                patch_dirty = true;
                format!("{major}.{minor}.0{pre}")
            }
            _ => String::new(),
        };
        let dirty = !plain.is_empty();
        let version = Version::parse(if dirty { &plain } else { orig });
        let version = version.map_err(|_| "constraint parser error".to_owned())?;
        Ok(Term { op, version, orig: orig.to_owned(), dirty, minor_dirty, patch_dirty })
    }

    fn holds(&self, v: &Version, include_pre: bool) -> bool {
        self.find_fault(v, include_pre).is_none()
    }

    /// Whether the comparison holds, and if not, the sentence that says why.
    fn judge(&self, v: &Version, include_pre: bool) -> Result<(), String> {
        let Some(fault) = self.find_fault(v, include_pre) else { return Ok(()) };
        let (version, orig) = (quote(&v.to_string()), quote(&self.orig));
        Err(match fault {
            Fault::Prerelease => prerelease_refused(v),
            Fault::Not(relation) => format!("{version} {relation} {orig}"),
            Fault::MinorOfZero => format!(
                "{version} does not have same minor version as {orig}. Expected minor versions to match when \
                 constraint major version is 0"
            ),
            Fault::PatchOfZero => format!(
                "{version} does not equal {orig}. Expect version and constraint to equal when major and minor \
                 versions are 0"
            ),
        })
    }

    /// Source: semver, constraints.go, the functions of `constraintOps`.
    fn find_fault(&self, v: &Version, include_pre: bool) -> Option<Fault> {
        if !v.pre.is_empty() && !include_pre {
            return Some(Fault::Prerelease);
        }
        let con = &self.version;
        let order = v.compare(con);
        let fault_unless = |holds: bool, relation| (!holds).then_some(Fault::Not(relation));
        match self.op {
            Op::NotEqual => fault_unless(self.differs(v, order), "is equal to"),
            Op::Greater => fault_unless(self.is_exceeded(v, order), "is less than or equal to"),
            Op::Less => fault_unless(order.is_lt(), "is greater than or equal to"),
            Op::GreaterEqual => fault_unless(order.is_ge(), "is less than"),
            Op::LessEqual => {
                let holds = match self.dirty {
                    false => order.is_le(),
                    true if v.major > con.major => false,
                    true => v.major != con.major || v.minor <= con.minor || self.minor_dirty,
                };
                fault_unless(holds, "is greater than")
            }
            Op::Equal if !self.dirty => fault_unless(order.is_eq(), "is not equal to"),
            Op::Equal | Op::Tilde => self.tilde(v, order),
            Op::Caret => self.caret(v, order),
        }
    }

    /// `!=`
    fn differs(&self, v: &Version, order: Ordering) -> bool {
        let con = &self.version;
        if !self.dirty {
            return order.is_ne();
        }
        if con.major != v.major || con.minor != v.minor && !self.minor_dirty {
            return true;
        }
        if self.minor_dirty {
            return false;
        }
        if self.patch_dirty {
            let pre = !v.pre.is_empty() || !con.pre.is_empty();
            return pre && compare_prerelease(&v.pre, &con.pre).is_ne();
        }
        con.patch != v.patch || order.is_ne()
    }

    /// `>`, where `>11` means from 12 on and `>11.1` from 11.2 on.
    fn is_exceeded(&self, v: &Version, order: Ordering) -> bool {
        let con = &self.version;
        match v.major.cmp(&con.major) {
            _ if !self.dirty => order.is_gt(),
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal if self.minor_dirty => false,
            Ordering::Equal if self.patch_dirty => v.minor > con.minor,
            Ordering::Equal => order.is_gt(),
        }
    }

    /// `~1.2.3` is `>=1.2.3 <1.3`, `~1` is `>=1 <2`, `~0.0.0` and `*` are everything.
    fn tilde(&self, v: &Version, order: Ordering) -> Option<Fault> {
        let con = &self.version;
        if order.is_lt() {
            return Some(Fault::Not("is less than"));
        }
        if (con.major, con.minor, con.patch) == (0, 0, 0) && !self.minor_dirty && !self.patch_dirty {
            return None;
        }
        if v.major != con.major {
            return Some(Fault::Not("does not have same major version as"));
        }
        if v.minor != con.minor && !self.minor_dirty {
            return Some(Fault::Not("does not have same major and minor version as"));
        }
        None
    }

    /// `^1.2.3` is `>=1.2.3 <2`, `^0.2.3` is `>=0.2.3 <0.3`, `^0.0.3` is `0.0.3`.
    fn caret(&self, v: &Version, order: Ordering) -> Option<Fault> {
        let con = &self.version;
        if order.is_lt() {
            return Some(Fault::Not("is less than"));
        }
        let major = Fault::Not("does not have same major version as");
        if con.major > 0 || self.minor_dirty {
            return (v.major != con.major).then_some(major);
        }
        if v.major > 0 {
            return Some(major);
        }
        if con.minor > 0 || self.patch_dirty {
            return (v.minor != con.minor).then_some(Fault::MinorOfZero);
        }
        if v.minor > 0 {
            return Some(Fault::Not("does not have same minor version as"));
        }
        (con.patch != v.patch).then_some(Fault::PatchOfZero)
    }
}

/// Why a comparison fails.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Prerelease,
    /// The words between the version and the constraint.
    Not(&'static str),
    MinorOfZero,
    PatchOfZero,
}

/// The pieces of a version as they stand in a text.
#[derive(Clone, Copy, Debug)]
struct Parts<'a> {
    major: &'a str,
    minor: Option<&'a str>,
    patch: Option<&'a str>,
    pre: &'a str,
    metadata: &'a str,
}

impl<'a> Parts<'a> {
    /// Reads the longest version at the start of `text`, its numbers being made of what `digit` accepts, and
    /// returns it with what follows.
    fn scan(text: &'a str, digit: fn(char) -> bool) -> Option<(Parts<'a>, &'a str)> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let (major, mut rest) = take(text, digit)?;
        let mut numbers = [None; 2];
        for number in &mut numbers {
            let Some((digits, after)) = rest.strip_prefix('.').and_then(|after| take(after, digit)) else {
                break;
            };
            *number = Some(digits);
            rest = after;
        }
        let (pre, rest) = rest.strip_prefix('-').and_then(identifiers).unwrap_or(("", rest));
        let (metadata, rest) = rest.strip_prefix('+').and_then(identifiers).unwrap_or(("", rest));
        Some((Parts { major, minor: numbers[0], patch: numbers[1], pre, metadata }, rest))
    }
}

/// The characters at the start that `accept` takes (at least one), and what follows.
fn take(text: &str, accept: fn(char) -> bool) -> Option<(&str, &str)> {
    let end = text.find(|c| !accept(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// Identifiers with dots between them at the start of `text`, and what follows.
fn identifiers(text: &str) -> Option<(&str, &str)> {
    let (_, mut rest) = take(text, is_identifier)?;
    while let Some((_, after)) = rest.strip_prefix('.').and_then(|after| take(after, is_identifier)) {
        rest = after;
    }
    Some(text.split_at(text.len() - rest.len()))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// What a number of a constraint may hold. The `|` is a slip in Masterminds' regular expression, and texts
/// such as `1|2` pass this stage there too, to fail in the next one.
fn is_wild_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '|' | 'x' | 'X' | '*')
}

fn is_identifier(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// What `\s` is in Go's regular expressions.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn trim(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// Writes `1.2 - 2.3` as `>= 1.2, <= 2.3 `. Source: semver, `rewriteRange`.
fn rewrite_ranges(text: &str) -> String {
    let mut out = text.to_owned();
    let mut rest = text;
    while let Some((found, low, high, after)) = find_range(rest) {
        out = out.replacen(found, &format!(">= {low}, <= {high} "), 1);
        rest = after;
    }
    out
}

/// The first range in `text`: the whole of it with the white space around, its two ends, and what follows.
fn find_range(text: &str) -> Option<(&str, &str, &str, &str)> {
    // Every range has a hyphen between white space; most constraints have none, and are done here.
    if !text.contains(" -") && !text.contains(['\t', '\n', '\r', '\x0c']) {
        return None;
    }
    let end = |text: &'_ str| Parts::scan(text, is_wild_digit).map(|(_, rest)| text.len() - rest.len());
    for (start, _) in text.char_indices() {
        let from = &text[start..];
        let low_text = trim(from);
        let Some(low) = end(low_text).map(|at| low_text.split_at(at)) else { continue };
        let Some(hyphen) = low.1.strip_prefix(is_space).and_then(|rest| trim(rest).strip_prefix('-')) else {
            continue;
        };
        let Some(high_text) = hyphen.strip_prefix(is_space).map(trim) else { continue };
        let Some(high) = end(high_text).map(|at| high_text.split_at(at)) else { continue };
        let after = trim(high.1);
        return Some((&from[..from.len() - after.len()], low.0, high.0, after));
    }
    None
}

fn validate_prerelease(pre: &str) -> Result<(), &'static str> {
    for part in pre.split('.') {
        if part.is_empty() || !part.chars().all(is_identifier) {
            return Err(INVALID_PRERELEASE);
        }
        if part.len() > 1 && part.starts_with('0') && part.chars().all(is_digit) {
            return Err(STARTS_WITH_ZERO);
        }
    }
    Ok(())
}

fn validate_metadata(metadata: &str) -> Result<(), &'static str> {
    let valid = metadata.split('.').all(|part| !part.is_empty() && part.chars().all(is_identifier));
    valid.then_some(()).ok_or(INVALID_METADATA)
}

fn too_long() -> String {
    format!("version string is too long (max {MAX_VERSION_LEN} bytes)")
}

fn number(digits: &str) -> Result<u64, String> {
    parse_uint(digits, 10).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(constraint: &str, version: &str) -> bool {
        Constraint::parse(constraint).unwrap().check(&Version::parse(version).unwrap())
    }

    /// The answers are those of Masterminds/semver v3.5.0.
    #[test]
    fn versions() {
        let cases = [
            ("1.2.3", Ok("1.2.3")),
            ("v1.2", Ok("1.2.0")),
            ("01.02.03", Ok("1.2.3")),
            ("v1.31.2-eks-8ccc7ba+build.7", Ok("1.31.2-eks-8ccc7ba+build.7")),
            ("1-alpha", Ok("1.0.0-alpha")),
            ("1.2.3-01", Err("version segment starts with 0")),
            ("1.2.3.4", Err("invalid semantic version")),
            ("", Err("invalid semantic version")),
            ("1.2.3-", Err("invalid semantic version")),
            (
                "1.99999999999999999999",
                Err(
                    "error parsing version segment: strconv.ParseUint: parsing \"99999999999999999999\": value \
                     out of range",
                ),
            ),
        ];
        for (text, expected) in cases {
            let version = Version::parse(text).map(|version| version.to_string());
            assert_eq!(version.as_deref().map_err(String::as_str), expected, "{text}");
        }
    }

    /// The answers are those of Masterminds/semver v3.5.0.
    #[test]
    fn strict_versions() {
        let cases = [
            ("1.2.3-a.1+b", Ok("1.2.3-a.1+b")),
            ("", Err("version string empty")),
            ("1.2", Err("invalid semantic version")),
            ("v1.2.3", Err("invalid characters in version")),
            ("1.02.3", Err("version segment starts with 0")),
            ("1.2.3-a..b", Err("invalid prerelease string")),
            ("1.2.3-01", Err("version segment starts with 0")),
            ("1.2.3+a_b", Err("invalid metadata string")),
            ("1..3", Err("strconv.ParseUint: parsing \"\": invalid syntax")),
        ];
        for (text, expected) in cases {
            let version = Version::parse_strict(text).map(|version| version.to_string());
            assert_eq!(version.as_deref().map_err(String::as_str), expected, "{text}");
        }
    }

    #[test]
    fn precedence_is_that_of_semver_org() {
        let ascending =
            ["1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0", "1.0.1", "1.1.0"];
        for pair in ascending.windows(2) {
            let [low, high] = [pair[0], pair[1]].map(|text| Version::parse(text).unwrap());
            assert!(low.compare(&high).is_lt() && high.compare(&low).is_gt(), "{pair:?}");
        }
    }

    /// The answers are those of Masterminds/semver v3.5.0.
    #[test]
    fn constraints() {
        let cases = [
            (">=1.19-0", "1.31.2-eks-1", true),
            (">=1.19", "1.31.2-eks-1", false),
            (">= 1.2, < 3 || 5", "5.3.1", true),
            ("1.2 - 1.4.5", "1.4.5", true),
            ("~1.2", "1.3.0", false),
            ("~0.0.0", "7.1.0", true),
            ("^0.2.3", "0.3.0", false),
            ("^0.0", "0.0.9", true),
            (">11", "11.1.0", false),
            (">11.1", "11.2.1", true),
            ("<=11.1", "11.1.9", true),
            ("!=1.x", "1.4.0", false),
            ("!=4.1", "4.1.0-beta", false),
            ("*", "3.2.1", true),
        ];
        for (constraint, version, expected) in cases {
            assert_eq!(check(constraint, version), expected, "{constraint} {version}");
        }
    }

    /// The texts are those of Masterminds/semver v3.5.0.
    #[test]
    fn improper_constraints() {
        let cases = [
            ("", "improper constraint: \"\""),
            ("1.2.3,", "improper constraint: \"1.2.3,\""),
            (">=1 ||", "improper constraint: \"\""),
            ("1,,2", "improper constraint: \"1,,2\""),
            (">1.0 - 2.0", "improper constraint: \">>= 1.0, <= 2.0 \""),
            ("1.2xy", "improper constraint: \"1.2xy\""),
            ("1.2xx", "constraint parser error"),
            ("1|2", "constraint parser error"),
        ];
        for (text, error) in cases {
            assert_eq!(Constraint::parse(text).unwrap_err(), error, "{text:?}");
        }
    }

    /// The texts are those of Masterminds/semver v3.5.0.
    #[test]
    fn reasons() {
        let reasons = |constraint: &str, version: &str| {
            Constraint::parse(constraint).unwrap().validate(&Version::parse(version).unwrap()).unwrap_err()
        };
        assert_eq!(
            reasons(">=v2 <1.5 || ~3.1", "1.7.0"),
            [
                "\"1.7.0\" is less than \"v2\"",
                "\"1.7.0\" is greater than or equal to \"1.5\"",
                "\"1.7.0\" is less than \"3.1\"",
            ]
        );
        assert_eq!(
            reasons(">=1 || >=2", "3.0.0-a"),
            ["\"3.0.0-a\" is a prerelease version and the constraint is only looking for release versions"]
        );
    }

    #[test]
    fn limits() {
        let digits = "1".repeat(MAX_VERSION_LEN - 4);
        assert!(Version::parse(&format!("1.2-{digits}")).is_ok());
        assert_eq!(
            Version::parse(&format!("1.2-1{digits}")).unwrap_err(),
            "version string is too long (max 256 bytes)"
        );
        let groups = ["1"; MAX_CONSTRAINT_GROUPS].join("||");
        assert!(Constraint::parse(&groups).is_ok());
        assert_eq!(
            Constraint::parse(&format!("{groups}||1")).unwrap_err(),
            "too many constraint groups (max 32)"
        );
        assert!(Constraint::parse(&" 1".repeat(MAX_CONSTRAINT_LEN / 2)).is_ok());
        let error = Constraint::parse(&" 1 ".repeat(MAX_CONSTRAINT_LEN / 3 + 1)).unwrap_err();
        assert_eq!(error, "constraint string is too long (max 512 bytes)");
    }
}
