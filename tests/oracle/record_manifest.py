#!/usr/bin/env python3
"""Records what both Helms print for charts of plain files. Only this program writes answers there.

    tests/oracle/record_manifest.py [--check]

A line of tests/manifest/documents.jsonl is an object: `files` (name below templates/: text, without any template action),
optionally `crds` (name below crds/: text) and `flags`, and for each Helm the answer, `3` and `4`: its exit status, standard
output and standard error. To add a case, add a line without answers and run this. --check writes nothing and says how many
lines would change. The Helms are $ORACLES/bin/helm3 and helm4, else those on PATH.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "manifest" / "documents.jsonl"


def main():
    changed = 0
    lines = []
    for line in FILE.read_text().splitlines():
        case = json.loads(line)
        recorded = {key: case[key] for key in ("files", "crds", "flags") if key in case}
        recorded |= {major: answer(f"helm{major}", case) for major in ("3", "4")}
        changed += recorded != case
        lines.append(json.dumps(recorded, ensure_ascii=False))
    print(f"{changed} of {len(lines)} lines {'would change' if '--check' in sys.argv else 'changed'}")
    if "--check" in sys.argv:
        return 1 if changed else 0
    FILE.write_text("\n".join(lines) + "\n")
    return 0


def answer(helm, case):
    """Exit status, standard output and standard error of one Helm."""
    with tempfile.TemporaryDirectory() as home:
        chart = pathlib.Path(home) / "c"
        for folder, files in (("templates", case["files"]), ("crds", case.get("crds", {}))):
            for name, text in files.items():
                path = chart / folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
        chart.mkdir(exist_ok=True)
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
        command = [binary(helm), "template", chart, *case.get("flags", [])]
        run = subprocess.run(command, capture_output=True, env={"HOME": home})
        return [run.returncode, run.stdout.decode(), run.stderr.decode()]


def binary(name):
    oracles = pathlib.Path(os.environ.get("ORACLES", "")) / "bin" / name
    return oracles if "ORACLES" in os.environ else name


if __name__ == "__main__":
    sys.exit(main())
