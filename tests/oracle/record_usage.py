#!/usr/bin/env python3
"""Records what both Helms say to the command lines in tests/cli/usage.jsonl; only this program writes the answers there.

    tests/oracle/record_usage.py

A line is {"args": [...], "both"|"3"|"4": {"code": N, "stderr": "…"}}. To add one, write {"args": [...]}. Helm runs in
tests/cli/charts, where nothing of this machine reaches it. The Helms are $ORACLES/bin/helm3 and helm4, else those on PATH.
"""

import json
import pathlib
import tempfile

from record_parity import HELMS, ROOT, find, run

USAGE = ROOT / "tests" / "cli" / "usage.jsonl"
CHARTS = ROOT / "tests" / "cli" / "charts"


def main():
    cases = [json.loads(line)["args"] for line in USAGE.read_text().splitlines()]
    helms = {major: find(f"helm{major}") for major in HELMS}
    lines = []
    with tempfile.TemporaryDirectory() as home:
        for args in cases:
            answers = {major: answer(run([helms[major], "template", *args], home, CHARTS)) for major in HELMS}
            same = answers["3"] == answers["4"]
            lines.append({"args": args, **({"both": answers["3"]} if same else answers)})
    USAGE.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    print(f"{len(lines)} command lines")


def answer(ran):
    return {"code": ran.returncode, "stderr": ran.stderr.decode()}


if __name__ == "__main__":
    main()
