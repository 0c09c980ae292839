//! The image around the static program: each instruction of the Containerfile done by hand, then run in it.
#![cfg(target_os = "linux")]

use crate::shipping::static_program;
use crate::support::{Scratch, openclaw_render, root};
use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Output};

/// What the Containerfile makes: an empty root with the program, an environment, a user.
struct Image {
    root: Scratch,
    environment: Vec<(String, String)>,
    user: String,
    entrypoint: Vec<String>,
}

impl Image {
    /// Follows the Containerfile; an instruction that is not known here fails.
    fn build(program: &Path) -> Image {
        let mut image = Image {
            root: Scratch::new("image"),
            environment: Vec::new(),
            user: String::new(),
            entrypoint: Vec::new(),
        };
        let text = std::fs::read_to_string(root().join("deploy/argocd/Containerfile")).unwrap();
        let lines: Vec<&str> =
            text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        assert_eq!(lines[0], "FROM scratch");
        for line in &lines[1..] {
            match line.split_once(' ').unwrap() {
                ("COPY", rest) => {
                    let to = rest.strip_prefix("--chmod=0755 openclaw-render /").unwrap();
                    let to = image.root.0.join(to);
                    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
                    std::fs::copy(program, &to).unwrap();
                    let mode = Permissions::from_mode(0o755);
                    std::fs::set_permissions(to, mode).unwrap();
                }
                ("ENV", rest) => {
                    let (name, value) = rest.split_once('=').unwrap();
                    image.environment.push((name.to_owned(), value.to_owned()));
                }
                ("USER", user) => image.user = user.to_owned(),
                ("ENTRYPOINT", words) => {
                    let words = openclaw_render::json::decode(words).unwrap();
                    image.entrypoint = words
                        .as_list()
                        .unwrap()
                        .iter()
                        .map(|word| word.as_str().unwrap().to_owned())
                        .collect();
                }
                other => panic!("{other:?}"),
            }
        }
        image
    }

    /// Runs it with nothing of this machine but its kernel.
    fn run(&self, args: &[&str], variables: &[(&str, &str)]) -> Output {
        // By its path: it would be looked for in the image.
        let chroot =
            ["/usr/sbin/chroot", "/usr/bin/chroot"].into_iter().find(|path| Path::new(path).exists());
        let mut command = Command::new(chroot.expect("coreutils"));
        command.arg(format!("--userspec={}", self.user)).arg(&self.root.0).args(&self.entrypoint).args(args);
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.envs(variables.iter().copied()).output().unwrap()
    }
}

/// The image needs no shell, no C library and no file beside the program.
#[test]
fn the_image_works_as_its_user_in_an_empty_root() {
    let Some(program) = static_program() else { return };
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        println!("skipped: chroot wants root");
        return;
    }
    let image = Image::build(&program);
    assert_eq!(image.user, "999:999");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let fine = |ran: &Output| assert!(ran.status.success(), "{}", text(&ran.stderr));

    let rendered = image.run(&["-n", "agents"], &[]);
    fine(&rendered);
    assert_eq!(text(&rendered.stdout), openclaw_render(&["-n", "agents"], &root()).stdout);

    std::fs::write(image.root.0.join("manifests.yaml"), &rendered.stdout).unwrap();
    let checked = image.run(&["validate", "/manifests.yaml"], &[]);
    fine(&checked);
    assert_eq!(text(&checked.stdout), "5 valid, 0 invalid, 0 skipped\n");

    image.root.write("openclaw-render.yaml", "chart: builtin\n");
    let variables = [
        ("ARGOCD_APP_NAME", "claw"),
        ("ARGOCD_APP_NAMESPACE", "agents"),
        ("ARGOCD_APP_SOURCE_PATH", "."),
        ("ARGOCD_APP_PARAMETERS", r#"[{"name":"image.tag","string":"2026.8.13"}]"#),
        ("KUBE_VERSION", "1.31.0"),
    ];
    for (verb, want) in [
        ("discover", "openclaw-render.yaml\n"),
        ("parameters", r#""name": "image.tag""#),
        ("generate", "image: \"ghcr.io/openclaw/openclaw:2026.8.13\""),
    ] {
        let ran = image.run(&["argocd", verb], &variables);
        fine(&ran);
        assert!(text(&ran.stdout).contains(want), "{verb}: {}", text(&ran.stdout));
    }
}
