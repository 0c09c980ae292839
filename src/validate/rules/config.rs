//! Config maps, secrets and service accounts.
//!
//! Source: pkg/apis/core/validation (`ValidateConfigMap`, `ValidateSecret`, `ValidateServiceAccount`).

use super::super::check::Check;
use super::super::formats;
use super::super::node::{At, quote};
use super::workload;
use crate::value::Value;

const CONFIG_MAP: &str = "config-map";
const SECRET: &str = "secret";

/// Source: `MaxSecretSize`
const MAX_SIZE: usize = 1024 * 1024;

/// Source: `ValidateConfigMap`
pub(crate) fn config_map<'a>(cx: &mut Check<'a>) {
    workload::core_object(cx);
    let (data, binary) = (cx.root().get("data"), cx.root().get("binaryData"));
    let mut size = 0;
    for (key, value) in data.entries() {
        config_key(cx, CONFIG_MAP, key, value);
        size += value.str().len();
        if binary.entries().any(|(k, _)| k == key) {
            cx.error(CONFIG_MAP, value, "the key stands in binaryData too");
        }
    }
    for (key, value) in binary.entries() {
        config_key(cx, CONFIG_MAP, key, value);
        size += decoded_size(value.str());
    }
    if size > MAX_SIZE {
        let message = format!("expected at most {MAX_SIZE} bytes of data, but found {size}");
        cx.error(CONFIG_MAP, cx.root(), message);
    }
}

fn config_key<'a>(cx: &mut Check<'a>, rule: &'static str, key: &str, value: At<'a>) {
    if !formats::is_config_map_key(key) {
        let message = format!("the key {} is wrong: expected {}", quote(key), formats::CONFIG_KEY.expected);
        cx.error(rule, value, message);
    }
}

/// The bytes that base64 stands for.
fn decoded_size(text: &str) -> usize {
    text.bytes().filter(|c| !matches!(c, b'\r' | b'\n' | b'=')).count() * 3 / 4
}

/// Source: `ValidateSecret`. `stringData` is merged into `data` before.
pub(crate) fn secret<'a>(cx: &mut Check<'a>) {
    workload::core_object(cx);
    let (data, strings) = (cx.root().get("data"), cx.root().get("stringData"));
    let mut size = 0;
    for (key, value) in data.entries().filter(|(key, _)| !strings.entries().any(|(k, _)| k == *key)) {
        config_key(cx, SECRET, key, value);
        size += decoded_size(value.str());
    }
    for (key, value) in strings.entries() {
        if !formats::is_config_map_key(key) {
            let message =
                format!("the key {} is wrong: expected {}", quote(key), formats::CONFIG_KEY.expected);
            cx.error_as(SECRET, value, data, &format!("[{key}]"), message);
        }
        size += value.str().len();
    }
    if size > MAX_SIZE {
        cx.error(SECRET, data, format!("expected at most {MAX_SIZE} bytes of data, but found {size}"));
    }
    let typ = cx.root().get("type").str();
    let known = cx.is_read(data) && cx.is_read(strings);
    let has = |key: &str| data.entries().chain(strings.entries()).any(|(k, _)| k == key);
    let mut required = |keys: &[&str]| {
        for key in keys.iter().filter(|key| known && !has(key)) {
            let message =
                format!("required: expected the key {key}, because the type is {typ}, but found nothing");
            cx.error_as(SECRET, data, data, &format!("[{key}]"), message);
        }
    };
    match typ {
        "kubernetes.io/service-account-token" => {
            const ACCOUNT: &str = "kubernetes.io/service-account.name";
            let annotations = cx.root().get("metadata").get("annotations");
            if !annotations.entries().any(|(k, v)| k == ACCOUNT && !v.str().is_empty()) {
                let message =
                    "required: expected the name of a service account in this annotation, but found nothing";
                cx.error_as(SECRET, annotations, annotations, &format!("[{ACCOUNT}]"), message);
            }
        }
        "kubernetes.io/dockercfg" => {
            required(&[".dockercfg"]);
            docker(cx, data, strings, ".dockercfg");
        }
        "kubernetes.io/dockerconfigjson" => {
            required(&[".dockerconfigjson"]);
            docker(cx, data, strings, ".dockerconfigjson");
        }
        "kubernetes.io/basic-auth" => {
            if !has("username") && !has("password") {
                required(&["username", "password"]);
            }
        }
        "kubernetes.io/ssh-auth" => {
            let key = |at: At<'a>| at.entries().find(|(k, _)| *k == "ssh-privatekey").map(|(_, v)| v.str());
            if key(strings).or(key(data)) == Some("") {
                let message = "required: expected a private key, but found an empty string";
                cx.error_as(SECRET, data, data, "[ssh-privatekey]", message);
            }
            let mut required = |key: &str| {
                if !has(key) {
                    cx.error_as(
                        SECRET,
                        data,
                        data,
                        &format!("[{key}]"),
                        format!(
                            "required: expected the key {key}, because the type is {typ}, but found nothing"
                        ),
                    );
                }
            };
            required("ssh-privatekey");
        }
        "kubernetes.io/tls" => required(&["tls.crt", "tls.key"]),
        _ => {}
    }
}

/// The credentials of an image registry must be a JSON object.
fn docker<'a>(cx: &mut Check<'a>, data: At<'a>, strings: At<'a>, key: &str) {
    let find = |at: At<'a>| at.entries().find(|(k, _)| *k == key).map(|(_, v)| v);
    let (text, at) = match (find(strings), find(data)) {
        (Some(at), _) => (at.str().as_bytes().to_vec(), at),
        (None, Some(at)) => (decode_base64(at.str()), at),
        (None, None) => return,
    };
    let object = std::str::from_utf8(&text).ok().is_some_and(is_json_object);
    if !object {
        let message = "expected a JSON object";
        cx.error_as(SECRET, at, data, &format!("[{key}]"), message);
    }
}

/// Whether a text is a JSON object, or `null`, which Go decodes into a map as well.
fn is_json_object(text: &str) -> bool {
    matches!(crate::json::decode(text), Ok(Value::Map(_) | Value::Nil))
}

/// The bytes that base64 stands for; empty where it is none, which has its own finding.
pub(crate) fn decode_base64(text: &str) -> Vec<u8> {
    crate::golang::base64::decode(text.as_bytes()).unwrap_or_default()
}

/// Source: `ValidateServiceAccount`
pub(crate) fn service_account<'a>(cx: &mut Check<'a>) {
    workload::core_object(cx);
}
