#!/usr/bin/env python3
"""Records what kustomize asks of Helm 3, and what it makes of the answers, for every case in tests/gitops/kustomize.

Only this program writes calls.json and stdout there.

    tests/oracle/record_kustomize.py [--check] [CASE…]

kustomize runs each case with a go-between that notes every call of Helm: its arguments, the values files that they name
(kustomize removes them afterwards) and what Helm 3 printed. In both, {charts}, {deploy}, {case} and {tmp} stand for folders.
--check writes nothing and says which cases would change. The programs are those of $ORACLES/bin, else those on PATH.
"""

import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "gitops" / "kustomize"
VERSIONS = ROOT / "tests" / "oracle" / "versions.toml"

GO_BETWEEN = """#!/usr/bin/env python3
import json, os, pathlib, subprocess, sys
args = sys.argv[1:]
done = subprocess.run([os.environ["REAL_HELM"], *args], capture_output=True)
files = {args[i + 1]: pathlib.Path(args[i + 1]).read_text() for i, arg in enumerate(args) if arg == "-f"}
with open(os.environ["CALLS"], "a") as log:
    log.write(json.dumps({"args": args, "files": files, "stdout": done.stdout.decode(), "code": done.returncode}) + "\\n")
sys.stdout.buffer.write(done.stdout)
sys.stderr.buffer.write(done.stderr)
sys.exit(done.returncode)
"""


def main():
    names = [word for word in sys.argv[1:] if word != "--check"]
    check = "--check" in sys.argv[1:]
    kustomize, helm = find("kustomize"), find("helm3")
    changed = []
    for case in sorted(path for path in CASES.iterdir() if not names or path.name in names):
        for name, data in answers(case, kustomize, helm).items():
            if not (case / name).exists() or (case / name).read_text() != data:
                changed.append(f"{case.name}/{name}")
                if not check:
                    (case / name).write_text(data)
    if not check:
        version = subprocess.run([kustomize, "version"], capture_output=True, text=True).stdout.strip()
        lines = [line for line in VERSIONS.read_text().splitlines() if not line.startswith("kustomize")]
        VERSIONS.write_text("\n".join([*lines, f'kustomize = "{version}"']) + "\n")
    print(f"{len(changed)} answers {'would change' if check else 'changed'}", *changed, sep="\n  ")
    return 1 if check and changed else 0


def find(name):
    oracle = pathlib.Path(os.environ.get("ORACLES", pathlib.Path.home() / ".cache/openclaw-render/oracles")) / "bin" / name
    path = oracle if oracle.exists() else shutil.which(name)
    return str(path) if path else sys.exit(f"record_kustomize: {name} is neither in $ORACLES/bin nor on PATH")


def answers(case, kustomize, helm):
    with tempfile.TemporaryDirectory() as home:
        between, log = pathlib.Path(home, "helm"), pathlib.Path(home, "calls")
        between.write_text(GO_BETWEEN)
        between.chmod(between.stat().st_mode | stat.S_IXUSR)
        environment = {"PATH": os.environ["PATH"], "HOME": home, "REAL_HELM": helm, "CALLS": str(log)}
        command = [kustomize, "build", "--enable-helm", "--helm-command", str(between), "--load-restrictor", "LoadRestrictionsNone", str(case)]
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{case.name}: {done.stderr}")
        calls = [json.loads(portable(line, case)) for line in log.read_text().splitlines()]
        return {"calls.json": json.dumps(calls, indent=1, ensure_ascii=False) + "\n", "stdout": done.stdout}


def portable(line, case):
    """Folders of this machine become names; the one that kustomize makes for a run is found by its name."""
    line = re.sub(r"/[^\" ]*?/kustomize-helm-\d+", "{tmp}", line)
    folders = {"charts": ROOT / "tests/gitops/charts", "deploy": ROOT / "deploy/kubernetes/charts", "case": case}
    for name, folder in folders.items():
        line = line.replace(str(folder) + "/", "{" + name + "}/")
    return line


if __name__ == "__main__":
    sys.exit(main())
