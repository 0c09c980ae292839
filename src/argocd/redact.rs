//! What must not be told: Argo CD shows a plugin's standard error to everyone who may see the application.

use crate::golang::{base64, strconv};
use crate::value::{Value, string_bytes, string_from_bytes};

/// What stands in the place of a secret.
pub const REDACTED: &str = "[redacted]";

/// Shortest text that is hidden: shorter ones would be found in every word.
pub const MIN_LENGTH: usize = 4;

/// Parts of a name that say that its value is secret.
const WORDS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "token",
    "secret",
    "apikey",
    "api_key",
    "api-key",
    "credential",
    "dsn",
    "connectionstring",
    "auth",
];

/// Whether a key, a parameter or a variable of this name holds something secret.
pub fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    WORDS.iter().any(|word| name.contains(word)) || name.ends_with("key")
}

/// The texts that are hidden, longest first.
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    texts: Vec<String>,
}

impl Redactor {
    /// Hides a text in all the forms in which a message may quote it.
    pub fn add(&mut self, text: &str) {
        let quoted = strconv::quote(text);
        let json = crate::json::encode(&Value::from(text)).unwrap_or_default();
        let inner = |text: &str| {
            let open = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            open.unwrap_or(text).to_owned()
        };
        let encoded = base64::encode(&string_bytes(text));
        let lines = text.lines().map(|line| line.trim().to_owned());
        let forms = [text.to_owned(), inner(&quoted), inner(&json), encoded].into_iter().chain(lines);
        let long: Vec<String> = forms.filter(|form| form.chars().count() >= MIN_LENGTH).collect();
        for form in long {
            if !self.texts.contains(&form) {
                self.texts.push(form);
            }
        }
        self.texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    }

    /// Hides what stands below secret names, and the values of Secrets.
    pub fn add_tree(&mut self, value: &Value) {
        self.walk(value, false);
    }

    /// Hides the values of secret names in a text that may be no YAML at all, line by line.
    pub fn add_lines(&mut self, text: &str) {
        for line in text.lines() {
            let Some((name, value)) = line.split_once([':', '=']) else { continue };
            if is_secret(name) {
                self.add(value.trim().trim_matches(['"', '\'']));
            }
        }
    }

    fn walk(&mut self, value: &Value, secret: bool) {
        match value {
            Value::Map(map) => {
                let map = map.snapshot();
                let text = |key: &str| map.get(key).and_then(Value::as_str);
                let is_object = text("kind") == Some("Secret");
                // An entry of `env` has its name beside its value.
                let named = text("name").is_some_and(is_secret);
                for (key, inner) in map.iter() {
                    let hidden = secret
                        || is_secret(key)
                        || (is_object && matches!(&**key, "data" | "stringData"))
                        || (named && &**key == "value");
                    if is_object && &**key == "data" {
                        self.add_decoded(inner);
                    }
                    self.walk(inner, hidden);
                }
            }
            Value::List(list) => list.items.iter().for_each(|item| self.walk(item, secret)),
            Value::Str(text) if secret => self.add(text),
            Value::Int(_) | Value::Int64(_) | Value::Float(_) if secret => {
                self.add(&crate::json::encode(value).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn add_decoded(&mut self, data: &Value) {
        let Value::Map(map) = data else { return };
        for value in map.snapshot().values() {
            let Some(text) = value.as_str() else { continue };
            if let Ok(bytes) = base64::decode(&string_bytes(text)) {
                self.add(&string_from_bytes(&bytes));
            }
        }
    }

    /// The text without what must not be told.
    pub fn redact(&self, text: &str) -> String {
        self.texts.iter().fold(text.to_owned(), |text, secret| text.replace(secret, REDACTED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_hidden_in_every_form() {
        let mut redactor = Redactor::default();
        let values = "secret: {stringData: {X: 'hunter2 \"q\"'}}\nimage: nginx\n\
                      env: [{name: DB_PASSWORD, value: s3cr3t}, {name: LOG, value: debug}]\n\
                      tls: {key: \"-----BEGIN-----\\nabcdefgh\"}\npin: 1\ntoken: 12345\nauthToken: ab\n";
        redactor.add_tree(&crate::yaml::parse(values).unwrap());
        let said = redactor.redact(
            "hunter2 \"q\", hunter2 \\\"q\\\", aHVudGVyMiAicSI=, s3cr3t, debug, nginx, abcdefgh, 12345, ab",
        );
        let r = REDACTED;
        assert_eq!(said, format!("{r}, {r}, {r}, {r}, debug, nginx, {r}, {r}, ab"));
    }

    #[test]
    fn the_shortest_hidden_text() {
        let mut redactor = Redactor::default();
        redactor.add(&"x".repeat(MIN_LENGTH - 1));
        redactor.add(&"y".repeat(MIN_LENGTH));
        assert_eq!(redactor.redact("xxx yyyy"), format!("xxx {REDACTED}"));
    }

    #[test]
    fn text_that_is_no_yaml_hides_too() {
        let mut redactor = Redactor::default();
        redactor.add_lines("a: [\npassword: 'open sesame'\nAPI_TOKEN=xyzzy\n");
        assert_eq!(redactor.redact("open sesame xyzzy"), format!("{REDACTED} {REDACTED}"));
    }
}
