//! Calls of methods: `.Capabilities.APIVersions.Has "v1"`.

use super::Emitter;
use super::expr::may_fail;
use super::sites::{Site, last_of};
use super::vars::Flavour;
use super::write::Writer;
use crate::gotmpl::{Command, Expr, NodeRef};

/// The functions that call a method, for a receiver that holds no value where it holds nil.
const CONCRETE: [&str; 3] = ["method", "methodlast", "callable"];

/// The same for a receiver that holds a nil interface.
const INTERFACE: [&str; 3] = ["methodi", "methodlasti", "callablei"];

impl<'a, W: Writer<'a>> Emitter<'a, W> {
    /// `.a.Method x y`: the last field of the chain is called.
    pub(super) fn method(
        &mut self,
        head: &'a Expr,
        args: &'a [Expr],
        piped: Option<&'a [Command]>,
    ) -> Result<(), String> {
        let [method, method_last, callable] =
            if self.held(head) == Flavour::Concrete { CONCRETE } else { INTERFACE };
        let pos = head.pos();
        if let Some(commands) = piped {
            self.commands(commands)?;
            self.out.start_filter(method_last, pos);
        }
        let (path, _) = self.receiver(head)?;
        if args.iter().any(may_fail) {
            let count = args.len() + usize::from(piped.is_some());
            self.out.start_filter(callable, pos);
            self.out.str(path);
            self.out.separate();
            self.out.int(i64::try_from(count).unwrap_or(i64::MAX));
            self.out.end_filter(2);
            self.site(|| Site::field(head));
        }
        match piped {
            Some(_) => self.out.separate(),
            None => self.out.start_filter(method, pos),
        }
        self.out.str(path);
        for arg in args {
            self.out.separate();
            self.method_arg(arg)?;
        }
        self.out.end_filter(1 + args.len() + usize::from(piped.is_some()));
        let last = args.last().map_or_else(|| last_of(head), last_of);
        let mut draft = self.draft(args, NodeRef::Expr(head), piped.map(|_| last));
        draft.before = Some(last_of(head));
        self.site(|| draft);
        Ok(())
    }

    /// Whether nil is no value or a nil interface in what a chain of fields starts from.
    fn held(&self, head: &Expr) -> Flavour {
        match head {
            Expr::Variable(_, span) => {
                let name = self.source[span.range()].split('.').next().unwrap_or_default();
                self.scope.find(name).map_or(Flavour::Concrete, |variable| variable.flavour)
            }
            Expr::Chain(_, inner, _) => self.flavour(inner),
            _ => self.scope.dot.1,
        }
    }

    /// An argument of a method, whose types are those of an object that only the run knows: an integer stays what it
    /// is written as, and no value is told from a nil interface.
    fn method_arg(&mut self, arg: &'a Expr) -> Result<(), String> {
        match arg {
            Expr::Number(_, number) if number.int.is_some() => {
                self.out.int(number.int.unwrap_or_default());
                self.out.filter("constant", arg.pos());
            }
            Expr::Nil(_) | Expr::Pipe(_) => {
                self.word(arg)?;
                self.out.filter("nilmap", arg.pos());
            }
            _ => self.word(arg)?,
        }
        Ok(())
    }
}
