//! Dynamic resource allocation: claims of devices, their templates, classes and slices.
//!
//! Source: pkg/apis/resource/validation/validation.go; pkg/apis/resource/v1/defaults.go for the mode and the count.

use super::super::cel::{self, Own, Scope as Variables, Want};
use super::super::check::Check;
use super::super::formats::{self, C_IDENTIFIER, DNS_LABEL, DNS_SUBDOMAIN, LABEL_VALUE, QUALIFIED_NAME};
use super::super::node::{At, Data, quote};
use super::super::schema::Scope::{Cluster, Namespaced};
use super::{expressions, meta, resources, selector, volume};
use crate::golang::regexp::Regexp;

const CLAIM: &str = "device-claim";
const CLASS: &str = "device-class";
const SLICE: &str = "resource-slice";

/// Source: `DeviceRequestsMaxSize`, `DeviceConstraintsMaxSize`, `DeviceConfigMaxSize`, `DeviceSelectorsMaxSize`
const MAX_LIST: usize = 32;
/// Source: `FirstAvailableDeviceRequestMaxSize`
const MAX_ALTERNATIVES: usize = 8;
/// Source: `CELSelectorExpressionMaxLength`
const MAX_EXPRESSION: usize = 10 * 1024;
/// Source: `ResourceSliceMaxDevices`, and with taints or counters
const MAX_DEVICES: (usize, usize) = (128, 64);
/// Source: `ResourceSliceMaxAttributesAndCapacitiesPerDevice`
const MAX_ATTRIBUTES: usize = 32;
/// Source: `DeviceAttributeMaxValueLength`
const MAX_VALUE: usize = 64;
/// Source: `DriverNameMaxLength`, `DeviceMaxIDLength`
const MAX_NAMES: (usize, usize) = (63, 32);
/// Source: `OpaqueParametersMaxLength`
const MAX_PARAMETERS: usize = 10 * 1024;
/// Source: `BindingConditionsMaxSize`
const MAX_CONDITIONS: usize = 4;

/// The last minor in which the gates DRAConsumableCapacity, DRADeviceBindingConditions, DRADeviceTaints,
/// DRAExtendedResource and DRAPartitionableDevices are closed: the server drops their fields.
const LAST_ALPHA: u32 = 35;

/// Source: `semverRe`
const SEMVER: &str = concat!(
    r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)",
    r"(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?",
    r"(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?$"
);

/// Source: `ValidateResourceClaim`
pub(crate) fn claim<'a>(cx: &mut Check<'a>) {
    object(cx, true);
    device_claim(cx, cx.root().get("spec").get("devices"));
}

/// Source: `ValidateResourceClaimTemplate`
pub(crate) fn claim_template<'a>(cx: &mut Check<'a>) {
    object(cx, true);
    let spec = cx.root().get("spec");
    volume::template_meta(cx, spec.get("metadata"));
    device_claim(cx, spec.get("spec").get("devices"));
}

fn object<'a>(cx: &mut Check<'a>, namespaced: bool) {
    meta::object(cx, if namespaced { Namespaced } else { Cluster }, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
}

/// A list with a limit; says whether it is kept.
fn limited<'a>(cx: &mut Check<'a>, rule: &'static str, list: At<'a>, most: usize) -> bool {
    if list.len() > most {
        cx.error(rule, list, format!("expected at most {most} items, but found {}", list.len()));
    }
    list.len() <= most
}

/// Items that are told apart by a key: `name`, or the item itself.
fn unique<'a>(cx: &mut Check<'a>, rule: &'static str, list: At<'a>, key: Option<&'static str>) {
    let mut seen: Vec<&str> = Vec::new();
    for item in list.items() {
        let name = key.map_or(item, |key| item.get(key)).str();
        if seen.contains(&name) {
            cx.duplicate(rule, item, name);
        }
        seen.push(name);
    }
}

