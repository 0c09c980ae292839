//! What the work stands on: a stack that is deep enough for what calls itself (templates that include templates, values
//! inside of values).

use corosensei::stack::DefaultStack;
use std::cell::Cell;
use std::hint::black_box;
use std::io;
use std::thread;

/// Bytes of the stack that the work is done on. Memory is only used as far as templates include each other;
/// [`MAX_NESTING`](crate::render::MAX_NESTING) keeps the deepest of them inside it, in an unoptimised build too.
const STACK: usize = 512 << 20;

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
pub(crate) fn reserve_heap() {
    const LARGEST: usize = 32 << 20;
    for bytes in [LARGEST - (64 << 10), LARGEST - (1 << 20)] {
        drop(black_box(Vec::<u8>::with_capacity(bytes)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
