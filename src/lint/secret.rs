//! Secrets where everybody can read them: in ConfigMaps, in environments, in command lines.
//!
//! Source: kubernetes.io, concepts, security, secrets-good-practices. No message shows a value.

use super::objects::{Object, Render};
use super::rule::{Cx, Rule};
use crate::golang::base64;
use crate::validate::{At, Severity};
use std::collections::{BTreeMap, HashMap};

pub(super) static SECRET_VALUE: Rule = Rule {
    name: "secret-value",
    severity: Severity::Warning,
    summary: "the value of a Secret stands in a ConfigMap, an environment or a command line as well",
    why: "Rights to read Secrets are given to few, those to read workloads and ConfigMaps to many: dashboards, \
          bots and every `kubectl describe` show them.",
    mend: "Refer to the Secret: valueFrom.secretKeyRef for a variable, a mounted Secret for a file, `$(VARIABLE)` in \
           a command line.",
};

pub(super) static LITERAL_SECRET: Rule = Rule {
    name: "literal-secret",
    severity: Severity::Warning,
    summary: "a variable or a key of a ConfigMap that is called password, token or the like has a plain value",
    why: "The value is in the manifest, in the release's history, in Git if the manifest is, and on every screen \
          that shows the workload. If it is the chart's default, it is the same in every cluster.",
    mend: "Put it into a Secret and use valueFrom.secretKeyRef. If the value is none (a file, a name, a word of \
           documentation), allow the rule in a comment.",
};

/// Shortest value that is looked for: anything shorter is found by chance.
const SHORTEST: usize = 8;

/// Shortest value that counts as random for its letters and digits.
const SHORTEST_RANDOM: usize = 12;

/// A value of a Secret of the render.
struct Known<'r, 'a> {
    secret: &'r Object<'a>,
    key: &'a str,
    value: String,
}

/// A text that is no Secret's, and where it stands.
struct Public<'r, 'a> {
    object: &'r Object<'a>,
    at: At<'a>,
    text: &'a str,
    /// What it is called: the name of the variable, or the key. That of a command line is its container's.
    name: &'a str,
    what: &'static str,
}

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    let known = values(render);
    let starts = starts(&known);
    for public in texts(render) {
        if let Some(found) = candidates(&known, &starts, public.text).find(|known| known.stands_in(&public)) {
            let message = format!(
                "{} {} holds the value of {:?} of Secret {} ({})",
                public.what,
                public.name,
                found.key,
                found.secret.name,
                render.place(found.secret)
            );
            let hint = "refer to the Secret instead of repeating it";
            cx.report(&SECRET_VALUE, public.object, public.at, message, hint.to_owned());
        } else if public.is_sensitive() && is_literal(render, &public) {
            let message = format!("{} {} has a plain value", public.what, public.name);
            let hint = "put it into a Secret and refer to that";
            cx.report(&LITERAL_SECRET, public.object, public.at, message, hint.to_owned());
        }
    }
}

/// How the values of Secrets begin, and which ones do so, by their place in the list.
type Starts = HashMap<[u8; SHORTEST], Vec<usize>>;

/// So few values are looked for one by one.
const FEW: usize = 16;

/// The beginnings of many values: to look for each of them in each text takes minutes.
fn starts(known: &[Known<'_, '_>]) -> Starts {
    let mut starts = Starts::new();
    if known.len() <= FEW {
        return starts;
    }
    for (index, one) in known.iter().enumerate() {
        if let Some(start) = one.value.as_bytes().first_chunk() {
            starts.entry(*start).or_default().push(index);
        }
    }
    starts
}

/// The values that may stand in a text, in their order.
fn candidates<'k, 'r, 'a>(
    known: &'k [Known<'r, 'a>],
    starts: &Starts,
    text: &str,
) -> impl Iterator<Item = &'k Known<'r, 'a>> + use<'k, 'r, 'a> {
    let few = known.iter().take_while(|_| known.len() <= FEW);
    let mut found = BTreeMap::new();
    let windows = text.as_bytes().windows(SHORTEST).take_while(|_| !starts.is_empty());
    for start in windows.filter_map(|window| window.first_chunk()) {
        if let Some(places) = starts.get(start) {
            found.insert(*start, places);
        }
    }
    let mut places: Vec<usize> = found.into_values().flatten().copied().collect();
    places.sort_unstable();
    few.chain(places.into_iter().filter_map(|place| known.get(place)))
}

/// The values of the Secrets that are worth looking for.
fn values<'r, 'a>(render: &'r Render<'a>) -> Vec<Known<'r, 'a>> {
    let mut values = Vec::new();
    for secret in render.of_kind("", "Secret") {
        let mut add = |key, value: String| {
            let known = Known { secret, key, value };
            if known.is_secret() {
                values.push(known);
            }
        };
        for (key, value) in secret.root().get("stringData").entries() {
            add(key, value.str().to_owned());
        }
        for (key, value) in secret.root().get("data").entries() {
            let bytes = base64::decode(value.str().as_bytes()).unwrap_or_default();
            if let Ok(text) = String::from_utf8(bytes) {
                add(key, text);
            }
        }
    }
    values
}

