//! A program as a list of steps: what minijinja's instructions are made of, without minijinja.
//!
//! The steps say the same as the program's text, and in the order in which they are done: a function stands before its
//! arguments, and the call behind them. [`render`](crate::render) links them to functions and makes instructions of
//! them. So a render needs no text: to write it and to read it again took a third of the time of a large chart.

/// A part of a text: of the template, or of what the program has of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first byte; [`OWN`](Part::OWN) is set for the program's own text.
    pub from: u32,
    /// How many bytes.
    pub len: u32,
}

impl Part {
    /// Marks a part of the program's own text. No text is that long: 2 GiB.
    pub const OWN: u32 = 1 << 31;
}

/// A step of a program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Prints a part as it stands.
    Raw(Part),
    /// Prints the value. What goes wrong then is said of the call with this mark; 0 if there is none.
    Print(u32),
    /// A function, in front of its arguments or (`piped`) of the value that is piped into it.
    Function {
        /// Its name.
        name: Part,
        /// Whether a value is piped into it.
        piped: bool,
        /// Where in the template it is called.
        at: u32,
    },
    /// A function that follows a path of fields, in front of the value that has them.
    Path {
        /// The names with dots between them.
        path: Part,
        /// Whether nil is a nil interface there.
        interface: bool,
    },
    /// Calls a function with so many arguments.
    Call {
        /// Those that stand behind the function.
        args: u16,
        /// By this number a failure finds its node of the template; 0 if there is none.
        mark: u32,
    },
    /// Puts a value into a cell.
    Put,
    /// What is in a cell.
    Held,
    /// The value of a variable.
    Load(Part),
    /// Keeps a value in a variable.
    Store(Part),
    /// No value.
    None,
    /// A literal.
    Bool(bool),
    /// A literal.
    Int(i64),
    /// A literal.
    Float(f64),
    /// A literal.
    Str(Part),
    /// Whether a value is false.
    Not,
    /// Before the first operand of `and` or `or`.
    StartLogic,
    /// Between two operands of `and`: the rest is only looked at if the first is true.
    And,
    /// Between two operands of `or`.
    Or,
    /// After the last operand.
    EndLogic,
    /// What follows is for a value that is true.
    If,
    /// What follows is for the other case.
    Else,
    /// The end of both.
    EndIf,
    /// What follows is done for each item.
    For,
    /// The same for items that are pairs.
    ForPairs,
    /// The end of a loop, and what follows is for one without items, up to an [`EndIf`](Step::EndIf).
    ForElse,
    /// The end of a loop.
    EndFor,
    /// Leaves the loop.
    Break,
    /// Goes on with the next item.
    Continue,
}

/// A program as steps.
#[derive(Debug, Default, PartialEq)]
pub struct Code {
    /// What is done, in this order.
    pub steps: Vec<Step>,
    /// The names and literals that do not stand in the template.
    pub own: String,
}

/// The texts that the parts of a program's steps are parts of.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'s> {
    /// Of the template.
    pub source: &'s str,
    /// Of the program itself.
    pub own: &'s str,
}

impl<'s> Texts<'s> {
    /// A part of them.
    pub fn part(self, part: Part) -> &'s str {
        let text = if part.from & Part::OWN == 0 { self.source } else { self.own };
        let from = (part.from & !Part::OWN) as usize;
        text.get(from..from + part.len as usize).unwrap_or_default()
    }
}

impl Code {
    /// The texts that its steps hold parts of, for a template with this one.
    pub fn texts<'s>(&'s self, source: &'s str) -> Texts<'s> {
        Texts { source, own: &self.own }
    }

    /// The templates that it includes by a name which stands there, in order.
    pub fn includes<'s>(&'s self, source: &'s str) -> impl Iterator<Item = &'s str> {
        let texts = self.texts(source);
        self.steps.windows(2).filter_map(move |pair| match pair {
            [Step::Function { name, piped: false, .. }, Step::Str(included)]
                if matches!(texts.part(*name), "include" | "template") =>
            {
                Some(texts.part(*included))
            }
            _ => None,
        })
    }
}
