//! Rules across documents: for each rule a folder of `tests/lint`, with manifests that it finds fault with and manifests
//! that it leaves alone, and the words that it finds.

use crate::support::{openclaw_render, root};
use openclaw_render::lint::{self, Level, Levels, Render, Text};
use openclaw_render::output::report;
use openclaw_render::validate::{self, Report, Seen};
use std::path::PathBuf;

/// The minor that the cases are for.
const MINOR: u32 = 37;

/// What the rules find in a text, at a level of Pod Security.
fn findings(text: &str, level: Level) -> Vec<validate::Finding> {
    let parsed = [lint::parse(Text { name: "case.yaml", text, seen: Seen::Nothing })];
    let trees: Vec<_> = parsed.iter().map(lint::trees).collect();
    let levels = Levels::default();
    let options =
        lint::Options { minor: MINOR, namespace: "team", levels: &levels, pod_security: Some(level) };
    lint::lint(&Render::new(&trees, options.namespace), &options).concat()
}

fn case(rule: &str, name: &str) -> String {
    let path = root().join("tests/lint").join(rule.replace('/', "-")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_rule_finds_its_faults_and_no_others() {
    for rule in lint::RULES {
        let of_rule = |text: &str, level| {
            let mut findings = findings(text, level);
            findings.retain(|finding| finding.rule == rule.name);
            findings
        };
        let bad = case(rule.name, "bad.yaml");
        // A rule of baseline may give way to one of restricted.
        let mut found = of_rule(&bad, Level::Baseline);
        if found.is_empty() {
            found = of_rule(&bad, Level::Restricted);
        }
        assert!(!found.is_empty(), "{} finds nothing", rule.name);
        assert!(found.iter().all(|finding| finding.severity == rule.severity), "{}", rule.name);
        let report = Report { findings: found, ..Report::default() };
        insta::assert_snapshot!(rule.name.replace('/', "-"), report::text("case.yaml", &report));
        let good = case(rule.name, "good.yaml");
        for level in [Level::Baseline, Level::Restricted] {
            assert_eq!(of_rule(&good, level), [], "{} at {level:?}", rule.name);
        }
    }
}

/// From 1.35 on a server itself refuses what this rule is about.
const REFUSED: &str = "pod-security/procMount";

/// What a case shows must not be something else that is wrong.
#[test]
fn the_cases_are_what_a_server_takes() {
    let mut wrong = Vec::new();
    for rule in lint::RULES {
        for name in ["bad.yaml", "good.yaml"] {
            let options = validate::Options { minor: MINOR, ..validate::Options::default() };
            let report = validate::check_text(&case(rule.name, name), &options);
            if report.has_errors() && (rule.name, name) != (REFUSED, "bad.yaml") {
                wrong.push(format!("{}/{name}: {}", rule.name, report::text(name, &report)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_explained() {
    for rule in lint::RULES {
        let text = lint::explain(rule.name).unwrap();
        assert!(text.contains("Why: ") && text.contains("Mend: "), "{text}");
        assert!(rule.why.len() > 60 && rule.mend.len() > 15 && rule.summary.len() > 20, "{}", rule.name);
        assert!(lint::explain("all").unwrap().contains(rule.name));
    }
    let mut names: Vec<&str> = lint::RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "no name twice");
    insta::assert_snapshot!("explain-shared-claim", lint::explain("shared-claim").unwrap());
    insta::assert_snapshot!("explain-labels", lint::explain("labels").unwrap());
}

/// The constants with the names of rules in the sources of validation.
#[test]
fn every_rule_of_validation_is_explained() {
    let mut files = vec![root().join("src/validate")];
    let mut count = 0;
    let mut missing = Vec::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        for name in rule_names(&std::fs::read_to_string(&path).unwrap()) {
            count += 1;
            if lint::explain(&name).is_err() {
                missing.push(format!("{}: {name}", path.display()));
            }
        }
    }
    assert!(count > 50, "found the names");
    assert!(missing.is_empty(), "add them to src/lint/explained.rs: {missing:#?}");
}

fn rule_names(text: &str) -> Vec<String> {
    let constants = text.lines().filter_map(|line| {
        let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
        line.strip_prefix("const ")?.split_once(": &str = \"")?.1.strip_suffix("\";")
    });
    let literals = text
        .split("Finding::new(")
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split_once('"').map(|(name, _)| name));
    let is_name = |name: &&str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    constants.chain(literals).filter(is_name).map(str::to_owned).collect()
}

/// A folder with a chart of one template, removed when dropped.
struct Chart(PathBuf);

impl Chart {
    fn new(name: &str, template: &str) -> Chart {
        let path = std::env::temp_dir().join(format!("openclaw-render-lint-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("c/templates")).unwrap();
        std::fs::write(path.join("c/Chart.yaml"), "apiVersion: v2\nname: c\nversion: 0.1.0\n").unwrap();
        std::fs::write(path.join("c/templates/x.yaml"), template).unwrap();
        Chart(path)
    }
}

impl Drop for Chart {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: main\n      image: web\n";

#[test]
fn levels_decide_what_a_finding_is() {
    let chart = Chart::new("levels", POD);
    for (flags, code, severity) in [
        (&[][..], 0, "warning"),
        (&["--deny", "moving-tag"], 1, "error"),
        (&["--deny", "all"], 1, "error"),
        (&["--deny", "all", "--allow", "moving-tag"], 0, ""),
        (&["--allow", "moving-tag"], 0, ""),
        (&["--allow", "all"], 0, ""),
        (&["--allow", "all", "--deny", "moving-tag"], 1, "error"),
        (&["--deny", "pod-security", "--pod-security", "baseline"], 0, "warning"),
        (&["--show-only", "templates/x.yaml"], 0, "warning"),
    ] {
        let ran = openclaw_render(&[&["lint", "r", "c", "--report", "json"], flags].concat(), &chart.0);
        assert_eq!(ran.code, code, "{flags:?}: {}", ran.stderr);
        let want = format!("\"rule\":\"moving-tag\",\"severity\":\"{severity}\"");
        assert_eq!(ran.stdout.contains(&want), !severity.is_empty(), "{flags:?}: {}", ran.stdout);
        assert_eq!(ran.stdout.contains("moving-tag"), !severity.is_empty(), "{flags:?}: {}", ran.stdout);
    }
    let restricted = &["lint", "r", "c", "--pod-security", "restricted", "--deny", "pod-security"];
    let ran = openclaw_render(restricted, &chart.0);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("error[pod-security/runAsNonRoot]"), "{}", ran.stdout);
}

#[test]
fn wrong_flags_say_what_is_right() {
    let chart = Chart::new("flags", POD);
    for (flags, want) in [
        (
            &["--deny", "moving-tags"][..],
            "there is no rule \"moving-tags\"\n  hint: did you mean moving-tag?",
        ),
        (&["--allow", "hostports"], "hint: did you mean pod-security/hostPorts?"),
        (&["--deny", "zzz"], "hint: `openclaw-render lint --explain all` lists the rules"),
        (&["--deny", "labels"], "is a rule of validation"),
        (&["--deny", "moving-tag,shared-claim"], "hint: a flag takes one rule: repeat it for more"),
        (&["--deny", "all", "--allow", "all"], "all is both denied and allowed"),
        (&["--deny", "pod-security"], "--deny pod-security needs --pod-security"),
        (&["--explain", "no-such"], "there is no rule \"no-such\""),
        (&["--pod-security", "privileged"], "want one of baseline, restricted"),
        (&["--report", "xml"], "want one of text, json, sarif, junit, github"),
        (&["--report-file", "no/such/folder.json"], "write no/such/folder.json"),
    ] {
        let ran = openclaw_render(&[&["lint", "r", "c"], flags].concat(), &chart.0);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{flags:?}");
        assert!(ran.stderr.starts_with("Error: ") && ran.stderr.contains(want), "{flags:?}: {}", ran.stderr);
    }
}

/// The result of `template` is manifests: its report goes elsewhere.
#[test]
fn a_report_never_mixes_with_manifests() {
    let refused = POD.replace("image: web", "image: web\n      tty: 1");
    for (template, code) in [(POD, 0), (refused.as_str(), 1)] {
        let chart = Chart::new("beside", template);
        for form in ["json", "sarif", "junit", "github", "text"] {
            let file = chart.0.join("report");
            let args = ["template", "r", "c", "--report", form, "--report-file", "report"];
            let ran = openclaw_render(&args, &chart.0);
            assert_eq!(ran.code, code, "{}", ran.stderr);
            assert_eq!(ran.stdout.is_empty(), code == 1);
            let written = std::fs::read_to_string(&file).unwrap();
            assert_eq!(written.contains("wrong-type"), code == 1, "{form}: {written}");
            assert!(!ran.stdout.contains("wrong-type") && !ran.stderr.contains("\"findings\""));
            let ran = openclaw_render(&["template", "r", "c", "--report", form], &chart.0);
            assert_eq!((ran.code, ran.stdout.is_empty()), (code, code == 1));
            // The text for a terminal has no line that counts.
            let written =
                if form == "text" { written.rsplit_once("\n1 ").unwrap_or_default().0 } else { &written };
            assert!(ran.stderr.starts_with(written.trim_end()), "{form}: {}", ran.stderr);
        }
    }
}

#[test]
fn people_get_the_text_beside_a_file() {
    let chart = Chart::new("file", POD);
    for verb in [&["lint", "r", "c"][..], &["validate", "c/templates/x.yaml"]] {
        let plain = openclaw_render(verb, &chart.0);
        let args = [verb, &["--report", "json", "--report-file", "r.json"]].concat();
        let ran = openclaw_render(&args, &chart.0);
        assert_eq!((ran.code, &ran.stdout), (0, &plain.stdout), "{}", ran.stderr);
        let written = std::fs::read_to_string(chart.0.join("r.json")).unwrap();
        assert!(written.starts_with("{\"counts\":{") && written.ends_with("\"version\":1}\n"), "{written}");
    }
}

/// Three severities, and what each form has to escape: in the file's name, in a path and in a message.
const ODD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels: {\"a.b/c\": \"50% <of> 'it' & \\\"more\\\"\", app: a}\n\
                   spec:\n  serviceAccountName: robot\n  containers:\n    - name: main\n      image: web:1\n      tty: 1\n\
                   ---\napiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: b}, ports: [{port: 80}]}\n";

#[test]
fn every_form_is_as_documented() {
    let chart = Chart::new("forms", "");
    std::fs::write(chart.0.join("c/templates/ä b,1%.yaml"), ODD).unwrap();
    std::fs::write(
        chart.0.join("c/templates/good.yaml"),
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n",
    )
    .unwrap();
    for form in ["text", "json", "sarif", "junit", "github"] {
        let ran = openclaw_render(&["lint", "r", "c", "--report", form], &chart.0);
        assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
        let shown = ran.stdout.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        insta::assert_snapshot!(format!("report-{form}"), shown);
    }
}

/// `validate` sees the rules only where it is asked to, and then over all of its files together.
#[test]
fn manifests_from_anywhere_are_linted_on_demand() {
    let chart = Chart::new("anywhere", POD);
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: x}, ports: [{port: 80}]}\n";
    std::fs::write(chart.0.join("c/templates/y.yaml"), service).unwrap();
    let run = |flags: &[&str]| openclaw_render(&[&["validate", "c/templates"], flags].concat(), &chart.0);
    let plain = run(&[]);
    assert!(plain.code == 0 && !plain.stdout.contains("moving-tag"), "{}", plain.stdout);
    let linted = run(&["--lint"]);
    assert!(linted.code == 0 && linted.stdout.contains("warning[moving-tag]"), "{}", linted.stdout);
    assert!(linted.stdout.contains("service-without-pods"), "{}", linted.stdout);
    assert_eq!(run(&["--lint", "--deny", "moving-tag"]).code, 1);
    assert!(!run(&["--lint", "--allow", "moving-tag"]).stdout.contains("moving-tag"));
    for flags in [&["--deny", "all"][..], &["--allow", "all"], &["--pod-security", "baseline"]] {
        let ran = run(flags);
        let want = format!("Error: {} needs --lint\n  hint: add --lint\n", flags.first().unwrap());
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (1, "", want.as_str()));
    }
}

/// The namespace of the pods says itself what it enforces, where it is part of the render.
#[test]
fn a_namespace_brings_its_level_along() {
    let namespace = |labels: &str| {
        format!("apiVersion: v1\nkind: Namespace\nmetadata: {{name: team, labels: {{{labels}}}}}\n---\n{POD}")
    };
    let of_restricted = |text: &str| {
        let parsed = [lint::parse(Text { name: "case.yaml", text, seen: Seen::Nothing })];
        let trees: Vec<_> = parsed.iter().map(lint::trees).collect();
        let levels = Levels::default();
        let options = lint::Options { minor: MINOR, namespace: "team", levels: &levels, pod_security: None };
        let found = lint::lint(&Render::new(&trees, "team"), &options).concat();
        found.iter().filter(|f| f.rule.starts_with("pod-security/")).map(|f| f.rule).collect::<Vec<_>>()
    };
    let enforce = "pod-security.kubernetes.io/enforce";
    assert_eq!(of_restricted(POD), [""; 0]);
    assert_eq!(of_restricted(&namespace("a: b")), [""; 0]);
    assert_eq!(of_restricted(&namespace(&format!("{enforce}: privileged"))), [""; 0]);
    assert_eq!(of_restricted(&namespace(&format!("{enforce}: baseline"))), [""; 0]);
    let found = of_restricted(&namespace(&format!("{enforce}: restricted")));
    assert!(found.contains(&"pod-security/seccompProfile_restricted"), "{found:?}");
    // The profile is asked for since 1.19.
    let found = of_restricted(&namespace(&format!("{enforce}: restricted, {enforce}-version: v1.18")));
    assert!(found.contains(&"pod-security/runAsNonRoot"), "{found:?}");
    assert!(!found.contains(&"pod-security/seccompProfile_restricted"), "{found:?}");
}

/// What a server takes with a warning can be denied and allowed too, and allowed by a comment; what it refuses cannot.
#[test]
fn warnings_of_validation_have_levels() {
    const NAME: &str = "deprecated-api";
    let endpoints = |comment: &str| {
        format!("{comment}apiVersion: v1\nkind: Endpoints\nmetadata: {{name: a, labels: {{a: 'b c'}}}}\n")
    };
    let ran = |comment: &str, flags: &[&str]| {
        let chart = Chart::new("warnings", &endpoints(comment));
        openclaw_render(&[&["lint", "r", "c"], flags].concat(), &chart.0)
    };
    let warned = "warning[deprecated-api]: apiVersion: Endpoints of v1 is deprecated since Kubernetes 1.33";
    for (comment, flags, want) in [
        ("", &[][..], Some(warned)),
        ("", &["--deny", NAME], Some("error[deprecated-api]")),
        ("", &["--deny", "all"], Some("error[deprecated-api]")),
        ("", &["--allow", NAME], None),
        ("", &["--allow", "all"], None),
        ("# openclaw-render: allow deprecated-api\n", &[], None),
    ] {
        let ran = ran(comment, flags);
        let said = &ran.stdout;
        assert_eq!(said.contains(NAME), want.is_some(), "{comment} {flags:?}: {said}");
        assert!(want.is_none_or(|want| said.contains(want)), "{comment} {flags:?}: {said}");
        assert!(said.contains("error[labels]"), "{comment} {flags:?}: {said}");
    }
    let said = ran("# openclaw-render: allow labels\n", &[]).stdout;
    let want =
        "warning[unknown-rule]: labels is a rule of validation, and what a server refuses cannot be allowed";
    assert!(said.contains(want) && said.contains("error[labels]"), "{said}");
}

/// A group is explained by its rules; what only some rules of validation allow is said of those.
#[test]
fn groups_and_warnings_are_explained() {
    let explained = |rule: &str| lint::explain(rule).unwrap().replace('\n', " ");
    assert!(explained("pod-security").contains("pod-security/hostPorts, pod-security/hostProbes"));
    assert!(explained("deprecated-api").contains("With `--deny deprecated-api` its warnings are errors"));
    assert!(!explained("deprecated-api").contains("cannot be allowed"));
    let both = explained("duplicate-key");
    assert!(both.contains("cannot be allowed") && both.contains("`--allow duplicate-key`"), "{both}");
    assert!(!explained("labels").contains("--allow"));
}
