//! Flags that several verbs share, in clap's terms.

use crate::golang::{csv, strconv, time};
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches, Command, Error, FromArgMatches};

/// Flags that decide what is rendered. Source: Helm, `helm template --help` of 3.22 and 4.3.
#[derive(Debug, Default, clap::Args)]
pub struct Render {
    /// Kubernetes versions and kinds that .Capabilities.APIVersions has besides the usual ones (comma list)
    #[arg(
        short = 'a',
        long,
        value_name = "VERSIONS",
        allow_hyphen_values = true,
        help_heading = "Kubernetes"
    )]
    pub api_versions: Vec<String>,
    /// Kubernetes version that .Capabilities.KubeVersion holds, and that manifests are checked against
    #[arg(
        long,
        value_name = "VERSION",
        allow_hyphen_values = true,
        help_heading = "Kubernetes",
        overrides_with = "kube_version"
    )]
    pub kube_version: Option<String>,
    /// Namespace of the release
    #[arg(short = 'n', long, allow_hyphen_values = true, overrides_with = "namespace")]
    pub namespace: Option<String>,
    /// Template that names the release
    #[arg(long, value_name = "TEMPLATE", allow_hyphen_values = true, overrides_with = "name_template")]
    pub name_template: Option<String>,
    /// Use Helm's generated name, release-name
    #[command(flatten)]
    pub switches: Switches,
    /// Values file, or - for standard input (comma list; later ones win)
    #[arg(short = 'f', long, value_name = "FILES", allow_hyphen_values = true, help_heading = "Values")]
    pub values: Vec<String>,
    /// Set values: key1=val1,key2=val2
    #[arg(long, value_name = "SETS", allow_hyphen_values = true, help_heading = "Values")]
    pub set: Vec<String>,
    /// Set values from files: key1=path1,key2=path2
    #[arg(long, value_name = "SETS", allow_hyphen_values = true, help_heading = "Values")]
    pub set_file: Vec<String>,
    /// Set JSON values: key1=jsonval1, or a whole JSON object
    #[arg(long, value_name = "SETS", allow_hyphen_values = true, help_heading = "Values")]
    pub set_json: Vec<String>,
    /// Set a literal string value
    #[arg(long, value_name = "SET", allow_hyphen_values = true, help_heading = "Values")]
    pub set_literal: Vec<String>,
    /// Set string values: key1=val1,key2=val2
    #[arg(long, value_name = "SETS", allow_hyphen_values = true, help_heading = "Values")]
    pub set_string: Vec<String>,
    /// Print only what these templates wrote
    #[arg(short = 's', long, value_name = "TEMPLATE", allow_hyphen_values = true, help_heading = "Output")]
    pub show_only: Vec<String>,
    /// Write files below this folder instead of standard output
    #[arg(
        long,
        value_name = "DIR",
        allow_hyphen_values = true,
        help_heading = "Output",
        overrides_with = "output_dir"
    )]
    pub output_dir: Option<String>,
    /// Program that reads all manifests on standard input and prints them changed
    #[arg(
        long,
        value_name = "PROGRAM",
        allow_hyphen_values = true,
        help_heading = "Output",
        overrides_with = "post_renderer"
    )]
    pub post_renderer: Option<String>,
    /// Argument of the post-renderer (repeatable)
    #[arg(long, value_name = "ARG", allow_hyphen_values = true, help_heading = "Output")]
    pub post_renderer_args: Vec<String>,
    /// Output format: helm (Helm's bytes), yaml-canonical or json (from the typed objects)
    #[arg(long, value_name = "FORMAT", help_heading = "Output", overrides_with = "output",
          value_parser = PossibleValuesParser::new(["helm", "yaml-canonical", "json"]))]
    pub output: Option<String>,
    /// Helm whose rules and bytes are wanted: 3 or 4
    #[arg(long, value_name = "MAJOR", help_heading = "Checks", overrides_with = "helm_compat",
          value_parser = PossibleValuesParser::new(["3", "4"]))]
    pub helm_compat: Option<String>,
    /// What a manifest that a kube-apiserver would refuse does: strict (exit 1, nothing printed), warn, off
    #[arg(long, value_name = "MODE", help_heading = "Checks", overrides_with = "validate",
          num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub validate: Option<String>,
    /// File or folder with CustomResourceDefinitions (repeatable)
    #[arg(long, value_name = "PATH", help_heading = "Checks")]
    pub crds: Vec<String>,
    /// What a custom resource without a definition is: skip or error
    #[arg(long, value_name = "WHAT", help_heading = "Checks", overrides_with = "missing_crd",
          value_parser = PossibleValuesParser::new(["skip", "error"]))]
    pub missing_crd: Option<String>,
    /// Make random values and the clock repeat
    #[arg(long, value_name = "N", help_heading = "Checks", overrides_with = "seed")]
    pub seed: Option<u64>,
    /// Folder outside of the chart into which its symbolic links may lead (repeatable)
    #[arg(long, value_name = "DIR", help_heading = "Checks")]
    pub allow_path: Vec<String>,
    /// Flags that are accepted for Helm's sake
    #[command(flatten)]
    pub helm: Accepted,
}