/// Source: `validateDeviceClaim`
fn device_claim<'a>(cx: &mut Check<'a>, devices: At<'a>) {
    let (requests, constraints, config) =
        (devices.get("requests"), devices.get("constraints"), devices.get("config"));
    if limited(cx, CLAIM, requests, MAX_LIST) {
        for request in requests.items() {
            device_request(cx, request);
        }
        unique(cx, CLAIM, requests, Some("name"));
    }
    if limited(cx, CLAIM, constraints, MAX_LIST) {
        for constraint in constraints.items() {
            request_names(cx, constraint.get("requests"), requests);
            let (same, distinct) = (constraint.get("matchAttribute"), constraint.get("distinctAttribute"));
            // The older servers drop what is still in alpha.
            if same.is_set() {
                full_name(cx, CLAIM, same);
            } else if distinct.is_set() && cx.minor > LAST_ALPHA {
                full_name(cx, CLAIM, distinct);
            } else {
                cx.required(CLAIM, same, "the name of an attribute");
            }
        }
    }
    if limited(cx, CLAIM, config, MAX_LIST) {
        for entry in config.items() {
            request_names(cx, entry.get("requests"), requests);
            configuration(cx, CLAIM, entry);
        }
    }
}

/// Source: `validateDeviceRequest`
fn device_request<'a>(cx: &mut Check<'a>, request: At<'a>) {
    let (exactly, alternatives) = (request.get("exactly"), request.get("firstAvailable"));
    cx.format(CLAIM, request.get("name"), &DNS_LABEL);
    match (exactly.is_set(), !alternatives.is_empty()) {
        (false, false) => {
            cx.error(CLAIM, request, "required: expected exactly or firstAvailable, but found neither")
        }
        (true, true) => cx.error(CLAIM, request, "exactly and firstAvailable exclude each other"),
        (true, false) => exact_request(cx, exactly),
        (false, true) => {
            if limited(cx, CLAIM, alternatives, MAX_ALTERNATIVES) {
                for alternative in alternatives.items() {
                    cx.format(CLAIM, alternative.get("name"), &DNS_LABEL);
                    exact_request(cx, alternative);
                }
                unique(cx, CLAIM, alternatives, Some("name"));
            }
        }
    }
}

/// Sources: `validateExactDeviceRequest`, `validateDeviceSubRequest`
fn exact_request<'a>(cx: &mut Check<'a>, request: At<'a>) {
    let (mode, count) = (request.get("allocationMode"), request.get("count"));
    cx.filled_format(CLAIM, request.get("deviceClassName"), &DNS_SUBDOMAIN);
    selectors(cx, CLAIM, request.get("selectors"));
    match mode.str() {
        "All" if count.int() != 0 => cx.error(CLAIM, count, "the allocationMode All takes no count"),
        "" | "ExactCount" if count.int() < 0 => cx.expected(CLAIM, count, "a number above 0"),
        "" | "All" | "ExactCount" => {}
        _ => {
            cx.one_of(CLAIM, mode, &["All", "ExactCount"]);
        }
    }
    for toleration in request.get("tolerations").items() {
        if cx.minor <= LAST_ALPHA {
            break;
        }
        let (key, value, operator) =
            (toleration.get("key"), toleration.get("value"), toleration.get("operator"));
        if !key.str().is_empty() {
            cx.format(CLAIM, key, &QUALIFIED_NAME);
        }
        match operator.str() {
            "Exists" if !value.str().is_empty() => {
                cx.error(CLAIM, value, "the operator Exists takes no value")
            }
            "" | "Equal" => {
                cx.format(CLAIM, value, &LABEL_VALUE);
            }
            _ => {
                cx.one_of(CLAIM, operator, &["Equal", "Exists"]);
            }
        }
        cx.one_of_or_empty(CLAIM, toleration.get("effect"), &["NoExecute", "NoSchedule"]);
    }
}

/// Source: `CELSelectorExpressionMaxCost`
const MAX_COST: u64 = 1_000_000;

