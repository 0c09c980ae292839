//! Templates are parsed while it is still being settled which of them take part, and what they see.

use super::bound;
use super::session::SIDE_BY_SIDE;
use crate::gotmpl::{self, ParseError, Source, Tree};
use crate::helm::Helm;
use crate::helpers;
use crate::scope::TemplateSource;
use crate::value::Str;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// What the files came to that were parsed ahead, by their names.
#[derive(Debug, Default)]
pub struct Ahead(HashMap<Str, (Arc<Source>, Parsed)>);

pub(super) type Parsed = Result<Vec<Tree>, ParseError>;

/// Does `own`. Meanwhile helpers parse the files, given by the names that they will probably have and their texts, if
/// there is much of them. One that turns out to take no part was parsed in vain, and its faults are nobody's.
pub fn parse_ahead<R>(files: &[(Str, Str)], helm: Helm, own: impl FnOnce() -> R) -> (R, Ahead) {
    if files.iter().map(|(_, text)| text.len()).sum::<usize>() < SIDE_BY_SIDE {
        return (own(), Ahead::default());
    }
    let slots: Vec<(Arc<Source>, OnceLock<Parsed>)> = files
        .iter()
        .map(|(name, text)| (Arc::new(Source { name: name.clone(), text: text.clone() }), OnceLock::new()))
        .collect();
    let parse = |(source, slot): &(Arc<Source>, OnceLock<Parsed>)| {
        slot.get_or_init(|| gotmpl::parse(source, &|name| bound::knows(name, helm)));
    };
    let result = helpers::beside(&slots, parse, own);
    let parsed = slots.into_iter().filter_map(|(source, slot)| {
        let parsed = slot.into_inner()?;
        Some((source.name.clone(), (source, parsed)))
    });
    (result, Ahead(parsed.collect()))
}

impl Ahead {
    /// What that template came to, if it is one of those.
    pub(super) fn take(&mut self, template: &TemplateSource) -> Option<Parsed> {
        let is_that = |source: &Source| Arc::ptr_eq(&source.text, &template.text);
        self.0.get(&template.name).filter(|(source, _)| is_that(source))?;
        self.0.remove(&template.name).map(|(_, parsed)| parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Map;

    #[test]
    fn what_was_parsed_ahead_is_what_is_rendered() {
        let text: Str = format!("{{{{ .x }}}}{}", "x".repeat(SIDE_BY_SIDE)).into();
        let files = [("a".into(), text.clone()), ("b".into(), "{{ broken".into())];
        // It ends when all are parsed, or on a machine with one core.
        let (_, mut ahead) =
            parse_ahead(&files, Helm::V4, || std::thread::sleep(std::time::Duration::from_millis(50)));
        let template = |name: &str, text: &Str| TemplateSource {
            name: name.into(),
            text: text.clone(),
            base_path: Str::default(),
            scope: Map::default(),
            builtin: false,
        };
        // Another file has that name, or another name that text: an alias can bring about both.
        assert!(ahead.take(&template("a", &"other".into())).is_none());
        assert!(ahead.take(&template("c", &text)).is_none());
        if let Some(parsed) = ahead.take(&template("a", &text)) {
            assert_eq!(parsed.unwrap().len(), 1);
            assert!(ahead.take(&template("a", &text)).is_none());
        }
    }
}
