//! A chart's folder: every file below it that `.helmignore` does not leave out.
//!
//! Source: Helm, pkg/chart/loader/directory.go and internal/sympath/walk.go. One rule is ours: Helm follows
//! a symbolic link wherever it leads, so that a stranger's chart can read any file of the machine; here a
//! link may leave the chart only into folders that the user named.

use super::ignore::Rules;
use super::path::go_io_error;
use super::unread::{Later, Unread, may_wait};
use super::{Contents, File, LoadOptions, MAX_CHART_SIZE, MAX_FILE_SIZE};
use crate::diag::Diagnostic;
use crate::golang::strconv::quote;
use crate::helm::Helm;
use crate::helpers;
use crate::log::{Level, Log};
use crate::world::{Kind, World};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// Most files and folders that are looked at in one chart. The largest public charts have a few thousand;
/// without a bound, links to folders could multiply a small chart beyond all measure.
pub(super) const MAX_ENTRIES: usize = 200_000;

/// Deepest folder inside a chart.
pub(super) const MAX_DEPTH: usize = 128;

/// Most links that are followed one after the other to find where a chain breaks off; Go's own bound.
const MAX_LINKS: usize = 255;

const TOO_MANY_LINKS: &str = "EvalSymlinks: too many links";

/// The files below `root` in Helm's order: folder by folder, names in the order of their bytes.
/// `root` has no symbolic link in it; `shown` is the name of the same folder for messages.
pub(super) fn files(
    root: &Path,
    shown: &Path,
    world: &dyn World,
    options: &LoadOptions<'_>,
    log: &mut Log,
) -> Result<Vec<File>, Diagnostic> {
    let rules = match world.read(&root.join(".helmignore"), MAX_FILE_SIZE) {
        Ok(text) => Rules::parse(&String::from_utf8_lossy(&text)).map_err(Diagnostic::new)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Rules::parse("").map_err(Diagnostic::new)?,
        Err(error) => return Err(Diagnostic::new(go_io_error("open", &shown.join(".helmignore"), &error))),
    };
    // A folder that does not exist allows nothing.
    let allowed = options.allow.iter().filter_map(|dir| world.canonical(dir).ok());
    let mut walk = Walk {
        world,
        log,
        rules,
        helm: options.helm,
        shown,
        allowed: std::iter::once(root.to_owned()).chain(allowed).collect(),
        entries: 0,
        found: Vec::new(),
    };
    let walked = walk.dir(root, "", &mut vec![root.to_owned()]);
    // Helm reads while it walks: a file that cannot be read comes before what is found after it.
    let reading = Reading { world, helm: options.helm, shown, unread: options.unread };
    let files = reading.all(&walk.found)?;
    walked.map(|()| files)
}

struct Walk<'a> {
    world: &'a dyn World,
    log: &'a mut Log,
    rules: Rules,
    helm: Helm,
    shown: &'a Path,
    /// The folders into which links may lead, without symbolic links in them.
    allowed: Vec<PathBuf>,
    entries: usize,
    found: Vec<Found>,
}

/// A file that is to be read.
struct Found {
    path: PathBuf,
    /// Its path inside the chart.
    name: String,
    /// Its own name.
    base: String,
}

/// From how many files on it pays to read on all cores.
const SIDE_BY_SIDE: usize = 64;

