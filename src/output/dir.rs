//! `--output-dir`: all files or none; `--report-file`.

use crate::diag::Diagnostic;
use crate::manifest::File;
use crate::value::string_bytes;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Writes every file beside its place first and moves them in when all are there, so that a failure leaves what
/// stood there before.
///
/// # Errors
/// When a name leads out of the folder, or the operating system refuses.
pub fn write(files: &[File]) -> Result<(), Diagnostic> {
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    let result = files.iter().try_for_each(|file| {
        let path = Path::new(&*file.name);
        if path.components().any(|part| part == Component::ParentDir) {
            return Err(Diagnostic::new(format!("refused to write {}: the path has a ..", file.name)));
        }
        let temporary = path.with_file_name(format!(
            ".{}.{}.tmp",
            path.file_name().unwrap_or_default().to_string_lossy(),
            std::process::id()
        ));
        staged.push((temporary.clone(), path.to_owned()));
        let parent = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&temporary, string_bytes(&file.text)))
            .map_err(|error| failed(path, &error))
    });
    let result = result.and_then(|()| {
        staged.iter().try_for_each(|(temporary, path)| {
            fs::rename(temporary, path).map_err(|error| failed(path, &error))
        })
    });
    if result.is_err() {
        for (temporary, _) in &staged {
            // It may never have been made; the error to report is the first one.
            let _ = fs::remove_file(temporary);
        }
    }
    result
}

/// Writes one file.
///
/// # Errors
/// When the operating system refuses.
pub fn write_file(path: &str, text: &str) -> Result<(), Diagnostic> {
    let path = Path::new(path);
    fs::write(path, string_bytes(text)).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(error.to_string()).context(format!("write {}", path.display()))
}

/// Removes files; one that is gone already is no fault.
///
/// # Errors
/// When the operating system refuses.
pub fn remove(paths: &[PathBuf]) -> Result<(), Diagnostic> {
    paths.iter().try_for_each(|path| match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Diagnostic::new(error.to_string()).context(format!("remove {}", path.display())))
        }
        _ => Ok(()),
    })
}
