//! Calls of methods: `.Capabilities.APIVersions.Has "v1"`.

use super::Emitter;
use super::expr::may_fail;
use super::sites::{Site, last_of};
use super::vars::Flavour;
use crate::gotmpl::{Command, Expr, NodeRef};
use std::fmt::Write as _;

impl<'a> Emitter<'a> {
    /// `.a.Method x y`: the last field of the chain is called.
    pub(super) fn method(
        &mut self,
        head: &'a Expr,
        args: &'a [Expr],
        piped: Option<&'a [Command]>,
    ) -> Result<(), String> {
        let held = if self.held(head) == Flavour::Concrete { "" } else { "i" };
        if let Some(commands) = piped {
            self.commands(commands)?;
            let _ = write!(self.out, "|methodlast{held}(");
        }
        let (path, _) = self.receiver(head)?;
        if args.iter().any(may_fail) {
            let count = args.len() + usize::from(piped.is_some());
            let _ = write!(self.out, "|callable{held}(\"{path}\",{count})");
            self.site(|| Site::field(head));
        }
        match piped {
            Some(_) => self.out.push(','),
            None => {
                let _ = write!(self.out, "|method{held}(");
            }
        }
        self.string(path);
        for arg in args {
            self.out.push(',');
            self.method_arg(arg)?;
        }
        self.out.push(')');
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
                self.int(number.int.unwrap_or_default());
                self.out.push_str("|constant");
            }
            Expr::Nil(_) | Expr::Pipe(_) => {
                self.word(arg)?;
                self.out.push_str("|nilmap");
            }
            _ => self.word(arg)?,
        }
        Ok(())
    }
}
