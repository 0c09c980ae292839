#!/usr/bin/env python3
"""What a real kube-apiserver says of each manifest in tests/verdicts/faults.tsv: accepted, or rejected and the fields that it names.
And of each string in tests/verdicts/formats.tsv, whether it has the format: the name of the format, yes or no, and the string as JSON.

  KUBECONFIG=FILE record_verdicts.py [--check]

A line is the verdict, the fields and the manifest as JSON, with tabs between them. A new one needs only its manifest after two tabs:
add it and run this. The server is asked by a strict dry run of a create, in a cluster with nothing in it. Namespaces that a manifest
names are made.
"""

import json
import os
import pathlib
import re
import sys
import time

from apiserver_dry_run import Server

FILE = pathlib.Path(__file__).parent.parent / "verdicts/faults.tsv"
FORMATS = FILE.with_name("formats.tsv")


def verdict(server, text):
    manifest = json.loads(text)
    metadata = manifest.get("metadata")
    namespace = (metadata.get("namespace") if isinstance(metadata, dict) else None) or "default"
    if isinstance(namespace, str) and re.fullmatch(r"[a-z0-9]([-a-z0-9]{,61}[a-z0-9])?", namespace):
        server.namespace(namespace)
    else:
        namespace = "default"
    status, answer = server.dry_run(manifest["apiVersion"], manifest["kind"], namespace, text)
    if status < 300:
        return "accepted\t"
    fields = {cause["field"] for cause in (answer.get("details") or {}).get("causes", []) if cause.get("field")}
    fields |= set(re.findall(r'(?:unknown|duplicate) field "([^"]+)"', answer["message"]))
    return "rejected\t" + "; ".join(sorted(fields))


def formats(server):
    """The lines of formats.tsv again, with what the server says now."""
    asked = [line.split("\t", 2) for line in FORMATS.read_text().splitlines()]
    fields = {name: {"type": "string", "format": name} for name, _, _ in asked}
    schema = {"openAPIV3Schema": {"type": "object", "properties": fields}}
    names = {"plural": "formats", "singular": "format", "kind": "Format", "listKind": "FormatList"}
    version = {"name": "v1", "served": True, "storage": True, "schema": schema}
    definition = {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "formats.verdicts.example.org"},
        "spec": {"group": "verdicts.example.org", "scope": "Namespaced", "names": names, "versions": [version]},
    }
    path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    status, answer = server.call("POST", path, json.dumps(definition), "application/json")
    if status not in (201, 409):
        raise SystemExit(f"the definition of formats: {answer.get('message', answer)}")
    # The definition is not served at once.
    time.sleep(5)
    lines = []
    for name, _, text in asked:
        head = {"apiVersion": "verdicts.example.org/v1", "kind": "Format", "metadata": {"name": "x"}}
        document = json.dumps({**head, name: json.loads(text)})
        path = "/apis/verdicts.example.org/v1/namespaces/default/formats?dryRun=All&fieldValidation=Strict"
        status, answer = server.call("POST", path, document, "application/json")
        if status not in (201, 422):
            raise SystemExit(f"{name} {text}: {status} {answer}")
        lines.append(f"{name}\t{'yes' if status == 201 else 'no'}\t{text}")
    return lines


def main():
    server = Server(os.environ["KUBECONFIG"])
    told = formats(server)
    were = FORMATS.read_text().splitlines()
    old = FILE.read_text()
    manifests = [line.split("\t", 2)[2] for line in old.splitlines()]
    lines = [f"{verdict(server, text)}\t{text}" for text in manifests]
    new = "".join(line + "\n" for line in lines)
    if "--check" in sys.argv:
        differ = [a != b for a, b in zip(old.splitlines() + were, lines + told)]
        print(f"{sum(differ)} of {len(differ)} differ")
        return int(any(differ))
    FILE.write_text(new)
    FORMATS.write_text("".join(line + "\n" for line in told))
    print(f"{len(lines)} manifests and {len(told)} strings recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
