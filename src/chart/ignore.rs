//! `.helmignore`: which files of a chart's folder do not belong to the chart.
//!
//! The rules look like `.gitignore` and are not: there is no `**`, a pattern with a slash must match the
//! whole path, and a negative rule (`!keep.txt`) ignores everything that it does *not* match.
//! Source: Helm, pkg/ignore/rules.go.

/// The rules of one chart, in the order in which they are tried.
#[derive(Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    pattern: String,
    /// The pattern without its star is plain text, and there is no star or one at its start.
    plain: Option<Plain>,
    /// How many bytes at the start of the pattern stand for themselves.
    literal: usize,
    /// The pattern is held against the file name only, because it has no slash.
    base_only: bool,
    negate: bool,
    must_be_dir: bool,
}

/// The two forms that nearly all rules have, which need no machinery.
#[derive(Clone, Copy, Debug)]
enum Plain {
    /// `.git`
    Whole,
    /// `*.swp`
    Suffix,
}

/// Longest line of a `.helmignore` in bytes, the limit of the scanner with which Helm reads it.
const MAX_LINE: usize = 64 * 1024;

impl Rules {
    /// The rules of a `.helmignore` and, after them, the one rule that Helm always adds: files in
    /// `templates/` whose name starts with a dot are left out.
    ///
    /// Fails with Helm's sentence for a line that is too long, a double star or a broken pattern.
    pub fn parse(text: &str) -> Result<Rules, String> {
        let mut rules = Rules::default();
        for line in text.strip_prefix('\u{FEFF}').unwrap_or(text).split('\n') {
            if line.len() >= MAX_LINE {
                return Err("bufio.Scanner: token too long".to_owned());
            }
            rules.add(line.trim())?;
        }
        rules.add("templates/.?*")?;
        Ok(rules)
    }

    /// Whether the file or folder at `path` (relative to the chart, with `/`) is left out.
    pub fn ignores(&self, path: &str, is_dir: bool) -> bool {
        // Every name of a chart is held against a dozen rules and more.
        let base = path.rsplit('/').next().unwrap_or(path);
        for rule in &self.rules {
            let name = if rule.base_only { base } else { path };
            let matches = || match rule.plain {
                Some(Plain::Whole) => name == rule.pattern,
                Some(Plain::Suffix) => {
                    name.strip_suffix(&rule.pattern[1..]).is_some_and(|start| !start.contains('/'))
                }
                None => {
                    name.starts_with(&rule.pattern[..rule.literal])
                        && filepath_match(&rule.pattern, name).unwrap_or(false)
                }
            };
            if rule.negate {
                if (rule.must_be_dir && !is_dir) || !matches() {
                    return true;
                }
            } else if (is_dir || !rule.must_be_dir) && matches() {
                return true;
            }
        }
        false
    }

    fn add(&mut self, rule: &str) -> Result<(), String> {
        if rule.is_empty() || rule.starts_with('#') {
            return Ok(());
        }
        if rule.contains("**") {
            return Err("double-star (**) syntax is not supported".to_owned());
        }
        // Helm tries the pattern as it stands, with its `!` and slashes, only to find syntax errors early.
        filepath_match(rule, "abc").map_err(|BadPattern| "syntax error in pattern".to_owned())?;
        let (negate, rule) = match rule.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, rule),
        };
        let (must_be_dir, rule) = match rule.strip_suffix('/') {
            Some(rest) => (true, rest),
            None => (false, rule),
        };
        let (base_only, pattern) = match rule.strip_prefix('/') {
            Some(rest) => (false, rest),
            None => (!rule.contains('/'), rule),
        };
        const SPECIAL: [char; 4] = ['*', '?', '[', '\\'];
        let special = |text: &str| text.contains(SPECIAL);
        let literal = pattern.find(SPECIAL).unwrap_or(pattern.len());
        let plain = match pattern.strip_prefix('*') {
            None if !special(pattern) => Some(Plain::Whole),
            Some(rest) if !special(rest) => Some(Plain::Suffix),
            _ => None,
        };
        self.rules.push(Rule { pattern: pattern.to_owned(), plain, literal, base_only, negate, must_be_dir });
        Ok(())
    }
}

/// A pattern that ends in the middle of an escape or a character class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPattern;

