//! The chart's scripts, taken from recorded manifests and run for real: the init containers' by BusyBox on real folders, the
//! probes' by Node against a real port.
//!
//! The former change owners, so they need root, BusyBox and util-linux (`setpriv`, `unshare`). Without what they need the
//! tests skip and say why; `OPENCLAW_RENDER_REQUIRE_TOOLS=1` makes that a failure.
#![cfg(unix)]

use openclaw_render::value::Value;
use openclaw_render::yaml;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

/// Who owns the gateway's files in the manifests.
const GATEWAY: u32 = 1000;
/// Somebody else.
const STRANGER: u32 = 4242;

#[test]
fn a_fresh_volume_of_root_becomes_the_gateways() {
    let Some(volumes) = Volumes::new() else { return };
    fs::create_dir(volumes.config.join("lost+found")).unwrap();
    assert_eq!(volumes.init_state("Always"), Ok(()));
    for path in [&volumes.config, &volumes.workspace, &volumes.config.join("workspace")] {
        assert_eq!(owner(path), (GATEWAY, GATEWAY), "{}", path.display());
    }
    assert_eq!(owner(&volumes.config.join("lost+found")), (0, 0), "belongs to the file system");
}

#[test]
fn a_second_start_changes_nothing() {
    let Some(volumes) = Volumes::new() else { return };
    volumes.write("config/agents/main/session.json", GATEWAY, 0o600);
    volumes.write("workspace/with space/and\nline", 0, 0o444);
    assert_eq!(volumes.init_state("Always"), Ok(()));
    let before = volumes.snapshot();
    assert_eq!(volumes.init_state("Always"), Ok(()));
    assert_eq!(volumes.init_state("OnRootMismatch"), Ok(()));
    assert_eq!(volumes.snapshot(), before, "not even a time stamp");
}

#[test]
fn what_already_is_the_gateways_stays_untouched() {
    let Some(volumes) = Volumes::new() else { return };
    volumes.write("config/openclaw.json", GATEWAY, 0o600);
    volumes.write("config/workspace/x", GATEWAY, 0o644);
    volumes.write("workspace/git/objects/pack", GATEWAY, 0o444);
    volumes.give_away(GATEWAY);
    let before = volumes.snapshot();
    assert_eq!(volumes.init_state("Always"), Ok(()));
    assert_eq!(volumes.snapshot(), before);
}

#[test]
fn a_strangers_tree_changes_owner_and_nothing_else() {
    let Some(volumes) = Volumes::new() else { return };
    volumes.write("config/.hidden/private/key", STRANGER, 0o400);
    volumes.write("workspace/-rf/* $(id)", STRANGER, 0o755);
    volumes.give_away(STRANGER);
    fs::set_permissions(volumes.config.join(".hidden/private"), fs::Permissions::from_mode(0o700)).unwrap();
    let modes =
        volumes.snapshot().into_iter().map(|(path, seen)| (path, seen.mode)).collect::<BTreeMap<_, _>>();
    assert_eq!(volumes.init_state("Always"), Ok(()));
    for (path, seen) in volumes.snapshot() {
        assert_eq!((seen.uid, seen.gid), (GATEWAY, GATEWAY), "{}", path.display());
        assert!(modes.get(&path).is_none_or(|mode| *mode == seen.mode), "mode of {}", path.display());
    }
}

#[test]
fn on_root_mismatch_looks_at_the_root_only() {
    let Some(volumes) = Volumes::new() else { return };
    volumes.give_away(GATEWAY);
    volumes.write("workspace/by-a-sidecar", 0, 0o644);
    assert_eq!(volumes.init_state("OnRootMismatch"), Ok(()));
    assert_eq!(owner(&volumes.workspace.join("by-a-sidecar")), (0, 0));
    assert_eq!(
        owner(&volumes.config.join("workspace")),
        (GATEWAY, GATEWAY),
        "made although the root is right"
    );
    assert_eq!(volumes.init_state("Always"), Ok(()));
    assert_eq!(owner(&volumes.workspace.join("by-a-sidecar")), (GATEWAY, GATEWAY));
}

