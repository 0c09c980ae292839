//! Locks that stay open when a thread panics while it holds one: nothing here is left half changed by a panic.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a mutex holds, for as long as the guard lives.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a mutex held that nobody needs any more.
pub fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}