/// Whether `name` matches a shell pattern: `*` and `?` stop at `/`, `[a-z]` and `[^a-z]` are character
/// classes, `\` takes the next character as it is. Source: Go, path/filepath/match.go, `Match` on Unix.
pub fn filepath_match(pattern: &str, name: &str) -> Result<bool, BadPattern> {
    let mut pattern = pattern;
    let mut name = name;
    while !pattern.is_empty() {
        let (star, chunk, rest) = scan_chunk(pattern);
        pattern = rest;
        if star && chunk.is_empty() {
            // A trailing star matches the rest unless that has a slash.
            return Ok(!name.contains('/'));
        }
        // Without a star the chunk must match here; the last chunk must also use up the name.
        if let Some(left) = match_chunk(chunk, name)?.filter(|left| left.is_empty() || !pattern.is_empty()) {
            name = left;
            continue;
        }
        if star {
            let mut found = None;
            for (at, c) in name.char_indices() {
                if c == '/' {
                    break;
                }
                if let Some(left) = match_chunk(chunk, &name[at + c.len_utf8()..])? {
                    // The last chunk has to use up the name.
                    if pattern.is_empty() && !left.is_empty() {
                        continue;
                    }
                    found = Some(left);
                    break;
                }
            }
            if let Some(left) = found {
                name = left;
                continue;
            }
        }
        return Ok(false);
    }
    Ok(name.is_empty())
}

/// Splits off the next chunk: whether stars stand before it, the chunk up to the next star, the rest.
fn scan_chunk(pattern: &str) -> (bool, &str, &str) {
    let chunk = pattern.trim_start_matches('*');
    let star = chunk.len() < pattern.len();
    let mut in_class = false;
    let mut escaped = false;
    for (at, byte) in chunk.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'*' if !in_class => return (star, &chunk[..at], &chunk[at..]),
            _ => {}
        }
    }
    (star, chunk, "")
}

/// Matches a chunk without stars at the start of `name`; what is left of the name if it matches. A chunk is
/// read to its end even after a mismatch, so that a broken pattern is always found.
fn match_chunk<'n>(chunk: &str, name: &'n str) -> Result<Option<&'n str>, BadPattern> {
    let mut chunk = chunk.chars();
    let mut name = name.chars();
    let mut failed = false;
    while let Some(c) = chunk.next() {
        if !failed && name.as_str().is_empty() {
            failed = true;
        }
        match c {
            '[' => {
                let r = if failed { None } else { name.next() };
                failed |= !match_class(&mut chunk, r)?;
            }
            '?' => {
                if !failed {
                    failed = name.next() == Some('/');
                }
            }
            _ => {
                let literal = if c == '\\' { chunk.next().ok_or(BadPattern)? } else { c };
                if !failed {
                    failed = name.next() != Some(literal);
                }
            }
        }
    }
    Ok(if failed { None } else { Some(name.as_str()) })
}

/// Reads a character class after its `[` and says whether `r` is in it; no character never is.
fn match_class(chunk: &mut std::str::Chars<'_>, r: Option<char>) -> Result<bool, BadPattern> {
    let negated = chunk.as_str().starts_with('^');
    if negated {
        chunk.next();
    }
    let mut found = false;
    let mut ranges = 0;
    loop {
        if chunk.as_str().starts_with(']') && ranges > 0 {
            chunk.next();
            return Ok(r.is_some() && found != negated);
        }
        let lo = class_char(chunk)?;
        let hi = if chunk.as_str().starts_with('-') {
            chunk.next();
            class_char(chunk)?
        } else {
            lo
        };
        found |= r.is_some_and(|r| lo <= r && r <= hi);
        ranges += 1;
    }
}

