//! The templates of a render, by their names.

use super::memo::Memo;
use super::program::Program;
use crate::compile::Compiled;
use crate::gotmpl::{Node, Source, Tree, is_empty_list};
use crate::stack;
use crate::value::{FileText, Str};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A template that can be called.
#[derive(Debug)]
pub(super) struct Unit {
    /// The name under which minijinja knows its program.
    pub(super) key: Str,
    /// Its name.
    pub(super) name: Str,
    pub(super) source: Arc<Source>,
    /// Its tree; that of a program which was compiled before is only read when it fails.
    pub(super) tree: OnceLock<Option<Tree>>,
    /// Its program, or why there is none. Who asks for one that is being made waits for it.
    pub(super) program: OnceLock<Result<Program, String>>,
    /// Its program after that one was for a single run.
    pub(super) again: OnceLock<Result<Program, String>>,
    /// What its program includes by name.
    pub(super) includes: OnceLock<Vec<Str>>,
    pub(super) origin: Origin,
    /// The whole output, where the template has no action.
    pub(super) plain: Option<FileText>,
    /// What it printed when it was called.
    pub(super) memo: Memo,
}

impl Unit {
    /// A template of which nothing was made yet.
    fn new(key: Str, name: Str, source: Arc<Source>, origin: Origin, plain: Option<FileText>) -> Unit {
        Unit {
            key,
            name,
            source,
            tree: OnceLock::new(),
            program: OnceLock::new(),
            again: OnceLock::new(),
            includes: OnceLock::new(),
            origin,
            plain,
            memo: Memo::default(),
        }
    }
}

/// Where a program comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// A file of the chart.
    File,
    /// A file of a chart that was compiled before, to this program.
    Compiled(&'static Compiled),
    /// A `tpl` text.
    Text,
}

/// The templates by the name by which they are included.
pub(super) type Units = HashMap<Str, Arc<Unit>>;

/// Puts a template under its name. A body of blanks never replaces another one.
/// Source: Go, text/template/template.go, `associate`.
pub(super) fn install(units: &mut Units, key: Str, tree: Tree, origin: Origin) {
    let text = &tree.source.text;
    if units.contains_key(&tree.name) && is_empty_list(text, &tree.root) {
        return;
    }
    let plain = tree.root.iter().map(|node| match node {
        Node::Text(span) => text.get(span.range()),
        _ => None,
    });
    let plain = match &tree.root[..] {
        [Node::Text(span)] if span.range() == (0..text.len()) => Some(text.clone()),
        _ => plain.collect::<Option<String>>().map(FileText::from),
    };
    let (name, source) = (tree.name.clone(), tree.source.clone());
    let mut unit = Unit::new(key, name.clone(), source, origin, plain);
    unit.tree = OnceLock::from(Some(tree));
    // To take the tree of another copy of a library chart apart would take as long as to read it.
    stack::leave(units.insert(name, Arc::new(unit)));
}

/// Puts the templates of a file under their names, from programs that were compiled before.
pub(super) fn install_compiled(units: &mut Units, source: &Arc<Source>, programs: &'static [Compiled]) {
    for program in programs {
        let name = program.define.map_or_else(|| source.name.clone(), Str::from);
        let plain = program.steps.is_empty().then(FileText::default);
        let unit = Unit::new(name.clone(), name.clone(), source.clone(), Origin::Compiled(program), plain);
        units.insert(name, Arc::new(unit));
    }
}
