//! Reads the templates of a render, each text once, and on all cores where there is much of it.

use super::{bound, errors};
use crate::compile::{self, Compiled};
use crate::diag::Diagnostic;
use crate::gotmpl::{self, ParseError, Source, Tree};
use crate::helm::Helm;
use crate::helpers;
use crate::scope::TemplateSource;
use crate::stack;
use crate::value::{FileText, Str};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Bytes of templates from which on it pays to parse and compile on all cores.
pub(super) const SIDE_BY_SIDE: usize = 64 << 10;

type Parsed = Result<Vec<Tree>, ParseError>;

/// What the files came to that were parsed ahead, by their names.
#[derive(Debug, Default)]
pub struct Ahead(HashMap<Str, (Arc<Source>, Parsed)>);

/// Does `own`. Meanwhile helpers parse the files, given by the names that they will probably have and their texts, if
/// there is much of them. One that turns out to take no part was parsed in vain, and its faults are nobody's.
pub fn parse_ahead<R>(files: &[(Str, FileText)], helm: Helm, own: impl FnOnce() -> R) -> (R, Ahead) {
    if files.iter().map(|(_, text)| text.len()).sum::<usize>() < SIDE_BY_SIDE {
        return (own(), Ahead::default());
    }
    let originals = originals(files.iter().map(|(name, text)| (&**name, text)));
    let slots: Vec<(Arc<Source>, OnceLock<Parsed>)> = files
        .iter()
        .zip(originals)
        .enumerate()
        .filter(|(number, (_, original))| number == original)
        .map(|(_, ((name, text), _))| (source(name, text), OnceLock::new()))
        .collect();
    let work = |(source, slot): &(Arc<Source>, OnceLock<Parsed>)| {
        slot.get_or_init(|| parse(source, helm));
    };
    let result = helpers::beside(&slots, work, own);
    let parsed = slots.into_iter().filter_map(|(source, slot)| {
        let parsed = slot.into_inner()?;
        Some((source.name.clone(), (source, parsed)))
    });
    (result, Ahead(parsed.collect()))
}

impl Ahead {
    /// What that template came to, if it is one of those.
    fn take(&mut self, template: &TemplateSource) -> Option<Parsed> {
        let is_that = |source: &Source| source.text.is(&template.text);
        self.0.get(&template.name).filter(|(source, _)| is_that(source))?;
        self.0.remove(&template.name).map(|(_, parsed)| parsed)
    }
}

/// The trees of every template, in their order; none of those that were compiled before. What was parsed `ahead` is not
/// parsed again, nor is a copy: every subchart may carry the library that the chart has.
///
/// # Errors
/// What Helm says of the first that does not parse.
pub(super) fn parse_all(
    templates: &[&TemplateSource],
    helm: Helm,
    mut ahead: Ahead,
) -> Result<Vec<Vec<Tree>>, Diagnostic> {
    let originals = originals(templates.iter().map(|template| (&*template.name, &template.text)));
    let parsed: Vec<OnceLock<Parsed>> = templates.iter().map(|_| OnceLock::new()).collect();
    for (number, (template, original)) in templates.iter().zip(&originals).enumerate() {
        // What is said of a fault names the file, which must be the first of those that have it.
        let trees = ahead.take(template).filter(|trees| trees.is_ok() || number == *original);
        if let (Some(slot), Some(trees)) = (parsed.get(*original), trees) {
            // Another copy may have been parsed ahead too.
            let _ = slot.set(trees);
        }
    }
    let slots = templates.iter().zip(&parsed).enumerate();
    let missing = slots.filter(|(number, (template, slot))| {
        originals.get(*number) == Some(number) && slot.get().is_none() && compiled(template).is_none()
    });
    let missing: Vec<(&&TemplateSource, &OnceLock<Parsed>)> = missing.map(|(_, missing)| missing).collect();
    let read = |(template, slot): &(&&TemplateSource, &OnceLock<Parsed>)| {
        slot.get_or_init(|| parse(&source(&template.name, &template.text), helm));
    };
    if is_large(templates) {
        helpers::map(&missing, read);
    } else {
        missing.iter().for_each(read);
    }
    let all = templates.iter().zip(&originals).map(|(template, original)| {
        match parsed.get(*original).and_then(OnceLock::get) {
            Some(Ok(trees)) => trees_of(trees, template, helm),
            Some(Err(error)) => Err(error.clone()),
            None => Ok(Vec::new()),
        }
        .map_err(|error| errors::parse_error(&error, &template.text))
    });
    let all = all.collect();
    stack::leave(parsed);
    all
}

/// Which file each one is a copy of: the first that has its own name and its text, which may be itself.
fn originals<'f>(files: impl Iterator<Item = (&'f str, &'f FileText)>) -> Vec<usize> {
    let mut known: HashMap<(&str, usize), (usize, &FileText)> = HashMap::new();
    let original = |(number, (path, text)): (usize, (&'f str, &'f FileText))| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (first, its) = *known.entry((name, text.len())).or_insert((number, text));
        if its == text { first } else { number }
    };
    files.enumerate().map(original).collect()
}

