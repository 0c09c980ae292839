//! All integration tests in one binary: one link, one start.

// In reading order: the house, the language, its vocabulary, whole charts, the program.
mod tidy;