#[test]
fn a_link_out_of_the_volume_is_never_followed() {
    let Some(volumes) = Volumes::new() else { return };
    volumes.write("outside/dir/secret", 0, 0o600);
    let outside = volumes.root.join("outside");
    symlink(outside.join("dir"), volumes.config.join("dir")).unwrap();
    symlink(outside.join("dir/secret"), volumes.workspace.join("file")).unwrap();
    symlink(outside.join("nowhere"), volumes.config.join("workspace")).unwrap();
    symlink("/", volumes.workspace.join("everything")).unwrap();
    let before = snapshot(&outside);
    assert_eq!(volumes.init_state("Always"), Ok(()));
    assert_eq!(snapshot(&outside), before);
    for link in
        [volumes.config.join("dir"), volumes.workspace.join("file"), volumes.workspace.join("everything")]
    {
        assert_eq!(owner(&link), (GATEWAY, GATEWAY), "the link itself: {}", link.display());
    }
}

#[test]
fn another_file_system_in_the_volume_stays_as_it_is() {
    let Some(volumes) = Volumes::new() else { return };
    fs::create_dir(volumes.workspace.join("mounted")).unwrap();
    let script = volumes.script("init-change-policy", "init-openclaw-state");
    let inside = format!(
        "mount -t tmpfs none {0} && touch {0}/file && {1} && [ $(stat -c %u {0}/file) = 0 ]",
        volumes.workspace.join("mounted").display(),
        volumes.command_line(&script)
    );
    assert_eq!(
        volumes.run(Command::new("unshare").args(["--mount", "/bin/sh", "-ec", &inside]), "Always"),
        Ok(())
    );
}

#[test]
fn a_read_only_volume_is_refused_with_the_reason() {
    let Some(volumes) = Volumes::new() else { return };
    let script = volumes.script("init-change-policy", "init-openclaw-state");
    let inside = format!(
        "mount --bind {0} {0} && mount -o remount,bind,ro {0} && {1}",
        volumes.config.display(),
        volumes.command_line(&script)
    );
    let run = || volumes.run(Command::new("unshare").args(["--mount", "/bin/sh", "-ec", &inside]), "Always");
    let message = run().unwrap_err();
    assert!(
        message.contains("init-openclaw-state: cannot give") && message.contains("read-only"),
        "{message}"
    );
    volumes.write("config/workspace/x", GATEWAY, 0o600);
    volumes.give_away(GATEWAY);
    assert_eq!(run(), Ok(()), "nothing to change: nothing to refuse");
}

#[test]
fn rootless_makes_a_folder_of_its_own_once() {
    let Some(volumes) = Volumes::new() else { return };
    volumes.open_to_the_group();
    assert_eq!(volumes.init_state_rootless(), Ok(()));
    for path in ["config/openclaw", "config/openclaw/workspace", "workspace/workspace"] {
        assert_eq!(owner(&volumes.root.join(path)).0, GATEWAY, "{path}");
    }
    volumes.write("config/openclaw/openclaw.json", GATEWAY, 0o600);
    let before = volumes.snapshot();
    assert_eq!(volumes.init_state_rootless(), Ok(()));
    assert_eq!(volumes.snapshot(), before);
}

#[test]
fn rootless_says_what_it_cannot_do() {
    let Some(volumes) = Volumes::new() else { return };
    let message = volumes.init_state_rootless().unwrap_err();
    assert!(message.contains("fsGroup"), "the volume is root's alone: {message}");
    volumes.open_to_the_group();
    fs::create_dir(volumes.config.join("openclaw")).unwrap();
    chown(volumes.config.join("openclaw"), Some(STRANGER), Some(STRANGER)).unwrap();
    let message = volumes.init_state_rootless().unwrap_err();
    assert!(message.contains("belongs to user 4242"), "{message}");
    fs::remove_dir(volumes.config.join("openclaw")).unwrap();
    symlink("/", volumes.config.join("openclaw")).unwrap();
    let message = volumes.init_state_rootless().unwrap_err();
    assert!(message.contains("is a symbolic link"), "{message}");
}