/// A template's trees, given those of a copy.
fn trees_of(trees: &[Tree], template: &TemplateSource, helm: Helm) -> Parsed {
    let Some(own) = trees.last().filter(|own| own.source.name != template.name) else {
        return Ok(trees.to_vec());
    };
    let source = source(&template.name, &template.text);
    // A text that knows where it stands may define a template by the name of its file.
    if [&own.source.name, &source.name].iter().any(|name| source.text.contains(&***name)) {
        return parse(&source, helm);
    }
    let copy = |tree: &Tree| Tree {
        name: if tree.name == own.name { &source.name } else { &tree.name }.clone(),
        source: source.clone(),
        ..tree.clone()
    };
    Ok(trees.iter().map(copy).collect())
}

/// A text under the name that messages give it.
pub(super) fn source(name: &Str, text: &FileText) -> Arc<Source> {
    Arc::new(Source { name: name.clone(), text: text.clone() })
}

/// Parses a file or a `tpl` text; one without a single action is its own tree.
pub(super) fn parse(source: &Arc<Source>, helm: Helm) -> Parsed {
    gotmpl::parse(source, &|name| bound::knows(name, helm))
}

/// Whether it pays to use all cores.
pub(super) fn is_large(templates: &[&TemplateSource]) -> bool {
    templates.iter().map(|template| template.text.len()).sum::<usize>() >= SIDE_BY_SIDE
}

/// The programs of a template that was compiled before.
pub(super) fn compiled(template: &TemplateSource) -> Option<&'static [Compiled]> {
    template.builtin.then(|| compile::compiled(&template.name)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Map;

    fn template(name: &str, text: &FileText) -> TemplateSource {
        TemplateSource {
            name: name.into(),
            text: text.clone(),
            base_path: Str::default(),
            scope: Map::default(),
            builtin: false,
        }
    }

    /// What helpers make of templates, the last one first.
    fn parsed_ahead(templates: &[&TemplateSource]) -> Ahead {
        let likely = templates.iter().rev().map(|template| (template.name.clone(), template.text.clone()));
        // It ends when all are parsed, or on a machine with one core.
        let wait = || std::thread::sleep(std::time::Duration::from_millis(50));
        parse_ahead(&likely.collect::<Vec<_>>(), Helm::V4, wait).1
    }

    #[test]
    fn what_was_parsed_ahead_is_what_is_rendered() {
        let text = FileText::from(format!("{{{{ .x }}}}{}", "x".repeat(SIDE_BY_SIDE)));
        let mut ahead = parsed_ahead(&[&template("b", &"{{ broken".into()), &template("a", &text)]);
        // Another file has that name, or another name that text: an alias can bring about both.
        assert!(ahead.take(&template("a", &"other".into())).is_none());
        assert!(ahead.take(&template("c", &text)).is_none());
        if let Some(parsed) = ahead.take(&template("a", &text)) {
            assert_eq!(parsed.unwrap().len(), 1);
            assert!(ahead.take(&template("a", &text)).is_none());
        }
    }

    /// The trees by name and file, and what they hold.
    fn shown(trees: &[Vec<Tree>]) -> Vec<String> {
        let shown = |tree: &Tree| format!("{} of {}: {:?}", tree.name, tree.source.name, tree.root);
        trees.iter().flatten().map(shown).collect()
    }

    #[test]
    fn a_copy_has_the_trees_that_it_would_have_by_itself() {
        let library: FileText =
            "{{ define \"x\" }}{{ .a }}{{ end }}{{ define \"y\" }}{{ end }} b {{ .c }}".into();
        let knowing: FileText = "{{ define \"a/charts/l/_k\" }}{{ .a }}{{ end }}".into();
        let padded = FileText::from(format!("{}{}", &*library, "x".repeat(SIDE_BY_SIDE)));
        for texts in [[&library, &knowing], [&padded, &knowing]] {
            let templates: Vec<TemplateSource> = ["a/_l", "a/charts/l/_l", "a/_k", "a/charts/l/_k", "b/_k"]
                .iter()
                .map(|name| template(name, texts[usize::from(name.ends_with("_k"))]))
                .collect();
            let templates: Vec<&TemplateSource> = templates.iter().collect();
            let each: Vec<Vec<Tree>> = templates
                .iter()
                .map(|template| parse(&source(&template.name, &template.text), Helm::V4).unwrap())
                .collect();
            let ahead = parsed_ahead(&templates);
            for ahead in [Ahead::default(), ahead] {
                let all = parse_all(&templates, Helm::V4, ahead).unwrap();
                assert_eq!(shown(&all), shown(&each));
                // The first two share what they hold.
                let root = |number: usize| all[number].last().unwrap().root.clone();
                assert!(Arc::ptr_eq(&root(0), &root(1)));
            }
        }
    }

    #[test]
    fn of_copies_with_a_fault_the_first_is_named() {
        for padding in [0, SIDE_BY_SIDE] {
            let text = FileText::from(format!("{}\n{{{{ .a", "x".repeat(padding)));
            let templates = [template("a/_l", &text), template("b/_l", &text)];
            let ahead = parsed_ahead(&templates.each_ref());
            let error = parse_all(&templates.each_ref()[..], Helm::V4, ahead).unwrap_err();
            assert!(error.to_string().contains("a/_l:2"), "{error}");
        }
    }
}
