#!/usr/bin/env python3
"""Which documents of public charts we refuse, and what a real kube-apiserver says of each of them.

  record_refused.py --bin BINARY --set FOLDER [--kube-version 1.35]    with $KUBECONFIG, whose server must let its user do everything

FOLDER is an unpacked set of recorded renders (cases.tsv, expected/). Every document of every render that does not change from
run to run is validated by BINARY; each one that it refuses goes to the server as a strict dry run. Those that the server refuses
too are written to refused.txt beside this script, with both reasons; exit 1 when the server accepts one.
"""

import argparse
import collections
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import yaml

from apiserver_dry_run import Server


def documents(text):
    """As the validator counts them: a line that begins with `---` begins one."""
    parts, current = [], []
    for number, line in enumerate(text.split("\n")):
        if number and re.match(r"---(\s|$)", line) and current:
            parts.append("\n".join(current))
            current = []
        current.append(line)
    return parts + ["\n".join(current)]


def findings(binary, files, version):
    command = [binary, "validate", *map(str, files), "--kube-version", version, "--report", "json"]
    answer = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return answer["counts"], [f for f in answer["findings"] if f["severity"] == "error"]


def items(document):
    """The objects of a document; a list is what stands in it."""
    whole = yaml.load(document, Loader=yaml.CSafeLoader)
    if isinstance(whole, dict) and str(whole.get("kind", "")).endswith("List") and isinstance(whole.get("items"), list):
        return whole["items"]
    return [whole]


def install(server, render):
    """Makes the definitions of a render known to the server."""
    for document in documents(render):
        if "kind: CustomResourceDefinition" in document:
            server.call("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", document, "application/yaml")
    server.plurals.clear()
    time.sleep(3)


def ask(server, document, render):
    """What the server says of a document: None, or why it refuses it."""
    try:
        objects = items(document)
    except yaml.YAMLError as error:
        return "not YAML: " + str(error).split("\n")[0]
    for thing in objects:
        if not isinstance(thing, dict):
            return "no object"
        meta = thing.get("metadata") if isinstance(thing.get("metadata"), dict) else {}
        namespace = meta.get("namespace") or "default"
        text = document if len(objects) == 1 else json.dumps(thing, default=str)
        server.namespace(str(namespace))
        request = (str(thing.get("apiVersion")), str(thing.get("kind")), str(namespace), text)
        try:
            status, answer = server.dry_run(*request)
        except (KeyError, ValueError):
            install(server, render)
            try:
                status, answer = server.dry_run(*request)
            except (KeyError, ValueError):
                return f"no such kind: {request[0]} {request[1]}"
        if status >= 300:
            return answer["message"]
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--set", required=True, type=pathlib.Path)
    parser.add_argument("--kube-version", default="1.35")
    options = parser.parse_args()
    with open(options.set / "cases.tsv", encoding="utf-8") as table:
        cases = {row["id"] for row in csv.DictReader(table, delimiter="\t") if row["class"] == "ok"}
    files = [f for f in sorted((options.set / "expected").glob("*.yaml"))
             if f.name.removesuffix(".yaml").removesuffix(".v4") in cases]
    counts, refused = collections.Counter(), {}
    for file in files:
        # One render at a time: its definitions hold for nothing else.
        count, found = findings(options.bin, [file], options.kube_version)
        counts.update(count)
        if found:
            render = file.read_bytes().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
            parts = documents(render)
            for finding in found:
                refused.setdefault(parts[finding["document"]], (file.name, [], render))[1].append(finding)
    server = Server(os.environ["KUBECONFIG"])
    lines, alarms = [], []
    for document, (name, found, render) in refused.items():
        first = f"{found[0]['path']}: {found[0]['message']}".strip(": ").replace("\n", " ")
        answer = ask(server, document, render)
        if answer is None:
            alarms.append(f"{name}: {first}")
        else:
            lines.append(f"{name}\n  ours:   {first[:300]}\n  server: {' '.join(answer.split())[:300]}")
    text = (f"kube-apiserver {server.version()}, strict dry run of every document of {len(files)} renders that is refused here\n"
            f"{counts['valid']} valid, {counts['invalid']} refused, {counts['skipped']} skipped; of the refused {len(refused)} are "
            f"different, and the server refuses {len(lines)} of them\n\n" + "\n".join(lines) + "\n")
    (pathlib.Path(__file__).parent / "refused.txt").write_text(text, encoding="utf-8")
    print("\n".join([*text.split("\n")[:2], *(f"ACCEPTED BY THE SERVER: {line}" for line in alarms)]))
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