/// Source: `validateSelectorSlice`
fn selectors<'a>(cx: &mut Check<'a>, rule: &'static str, list: At<'a>) {
    if !limited(cx, rule, list, MAX_LIST) {
        return;
    }
    for selector in list.items() {
        let (cel, expression) = (selector.get("cel"), selector.get("cel").get("expression"));
        if !cel.is_set() {
            cx.required(rule, cel, "an expression");
        } else if expression.str().len() > MAX_EXPRESSION {
            cx.too_long(rule, expression, MAX_EXPRESSION);
        } else {
            let device = Variables::Device { shared: cx.minor > LAST_ALPHA };
            match cel::compile(expression.str(), device, &Own::default(), Want::Bool) {
                Err(fault) => cx.cel(rule, expression, fault),
                Ok(compiled) => affordable(cx, rule, expression, compiled.device_cost()),
            }
        }
    }
}

/// Finds fault with a cost that is too high.
fn affordable<'a>(cx: &mut Check<'a>, rule: &'static str, expression: At<'a>, cost: u64) {
    if cost > MAX_COST {
        let times = expressions::factor(cost, MAX_COST);
        let message = format!("the expression may cost {times} times what the server allows");
        cx.error_hint(rule, expression, message, "nest fewer loops, or name the attribute that is meant");
    }
}

/// The requests that something is for: `name`, or `name/alternative`. Source: `validateRequestNameRef`.
fn request_names<'a>(cx: &mut Check<'a>, names: At<'a>, requests: At<'a>) {
    if !limited(cx, CLAIM, names, MAX_LIST) {
        return;
    }
    for name in names.items() {
        let (first, second) = match name.str().split_once('/') {
            Some((first, second)) => (first, Some(second)),
            None => (name.str(), None),
        };
        let known = requests.items().find(|r| r.get("name").str() == first).is_some_and(|request| {
            second.is_none_or(|second| {
                request.get("firstAvailable").items().any(|a| a.get("name").str() == second)
            })
        });
        if !known && cx.is_read(requests) {
            cx.error(
                CLAIM,
                name,
                format!("expected the name of a request of the claim, but found {}", quote(name.str())),
            );
        }
    }
    unique(cx, CLAIM, names, None);
}

/// Source: `validateDeviceConfiguration`
fn configuration<'a>(cx: &mut Check<'a>, rule: &'static str, entry: At<'a>) {
    let opaque = entry.get("opaque");
    if !opaque.is_set() {
        return cx.required(rule, opaque, "a configuration");
    }
    driver(cx, rule, opaque.get("driver"));
    let parameters = opaque.get("parameters");
    match parameters.node().map(|n| &n.data) {
        None | Some(Data::Null) => cx.required(rule, parameters, "a mapping"),
        Some(Data::Map(_)) => {
            let length = parameters.node().map_or(0, |node| node.json_len());
            if length > MAX_PARAMETERS {
                let message = format!("expected at most {MAX_PARAMETERS} bytes as JSON, but found {length}");
                cx.error(rule, parameters, message);
            }
        }
        Some(_) => cx.expected(rule, parameters, "a mapping"),
    }
}

/// Source: `ValidateCSIDriverName`
fn driver<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) {
    if !cx.filled(rule, at, "the name of a driver") {
        return;
    }
    if at.str().len() > MAX_NAMES.0 {
        cx.error(rule, at, format!("expected at most {} bytes, but found {}", MAX_NAMES.0, at.str().len()));
    }
    if !formats::is_dns1123_subdomain(&at.str().to_lowercase()) {
        cx.format(rule, at, &DNS_SUBDOMAIN);
    }
}

/// Source: `validateFullyQualifiedName`
fn full_name<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) {
    if !at.str().contains('/') || !is_name(at.str()) {
        cx.expected(rule, at, "a domain and a name, such as example.com/name");
    }
}

/// Source: `validateQualifiedName`, which passes over names with two slashes.
fn is_name(name: &str) -> bool {
    let id = |id: &str| id.len() <= MAX_NAMES.1 && (C_IDENTIFIER.holds)(id);
    let mut parts = name.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(name), None, None) => id(name),
        (Some(domain), Some(name), None) => {
            domain.len() <= MAX_NAMES.0 && formats::is_dns1123_subdomain(&domain.to_lowercase()) && id(name)
        }
        _ => true,
    }
}

