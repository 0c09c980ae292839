//! Reading what a values file or `--set-file` names.

use crate::chart::path::go_io_error;
use crate::diag::Diagnostic;
use crate::value::{Str, string_from_bytes};
use crate::world::World;
use std::path::Path;

/// Largest values file in bytes. Helm has no limit; the largest public ones have less than a hundredth of it.
pub const MAX_VALUES_SIZE: u64 = 64 * 1024 * 1024;

/// Reads a values file, or standard input for `-`.
pub fn read(path: &str, world: &dyn World) -> Result<Str, Diagnostic> {
    let bytes = if path.trim() == "-" {
        world
            .stdin(MAX_VALUES_SIZE)
            .map_err(|error| Diagnostic::new(format!("read standard input: {error}")))?
    } else if let Some(scheme) = remote_scheme(path) {
        return Err(Diagnostic::new(format!("{path}: files are not fetched over {scheme}"))
            .hint("fetch the file first and give its path, or give `-` and pipe it in"));
    } else {
        let read = world.read_named(Path::new(path), MAX_VALUES_SIZE);
        read.map_err(|error| Diagnostic::new(go_io_error("open", Path::new(path), &error)))?
    };
    Ok(string_from_bytes(&bytes).into())
}

/// The scheme of a path that Helm would fetch from elsewhere.
fn remote_scheme(path: &str) -> Option<&str> {
    let (scheme, _) = path.split_once("://")?;
    ["http", "https", "oci"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(scheme)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::world::{Entry, Kind};
    use std::io;
    use std::path::PathBuf;
    use std::time::Duration;

    /// A world of a few named files.
    pub(crate) struct Files(pub(crate) Vec<(&'static str, &'static str)>);

    impl World for Files {
        fn read(&self, path: &Path, _limit: u64) -> io::Result<Vec<u8>> {
            let found = self.0.iter().find(|(name, _)| Path::new(name) == path);
            found.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
        }
        fn list(&self, _dir: &Path) -> io::Result<Vec<Entry>> {
            Ok(Vec::new())
        }
        fn stat(&self, _path: &Path) -> io::Result<Kind> {
            Err(io::ErrorKind::NotFound.into())
        }
        fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
            Ok(path.to_owned())
        }
        fn stdin(&self, _limit: u64) -> io::Result<Vec<u8>> {
            Ok(b"from: stdin\n".to_vec())
        }
        fn var(&self, _name: &str) -> Option<String> {
            None
        }
        fn now(&self) -> Duration {
            Duration::ZERO
        }
        fn random(&self, _buffer: &mut [u8]) {}
    }

    #[test]
    fn nothing_is_fetched() {
        let world = Files(vec![]);
        assert_eq!(&*read("-", &world).unwrap(), "from: stdin\n");
        let error = read("https://example.org/v.yaml", &world).unwrap_err();
        assert_eq!(error.message(), "https://example.org/v.yaml: files are not fetched over https");
    }
}
