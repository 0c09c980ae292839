"""The work of apiserver_dry_run.sh: posts each recorded object, as it was printed, and counts the answers.

Also posts each Deployment's pod into a namespace that enforces the Pod Security level which the chart promises: `restricted`
where initContainers run nothing as root, else `baseline`.
"""

import collections
import hashlib
import json
import os
import pathlib
import re
import ssl
import sys
import urllib.error
import urllib.request

# Answers that depend on the server's configuration and not on the object, each with the reason.
CONFIGURATION = {
    "not configured on this cluster": "needs a dual-stack service range",
}


def main(cases):
    server = Server(os.environ["KUBECONFIG"])
    objects = collected(pathlib.Path(cases))
    counts, notes, refused = collections.Counter(), collections.Counter(), []
    for text, where in objects.items():
        kind, group, namespace = head(text)
        server.namespace(namespace)
        server.classes(text)
        status, answer = server.dry_run(group, kind, namespace, text)
        if status < 300:
            counts[kind] += 1
        elif reason := next((reason for sign, reason in CONFIGURATION.items() if sign in answer["message"]), None):
            notes[f"{kind}: {reason}"] += 1
        else:
            refused.append(f"{where}: {kind}: {answer['message']}")
        if kind == "Deployment" and status < 300:
            level = "baseline" if "runAsUser: 0" in text else "restricted"
            status, pod = server.dry_run("v1", "Pod", server.namespace(f"psa-{level}", level), pod_of(answer), "application/json")
            if status < 300:
                counts[f"Pod of it, under Pod Security {level}"] += 1
            elif foreign(pod["message"]):
                notes["Pod with containers of the user's that ask for more than its Pod Security level"] += 1
            else:
                refused.append(f"{where}: Pod under {level}: {pod['message']}")
    print(f"kube-apiserver {server.version()}: strict server-side dry run of {len(objects)} different objects from tests/parity")
    for kind, count in sorted(counts.items()):
        print(f"  accepted {count:4} {kind}")
    for note, count in sorted(notes.items()):
        print(f"  apart    {count:4} {note}")
    for line in refused:
        print(f"  REFUSED  {line}")
    print(f"{sum(counts.values())} accepted, {sum(notes.values())} apart, {len(refused)} refused")
    print(f"sha256 of the objects, sorted: {hashlib.sha256(''.join(sorted(objects)).encode()).hexdigest()}")
    return 1 if refused else 0


def collected(cases):
    """Document -> the case that printed it first. Both Helms' output, without the comments."""
    objects = {}
    for case in sorted(cases.iterdir()):
        if case.name.startswith("refused-"):
            continue
        for path in sorted(case.glob("stdout*")):
            for document in re.split(r"^---.*\n", path.read_text(), flags=re.M):
                if re.sub(r"^#.*", "", document, flags=re.M).strip():
                    objects.setdefault(re.sub(r"\A# Source: .*\n", "", document).strip() + "\n", f"{case.name}/{path.name}")
    return objects


def head(text):
    """Kind, apiVersion and namespace, from any style of YAML that the cases use."""

    def field(name):
        found = re.search(rf"^{name}: *[\"']?([^\"'\n]+)", text, re.M)
        return found[1] if found else ""

    metadata = re.search(r"^metadata:((?:\n .*|.*)+)", text, re.M)[1]
    namespace = re.search(r"namespace: *[\"']?([^\"'\n},]+)", metadata)
    return field("kind"), field("apiVersion"), namespace[1] if namespace else "default"


def pod_of(deployment):
    template = deployment["spec"]["template"]
    template["metadata"] = {"name": "pod", "labels": template["metadata"].get("labels", {})}
    return json.dumps({"apiVersion": "v1", "kind": "Pod", **template})


def foreign(message):
    """Whether Pod Security complains of containers that are not the chart's own, and of nothing else."""
    names = set(re.findall(r'container "([^"]+)"', message))
    return "violates PodSecurity" in message and names and not any("openclaw" in name for name in names)


class Server:
    def __init__(self, kubeconfig):
        text = pathlib.Path(kubeconfig).read_text()
        self.url = re.search(r"server: \"?([^\s\"}]+)", text)[1]
        self.token = re.search(r"token: \"?([^\s\"}]+)", text)[1]
        self.context = ssl._create_unverified_context()
        self.plurals, self.namespaces = {}, set()

    def call(self, method, path, body=None, kind="application/yaml"):
        headers = {"Authorization": f"Bearer {self.token}"} | ({"Content-Type": kind} if body else {})
        request = urllib.request.Request(self.url + path, body and body.encode(), headers, method=method)
        try:
            with urllib.request.urlopen(request, context=self.context) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def version(self):
        version = self.call("GET", "/version")[1]
        return f"{version['major']}.{version['minor']}"

    def namespace(self, name, level=None):
        if name not in self.namespaces:
            labels = {"pod-security.kubernetes.io/enforce": level} if level else {}
            self.call("POST", "/api/v1/namespaces", json.dumps({"metadata": {"name": name, "labels": labels}}))
            self.namespaces.add(name)
        return name

    def classes(self, text):
        """Makes the classes that a pod names: the server wants them to exist."""
        for name in re.findall(r"priorityClassName: \"?([a-z-]+)", text):
            self.call("POST", "/apis/scheduling.k8s.io/v1/priorityclasses", json.dumps({"metadata": {"name": name}, "value": 1}))
        for name in re.findall(r"runtimeClassName: \"?([a-z-]+)", text):
            self.call("POST", "/apis/node.k8s.io/v1/runtimeclasses", json.dumps({"metadata": {"name": name}, "handler": name}))

    def dry_run(self, version, kind, namespace, text, body="application/yaml"):
        base = f"/apis/{version}" if "/" in version else f"/api/{version}"
        if version not in self.plurals:
            resources = self.call("GET", base)[1]["resources"]
            self.plurals[version] = {r["kind"]: (r["name"], r["namespaced"]) for r in resources if "/" not in r["name"]}
        plural, namespaced = self.plurals[version][kind]
        scope = f"/namespaces/{namespace}" if namespaced else ""
        return self.call("POST", f"{base}{scope}/{plural}?dryRun=All&fieldValidation=Strict", text, body)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
