//! The command line as it was meant: one checked request, in which nothing is left to parse.
//!
//! After this no code sees the spelling of a flag. The environment is asked here and nowhere later.

use crate::args::{Accepted, Render, Reporting, UNSET};
use crate::diag::Diagnostic;
use crate::golang::csv;
use crate::golang::strconv::quote;
use crate::helm::Helm;
use crate::log::{Level, Log};
use crate::world::World;
use std::path::PathBuf;

/// What is to be rendered, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Which Helm is spoken.
    pub helm: Helm,
    /// Where the chart is.
    pub chart: ChartRef,
    /// The release as the templates see it.
    pub release: Release,
    /// `--kube-version`, as typed.
    pub kube_version: Option<String>,
    /// `--api-versions`, taken apart.
    pub api_versions: Vec<String>,
    /// What is laid over the chart's values.
    pub overrides: Overrides,
    /// What of the output is wanted.
    pub select: Select,
    /// Where the output goes, and in what form.
    pub output: Output,
    /// What becomes of a manifest that a kube-apiserver would refuse.
    pub validate: Validate,
    /// `--crds`
    pub crds: Vec<String>,
    /// Whether a custom resource without a definition is an error.
    pub missing_crd: bool,
    /// `-v`: name what was not checked.
    pub verbose: bool,
    /// `--skip-schema-validation`
    pub skip_schema: bool,
    /// `--seed`
    pub seed: Option<u64>,
    /// `--allow-path`
    pub allow: Vec<PathBuf>,
    /// `--debug`: print rendered YAML that does not parse.
    pub debug: bool,
    /// `-q`: no warnings.
    pub quiet: bool,
    /// What Helm says of the flags.
    pub warnings: Vec<String>,
}

/// Where a chart is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartRef {
    /// The one inside the program.
    Builtin,
    /// A folder or a packed chart.
    Path(PathBuf),
}

/// The release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its name.
    pub name: ReleaseName,
    /// Its namespace.
    pub namespace: String,
    /// Whether it pretends to be an upgrade.
    pub is_upgrade: bool,
}

/// How a release is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReleaseName {
    /// By its name.
    Fixed(String),
    /// By the output of a template.
    Template(String),
}

/// Values from the command line, each list in the order in which it was typed.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `-f`, taken apart at its commas.
    pub files: Vec<String>,
    /// `--set`
    pub set: Vec<String>,
    /// `--set-string`
    pub set_string: Vec<String>,
    /// `--set-file`
    pub set_file: Vec<String>,
    /// `--set-json`
    pub set_json: Vec<String>,
    /// `--set-literal`
    pub set_literal: Vec<String>,
}

/// What of a render is printed.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// `--show-only`
    pub show_only: Vec<String>,
    /// `--include-crds`
    pub include_crds: bool,
    /// `--skip-tests`
    pub skip_tests: bool,
    /// `--no-hooks`
    pub no_hooks: bool,
}

/// Where the output goes.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// In what form.
    pub format: Format,
    /// `--output-dir`
    pub dir: Option<String>,
    /// `--release-name`: below the folder, one of the release's name.
    pub release_in_path: bool,
    /// `--post-renderer` and its arguments.
    pub post_renderer: Option<(String, Vec<String>)>,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The bytes that Helm prints.
    #[default]
    Helm,
    /// YAML written from the typed objects.
    CanonicalYaml,
    /// A JSON list of the typed objects.
    Json,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Sentences for people.
    #[default]
    Text,
    /// Our own JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit's XML.
    Junit,
    /// Commands of GitHub's workflows.
    Github,
}

/// What becomes of a manifest that a kube-apiserver would refuse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validate {
    /// It is an error, and nothing is printed.
    #[default]
    Strict,
    /// It is reported.
    Warn,
    /// Nobody looks.
    Off,
}

/// The name that Helm gives to a release without one.
const DEFAULT_NAME: &str = "release-name";

/// The name of the built-in chart's release.
pub const BUILTIN_NAME: &str = "openclaw";

/// The environment variable with the default of `--helm-compat`, for programs that call us as they call Helm.
pub const HELM_COMPAT_VAR: &str = "OPENCLAW_RENDER_HELM_COMPAT";

