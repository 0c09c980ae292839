//! One test for each fault that was found in Helm and its neighbours, named after what it defends against.

use crate::support::{Ran, Scratch, assert_refused, openclaw_render, openclaw_render_with, packed, root};
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

const METADATA: &str = "apiVersion: v2\nname: c\nversion: 0.1.0\n";

fn render(scratch: &Scratch, more: &[&str]) -> Ran {
    let args: Vec<&str> = ["template", "x", "c", "--validate=off"].iter().chain(more).copied().collect();
    ended(openclaw_render(&args, &scratch.0))
}

/// No crash: a status of our own, and no word of a panic.
fn ended(ran: Ran) -> Ran {
    assert!(ran.code == 0 || ran.code == 1, "{}: {:.2000}", ran.code, ran.stderr);
    assert!(
        !ran.stderr.contains("panicked") && !ran.stderr.contains("internal error"),
        "{:.2000}",
        ran.stderr
    );
    ran
}

fn plain(name: &str) -> Scratch {
    Scratch::chart(&format!("past-{name}"), "a: 1\n")
}

fn with_schema(name: &str, schema: &str) -> Scratch {
    let scratch = plain(name);
    scratch.write("c/values.schema.json", schema);
    scratch
}

/// Both Helms' answers to a chart that is packed in `files`.
fn rendered_archive(name: &str, files: &[(&str, &[u8])]) -> Vec<Ran> {
    let scratch = plain(name);
    fs::write(scratch.0.join("c.tgz"), packed(files)).unwrap();
    let run = |helm| {
        let args = ["template", "x", "c.tgz", "--validate=off", "--helm-compat", helm];
        ended(openclaw_render(&args, &scratch.0))
    };
    ["3", "4"].map(run).into()
}

// CVE-2025-32386: a small archive that unpacks to everything the machine has.
#[test]
fn archives_that_unpack_without_end() {
    let large = vec![0; 4 << 20];
    let names: Vec<String> = (0..26).map(|i| format!("c/files/{i}")).collect();
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &large[..])).collect();
    files.insert(0, ("c/Chart.yaml", METADATA.as_bytes()));
    for (helm, ran) in ["3", "4"].iter().zip(rendered_archive("bomb", &files)) {
        let words = match *helm {
            "3" => "decompressed chart is larger than the maximum file size 104857600",
            // Helm 4 keeps the cause to itself; it is our hint.
            _ => "decompressed chart is larger than the maximum size 104857600",
        };
        assert_refused(&ran, words);
    }
    let one = vec![0; (5 << 20) + 1];
    let ran = &rendered_archive("large", &[("c/Chart.yaml", METADATA.as_bytes()), ("c/x", &one)])[0];
    assert_refused(ran, "decompressed chart file \"c/x\" is larger than the maximum file size 5242880");
}

// The same, with sizes in the headers that are not those of the data.
#[test]
fn archives_that_lie_about_sizes() {
    for size in [b"77777777777\0", b"00000100000\0"] {
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().unwrap().name[..12].copy_from_slice(b"c/Chart.yaml");
        header.set_mode(0o644);
        header.as_gnu_mut().unwrap().size.copy_from_slice(size);
        header.set_cksum();
        let mut tar = header.as_bytes().to_vec();
        tar.extend([b'a'; 512]);
        let scratch = plain("sizes");
        fs::write(scratch.0.join("c.tgz"), crate::support::gzipped(&tar)).unwrap();
        for helm in ["3", "4"] {
            let args = ["template", "x", "c.tgz", "--helm-compat", helm];
            assert_eq!(ended(openclaw_render(&args, &scratch.0)).code, 1);
        }
    }
}

#[test]
fn large_files_in_folders() {
    let scratch = plain("folder");
    fs::write(scratch.0.join("c/x"), vec![b'a'; (5 << 20) + 1]).unwrap();
    assert_refused(
        &render(&scratch, &["--helm-compat", "3"]),
        "is larger than the maximum file size 5242880",
    );
}

