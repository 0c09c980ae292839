//! Runs a program over a text, in time linear in both. Source: Go, regexp/backtrack.go and exec.go.
//!
//! Short searches backtrack, and remember every state that they have seen; long ones walk all states in step.
//! Both find the same match, the one that a search by trial and error would find first.

use super::TooMuchWork;
use super::class::Rune;
use super::parse::Look;
use super::prog::{Inst, Pc, Program};
use crate::golang::strconv::decode_rune;

/// A slot that was not set.
pub(super) const UNSET: usize = usize::MAX;

/// The most states that a search by backtracking may have. Source: `maxBacktrackVector`.
const MAX_BACKTRACK_STATES: usize = 256 * 1024;

/// Finds the leftmost match that begins at `from` or later and writes its places into `slots`: begin and end
/// of the match, then of each group, for as many as there are slots. With no slots any match will do.
pub(super) fn search(
    program: &Program,
    text: &[u8],
    from: usize,
    slots: &mut [usize],
    fuel: &mut u64,
) -> Result<bool, TooMuchWork> {
    slots.fill(UNSET);
    if program.anchored && from != 0 {
        return Ok(false);
    }
    let Some(from) = program.candidate(text, from) else { return Ok(false) };
    let states = program.insts.len().saturating_mul(text.len() - from + 1);
    if states <= MAX_BACKTRACK_STATES {
        Backtracker::new(program, text, from, states).run(slots, fuel)
    } else {
        Machine::new(program, text, slots.len()).run(from, slots, fuel)
    }
}

/// The character at `at` and its width in bytes; a byte that is not part of one reads as U+FFFD.
fn rune_at(text: &[u8], at: usize) -> Option<(Rune, usize)> {
    match *text.get(at)? {
        byte @ ..0x80 => Some((byte.into(), 1)),
        _ => {
            let (c, width) = decode_rune(&text[at..]);
            Some((c.unwrap_or(char::REPLACEMENT_CHARACTER).into(), width))
        }
    }
}

/// Whether the instruction takes the character, and where it then goes on.
fn takes(inst: &Inst, rune: Rune) -> Option<Pc> {
    match inst {
        Inst::Char(wanted, next) => (*wanted == rune).then_some(*next),
        Inst::Class(class, next) => class.contains(rune).then_some(*next),
        Inst::Any(next) => Some(*next),
        Inst::AnyNotNewline(next) => (rune != u32::from('\n')).then_some(*next),
        Inst::Match | Inst::Alt(..) | Inst::Save(..) | Inst::Look(..) => None,
    }
}

fn holds(look: Look, text: &[u8], at: usize) -> bool {
    // Only characters of ASCII are word characters or line breaks, so bytes will do.
    let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
    let after = text.get(at).copied();
    let is_word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match look {
        Look::BeginText => before.is_none(),
        Look::EndText => after.is_none(),
        Look::BeginLine => before.is_none_or(|byte| byte == b'\n'),
        Look::EndLine => after.is_none_or(|byte| byte == b'\n'),
        Look::WordBoundary => is_word(before) != is_word(after),
        Look::NoWordBoundary => is_word(before) == is_word(after),
    }
}

fn burn(fuel: &mut u64) -> Result<(), TooMuchWork> {
    *fuel = fuel.checked_sub(1).ok_or(TooMuchWork)?;
    Ok(())
}

/// The search by trial and error. A state that failed once is not tried again, wherever the match began.
struct Backtracker<'r> {
    program: &'r Program,
    text: &'r [u8],
    /// The place of the first bit of each instruction.
    base: usize,
    visited: Vec<u64>,
    jobs: Vec<Job>,
}

/// What is left to be tried.
enum Job {
    /// Goes on at this instruction and place.
    Try(Pc, usize),
    /// Forgets a place that was noted on the way that has failed.
    Restore(usize, usize),
}

impl<'r> Backtracker<'r> {
    fn new(program: &'r Program, text: &'r [u8], base: usize, states: usize) -> Backtracker<'r> {
        Backtracker { program, text, base, visited: vec![0; states.div_ceil(64)], jobs: Vec::new() }
    }

    fn run(mut self, slots: &mut [usize], fuel: &mut u64) -> Result<bool, TooMuchWork> {
        let mut start = self.base;
        loop {
            if let Some(end) = self.attempt(start, slots, fuel)? {
                if let [first, last, ..] = slots {
                    (*first, *last) = (start, end);
                }
                return Ok(true);
            }
            let width = rune_at(self.text, start).map(|(_, width)| width);
            let next = width.filter(|_| !self.program.anchored).map(|width| start + width);
            match next.and_then(|next| self.program.candidate(self.text, next)) {
                Some(next) => start = next,
                None => return Ok(false),
            }
        }
    }

    /// The end of the match that begins at `start`.
    fn attempt(
        &mut self,
        start: usize,
        slots: &mut [usize],
        fuel: &mut u64,
    ) -> Result<Option<usize>, TooMuchWork> {
        self.jobs.push(Job::Try(self.program.start, start));
        while let Some(job) = self.jobs.pop() {
            let (mut pc, mut at) = match job {
                Job::Try(pc, at) => (pc, at),
                Job::Restore(slot, place) => {
                    slots[slot] = place;
                    continue;
                }
            };
            while self.first_visit(pc, at) {
                burn(fuel)?;
                match &self.program.insts[pc as usize] {
                    Inst::Match => {
                        self.jobs.clear();
                        return Ok(Some(at));
                    }
                    Inst::Alt(first, second) => {
                        self.jobs.push(Job::Try(*second, at));
                        pc = *first;
                    }
                    Inst::Save(slot, next) => {
                        if let Some(place) = slots.get_mut(*slot) {
                            self.jobs.push(Job::Restore(*slot, *place));
                            *place = at;
                        }
                        pc = *next;
                    }
                    Inst::Look(look, next) if holds(*look, self.text, at) => pc = *next,
                    Inst::Look(..) => break,
                    inst => {
                        let Some((rune, width)) = rune_at(self.text, at) else { break };
                        let Some(next) = takes(inst, rune) else { break };
                        (pc, at) = (next, at + width);
                    }
                }
            }
        }
        Ok(None)
    }

    fn first_visit(&mut self, pc: Pc, at: usize) -> bool {
        let state = pc as usize * (self.text.len() - self.base + 1) + (at - self.base);
        let (word, bit) = (state / 64, 1 << (state % 64));
        let is_first = self.visited[word] & bit == 0;
        self.visited[word] |= bit;
        is_first
    }
}

