//! Webhooks and admission policies.
//!
//! Sources: pkg/apis/admissionregistration/validation and v1/defaults.go; k8s.io/apiserver,
//! pkg/util/webhook/validation.go.

use super::super::cel::{self, Compiled, Own, Scope as Variables, Want};
use super::super::check::Check;
use super::super::formats::{self, DNS_SUBDOMAIN, DNS1035_LABEL, QUALIFIED_NAME};
use super::super::node::{At, quote};
use super::meta::{PATH_SEGMENT, PATH_SEGMENT_OR_EMPTY};
use super::{selector, storage};
use crate::golang::url::Url;

const WEBHOOK: &str = "webhook";
const POLICY: &str = "admission-policy";
const EXPRESSION: &str = "cel-expression";

const FAILURE_POLICIES: &[&str] = &["Fail", "Ignore"];
const MATCH_POLICIES: &[&str] = &["Equivalent", "Exact"];

/// Source: `maxAuditAnnotations`, `maxAuditAnnotationValueExpressionLength`
const MAX_AUDIT: (usize, usize) = (20, 5 * 1024);
const MAX_CONDITIONS: usize = 64;

/// Sources: `ValidateValidatingWebhookConfiguration`, `ValidateMutatingWebhookConfiguration`
pub(crate) fn configuration<'a>(cx: &mut Check<'a>) {
    storage::plain_cluster_object(cx);
    let mut names: Vec<&str> = Vec::new();
    for hook in cx.root().get("webhooks").items() {
        let name = hook.get("name");
        webhook(cx, hook);
        review_versions(cx, hook.get("admissionReviewVersions"), &["v1", "v1beta1"]);
        if !name.str().is_empty() {
            if names.contains(&name.str()) {
                cx.duplicate(WEBHOOK, name, name.str());
            }
            names.push(name.str());
        }
    }
}

fn webhook<'a>(cx: &mut Check<'a>, hook: At<'a>) {
    let name = hook.get("name");
    if cx.filled(WEBHOOK, name, "a name such as check.example.com")
        && !formats::is_fully_qualified_name(name.str())
    {
        cx.expected(WEBHOOK, name, "a DNS name of at least three parts, such as check.example.com");
    }
    for rule in hook.get("rules").items() {
        rule_with_operations(cx, WEBHOOK, rule);
    }
    for (key, allowed) in [("failurePolicy", FAILURE_POLICIES), ("matchPolicy", MATCH_POLICIES)] {
        if hook.get(key).is_set() {
            cx.one_of(WEBHOOK, hook.get(key), allowed);
        }
    }
    let effects = hook.get("sideEffects");
    if effects.is_set() {
        cx.one_of(WEBHOOK, effects, &["None", "NoneOnDryRun"]);
    } else {
        cx.required(WEBHOOK, effects, "None or NoneOnDryRun");
    }
    cx.opt_range(WEBHOOK, hook.get("timeoutSeconds"), 1, 30);
    selector::label_selector(cx, hook.get("namespaceSelector"));
    selector::label_selector(cx, hook.get("objectSelector"));
    if hook.get("reinvocationPolicy").is_set() {
        cx.one_of(WEBHOOK, hook.get("reinvocationPolicy"), &["IfNeeded", "Never"]);
    }
    client_config(cx, WEBHOOK, hook.get("clientConfig"));
    match_conditions(cx, hook.get("matchConditions"), false);
}

/// How a webhook is reached: an address or a service.
pub(crate) fn client_config<'a>(cx: &mut Check<'a>, rule: &'static str, config: At<'a>) {
    let (url, service) = (config.get("url"), config.get("service"));
    match (url.is_set(), service.is_set()) {
        (true, true) => cx.error(rule, config, "url and service exclude each other"),
        (false, false) => {
            cx.required(rule, config, "the url of the webhook, or a service with its name and namespace")
        }
        (true, false) => webhook_url(cx, rule, url),
        (false, true) => {
            // The server mixes up the two names here, so a fault of one is reported under the other.
            for (key, path) in [("name", ".namespace"), ("namespace", ".name")] {
                if service.get(key).str().is_empty() {
                    let message = format!("required: expected the {key} of the service, but found nothing");
                    cx.error_as(rule, service.get(key), service, path, message);
                    cx.hint(format!(
                        "it is service.{key} that is missing: the server mixes up the two names"
                    ));
                }
            }
            if service.get("port").is_set() {
                cx.range(rule, service.get("port"), 1, 65535);
            }
            let path = service.get("path");
            if !is_service_path(path.str()) {
                cx.expected(rule, path, "an absolute path of DNS names, such as /validate");
            }
        }
    }
}

