//! YAML, read and written.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    openclaw_render_fuzz::yaml_text(text);
});
