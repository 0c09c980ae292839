//! Hooks: manifests that Helm runs at a moment of a release's life and prints after all others.

use crate::golang::{strconv, unicode};
use crate::helm::Helm;
use crate::value::Str;
use crate::yaml::Head;

/// What the annotations of a hook say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hook {
    /// The moments at which it runs.
    pub events: Vec<Event>,
    /// `helm.sh/hook-weight`; 0 where it is absent or no integer.
    pub weight: i64,
    /// `helm.sh/hook-delete-policy`, in lower case, unchecked as in Helm.
    pub delete_policies: Vec<Str>,
}

/// A moment of a release's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// `pre-install`
    PreInstall,
    /// `post-install`
    PostInstall,
    /// `pre-delete`
    PreDelete,
    /// `post-delete`
    PostDelete,
    /// `pre-upgrade`
    PreUpgrade,
    /// `post-upgrade`
    PostUpgrade,
    /// `pre-rollback`
    PreRollback,
    /// `post-rollback`
    PostRollback,
    /// `test`, and Helm 2's `test-success`.
    Test,
}

/// The annotation that makes a manifest a hook.
pub const HOOK: &str = "helm.sh/hook";
const WEIGHT: &str = "helm.sh/hook-weight";
const DELETE_POLICY: &str = "helm.sh/hook-delete-policy";

/// What a manifest is.
#[derive(Debug)]
pub enum Role {
    /// A plain manifest.
    Plain,
    /// A hook.
    Hook(Hook),
    /// A hook for a moment that Helm does not know: it is left out; the text is what Helm logs.
    Unknown(String),
}

/// Source: manifest_sorter.go, `(*manifestFile).sort`.
pub fn role(head: &Head<'_>, helm: Helm) -> Role {
    let Some(moments) = head.annotation(HOOK) else {
        return Role::Plain;
    };
    let mut events = Vec::new();
    for moment in words(moments) {
        match EVENTS.iter().find(|(name, _)| *name == moment) {
            Some((_, event)) => events.push(*event),
            None => return Role::Unknown(unknown_hook(moments, helm)),
        }
    }
    let weight = head.annotation(WEIGHT).and_then(atoi).unwrap_or(0);
    let delete_policies = head.annotation(DELETE_POLICY).map(|list| words(list).map(Str::from).collect());
    Role::Hook(Hook { events, weight, delete_policies: delete_policies.unwrap_or_default() })
}

impl Hook {
    /// Whether `--skip-tests` leaves it out.
    pub fn is_test(&self) -> bool {
        self.events.contains(&Event::Test)
    }
}

const EVENTS: &[(&str, Event)] = &[
    ("pre-install", Event::PreInstall),
    ("post-install", Event::PostInstall),
    ("pre-delete", Event::PreDelete),
    ("post-delete", Event::PostDelete),
    ("pre-upgrade", Event::PreUpgrade),
    ("post-upgrade", Event::PostUpgrade),
    ("pre-rollback", Event::PreRollback),
    ("post-rollback", Event::PostRollback),
    ("test", Event::Test),
    ("test-success", Event::Test),
];

/// The entries of a comma-separated annotation, trimmed and in lower case.
fn words(list: &str) -> impl Iterator<Item = String> {
    list.split(',').map(|word| word.trim().to_lowercase())
}

/// Go's `strconv.Atoi`, which allows a `+`.
fn atoi(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// The line that Helm logs to stderr, with the place in its own source that Helm 3 puts before it.
fn unknown_hook(moments: &str, helm: Helm) -> String {
    match helm {
        Helm::V3 => {
            format!("manifest_sorter.go:199: info: skipping unknown hook: {}", strconv::quote(moments))
        }
        Helm::V4 => format!("level=INFO msg=\"skipping unknown hooks\" hookTypes={}", slog_value(moments)),
    }
}

/// A string as Go's `slog.TextHandler` writes it: quoted where it could be misread.
fn slog_value(text: &str) -> String {
    let plain = |c: char| match c {
        ' ' | '=' | '"' => false,
        '\x00'..='\x1F' => false,
        '\u{FFFD}' => false,
        '\x21'..='\x7F' => true,
        c => !c.is_whitespace() && unicode::is_print(c),
    };
    if !text.is_empty() && text.chars().all(plain) { text.to_owned() } else { strconv::quote(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Metadata;

    fn head(annotations: &[(&'static str, &'static str)]) -> Head<'static> {
        let annotations = annotations.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let metadata = Some(Metadata { annotations, ..Metadata::default() });
        Head { metadata, ..Head::default() }
    }

    #[test]
    fn a_hook_is_read_from_its_annotations() {
        let head = head(&[
            (HOOK, " Pre-Install,test-success"),
            (WEIGHT, "-5"),
            (DELETE_POLICY, "A, before-hook-creation"),
        ]);
        let Role::Hook(hook) = role(&head, Helm::V4) else { panic!("no hook") };
        assert_eq!(hook.events, [Event::PreInstall, Event::Test]);
        assert_eq!((hook.weight, hook.is_test()), (-5, true));
        assert_eq!(hook.delete_policies, ["a".into(), "before-hook-creation".into()] as [Str; 2]);
    }

    /// The lines are those of the two binaries.
    #[test]
    fn an_unknown_hook_is_logged_in_the_words_of_each_helm() {
        let cases = [
            ("a", "\"a\"", "a"),
            ("pre-install, x", "\"pre-install, x\"", "\"pre-install, x\""),
            ("", "\"\"", "\"\""),
            ("a=\"b\"", "\"a=\\\"b\\\"\"", "\"a=\\\"b\\\"\""),
            ("a\\b", "\"a\\\\b\"", "a\\b"),
        ];
        for (moments, v3, v4) in cases {
            let head = head(&[(HOOK, moments)]);
            let line = |helm| match role(&head, helm) {
                Role::Unknown(line) => line,
                _ => String::new(),
            };
            assert_eq!(line(Helm::V3), format!("manifest_sorter.go:199: info: skipping unknown hook: {v3}"));
            assert_eq!(line(Helm::V4), format!("level=INFO msg=\"skipping unknown hooks\" hookTypes={v4}"));
        }
    }
}
