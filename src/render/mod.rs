//! Runs the templates of a chart, in Helm's order, on minijinja.
//!
//! Source: Helm, pkg/engine/engine.go, `render`: every file is parsed before any runs; they run one after the
//! other in one thread, because they share `.Values` and may change them.

mod bound;
mod bridge;
mod constants;
mod errors;
mod field;
mod guard;
mod link;
mod memo;
mod parse;
mod program;
mod scaffold;
mod session;
mod trace;
mod unit;

use crate::diag::Diagnostic;
use crate::funcs::Env;
use crate::helm::Helm;
use crate::scope::TemplateSource;
use crate::stack;
use crate::value::{FileText, Map, MapType, Str, Value};
use errors::GoError;
use session::Session;
use std::cmp::Reverse;
use std::sync::Arc;

pub use bound::{knows, signature};
pub use parse::{Ahead, parse_ahead};
pub use scaffold::fill;
pub use session::MAX_NESTING;
pub use trace::{Line, Origin, Traces};

/// What one template file printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Helm's name of the file, `mychart/templates/x.yaml`.
    pub name: Str,
    /// Its output.
    pub text: FileText,
}

/// Renders all templates; partials (`_*.tpl`) print nothing of their own. Each file is shown to `each` as soon as it is
/// rendered. `ahead` is what [`parse_ahead`] made of them, or nothing.
///
/// # Errors
/// Helm's sentence for the first template that does not parse, or else for the first that fails.
pub fn render(
    templates: &[TemplateSource],
    env: Env,
    ahead: Ahead,
    each: &(dyn Fn(&Rendered) + Sync),
) -> Result<Vec<Rendered>, Diagnostic> {
    on_large_stack(|| {
        let order = in_order(templates);
        let session = Arc::new(Session::new(&order, env, ahead)?);
        run_all(&order, &session, each)
    })
}

/// Renders all templates again to learn which line of a template wrote which line of the output. The templates must
/// not have been rendered before: they change what they see.
///
/// # Errors
/// As [`render`].
pub fn trace(templates: &[TemplateSource], env: Env) -> Result<(Vec<Rendered>, Traces), Diagnostic> {
    on_large_stack(|| {
        let order = in_order(templates);
        let session = Arc::new(Session::new(&order, env, Ahead::default())?.traced());
        let rendered = run_all(&order, &session, &|_| ())?;
        Ok((rendered, session.traces()))
    })
}

/// Renders a single template outside of a chart, with `data` as its dot, as Helm does for `--name-template`: with
/// sprig's functions and none of Helm's own, and with Go's own errors. Source: Helm, pkg/action/install.go,
/// `TemplateName`.
///
/// # Errors
/// Go's sentence.
pub fn render_text(name: &str, text: &str, data: Value, env: Env) -> Result<String, Diagnostic> {
    on_large_stack(|| {
        let source = TemplateSource {
            name: name.into(),
            text: text.into(),
            base_path: Str::default(),
            scope: Map::default(),
            builtin: false,
        };
        session::parses_alone(&source, env.helm)?;
        let session = Arc::new(Session::new(&[&source], env, Ahead::default())?);
        let engine = session.engine();
        let result = session.run_file(&engine, name, data).map(|text| text.to_string());
        result.map_err(|error| Diagnostic::new(errors::unmarked(&error.text)))
    })
}

/// The programs of a template file, its definitions in the order in which they stand in it, as text.
///
/// # Errors
/// Helm's sentence where the template does not parse.
pub fn program_text(source: &TemplateSource, helm: Helm) -> Result<String, Diagnostic> {
    session::program_text(source, helm)
}

fn on_large_stack<T: Send>(work: impl FnOnce() -> Result<T, Diagnostic> + Send) -> Result<T, Diagnostic> {
    let failed = |error| Err(Diagnostic::new(format!("the system gives no memory for a stack: {error}")));
    stack::deep(work).unwrap_or_else(failed)
}

fn in_order(templates: &[TemplateSource]) -> Vec<&TemplateSource> {
    let mut order: Vec<&TemplateSource> = templates.iter().collect();
    order.sort_by_cached_key(|template| Reverse(order_key(&template.name)));
    order
}

fn run_all(
    order: &[&TemplateSource],
    session: &Arc<Session>,
    each: &dyn Fn(&Rendered),
) -> Result<Vec<Rendered>, Diagnostic> {
    session.with_programs(order, || run_each(order, session, each))
}

fn run_each(
    order: &[&TemplateSource],
    session: &Arc<Session>,
    each: &dyn Fn(&Rendered),
) -> Result<Vec<Rendered>, Diagnostic> {
    let engine = session.engine();
    let mut rendered = Vec::with_capacity(order.len());
    for template in order {
        if is_partial(&template.name) {
            continue;
        }
        let about = [
            ("Name", Value::Str(template.name.clone())),
            ("BasePath", Value::Str(template.base_path.clone())),
        ];
        let about = about.map(|(key, value)| (Str::from(key), value));
        let about = crate::value::Dict::new(MapType::Values, about.into_iter().collect());
        template.scope.insert_local("Template", about);
        let text = session
            .run_file(&engine, &template.name, Value::Map(template.scope.clone()))
            .map_err(|error: GoError| errors::finish(error, &template.name, session.env.helm))?;
        let text = without_no_value(&text).map_or(text, FileText::from);
        let file = Rendered { name: template.name.clone(), text };
        each(&file);
        rendered.push(file);
    }
    stack::leave((engine, session.clone()));
    Ok(rendered)
}

/// Whether a template prints nothing of its own. Source: Helm, engine.go, `render`.
fn is_partial(name: &str) -> bool {
    name.rsplit('/').next().unwrap_or_default().starts_with('_')
}

/// Deepest path first, then names backwards. Source: Helm, engine.go, `sortTemplates`.
fn order_key(name: &str) -> (usize, &str) {
    (name.bytes().filter(|byte| *byte == b'/').count(), name)
}

/// What Go prints for a missing value.
pub(crate) const NO_VALUE: &str = "<no value>";

/// Helm removes every `<no value>` from what a template printed, whoever wrote it: what is left, if there is one.
fn without_no_value(text: &str) -> Option<String> {
    // Few templates print one, and all are searched.
    memchr::memmem::find(text.as_bytes(), NO_VALUE.as_bytes()).map(|_| text.replace(NO_VALUE, ""))
}
