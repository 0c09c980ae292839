//! What holds for input of every kind: it ends in a value or in an error, and what is written reads as it was.
//!
//! The targets hand a fuzzer's input to these functions, and `tests/it/fuzz.rs` input from fixed seeds, so that
//! `cargo test` builds them too. Each answers what became of the input, for whoever counts.

use openclaw_render::chart::{self, LoadOptions};
use openclaw_render::funcs::{Env, crypto};
use openclaw_render::golang::base64;
use openclaw_render::golang::equal::deep_equal;
use openclaw_render::helm::Helm;
use openclaw_render::log::Log;
use openclaw_render::value::{Map, Value};
use openclaw_render::values::{Overrides, gather};
use openclaw_render::world::{Entry, Kind, System, World};
use openclaw_render::{render, resolve, yaml};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A template parses, compiles and renders, or ends in an error that is the template's; whether it rendered.
pub fn template(text: &str, helm: Helm) -> bool {
    let env = Env::new(helm, Arc::new(System)).with_seed(1);
    let data = Value::from([("Values", Value::from([("a", Value::from([("b", Value::Int(1))]))]))]);
    let result = render::render_text("fuzz", text, data, env);
    let internal = result.as_ref().err().filter(|error| error.message().contains("internal error"));
    assert!(internal.is_none(), "{text:?}: {internal:?}");
    result.is_ok()
}

/// The grammar of `--set` ends in values or in an error; whether in values.
pub fn set_flags(overrides: &Overrides, helm: Helm) -> bool {
    gather(overrides, helm, &System).is_ok()
}

/// A text that reads as YAML is written as YAML that reads as the same; whether it reads.
pub fn yaml_text(text: &str) -> bool {
    let _ = yaml::parse_nodes(text);
    let value = yaml::parse(text);
    if let Ok(value) = &value {
        yaml_value(value, text);
    }
    value.is_ok()
}

/// What is written as YAML reads as what it was, if it can be written.
pub fn yaml_value(value: &Value, from: &str) {
    let Ok(written) = yaml::to_yaml(value) else { return };
    let again = yaml::parse(&written);
    assert!(
        again.as_ref().is_ok_and(|again| deep_equal(again, value)),
        "{from:?} was written as {written:?}: {again:?}"
    );
}

/// The values of a chart, its subchart `sub` and a user come together, or end in an error; what they come to.
pub fn values(metadata: &str, values: &str, below: &str, user: &Map, helm: Helm) -> Option<Map> {
    let files = [
        ("Chart.yaml", format!("apiVersion: v2\nname: top\nversion: 0.1.0\n{metadata}")),
        ("values.yaml", values.to_owned()),
        ("charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 0.1.0\n".to_owned()),
        ("charts/sub/values.yaml", below.to_owned()),
    ];
    let mut log = Log::new(helm);
    let chart = chart::from_files(files, &mut log).ok()?;
    resolve::resolve(&Arc::new(chart), user, &mut log).ok().map(|resolved| resolved.values)
}

/// A packed chart loads, or ends in an error; whether it loads.
pub fn archive(packed: Vec<u8>, helm: Helm) -> bool {
    let options = LoadOptions { helm, allow: &[], unread: None };
    chart::load(Path::new("/c.tgz"), &Packed(packed), &options, &mut Log::new(helm)).is_ok()
}

/// A request for a certificate is one, or ends in an error that says something; whether it is one.
pub fn request(text: &[u8]) -> bool {
    let result = crypto::check_request(text);
    assert!(result.as_ref().err().is_none_or(|error| !error.is_empty()), "{text:?}");
    result.is_ok()
}

/// The bytes of a request as `openssl req` prints them, but in one line.
pub fn armored(request: &[u8]) -> Vec<u8> {
    let body = base64::encode(request);
    format!("-----BEGIN CERTIFICATE REQUEST-----\n{body}\n-----END CERTIFICATE REQUEST-----\n").into_bytes()
}

/// A world of one file.
struct Packed(Vec<u8>);

impl World for Packed {
    fn read(&self, _: &Path, _: u64) -> io::Result<Vec<u8>> {
        Ok(self.0.clone())
    }

    fn list(&self, _: &Path) -> io::Result<Vec<Entry>> {
        Ok(Vec::new())
    }

    fn stat(&self, _: &Path) -> io::Result<Kind> {
        Ok(Kind::File(self.0.len() as u64))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    fn stdin(&self, _limit: u64) -> io::Result<Vec<u8>> {
        Err(io::Error::other("there is none"))
    }

    fn var(&self, _: &str) -> Option<String> {
        None
    }

    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn random(&self, buffer: &mut [u8]) {
        buffer.fill(4);
    }
}
