#!/usr/bin/env python3
"""Measures the table of the README that says what each checker refuses, on the verdicts of a real kube-apiserver.

  table.py --shared FOLDER --bin BINARY [--bins FOLDER]

FOLDER holds the verdicts and the program that scores on them; --bins holds helm4 and kubeconform (default: the folder that
install.sh fills). Helm gets every manifest as a template of a chart, many to a chart: what it names in an error is taken out
and counted, and the chart is rendered again until it renders. kubeconform gets every manifest as a file, with strict schemas
that were made from the same server.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MANIFESTS_A_CHART = 100


def helm(program, cases, folder):
    """The indexes of the manifests that `helm template` does not render."""
    refused = set()
    for start in range(0, len(cases), MANIFESTS_A_CHART):
        chart = pathlib.Path(folder, f"helm{start}")
        (chart / "templates").mkdir(parents=True)
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 1.0.0\n")
        for index, case in list(enumerate(cases))[start:start + MANIFESTS_A_CHART]:
            (chart / f"m{index}.txt").write_bytes(case["manifest"].encode())
            (chart / "templates" / f"a{index}.yaml").write_text('{{ .Files.Get "m%d.txt" }}' % index)
        while True:
            answer = subprocess.run([program, "template", "r", str(chart)], capture_output=True, text=True, check=False)
            if answer.returncode == 0:
                break
            named = re.search(r"c/templates/a(\d+)\.yaml", answer.stderr)
            if named is None:
                sys.exit(f"helm names no template: {answer.stderr}")
            refused.add(int(named[1]))
            (chart / "templates" / f"a{named[1]}.yaml").unlink()
    return refused


def kubeconform(program, cases, folder, schemas):
    """The indexes of the manifests that kubeconform does not find valid."""
    files = pathlib.Path(folder, "kubeconform")
    files.mkdir()
    for index, case in enumerate(cases):
        (files / f"m{index}.yaml").write_bytes(case["manifest"].encode())
    command = [program, "-strict", "-output", "json", "-schema-location", schemas, str(files)]
    answer = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    bad = (r for r in answer["resources"] if r["status"] in ("statusInvalid", "statusError"))
    return {int(re.search(r"m(\d+)\.yaml$", r["filename"])[1]) for r in bad}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", required=True, type=pathlib.Path)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--bins", type=pathlib.Path,
                        default=pathlib.Path(os.environ.get("ORACLES", "~/.cache/openclaw-render/oracles")).expanduser() / "bin")
    options = parser.parse_args()
    verdicts = options.shared / "verdicts"
    text = subprocess.run(["zstd", "-dc", verdicts / "open.jsonl.zst"], capture_output=True, check=True).stdout
    cases = [case for case in map(json.loads, text.splitlines()) if not case["needs_cluster"]]
    total = collections.Counter(case["verdict"] for case in cases)
    print(f"{len(cases)} manifests, {total['rejected']} refused by the server, {total['accepted']} taken")
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["zstd", "-dc", verdicts / "kubeconform-schemas.tar.zst"], capture_output=True, check=True)
        subprocess.run(["tar", "x", "-C", folder], input=archive.stdout, check=True)
        root = next(pathlib.Path(folder).rglob("*.json")).parent
        schemas = f"{root}/{{{{ .ResourceKind }}}}-{{{{ .Group }}}}-{{{{ .ResourceAPIVersion }}}}.json"
        rows = {
            "helm template": helm(options.bins / "helm4", cases, folder),
            "kubeconform": kubeconform(options.bins / "kubeconform", cases, folder, schemas),
        }
    for name, refused in rows.items():
        count = collections.Counter(cases[index]["verdict"] for index in refused)
        share = {verdict: f"{100 * count[verdict] / total[verdict]:.1f} %" for verdict in total}
        print(f"{name}: refuses {count['rejected']} ({share['rejected']}) of what the server refuses, "
              f"{count['accepted']} ({share['accepted']}) of what it takes", flush=True)
    score = [sys.executable, options.shared / "tools" / "verdicts.py", "--bin", options.bin]
    subprocess.run(score, check=True)


if __name__ == "__main__":
    main()