/// Which rules across documents are on, and how bad their findings are.
#[derive(Debug, Default, clap::Args)]
pub struct Rules {
    /// Make a finding of this rule an error (repeatable); pod-security is a group of rules, all is every rule
    #[arg(long, value_name = "RULE", help_heading = "Rules")]
    pub deny: Vec<String>,
    /// Turn this rule off (repeatable)
    #[arg(long, value_name = "RULE", help_heading = "Rules")]
    pub allow: Vec<String>,
    /// Hold pods against a level of the Pod Security Standards: baseline or restricted
    #[arg(long, value_name = "LEVEL", help_heading = "Rules", overrides_with = "pod_security",
          value_parser = PossibleValuesParser::new(["baseline", "restricted"]))]
    pub pod_security: Option<String>,
}

impl Rules {
    /// The first of the flags that was given.
    pub fn first(&self) -> Option<&'static str> {
        let given = [
            ("--deny", !self.deny.is_empty()),
            ("--allow", !self.allow.is_empty()),
            ("--pod-security", self.pod_security.is_some()),
        ];
        given.into_iter().find_map(|(flag, given)| given.then_some(flag))
    }
}

/// Where a report goes, and in what form.
#[derive(Debug, Default, clap::Args)]
pub struct Reporting {
    /// Form of the report: text, json, sarif (code scanning), junit (CI servers) or github (annotations)
    #[arg(long, value_name = "FORM", help_heading = "Checks", overrides_with = "report",
          value_parser = PossibleValuesParser::new(["text", "json", "sarif", "junit", "github"]))]
    pub report: Option<String>,
    /// Write the report to this file; people still get the text
    #[arg(long, value_name = "PATH", help_heading = "Checks", overrides_with = "report_file", value_parser = non_empty())]
    pub report_file: Option<String>,
}

/// A switch in pflag's grammar: `--flag`, `--flag=true`, `--flag=0`.
#[derive(Clone, Copy, Debug)]
struct Switch {
    long: &'static str,
    short: Option<char>,
    help: &'static str,
}

const fn switch(long: &'static str, short: Option<char>, help: &'static str) -> Switch {
    Switch { long, short, help }
}

const SWITCHES: &[Switch] = &[
    switch("generate-name", Some('g'), "Use Helm's generated name, release-name"),
    switch("include-crds", None, "Print the chart's custom resource definitions too"),
    switch("is-upgrade", None, "Set .Release.IsUpgrade instead of .Release.IsInstall"),
    switch("no-hooks", None, "Leave hooks out"),
    switch("skip-tests", None, "Leave test hooks out"),
    switch("skip-schema-validation", None, "Do not check values against values.schema.json"),
    switch("release-name", None, "Use the release's name in the path below --output-dir"),
    switch("debug", None, "Print YAML that does not parse"),
    switch("quiet", Some('q'), "Print no warnings"),
    switch("verbose", Some('v'), "Name the kinds that were not checked"),
];

