//! The verbs of GitOps: what is committed, what Argo CD calls, what a repository starts with.

use super::{Args, Usage, Verb, flags, read};
use clap::builder::PossibleValuesParser;
use clap::{CommandFactory, Parser};
use std::ffi::OsString;

/// Write rendered manifests into a repository, or check that those in it are fresh.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render snapshot", disable_version_flag = true, args_override_self = true)]
pub struct Snapshot {
    /// update writes what is stale and removes what is left over; check changes nothing and fails
    #[arg(value_parser = PossibleValuesParser::new(["update", "check"]))]
    pub what: String,
    /// The list of snapshots
    #[arg(value_name = "FILE", default_value = "snapshots.yaml")]
    pub file: String,
}

/// Be a config management plugin of Argo CD.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render argocd", disable_version_flag = true, args_override_self = true)]
pub struct Argocd {
    /// The call: generate prints manifests, parameters announces what can be set, discover tells whether the
    /// folder is for this plugin, plugin prints the plugin.yaml
    #[arg(value_parser = PossibleValuesParser::new(["generate", "parameters", "discover", "plugin"]))]
    pub what: String,
}

/// Write a working start for a repository of your own.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render init", disable_version_flag = true, args_override_self = true)]
pub struct Init {
    /// What to start with
    #[arg(value_parser = PossibleValuesParser::new(["argocd", "flux", "kustomize", "ci"]))]
    pub what: String,
    /// Folder of the repository
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: String,
    /// Name of the release
    #[arg(long, value_name = "NAME", default_value = "openclaw")]
    pub release: String,
    /// Namespace of the release
    #[arg(short = 'n', long, default_value = "openclaw")]
    pub namespace: String,
    /// URL of the repository, as Argo CD or Flux clones it
    #[arg(long, value_name = "URL", default_value = "https://git.example.com/team/openclaw.git")]
    pub repo_url: String,
    /// Folder inside the repository that holds what is applied
    #[arg(long, default_value = "openclaw")]
    pub path: String,
    /// Branch
    #[arg(long, default_value = "main")]
    pub branch: String,
    /// Replace files that are there
    #[arg(long)]
    pub force: bool,
}

/// Pack a chart's file:// dependencies into its folder charts, as helm dependency build does.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render dependency", disable_version_flag = true, args_override_self = true)]
pub struct Dependency {
    /// What to do
    #[arg(value_parser = PossibleValuesParser::new(["build"]))]
    pub what: String,
    /// Folder of the chart
    #[arg(value_name = "CHART", default_value = ".")]
    pub chart: String,
    /// Accepted for Helm's sake: there is no cache to refresh
    #[arg(long, hide = true)]
    pub skip_refresh: bool,
    /// Accepted for Helm's sake
    #[arg(long, hide = true)]
    pub debug: bool,
    /// Helm whose rules hold: 3 or 4
    #[arg(long, value_name = "MAJOR", value_parser = PossibleValuesParser::new(["3", "4"]))]
    pub helm_compat: Option<String>,
    /// Flags that are accepted for Helm's sake
    #[command(flatten)]
    pub helm: flags::Accepted,
}

pub(super) const SNAPSHOT: Verb = Verb {
    name: "snapshot",
    about: "Keep rendered manifests in a repository fresh",
    parse: |args| parse(args, Args::Snapshot),
    command: Snapshot::command,
};

pub(super) const ARGOCD: Verb = Verb {
    name: "argocd",
    about: "Be a config management plugin of Argo CD",
    parse: |args| parse(args, Args::Argocd),
    command: Argocd::command,
};

pub(super) const INIT: Verb = Verb {
    name: "init",
    about: "Write a start for Argo CD, Flux, kustomize or CI",
    parse: |args| parse(args, Args::Init),
    command: Init::command,
};

pub(super) const DEPENDENCY: Verb = Verb {
    name: "dependency",
    about: "Pack a chart's file:// dependencies",
    parse: |args| parse(args, Args::Dependency),
    command: Dependency::command,
};

fn parse<T: Parser>(args: &[OsString], make: fn(Box<T>) -> Args) -> Result<Args, Usage> {
    read(args).map(|parsed| make(Box::new(parsed)))
}

/// Helm's verbs that need a network or a cluster, and what to do instead. Programs that shell out to Helm show
/// this sentence to their users.
const ABSENT: &[(&[&str], &str)] = &[
    (
        &["pull", "fetch"],
        "this tool does not download charts; run `helm pull CHART --untar` and commit the folder \
         (kustomize: below chartHome)",
    ),
    (
        &["repo", "registry", "search", "push"],
        "this tool speaks to no repository and no registry; vendor the charts with Helm and commit them",
    ),
    (
        &["install", "upgrade", "uninstall", "rollback", "list", "status", "get", "history", "test"],
        "this tool does not touch a cluster; pipe what it prints into `kubectl apply -f -`",
    ),
];

/// The sentence for a verb that Helm has and this program cannot have.
pub(super) fn absent(word: &str) -> Option<String> {
    let (_, instead) = ABSENT.iter().find(|(words, _)| words.contains(&word))?;
    Some(format!("\"helm {word}\" is not available\n  hint: {instead}"))
}
