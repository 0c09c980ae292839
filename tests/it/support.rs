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
