//! The metadata and values of a chart, the values of its subchart and a user's.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openclaw_render::helm::Helm;
use openclaw_render::yaml;

fuzz_target!(|texts: (String, String, String, String)| {
    let (metadata, values, below, user) = texts;
    let Ok(user) = yaml::parse(&user) else { return };
    let Some(user) = user.as_map() else { return };
    for helm in [Helm::V3, Helm::V4] {
        openclaw_render_fuzz::values(&metadata, &values, &below, user, helm);
    }
});