// CVE-2025-32387: a schema that is a chain of references.
#[test]
fn schemas_that_refer_to_themselves_without_end() {
    let chain: Vec<String> =
        (0..80_000).map(|i| format!("\"d{i}\":{{\"$ref\":\"#/definitions/d{}\"}}", i + 1)).collect();
    let chain =
        format!("{{\"$ref\":\"#/definitions/d0\",\"definitions\":{{{},\"d80000\":{{}}}}}}", chain.join(","));
    assert_refused(&render(&with_schema("refs", &chain), &[]), "schemas are nested too deeply");
    let nested = format!("{}{{}}{}", "{\"allOf\":[".repeat(100_000), "]}".repeat(100_000));
    assert_refused(&render(&with_schema("nested", &nested), &[]), "exceeded max depth");
    let cycle = with_schema(
        "cycle",
        r##"{"$ref":"#/definitions/a","definitions":{"a":{"$ref":"#/definitions/a"}}}"##,
    );
    assert_eq!(render(&cycle, &[]).code, 1);
}

// CVE-2025-55199: a schema that refers to a file without end.
#[test]
fn files_without_end() {
    let start = Instant::now();
    let scratch = with_schema("device", r#"{"$ref":"file:///dev/zero"}"#);
    assert_refused(&render(&scratch, &[]), "failing loading \"file:///dev/zero\"");
    let scratch = plain("device-values");
    assert_refused(&render(&scratch, &["-f", "/dev/zero"]), "is larger than 67108864 bytes");
    assert_refused(&render(&scratch, &["--set-file", "a=/dev/zero"]), "is larger than 67108864 bytes");
    symlink("/dev/zero", scratch.0.join("c/zero")).unwrap();
    assert_refused(&render(&scratch, &[]), "leads out of the chart");
    assert_refused(&render(&scratch, &["--allow-path", "/dev"]), "irregular file");
    assert!(start.elapsed() < Duration::from_secs(20));
}

// CVE-2025-55198, CVE-2024-26147: metadata of other types, and empty entries.
#[test]
fn metadata_of_any_shape() {
    let values = [
        "",
        "~",
        "{}",
        "[]",
        "[~]",
        "[{}]",
        "[[]]",
        "1",
        "x",
        "[1]",
        "[x]",
        "{a: ~}",
        "[{name: ~}]",
        "!!binary eA==",
    ];
    let keys =
        ["dependencies", "maintainers", "annotations", "keywords", "sources", "kubeVersion", "type", "icon"];
    let scratch = plain("metadata");
    for key in keys {
        for value in values {
            scratch.write("c/Chart.yaml", &format!("{METADATA}{key}: {value}\n"));
            for helm in ["3", "4"] {
                render(&scratch, &["--helm-compat", helm]);
            }
        }
    }
    scratch.write("c/charts/d/Chart.yaml", "apiVersion: v2\nname: d\nversion: 0.1.0\n");
    for imports in [
        "x",
        "~",
        "{}",
        "[~]",
        "[1]",
        "[[]]",
        "[{child: 1, parent: ~}]",
        "[{child: [], parent: {}}]",
        "[{child: a}]",
    ] {
        let text =
            format!("{METADATA}dependencies: [{{name: d, version: 0.1.0, import-values: {imports}}}]\n");
        scratch.write("c/Chart.yaml", &text);
        for helm in ["3", "4"] {
            render(&scratch, &["--helm-compat", helm]);
        }
    }
    for text in ["", "~", "[]", "1", "{}", "--- \n...\n", "a: b: c", "\0"] {
        scratch.write("c/Chart.yaml", text);
        assert_eq!(render(&scratch, &[]).code, 1, "{text:?}");
    }
    scratch.write("c/Chart.yaml", METADATA);
    for text in ["", "~", "[]", "1", "{}", "a: ~", "a: &a [*a]", "? {}", "<<: 1", "1: 2", "\u{feff}"] {
        scratch.write("c/values.yaml", text);
        render(&scratch, &[]);
    }
}

// CVE-2025-53547: a lock file that is a link to something that a shell runs.
#[test]
fn links_that_a_dependency_build_would_write_through() {
    let scratch = plain("lock");
    scratch.write("d/Chart.yaml", "apiVersion: v2\nname: d\nversion: 0.1.0\n");
    scratch.write(
        "c/Chart.yaml",
        &format!("{METADATA}dependencies: [{{name: d, version: 0.1.0, repository: file://../d}}]\n"),
    );
    scratch.write("victim", "mine\n");
    symlink("../victim", scratch.0.join("c/Chart.lock")).unwrap();
    fs::create_dir(scratch.0.join("c/charts")).unwrap();
    symlink("../../victim", scratch.0.join("c/charts/d-0.1.0.tgz")).unwrap();
    for verb in ["build", "update"] {
        ended(openclaw_render(&["dependency", verb, "c"], &scratch.0));
        assert_eq!(fs::read_to_string(scratch.0.join("victim")).unwrap(), "mine\n", "{verb}");
    }
}

// CVE-2026-35206, CVE-2024-25620, CVE-2020-4053: names that are paths.
#[test]
fn names_that_leave_their_folder() {
    let scratch = plain("names");
    for name in [".", "..", "a/b", "../../x", "/x"] {
        scratch.write("c/Chart.yaml", &format!("apiVersion: v2\nname: \"{name}\"\nversion: 0.1.0\n"));
        for verb in [
            &["template", "x", "c"][..],
            &["template", "x", "c", "--output-dir", "out"],
            &["lint", "c"],
            &["show", "chart", "c"],
        ] {
            let ran = ended(openclaw_render(verb, &scratch.0));
            assert_refused(&ran, "validation: chart.metadata.name");
        }
    }
    let mut names: Vec<_> =
        fs::read_dir(&scratch.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["c"]);
}

// The same for what is written below --output-dir: names of files in an archive, of releases.
#[test]
fn output_that_leaves_its_folder() {
    let files: &[(&str, &[u8])] =
        &[("c/Chart.yaml", METADATA.as_bytes()), ("c/templates/../../../x.yaml", b"a: 1")];
    for ran in rendered_archive("output", files) {
        assert_eq!(ran.code, 1, "{}", ran.stderr);
    }
    let scratch = plain("release");
    for name in ["../x", "/x", "a/b", ".."] {
        let args = ["template", name, "c", "--validate=off", "--output-dir", "out", "--release-name"];
        assert_eq!(ended(openclaw_render(&args, &scratch.0)).code, 1, "{name}");
    }
    assert!(!scratch.0.join("x").exists() && !scratch.0.join("out").exists());
}

// CVE-2026-35204 and -35205 are of plugins and provenance files: there are none here, and it is said.
#[test]
fn plugins_and_provenance_are_not_there() {
    let scratch = plain("plugins");
    assert_refused(&openclaw_render(&["plugin", "install", "x"], &scratch.0), "unknown command");
    assert_refused(&render(&scratch, &["--verify"]), "--verify is not available");
}

// CVE-2023-25165: names that a template looks up tell a stranger what it knows.
#[test]
fn names_are_not_looked_up() {
    let scratch = Scratch::chart("past-dns", "a: \"{{ getHostByName \"localhost\" }}\"\n");
    let ran = render(&scratch, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "---\n# Source: c/templates/x.yaml\na: \"\"\n"));
    // There is nothing in the program that could open a connection.
    let mut waiting = vec![root().join("src")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for word in ["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "UnixStream"] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}

// CVE-2022-23524 and CVE-2022-36055, in Helm's own words.
#[test]
fn set_flags_that_nest_or_count_too_far() {
    let scratch = plain("set");
    let deep = |levels: usize| format!("{}=1", vec!["a"; levels].join("."));
    for flag in ["--set", "--set-string"] {
        assert_eq!(render(&scratch, &[flag, &deep(30)]).code, 0);
        let words = "value name nested level is greater than maximum supported nested level of 30";
        assert_refused(&render(&scratch, &[flag, &deep(32)]), words);
        let words = "index of 999999999 is greater than maximum supported index of 65536";
        assert_refused(&render(&scratch, &[flag, "a[999999999]=1"]), words);
    }
    assert_eq!(render(&scratch, &["--set-json", &format!("a={}", "[".repeat(100_000))]).code, 1);
    assert_eq!(render(&scratch, &["--set", &format!("a={}", "{".repeat(100_000))]).code, 1);
}

// CVE-2022-23525 and -23526: schemas that are none.
#[test]
fn schemas_of_any_shape() {
    let scratch = plain("schemas");
    for schema in [
        "",
        "null",
        "[]",
        "1",
        "\"x\"",
        "true",
        "false",
        "{",
        "{}x",
        r#"{"type":5}"#,
        r#"{"properties":null}"#,
        r#"{"properties":[]}"#,
        r#"{"$ref":1}"#,
        r#"{"$ref":"\u0000"}"#,
        r#"{"pattern":"("}"#,
        r#"{"properties":{"replicas":{"multipleOf":0}}}"#,
        r#"{"items":{"$ref":"nowhere.json"}}"#,
        r#"{"$schema":"nothing"}"#,
        r#"{"$schema":1}"#,
        r#"{"enum":1,"required":1,"allOf":{}}"#,
        r#"{"properties":{"replicas":{"minimum":1e999999}}}"#,
        "\u{feff}{}",
    ] {
        scratch.write("c/values.schema.json", schema);
        for helm in ["3", "4"] {
            render(&scratch, &["--helm-compat", helm]);
        }
    }
}

// CVE-2021-32690: credentials that go to a host that nobody named. Nothing goes anywhere.
#[test]
fn credentials_are_sent_nowhere() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}/c.tgz", listener.local_addr().unwrap());
    let scratch = plain("credentials");
    let args = ["template", "x", &url, "--username", "u", "--password", "p", "--pass-credentials"];
    assert_refused(&openclaw_render(&args, &scratch.0), "does not use the network");
    assert!(listener.accept().is_err());
}

// CVE-2021-21303: control characters of a chart on somebody's terminal.
#[test]
fn control_characters_do_not_reach_the_terminal() {
    let scratch = plain("terminal");
    let bad = "\\e[2J\\a";
    for text in [
        format!("apiVersion: v2\nname: \"c{bad}\"\nversion: 0.1.0\n"),
        format!("apiVersion: v2\nname: c\nversion: \"0.1.0{bad}\"\n"),
        format!("apiVersion: \"v2{bad}\"\nname: c\nversion: 0.1.0\n"),
        format!("{METADATA}type: \"{bad}\"\n"),
        format!("{METADATA}kubeVersion: \"{bad}\"\n"),
        format!("{METADATA}dependencies: [{{name: \"d{bad}\", version: 0.1.0, condition: \"{bad}\"}}]\n"),
        format!("{METADATA}\"{bad}\": 1\n"),
    ] {
        scratch.write("c/Chart.yaml", &text);
        let ran = render(&scratch, &[]);
        assert!(!ran.stderr.contains(['\u{1b}', '\u{7}']), "{text}: {:?}", ran.stderr);
    }
    scratch.write("c/Chart.yaml", METADATA);
    for text in [
        "{{ fail \"a\\x1b[2J\" }}",
        "{{ \"a\\x1b[2J\" | int | fail }}",
        "a: {{ \"\\x1b[2J: : \" }}",
        "{{ template \"\\x1b[2J\" }}",
    ] {
        scratch.write("c/templates/x.yaml", text);
        let ran = render(&scratch, &[]);
        assert!(ran.code == 1 && !ran.stderr.contains('\u{1b}'), "{text}: {:?}", ran.stderr);
    }
}

// CVE-2020-15184: an alias becomes part of a path.
#[test]
fn aliases_that_are_paths() {
    let scratch = plain("alias");
    scratch.write("c/charts/d/Chart.yaml", "apiVersion: v2\nname: d\nversion: 0.1.0\n");
    for alias in ["../x", "a/b", "..", ".", "a b"] {
        let text = format!("{METADATA}dependencies: [{{name: d, version: 0.1.0, alias: \"{alias}\"}}]\n");
        scratch.write("c/Chart.yaml", &text);
        assert_refused(&render(&scratch, &[]), "dependency \"d\" has disallowed characters in the alias");
    }
}

// CVE-2019-18658: a link in a folder that leads to a file of the host.
#[test]
fn links_that_leave_the_chart() {
    let scratch = Scratch::chart("past-links", "a: {{ .Files.Get \"p\" | len }}\n");
    scratch.write("secret/p", "secret");
    for (target, name) in
        [("../secret/p", "c/p"), ("../secret", "c/files"), ("../../secret/p", "c/templates/p.yaml")]
    {
        let link = scratch.0.join(name);
        symlink(target, &link).unwrap();
        assert_refused(&render(&scratch, &[]), "leads out of the chart");
        fs::remove_file(link).unwrap();
    }
    scratch.write("c/inside", "four");
    symlink("inside", scratch.0.join("c/p")).unwrap();
    assert!(render(&scratch, &[]).stdout.ends_with("a: 4\n"));
}

// CVE-2019-1000008: names in an archive that lead out of it, and links in it.
#[test]
fn archives_with_names_and_links_that_lead_out() {
    for (name, words) in [
        ("c/../../x", "chart illegally references parent directory"),
        ("c//etc/passwd", "chart illegally contains absolute paths"),
        ("c/c:/x", "chart contains illegally named files"),
        ("c\\..\\..\\x", "chart illegally references parent directory"),
        ("c\\c:\\x", "chart contains illegally named files"),
        ("c/.", "chart illegally contains content outside the base directory"),
    ] {
        for ran in rendered_archive("leads-out", &[("c/Chart.yaml", METADATA.as_bytes()), (name, b"x")]) {
            assert_refused(&ran, words);
        }
    }
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link] {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(METADATA.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, "c/Chart.yaml", METADATA.as_bytes()).unwrap();
        let text = b"a: {{ .Files.Get \"p\" | len }}\n";
        header.set_size(text.len() as u64);
        builder.append_data(&mut header, "c/templates/x.yaml", &text[..]).unwrap();
        let mut link = tar::Header::new_gnu();
        link.set_entry_type(kind);
        link.set_size(0);
        link.set_mode(0o777);
        builder.append_link(&mut link, "c/p", "/etc/passwd").unwrap();
        let scratch = plain("links-packed");
        fs::write(scratch.0.join("c.tgz"), crate::support::gzipped(&builder.into_inner().unwrap())).unwrap();
        let ran = ended(openclaw_render(&["template", "x", "c.tgz", "--validate=off"], &scratch.0));
        // As in Helm, a link in an archive is an empty file.
        assert!(ran.code == 1 || ran.stdout.ends_with("a: 0\n"), "{}{}", ran.stdout, ran.stderr);
    }
}

