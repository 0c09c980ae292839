#!/usr/bin/env python3
"""Records what both Helms say about values that a values.schema.json refuses. Only this program writes answers there.

    tests/oracle/record_schema.py [--check]

A line of tests/schema/faults.jsonl is an object: `schema` (the text of the file), `values`, and the answer `fault`, the
lines below `CHART:`, empty where the values are fine. To add a case, add a line without `fault` and run this. Helm walks
maps in random order: a case whose answer varies is refused.
--check writes nothing and says how many lines would change. The Helms are $ORACLES/bin/helm3 and helm4, else those on PATH.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "schema" / "faults.jsonl"
HEAD = "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nc:\n"
RUNS = 2


def main():
    changed = 0
    lines = []
    for line in FILE.read_text().splitlines():
        case = json.loads(line)
        answers = {answer(helm, case) for helm in ("helm3", "helm4") for _ in range(RUNS)}
        if len(answers) != 1:
            sys.exit(f"the answer varies: {line}\n" + "\n".join(sorted(answers)))
        recorded = {key: case[key] for key in ("schema", "values")} | {"fault": answers.pop()}
        changed += case.get("fault") != recorded["fault"]
        lines.append(json.dumps(recorded, ensure_ascii=False))
    print(f"{changed} of {len(lines)} lines {'would change' if '--check' in sys.argv else 'changed'}")
    if "--check" in sys.argv:
        return 1 if changed else 0
    FILE.write_text("\n".join(lines) + "\n")
    return 0


def answer(helm, case):
    """What one Helm says about one case, without the head of the message."""
    with tempfile.TemporaryDirectory() as home:
        chart = pathlib.Path(home) / "c"
        chart.mkdir()
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
        (chart / "values.schema.json").write_text(case["schema"])
        (chart / "values.yaml").write_text(json.dumps(case["values"]))
        run = subprocess.run([binary(helm), "template", chart], capture_output=True, text=True, env={"HOME": home})
        # What Helm logs on the way stands before the error.
        text = run.stderr[run.stderr.find("Error: ") :] if "Error: " in run.stderr else ""
        if text and not text.startswith(HEAD):
            sys.exit(f"not about the schema: {text}")
        return text.removeprefix(HEAD).removesuffix("\n")


def binary(name):
    oracles = pathlib.Path(os.environ.get("ORACLES", "")) / "bin" / name
    return oracles if "ORACLES" in os.environ else name


if __name__ == "__main__":
    sys.exit(main())
