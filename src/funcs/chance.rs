//! The one source of everything in a render that is not a function of its input: random draws and the clock.
//!
//! Without a seed every call of a function draws fresh bytes from the world. With one, a call draws from a
//! stream that hangs on the seed, the site (the template file that is being rendered), the function, and how
//! often the site has called it: two runs agree, and a new template does not move the draws of another. Without
//! one it is remembered which lines drew, so that it can be told what prints something else next time.

use super::Env;
use crate::sync::lock;
use crate::value::Str;
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// The seed, the site that runs, and how often each function drew there.
#[derive(Debug, Default)]
pub struct Chance {
    seed: Option<u64>,
    site: AtomicU64,
    calls: Mutex<BTreeMap<(u64, &'static str), u64>>,
    /// How often anything drew.
    noted: AtomicU64,
    /// What drew without a seed.
    pub drawn: Arc<Drawn>,
}

/// The functions that may draw, under all their names: after a call of one the engine says where it stood, with
/// [`Env::drew`].
pub const FUNCTIONS: &[&str] = &[
    "ago",
    "bcrypt",
    "date",
    "dateInZone",
    "date_in_zone",
    "durationRound",
    "encryptAES",
    "genCA",
    "genCAWithKey",
    "genPrivateKey",
    "genSelfSignedCert",
    "genSelfSignedCertWithKey",
    "genSignedCert",
    "genSignedCertWithKey",
    "htmlDate",
    "htmlDateInZone",
    "htpasswd",
    "now",
    "randAlpha",
    "randAlphaNum",
    "randAscii",
    "randBytes",
    "randInt",
    "randNumeric",
    "shuffle",
    "uuidv4",
];

/// Which lines of templates drew random values or asked for the time.
#[derive(Debug, Default)]
pub struct Drawn(Mutex<Draws>);

#[derive(Debug, Default)]
struct Draws {
    lines: BTreeMap<(Str, usize), Vec<&'static str>>,
    /// Functions of which it is not yet known where they stood.
    open: Vec<&'static str>,
    /// How many of those stood in a `tpl` text, which is nobody's file: their place is that of the call of `tpl`.
    in_text: usize,
}

/// A line of a template, and the functions that drew there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Helm's name of the file.
    pub file: Str,
    /// The line, from 1.
    pub line: usize,
    /// The functions, each once.
    pub names: Vec<&'static str>,
}

/// Lines that [`Drawn::warning`] names; the others are counted.
pub const MAX_NAMED: usize = 10;

impl Drawn {
    /// The lines in order, each once.
    pub fn lines(&self) -> Vec<Line> {
        let draws = self.lock();
        let line = |((file, line), names): (&(Str, usize), &Vec<&'static str>)| Line {
            file: file.clone(),
            line: *line,
            names: names.clone(),
        };
        draws.lines.iter().map(line).collect()
    }

    /// What there is to say of a render without a seed: nothing, if it will be the same next time.
    pub fn warning(&self) -> Vec<String> {
        let lines = self.lines();
        if lines.is_empty() {
            return Vec::new();
        }
        let mut said = vec![
            "warning: the next render will differ: templates drew random values or asked for the time \
             (--seed N makes them repeat)"
                .to_owned(),
        ];
        let named = lines.iter().take(MAX_NAMED);
        said.extend(named.map(|Line { file, line, names }| format!("  {file}:{line}: {}", names.join(", "))));
        match lines.len().saturating_sub(MAX_NAMED) {
            0 => {}
            1 => said.push("  and 1 more line".to_owned()),
            rest => said.push(format!("  and {rest} more lines")),
        }
        said
    }

    fn lock(&self) -> MutexGuard<'_, Draws> {
        lock(&self.0)
    }
}

/// The time that a seeded render believes in: the start of 2000 in UTC, in seconds since the Unix epoch.
pub const SEEDED_NOW: Duration = Duration::from_secs(946_684_800);

impl Env {
    /// Makes every draw a function of `seed`.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Env {
        self.chance.seed = Some(seed);
        self
    }

    /// Says which [`site`] runs from here on.
    pub fn set_site(&self, site: u64) {
        self.chance.site.store(site, Ordering::Relaxed);
    }

    /// The generator for one call of the function `name`.
    pub fn rng(&self, name: &'static str) -> ChaCha20Rng {
        let count = self.note(name);
        let Some(seed) = self.chance.seed else {
            let mut key = [0; 32];
            self.world.random(&mut key);
            return ChaCha20Rng::from_seed(key);
        };
        let words = [seed, self.chance.site.load(Ordering::Relaxed), count, site(name)];
        let mut key = [0; 32];
        for (place, word) in key.chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        ChaCha20Rng::from_seed(key)
    }

    /// Fills `buffer` with random bytes for one call of the function `name`.
    pub fn random(&self, name: &'static str, buffer: &mut [u8]) {
        self.rng(name).fill_bytes(buffer);
    }

    /// The time since the Unix epoch for one call of the function `name`; [`SEEDED_NOW`] with a seed.
    pub fn now(&self, name: &'static str) -> Duration {
        self.note(name);
        if self.chance.seed.is_some() { SEEDED_NOW } else { self.world.now() }
    }

    /// How often anything drew or asked for the time.
    pub fn draws(&self) -> u64 {
        self.chance.noted.load(Ordering::Relaxed)
    }

    /// Remembers that the function `name` printed something that another run will not, and tells how often
    /// this call was reached before.
    fn note(&self, name: &'static str) -> u64 {
        debug_assert!(FUNCTIONS.contains(&name), "{name} draws and is not listed");
        if self.chance.seed.is_none() {
            let mut draws = self.chance.drawn.lock();
            let fresh = draws.in_text;
            if !draws.open.iter().skip(fresh).any(|known| *known == name) {
                draws.open.push(name);
            }
        }
        self.chance.noted.fetch_add(1, Ordering::Relaxed);
        let call = (self.chance.site.load(Ordering::Relaxed), name);
        let mut calls = lock(&self.chance.calls);
        let count = calls.entry(call).or_default();
        *count += 1;
        *count - 1
    }

    /// Says where the call stood that has just ended, if it drew: on a line of a file, or in a `tpl` text. `texts` is
    /// for a call of `tpl` itself, which answers for its text.
    pub fn drew(&self, texts: bool, place: impl FnOnce() -> Option<(Str, usize)>) {
        let mut draws = self.chance.drawn.lock();
        let draws = &mut *draws;
        let from = if texts { 0 } else { draws.in_text };
        if draws.open.len() == from {
            return;
        }
        let Some(place) = place() else {
            draws.in_text = draws.open.len();
            return;
        };
        let names = draws.lines.entry(place).or_default();
        for name in draws.open.drain(from..) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        draws.in_text = from;
    }
}

