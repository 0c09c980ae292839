//! The command line as it was typed: clap types, no opinion, no I/O. [`plan`](crate::plan) gives it a meaning.
//!
//! Every verb is a parser of its own, so that a run only builds the flags that it can use. The grammar is
//! that of pflag, which Helm uses: `--flag=false` for a switch, `-nfoo`, flags anywhere between the words,
//! comma lists for some flags and not for others; and so are the sentences of usage errors.

mod flags;
mod gitops;
mod pflag;

pub use flags::{Accepted, Render, Reporting, Rules, Switches, UNSET};
pub use gitops::{Argocd, Dependency, Init, Snapshot};

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, CommandFactory, Parser};
use std::ffi::OsString;

/// What was asked for.
#[derive(Debug)]
pub enum Args {
    /// `openclaw-render [flags]`: the built-in chart.
    Builtin(Box<Builtin>),
    /// `template`
    Template(Box<Template>),
    /// `lint`
    Lint(Box<Lint>),
    /// `validate`
    Validate(Box<Validate>),
    /// `compile`
    Compile(Box<Compile>),
    /// `show`
    Show(Box<Show>),
    /// `snapshot`
    Snapshot(Box<Snapshot>),
    /// `argocd`
    Argocd(Box<Argocd>),
    /// `init`
    Init(Box<Init>),
    /// `dependency`
    Dependency(Box<Dependency>),
    /// `version`
    Version(Box<Version>),
    /// `completion`
    Completion(Box<Completion>),
    /// `man`
    Man(Box<Man>),
}

/// Renders Helm charts without Helm: the OpenClaw chart that is built in, or any other.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render", version, disable_help_subcommand = true, args_override_self = true)]
pub struct Builtin {
    /// Name of the release
    #[arg(long, value_name = "NAME", overrides_with = "name")]
    pub name: Option<String>,
    /// What is rendered, and how
    #[command(flatten)]
    pub render: Render,
    /// Where the report goes
    #[command(flatten)]
    pub reporting: Reporting,
    #[arg(hide = true)]
    words: Vec<String>,
}

/// Render a chart, as helm template does.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render template", disable_version_flag = true, args_override_self = true)]
pub struct Template {
    /// The release's name, if two are given, and the chart: a folder or a .tgz
    #[arg(value_name = "[NAME] CHART")]
    pub words: Vec<String>,
    /// What is rendered, and how
    #[command(flatten)]
    pub render: Render,
    /// Where the report goes
    #[command(flatten)]
    pub reporting: Reporting,
    /// Version of a chart to download; a local chart has the one it has
    #[arg(long, value_name = "VERSION", hide = true, allow_hyphen_values = true)]
    pub version: Vec<String>,
}

/// Render a chart and report what would hurt.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render lint", disable_version_flag = true, args_override_self = true)]
pub struct Lint {
    /// The release's name, if two are given, and the chart; the built-in one if none is given
    #[arg(value_name = "[NAME] CHART")]
    pub words: Vec<String>,
    /// What is rendered, and how
    #[command(flatten)]
    pub render: Render,
    /// What is looked for
    #[command(flatten)]
    pub rules: Rules,
    /// Where the report goes
    #[command(flatten)]
    pub reporting: Reporting,
    /// Say why a rule is there and how to mend what it finds; `all` lists the rules
    #[arg(long, value_name = "RULE", help_heading = "Rules", overrides_with = "explain")]
    pub explain: Option<String>,
}