#[test]
fn openclaw_json_is_seeded_once_or_overwritten_at_each_start() {
    let Some(volumes) = Volumes::new() else { return };
    volumes.give_away(GATEWAY);
    let target = volumes.config.join("openclaw.json");
    volumes.write("openclaw.json", 0, 0o644);
    assert_eq!(volumes.init_config("seed"), Ok(()));
    assert_eq!(fs::read_to_string(&target).unwrap(), "content");
    let seen = fs::metadata(&target).unwrap();
    assert_eq!((seen.uid(), seen.mode() & 0o777), (GATEWAY, 0o600));

    let before = volumes.snapshot();
    assert_eq!(volumes.init_config("seed"), Ok(()));
    assert_eq!(volumes.init_config("overwrite"), Ok(()));
    assert_eq!(volumes.snapshot(), before, "the same content is not written again");

    fs::write(&target, "edited inside").unwrap();
    assert_eq!(volumes.init_config("seed"), Ok(()));
    assert_eq!(fs::read_to_string(&target).unwrap(), "edited inside");
    assert_eq!(volumes.init_config("overwrite"), Ok(()));
    assert_eq!(fs::read_to_string(&target).unwrap(), "content");
}

#[test]
fn openclaw_json_is_never_written_through_a_link() {
    let Some(volumes) = Volumes::new() else { return };
    volumes.give_away(GATEWAY);
    volumes.write("openclaw.json", 0, 0o644);
    volumes.write("outside/file", GATEWAY, 0o600);
    fs::create_dir(volumes.root.join("outside/dir")).unwrap();
    let before = snapshot(&volumes.root.join("outside"));
    for to in ["outside/file", "outside/dir", "outside/nowhere"] {
        let target = volumes.config.join("openclaw.json");
        symlink(volumes.root.join(to), &target).unwrap();
        symlink(volumes.root.join("outside/file"), volumes.config.join(".openclaw.json.new")).unwrap();
        assert_eq!(volumes.init_config("seed"), Ok(()));
        assert!(target.is_symlink(), "seed leaves what is there");
        assert_eq!(volumes.init_config("overwrite"), Ok(()), "{to}");
        assert!(!target.is_symlink() && fs::read_to_string(&target).unwrap() == "content", "{to}");
        fs::remove_file(target).unwrap();
    }
    assert_eq!(snapshot(&volumes.root.join("outside")), before);
    fs::create_dir(volumes.config.join("openclaw.json")).unwrap();
    assert!(volumes.init_config("overwrite").unwrap_err().contains("is a folder"));
}

