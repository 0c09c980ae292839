#!/usr/bin/env python3
"""Records what both Helms answer to every template in tests/gotmpl; only this program writes the answers there.

    tests/oracle/record_gotmpl.py [FILE…]

A line of tests/gotmpl/*.jsonl is {"template": "…", "both"|"3"|"4": {"out": "…"} or {"error": "…"}}. To add a case, add a line
with only a template. FILE names some of the files (`control`). The template is the file `templates/_t.tpl` of a chart whose only
other template includes it by that name. The Helms are $ORACLES/bin/helm3 and helm4, else those on PATH.
"""

import base64
import concurrent.futures
import json
import pathlib
import re
import sys
import tempfile

from record_parity import HELMS, ROOT, find, run

GOTMPL = ROOT / "tests" / "gotmpl"
CALLER = 'out: {{ include "c/templates/_t.tpl" . | b64enc }}\n'


def main():
    files = [GOTMPL / f"{name}.jsonl" for name in sys.argv[1:]] or sorted(GOTMPL.glob("*.jsonl"))
    helms = {major: find(f"helm{major}") for major in HELMS}
    total = 0
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for path in files:
            templates = [json.loads(line)["template"] for line in path.read_text().splitlines()]
            lines = list(pool.map(lambda template: case(template, helms), templates))
            path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
            total += len(lines)
    print(f"{total} templates")


def case(template, helms):
    with tempfile.TemporaryDirectory() as folder:
        chart = pathlib.Path(folder) / "c"
        (chart / "templates").mkdir(parents=True)
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
        (chart / "values.yaml").write_text((GOTMPL / "values.yaml").read_text())
        (chart / "templates" / "_t.tpl").write_text(template, newline="")
        (chart / "templates" / "x.yaml").write_text(CALLER)
        answers = {major: answer(run([helms[major], "template", "r", "c"], folder, folder)) for major in HELMS}
    same = answers["3"] == answers["4"]
    return {"template": template, **({"both": answers["3"]} if same else answers)}


def answer(ran):
    if ran.returncode == 0:
        return {"out": base64.b64decode(re.search(rb"(?m)^out: *(\S*)$", ran.stdout)[1]).decode()}
    text = ran.stderr.decode("utf-8", "replace")
    text = text[text.index("Error: ") + len("Error: ") :].removesuffix("\n")
    return {"error": text.removesuffix("\n\nUse --debug flag to render out invalid YAML")}


if __name__ == "__main__":
    main()