/// The search that walks all states in step, in the order in which trial and error would come to them.
struct Machine<'r> {
    program: &'r Program,
    text: &'r [u8],
    current: Threads,
    next: Threads,
    jobs: Vec<Step>,
    /// The slots of the thread that is being followed.
    scratch: Vec<usize>,
}

/// What is left of following a thread to the next instructions that take a character.
enum Step {
    Follow(Pc),
    Restore(usize, usize),
}

/// The threads at one place of the text, in order of preference.
struct Threads {
    /// The instructions that take a character or end the match, each with its row of `slots`.
    waiting: Vec<Pc>,
    slots: Vec<usize>,
    /// The place at which each instruction was reached last.
    reached: Vec<usize>,
}

impl Threads {
    fn new(insts: usize) -> Threads {
        Threads { waiting: Vec::new(), slots: Vec::new(), reached: vec![UNSET; insts] }
    }

    fn clear(&mut self) {
        self.waiting.clear();
        self.slots.clear();
    }
}

impl<'r> Machine<'r> {
    fn new(program: &'r Program, text: &'r [u8], slots: usize) -> Machine<'r> {
        let insts = program.insts.len();
        let (current, next) = (Threads::new(insts), Threads::new(insts));
        Machine { program, text, current, next, jobs: Vec::new(), scratch: vec![UNSET; slots] }
    }

    fn run(mut self, from: usize, slots: &mut [usize], fuel: &mut u64) -> Result<bool, TooMuchWork> {
        let mut at = from;
        let mut matched = false;
        loop {
            if self.current.waiting.is_empty() {
                if matched || self.program.anchored && at != 0 {
                    break;
                }
                let Some(candidate) = self.program.candidate(self.text, at) else { break };
                at = candidate;
            }
            if !matched {
                self.scratch.fill(UNSET);
                if let Some(start) = self.scratch.first_mut() {
                    *start = at;
                }
                self.follow(self.program.start, at, true, fuel)?;
            }
            let rune = rune_at(self.text, at);
            if self.advance(at, rune, slots, fuel)? {
                matched = true;
                if slots.is_empty() {
                    break;
                }
            }
            let Some((_, width)) = rune else { break };
            std::mem::swap(&mut self.current, &mut self.next);
            self.next.clear();
            at += width;
        }
        Ok(matched)
    }

    /// Lets each waiting thread take the character at `at`; whether one of them ends in a match.
    fn advance(
        &mut self,
        at: usize,
        rune: Option<(Rune, usize)>,
        slots: &mut [usize],
        fuel: &mut u64,
    ) -> Result<bool, TooMuchWork> {
        for thread in 0..self.current.waiting.len() {
            burn(fuel)?;
            let row = thread * slots.len()..(thread + 1) * slots.len();
            let inst = &self.program.insts[self.current.waiting[thread] as usize];
            if matches!(inst, Inst::Match) {
                slots.copy_from_slice(&self.current.slots[row]);
                if let Some(end) = slots.get_mut(1) {
                    *end = at;
                }
                // The threads behind are less preferred.
                return Ok(true);
            }
            let Some((rune, width)) = rune else { continue };
            if let Some(next) = takes(inst, rune) {
                self.scratch.copy_from_slice(&self.current.slots[row]);
                self.follow(next, at + width, false, fuel)?;
            }
        }
        Ok(false)
    }

    /// Adds the threads that `pc` leads to at `at`, without the character there.
    fn follow(&mut self, pc: Pc, at: usize, to_current: bool, fuel: &mut u64) -> Result<(), TooMuchWork> {
        let threads = if to_current { &mut self.current } else { &mut self.next };
        self.jobs.push(Step::Follow(pc));
        while let Some(job) = self.jobs.pop() {
            let pc = match job {
                Step::Follow(pc) => pc,
                Step::Restore(slot, place) => {
                    self.scratch[slot] = place;
                    continue;
                }
            };
            if std::mem::replace(&mut threads.reached[pc as usize], at) == at {
                continue;
            }
            burn(fuel)?;
            match &self.program.insts[pc as usize] {
                Inst::Alt(first, second) => self.jobs.extend([Step::Follow(*second), Step::Follow(*first)]),
                Inst::Save(slot, next) => {
                    if let Some(place) = self.scratch.get_mut(*slot) {
                        self.jobs.push(Step::Restore(*slot, *place));
                        *place = at;
                    }
                    self.jobs.push(Step::Follow(*next));
                }
                Inst::Look(look, next) => {
                    if holds(*look, self.text, at) {
                        self.jobs.push(Step::Follow(*next));
                    }
                }
                _ => {
                    threads.waiting.push(pc);
                    threads.slots.extend_from_slice(&self.scratch);
                }
            }
        }
        Ok(())
    }
}
