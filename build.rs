//! Links the program at a fixed address where that makes it start faster.
//!
//! A position-independent program relocates its tables before `main`: here some 60,000 pointers on 400 pages, each
//! copied for the process, which took longer than rendering a small chart. The dependencies and the library stay
//! position-independent; only the last link differs.

#![allow(clippy::disallowed_methods, reason = "Cargo tells a build script its target in the environment")]

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    // A static program is linked as one that places itself; told otherwise, the linker mixes both and it crashes.
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