impl Walk<'_> {
    /// Reads the folder `dir` whose names get `prefix` before them. `above` is the real path of every folder
    /// on the way down, this one included.
    fn dir(&mut self, dir: &Path, prefix: &str, above: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
        let shown = self.shown;
        if above.len() > MAX_DEPTH {
            return Err(Diagnostic::new(format!(
                "folder {} of the chart is nested deeper than {MAX_DEPTH} levels",
                shown.join(prefix).display()
            )));
        }
        let entries = self.world.list(dir);
        for entry in entries.map_err(|e| Diagnostic::new(go_io_error("open", &shown.join(prefix), &e)))? {
            self.entries += 1;
            if self.entries > MAX_ENTRIES {
                return Err(Diagnostic::new(format!(
                    "chart {} has more than {MAX_ENTRIES} files and folders",
                    shown.display()
                )));
            }
            let name = format!("{prefix}{}", entry.name);
            let mut path = dir.join(&entry.name);
            let mut kind = entry.kind;
            if kind == Kind::Symlink {
                match self.follow(&path, &name, above)? {
                    Some(target) => (path, kind) = target,
                    None => continue,
                }
            }
            if self.rules.ignores(&name, kind == Kind::Dir) {
                continue;
            }
            match kind {
                Kind::Dir => {
                    above.push(path.clone());
                    self.dir(&path, &format!("{name}/"), above)?;
                    above.pop();
                }
                Kind::File(_) => {
                    self.found.push(Found { path, name, base: entry.name });
                    if self.found.len() == SIDE_BY_SIDE {
                        helpers::start();
                    }
                }
                Kind::Symlink | Kind::Other => {
                    return Err(Diagnostic::new(format!(
                        "cannot load irregular file {} as it has file mode type bits set",
                        shown.join(&name).display()
                    )));
                }
            }
        }
        Ok(())
    }

    /// The path at which a chain of links breaks off, if it is not too long. Source: Go, path/filepath, `walkSymlinks`.
    fn broken_at(&self, path: &Path, left: usize) -> Option<PathBuf> {
        let mut here = PathBuf::new();
        let mut parts = path.components();
        while let Some(part) = parts.next() {
            if part == Component::ParentDir {
                here.pop();
                continue;
            }
            here.push(part);
            if let Ok(target) = self.world.link_target(&here) {
                here.pop();
                return self.broken_at(&here.join(target).join(parts.as_path()), left.checked_sub(1)?);
            }
            if self.world.stat(&here).is_err() {
                return Some(here);
            }
        }
        Some(here)
    }

    /// The real path behind a symbolic link and what stands there; nothing where `.helmignore` leaves it out.
    fn follow(
        &mut self,
        link: &Path,
        name: &str,
        above: &[PathBuf],
    ) -> Result<Option<(PathBuf, Kind)>, Diagnostic> {
        let shown = self.shown.join(name);
        let stands = self.world.canonical(link).and_then(|target| Ok((self.world.stat(&target)?, target)));
        let (kind, target) = stands.map_err(|error| {
            let cause = self
                .broken_at(&shown, MAX_LINKS)
                .map_or_else(|| TOO_MANY_LINKS.to_owned(), |at| go_io_error("lstat", &at, &error));
            Diagnostic::new(cause).context(format_args!("error evaluating symlink {}", shown.display()))
        })?;
        let (from, to) = (shown.to_string_lossy(), target.to_string_lossy());
        match self.helm {
            Helm::V3 => self.log.printf(
                "walk.go:75",
                &format!("found symbolic link in path: {from} resolves to {to}. Contents of linked file included and used"),
            ),
            Helm::V4 => self.log.structured(
                Level::Info,
                "found symbolic link in path. Contents of linked file included and used",
                &[("path", &from), ("resolved", &to)],
            ),
        }
        if self.rules.ignores(name, kind == Kind::Dir) {
            return Ok(None);
        }
        if !self.allowed.iter().any(|dir| target.starts_with(dir)) {
            let folder = target.parent().unwrap_or(&target).display();
            return Err(Diagnostic::new(format!("symbolic link {from} leads out of the chart, to {to}"))
                .hint(format!("allow it with --allow-path {folder}, if the chart may read that folder")));
        }
        if above.iter().any(|dir| dir.starts_with(&target)) {
            return Err(Diagnostic::new(format!(
                "symbolic link {from} leads to a folder that it stands in, {to}"
            )));
        }
        Ok(Some((target, kind)))
    }
}

/// How the files of a chart are read.
struct Reading<'a> {
    world: &'a dyn World,
    helm: Helm,
    shown: &'a Path,
    unread: Option<&'a Arc<Unread>>,
}

