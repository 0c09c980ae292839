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
        for at in [instance, root.get("action"), root.get("reason")] {
            if cx.filled(EVENT, at, "a word") && at.str().len() > MAX_WORD {
                cx.error(EVENT, at, format!("expected at most {MAX_WORD} bytes"));
            }
        }
        if root.get(note).str().len() > MAX_NOTE {
            cx.error_as(
                EVENT,
                root.get(note),
                root,
                ".message",
                format!("expected at most {MAX_NOTE} bytes"),
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
    if !is_signing_request(&super::config::decode_base64(request.str())) {
        cx.error(SIGNING, request, "expected a PEM block of type CERTIFICATE REQUEST in base64");
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

/// A PEM block of the right type whose content is a sequence in DER as long as it says.
fn is_signing_request(pem: &[u8]) -> bool {
    const BEGIN: &str = "-----BEGIN CERTIFICATE REQUEST-----";
    const END: &str = "-----END CERTIFICATE REQUEST-----";
    let Ok(text) = std::str::from_utf8(pem) else { return false };
    // Both lines begin a line, and nothing but blanks ends them.
    let mut lines = text.lines().map(|line| line.trim_end_matches([' ', '\t']));
    if !lines.any(|line| line == BEGIN) {
        return false;
    }
    // Lines with a colon are headers, which a blank line ends.
    let body: Vec<&str> = lines.by_ref().take_while(|line| *line != END).collect();
    let headers = body.iter().take_while(|line| line.contains(':')).count();
    let der = super::config::decode_base64(&body.get(headers..).unwrap_or_default().concat());
    let ended = text.lines().any(|line| line.trim_end_matches([' ', '\t']) == END);
    // What is signed, the algorithm, and the signature.
    let parts =
        element(&der).filter(|(tag, _, rest)| *tag == 0x30 && rest.is_empty()).map(|(_, inner, _)| inner);
    let mut rest = parts.unwrap_or_default();
    let mut tags = Vec::new();
    while let Some((tag, inner, next)) = element(rest) {
        tags.push((tag, inner.is_empty()));
        rest = next;
    }
    ended && rest.is_empty() && tags == [(0x30, false), (0x30, false), (0x03, false)]
}

/// The first element of a text in DER: its tag, what is in it, and what follows.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = der.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0x82 => (usize::from(*rest.first()?) << 8 | usize::from(*rest.get(1)?), rest.get(2..)?),
        0x81 => (usize::from(*rest.first()?), rest.get(1..)?),
        length if *length < 0x80 => (usize::from(*length), rest),
        _ => return None,
    };
    Some((*tag, rest.get(..length)?, rest.get(length..)?))
}