#[test]
fn a_probe_inside_the_container_reads_the_body() {
    let answers: [(&str, &str, bool); 6] = [
        ("200 OK", r#"{"ok":true,"status":"started"}"#, true),
        ("200 OK", r#"{"ok":true,"status":"starting"}"#, false),
        ("200 OK", "<!doctype html><title>Control UI</title>", false),
        ("503 Service Unavailable", r#"{"ok":true,"status":"started"}"#, false),
        ("404 Not Found", "Not Found", false),
        ("200 OK", "null", false),
    ];
    for (status, body, healthy) in answers {
        let Some(passed) = probe("probes-exec-new", "startupProbe", Some((status, body))) else { return };
        assert_eq!(passed, healthy, "{status} {body}");
    }
    assert_eq!(probe("probes-exec-new", "startupProbe", None), Some(false), "nothing listens");
    assert_eq!(
        probe("probes-exec", "readinessProbe", Some(("200 OK", r#"{"ready":true}"#))),
        Some(true),
        "any JSON"
    );
    assert_eq!(probe("probes-exec", "readinessProbe", Some(("200 OK", "<html>"))), Some(false));
    assert_eq!(
        probe("gateway-bind-loopback", "livenessProbe", Some(("", ""))),
        Some(true),
        "something listens"
    );
    assert_eq!(probe("gateway-bind-loopback", "livenessProbe", None), Some(false));
}

/// Whether the probe of a recorded Deployment passes where the gateway's port gives that answer, or nothing listens. None
/// without Node.
fn probe(case: &str, name: &str, answer: Option<(&str, &str)>) -> Option<bool> {
    if Command::new("node").arg("--version").output().is_err() {
        skip("the probes need node");
        return None;
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    match answer
        .map(|(status, body)| format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
    {
        None => drop(listener),
        Some(answer) => drop(std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(answer.as_bytes());
        })),
    }
    let probe = pod(case, "containers", "openclaw").get(name).unwrap();
    let command = probe.get("exec").unwrap().get("command").unwrap();
    let words = command.as_list().unwrap().iter().map(|word| word.as_str().unwrap().replace("18789", &port));
    let words = words.collect::<Vec<_>>();
    Some(Command::new(&words[0]).args(&words[1..]).status().unwrap().success())
}

/// Two folders that stand for the volumes, and the BusyBox programs that the scripts call.
struct Volumes {
    root: PathBuf,
    config: PathBuf,
    workspace: PathBuf,
}

impl Volumes {
    /// Fresh ones, owned by root. None where the scripts cannot be run.
    fn new() -> Option<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        if let Some(reason) = missing() {
            skip(&reason);
            return None;
        }
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let root =
            env::temp_dir().join(format!("openclaw-render-chart-scripts-{}-{number}", std::process::id()));
        let (config, workspace) = (root.join("config"), root.join("workspace"));
        for dir in [&root, &config, &workspace, &root.join("bin")] {
            fs::create_dir(dir).unwrap();
            fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let installed =
            Command::new("busybox").args(["--install", "-s"]).arg(root.join("bin")).status().unwrap();
        assert!(installed.success());
        // BusyBox may have these too, with fewer options: util-linux's are wanted.
        for tool in ["setpriv", "unshare", "mount"] {
            drop(fs::remove_file(root.join("bin").join(tool)));
        }
        Some(Self { root, config, workspace })
    }

    /// Runs init-openclaw-state as its container does: root with two capabilities.
    fn init_state(&self, policy: &str) -> Result<(), String> {
        let script = self.script("init-change-policy", "init-openclaw-state");
        self.run(Command::new("/bin/sh").args(["-c", &self.command_line(&script)]), policy)
    }

    /// Runs the rootless init-openclaw-state as its container does: the gateway's user, no capability.
    fn init_state_rootless(&self) -> Result<(), String> {
        self.run(&mut self.as_gateway(&self.script("init-rootless", "init-openclaw-state")), "")
    }

    /// Runs init-openclaw-config with `root/openclaw.json` as the ConfigMap's file.
    fn init_config(&self, mode: &str) -> Result<(), String> {
        self.run(
            self.as_gateway(&self.script("config-overwrite", "init-openclaw-config"))
                .env("CONFIG_MODE", mode),
            "",
        )
    }

    fn as_gateway(&self, script: &Path) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=1000", "--regid=1000", "--clear-groups", "--bounding-set=-all"]);
        command.arg(self.root.join("bin/sh")).arg(script);
        command
    }

    /// The shell line that runs `script` with the capabilities that the manifest gives.
    fn command_line(&self, script: &Path) -> String {
        let shell = self.root.join("bin/sh");
        format!("setpriv --bounding-set=-all,+chown,+dac_override {} {}", shell.display(), script.display())
    }

    /// Ok, or what went to stderr.
    fn run(&self, command: &mut Command, policy: &str) -> Result<(), String> {
        let path = format!("{}:{}", self.root.join("bin").display(), env::var("PATH").unwrap());
        let output = command
            .env("PATH", path)
            .env("CONFIG_DIR", &self.config)
            .env("WORKSPACE_DIR", &self.workspace)
            .env("OWNER_UID", GATEWAY.to_string())
            .env("OWNER_GID", GATEWAY.to_string())
            .env("CHANGE_POLICY", policy)
            .env("CONFIG_SUBPATH", "openclaw")
            .env("WORKSPACE_SUBPATH", "workspace")
            .env("CONFIG_SOURCE", self.root.join("openclaw.json"))
            .output()
            .unwrap();
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(()) } else { Err(message) }
    }

    /// The script of one init container of a recorded Deployment, written to a file.
    fn script(&self, case: &str, container: &str) -> PathBuf {
        let script = pod(case, "initContainers", container).get("args").unwrap();
        let path = self.root.join(format!("{container}.sh"));
        fs::write(&path, script.as_list().unwrap()[0].as_str().unwrap()).unwrap();
        path
    }

    /// Makes a file below the root, with the folders that it needs, which are its owner's too.
    fn write(&self, path: &str, uid: u32, mode: u32) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "content").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        chown(&path, Some(uid), Some(uid)).unwrap();
    }

    /// Gives everything in both volumes to one user.
    fn give_away(&self, uid: u32) {
        for path in snapshot(&self.config).keys().chain(snapshot(&self.workspace).keys()) {
            lchown(path, Some(uid), Some(uid)).unwrap();
        }
    }

    /// What fsGroup does to a fresh volume.
    fn open_to_the_group(&self) {
        for dir in [&self.config, &self.workspace] {
            chown(dir, Some(0), Some(GATEWAY)).unwrap();
            fs::set_permissions(dir, fs::Permissions::from_mode(0o2775)).unwrap();
        }
    }

    fn snapshot(&self) -> BTreeMap<PathBuf, Seen> {
        let mut all = snapshot(&self.config);
        all.append(&mut snapshot(&self.workspace));
        all
    }
}

impl Drop for Volumes {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// What a change of a file would change. The change time moves with every chown, chmod and write.
#[derive(Debug, PartialEq)]
struct Seen {
    uid: u32,
    gid: u32,
    mode: u32,
    changed: (i64, i64),
}

fn snapshot(dir: &Path) -> BTreeMap<PathBuf, Seen> {
    let mut all = BTreeMap::new();
    let mut todo = vec![dir.to_owned()];
    while let Some(path) = todo.pop() {
        let data = fs::symlink_metadata(&path).unwrap();
        if data.is_dir() {
            todo.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        let changed = (data.ctime(), data.ctime_nsec());
        all.insert(path, Seen { uid: data.uid(), gid: data.gid(), mode: data.mode(), changed });
    }
    all
}

fn owner(path: &Path) -> (u32, u32) {
    let data = fs::symlink_metadata(path).unwrap();
    (data.uid(), data.gid())
}

/// One container of a recorded case that shows the Deployment alone.
fn pod(case: &str, list: &str, container: &str) -> Value {
    let manifest =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/cases").join(case).join("stdout.4");
    let mut value = yaml::parse(&fs::read_to_string(manifest).unwrap()).unwrap();
    for key in ["spec", "template", "spec", list] {
        value = value.get(key).unwrap();
    }
    let named = |value: &&Value| value.get("name").is_some_and(|name| name.as_str() == Some(container));
    value.as_list().unwrap().iter().find(named).unwrap().clone()
}

/// Says why a test does not run, or fails where it must.
fn skip(reason: &str) {
    assert!(env::var_os("OPENCLAW_RENDER_REQUIRE_TOOLS").is_none(), "{reason}");
    println!("skipped: {reason}");
}

/// Why the scripts cannot be run here, if they cannot.
fn missing() -> Option<String> {
    if fs::metadata("/proc/self").map(|data| data.uid()).ok() != Some(0) {
        return Some("the init scripts change owners, which needs root on Linux".to_owned());
    }
    let lacks = |words: &[&str]| {
        let output = Command::new(words[0]).args(&words[1..]).output();
        output.is_err() || output.is_ok_and(|output| !output.status.success())
    };
    let tools: [&[&str]; 3] = [
        &["busybox", "true"],
        &["setpriv", "--bounding-set=-all,+chown,+dac_override", "true"],
        &["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/tmp"],
    ];
    tools.into_iter().find(|tool| lacks(tool)).map(|tool| format!("`{}` does not run here", tool.join(" ")))
}
