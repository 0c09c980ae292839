//! The grammar of `--set` ends in values or in an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openclaw_render::helm::Helm;
use openclaw_render::values::{Overrides, gather};
use openclaw_render::world::System;

fuzz_target!(|text: String| {
    let overrides = Overrides { set: vec![text.clone()], set_json: vec![text.clone()], set_literal: vec![text], ..Overrides::default() };
    let _ = gather(&overrides, Helm::V4, &System::default());
});