impl Reading<'_> {
    /// A file that is read later, if it is one and there is anything in it.
    fn later(&self, file: &Found, limit: u64) -> io::Result<Option<File>> {
        let Some(unread) = self.unread.filter(|_| may_wait(&file.name)) else { return Ok(None) };
        let size = self.world.size(&file.path, limit)?;
        let later = || Later {
            unread: Arc::clone(unread),
            path: file.path.clone(),
            name: file.name.clone(),
            shown: self.shown.to_owned(),
            size,
            contents: OnceLock::new(),
        };
        let file = |data| File { name: file.name.as_str().into(), data };
        // A file of the kernel's own has something in it though it has no size.
        Ok((size > 0).then(|| file(Contents::Later(Arc::new(later())))))
    }

    /// A file of at most `limit` bytes, which may be one that is read later.
    fn file(&self, file: &Found, limit: u64) -> io::Result<File> {
        if let Some(later) = self.later(file, limit)? {
            return Ok(later);
        }
        Ok(File::new(&file.name, self.world.read(&file.path, limit)?))
    }

    fn all(&self, found: &[Found]) -> Result<Vec<File>, Diagnostic> {
        if found.len() >= SIDE_BY_SIDE {
            let left = AtomicU64::new(MAX_CHART_SIZE);
            let read = helpers::map(found, |file| {
                let file = self.file(file, self.limit(left.load(Ordering::Relaxed))).ok()?;
                let size = file.data.size();
                let fits =
                    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(size));
                fits.is_ok().then_some(file)
            });
            // Which file is the first that cannot be read, or that is one too many, is found in order.
            if let Some(files) = read.into_iter().collect() {
                return Ok(files);
            }
        }
        let mut left = MAX_CHART_SIZE;
        found.iter().map(|file| self.one(file, &mut left)).collect()
    }

    /// Most bytes that a file may have where `left` may still be read.
    fn limit(&self, left: u64) -> u64 {
        match self.helm {
            Helm::V3 => MAX_FILE_SIZE.min(left),
            Helm::V4 => left,
        }
    }

    fn one(&self, file: &Found, left: &mut u64) -> Result<File, Diagnostic> {
        let (name, limit) = (&file.name, self.limit(*left));
        let file = self.file(file, limit).map_err(|error| {
            Diagnostic::new(match error.kind() {
                io::ErrorKind::FileTooLarge if limit == MAX_FILE_SIZE => {
                    let base = quote(&file.base);
                    format!("chart file {base} is larger than the maximum file size {MAX_FILE_SIZE}")
                }
                io::ErrorKind::FileTooLarge => {
                    format!("error reading {name}: chart exceeds maximum decompressed size of {MAX_CHART_SIZE} bytes")
                }
                _ => format!("error reading {name}: {}", go_io_error("open", &self.shown.join(name), &error)),
            })
        })?;
        *left = left.saturating_sub(file.data.size());
        Ok(file)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::chart::load;
    use crate::world::{Entry, System};
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::time::Duration;

    /// A folder that is gone when the test is over.
    struct Temp(PathBuf);

    impl Temp {
        fn new(name: &str) -> Temp {
            let path =
                std::env::temp_dir().join(format!("openclaw-render-dir-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(path.join("chart/templates")).unwrap();
            fs::create_dir_all(path.join("outside")).unwrap();
            let temp = Temp(path.canonicalize().unwrap());
            temp.write("chart/Chart.yaml", "{apiVersion: v2, name: x, version: 1.0.0}");
            temp
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.0.join(name), text).unwrap();
        }

        fn load(&self, helm: Helm, allow: &[PathBuf]) -> Result<(Vec<String>, Vec<String>), String> {
            let mut log = Log::new(helm);
            let loaded =
                load(&self.0.join("chart"), &System, &LoadOptions { helm, allow, unread: None }, &mut log);
            let chart =
                loaded.map_err(|error| format!("{error:#}").replace(&*self.0.to_string_lossy(), "TMP"))?;
            let lines =
                log.lines.iter().map(|line| line.replace(&*self.0.to_string_lossy(), "TMP")).collect();
            Ok((chart.raw.iter().map(|file| file.name.to_string()).collect(), lines))
        }
    }

    impl Drop for Temp {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    // Expectations: `helm template` 3.22.0 and 4.3.1, but for the refusals, which are ours.
    #[test]
    fn links_are_followed_inside_of_the_chart_only() {
        let temp = Temp::new("links");
        temp.write("chart/templates/a.yaml", "");
        temp.write("outside/secret", "");
        symlink("templates", temp.0.join("chart/more")).unwrap();
        let (files, lines) = temp.load(Helm::V3, &[]).unwrap();
        assert_eq!(files, ["Chart.yaml", "more/a.yaml", "templates/a.yaml"]);
        assert_eq!(
            lines,
            ["walk.go:75: found symbolic link in path: TMP/chart/more resolves to TMP/chart/templates. \
              Contents of linked file included and used"]
        );
        assert_eq!(
            temp.load(Helm::V4, &[]).unwrap().1,
            ["level=INFO msg=\"found symbolic link in path. Contents of linked file included and used\" \
              path=TMP/chart/more resolved=TMP/chart/templates"]
        );
        symlink("../outside/secret", temp.0.join("chart/leak")).unwrap();
        let error = temp.load(Helm::V4, &[]).unwrap_err();
        assert_eq!(
            error,
            "symbolic link TMP/chart/leak leads out of the chart, to TMP/outside/secret\n  \
             hint: allow it with --allow-path TMP/outside, if the chart may read that folder"
        );
        assert!(temp.load(Helm::V4, &[temp.0.join("outside")]).is_ok());
        temp.write("chart/.helmignore", "leak\n");
        assert_eq!(
            temp.load(Helm::V4, &[]).unwrap().0,
            [".helmignore", "Chart.yaml", "more/a.yaml", "templates/a.yaml"]
        );
    }

    #[test]
    fn a_link_to_a_folder_above_is_refused() {
        let temp = Temp::new("loop");
        symlink("..", temp.0.join("chart/templates/loop")).unwrap();
        let error = temp.load(Helm::V3, &[]).unwrap_err();
        assert!(
            error.starts_with("symbolic link TMP/chart/templates/loop leads to a folder that it stands in"),
            "{error}"
        );
        fs::remove_file(temp.0.join("chart/templates/loop")).unwrap();
        symlink("gone", temp.0.join("chart/templates/loop")).unwrap();
        let error = temp.load(Helm::V3, &[]).unwrap_err();
        assert!(error.starts_with("error evaluating symlink TMP/chart/templates/loop: lstat "), "{error}");
        // Helm 3.22.0 of a link to itself.
        fs::remove_file(temp.0.join("chart/templates/loop")).unwrap();
        symlink("loop", temp.0.join("chart/templates/loop")).unwrap();
        let error = temp.load(Helm::V3, &[]).unwrap_err();
        assert_eq!(error, format!("error evaluating symlink TMP/chart/templates/loop: {TOO_MANY_LINKS}"));
    }

    #[test]
    fn the_root_may_be_a_link() {
        let temp = Temp::new("root");
        symlink(temp.0.join("chart"), temp.0.join("outside/chart")).unwrap();
        let mut log = Log::new(Helm::V4);
        let path = temp.0.join("outside/chart");
        assert!(load(&path, &System, &LoadOptions::default(), &mut log).is_ok());
    }

    #[test]
    fn a_folder_without_a_chart_is_told() {
        let temp = Temp::new("none");
        fs::remove_file(temp.0.join("chart/Chart.yaml")).unwrap();
        assert_eq!(temp.load(Helm::V3, &[]).unwrap_err(), "Chart.yaml file is missing");
        assert_eq!(
            temp.load(Helm::V4, &[]).unwrap_err(),
            "unable to detect chart at TMP/chart/Chart.yaml: open TMP/chart/Chart.yaml: no such file or directory"
        );
    }

    /// A folder of as many entries as one likes, each a file of the given size or a folder like it.
    struct Endless {
        entries: usize,
        size: u64,
        depth: usize,
    }

    impl World for Endless {
        fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
            match path.ends_with(".helmignore") {
                true => Err(io::ErrorKind::NotFound.into()),
                false if self.size > limit => Err(io::ErrorKind::FileTooLarge.into()),
                false => Ok(vec![0; usize::try_from(self.size).unwrap()]),
            }
        }
        fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
            let kind = if dir.components().count() < self.depth { Kind::Dir } else { Kind::File(0) };
            Ok((0..self.entries).map(|n| Entry { name: format!("{n}"), kind }).collect())
        }
        fn stat(&self, _path: &Path) -> io::Result<Kind> {
            Ok(Kind::Dir)
        }
        fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
            Ok(path.to_owned())
        }
        fn stdin(&self, _limit: u64) -> io::Result<Vec<u8>> {
            Ok(Vec::new())
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
    fn bounds_hold_at_their_edge() {
        let walk = |entries: usize, size: u64, depth: usize, helm: Helm| {
            let options = LoadOptions { helm, allow: &[], unread: None };
            let root = Path::new("/");
            files(root, root, &Endless { entries, size, depth }, &options, &mut Log::new(helm))
                .map(|files| files.len())
                .map_err(|error| error.message().to_owned())
        };
        assert_eq!(walk(MAX_ENTRIES, 0, 0, Helm::V4), Ok(MAX_ENTRIES));
        assert!(
            walk(MAX_ENTRIES + 1, 0, 0, Helm::V4).unwrap_err().contains("more than 200000 files and folders")
        );
        assert_eq!(walk(1, 0, MAX_DEPTH, Helm::V4), Ok(1));
        assert!(walk(1, 0, MAX_DEPTH + 1, Helm::V4).unwrap_err().contains("nested deeper than 128 levels"));
        assert_eq!(walk(1, MAX_FILE_SIZE, 0, Helm::V3), Ok(1));
        assert_eq!(
            walk(1, MAX_FILE_SIZE + 1, 0, Helm::V3).unwrap_err(),
            "chart file \"0\" is larger than the maximum file size 5242880"
        );
        assert_eq!(walk(10, MAX_CHART_SIZE / 10, 0, Helm::V4), Ok(10));
        assert_eq!(
            walk(11, MAX_CHART_SIZE / 10, 0, Helm::V4).unwrap_err(),
            "error reading 10: chart exceeds maximum decompressed size of 104857600 bytes"
        );
        // On all cores.
        assert_eq!(walk(SIDE_BY_SIDE, MAX_CHART_SIZE / SIDE_BY_SIDE as u64, 0, Helm::V4), Ok(SIDE_BY_SIDE));
        assert_eq!(
            walk(SIDE_BY_SIDE + 1, MAX_CHART_SIZE / SIDE_BY_SIDE as u64, 0, Helm::V4).unwrap_err(),
            "error reading 64: chart exceeds maximum decompressed size of 104857600 bytes"
        );
        assert_eq!(
            walk(SIDE_BY_SIDE, MAX_FILE_SIZE + 1, 0, Helm::V3).unwrap_err(),
            "chart file \"0\" is larger than the maximum file size 5242880"
        );
    }
}
