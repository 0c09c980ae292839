//! The values of a chart, its subchart and a user come together, or end in an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openclaw_render::helm::Helm;
use openclaw_render::log::Log;
use openclaw_render::{chart, resolve, yaml};
use std::sync::Arc;

fuzz_target!(|texts: (String, String, String, String)| {
    let (metadata, values, below, user) = texts;
    let Ok(user) = yaml::parse(&user) else { return };
    let Some(user) = user.as_map() else { return };
    for helm in [Helm::V3, Helm::V4] {
        let files = [
            ("Chart.yaml", format!("apiVersion: v2\nname: top\nversion: 0.1.0\n{metadata}")),
            ("values.yaml", values.clone()),
            ("charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 0.1.0\n".to_owned()),
            ("charts/sub/values.yaml", below.clone()),
        ];
        let mut log = Log::new(helm);
        if let Ok(chart) = chart::from_files(files, &mut log) {
            let _ = resolve::resolve(&Arc::new(chart), user, &mut log);
        }
    }
});