/// Source: `ValidateWebhookURL`
fn webhook_url<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) {
    let text = at.str();
    let fault = match Url::parse(text) {
        Err(_) => "an address such as https://host/path",
        Ok(_) if !text.get(..8).is_some_and(|s| s.eq_ignore_ascii_case("https://")) => {
            "an address that begins with https://"
        }
        // A port alone will do.
        Ok(_) if text.split('/').nth(2).is_none_or(str::is_empty) => "an address with a host",
        Ok(_) if text.split('/').nth(2).is_some_and(|host| host.contains('@')) => "an address without a user",
        Ok(_) if text.split_once('#').is_some_and(|(_, rest)| !rest.is_empty()) => {
            "an address without a fragment"
        }
        Ok(_) if text.split_once('?').is_some_and(|(_, rest)| !rest.is_empty()) => {
            "an address without a query"
        }
        Ok(_) => return,
    };
    cx.expected(rule, at, fault);
}

/// Source: `ValidateWebhookService`
fn is_service_path(path: &str) -> bool {
    if matches!(path, "" | "/") {
        return true;
    }
    path.strip_prefix('/').is_some_and(|rest| {
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        rest.split('/').all(formats::is_dns1123_subdomain)
    })
}

/// The versions of the review that a webhook understands. Source: `validateAdmissionReviewVersions`.
pub(crate) fn review_versions<'a>(cx: &mut Check<'a>, list: At<'a>, known: &[&str]) {
    if list.is_empty() {
        return cx.required(WEBHOOK, list, "v1");
    }
    for (index, version) in list.items().enumerate() {
        if list.items().take(index).any(|v| v.str() == version.str()) {
            cx.duplicate(WEBHOOK, version, version.str());
        } else {
            cx.format(WEBHOOK, version, &DNS1035_LABEL);
        }
    }
    if !list.items().any(|v| known.contains(&v.str())) {
        cx.error(WEBHOOK, list, format!("expected at least one of {}", known.join(" and ")));
    }
}

/// Source: `validateRuleWithOperations`
fn rule_with_operations<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) {
    let operations = at.get("operations");
    if operations.is_empty() {
        cx.required(rule, operations, "at least one operation");
    }
    wildcard_alone(cx, rule, operations);
    for operation in operations.items() {
        cx.one_of(rule, operation, &["*", "CONNECT", "CREATE", "DELETE", "UPDATE"]);
    }
    for key in ["apiGroups", "apiVersions"] {
        let list = at.get(key);
        if list.is_empty() {
            cx.required(rule, list, "at least one entry, such as \"*\"");
        }
        wildcard_alone(cx, rule, list);
        for version in list.items().filter(|v| key == "apiVersions" && v.str().is_empty()) {
            cx.required(rule, version, "a version");
        }
    }
    resources(cx, rule, at.get("resources"));
    if at.get("scope").is_set() {
        cx.one_of(rule, at.get("scope"), &["*", "Cluster", "Namespaced"]);
    }
}

fn wildcard_alone<'a>(cx: &mut Check<'a>, rule: &'static str, list: At<'a>) {
    if list.len() > 1 && list.items().any(|i| i.str() == "*") {
        cx.error(rule, list, "\"*\" must stand alone");
    }
}

