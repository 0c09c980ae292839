//! All integration tests in one binary: one link, one start.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test ends with a panic, says why it skips, and reads the files that it checks"
)]

// What the others share.
mod support;

// In reading order: the house, the vocabulary, the chart and its scripts, the program.
mod tidy;
mod funcs;
mod gotmpl;
mod parity;
mod chart;
mod cel;
mod charts;
mod chart_readme;
mod chart_scripts;
mod compiled;
mod bounds;
mod limits;
mod chance;
mod past_faults;
mod fuzz;
mod cli;
mod explain;
mod lint;
mod validate;
mod usage;

// In repositories and in front of other programs.
mod drop_in;
mod snapshot;
mod argocd;
mod deploy;
mod init;
mod readme_gitops;
mod shipping;
mod image;
mod rules;
mod rule_edges;
mod verdicts;