/// One end of a range in a character class, which must not be the last thing in the pattern.
fn class_char(chunk: &mut std::str::Chars<'_>) -> Result<char, BadPattern> {
    let c = match chunk.next() {
        None | Some('-' | ']') => return Err(BadPattern),
        Some('\\') => chunk.next().ok_or(BadPattern)?,
        Some(c) => c,
    };
    if chunk.as_str().is_empty() { Err(BadPattern) } else { Ok(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations: Go 1.26, filepath.Match (its own test table among them).
    #[test]
    fn patterns_match_as_in_go() {
        let cases = [
            ("abc", "abc", Ok(true)),
            ("*", "abc", Ok(true)),
            ("*c", "abc", Ok(true)),
            ("a*", "a", Ok(true)),
            ("a*", "ab/c", Ok(false)),
            ("a*/b", "abc/b", Ok(true)),
            ("a*/b", "a/c/b", Ok(false)),
            ("a*b*c*d*e*/f", "axbxcxdxexxx/f", Ok(true)),
            ("a*b?c*x", "abxbbxdbxebxczzx", Ok(true)),
            ("a*b?c*x", "abxbbxdbxebxczzy", Ok(false)),
            ("ab[c]", "abc", Ok(true)),
            ("ab[e-g]", "abc", Ok(false)),
            ("ab[^c]", "abc", Ok(false)),
            ("ab[^e-g]", "abc", Ok(true)),
            ("a\\*b", "a*b", Ok(true)),
            ("a?b", "a☺b", Ok(true)),
            ("a[^a]b", "a☺b", Ok(true)),
            ("a???b", "a☺b", Ok(false)),
            ("[a-ζ]*", "α", Ok(true)),
            ("*[a-ζ]", "A", Ok(false)),
            ("a?b", "a/b", Ok(false)),
            ("a*b", "a/b", Ok(false)),
            ("[\\]a]", "]", Ok(true)),
            ("[x\\-]", "-", Ok(true)),
            ("[]a]", "]", Err(BadPattern)),
            ("[-]", "-", Err(BadPattern)),
            ("[x-]", "x", Err(BadPattern)),
            ("[a-b-c]", "a", Err(BadPattern)),
            ("[", "a", Err(BadPattern)),
            ("[^", "a", Err(BadPattern)),
            ("[^bc", "a", Err(BadPattern)),
            ("a[", "a", Err(BadPattern)),
            ("a[", "ab", Err(BadPattern)),
            ("a[", "x", Err(BadPattern)),
            ("a/b[", "x", Err(BadPattern)),
            ("*x", "xxx", Ok(true)),
            ("\\", "a", Err(BadPattern)),
        ];
        for (pattern, name, expected) in cases {
            assert_eq!(filepath_match(pattern, name), expected, "{pattern} {name}");
        }
    }

    // Expectations: Helm, pkg/ignore/rules_test.go, and `helm template` 4.3.1 for the negative rules.
    #[test]
    fn rules_are_those_of_helm() {
        let ignores = |rules: &str, path: &str, dir: bool| Rules::parse(rules).unwrap().ignores(path, dir);
        assert!(ignores("helm.txt", "a/helm.txt", false));
        assert!(!ignores("/helm.txt", "a/helm.txt", false));
        assert!(ignores("/helm.txt", "helm.txt", false));
        assert!(ignores("cargo/", "cargo", true) && !ignores("cargo/", "cargo", false));
        assert!(ignores("mast/", "a/mast", true));
        assert!(
            ignores("cargo/*.txt", "cargo/a.txt", false) && !ignores("cargo/*.txt", "x/cargo/a.txt", false)
        );
        assert!(ignores("# comment\r\n\n  ti?ler.txt  ", "tiller.txt", false));
        // A negative rule ignores whatever it does not match.
        assert!(ignores("!helm.txt", "other.txt", false) && !ignores("!helm.txt", "helm.txt", false));
        assert!(ignores("!cargo/", "cargo", false) && !ignores("!cargo/", "cargo", true));
        assert!(ignores("", "templates/.dotfile", false) && !ignores("", ".dotfile", false));
        assert!(ignores("\u{FEFF}a", "a", false));
        assert!(ignores("*.swp", "a/b.swp", false) && ignores("*.swp", ".swp", false));
        assert!(ignores("/*.swp", "b.swp", false) && !ignores("/*.swp", "a/b.swp", false));
        assert!(ignores("*", "a/b", false));
        assert_eq!(Rules::parse("a/**/b").unwrap_err(), "double-star (**) syntax is not supported");
        assert_eq!(Rules::parse("[").unwrap_err(), "syntax error in pattern");
        assert!(Rules::parse(&"x".repeat(MAX_LINE - 1)).is_ok());
        assert!(Rules::parse(&"x".repeat(MAX_LINE)).is_err());
    }
}
