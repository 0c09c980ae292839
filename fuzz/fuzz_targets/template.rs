//! A template parses, compiles and renders, or ends in an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openclaw_render::funcs::Env;
use openclaw_render::helm::Helm;
use openclaw_render::render;
use openclaw_render::value::Value;
use openclaw_render::world::System;
use std::sync::Arc;

fuzz_target!(|text: &str| {
    let env = Env::new(Helm::V4, Arc::new(System::default())).with_seed(1);
    let _ = render::render_text("fuzz", text, Value::Nil, env);
});
