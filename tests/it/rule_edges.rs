//! The limits of Kubernetes' API, each at its edge: what is just inside is valid, one more is refused for that alone.

use openclaw_render::validate::{Finding, Options, Severity, check_text};

fn errors(manifest: &str) -> Vec<Finding> {
    let report = check_text(manifest, &Options { minor: 36, ..Options::default() });
    report.findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// `make` makes a manifest with so many of something.
fn assert_edge(name: &str, most: usize, words: &str, make: impl Fn(usize) -> String) {
    let inside = errors(&make(most));
    assert!(inside.is_empty(), "{name}: {inside:#?}");
    let outside = errors(&make(most + 1));
    let said: Vec<&str> = outside.iter().map(|finding| finding.message.as_str()).collect();
    assert!(!said.is_empty() && said.iter().all(|said| said.contains(words)), "{name}: {said:#?}");
}

fn object(version: &str, kind: &str, rest: &str) -> String {
    format!("apiVersion: {version}\nkind: {kind}\nmetadata: {{name: a}}\n{rest}\n")
}

/// So many items, each with its number.
fn items(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(", ")
}

fn letters(count: usize) -> String {
    "a".repeat(count)
}

const PODS: &str = "template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}";

fn job(rest: &str) -> String {
    object("batch/v1", "Job", &format!("spec: {{{rest}, {PODS}}}"))
}

#[test]
fn jobs() {
    assert_edge("parallelism", 100_000, "at most 100000", |n| {
        job(&format!("completionMode: Indexed, completions: 5, parallelism: {n}"))
    });
    // Beyond the bound they are more than the completions as well.
    let failed = |n: usize| {
        errors(&job(&format!(
            "completionMode: Indexed, completions: 100000, backoffLimitPerIndex: 1, maxFailedIndexes: {n}, parallelism: 5"
        )))
    };
    assert!(failed(100_000).is_empty());
    assert!(
        failed(100_001).iter().any(|finding| finding.message == "expected at most 100000, but found 100001")
    );
    assert_edge("failed indexes of many", 10_000, "at most 10000", |n| {
        job(&format!(
            "completionMode: Indexed, completions: 100001, backoffLimitPerIndex: 1, maxFailedIndexes: {n}, parallelism: 5"
        ))
    });
    let rule = |_| "{action: Ignore, onPodConditions: [{type: A, status: \"True\"}]}".to_owned();
    assert_edge("failure rules", 20, "at most 20 rules", |n| {
        job(&format!("podFailurePolicy: {{rules: [{}]}}", items(n, rule)))
    });
    assert_edge("conditions of a rule", 20, "at most 20 conditions", |n| {
        let conditions = items(n, |i| format!("{{type: A{i}, status: \"True\"}}"));
        job(&format!("podFailurePolicy: {{rules: [{{action: Ignore, onPodConditions: [{conditions}]}}]}}"))
    });
    assert_edge("exit codes", 255, "at most 255 exit codes", |n| {
        let codes = items(n, |i| (i + 1).to_string());
        job(&format!(
            "podFailurePolicy: {{rules: [{{action: Ignore, onExitCodes: {{operator: In, values: [{codes}]}}}}]}}"
        ))
    });
    assert_edge("success rules", 20, "at most 20 rules", |n| {
        let rules = items(n, |i| format!("{{succeededCount: {}}}", i + 1));
        job(&format!("completionMode: Indexed, completions: 100, successPolicy: {{rules: [{rules}]}}"))
    });
    assert_edge("indexes", 64 << 10, "rising indexes", |n| {
        let numbers: Vec<String> = (10_000..20_922).map(|i| i.to_string()).collect();
        let indexes = format!("0,{},{}", if n > 64 << 10 { "123" } else { "12" }, numbers.join(","));
        assert_eq!(indexes.len(), n);
        job(&format!(
            "completionMode: Indexed, completions: 30000, successPolicy: {{rules: [{{succeededIndexes: \"{indexes}\"}}]}}"
        ))
    });
    assert_edge("name of a cron job", 52, "at most 52 bytes", |n| {
        let spec = format!("spec: {{schedule: \"0 3 * * *\", jobTemplate: {{spec: {{{PODS}}}}}}}");
        object("batch/v1", "CronJob", &spec).replace("name: a}", &format!("name: {}}}", letters(n)))
    });
}

fn pod(security: &str) -> String {
    object(
        "v1",
        "Pod",
        &format!("spec: {{securityContext: {{{security}}}, containers: [{{name: a, image: b}}]}}"),
    )
}

#[test]
fn pods() {
    assert_edge("name of a sysctl", 253, "a kernel parameter", |n| {
        pod(&format!("sysctls: [{{name: {}, value: \"1\"}}]", letters(n)))
    });
    assert_edge("specification of a credential", 64 << 10, "at most 65536 bytes", |n| {
        pod(&format!("windowsOptions: {{gmsaCredentialSpec: {}}}", letters(n)))
    });
    assert_edge("name of a profile", 4095, "at most 4095 bytes", |n| {
        pod(&format!("appArmorProfile: {{type: Localhost, localhostProfile: {}}}", letters(n)))
    });
}

#[test]
fn services_and_scalers() {
    assert_edge("session", 86_400, "86400", |n| {
        let config = format!("sessionAffinityConfig: {{clientIP: {{timeoutSeconds: {n}}}}}");
        object(
            "v1",
            "Service",
            &format!("spec: {{ports: [{{port: 80}}], sessionAffinity: ClientIP, {config}}}"),
        )
    });
    assert_edge("name of a controller", 250, "at most 250 bytes", |n| {
        let controller = format!("example.com/{}", letters(n - 12));
        object("networking.k8s.io/v1", "IngressClass", &format!("spec: {{controller: {controller}}}"))
    });
    let scaler = |behavior: String| {
        let target = "scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}";
        object(
            "autoscaling/v2",
            "HorizontalPodAutoscaler",
            &format!("spec: {{{target}, maxReplicas: 3, behavior: {{scaleUp: {{{behavior}}}}}}}"),
        )
    };
    assert_edge("window", 3600, "3600", |n| scaler(format!("stabilizationWindowSeconds: {n}")));
    assert_edge("period", 1800, "1800", |n| {
        scaler(format!("policies: [{{type: Pods, value: 1, periodSeconds: {n}}}]"))
    });
}

#[test]
fn sizes_of_data() {
    assert_edge("config map", 1 << 20, "at most 1048576 bytes", |n| {
        object("v1", "ConfigMap", &format!("data: {{a: {}}}", letters(n)))
    });
    assert_edge("secret", 1 << 20, "at most 1048576 bytes", |n| {
        object("v1", "Secret", &format!("stringData: {{a: {}}}", letters(n)))
    });
    assert_edge("annotations", 256 << 10, "at most 262144 bytes", |n| {
        object("v1", "ConfigMap", "")
            .replace("name: a}", &format!("name: a, annotations: {{b: {}}}}}", letters(n - 1)))
    });
    assert_edge("parameters of a class", 512, "at most 512 parameters", |n| {
        let parameters = items(n, |i| format!("p{i}: a"));
        object(
            "storage.k8s.io/v1",
            "StorageClass",
            &format!("provisioner: a.b\nparameters: {{{parameters}}}"),
        )
    });
    assert_edge("size of parameters", 256 << 10, "262144", |n| {
        object(
            "storage.k8s.io/v1",
            "StorageClass",
            &format!("provisioner: a.b\nparameters: {{a: {}}}", letters(n - 1)),
        )
    });
    assert_edge("name of a node", 256, "at most 256 bytes", |n| {
        object(
            "storage.k8s.io/v1",
            "CSINode",
            &format!("spec: {{drivers: [{{name: a, nodeID: {}}}]}}", letters(n)),
        )
    });
    assert_edge("priority", 1_000_000_000, "at most 1000000000", |n| {
        object("scheduling.k8s.io/v1", "PriorityClass", &format!("value: {n}"))
    });
}

#[test]
fn events() {
    let event = |word: usize, note: usize| {
        let words = format!("action: {}, reason: a, type: Normal, note: {}", letters(word), letters(note));
        object(
            "events.k8s.io/v1",
            "Event",
            &format!(
                "eventTime: \"2024-01-01T00:00:00.000000Z\"\nreportingController: a.b/c\nreportingInstance: a\n{}",
                words.replace(", ", "\n")
            ),
        )
        .replace("name: a}", "name: a, namespace: default}")
    };
    assert!(errors(&event(128, 1024)).is_empty(), "{:#?}", errors(&event(128, 1024)));
    for (word, note, words) in [(129, 1, "at most 128 bytes"), (1, 1025, "at most 1024 bytes")] {
        let said = errors(&event(word, note));
        assert!(said.len() == 1 && said[0].message.contains(words), "{said:#?}");
    }
}

#[test]
fn definitions_and_policies() {
    assert_edge("fields that are selected", 8, "at most 8 fields", |n| {
        let properties = items(n, |i| format!("f{i}: {{type: string}}"));
        let fields = items(n, |i| format!("{{jsonPath: .spec.f{i}}}"));
        let schema =
            format!("type: object, properties: {{spec: {{type: object, properties: {{{properties}}}}}}}");
        let version = format!(
            "{{name: v1, served: true, storage: true, selectableFields: [{fields}], schema: {{openAPIV3Schema: {{{schema}}}}}}}"
        );
        object(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            &format!("spec: {{group: x.io, scope: Namespaced, names: {{plural: as, singular: a, kind: A, listKind: AList}}, versions: [{version}]}}"),
        )
        .replace("name: a}\n", "name: as.x.io}\n")
    });
    fn policy(rest: &str) -> String {
        let rules = "matchConstraints: {resourceRules: [{apiGroups: [\"\"], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}";
        object(
            "admissionregistration.k8s.io/v1",
            "ValidatingAdmissionPolicy",
            &format!("spec: {{{rules}, validations: [{{expression: \"true\"}}], {rest}}}"),
        )
    }
    assert_edge("annotations of a policy", 20, "at most 20 annotations", |n| {
        let annotations = items(n, |i| format!("{{key: a{i}, valueExpression: \"'a'\"}}"));
        policy(&format!("auditAnnotations: [{annotations}]"))
    });
    assert_edge("expression of an annotation", 5 << 10, "5120", |n| {
        policy(&format!("auditAnnotations: [{{key: a, valueExpression: \"'{}'\"}}]", letters(n - 2)))
    });
    assert_edge("conditions of a policy", 64, "at most 64 conditions", |n| {
        let conditions = items(n, |i| format!("{{name: c{i}, expression: \"true\"}}"));
        policy(&format!("matchConditions: [{conditions}]"))
    });
}

fn claim(devices: &str) -> String {
    object("resource.k8s.io/v1", "ResourceClaim", &format!("spec: {{devices: {{{devices}}}}}"))
}

fn request(i: usize) -> String {
    format!("{{name: r{i}, exactly: {{deviceClassName: c}}}}")
}

#[test]
fn claims_of_devices() {
    assert_edge("requests", 32, "at most 32", |n| claim(&format!("requests: [{}]", items(n, request))));
    assert_edge("constraints", 32, "at most 32", |n| {
        let constraints = items(n, |_| "{matchAttribute: a.b/c}".to_owned());
        claim(&format!("requests: [{}], constraints: [{constraints}]", request(0)))
    });
    assert_edge("configurations", 32, "at most 32", |n| {
        let config = items(n, |_| "{opaque: {driver: a.b, parameters: {a: b}}}".to_owned());
        claim(&format!("requests: [{}], config: [{config}]", request(0)))
    });
    assert_edge("alternatives", 8, "at most 8", |n| {
        let alternatives = items(n, |i| format!("{{name: s{i}, deviceClassName: c}}"));
        claim(&format!("requests: [{{name: r, firstAvailable: [{alternatives}]}}]"))
    });
    fn class(selectors: &str) -> String {
        object("resource.k8s.io/v1", "DeviceClass", &format!("spec: {{selectors: [{selectors}]}}"))
    }
    assert_edge("selectors", 32, "at most 32", |n| {
        class(&items(n, |_| "{cel: {expression: \"true\"}}".to_owned()))
    });
    assert_edge("expression", 10 << 10, "at most 10240 bytes", |n| {
        class(&format!("{{cel: {{expression: \"'{}' == ''\"}}}}", letters(n - 8)))
    });
}

fn slice(devices: &str) -> String {
    let pool = "pool: {name: a, generation: 1, resourceSliceCount: 1}";
    object(
        "resource.k8s.io/v1",
        "ResourceSlice",
        &format!("spec: {{driver: a.b, nodeName: a, {pool}, devices: [{devices}]}}"),
    )
}

#[test]
fn slices_of_devices() {
    assert_edge("devices", 128, "at most 128", |n| slice(&items(n, |i| format!("{{name: d{i}}}"))));
    assert_edge("devices with taints", 64, "at most 64", |n| {
        slice(&items(n, |i| format!("{{name: d{i}, taints: [{{key: a, effect: NoSchedule}}]}}")))
    });
    assert_edge("attributes", 32, "at most 32 attributes", |n| {
        slice(&format!("{{name: d, attributes: {{{}}}}}", items(n, |i| format!("a{i}: {{int: 1}}"))))
    });
    assert_edge("value of an attribute", 64, "at most 64 bytes", |n| {
        slice(&format!("{{name: d, attributes: {{a: {{string: {}}}}}}}", letters(n)))
    });
    assert_edge("name of an attribute", 32, "a name such as", |n| {
        slice(&format!("{{name: d, attributes: {{{}: {{int: 1}}}}}}", letters(n)))
    });
    assert_edge("name of a driver", 63, "at most 63 bytes", |n| {
        slice("{name: d}").replace("driver: a.b", &format!("driver: {}", letters(n)))
    });
    assert_edge("binding conditions", 4, "at most 4", |n| {
        let conditions = items(n, |i| format!("c{i}"));
        slice(&format!(
            "{{name: d, bindsToNode: true, bindingConditions: [{conditions}], bindingFailureConditions: [f]}}"
        ))
    });
}