/// The environment variable with the default of `--validate`.
pub const VALIDATE_VAR: &str = "OPENCLAW_RENDER_VALIDATE";

/// The request for the built-in chart.
///
/// # Errors
/// In Helm's words for what Helm refuses too.
pub fn builtin(name: Option<&str>, render: &Render, world: &dyn World) -> Result<Plan, Diagnostic> {
    let words: Vec<String> = name.into_iter().chain(["."]).map(str::to_owned).collect();
    let mut plan = template(&words, render, world)?;
    plan.chart = ChartRef::Builtin;
    if name.is_none() && plan.release.name == ReleaseName::Fixed(DEFAULT_NAME.to_owned()) {
        plan.release.name = ReleaseName::Fixed(BUILTIN_NAME.to_owned());
    }
    Ok(plan)
}

/// The request `template [NAME] CHART`.
///
/// # Errors
/// In Helm's words for what Helm refuses too.
pub fn template(words: &[String], render: &Render, world: &dyn World) -> Result<Plan, Diagnostic> {
    let helm = helm(render.helm_compat.as_deref(), world)?;
    let mut warnings = helm_flags(&render.helm, helm)?;
    let (name, chart) = name_and_chart(words, render)?;
    if let ReleaseName::Fixed(name) = &name {
        check_name(name, helm)?;
    }
    warnings.extend(outside(&render.helm, &chart, helm, world)?);
    let is_download =
        chart.starts_with("oci://") || chart.starts_with("http://") || chart.starts_with("https://");
    if is_download {
        let message = format!("cannot download the chart {chart:?}: this tool does not use the network");
        let hint = format!("run `helm pull {chart} --untar` and give the folder");
        return Err(Diagnostic::new(message).hint(hint));
    }
    let switches = &render.switches;
    let namespace = render.namespace.clone().or_else(|| world.var("HELM_NAMESPACE"));
    let debug = world.var("HELM_DEBUG").and_then(|text| crate::golang::strconv::parse_bool(&text).ok());
    Ok(Plan {
        helm,
        chart: ChartRef::Path(PathBuf::from(chart)),
        release: Release {
            name,
            namespace: namespace.filter(|name| !name.is_empty()).unwrap_or_else(|| "default".to_owned()),
            is_upgrade: switches.on("is-upgrade"),
        },
        kube_version: render.kube_version.clone().filter(|version| !version.is_empty()),
        api_versions: comma_list(&render.api_versions, "-a, --api-versions")?,
        overrides: Overrides {
            files: comma_list(&render.values, "-f, --values")?,
            set: render.set.clone(),
            set_string: render.set_string.clone(),
            set_file: render.set_file.clone(),
            set_json: render.set_json.clone(),
            set_literal: render.set_literal.clone(),
        },
        select: Select {
            show_only: render.show_only.clone(),
            include_crds: switches.on("include-crds"),
            skip_tests: switches.on("skip-tests"),
            no_hooks: switches.on("no-hooks"),
        },
        output: output(render)?,
        validate: validate(render, world)?,
        crds: render.crds.clone(),
        missing_crd: render.missing_crd.as_deref() == Some("error"),
        verbose: switches.on("verbose"),
        skip_schema: switches.on("skip-schema-validation"),
        seed: render.seed,
        allow: render.allow_path.iter().map(PathBuf::from).collect(),
        debug: switches.on("debug") || debug.unwrap_or_default(),
        quiet: switches.on("quiet"),
        warnings,
    })
}

/// Flags that Helm 4 takes under their old names too, and what it says then.
/// Source: Helm 4, pkg/cmd/install.go, `addInstallFlags`.
const DEPRECATED: &[(&str, &str)] = &[
    ("force", "use --force-replace instead"),
    ("atomic", "use --rollback-on-failure instead"),
    ("render-subchart-notes", "this flag has no effect for 'helm template' and will be removed in Helm 5"),
    ("hide-notes", "this flag has no effect for 'helm template' and will be removed in Helm 5"),
];

/// Helm 4's flags that cannot stand together.
const EXCLUSIVE: &[[&str; 2]] = &[["force", "force-conflicts"], ["force-replace", "force-conflicts"]];