// Functions that Helm takes out of sprig, because they hand out the secrets of whoever renders.
#[test]
fn the_environment_is_not_read() {
    for name in ["env", "expandenv"] {
        let scratch = Scratch::chart("past-env", &format!("a: {{{{ {name} \"HOME\" }}}}\n"));
        let words = format!("parse error at (c/templates/x.yaml:1): function \"{name}\" not defined");
        assert_refused(&render(&scratch, &[]), &words);
    }
}

// Open in Helm: a schema makes it dial any address.
#[test]
fn schemas_that_refer_to_an_address() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    for schema in [
        format!("{{\"$ref\":\"http://{address}/x\"}}"),
        format!("{{\"$ref\":\"https://{address}/x\"}}"),
        format!("{{\"$schema\":\"http://{address}/x\"}}"),
        format!("{{\"$id\":\"http://{address}/\",\"$ref\":\"x\"}}"),
    ] {
        let scratch = with_schema("address", &schema);
        assert_refused(&render(&scratch, &[]), "nothing is fetched from the network");
    }
    assert!(listener.accept().is_err());
}

// Open in Helm: templates that run without end or build without end. tests/it/bounds.rs has each bound at its edge.
#[test]
fn templates_without_end() {
    for action in [
        "{{ $_ := set .Values \"t\" \"{{ tpl .Values.t . }}\" }}{{ tpl .Values.t . }}",
        "{{ until 2000000000 }}",
        "{{ repeat 2000000000 \"abcdefgh\" }}",
        "{{ randBytes 2000000000 }}",
        "{{ range 9000000000000000000 }}{{ end }}",
        "{{ range until 1000 }}{{ genPrivateKey \"rsa\" | len }}{{ if gt . 0 }}{{ fail \"bounded elsewhere\" }}{{ end }}{{ end }}",
    ] {
        let scratch = Scratch::chart("past-endless", &format!("a: {action}\n"));
        assert_eq!(render(&scratch, &["-q"]).code, 1, "{action}");
    }
}

