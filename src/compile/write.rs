//! What the compiler writes with: the parts of a program in the order of its text.

use crate::gotmpl::Span;

/// Takes down a program, as text ([`Text`](super::text::Text)) or as steps ([`Coder`](super::coder::Coder)).
///
/// A value is a variable, a literal, a call or an operator, and then the filters that it is piped into.
pub(super) trait Writer<'a> {
    /// Begins a program for a template with this text.
    fn new(source: &'a str) -> Self;

    /// Brings the program to the line of `pos`; only where a blank may stand.
    fn line_up(&mut self, pos: u32);
    /// The same between two tags.
    fn line_up_tags(&mut self, pos: u32);

    /// Text that is printed as it stands.
    fn raw(&mut self, span: Span);
    /// `{{ value }}`, at the line of `pos`.
    fn start_print(&mut self, pos: Option<u32>);
    fn end_print(&mut self);
    /// `{% set target = value %}`
    fn start_set(&mut self, target: &str, pos: Option<u32>);
    fn end_set(&mut self, target: &str);
    /// `{% do target.put(value) %}`
    fn start_put(&mut self, target: &str);
    fn end_put(&mut self);
    /// `{% if value %}`, or `elif`.
    fn start_if(&mut self, pos: Option<u32>, elif: bool);
    fn end_condition(&mut self, elif: bool);
    /// `{% else %}` of an `if`.
    fn otherwise(&mut self);
    fn end_if(&mut self);
    /// `{% for first, second in value %}`; without a position it follows another tag.
    fn start_for(&mut self, names: (&str, Option<&str>), pos: Option<u32>);
    fn end_head(&mut self, names: (&str, Option<&str>));
    /// `{% else %}` of a `for`.
    fn for_else(&mut self);
    fn end_for(&mut self, had_else: bool);
    fn break_loop(&mut self);
    fn continue_loop(&mut self);

    /// A variable.
    fn load(&mut self, name: &str);
    /// What is in a cell, after the cell.
    fn held(&mut self);
    fn none(&mut self);
    fn bool(&mut self, value: bool);
    fn int(&mut self, value: i64);
    fn float(&mut self, value: f64);
    /// A string of the compiler's own.
    fn str(&mut self, text: &str);
    /// A string as the template writes it.
    fn literal(&mut self, literal: &'a str);
    /// `name(first, second)`, called at `pos` of the template.
    fn start_call(&mut self, name: &str, pos: u32);
    fn separate(&mut self);
    fn end_call(&mut self, args: usize);
    /// `|name(first, second)`
    fn start_filter(&mut self, name: &str, pos: u32);
    fn end_filter(&mut self, args: usize);
    /// `|name`
    fn filter(&mut self, name: &str, pos: u32);
    /// `|at("a","b")` for `.a.b`; `ati` where nil is a nil interface.
    fn fields(&mut self, path: &str, interface: bool);
    /// `(not value)`
    fn start_not(&mut self);
    fn end_not(&mut self);
    /// `(first and second)`, `(first or second)`
    fn start_logic(&mut self);
    fn operator(&mut self, and: bool);
    fn end_logic(&mut self);

    /// Gives the call that just ended a number, and tells where in the program it ends.
    fn mark(&mut self, number: u32) -> usize;
}