/// The flags that change nothing, where their values are not as the Helm wants them; its warnings.
fn helm_flags(flags: &Accepted, helm: Helm) -> Result<Vec<String>, Diagnostic> {
    let mut log = Log::new(helm);
    if let Some(wait) = flags.value("wait") {
        check_wait(wait, helm, &mut log)?;
    }
    if helm == Helm::V4 {
        for (flag, instead) in DEPRECATED.iter().filter(|(flag, _)| flags.value(flag).is_some()) {
            log.lines.push(format!("Flag --{flag} has been deprecated, {instead}"));
        }
        let both = EXCLUSIVE.iter().find(|group| group.iter().all(|flag| flags.value(flag).is_some()));
        if let Some(group) = both {
            let group = group.join(" ");
            return Err(Diagnostic::new(format!(
                "if any flags in the group [{group}] are set none of the others can be; [{group}] were all set"
            )));
        }
        for name in ["color", "colour"] {
            if let Some(mode) = flags.value(name).filter(|mode| !matches!(*mode, "never" | "auto" | "always"))
            {
                let mode = quote(mode);
                return Err(Diagnostic::new(format!(
                    "invalid color mode {mode}: must be one of: never, auto, always"
                )));
            }
        }
    }
    if let Some(mode) = flags.value("dry-run") {
        check_dry_run(mode, helm, &mut log)?;
    }
    Ok(log.lines)
}

/// Source: Helm 3, a boolean; Helm 4, pkg/cmd/flags.go, `waitValue.Set`.
fn check_wait(value: &str, helm: Helm, log: &mut Log) -> Result<(), Diagnostic> {
    let cause = match (helm, value) {
        (_, UNSET) | (Helm::V4, "watcher" | "hookOnly" | "legacy") => return Ok(()),
        (Helm::V4, "true" | "false") => {
            let strategy = if value == "true" { "watcher" } else { "hookOnly" };
            let text = format!(
                "--wait={value} is deprecated (boolean value) and can be replaced with --wait={strategy}"
            );
            log.structured(Level::Warn, &text, &[]);
            return Ok(());
        }
        (Helm::V4, _) => {
            format!("invalid wait input {}. Valid inputs are watcher, hookOnly, and legacy", quote(value))
        }
        (Helm::V3, _) => match crate::golang::strconv::parse_bool(value) {
            Ok(_) => return Ok(()),
            Err(error) => error.to_string(),
        },
    };
    Err(Diagnostic::new(format!("invalid argument {} for \"--wait\" flag: {cause}", quote(value))))
}

/// Source: Helm 3, cmd/helm/install.go, `validateDryRunOptionFlag`; Helm 4, pkg/cmd/helpers.go,
/// `cmdGetDryRunFlagStrategy`.
fn check_dry_run(mode: &str, helm: Helm, log: &mut Log) -> Result<(), Diagnostic> {
    if mode == "server" {
        return Err(unavailable(
            "dry-run",
            "there is no server to ask; leave the flag out, or give --dry-run=client",
        ));
    }
    let value = quote(mode);
    match (helm, mode) {
        (Helm::V3, UNSET | "" | "false" | "true" | "none" | "client") | (Helm::V4, "client") => Ok(()),
        (Helm::V3, _) => Err(Diagnostic::new(
            "Invalid dry-run flag. Flag must one of the following: false, true, none, client, server",
        )),
        (Helm::V4, UNSET) => {
            let text = "--dry-run is deprecated and should be replaced with '--dry-run=client'";
            log.structured(Level::Warn, text, &[]);
            Ok(())
        }
        (Helm::V4, _) => match crate::golang::strconv::parse_bool(mode) {
            Ok(true) => {
                let text = format!(
                    "boolean '--dry-run={mode}' flag is deprecated and must be replaced with '--dry-run=client'"
                );
                log.structured(Level::Warn, &text, &[]);
                Ok(())
            }
            Err(_) if mode != "none" => Err(Diagnostic::new(format!(
                "invalid dry-run value ({value}). Must be \"none\", \"server\", or \"client\""
            ))),
            _ => Err(Diagnostic::new(format!(
                "invalid dry-run value ({value}). Must be \"server\" or \"client\""
            ))),
        },
    }
}

