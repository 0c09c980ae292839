//! The only writer: standard output is data, everything else goes to standard error.

pub mod canonical;
pub mod dir;
pub mod report;
pub mod terminal;