/// Source: `validateResources`
fn resources<'a>(cx: &mut Check<'a>, rule: &'static str, list: At<'a>) {
    if list.is_empty() {
        cx.required(rule, list, "at least one resource");
    }
    let (mut all_of, mut everywhere): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let (mut plain, mut star) = (false, false);
    for item in list.items() {
        let name = item.str();
        star |= name == "*";
        let Some((resource, sub)) = name.split_once('/') else {
            if name.is_empty() {
                cx.required(rule, item, "a resource");
            } else {
                plain = name != "*";
            }
            continue;
        };
        if all_of.contains(&resource) {
            cx.error(rule, item, format!("{resource}/* covers {name} already"));
        }
        if everywhere.contains(&sub) {
            cx.error(rule, item, format!("*/{sub} covers {name} already"));
        }
        if sub == "*" {
            all_of.push(resource);
        }
        if resource == "*" {
            everywhere.push(sub);
        }
    }
    if list.len() > 1 && list.items().any(|i| i.str() == "*/*") {
        cx.error(rule, list, "\"*/*\" must stand alone");
    }
    if star && plain {
        cx.error(rule, list, "\"*\" covers all resources already");
    }
}

/// Source: `validateMatchConditions`
fn match_conditions<'a>(cx: &mut Check<'a>, list: At<'a>, params: bool) {
    if list.len() > MAX_CONDITIONS {
        cx.error(
            WEBHOOK,
            list,
            format!("expected at most {MAX_CONDITIONS} conditions, but found {}", list.len()),
        );
    }
    let mut names: Vec<&str> = Vec::new();
    for condition in list.items() {
        let (name, expression) = (condition.get("name"), condition.get("expression"));
        self::expression(
            cx,
            expression,
            Variables::Admission { params, authorizer: true },
            &Own::default(),
            Want::Bool,
        );
        if cx.filled(WEBHOOK, name, "a name") {
            cx.format(WEBHOOK, name, &QUALIFIED_NAME);
            if names.contains(&name.str()) {
                cx.duplicate(WEBHOOK, name, name.str());
            }
            names.push(name.str());
        }
    }
}

/// An expression that must be there and must compile; returns it if it does.
fn expression<'a>(
    cx: &mut Check<'a>,
    at: At<'a>,
    variables: Variables<'_>,
    own: &Own,
    want: Want,
) -> Option<Compiled> {
    if at.str().trim().is_empty() {
        cx.required(EXPRESSION, at, "an expression");
        return None;
    }
    match cel::compile(at.str(), variables, own, want) {
        Ok(compiled) => Some(compiled),
        Err(fault) => {
            cx.cel(EXPRESSION, at, fault);
            None
        }
    }
}

/// Source: `validateMatchResources`
fn match_resources<'a>(cx: &mut Check<'a>, at: At<'a>, operations: Option<&[&str]>) {
    if at.get("matchPolicy").is_set() {
        cx.one_of(POLICY, at.get("matchPolicy"), MATCH_POLICIES);
    }
    selector::label_selector(cx, at.get("namespaceSelector"));
    selector::label_selector(cx, at.get("objectSelector"));
    for key in ["resourceRules", "excludeResourceRules"] {
        let rules = at.get(key);
        for rule in rules.items() {
            let names = rule.get("resourceNames");
            for (index, name) in names.items().enumerate() {
                cx.format(POLICY, name, &PATH_SEGMENT_OR_EMPTY);
                if names.items().take(index).any(|n| n.str() == name.str()) {
                    cx.duplicate(POLICY, name, name.str());
                }
            }
            rule_with_operations(cx, POLICY, rule);
            let Some(allowed) = operations.filter(|_| key == "resourceRules") else { continue };
            for operation in rule.get("operations").items().filter(|o| !allowed.contains(&o.str())) {
                let message = format!(
                    "expected {}, but found {}",
                    super::super::check::alternatives(allowed),
                    quote(operation.str())
                );
                cx.error_as(POLICY, operation, rules, ".operations", message);
            }
        }
    }
}

