//! The programs of the built-in chart. `build.rs` makes steps of the texts in `templates/openclaw`, so that a render of
//! that chart neither parses nor compiles a template.

use super::code::{Part, Step};

/// A program that was compiled before.
#[derive(Debug)]
pub struct Compiled {
    /// The name by which it is included; a file's own program has none.
    pub define: Option<&'static str>,
    /// Its text, of which the steps hold parts. The mark of a call is the place where it ends here.
    pub text: &'static str,
    /// The steps.
    pub steps: &'static [Step],
    /// What the steps hold beside parts of the text.
    pub own: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/programs.rs"));

/// The programs of a template of the built-in chart, by Helm's name for it. A test holds them against the chart.
pub fn compiled(name: &str) -> Option<&'static [Compiled]> {
    let name = name.strip_prefix("openclaw/templates/")?;
    PROGRAMS.iter().find(|(known, _)| *known == name).map(|(_, programs)| *programs)
}
