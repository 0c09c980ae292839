//! What Helm prints on standard error while it goes on: each Helm in its own words.

use crate::golang::strconv;
use crate::golang::unicode::is_print;
use crate::helm::Helm;
use std::fmt::Write;

/// The lines that the Helm which is spoken would have printed on standard error so far, in order.
#[derive(Debug, Default)]
pub struct Log {
    helm: Helm,
    /// Whole lines, without the line break.
    pub lines: Vec<String>,
}

/// How serious a line of Helm 4's log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `level=INFO`
    Info,
    /// `level=WARN`
    Warn,
    /// `level=ERROR`
    Error,
}

impl Log {
    /// An empty log in the words of `helm`.
    pub fn new(helm: Helm) -> Log {
        Log { helm, lines: Vec::new() }
    }

    /// Which Helm is spoken.
    pub fn helm(&self) -> Helm {
        self.helm
    }

    /// A line from a place where both Helms call Go's old `log.Printf`. Helm 3 puts the place in Helm's own
    /// source before it (`coalesce.go:237`); in Helm 4 the text arrives in the structured log.
    pub fn printf(&mut self, place: &str, text: &str) {
        match self.helm {
            Helm::V3 => self.lines.push(format!("{place}: {text}")),
            Helm::V4 => self.structured(Level::Info, text, &[]),
        }
    }

    /// A line of the structured log that only Helm 4 has. Source: Go, log/slog, `TextHandler`.
    pub fn structured(&mut self, level: Level, message: &str, attributes: &[(&str, &str)]) {
        let level = match level {
            Level::Info => "INFO",
            Level::Warn => "WARN",
            Level::Error => "ERROR",
        };
        let mut line = format!("level={level} msg={}", quoted(message));
        for (key, value) in attributes {
            // Writing to a string cannot fail.
            let _ = write!(line, " {key}={}", quoted(value));
        }
        self.lines.push(line);
    }
}

/// The text as `slog` writes it: quoted only where it could be misread. Source: Go, log/slog, `needsQuoting`.
fn quoted(text: &str) -> String {
    let plain = |c: char| match c {
        ' ' | '=' | '"' => false,
        _ => !c.is_whitespace() && is_print(c),
    };
    if !text.is_empty() && text.chars().all(plain) { text.to_owned() } else { strconv::quote(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations: lines that Helm 3.22.0 and 4.3.1 printed.
    #[test]
    fn each_helm_has_its_own_form() {
        let mut log = Log::new(Helm::V3);
        log.printf("coalesce.go:237", "warning: skipped value for a.sub.t: Not a table.");
        assert_eq!(log.lines, ["coalesce.go:237: warning: skipped value for a.sub.t: Not a table."]);
        let mut log = Log::new(Helm::V4);
        log.printf("coalesce.go:237", "warning: skipped value for a.sub.t: Not a table.");
        log.structured(Level::Warn, "returned non-bool value", &[("path", "sub.on"), ("chart", "a \"b\"")]);
        assert_eq!(
            log.lines,
            [
                "level=INFO msg=\"warning: skipped value for a.sub.t: Not a table.\"",
                "level=WARN msg=\"returned non-bool value\" path=sub.on chart=\"a \\\"b\\\"\"",
            ]
        );
    }
}
