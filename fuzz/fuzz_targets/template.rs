//! Templates.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openclaw_render::helm::Helm;

fuzz_target!(|text: &str| {
    openclaw_render_fuzz::template(text, Helm::V4);
});
