//! Files that print nothing because their conditions are false: `{{ if .Values.x.enabled }}` around all that there is.
//!
//! Two of five programs of a public chart are of such files. A condition that only looks at values is answered from the
//! tree, so that no program is made of what it guards.

use super::bound::words;
use super::field::{Held, follow};
use crate::golang::strconv::unquote;
use crate::gotmpl::{Command, Expr, Node, Pipe, Tree};
use crate::helm::Helm;
use crate::value::Value;

/// What a file prints of which every condition is known to be false; nothing where one is true, fails, or takes more than
/// looking at values to be answered. `root` is the file's dot.
pub(super) fn output(tree: &Tree, root: &Value, helm: Helm) -> Option<String> {
    let guard = Guard { text: &tree.source.text, root, helm };
    let mut output = String::new();
    for node in tree.root.iter() {
        match node {
            Node::Text(span) => output.push_str(guard.text.get(span.range())?),
            Node::If(branches, None) => {
                let is_shut = |pipe: &Pipe| guard.pipe(pipe).is_some_and(|value| !value.is_true());
                branches.iter().all(|branch| is_shut(&branch.pipe)).then_some(())?;
            }
            _ => return None,
        }
    }
    Some(output)
}

struct Guard<'g> {
    text: &'g str,
    root: &'g Value,
    helm: Helm,
}

impl Guard<'_> {
    fn pipe(&self, pipe: &Pipe) -> Option<Value> {
        match &*pipe.cmds {
            [command] if pipe.decl.is_empty() => self.command(command),
            _ => None,
        }
    }

    /// Source: Go, text/template/funcs.go and exec.go: `and` and `or` end with the operand that decides, and look at no
    /// other one.
    fn command(&self, command: &Command) -> Option<Value> {
        let (function, operands) = match &*command.args {
            [word] => return self.word(word),
            [Expr::Identifier(function), operands @ ..] => (self.text.get(function.range())?, operands),
            _ => return None,
        };
        match (function, operands) {
            ("not", [operand]) => Some(Value::Bool(!self.word(operand)?.is_true())),
            ("and" | "or", [first, others @ ..]) => {
                let mut value = self.word(first)?;
                for other in others {
                    if value.is_true() == (function == "or") {
                        break;
                    }
                    value = self.word(other)?;
                }
                Some(value)
            }
            ("eq" | "ne", [a, b]) => match (self.word(a)?, self.word(b)?) {
                (Value::Str(a), Value::Str(b)) => Some(Value::Bool((a == b) == (function == "eq"))),
                _ => None,
            },
            _ => None,
        }
    }

    fn word(&self, word: &Expr) -> Option<Value> {
        let path = match word {
            Expr::Bool(_, value) => return Some(Value::Bool(*value)),
            Expr::Str(span) => {
                return unquote(self.text.get(span.range())?).ok().map(|text| Value::from(&*text));
            }
            Expr::Pipe(pipe) => return self.pipe(pipe),
            Expr::Field(_, span) => self.text.get(span.range())?,
            Expr::Variable(_, span) => self.text.get(span.range())?.strip_prefix('$')?,
            _ => return None,
        };
        follow(self.root.clone(), words(path.strip_prefix('.')?), Held::Concrete, self.helm).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gotmpl::{Source, parse};
    use crate::yaml;
    use std::sync::Arc;

    fn printed(text: &str) -> Option<String> {
        let root =
            yaml::parse("Values: {up: true, down: false, none: null, name: a, map: {down: 0}, empty: {}}");
        let source = Arc::new(Source { name: "x".into(), text: text.into() });
        let trees = parse(&source, &|_| true).unwrap();
        output(trees.last().unwrap(), &root.unwrap(), Helm::V4)
    }

    #[test]
    fn conditions_that_only_look_at_values_are_answered() {
        for shut in [
            ".Values.down",
            "$.Values.map.down",
            ".Values.none",
            ".Values.empty.x",
            "and .Values.up .Values.down .Values.none.x",
            "or .Values.down (not .Values.up)",
            "eq .Values.name \"b\"",
            "ne `a` .Values.name",
            "and (or .Values.up .Values.down) (and .Values.up .Values.down)",
            "false",
        ] {
            let text = format!("\n{{{{- if {shut} }}}}a: {{{{ .Values.up }}}}{{{{ end }}}}\n");
            assert_eq!(printed(&text).as_deref(), Some("\n"), "{shut}");
        }
        let chain =
            "{{ if .Values.down }}a{{ else if .Values.none }}b{{ end }}-{{ if .Values.down }}c{{ end }}.";
        assert_eq!(printed(chain).as_deref(), Some("-."));
    }

    #[test]
    fn all_else_is_left_to_the_program() {
        for open in [
            ".Values.up",
            ".Values.name",
            ".Values.none.x",
            ".Values.name.x",
            "and .Values.up .Values.none.x",
            "or .Values.down .Values.up",
            "eq .Values.up \"b\"",
            "eq .Values.name \"b\" \"a\"",
            "not .Values.down .Values.up",
            "$x := .Values.down",
            "include \"x\" .",
            ".Values.down | default false",
            "0",
        ] {
            let text = format!("{{{{ if {open} }}}}a{{{{ end }}}}");
            assert_eq!(printed(&text), None, "{open}");
        }
        for text in [
            "{{ if .Values.down }}a{{ else }}b{{ end }}",
            "{{ .Values.down }}",
            "{{ with .Values.down }}a{{ end }}",
        ] {
            assert_eq!(printed(text), None, "{text}");
        }
    }
}