/// The flags that would need a network.
fn outside(flags: &Accepted, chart: &str, helm: Helm, world: &dyn World) -> Result<Vec<String>, Diagnostic> {
    if flags.on("enable-dns") {
        let instead = "templates cannot look up host names here; pass the address as a value";
        return Err(unavailable("enable-dns", instead));
    }
    if flags.on("verify") {
        return Err(unavailable(
            "verify",
            "this tool does not check provenance; run `helm verify CHART` first",
        ));
    }
    let Some(repo) = flags.value("repo").filter(|repo| !repo.is_empty()) else {
        return Ok(Vec::new());
    };
    // Helm 3 prefers what is there. Source: pkg/action/install.go, `LocateChart`.
    if helm == Helm::V3 && world.stat(chart.trim().as_ref()).is_ok() {
        return Ok(vec![format!(
            "install.go:759: WARN local chart found in current working directory. repository url ignored \
             chart={chart} repository={repo}"
        )]);
    }
    let instead =
        "this tool does not download charts; run `helm pull --repo URL CHART --untar` and give the folder";
    Err(unavailable("repo", instead))
}

fn unavailable(flag: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(format!("--{flag} is not available")).hint(instead)
}

/// Which Helm is spoken: the flag, or else the environment, or else Helm 4.
///
/// # Errors
/// When the environment variable holds neither 3 nor 4.
pub fn helm(flag: Option<&str>, world: &dyn World) -> Result<Helm, Diagnostic> {
    let from_environment = || world.var(HELM_COMPAT_VAR).filter(|text| !text.is_empty());
    match flag.map(str::to_owned).or_else(from_environment).as_deref() {
        None => Ok(Helm::default()),
        Some("3") => Ok(Helm::V3),
        Some("4") => Ok(Helm::V4),
        Some(other) => Err(Diagnostic::new(format!("{HELM_COMPAT_VAR}={other}: want 3 or 4"))),
    }
}

/// Source: Helm, pkg/action/install.go, `NameAndChart`; `helm template` presets the name.
fn name_and_chart(words: &[String], render: &Render) -> Result<(ReleaseName, String), Diagnostic> {
    let generate = render.switches.on("generate-name");
    let template = render.name_template.as_deref().filter(|text| !text.is_empty());
    match words {
        [] => Err(Diagnostic::new("\"helm template\" requires at least 1 argument")
            .hint("usage: openclaw-render template [NAME] CHART [flags]")),
        [chart] => {
            let name = match template {
                Some(text) => ReleaseName::Template(text.to_owned()),
                None => ReleaseName::Fixed(DEFAULT_NAME.to_owned()),
            };
            Ok((name, chart.clone()))
        }
        [_, _] if generate => Err(Diagnostic::new("cannot set --generate-name and also specify a name")),
        [_, _] if template.is_some() => {
            Err(Diagnostic::new("cannot set --name-template and also specify a name"))
        }
        [name, chart] => Ok((ReleaseName::Fixed(name.clone()), chart.clone())),
        [_, _, rest @ ..] => Err(Diagnostic::new(format!(
            "expected at most two arguments, unexpected arguments: {}",
            rest.join(", ")
        ))),
    }
}

/// Longest name of a release. Source: Helm, chartutil/validate_name.go, `maxReleaseNameLen`.
const MAX_NAME: usize = 53;

/// Checks a release's name.
///
/// # Errors
/// Helm's sentence. Source: Helm, chartutil/validate_name.go, `ValidateReleaseName`.
pub fn check_name(name: &str, helm: Helm) -> Result<(), Diagnostic> {
    let alphanumeric = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let label = |label: &str| {
        let bytes = label.as_bytes();
        bytes.first().copied().is_some_and(alphanumeric)
            && bytes.last().copied().is_some_and(alphanumeric)
            && bytes.iter().all(|b| alphanumeric(*b) || *b == b'-')
    };
    let problem = if name.is_empty() {
        "no name provided"
    } else if name.len() > MAX_NAME || !name.split('.').all(label) {
        "invalid release name, must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ \
         and the length must not be longer than 53"
    } else {
        return Ok(());
    };
    let error = Diagnostic::new(format!("release name {}: {problem}", quote(name)));
    Err(if helm == Helm::V4 { error.context("release name check failed") } else { error })
}