/// Check manifests as a kube-apiserver would, without one.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render validate", args_override_self = true)]
pub struct Validate {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Kubernetes version to check against
    #[arg(long, value_name = "VERSION")]
    pub kube_version: Option<String>,
    /// File or folder with CustomResourceDefinitions (repeatable)
    #[arg(long, value_name = "PATH")]
    pub crds: Vec<String>,
    /// What a custom resource without a definition is: skip or error
    #[arg(long, value_name = "WHAT", value_parser = PossibleValuesParser::new(["skip", "error"]))]
    pub missing_crd: Option<String>,
    /// The cluster gives services addresses of both families
    #[arg(long)]
    pub dual_stack: bool,
    /// Apply the rules of lint too, across all of the manifests
    #[arg(long)]
    pub lint: bool,
    /// What --lint looks for
    #[command(flatten)]
    pub rules: Rules,
    /// Name the kinds that were skipped
    #[arg(short = 'v', long)]
    pub verbose: bool,
    /// Where the report goes
    #[command(flatten)]
    pub reporting: Reporting,
}

/// Print a chart's templates as the minijinja programs that they are compiled to.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render compile", args_override_self = true)]
pub struct Compile {
    /// The chart; the built-in one if none is given
    #[arg(value_name = "CHART")]
    pub chart: Option<String>,
    /// Only these templates, by their path inside the chart
    #[arg(short = 's', long, value_name = "TEMPLATE")]
    pub show_only: Vec<String>,
    /// Write one file for each template below this folder
    #[arg(long, value_name = "DIR", value_parser = flags::non_empty())]
    pub output_dir: Option<String>,
    /// Helm whose functions the templates may use: 3 or 4
    #[arg(long, value_name = "MAJOR", value_parser = PossibleValuesParser::new(["3", "4"]))]
    pub helm_compat: Option<String>,
}

/// Print a chart's values, metadata or notes.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render show", disable_version_flag = true, args_override_self = true)]
pub struct Show {
    /// What to print
    #[arg(value_parser = PossibleValuesParser::new(["values", "chart", "notes"]))]
    pub what: String,
    /// The chart; the built-in one if none is given
    #[arg(value_name = "CHART")]
    pub chart: Option<String>,
    /// For the notes: name of the release
    #[arg(long, value_name = "NAME", overrides_with = "name")]
    pub name: Option<String>,
    /// For the notes: what is rendered, and how
    #[command(flatten)]
    pub render: Render,
}

/// Print the version.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render version", disable_version_flag = true, args_override_self = true)]
pub struct Version {
    /// The client's version, as Helm 2 and 3 know it: answers as Helm 3
    #[arg(short = 'c', long)]
    pub client: bool,
    /// Only the version of the Helm that is spoken
    #[arg(long)]
    pub short: bool,
    /// Helm that is spoken: 3 or 4
    #[arg(long, value_name = "MAJOR", value_parser = PossibleValuesParser::new(["3", "4"]))]
    pub helm_compat: Option<String>,
}

/// Print a completion script.
#[derive(Debug, Parser)]
#[command(name = "openclaw-render completion", args_override_self = true)]
pub struct Completion {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Print the manual page, in roff.
#[derive(Debug, Default, Parser)]
#[command(name = "openclaw-render man", args_override_self = true)]
pub struct Man {}

/// A verb of the command line: its name, its one line of help, and how it is parsed.
pub struct Verb {
    /// The word.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    parse: fn(&[OsString]) -> Result<Args, Usage>,
    /// Its clap command, for help, manual page and completions.
    pub command: fn() -> clap::Command,
}

/// The verbs in the order of the help.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "template",
        about: "Render a chart, as helm template does",
        parse: template,
        command: Template::command,
    },
    Verb {
        name: "lint",
        about: "Render a chart and report what would hurt",
        parse: lint,
        command: Lint::command,
    },
    Verb {
        name: "validate",
        about: "Check manifests as a kube-apiserver would",
        parse: validate,
        command: Validate::command,
    },
    Verb {
        name: "compile",
        about: "Print a chart's templates as minijinja programs",
        parse: compile,
        command: Compile::command,
    },
    Verb {
        name: "show",
        about: "Print a chart's values, metadata or notes",
        parse: show,
        command: Show::command,
    },
    gitops::SNAPSHOT,
    gitops::ARGOCD,
    gitops::INIT,
    gitops::DEPENDENCY,
    Verb { name: "version", about: "Print the version", parse: version, command: Version::command },
    Verb {
        name: "completion",
        about: "Print a completion script for a shell",
        parse: completion,
        command: Completion::command,
    },
    Verb { name: "man", about: "Print the manual page", parse: man, command: Man::command },
];