/// Source: `ValidateDeviceClass`
pub(crate) fn class<'a>(cx: &mut Check<'a>) {
    meta::final_object(cx, Cluster, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let spec = cx.root().get("spec");
    selectors(cx, CLASS, spec.get("selectors"));
    if limited(cx, CLASS, spec.get("config"), MAX_LIST) {
        for entry in spec.get("config").items() {
            configuration(cx, CLASS, entry);
        }
    }
    let name = spec.get("extendedResourceName");
    if name.is_set() && cx.minor > LAST_ALPHA && !resources::is_extended(name.str()) {
        cx.expected(CLASS, name, "the name of an extended resource, such as example.com/gpu");
    }
}

/// Source: `ValidateResourceSlice`
pub(crate) fn slice<'a>(cx: &mut Check<'a>) {
    object(cx, false);
    let spec = cx.root().get("spec");
    driver(cx, SLICE, spec.get("driver"));
    let pool = spec.get("pool");
    if cx.filled(SLICE, pool.get("name"), "the name of the pool")
        && !pool.get("name").str().split('/').all(formats::is_dns1123_subdomain)
    {
        cx.format(SLICE, pool.get("name"), &DNS_SUBDOMAIN);
    }
    if pool.get("resourceSliceCount").int() <= 0 {
        cx.expected(SLICE, pool.get("resourceSliceCount"), "a number above 0");
    }
    cx.non_negative(SLICE, pool.get("generation"));
    let open = cx.minor > LAST_ALPHA;
    let per_device = open && spec.get("perDeviceNodeSelection").bool();
    let ways = ["nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection"];
    nodes(cx, spec, if open { &ways } else { &ways[..3] });
    let terms = spec.get("nodeSelector").get("nodeSelectorTerms");
    if terms.len() > 1 {
        cx.error(SLICE, terms, format!("expected exactly one term, but found {}", terms.len()));
    }
    let (devices, counters) = (spec.get("devices"), spec.get("sharedCounters"));
    if open && devices.is_set() && counters.is_set() {
        cx.error(SLICE, spec, "devices and sharedCounters exclude each other");
    }
    let special = |d: At<'a>| open && !(d.get("taints").is_empty() && d.get("consumesCounters").is_empty());
    let most = if devices.items().any(special) { MAX_DEVICES.1 } else { MAX_DEVICES.0 };
    if limited(cx, SLICE, devices, most) {
        for device in devices.items() {
            self::device(cx, device);
            if open {
                gated(cx, device, per_device);
            }
        }
        unique(cx, SLICE, devices, Some("name"));
    }
    if !open {
        return;
    }
    for set in counters.items() {
        cx.filled_format(SLICE, set.get("name"), &DNS_LABEL);
        self::counters(cx, set.get("counters"));
    }
    unique(cx, SLICE, counters, Some("name"));
}

fn counters<'a>(cx: &mut Check<'a>, counters: At<'a>) {
    if counters.is_empty() {
        cx.required(SLICE, counters, "at least one counter");
    }
    limited(cx, SLICE, counters, MAX_LIST);
    for (name, counter) in counters.entries() {
        cx.format_value(SLICE, counter, name, &DNS_LABEL);
    }
}

/// Exactly one way to say which nodes.
fn nodes<'a>(cx: &mut Check<'a>, at: At<'a>, keys: &[&'static str]) {
    let mut set = 0;
    for key in keys {
        let value = at.get(key);
        match *key {
            _ if !value.is_set() => {}
            "nodeName" => {
                set += usize::from(!value.str().is_empty());
                cx.format(SLICE, value, &DNS_SUBDOMAIN);
            }
            "nodeSelector" => {
                set += 1;
                selector::node_selector(cx, value);
            }
            _ if value.bool() => set += 1,
            _ => cx.expected(SLICE, value, "true or nothing"),
        }
    }
    if set != 1 {
        cx.error(SLICE, at, format!("expected exactly one of {}, but found {set} of them", keys.join(", ")));
    }
}