impl Known<'_, '_> {
    /// Whether it is a secret in one word, and not a file, a name of a user or a host.
    fn is_secret(&self) -> bool {
        let one_word = self.value.bytes().all(|b| b.is_ascii_graphic());
        one_word && self.value.len() >= SHORTEST && (is_sensitive(self.key) || is_random(&self.value))
    }

    /// Whether a text is the value, or has it in it as a word. A value that could be a word or a name is only
    /// taken for the same where it is all of a text that is called a secret too.
    fn stands_in(&self, public: &Public<'_, '_>) -> bool {
        let text = public.text;
        if self.value.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_' | b'.')) {
            return text == self.value && public.is_sensitive();
        }
        text.match_indices(self.value.as_str()).any(|(at, _)| {
            let left = text.get(..at).and_then(|left| left.chars().next_back());
            let right = text.get(at + self.value.len()..).and_then(|right| right.chars().next());
            ![left, right].into_iter().flatten().any(char::is_alphanumeric)
        })
    }
}

impl Public<'_, '_> {
    /// Whether it is called a secret.
    fn is_sensitive(&self) -> bool {
        self.what != COMMAND_LINE && is_sensitive(self.name)
    }
}

/// What a command line is called in a message.
const COMMAND_LINE: &str = "the command line of container";

/// Whether a value looks as if chance had made it: one run of letters and digits.
fn is_random(value: &str) -> bool {
    value.len() >= SHORTEST_RANDOM
        && value.bytes().all(|b| b.is_ascii_alphanumeric())
        && value.bytes().any(|b| b.is_ascii_digit())
        && value.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The texts that many may read.
fn texts<'r, 'a>(render: &'r Render<'a>) -> Vec<Public<'r, 'a>> {
    let mut texts = Vec::new();
    for object in render.of_kind("", "ConfigMap") {
        for (name, at) in object.root().get("data").entries() {
            texts.push(Public { object, at, text: at.str(), name, what: "key" });
        }
    }
    for pods in &render.pods {
        let object = &pods.owner;
        for container in pods.containers() {
            for variable in container.get("env").items() {
                let at = variable.get("value");
                let name = variable.get("name").str();
                texts.push(Public { object, at, text: at.str(), name, what: "variable" });
            }
            let name = container.get("name").str();
            for at in ["command", "args"].into_iter().flat_map(|key| container.get(key).items()) {
                texts.push(Public {
                    object,
                    at,
                    text: at.str(),
                    name,
                    what: "the command line of container",
                });
            }
        }
    }
    texts.retain(|text| !text.text.is_empty());
    texts
}

/// Words that end the name of a secret.
const SENSITIVE: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pass",
    "pwd",
    "secret",
    "token",
    "apikey",
    "credential",
    "credentials",
];

/// Words before `key` that make it a secret; an access key is half of one.
const KEYS: &[&str] = &["api", "secret", "private", "encryption", "signing", "access", "master", "license"];

/// Whether a name is that of a secret by its last words: `DB_PASSWORD`, `apiKey`, `auth-token`, and neither
/// `PASSWORD_FILE` nor `TOKEN_TTL`.
fn is_sensitive(name: &str) -> bool {
    let words = words(name);
    match words.as_slice() {
        [.., before, last] if last == "key" => KEYS.contains(&before.as_str()),
        [.., last] => SENSITIVE.contains(&last.as_str()),
        [] => false,
    }
}

/// The words of a name, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && before.is_lowercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a value is one, and not where it is to be found: a file, a variable, the name of an object.
fn is_literal(render: &Render<'_>, public: &Public<'_, '_>) -> bool {
    let value = public.text;
    let is_template =
        ["$", "<", "%", "{"].iter().any(|start| value.starts_with(start)) || value.contains("$(");
    let is_word = value.parse::<f64>().is_ok() || WORDS.contains(&value.to_lowercase().as_str());
    let is_path = value.contains('/') || value.contains(char::is_whitespace);
    let is_object = || render.is_name(value);
    // What is called a token or a key may be the name of one; what is called a password is none.
    let is_name = value.contains('-')
        && value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let is_password = words(public.name).last().is_some_and(|last| last.starts_with("pass"));
    !is_template && !is_word && !is_path && (!is_name || is_password) && !is_object()
}

/// Words that are settings and no secrets.
const WORDS: &[&str] =
    &["true", "false", "yes", "no", "on", "off", "none", "null", "nil", "enabled", "disabled"];

#[cfg(test)]
mod tests {
    use super::{is_random, is_sensitive};

    #[test]
    fn the_last_words_say_what_a_name_is() {
        for name in
            ["DB_PASSWORD", "apiKey", "auth-token", "clientSecret", "AWS_SECRET_ACCESS_KEY", "REDIS_PASS"]
        {
            assert!(is_sensitive(name), "{name}");
        }
        for name in
            ["PASSWORD_FILE", "TOKEN_TTL", "KEY", "AWS_ACCESS_KEY_ID", "SECRET_NAME", "compass", "", "keys"]
        {
            assert!(!is_sensitive(name), "{name}");
        }
    }

    #[test]
    fn random_is_letters_and_digits() {
        assert!(is_random("hX82kd9QpL0z"));
        assert!(!is_random("hX82kd9QpL0"));
        for text in ["postgresql15.example.com", "administrator", "123456789012", "a b c d e f 1 2"] {
            assert!(!is_random(text), "{text}");
        }
    }
}
