//! From a tree to a program. Source: Go, regexp/syntax/compile.go and simplify.go.

use super::class::{Class, Rune};
use super::parse::{Look, Node};
use std::sync::Arc;

/// The address of an instruction.
pub(super) type Pc = u32;

/// One step of a match; each names the step that follows.
#[derive(Debug)]
pub(super) enum Inst {
    /// The match is complete.
    Match,
    /// Takes this character.
    Char(Rune, Pc),
    /// Takes a character of the set.
    Class(Arc<Class>, Pc),
    /// Takes any character.
    Any(Pc),
    /// Takes any character but a line break.
    AnyNotNewline(Pc),
    /// Goes on here or, if that fails, there.
    Alt(Pc, Pc),
    /// Notes the place in a slot.
    Save(usize, Pc),
    /// Goes on if the place is right.
    Look(Look, Pc),
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) insts: Vec<Inst>,
    pub(super) start: Pc,
    /// Whether a match can only begin where the text does.
    pub(super) anchored: bool,
    /// The bytes with which a match can begin; `None` if it may be empty.
    first_bytes: Option<[bool; 256]>,
}

impl Program {
    /// Compiles a tree whose depth and size the parser has bounded.
    pub(super) fn new(node: &Node) -> Program {
        let mut compiler = Compiler { insts: vec![Inst::Match] };
        let (start, _) = compiler.emit(node, 0);
        let mut program = Program { insts: compiler.insts, start, anchored: false, first_bytes: None };
        program.anchored = program.is_anchored();
        program.first_bytes = program.find_first_bytes();
        program
    }

    /// The first place from `at` on where a match can begin.
    pub(super) fn candidate(&self, text: &[u8], at: usize) -> Option<usize> {
        match &self.first_bytes {
            Some(bytes) => {
                text.get(at..)?.iter().position(|byte| bytes[usize::from(*byte)]).map(|skip| at + skip)
            }
            None => (at <= text.len()).then_some(at),
        }
    }

    fn is_anchored(&self) -> bool {
        let mut pc = self.start;
        loop {
            match &self.insts[pc as usize] {
                Inst::Look(Look::BeginText, _) => return true,
                Inst::Look(_, next) | Inst::Save(_, next) => pc = *next,
                _ => return false,
            }
        }
    }

    fn find_first_bytes(&self) -> Option<[bool; 256]> {
        let mut bytes = [false; 256];
        let mut seen = vec![false; self.insts.len()];
        let mut todo = vec![self.start];
        while let Some(pc) = todo.pop() {
            if std::mem::replace(&mut seen[pc as usize], true) {
                continue;
            }
            match &self.insts[pc as usize] {
                Inst::Match | Inst::Any(_) | Inst::AnyNotNewline(_) => return None,
                Inst::Alt(first, second) => todo.extend([*first, *second]),
                Inst::Save(_, next) | Inst::Look(_, next) => todo.push(*next),
                Inst::Char(rune, _) if *rune < 128 => bytes[*rune as usize] = true,
                // Beyond ASCII every byte is let through, those that are no character too: they match as one.
                Inst::Char(..) => bytes[128..].fill(true),
                Inst::Class(class, _) => {
                    for byte in 0..128u8 {
                        bytes[usize::from(byte)] |= class.contains(byte.into());
                    }
                    if class.reaches_beyond_ascii() {
                        bytes[128..].fill(true);
                    }
                }
            }
        }
        Some(bytes)
    }
}

struct Compiler {
    insts: Vec<Inst>,
}

impl Compiler {
    /// Appends the instructions of `node`, which go on at `next`. Gives where they begin and whether they can
    /// match the empty string.
    fn emit(&mut self, node: &Node, next: Pc) -> (Pc, bool) {
        match node {
            Node::Empty => (next, true),
            Node::Char(rune) => (self.push(Inst::Char(*rune, next)), false),
            Node::Class(class) => (self.push(Inst::Class(class.clone(), next)), false),
            Node::Any => (self.push(Inst::Any(next)), false),
            Node::AnyNotNewline => (self.push(Inst::AnyNotNewline(next)), false),
            Node::Look(look) => (self.push(Inst::Look(*look, next)), true),
            Node::Capture(number, node) => {
                let end = self.push(Inst::Save(number * 2 + 1, next));
                let (body, nullable) = self.emit(node, end);
                (self.push(Inst::Save(number * 2, body)), nullable)
            }
            Node::Concat(nodes) => nodes.iter().rev().fold((next, true), |(next, nullable), node| {
                let (start, node_nullable) = self.emit(node, next);
                (start, nullable && node_nullable)
            }),
            Node::Alternate(nodes) => {
                let mut branches =
                    nodes.iter().rev().map(|node| self.emit(node, next)).collect::<Vec<_>>().into_iter();
                let last = branches.next().unwrap_or((next, true));
                branches.fold(last, |(rest, nullable), (branch, branch_nullable)| {
                    (self.push(Inst::Alt(branch, rest)), nullable || branch_nullable)
                })
            }
            Node::Repeat { node, min, max: None, greedy } => self.emit_endless(node, *min, *greedy, next),
            Node::Repeat { node, min, max: Some(max), greedy } => {
                // x{2,5} is xx(x(x(x)?)?)?, where every question mark leads to the end.
                let mut start = next;
                let mut nullable = true;
                for _ in *min..*max {
                    let (body, _) = self.emit(node, start);
                    start = self.choice(body, next, *greedy);
                }
                for _ in 0..*min {
                    (start, nullable) = self.emit(node, start);
                }
                (start, nullable || *min == 0)
            }
        }
    }

    /// `x{n,}` is n times x with a plus on the last. A star is an optional plus if its body can be empty, as
    /// only then the empty match is tried in its turn. Source: compile.go, `star`.
    fn emit_endless(&mut self, node: &Node, min: u32, greedy: bool, next: Pc) -> (Pc, bool) {
        let turn = self.push(Inst::Alt(next, next));
        let (body, nullable) = self.emit(node, turn);
        let (again, leave) = if greedy { (body, next) } else { (next, body) };
        self.insts[turn as usize] = Inst::Alt(again, leave);
        if min == 0 {
            return (if nullable { self.choice(body, next, greedy) } else { turn }, true);
        }
        let start = (1..min).fold(body, |start, _| self.emit(node, start).0);
        (start, nullable)
    }

    fn choice(&mut self, body: Pc, next: Pc, greedy: bool) -> Pc {
        self.push(if greedy { Inst::Alt(body, next) } else { Inst::Alt(next, body) })
    }

    fn push(&mut self, inst: Inst) -> Pc {
        self.insts.push(inst);
        // The parser lets no pattern through that needs anywhere near so many.
        Pc::try_from(self.insts.len() - 1).unwrap_or(0)
    }
}