/// Source: `validateParamKind`
fn param_kind<'a>(cx: &mut Check<'a>, at: At<'a>) {
    if !at.is_set() {
        return;
    }
    let (version, kind) = (at.get("apiVersion"), at.get("kind"));
    if cx.filled(POLICY, version, "a version such as apps/v1") {
        let (group, name) = version.str().split_once('/').unwrap_or(("", version.str()));
        let right =
            (group.is_empty() || formats::is_dns1123_subdomain(group)) && formats::is_dns1035_label(name);
        if !right {
            cx.expected(POLICY, version, "a version such as apps/v1");
        }
    }
    if cx.filled(POLICY, kind, "a kind") && !formats::is_dns1035_label(&kind.str().to_lowercase()) {
        cx.expected(POLICY, kind, "the name of a kind");
    }
}

/// The head of a policy: what it is for. Returns whether it has parameters, and its variables.
fn policy_head<'a>(cx: &mut Check<'a>, spec: At<'a>, operations: Option<&[&str]>) -> (bool, Own) {
    if spec.get("failurePolicy").is_set() {
        cx.one_of(POLICY, spec.get("failurePolicy"), FAILURE_POLICIES);
    }
    param_kind(cx, spec.get("paramKind"));
    let params = spec.get("paramKind").is_set();
    let constraints = spec.get("matchConstraints");
    if constraints.is_set() {
        match_resources(cx, constraints, operations);
        if constraints.get("resourceRules").is_empty() {
            cx.required(POLICY, constraints.get("resourceRules"), "at least one rule");
        }
    } else {
        cx.required(POLICY, constraints, "what the policy is for");
    }
    match_conditions(cx, spec.get("matchConditions"), params);
    let mut variables = Own::default();
    for variable in spec.get("variables").items() {
        let name = variable.get("name");
        let right = cel::is_identifier(name.str());
        if name.str().trim().is_empty() {
            cx.required(POLICY, name, "a name");
        } else if !right {
            cx.expected(POLICY, name, "an identifier of CEL");
        }
        let scope = Variables::Admission { params, authorizer: true };
        // One that does not compile is there all the same.
        let found = expression(cx, variable.get("expression"), scope, &variables, Want::Any);
        if right && !variable.get("expression").str().is_empty() {
            variables.add(name.str(), found);
        }
    }
    (params, variables)
}

/// Source: `ValidateValidatingAdmissionPolicy`
pub(crate) fn validating_policy<'a>(cx: &mut Check<'a>) {
    storage::plain_cluster_object(cx);
    let spec = cx.root().get("spec");
    let (params, variables) = policy_head(cx, spec, None);
    let scope = Variables::Admission { params, authorizer: true };
    let (validations, audits) = (spec.get("validations"), spec.get("auditAnnotations"));
    if validations.is_empty() && audits.is_empty() {
        cx.required(POLICY, validations, "at least one validation, or an entry in auditAnnotations");
    }
    for validation in validations.items() {
        let (message, text) = (validation.get("message"), validation.get("messageExpression"));
        expression(cx, validation.get("expression"), scope, &variables, Want::Bool);
        if text.is_set() && !text.str().is_empty() {
            if text.str().trim().is_empty() {
                cx.expected(POLICY, text, "an expression");
            } else {
                expression(
                    cx,
                    text,
                    Variables::Admission { params, authorizer: false },
                    &variables,
                    Want::Text,
                );
            }
        }
        one_line(cx, message);
        if validation.get("reason").is_set() {
            cx.one_of(POLICY, validation.get("reason"), &["Forbidden", "Invalid", "RequestEntityTooLarge"]);
        }
    }
    let (most, longest) = MAX_AUDIT;
    if audits.len() > most {
        cx.error(POLICY, audits, format!("expected at most {most} annotations, but found {}", audits.len()));
    }
    let name = super::meta::final_name(cx.root().get("metadata"));
    let mut keys: Vec<&str> = Vec::new();
    for audit in audits.items() {
        let (key, value) = (audit.get("key"), audit.get("valueExpression"));
        if !formats::is_qualified_name(&format!("{name}/{}", key.str())) {
            cx.expected(POLICY, key, "a key that can stand behind the name of the policy and '/'");
        }
        if value.str().trim().len() > longest {
            cx.too_long(POLICY, value, longest);
        } else {
            expression(cx, value, scope, &variables, Want::TextOrNull);
        }
        if keys.contains(&key.str()) {
            cx.duplicate(POLICY, key, key.str());
        }
        keys.push(key.str());
    }
}

