//! What stands around a chart in a repository of one's own: the files that `init` writes.

use crate::diag::Diagnostic;
use crate::manifest::File;
use crate::render;

/// The plugin's description, as its server reads it.
pub const PLUGIN: &str = include_str!("../templates/scaffold/argocd/plugin.yaml");

/// The places of a start that differ from repository to repository.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// Name of the release.
    pub release: &'a str,
    /// Its namespace.
    pub namespace: &'a str,
    /// Where the repository is cloned from.
    pub repo_url: &'a str,
    /// The folder inside it that is applied.
    pub path: &'a str,
    /// The branch.
    pub branch: &'a str,
}

/// A kind of start.
#[derive(Debug)]
pub struct Start {
    /// Its name.
    pub name: &'static str,
    /// Path in the repository and text of each file, both with gaps.
    files: &'static [(&'static str, &'static str)],
    /// Whether it has a list of snapshots, which is rendered right away.
    pub has_snapshots: bool,
}

macro_rules! files {
    ($($path:literal <- $source:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../templates/scaffold/", $source)))),*]
    };
}

/// The starts, by name.
pub const STARTS: &[Start] = &[
    Start {
        name: "argocd",
        has_snapshots: false,
        files: files![
            "argocd/application.yaml" <- "argocd/application.yaml.j2",
            "{{ path }}/openclaw-render.yaml" <- "argocd/openclaw-render.yaml.j2",
            "{{ path }}/values.yaml" <- "values.yaml.j2",
        ],
    },
    Start {
        name: "flux",
        has_snapshots: true,
        files: files![
            "flux/source.yaml" <- "flux/source.yaml.j2",
            "flux/kustomization.yaml" <- "flux/kustomization.yaml.j2",
            "snapshots.yaml" <- "snapshots.yaml.j2",
            "{{ path }}/values.yaml" <- "values.yaml.j2",
            "{{ path }}/namespace.yaml" <- "kustomize/namespace.yaml.j2",
            "{{ path }}/kustomization.yaml" <- "kustomize/kustomization.yaml.j2",
        ],
    },
    Start {
        name: "kustomize",
        has_snapshots: true,
        files: files![
            "snapshots.yaml" <- "snapshots.yaml.j2",
            "{{ path }}/values.yaml" <- "values.yaml.j2",
            "{{ path }}/namespace.yaml" <- "kustomize/namespace.yaml.j2",
            "{{ path }}/kustomization.yaml" <- "kustomize/kustomization.yaml.j2",
        ],
    },
    Start {
        name: "ci",
        has_snapshots: true,
        files: files![
            ".github/workflows/manifests.yaml" <- "ci/workflow.yaml.j2",
            ".pre-commit-config.yaml" <- "ci/pre-commit.yaml.j2",
            "snapshots.yaml" <- "snapshots.yaml.j2",
            "{{ path }}/values.yaml" <- "values.yaml.j2",
        ],
    },
];

/// The files of a start, with paths inside the repository.
///
/// # Errors
/// For an answer that is no name, path or URL, so that it cannot change what a file means.
pub fn files(start: &Start, answers: &Answers<'_>) -> Result<Vec<File>, Diagnostic> {
    let checked = [
        ("release", answers.release, "", Some(53)),
        ("namespace", answers.namespace, "", Some(63)),
        ("path", answers.path, "./_", None),
        ("branch", answers.branch, "./_", None),
        ("repo-url", answers.repo_url, "./_:@~", None),
    ];
    for (name, text, extra, longest) in checked {
        check(name, text, extra, longest)?;
    }
    let path = answers.path.trim_start_matches("./").trim_end_matches('/');
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err(Diagnostic::new(format!("--path {path:?}: want a folder inside the repository")));
    }
    let values = [
        ("release", answers.release),
        ("namespace", answers.namespace),
        ("repo_url", answers.repo_url),
        ("path", path),
        ("branch", answers.branch),
        ("version", env!("CARGO_PKG_VERSION")),
    ];
    let fill = |(place, text): &(&str, &str)| {
        let name = render::fill("path", place, &values)?;
        let text = render::fill(&name, text, &values)?;
        Ok(File { name: name.into(), text: text.into() })
    };
    start.files.iter().map(fill).collect()
}

fn check(name: &str, text: &str, extra: &str, longest: Option<usize>) -> Result<(), Diagnostic> {
    // Without more characters it is the name of an object: lower case, and letters or digits at both ends.
    let strict = extra.is_empty();
    let letter =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || (!strict && c.is_ascii_uppercase());
    let fits = text.chars().all(|c| letter(c) || c == '-' || extra.contains(c))
        && (!strict || (text.starts_with(letter) && text.ends_with(letter)))
        && !text.is_empty()
        && !text.starts_with('-')
        && longest.is_none_or(|longest| text.len() <= longest);
    if fits {
        return Ok(());
    }
    let want = if strict { "lower-case letters, digits and dashes" } else { "letters, digits and -./_" };
    let most = longest.map(|longest| format!(", at most {longest}")).unwrap_or_default();
    Err(Diagnostic::new(format!("--{name} {text:?}: want {want}{most}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Answers<'static> = Answers {
        release: "claw",
        namespace: "team",
        repo_url: "https://git.example.com/team/claw.git",
        path: "deploy/claw",
        branch: "feature/k8s",
    };

    #[test]
    fn every_start_is_filled() {
        for start in STARTS {
            let files = files(start, &GOOD).unwrap();
            assert!(files.iter().all(|file| !file.name.contains("{{")), "{}", start.name);
            assert!(files.iter().any(|file| file.text.contains("claw")), "{}", start.name);
        }
    }

    #[test]
    fn an_answer_cannot_change_what_a_file_means() {
        let bad = [
            Answers { release: "a: b", ..GOOD },
            Answers { release: "A", ..GOOD },
            Answers { release: "", ..GOOD },
            Answers { release: &"a".repeat(54), ..GOOD },
            Answers { namespace: "a\nb: c", ..GOOD },
            Answers { namespace: "-a", ..GOOD },
            Answers { path: "../out", ..GOOD },
            Answers { path: "/etc", ..GOOD },
            Answers { path: "a b", ..GOOD },
            Answers { branch: "x\"", ..GOOD },
            Answers { branch: "--force", ..GOOD },
            Answers { repo_url: "https://x/{{ y }}", ..GOOD },
        ];
        for answers in bad {
            assert!(files(&STARTS[0], &answers).is_err(), "{answers:?}");
        }
        assert!(files(&STARTS[0], &Answers { release: &"a".repeat(53), ..GOOD }).is_ok());
    }
}
