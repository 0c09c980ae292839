//! The one source of everything in a render that is not a function of its input: random draws and the clock.
//!
//! Without a seed every call of a function draws fresh bytes from the world. With one, a call draws from a
//! stream that hangs on the seed, the site (the template file that is being rendered), the function, and how
//! often the site has called it: two runs agree, and a new template does not move the draws of another. Either
//! way the calls are remembered, so that it can be told what prints something else next time.

use super::Env;
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The seed, the site that runs, and the calls so far.
#[derive(Debug, Default)]
pub struct Chance {
    seed: Option<u64>,
    site: AtomicU64,
    calls: Mutex<BTreeMap<Call, u64>>,
}

/// A function that was called at a site and asked for randomness or for the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Call {
    /// The [`site`] that called it.
    pub site: u64,
    /// The function that was called.
    pub name: &'static str,
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

    /// Remembers that the function `name` printed something that another run will not, and tells how often
    /// this call was reached before.
    fn note(&self, name: &'static str) -> u64 {
        let call = Call { site: self.chance.site.load(Ordering::Relaxed), name };
        let mut calls = self.chance.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let count = calls.entry(call).or_default();
        *count += 1;
        *count - 1
    }

    /// The calls that asked for randomness or for the time, each once.
    pub fn chance_calls(&self) -> Vec<Call> {
        self.chance.calls.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
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
        Env::new(Helm::V4, Arc::new(System::default()))
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
    fn calls_are_remembered_once() {
        let env = env();
        draw(&env, 2, "randAlpha");
        draw(&env, 2, "randAlpha");
        env.set_site(1);
        env.now("now");
        assert_eq!(env.chance_calls(), [Call { site: 1, name: "now" }, Call { site: 2, name: "randAlpha" }]);
    }

    #[test]
    fn numbers_stay_below_their_bound() {
        let env = env();
        let mut rng = env.rng("randInt");
        assert!((0..1000).all(|_| below(&mut rng, 3) < 3));
        assert_eq!(below(&mut rng, 1), 0);
    }
}