fn one_line<'a>(cx: &mut Check<'a>, message: At<'a>) {
    let text = message.str();
    if !text.is_empty() && text.trim().is_empty() {
        cx.expected(POLICY, message, "a message");
    } else if text.trim().contains(['\n', '\r']) {
        cx.expected(POLICY, message, "a message in one line");
    }
}

/// Source: `ValidateMutatingAdmissionPolicy`
pub(crate) fn mutating_policy<'a>(cx: &mut Check<'a>) {
    storage::plain_cluster_object(cx);
    let spec = cx.root().get("spec");
    let (params, variables) = policy_head(cx, spec, Some(&["*", "CONNECT", "CREATE", "UPDATE"]));
    let mutations = spec.get("mutations");
    if mutations.is_empty() {
        cx.required(POLICY, mutations, "at least one mutation");
    }
    for mutation in mutations.items() {
        let typ = mutation.get("patchType");
        let keys = [("ApplyConfiguration", "applyConfiguration"), ("JSONPatch", "jsonPatch")];
        if !cx.filled(POLICY, typ, "ApplyConfiguration or JSONPatch")
            || !cx.one_of(POLICY, typ, &["ApplyConfiguration", "JSONPatch"])
        {
            continue;
        }
        for (name, key) in keys {
            let at = mutation.get(key);
            if name != typ.str() {
                if at.is_set() {
                    cx.error(POLICY, at, format!("the patchType is {}", typ.str()));
                }
            } else if at.is_set() {
                expression(cx, at.get("expression"), Variables::Patch { params }, &variables, Want::Any);
            } else {
                cx.required(POLICY, at, "an expression");
            }
        }
    }
    let again = spec.get("reinvocationPolicy");
    if cx.filled(POLICY, again, "IfNeeded or Never") {
        cx.one_of(POLICY, again, &["IfNeeded", "Never"]);
    }
}

/// Sources: `ValidateValidatingAdmissionPolicyBinding`, `ValidateMutatingAdmissionPolicyBinding`
pub(crate) fn policy_binding<'a>(cx: &mut Check<'a>, mutating: bool) {
    storage::plain_cluster_object(cx);
    let spec = cx.root().get("spec");
    cx.filled_format(POLICY, spec.get("policyName"), &DNS_SUBDOMAIN);
    let params = spec.get("paramRef");
    if params.is_set() {
        let (name, labels, missing) =
            (params.get("name"), params.get("selector"), params.get("parameterNotFoundAction"));
        if !name.str().is_empty() {
            cx.format(POLICY, name, &PATH_SEGMENT);
        }
        selector::label_selector(cx, labels);
        match (name.str().is_empty(), labels.is_set()) {
            (false, true) => {
                cx.error(POLICY, name, "name and selector exclude each other");
                cx.error(POLICY, labels, "name and selector exclude each other");
            }
            (true, false) => cx.required(POLICY, params, "name or selector"),
            _ => {}
        }
        if cx.filled(POLICY, missing, "Allow or Deny") {
            cx.one_of(POLICY, missing, &["Allow", "Deny"]);
        }
    }
    let operations: Option<&[&str]> = mutating.then_some(&["*", "CONNECT", "CREATE", "UPDATE"]);
    match_resources(cx, spec.get("matchResources"), operations);
    if mutating {
        return;
    }
    let actions = spec.get("validationActions");
    if actions.is_empty() {
        cx.required(POLICY, actions, "at least one of Audit, Deny and Warn");
    }
    for (index, action) in actions.items().enumerate() {
        cx.one_of(POLICY, action, &["Audit", "Deny", "Warn"]);
        if actions.items().take(index).any(|a| a.str() == action.str()) {
            cx.duplicate(POLICY, action, action.str());
        }
    }
    let has = |name: &str| actions.items().any(|a| a.str() == name);
    if has("Deny") && has("Warn") {
        cx.error(POLICY, actions, "Deny and Warn exclude each other");
    }
}
