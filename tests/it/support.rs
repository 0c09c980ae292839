//! What the tests share: the program, run in a clean environment, and the place of the recorded answers.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a run of the program left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// One error with these words, nothing on standard output.
pub(crate) fn assert_refused(ran: &Ran, words: &str) {
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "want: {words}");
    assert!(
        ran.stderr.contains("Error: ") && ran.stderr.contains(words),
        "want: {words}\ngot: {:.2000}",
        ran.stderr
    );
}

/// Runs the program with nothing of this machine's environment, no input, in `dir`.
pub(crate) fn openclaw_render<S: AsRef<OsStr>>(args: &[S], dir: &Path) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_openclaw-render"))
        .args(args)
        .current_dir(dir)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A recorded stream; one without a file is empty.
pub(crate) fn read_or_empty(path: &Path) -> String {
    if !path.exists() {
        return String::new();
    }
    String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
}

/// A folder of this test's own, removed when dropped.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("openclaw-render-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Scratch(path)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// A chart named `c` of one template.
    pub(crate) fn chart(name: &str, template: &str) -> Scratch {
        let scratch = Scratch::new(name);
        scratch.write("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 0.1.0\n");
        scratch.write("c/values.yaml", "replicas: 1\n");
        scratch.write("c/templates/x.yaml", template);
        scratch
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs the program as [`openclaw_render`] does, with these variables besides.
pub(crate) fn openclaw_render_with<S: AsRef<OsStr>>(args: &[S], dir: &Path, vars: &[(&str, &str)]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_openclaw-render"))
        .args(args)
        .current_dir(dir)
        .env_clear()
        .envs(vars.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A real program that some tests compare with: below `$ORACLES`, in the cache of this user, or on `PATH`. Where it
/// is missing the test says so and ends; what it answered once is recorded, and other tests hold us to that.
pub(crate) fn oracle(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("ORACLES").map(|dir| PathBuf::from(dir).join("bin"));
    let cache =
        std::env::var_os("HOME").map(|dir| PathBuf::from(dir).join(".cache/openclaw-render/oracles/bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = folders.into_iter().chain(cache).chain(std::env::split_paths(&path));
    let found = found.map(|dir| dir.join(name)).find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: {name} is not on this machine; the recorded answers are checked elsewhere");
    }
    found
}

/// A packed chart of these files. The names are written raw: the crate would refuse those that are worth a test.
pub(crate) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, data) in files {
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(data.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, *data).unwrap();
    }
    gzipped(&builder.into_inner().unwrap())
}

/// The bytes as gzip packs them.
pub(crate) fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap()
}
