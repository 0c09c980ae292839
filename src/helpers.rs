//! Helper threads, for what can be done side by side.
//!
//! They are started once and wait for work: a thread that is woken begins within 0.1 ms, where a new one may stand for
//! 4 ms in the queue of the core that made it until the scheduler moves it to an idle one.

use crate::stack;
use crate::sync::{self, lock};
use rayon_core::{ThreadPool, ThreadPoolBuilder};
use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread;

/// Native stack of a helper, which parses and compiles: [`MAX_DEPTH`](crate::gotmpl::MAX_DEPTH) levels at most.
const STACK: usize = 64 << 20;

/// Most helpers: what they do side by side ends up in one thread, so that more only wait for it.
const MAX_HELPERS: usize = 7;

static HELPERS: OnceLock<Option<ThreadPool>> = OnceLock::new();

/// How many helpers wait for work already.
static READY: AtomicUsize = AtomicUsize::new(0);

/// The helpers: one less than there are cores. None where there is one core, or where the system gives no thread.
fn helpers() -> Option<&'static ThreadPool> {
    let start = || {
        let cores = cores();
        let begin = |_| {
            stack::reserve_heap();
            READY.fetch_add(1, Ordering::Relaxed);
        };
        let builder = ThreadPoolBuilder::new().num_threads((cores - 1).min(MAX_HELPERS)).start_handler(begin);
        (cores > 1).then(|| builder.stack_size(STACK).build().ok()).flatten()
    };
    HELPERS.get_or_init(start).as_ref()
}

/// How many cores this process may run on. What a container's share of them comes to is not looked up: that is a dozen
/// system calls, and a share that is used up is waited for with one thread as with two.
fn cores() -> usize {
    #[cfg(target_os = "linux")]
    if let Ok(allowed) = rustix::thread::sched_getaffinity(None) {
        return allowed.count() as usize;
    }
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Starts the helpers, for who will have work for them soon.
pub fn start() {
    helpers();
}

/// What `work` makes of each item, in their order, on all cores. Whether that pays is for the caller to say.
pub fn map<'i, T: Sync, R: Send + Sync>(items: &'i [T], work: impl Fn(&'i T) -> R + Sync) -> Vec<R> {
    let slots: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let numbers = Numbers::below(items.len());
    let one = |number: usize| {
        if let (Some(item), Some(slot)) = (items.get(number), slots.get(number)) {
            let _ = slot.set(work(item));
        }
    };
    let run = || numbers.take().for_each(one);
    // To start helpers takes longer than most single items.
    let pool = if items.len() > 1 { helpers() } else { None };
    match pool {
        Some(pool) => pool.in_place_scope(|scope| {
            let mut called = 0;
            for number in numbers.take() {
                // Helpers that are still on their way are not waited for.
                let ready = READY.load(Ordering::Relaxed).min(items.len() - 1);
                (called..ready).for_each(|_| scope.spawn(|_| run()));
                called = called.max(ready);
                one(number);
            }
        }),
        None => run(),
    }
    slots.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// Does `own` while helpers do `work` for the items, in their order. What they did not begin when `own` ends is left undone.
pub fn beside<'i, T: Sync, R>(items: &'i [T], work: impl Fn(&'i T) + Sync, own: impl FnOnce() -> R) -> R {
    let Some(pool) = helpers() else { return own() };
    let numbers = Numbers::below(items.len());
    let run = || numbers.take().filter_map(|number| items.get(number)).for_each(&work);
    pool.in_place_scope(|scope| {
        (0..pool.current_num_threads().min(items.len())).for_each(|_| scope.spawn(|_| run()));
        let result = own();
        numbers.end();
        result
    })
}

/// Does `own`, which hands on items as they come up, and `work` for each of them: on helpers, if they were started, and
/// when `own` has ended. Returns what came of both, the latter in the order of the items.
pub fn feed<T: Send + Sync, R: Send + Sync, O>(
    work: impl Fn(&T) -> R + Sync,
    own: impl FnOnce(&(dyn Fn(T) + Sync)) -> O,
) -> (O, Vec<R>) {
    let Some(pool) = HELPERS.get().and_then(Option::as_ref) else {
        let items = Mutex::new(Vec::new());
        let result = own(&|item| lock(&items).push(item));
        return (result, map(&sync::into_inner(items), work));
    };
    let (waiting, slots) = (Mutex::new(VecDeque::new()), Mutex::new(Vec::new()));
    let one = || {
        let Some((number, item)) = lock(&waiting).pop_front() else { return false };
        let done = work(&item);
        if let Some(slot) = lock(&slots).get_mut(number) {
            *slot = Some(done);
        }
        true
    };
    let result = pool.in_place_scope(|scope| {
        let hand_on = |item| {
            let number = {
                let mut slots = lock(&slots);
                slots.push(None);
                slots.len() - 1
            };
            lock(&waiting).push_back((number, item));
            scope.spawn(|_| {
                one();
            });
        };
        let result = own(&hand_on);
        while one() {}
        result
    });
    let slots = sync::into_inner(slots);
    (result, slots.into_iter().flatten().collect())
}

/// Numbers that several threads take, each number once and in order.
struct Numbers {
    next: AtomicUsize,
    end: usize,
}

impl Numbers {
    fn below(end: usize) -> Numbers {
        Numbers { next: AtomicUsize::new(0), end }
    }

    /// Those that nobody else takes.
    fn take(&self) -> impl Iterator<Item = usize> {
        std::iter::from_fn(|| {
            Some(self.next.fetch_add(1, Ordering::Relaxed)).filter(|&number| number < self.end)
        })
    }

    /// There are no more.
    fn end(&self) {
        self.next.store(self.end, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_has_its_turn_and_its_place() {
        for count in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = (0..count).map(|item| item * 2).collect();
            assert_eq!(map(&items, |item| item * 2), doubled);
            let hand_on = |hand_on: &(dyn Fn(usize) + Sync)| (0..count).for_each(hand_on);
            assert_eq!(feed(|item| item * 2, hand_on), ((), doubled));
        }
    }

    #[test]
    fn work_beside_ends_with_what_it_is_beside() {
        let done = AtomicUsize::new(0);
        let items = [(); 100_000];
        let count = |(): &()| {
            done.fetch_add(1, Ordering::Relaxed);
        };
        let own = beside(&items, count, || 7);
        assert_eq!(own, 7);
        let after = done.load(Ordering::Relaxed);
        assert!(after <= items.len());
        assert_eq!(beside(&[], |()| (), || 8), 8);
        // Nobody works on once it has returned.
        assert_eq!(done.load(Ordering::Relaxed), after);
    }

    #[test]
    fn helpers_may_ask_for_help() {
        let outer: Vec<usize> = (0..20).collect();
        let sums = map(&outer, |outer| {
            let inner: Vec<usize> = (0..100).collect();
            map(&inner, |inner| outer * inner).into_iter().sum::<usize>()
        });
        assert_eq!(sums, outer.iter().map(|outer| outer * 4950).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_of_a_helper_is_a_panic() {
        let items: Vec<usize> = (0..100).collect();
        let result = std::panic::catch_unwind(|| map(&items, |item| assert!(*item < 50)));
        assert!(result.is_err());
        // They go on.
        assert_eq!(map(&items, |item| *item), items);
    }
}
