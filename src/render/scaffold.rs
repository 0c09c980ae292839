//! Plain minijinja, for the texts that stand around a chart: no Go, no Helm, nothing shared with a chart's
//! templates.

use crate::diag::Diagnostic;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, Value};
use std::collections::BTreeMap;

/// Fills a text's gaps. A name without a value is an error.
///
/// # Errors
/// Minijinja's sentence, with the text's name and line.
pub fn fill(name: &str, text: &str, values: &[(&str, &str)]) -> Result<String, Diagnostic> {
    let mut engine = Environment::empty();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    if let Ok(syntax) = SyntaxConfig::builder().keep_trailing_newline(true).build() {
        engine.set_syntax(syntax);
    }
    engine.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    let context: BTreeMap<&str, Value> =
        values.iter().map(|(key, value)| (*key, Value::from(*value))).collect();
    let context = Value::from(context);
    engine.render_named_str(name, text, context).map_err(|error| Diagnostic::new(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_a_missing_value_is_an_error() {
        assert_eq!(fill("a", "x: {{ x }}\n", &[("x", "1")]).unwrap(), "x: 1\n");
        assert!(fill("a", "{{ y }}", &[("x", "1")]).unwrap_err().to_string().contains("undefined"));
    }
}
