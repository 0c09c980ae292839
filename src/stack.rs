//! The threads that the work runs on: one with a stack that is deep enough for what calls itself (templates that
//! include templates, values inside of values), and helpers for what can be done side by side.

use std::cell::Cell;
use std::hint::black_box;
use std::io;
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Native stack of the thread that does the work. Memory is only used as far as templates include each other;
/// [`MAX_NESTING`](crate::render::MAX_NESTING) keeps the deepest of them inside it, in an unoptimised build too.
const STACK: usize = 512 << 20;

/// Native stack of a helper, which parses and compiles: [`MAX_DEPTH`](crate::gotmpl::MAX_DEPTH) levels at most.
const HELPER_STACK: usize = 64 << 20;

/// Most helpers: what they do side by side ends up in one thread, so that more only wait for it.
const MAX_HELPERS: usize = 7;

thread_local! {
    static IS_DEEP: Cell<bool> = const { Cell::new(false) };
    static IS_LAST: Cell<bool> = const { Cell::new(false) };
}

/// Runs on a thread with a deep stack: this one, if it is one.
///
/// # Errors
/// When the system gives no thread.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    if IS_DEEP.get() {
        return Ok(work());
    }
    thread::scope(|scope| {
        let run = || {
            IS_DEEP.set(true);
            reserve_heap();
            work()
        };
        let worker =
            thread::Builder::new().name("main".to_owned()).stack_size(STACK).spawn_scoped(scope, run)?;
        Ok(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Runs `work` for every number below `count`, on all cores. Numbers are taken in order, by whoever is free.
fn side_by_side(count: usize, work: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    let run = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return;
            }
            work(number);
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..cores.min(MAX_HELPERS + 1).min(count) {
            // Without a thread there is one helper less.
            let _ = thread::Builder::new().stack_size(HELPER_STACK).spawn_scoped(scope, || {
                reserve_heap();
                run();
            });
        }
        run();
    });
}

/// What `work` makes of each item, in their order, on all cores. Whether that pays is for the caller to say.
pub fn map<'i, T: Sync, R: Send + Sync>(items: &'i [T], work: impl Fn(&'i T) -> R + Sync) -> Vec<R> {
    let slots: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    side_by_side(items.len(), &|number| {
        if let (Some(item), Some(slot)) = (items.get(number), slots.get(number)) {
            let _ = slot.set(work(item));
        }
    });
    slots.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// Says that the process ends with what this thread does, so that nothing need be taken apart; see [`leave`].
pub fn is_last() {
    IS_LAST.set(true);
}

/// Drops a value, unless the process ends soon anyway: to free a large chart's trees and values one by one takes a
/// tenth of the time of a render.
pub fn leave<T>(value: T) {
    if IS_LAST.get() {
        std::mem::forget(value);
    }
}

/// glibc gives each thread but the first a heap that grows by a page at a time, each time with a system call: a
/// chart of 50 MB of values made 12,000. An allocation that is freed at once moves glibc's thresholds (malloc/malloc.c,
/// `mp_.mmap_threshold`, at most 32 MiB) so far that the second one comes from this heap and stays in it. No page of
/// either is touched. Elsewhere this is two calls that do nothing.
fn reserve_heap() {
    const LARGEST: usize = 32 << 20;
    for bytes in [LARGEST - (64 << 10), LARGEST - (1 << 20)] {
        drop(black_box(Vec::<u8>::with_capacity(bytes)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_turn() {
        for count in [0, 1, 100] {
            let done: Vec<AtomicUsize> = (0..count).map(|_| AtomicUsize::new(0)).collect();
            side_by_side(count, &|number| {
                done[number].fetch_add(1, Ordering::Relaxed);
            });
            assert!(done.iter().all(|times| times.load(Ordering::Relaxed) == 1));
        }
    }

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(map(&items, |item| item * 2), (0..100).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_deep_thread_starts_no_other() {
        let (outer, inner) =
            deep(|| (thread::current().id(), deep(|| thread::current().id()).unwrap())).unwrap();
        assert_eq!(outer, inner);
        assert_ne!(outer, thread::current().id());
    }
}