/// Why no [`Args`] came of the command line.
#[derive(Debug)]
pub enum Usage {
    /// Help or a version was asked for: to standard output, exit status 0.
    Help(String),
    /// The line is wrong: to standard error, exit status 1.
    Wrong(String),
}

/// Parses the arguments after the program's name.
///
/// # Errors
/// Help, or a sentence in pflag's words about the first fault.
pub fn parse(args: &[OsString]) -> Result<Args, Usage> {
    let word = args.first().and_then(|arg| arg.to_str()).unwrap_or_default();
    if let Some(verb) = VERBS.iter().find(|verb| verb.name == word) {
        return (verb.parse)(&args[1..]);
    }
    // `openclaw-render -n team template …`: global flags may stand before the verb, as with Helm.
    if word.starts_with('-')
        && args.iter().any(|arg| VERBS.iter().any(|verb| arg == verb.name))
        && let Some(at) = verb_after_flags(args)
        && let Some(verb) = args.get(at).and_then(|arg| VERBS.iter().find(|verb| arg == verb.name))
    {
        let mut rest = args[..at].to_vec();
        rest.extend_from_slice(&args[at + 1..]);
        return (verb.parse)(&rest);
    }
    if let Some(message) = gitops::absent(word) {
        return Err(Usage::Wrong(message));
    }
    let builtin: Builtin = read(args)?;
    match builtin.words.first() {
        Some(word) if word == "help" => Err(Usage::Help(help())),
        Some(word) => Err(Usage::Wrong(unknown_command(word))),
        None => Ok(Args::Builtin(Box::new(builtin))),
    }
}

/// Where the first word stands that is neither a flag nor the value of one.
fn verb_after_flags(args: &[OsString]) -> Option<usize> {
    let command = Builtin::command();
    let takes_value = |flag: &str| {
        command.get_arguments().any(|arg| {
            let named = flag.strip_prefix("--").map_or_else(
                || flag.len() == 2 && arg.get_short() == flag.chars().nth(1),
                |long| arg.get_long() == Some(long),
            );
            named
                && matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
                && !arg.is_require_equals_set()
        })
    };
    let mut i = 0;
    while let Some(arg) = args.get(i).and_then(|arg| arg.to_str()) {
        match arg {
            "--" => return None,
            flag if flag.starts_with('-') => i += if takes_value(flag) { 2 } else { 1 },
            _ => return Some(i),
        }
    }
    None
}

fn unknown_command(word: &str) -> String {
    let mut message = format!("unknown command \"{word}\" for \"openclaw-render\"");
    let near = VERBS.iter().map(|verb| verb.name).filter(|name| is_near(word, name)).collect::<Vec<_>>();
    if !near.is_empty() {
        message.push_str("\n\nDid you mean this?\n");
        near.iter().for_each(|name| message.push_str(&format!("\t{name}\n")));
    }
    message.push_str("\n\nRun 'openclaw-render --help' for usage.");
    message.replace("\n\n\n", "\n\n")
}

/// Whether a mistyped word can have meant `name`. Source: cobra, command.go, `SuggestionsFor`.
fn is_near(word: &str, name: &str) -> bool {
    name.starts_with(&word.to_lowercase()) || edit_distance(word, name) <= 2
}

/// Levenshtein distance in characters.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The help of the program itself.
pub fn help() -> String {
    let mut command = Builtin::command();
    let mut text = command.render_long_help().to_string();
    text.push_str("\nCommands:\n");
    for verb in VERBS {
        text.push_str(&format!("  {:<12}{}\n", verb.name, verb.about));
    }
    text.push_str("\nRun 'openclaw-render COMMAND --help' for the flags of a command.\n");
    text
}

