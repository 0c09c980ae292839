#!/usr/bin/env python3
"""What a real kube-apiserver says of each manifest in tests/verdicts/faults.tsv: accepted, or rejected and the fields that it names.

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

from apiserver_dry_run import Server

FILE = pathlib.Path(__file__).parent.parent / "verdicts/faults.tsv"


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


def main():
    server = Server(os.environ["KUBECONFIG"])
    old = FILE.read_text()
    manifests = [line.split("\t", 2)[2] for line in old.splitlines()]
    lines = [f"{verdict(server, text)}\t{text}" for text in manifests]
    new = "".join(line + "\n" for line in lines)
    if "--check" in sys.argv:
        print(f"{sum(a != b for a, b in zip(old.splitlines(), lines))} of {len(lines)} differ")
        return int(old != new)
    FILE.write_text(new)
    print(f"{len(lines)} recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
