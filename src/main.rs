//! The program: arguments in, exit status out.

use mimalloc::MiMalloc;
use std::process::ExitCode;

// A render makes a hundred thousand small values, trees and strings on two threads and more, and most of them are let go
// by the thread that made them. With glibc's allocator that was a seventh of a render's instructions, and its chunks of
// all sizes side by side touched more pages: every public chart of `benches/` takes 9 to 14 % longer with it, the
// built-in one 13 %. It is written in C, for which the compiler is there that Rust links with. A library does not choose
// the allocator of the program that it is part of, so it stands here.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    openclaw_render::command::main()
}