// What go-yaml defends against, in its words.
#[test]
fn yaml_that_multiplies_or_nests() {
    let scratch = plain("yaml");
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..12 {
        let items = vec![format!("*a{}", i - 1); 9].join(", ");
        bomb.push_str(&format!("a{i}: &a{i} [{items}]\n"));
    }
    scratch.write("v.yaml", &bomb);
    assert_refused(&render(&scratch, &["-f", "v.yaml"]), "document contains excessive aliasing");
    for (deep, words) in [
        ("[", "exceeded max depth of 10000"),
        ("{a: ", "exceeded max depth of 10000"),
        ("- ", "exceeded max depth of 10000"),
    ] {
        scratch.write("v.yaml", &format!("a:\n {}", deep.repeat(100_000)));
        assert_refused(&render(&scratch, &["-f", "v.yaml"]), words);
    }
}

// What Helm answers.
#[test]
fn files_outside_of_the_chart() {
    let template = "a: \"{{ .Files.Get \"../v.yaml\" }}{{ .Files.Get \"/etc/passwd\" }}{{ .Files.Glob \"../*\" | len }}\"\n";
    let scratch = Scratch::chart("past-files", template);
    scratch.write("v.yaml", "secret");
    assert!(render(&scratch, &[]).stdout.ends_with("a: \"0\"\n"));
}

// CVE-2022-24348: an application in Argo CD that names another one's values.
#[test]
fn value_files_of_another_application() {
    let scratch = Scratch::chart(
        "past-argocd",
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: {{ .Values.a | default \"none\" | quote }}\n",
    );
    fs::create_dir(scratch.0.join("c/.git")).unwrap();
    let outside = Scratch::new("past-argocd-outside");
    outside.write("values.yaml", "a: secret\n");
    let absolute = outside.0.join("values.yaml");
    symlink(&absolute, scratch.0.join("c/link.yaml")).unwrap();
    for path in ["../../../../../../../../etc/hostname", absolute.to_str().unwrap(), "link.yaml"] {
        scratch.write("c/openclaw-render.yaml", &format!("values-files: [{path}]\n"));
        let vars = [("ARGOCD_APP_NAME", "x"), ("ARGOCD_APP_NAMESPACE", "default")];
        let ran =
            ended(openclaw_render_with(&["argocd", "generate"], Path::new(&scratch.0.join("c")), &vars));
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{path}");
        assert!(!ran.stderr.contains("secret"), "{path}: {}", ran.stderr);
    }
}
