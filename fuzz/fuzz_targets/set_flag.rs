//! The grammars of `--set`, `--set-json` and `--set-literal`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openclaw_render::helm::Helm;
use openclaw_render::values::Overrides;

fuzz_target!(|text: String| {
    let (set, set_json, set_literal) = (vec![text.clone()], vec![text.clone()], vec![text]);
    for overrides in [
        Overrides { set, ..Overrides::default() },
        Overrides { set_json, ..Overrides::default() },
        Overrides { set_literal, ..Overrides::default() },
    ] {
        openclaw_render_fuzz::set_flags(&overrides, Helm::V4);
    }
});