fn read<T: Parser>(args: &[OsString]) -> Result<T, Usage> {
    let command = T::command().no_binary_name(true).infer_long_args(false);
    let typed = pflag::normal(&command, args);
    let matches = match (command.try_get_matches_from(&typed.args), typed.fault) {
        (Ok(matches), None) => matches,
        (Err(error), None) => return Err(usage::<T>(&error, args)),
        // A value that is wrong stands before the fault: pflag would not have come that far.
        (Err(error), Some(_)) if is_value(&error) => return Err(usage::<T>(&error, args)),
        (_, Some(fault)) => return Err(Usage::Wrong(fault)),
    };
    T::from_arg_matches(&matches).map_err(|error| usage::<T>(&error, args))
}

fn is_value(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation)
}

/// pflag's sentence for what clap found.
fn usage<T: Parser>(error: &clap::Error, args: &[OsString]) -> Usage {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        _ => String::new(),
    };
    // clap names an argument with its placeholder: `--set <SET>`.
    let arg = context(ContextKind::InvalidArg);
    let flag = arg.split([' ', '=', '[']).next().unwrap_or_default().to_owned();
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let asked_of_program = args.iter().all(|arg| arg.to_str().is_none_or(|arg| arg.starts_with('-')));
            let text = error.to_string();
            Usage::Help(if asked_of_program && text.contains("[OPTIONS]\n") { help() } else { text })
        }
        ErrorKind::UnknownArgument if arg.starts_with("--") => {
            Usage::Wrong(suggest(format!("unknown flag: {flag}"), error))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            let cause = std::error::Error::source(error).map_or_else(
                || match error.get(ContextKind::ValidValue) {
                    Some(ContextValue::Strings(valid)) if !valid.is_empty() => {
                        format!("want one of {}", valid.join(", "))
                    }
                    _ if value.is_empty() => "want a value".to_owned(),
                    _ => "invalid value".to_owned(),
                },
                ToString::to_string,
            );
            let command = T::command();
            let named = command.get_arguments().find(|arg| arg.get_long() == flag.strip_prefix("--"));
            Usage::Wrong(named.map_or_else(
                || format!("invalid argument {} for {flag}: {cause}", crate::golang::strconv::quote(&value)),
                |arg| pflag::invalid(arg, &value, &cause),
            ))
        }
        _ => Usage::Wrong(error.to_string().trim_start_matches("error: ").trim_end().to_owned()),
    }
}

fn suggest(message: String, error: &clap::Error) -> String {
    match error.get(ContextKind::SuggestedArg) {
        Some(ContextValue::String(near)) => format!("{message}\n\nDid you mean {near}?"),
        _ => message,
    }
}

fn template(args: &[OsString]) -> Result<Args, Usage> {
    read(args).map(|parsed| Args::Template(Box::new(parsed)))
}

fn lint(args: &[OsString]) -> Result<Args, Usage> {
    read(args).map(|parsed| Args::Lint(Box::new(parsed)))
}

fn validate(args: &[OsString]) -> Result<Args, Usage> {
    read(args).map(|parsed| Args::Validate(Box::new(parsed)))
}

fn compile(args: &[OsString]) -> Result<Args, Usage> {
    read(args).map(|parsed| Args::Compile(Box::new(parsed)))
}

fn show(args: &[OsString]) -> Result<Args, Usage> {
    read(args).map(|parsed| Args::Show(Box::new(parsed)))
}

fn version(args: &[OsString]) -> Result<Args, Usage> {
    read(args).map(|parsed| Args::Version(Box::new(parsed)))
}

fn completion(args: &[OsString]) -> Result<Args, Usage> {
    read(args).map(|parsed| Args::Completion(Box::new(parsed)))
}

fn man(args: &[OsString]) -> Result<Args, Usage> {
    read(args).map(|parsed| Args::Man(Box::new(parsed)))
}
