#!/usr/bin/env python3
"""What a real kube-apiserver says of the expressions in tests/cel/cases.txt, written to recorded.txt beside them, and what its code
estimates that they cost, written to costs.txt.

  record_cel.py            with $KUBECONFIG, whose server must let its user do everything; the costs need Go and its module proxy
  record_cel.py --costs    the costs alone, which need no server

Each expression becomes a rule of a field of a definition. For each one the record has `refused` if the server does not take it,
`cost` if it is too expensive, and otherwise one answer for each value: true, false, error, or a text in quotes.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import tomllib

from apiserver_dry_run import Server

FOLDER = pathlib.Path(__file__).parent.parent / "cel"
AT_ONCE = 60
# The modules of the server, whose version is that of Kubernetes with another number in front.
MODULES = ["apiextensions-apiserver", "apimachinery", "apiserver"]
VERSION = "v0" + tomllib.loads((pathlib.Path(__file__).parent / "versions.toml").read_text())["kube-apiserver"][2:]


def blocks(text):
    """(schema, values, expressions) of each block."""
    found = []
    for line in text.split("\n"):
        if not line or line.startswith("# "):
            continue
        if line.startswith("schema "):
            found.append((json.loads(line[7:]), [], []))
        elif line.startswith("value "):
            found[-1][1].append(json.loads(line[6:]))
        else:
            found[-1][2].append(line)
    return found


def rule(expression):
    if expression.startswith("= "):
        return {"rule": "false", "message": "NONE", "messageExpression": expression[2:]}
    return {"rule": expression, "message": "FALSE"}


def definition(name, schema, expressions):
    fields = {f"f{i}": {**schema, "x-kubernetes-validations": [rule(e)]} for i, e in expressions.items()}
    root = {"type": "object", "properties": {"spec": {"type": "object", "properties": fields}}}
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": root}}
    names = {"plural": name + "s", "singular": name, "kind": name.capitalize(), "listKind": name.capitalize() + "List"}
    spec = {"group": "cel.example.org", "scope": "Namespaced", "names": names, "versions": [version]}
    head = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition"}
    return {**head, "metadata": {"name": f"{name}s.cel.example.org"}, "spec": spec}


def causes(answer):
    return answer.get("details", {}).get("causes", [])


def take(server, name, schema, expressions, answers):
    """Makes a definition of all that the server takes; notes the others."""
    path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    left = dict(expressions)
    while left:
        status, answer = server.call("POST", path, json.dumps(definition(name, schema, left)), "application/json")
        if status < 300:
            return left
        gone = set()
        for cause in causes(answer):
            found = re.search(r"properties\[f(\d+)\]", cause.get("field", ""))
            if not found or "contributed to" in cause["message"]:
                continue
            index = int(found[1])
            cost = "exceeds budget" in cause["message"] or "cost" in cause["message"] and "estimated" in cause["message"]
            if not (cost and index in gone and answers[index] == "refused"):
                answers[index] = "cost" if cost else "refused"
            gone.add(index)
        if not gone:
            raise SystemExit(f"{name}: {answer.get('message', answer)[:2000]}")
        left = {i: e for i, e in left.items() if i not in gone}
    return left


def ask(server, name, value, left, expressions):
    """One answer for each expression."""
    spec = {f"f{i}": value for i in left}
    document = {"apiVersion": "cel.example.org/v1", "kind": name.capitalize(), "metadata": {"name": "x"}, "spec": spec}
    path = f"/apis/cel.example.org/v1/namespaces/default/{name}s?dryRun=All"
    for _ in range(60):
        try:
            status, answer = server.call("POST", path, json.dumps(document), "application/json")
        except ValueError:  # Until the definition is served, what comes is no JSON.
            status = 404
        if status != 404:
            break
        time.sleep(0.5)
    said = {i: "true" for i in left}
    for cause in causes(answer):
        found = re.match(r"spec\.f(\d+)", cause["field"])
        if not found or int(found[1]) not in left:
            raise SystemExit(f"{name}: {value}: {cause}")
        index = int(found[1])
        message = cause["message"].split(": ", 2)[-1] if cause["message"].startswith("Invalid value: ") else cause["message"]
        shown = expressions[index].startswith("= ")
        if "evaluating rule:" in message or "no such overload" in message and not shown:
            said[index] = "error"
        elif shown:
            said[index] = "error" if message == "NONE" else json.dumps(message, ensure_ascii=False)
        else:
            said[index] = "false" if message == "FALSE" else "error"
    if status >= 300 and not causes(answer):
        raise SystemExit(f"{name}: {answer.get('message')}")
    return said


def costs():
    """The costs, by a Go program that is linked with the server's own estimator."""
    text = (pathlib.Path(__file__).parent / "engine" / "cel_costs.go.txt").read_text()
    required = "".join(f"\tk8s.io/{module} {VERSION}\n" for module in MODULES)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "main.go").write_text(text)
        (pathlib.Path(folder) / "go.mod").write_text(f"module costs\n\ngo 1.25.0\n\nrequire (\n{required})\n")
        subprocess.run(["go", "mod", "tidy"], cwd=folder, check=True)
        subprocess.run(["go", "build", "-o", "costs", "."], cwd=folder, check=True)
        with (FOLDER / "cases.txt").open() as cases:
            said = subprocess.run([f"{folder}/costs"], stdin=cases, check=True, capture_output=True, text=True).stdout
    minor = VERSION.split(".")[1]
    head = f"""# Estimated costs of the expressions that a kube-apiserver 1.{minor} takes, for one value of their schema; by k8s.io/apiextensions-apiserver {VERSION},
# pkg/apiserver/schema/cel, `Compile`. An expression behind `=` is the text of a message. Written by tests/oracle/record_cel.py.
"""
    (FOLDER / "costs.txt").write_text(head + said)


def answers():
    server = Server(os.environ["KUBECONFIG"])
    out = [f"# kube-apiserver {server.version()}; written by tests/oracle/record_cel.py"]
    stamp = format(int(time.time()), "x")
    for number, (schema, values, expressions) in enumerate(blocks((FOLDER / "cases.txt").read_text())):
        out.append("schema " + json.dumps(schema))
        out += ["value " + json.dumps(value, ensure_ascii=False) for value in values]
        for start in range(0, len(expressions), AT_ONCE):
            part = dict(list(enumerate(expressions))[start:start + AT_ONCE])
            name = "c" + re.sub(r"[^a-z0-9]", "", stamp) + f"x{number}x{start}"
            answers = {}
            left = take(server, name, schema, part, answers)
            told = [ask(server, name, value, left, expressions) for value in values] if left else []
            for index, expression in part.items():
                answer = answers.get(index) or " ".join(one[index] for one in told)
                out.append(f"{answer}\t{expression}")
    (FOLDER / "recorded.txt").write_text("\n".join(out) + "\n")


if __name__ == "__main__":
    if "--costs" not in sys.argv[1:]:
        answers()
    costs()