/// The switches that are on.
#[derive(Debug, Default)]
pub struct Switches(Vec<&'static str>);

impl Switches {
    /// These switches on, the others off.
    pub fn of(names: &[&'static str]) -> Switches {
        Switches(names.to_vec())
    }

    /// Whether `--name` was given and not `=false`.
    pub fn on(&self, name: &str) -> bool {
        self.0.contains(&name)
    }
}

/// A flag with its letter, if it has one.
fn lettered(arg: Arg, short: Option<char>) -> Arg {
    match short {
        Some(short) => arg.short(short),
        None => arg,
    }
}

fn switch_arg(long: &'static str) -> Arg {
    Arg::new(long)
        .long(long)
        .action(ArgAction::Set)
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value("true")
        .value_parser(parse_bool)
        .hide_possible_values(true)
        .value_name("BOOL")
        .overrides_with(long)
}

/// Source: Go, strconv.ParseBool, through pflag.
fn parse_bool(text: &str) -> Result<bool, String> {
    strconv::parse_bool(text).map_err(|error| error.to_string())
}

impl clap::Args for Switches {
    fn augment_args(command: Command) -> Command {
        command.args(
            SWITCHES.iter().map(|switch| lettered(switch_arg(switch.long).help(switch.help), switch.short)),
        )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Switches::augment_args(command)
    }
}

impl FromArgMatches for Switches {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Switches, Error> {
        let on = |name: &&str| matches.get_one::<bool>(name).copied().unwrap_or_default();
        Ok(Switches(SWITCHES.iter().map(|switch| switch.long).filter(on).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Switches::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The type of a flag that Helm has and that means nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Switch,
    Text,
    /// A value that may be left out.
    Optional,
    /// `key=value,…`
    Pairs,
    Int,
    Float,
    Duration,
}

/// Flags of either Helm that concern a cluster, a download or a stored release. Giving one changes nothing.
const IGNORED: &[(&str, Option<char>, Kind)] = &[
    ("atomic", None, Kind::Switch),
    ("burst-limit", None, Kind::Int),
    ("ca-file", None, Kind::Text),
    ("cert-file", None, Kind::Text),
    ("color", None, Kind::Text),
    ("colour", None, Kind::Text),
    ("content-cache", None, Kind::Text),
    ("create-namespace", None, Kind::Switch),
    ("dependency-update", None, Kind::Switch),
    ("description", None, Kind::Text),
    ("devel", None, Kind::Switch),
    ("disable-openapi-validation", None, Kind::Switch),
    ("force", None, Kind::Switch),
    ("force-conflicts", None, Kind::Switch),
    ("force-replace", None, Kind::Switch),
    ("hide-notes", None, Kind::Switch),
    ("insecure-skip-tls-verify", None, Kind::Switch),
    ("key-file", None, Kind::Text),
    ("keyring", None, Kind::Text),
    ("kube-apiserver", None, Kind::Text),
    ("kube-as-group", None, Kind::Text),
    ("kube-as-user", None, Kind::Text),
    ("kube-ca-file", None, Kind::Text),
    ("kube-context", None, Kind::Text),
    ("kube-insecure-skip-tls-verify", None, Kind::Switch),
    ("kube-tls-server-name", None, Kind::Text),
    ("kube-token", None, Kind::Text),
    ("kubeconfig", None, Kind::Text),
    ("labels", Some('l'), Kind::Pairs),
    ("pass-credentials", None, Kind::Switch),
    ("password", None, Kind::Text),
    ("plain-http", None, Kind::Switch),
    ("qps", None, Kind::Float),
    ("registry-config", None, Kind::Text),
    ("render-subchart-notes", None, Kind::Switch),
    ("replace", None, Kind::Switch),
    ("repository-cache", None, Kind::Text),
    ("repository-config", None, Kind::Text),
    ("rollback-on-failure", None, Kind::Switch),
    ("server-side", None, Kind::Switch),
    ("skip-crds", None, Kind::Switch),
    ("take-ownership", None, Kind::Switch),
    ("timeout", None, Kind::Duration),
    ("username", None, Kind::Text),
    ("wait", None, Kind::Optional),
    ("wait-for-jobs", None, Kind::Switch),
];

/// Flags whose meaning needs a network or a cluster; [`plan`](crate::plan) says which of their values do.
const OUTSIDE: &[(&str, Kind)] = &[
    ("dry-run", Kind::Optional),
    ("enable-dns", Kind::Switch),
    ("repo", Kind::Text),
    ("verify", Kind::Switch),
];

/// What was given of Helm's other flags.
#[derive(Debug, Default)]
pub struct Accepted {
    /// The flags that were given, each with its last value.
    given: Vec<(&'static str, String)>,
}

impl Accepted {
    /// The last value of a flag; an optional one that was left out is [`UNSET`].
    pub fn value(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    /// Whether a switch was given and not `=false`.
    pub fn on(&self, name: &str) -> bool {
        self.value(name) == Some("true")
    }
}

/// Stands for a value that was left out. Source: Helm 4, pkg/cmd/template.go.
pub const UNSET: &str = "unset";

fn accepted_arg(long: &'static str, kind: Kind) -> Arg {
    if kind == Kind::Switch {
        return switch_arg(long).hide(true);
    }
    let arg = Arg::new(long).long(long).action(ArgAction::Append).allow_hyphen_values(true);
    let arg = match kind {
        Kind::Switch | Kind::Text => arg,
        Kind::Optional => arg.num_args(0..=1).require_equals(true).default_missing_value(UNSET),
        Kind::Pairs => arg.value_parser(parse_pairs),
        Kind::Int => arg.value_parser(|text: &str| checked(text, strconv::parse_int(text, 0))),
        Kind::Float => arg.value_parser(parse_float32),
        Kind::Duration => arg.value_parser(|text: &str| checked(text, time::parse_duration(text))),
    };
    arg.hide(true)
}

fn checked<T, E: ToString>(text: &str, read: Result<T, E>) -> Result<String, String> {
    read.map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// Source: pflag, float32.go: strconv.ParseFloat with 32 bits.
fn parse_float32(text: &str) -> Result<String, String> {
    let number = strconv::parse_float(text).map_err(|error| error.to_string())?;
    // What rounds up to two to the power of 128 is no float32 any more.
    #[allow(clippy::cast_possible_truncation, reason = "the rounding is what is asked for")]
    if number.is_finite() && (number as f32).is_infinite() {
        let quoted = strconv::quote(text);
        return Err(format!("strconv.ParseFloat: parsing {quoted}: value out of range"));
    }
    Ok(text.to_owned())
}

/// Source: pflag, string_to_string.go, `Set`.
fn parse_pairs(text: &str) -> Result<String, String> {
    let mut pairs = Vec::new();
    if text.matches('=').count() > 1 {
        csv::record(text, &mut pairs)?;
    } else {
        pairs.push(text.trim_matches('"').to_owned());
    }
    // A text without any `=` is named as it was typed.
    match pairs.iter().find(|pair| !pair.contains('=')) {
        Some(_) if !text.contains('=') => Err(format!("{text} must be formatted as key=value")),
        Some(pair) => Err(format!("{pair} must be formatted as key=value")),
        None => Ok(text.to_owned()),
    }
}

impl clap::Args for Accepted {
    fn augment_args(command: Command) -> Command {
        let ignored = IGNORED.iter().map(|(long, short, kind)| lettered(accepted_arg(long, *kind), *short));
        command.args(ignored).args(OUTSIDE.iter().map(|(long, kind)| accepted_arg(long, *kind)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Accepted::augment_args(command)
    }
}

impl FromArgMatches for Accepted {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Accepted, Error> {
        let flags = IGNORED.iter().map(|(long, _, kind)| (*long, *kind)).chain(OUTSIDE.iter().copied());
        let given = flags.filter_map(|(long, kind)| {
            let value = match kind {
                Kind::Switch => matches.get_one::<bool>(long)?.to_string(),
                _ => matches.get_many::<String>(long)?.next_back()?.clone(),
            };
            Some((long, value))
        });
        Ok(Accepted { given: given.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Accepted::from_arg_matches(matches)?;
        Ok(())
    }
}

/// A parser for a flag that must not be empty.
pub(super) fn non_empty() -> NonEmptyStringValueParser {
    NonEmptyStringValueParser::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_flag_is_listed_twice() {
        let mut names: Vec<&str> = SWITCHES.iter().map(|s| s.long).collect();
        names.extend(IGNORED.iter().map(|(long, ..)| *long));
        names.extend(OUTSIDE.iter().map(|(long, _)| *long));
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
