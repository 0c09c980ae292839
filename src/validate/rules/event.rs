//! Events and certificate signing requests.
//!
//! Sources: pkg/apis/core/validation/events.go; pkg/apis/certificates/validation.

use super::super::check::Check;
use super::super::formats::{self, DNS_SUBDOMAIN, QUALIFIED_NAME};
use super::super::node::{At, quote};
use super::super::schema::Scope::{Cluster, Namespaced};
use super::meta;

const EVENT: &str = "event";
const SIGNING: &str = "signing-request";

/// Source: `ActionLengthLimit` and its neighbours
const MAX_WORD: usize = 128;
const MAX_NOTE: usize = 1024;

/// An event of the core group, or of events.k8s.io, where the same fields have other names.
pub(crate) fn event<'a>(cx: &mut Check<'a>, core: bool) {
    let root = cx.root();
    let metadata = root.get("metadata");
    meta::object_name(cx, metadata, if core { &meta::PATH_SEGMENT } else { &DNS_SUBDOMAIN });
    meta::common(cx, metadata, Namespaced);
    if !core {
        meta::core_finalizers(cx, metadata);
    }
    let (object, controller, note) = if core {
        ("involvedObject", "reportingComponent", "message")
    } else {
        ("regarding", "reportingController", "note")
    };
    let own = match metadata.get("namespace").str() {
        "" => "default",
        namespace => namespace,
    };
    let other = root.get(object).get("namespace");
    let timed = root.get("eventTime").is_set();
    let matches = match other.str() {
        "" if timed => matches!(own, "default" | "kube-system"),
        "" => own == "default",
        namespace => timed || namespace == own,
    };
    if !matches && cx.is_read(metadata) {
        let message = format!("expected the namespace of the event, {own}, but found {}", quote(other.str()));
        cx.error_as(EVENT, other, root, ".involvedObject.namespace", message);
    }
    if timed {
        let (controller, instance) = (root.get(controller), root.get("reportingInstance"));
        if cx.filled(EVENT, controller, "the name of a controller") {
            cx.format(EVENT, controller, &QUALIFIED_NAME);
        }
        for (at, what) in [
            (instance, "the name of the controller's pod or process"),
            (root.get("action"), "what was done, such as Binding"),
            (root.get("reason"), "why it was done, such as Scheduled"),
        ] {
            if cx.filled(EVENT, at, what) && at.str().len() > MAX_WORD {
                cx.too_long(EVENT, at, MAX_WORD);
            }
        }
        if root.get(note).str().len() > MAX_NOTE {
            cx.error_as(
                EVENT,
                root.get(note),
                root,
                ".message",
                format!("expected at most {MAX_NOTE} bytes, but found {}", root.get(note).str().len()),
            );
        }
    }
    if !core {
        new_event(cx, root, timed);
    }
}

/// What only events.k8s.io asks for.
fn new_event<'a>(cx: &mut Check<'a>, root: At<'a>, timed: bool) {
    let series = root.get("series");
    if series.is_set() {
        if series.get("count").int() < 2 {
            cx.expected(EVENT, series.get("count"), "2 or more");
        }
        if !series.get("lastObservedTime").is_set() {
            cx.required(EVENT, series.get("lastObservedTime"), "a time");
        }
    }
    if !timed {
        cx.required(EVENT, root.get("eventTime"), "a time");
    }
    cx.one_of(EVENT, root.get("type"), &["Normal", "Warning"]);
    for (key, path) in [
        ("deprecatedFirstTimestamp", ".firstTimestamp"),
        ("deprecatedLastTimestamp", ".lastTimestamp"),
        ("deprecatedCount", ".count"),
        ("deprecatedSource", ".source"),
    ] {
        let at = root.get(key);
        let set = match key {
            "deprecatedCount" => at.int() != 0,
            "deprecatedSource" => !at.get("component").str().is_empty() || !at.get("host").str().is_empty(),
            _ => at.is_set(),
        };
        if set {
            cx.error_as(EVENT, at, root, path, "a new event must not have this");
        }
    }
}

/// Source: `ValidateCertificateSigningRequestCreate`
pub(crate) fn signing_request<'a>(cx: &mut Check<'a>) {
    const USAGES: &[&str] = &[
        "any",
        "cert sign",
        "client auth",
        "code signing",
        "content commitment",
        "crl sign",
        "data encipherment",
        "decipher only",
        "digital signature",
        "email protection",
        "encipher only",
        "ipsec end system",
        "ipsec tunnel",
        "ipsec user",
        "key agreement",
        "key encipherment",
        "microsoft sgc",
        "netscape sgc",
        "ocsp signing",
        "s/mime",
        "server auth",
        "signing",
        "timestamping",
    ];
    meta::object(cx, Cluster, &meta::PATH_SEGMENT);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let spec = cx.root().get("spec");
    let (request, usages, signer) = (spec.get("request"), spec.get("usages"), spec.get("signerName"));
    let pem = super::config::decode_base64(request.str());
    if pem.is_empty() {
        cx.required(SIGNING, request, "a PEM block of type CERTIFICATE REQUEST in base64");
    } else if let Err(fault) = crate::funcs::crypto::check_request(&pem) {
        let hint = "make one with openssl req -new -key FILE, and write it here in base64";
        cx.error_hint(SIGNING, request, format!("expected a signing request, but found: {fault}"), hint);
    }
    if usages.is_empty() {
        cx.required(SIGNING, usages, "at least one usage");
    }
    for (index, usage) in usages.items().enumerate() {
        cx.one_of(SIGNING, usage, USAGES);
        if usages.items().take(index).any(|u| u.str() == usage.str()) {
            cx.duplicate(SIGNING, usage, usage.str());
        }
    }
    if signer.str() == "kubernetes.io/legacy-unknown" {
        cx.error(SIGNING, signer, "the signer kubernetes.io/legacy-unknown is not allowed here");
    } else {
        signer_name(cx, signer);
    }
    if spec.get("expirationSeconds").opt_int().is_some_and(|s| s < 600) {
        cx.error(SIGNING, spec.get("expirationSeconds"), "expected 600 seconds or more");
    }
}

/// Source: pkg/apis/core/validation/names.go, `ValidateSignerName`
pub(crate) fn signer_name<'a>(cx: &mut Check<'a>, at: At<'a>) {
    let name = at.str();
    if name.is_empty() {
        return cx.required(SIGNING, at, "the name of a signer, such as example.com/signer");
    }
    let right = match name.split_once('/') {
        Some((domain, path)) => {
            name.len() <= 253 + 63 + 1 + 253
                && domain.contains('.')
                && formats::is_dns1123_subdomain(domain)
                && domain.split('.').all(formats::is_dns1123_label)
                && !path.contains('/')
                && formats::is_dns1123_subdomain(path)
        }
        None => false,
    };
    if !right {
        cx.expected(SIGNING, at, "a domain and a name, such as example.com/signer");
    }
}