/// A number for the name of a template file (or of a function), the same in every run: 64-bit FNV-1a.
pub fn site(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A number below `bound` (which is not 0), each with the same probability.
pub fn below(rng: &mut ChaCha20Rng, bound: u64) -> u64 {
    // What lies beyond the last whole multiple of the bound would favour small numbers; draw again then.
    let limit = u64::MAX - u64::MAX % bound;
    loop {
        let draw = rng.next_u64();
        if draw < limit {
            return draw % bound;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helm::Helm;
    use crate::world::System;
    use std::sync::Arc;

    fn env() -> Env {
        Env::new(Helm::V4, Arc::new(System))
    }

    fn draw(env: &Env, site: u64, name: &'static str) -> u64 {
        env.set_site(site);
        env.rng(name).next_u64()
    }

    #[test]
    fn a_seed_repeats_every_call_whatever_runs_before_it() {
        let first = env().with_seed(7);
        let second = env().with_seed(7);
        let draws =
            [draw(&first, 1, "randAlpha"), draw(&first, 2, "randAlpha"), draw(&first, 1, "randAlpha")];
        assert_eq!(draw(&second, 2, "randAlpha"), draws[1]);
        assert_eq!(draw(&second, 1, "randAlpha"), draws[0]);
        assert_eq!(draw(&second, 1, "randAlpha"), draws[2]);
        assert_ne!(draws[0], draws[1]);
        assert_ne!(draws[0], draws[2]);
        assert_ne!(draw(&env().with_seed(8), 1, "randAlpha"), draws[0]);
    }

    #[test]
    fn without_a_seed_nothing_repeats() {
        assert_ne!(draw(&env(), 1, "randAlpha"), draw(&env(), 1, "randAlpha"));
    }

    #[test]
    fn lines_that_drew_are_remembered_once() {
        let env = env();
        let drew = |line: usize| env.drew(false, || Some(("a".into(), line)));
        draw(&env, 2, "randAlpha");
        drew(2);
        drew(3);
        draw(&env, 2, "randAlpha");
        env.now("now");
        drew(2);
        let line = Line { file: "a".into(), line: 2, names: vec!["randAlpha", "now"] };
        assert_eq!(env.chance.drawn.lines(), [line]);
    }

    #[test]
    fn a_text_draws_on_the_line_of_its_call() {
        let env = env();
        draw(&env, 1, "randAlpha");
        env.drew(false, || None);
        draw(&env, 1, "uuidv4");
        env.drew(false, || Some(("included".into(), 7)));
        env.drew(true, || Some(("caller".into(), 1)));
        let line = |file: &str, line, name| Line { file: file.into(), line, names: vec![name] };
        assert_eq!(env.chance.drawn.lines(), [line("caller", 1, "randAlpha"), line("included", 7, "uuidv4")]);
    }

    #[test]
    fn a_warning_names_so_many_lines_and_counts_the_rest() {
        let said = |lines: usize| {
            let env = env();
            for line in 1..=lines {
                env.now("now");
                env.drew(false, || Some(("a".into(), line)));
            }
            env.chance.drawn.warning()
        };
        assert_eq!(said(0), [""; 0]);
        assert_eq!(said(MAX_NAMED).last().unwrap(), "  a:10: now");
        assert_eq!(said(MAX_NAMED + 1).last().unwrap(), "  and 1 more line");
        assert_eq!(said(MAX_NAMED + 2).last().unwrap(), "  and 2 more lines");
    }

    #[test]
    fn the_functions_that_draw_are_functions() {
        assert!(FUNCTIONS.iter().all(|name| crate::funcs::find(name).is_some()));
    }

    #[test]
    fn numbers_stay_below_their_bound() {
        let env = env();
        let mut rng = env.rng("randInt");
        assert!((0..1000).all(|_| below(&mut rng, 3) < 3));
        assert_eq!(below(&mut rng, 1), 0);
    }
}
