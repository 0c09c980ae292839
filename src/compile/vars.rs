//! Go's variables: which minijinja name each declaration gets, and which need a cell.
//!
//! In Go an assignment reaches the variable wherever it was declared. minijinja's `{% for %}` has a frame of
//! its own whose variables are gone with the next item, so a variable that is assigned inside a `range` which
//! does not contain its declaration is kept in a cell; every other one is a plain variable.

use std::collections::BTreeSet;

/// What one pass over a template learns about its variables, by number of declaration.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Info {
    /// Variables that are assigned after their declaration.
    pub(super) assigned: BTreeSet<usize>,
    /// Those of them that must live in a cell.
    pub(super) cells: BTreeSet<usize>,
}

/// Whether Go holds a value as it is or in an `interface{}`, which decides what nil does: a field of a nil
/// interface is an error, a field of no value at all is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    /// The result of a pipeline, or the data of a template: nil has become no value.
    Concrete,
    /// The element of a map or a slice of interfaces.
    Interface,
}

#[derive(Debug)]
pub(super) struct Variable<'a> {
    pub(super) name: &'a str,
    pub(super) id: usize,
    pub(super) jinja: String,
    pub(super) cell: bool,
    pub(super) flavour: Flavour,
    /// How Go holds what a range over it finds.
    pub(super) elements: Flavour,
    /// How many ranges enclose the declaration.
    pub(super) ranges: usize,
}

/// The variables in the order in which Go's interpreter would push them.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    variables: Vec<Variable<'a>>,
    declared: usize,
    dots: usize,
    pub(super) ranges: usize,
    pub(super) dot: (String, Flavour),
}

impl<'a> Scope<'a> {
    pub(super) fn new() -> Scope<'a> {
        Scope {
            variables: Vec::new(),
            declared: 0,
            dots: 0,
            ranges: 0,
            dot: ("dot".to_owned(), Flavour::Concrete),
        }
    }

    /// The number that the next declaration gets.
    pub(super) fn next_id(&self) -> usize {
        self.declared
    }

    /// The minijinja name for the next declaration, and whether it is a cell: the Go name and a number, so
    /// that no name can be a word of Jinja's or shadow another.
    pub(super) fn name(&self, name: &str, info: &Info) -> (String, bool) {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let mut jinja: String = name.chars().skip(1).map(|c| if plain(c) { c } else { '_' }).collect();
        if jinja.is_empty() || jinja.starts_with(|c: char| c.is_ascii_digit()) {
            jinja.insert(0, 'v');
        }
        jinja.push('_');
        jinja.push_str(&(self.declared + 1).to_string());
        (jinja, info.cells.contains(&self.declared))
    }

    pub(super) fn declare(&mut self, name: &'a str, jinja: String, cell: bool, flavour: Flavour) {
        let (id, elements, ranges) = (self.declared, Flavour::Interface, self.ranges);
        self.variables.push(Variable { name, id, jinja, cell, flavour, elements, ranges });
        self.declared += 1;
    }

    /// Says how Go holds what a range over the last variable finds.
    pub(super) fn hold_elements(&mut self, elements: Flavour) {
        if let Some(variable) = self.variables.last_mut() {
            variable.elements = elements;
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<&Variable<'a>> {
        self.variables.iter().rev().find(|variable| variable.name == name)
    }

    pub(super) fn mark(&self) -> usize {
        self.variables.len()
    }

    pub(super) fn pop(&mut self, mark: usize) {
        self.variables.truncate(mark);
    }

    /// Takes the variables above `mark` out of sight.
    pub(super) fn hide(&mut self, mark: usize) -> Vec<Variable<'a>> {
        self.variables.split_off(mark)
    }

    pub(super) fn unhide(&mut self, hidden: Vec<Variable<'a>>) {
        self.variables.extend(hidden);
    }

    pub(super) fn fresh_dot(&mut self) -> String {
        self.dots += 1;
        format!("dot{}", self.dots)
    }

    pub(super) fn enter_dot(&mut self, name: String, flavour: Flavour) -> (String, Flavour) {
        std::mem::replace(&mut self.dot, (name, flavour))
    }

    pub(super) fn leave_dot(&mut self, outer: (String, Flavour)) {
        self.dot = outer;
    }
}
