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
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
