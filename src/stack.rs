//! What the work stands on: a stack that is deep enough for what calls itself (templates that include templates, values
//! inside of values), and helper threads for what can be done side by side.

use corosensei::stack::DefaultStack;
use std::cell::Cell;
use std::hint::black_box;
use std::io;
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Bytes of the stack that the work is done on. Memory is only used as far as templates include each other;
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

/// Runs on a deep stack: the one that it is called on, if that is one.
///
/// The stack is switched and no thread is started for it: to start one, wake it on another core and wait for it took as
/// long as a tenth of a small chart's render. Where the system maps no such stack, a thread may still be given one.
///
/// # Errors
/// When the system gives neither.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    if IS_DEEP.get() {
        return Ok(work());
    }
    let run = || {
        let _mark = Deep::mark();
        reserve_heap();
        work()
    };
    match DefaultStack::new(STACK) {
        Ok(stack) => Ok(corosensei::on_stack(stack, run)),
        Err(_) => thread::scope(|scope| {
            let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run)?;
            Ok(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        }),
    }
}

/// Says, for as long as it lives, that this thread runs on a deep stack.
struct Deep;

impl Deep {
    fn mark() -> Self {
        IS_DEEP.set(true);
        Self
    }
}

impl Drop for Deep {
    fn drop(&mut self) {
        IS_DEEP.set(false);
    }
}

/// Runs `work` for every number below `count`, on all cores. Numbers are taken in order, by whoever is free.
fn side_by_side(count: usize, work: &(dyn Fn(usize) + Sync)) {
    with_helpers(count.saturating_sub(1), count, work, |rest| rest());
}

/// Does `own` while helpers do `work` for the items, in their order. What they did not begin when `own` ends is left undone.
pub fn beside<'i, T: Sync, R>(items: &'i [T], work: impl Fn(&'i T) + Sync, own: impl FnOnce() -> R) -> R {
    let work = |number| items.get(number).into_iter().for_each(&work);
    with_helpers(items.len(), items.len(), &work, |_| own())
}

/// Starts at most so many helpers for the numbers below `count`; `own` is given what they do, to take part in it.
fn with_helpers<R>(
    most: usize,
    count: usize,
    work: &(dyn Fn(usize) + Sync),
    own: impl FnOnce(&(dyn Fn() + Sync)) -> R,
) -> R {
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
        for _ in 0..(cores - 1).min(MAX_HELPERS).min(most) {
            // Without a thread there is one helper less.
            let _ = thread::Builder::new().stack_size(HELPER_STACK).spawn_scoped(scope, || {
                reserve_heap();
                run();
            });
        }
        let result = own(&run);
        next.store(count, Ordering::Relaxed);
        result
    })
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

/// Says that the process ends with what this thread does, once, so that nothing need be taken apart; see [`leave`].
pub fn ends_here() {
    IS_LAST.set(true);
}

/// Says that this thread does the same again and again: what one time leaves, the next would stand beside.
pub fn goes_on() {
    IS_LAST.set(false);
}

/// Whether the process ends with what this thread does.
pub fn is_last() -> bool {
    IS_LAST.get()
}

/// Drops a value, unless the process ends soon anyway: to free a large chart's trees and values one by one takes a
/// tenth of the time of a render.
pub fn leave<T>(value: T) {
    if IS_LAST.get() {
        std::mem::forget(value);
    }
}

/// glibc's heaps grow by a few pages at a time, each time with a system call: a chart of 50 MB of values made 12,000 on a
/// helper thread. An allocation that is freed at once moves glibc's thresholds (malloc/malloc.c, `mp_.mmap_threshold`,
/// at most 32 MiB) so far that the second one comes from this heap and stays in it. No page of either is touched.
/// Elsewhere this is two calls that do nothing.
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
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(map(&items, |item| item * 2), (0..100).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_deep_stack_is_not_left_for_another() {
        let place = || {
            let local = 0_u8;
            (&raw const local).addr()
        };
        let shallow = place();
        let (outer, inner) = deep(|| (place(), deep(place).unwrap())).unwrap();
        assert!(outer.abs_diff(inner) < 1 << 20, "{outer:x} {inner:x}");
        assert!(outer.abs_diff(shallow) >= 1 << 20, "{outer:x} {shallow:x}");
        assert!(!IS_DEEP.get());
    }

    #[test]
    fn a_panic_leaves_the_deep_stack() {
        let panic = std::panic::catch_unwind(|| deep(|| std::panic::panic_any(7_u8)));
        assert_eq!(panic.unwrap_err().downcast_ref(), Some(&7_u8));
        assert!(!IS_DEEP.get());
    }

    #[test]
    fn a_deep_stack_is_as_deep_as_it_says() {
        #[allow(clippy::only_used_in_recursion, reason = "only the frames matter")]
        fn sink(levels: usize) -> usize {
            let frame = black_box([levels; 512]);
            if levels == 0 { frame.len() } else { sink(levels - 1).max(frame[1]) }
        }
        // 4 KiB a level and more: most of the 512 MiB.
        assert_eq!(deep(|| sink(60_000)).unwrap(), 60_000);
    }
}