/// Source: `validateDevice`
fn device<'a>(cx: &mut Check<'a>, device: At<'a>) {
    cx.format(SLICE, device.get("name"), &DNS_LABEL);
    let (attributes, capacity) = (device.get("attributes"), device.get("capacity"));
    if attributes.len() + capacity.len() > MAX_ATTRIBUTES {
        let count = attributes.len() + capacity.len();
        let message = format!(
            "expected at most {MAX_ATTRIBUTES} attributes and capacities together, but found {count}"
        );
        cx.error(SLICE, device, message);
    }
    for (name, value) in attributes.entries().chain(capacity.entries()).filter(|(name, _)| !is_name(name)) {
        cx.error(
            SLICE,
            value,
            format!("expected a name such as example.com/name, but found {}", quote(name)),
        );
    }
    for (_, attribute) in attributes.entries() {
        let kinds = ["bool", "int", "string", "version"];
        let set =
            kinds.iter().filter(|kind| attribute.entries().any(|(k, v)| k == **kind && v.is_set())).count();
        if set != 1 {
            cx.error(
                SLICE,
                attribute,
                format!("expected exactly one of bool, int, string and version, but found {set}"),
            );
        }
        let (text, version) = (attribute.get("string"), attribute.get("version"));
        for value in [text, version].into_iter().filter(|v| v.str().len() > MAX_VALUE) {
            cx.too_long(SLICE, value, MAX_VALUE);
        }
        let right = Regexp::new(SEMVER).is_ok_and(|r| r.is_match(version.str()).unwrap_or(true));
        if version.is_set() && !right {
            cx.expected(SLICE, version, "a version such as 1.2.3");
        }
    }
}

/// The fields of a device that belong to gates. Source: `validateDevice`.
fn gated<'a>(cx: &mut Check<'a>, device: At<'a>, per_device: bool) {
    for (_, value) in device.get("capacity").entries() {
        if value.get("requestPolicy").is_set() && !device.get("allowMultipleAllocations").bool() {
            cx.error(
                SLICE,
                value.get("requestPolicy"),
                "only a device with allowMultipleAllocations has a policy",
            );
        }
    }
    for taint in device.get("taints").items() {
        cx.format(SLICE, taint.get("key"), &QUALIFIED_NAME);
        cx.format(SLICE, taint.get("value"), &LABEL_VALUE);
        if cx.filled(SLICE, taint.get("effect"), "NoExecute or NoSchedule") {
            cx.one_of(SLICE, taint.get("effect"), &["NoExecute", "NoSchedule"]);
        }
    }
    for consumed in device.get("consumesCounters").items() {
        cx.filled_format(SLICE, consumed.get("counterSet"), &DNS_LABEL);
        counters(cx, consumed.get("counters"));
    }
    let own = ["nodeName", "nodeSelector", "allNodes"];
    if per_device {
        nodes(cx, device, &own);
    } else if own.iter().any(|key| device.get(key).is_set()) {
        cx.error(SLICE, device, "only with perDeviceNodeSelection a device has nodes of its own");
    }
    let (conditions, failures) = (device.get("bindingConditions"), device.get("bindingFailureConditions"));
    for list in [conditions, failures] {
        limited(cx, SLICE, list, MAX_CONDITIONS);
        for condition in list.items() {
            cx.format(SLICE, condition, &QUALIFIED_NAME);
        }
        unique(cx, SLICE, list, None);
    }
    for condition in failures.items().filter(|f| conditions.items().any(|c| c.str() == f.str())) {
        cx.error(SLICE, condition, "the condition stands among the bindingConditions too");
    }
    match (conditions.is_empty(), failures.is_empty()) {
        (true, false) => cx.error(SLICE, conditions, "bindingFailureConditions need bindingConditions"),
        (false, true) => cx.error(SLICE, failures, "bindingConditions need bindingFailureConditions"),
        _ => {}
    }
}