/// The form of the report.
pub fn form(reporting: &Reporting) -> Form {
    match reporting.report.as_deref() {
        Some("json") => Form::Json,
        Some("sarif") => Form::Sarif,
        Some("junit") => Form::Junit,
        Some("github") => Form::Github,
        _ => Form::Text,
    }
}

fn output(render: &Render) -> Result<Output, Diagnostic> {
    let format = match render.output.as_deref() {
        Some("yaml-canonical") => Format::CanonicalYaml,
        Some("json") => Format::Json,
        _ => Format::Helm,
    };
    let dir = render.output_dir.clone().filter(|dir| !dir.is_empty());
    if dir.is_some() && format != Format::Helm {
        return Err(Diagnostic::new("--output and --output-dir cannot be combined"));
    }
    let program = render.post_renderer.clone().filter(|program| !program.is_empty());
    let post_renderer = program.map(|program| (program, render.post_renderer_args.clone()));
    Ok(Output { format, dir, release_in_path: render.switches.on("release-name"), post_renderer })
}

/// `--validate=MODE`, or Helm's own `--validate`, which is a switch that asks the cluster.
fn validate(render: &Render, world: &dyn World) -> Result<Validate, Diagnostic> {
    let mode = |text: &str| match text {
        "strict" => Some(Validate::Strict),
        "warn" => Some(Validate::Warn),
        "off" => Some(Validate::Off),
        _ => None,
    };
    let default = match world.var(VALIDATE_VAR).filter(|text| !text.is_empty()) {
        None => Validate::default(),
        Some(text) => mode(&text)
            .ok_or_else(|| Diagnostic::new(format!("{VALIDATE_VAR}={text}: want strict, warn or off")))?,
    };
    let Some(text) = render.validate.as_deref() else {
        return Ok(default);
    };
    if let Some(mode) = mode(text) {
        return Ok(mode);
    }
    match crate::golang::strconv::parse_bool(text) {
        Ok(false) => Ok(default),
        Ok(true) => Err(Diagnostic::new("--validate asks a cluster, and there is none here")
            .hint("manifests are checked offline by default; choose with --validate=strict, warn or off")),
        Err(_) => Err(Diagnostic::new(format!(
            "invalid argument \"{text}\" for \"--validate\" flag: want strict, warn or off"
        ))),
    }
}

/// Takes the values of a flag apart at their commas, as CSV. Source: pflag, string_slice.go; Go, encoding/csv.
fn comma_list(values: &[String], flag: &str) -> Result<Vec<String>, Diagnostic> {
    let mut items = Vec::new();
    for value in values.iter().filter(|value| !value.is_empty()) {
        csv::record(value, &mut items).map_err(|problem| {
            let value = quote(value);
            Diagnostic::new(format!("invalid argument {value} for \"{flag}\" flag: {problem}"))
        })?;
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comma_lists_are_csv() {
        let list =
            |text: &str| comma_list(&[text.to_owned()], "-f, --values").map_err(|error| error.to_string());
        assert_eq!(list("a,b").unwrap(), ["a", "b"]);
        assert_eq!(list("\"a,b\",\"c\"\"d\"").unwrap(), ["a,b", "c\"d"]);
        assert_eq!(list("").unwrap(), Vec::<String>::new());
        assert_eq!(list("a,").unwrap(), ["a", ""]);
        // Recorded from Helm 3.22.0: template x c --api-versions 'a,"b'
        let error = list("a,\"b").unwrap_err();
        assert!(
            error.ends_with("parse error on line 1, column 5: extraneous or missing \" in quoted-field"),
            "{error}"
        );
    }

    #[test]
    fn names_of_releases() {
        let fits = |name: &str| check_name(name, Helm::V3).is_ok();
        assert!(fits("a") && fits("a.b-c") && fits(&"a".repeat(MAX_NAME)));
        assert!(
            !fits("")
                && !fits("A")
                && !fits("a_b")
                && !fits("-a")
                && !fits("a.")
                && !fits(&"a".repeat(MAX_NAME + 1))
        );
    }
}
