#!/usr/bin/env python3
"""Records what Argo CD's own plugin server makes of every application in tests/gitops/argocd/applications.json.

Only this program writes answers.json there.

    tests/oracle/record_argocd.py [--check]

The server (argocd-oracle, which is Argo CD's argocd-cmp-server, and the calls that Argo CD's repo-server makes of it) runs the
plugin of deploy/argocd/plugin.yaml; the program is $OPENCLAW_RENDER, else the one on PATH. The repository that it is sent is put
together of this one's charts, values and tests/gitops. --check writes nothing and says whether the answers are the recorded ones.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "gitops" / "argocd"


def main():
    oracle, program = find("argocd-oracle"), os.environ.get("OPENCLAW_RENDER") or shutil.which("openclaw-render")
    if not program:
        sys.exit("record_argocd: $OPENCLAW_RENDER or openclaw-render on PATH")
    with tempfile.TemporaryDirectory() as home:
        home = pathlib.Path(home)
        repository = compose(home / "repository")
        (home / "bin").mkdir()
        (home / "config").mkdir()
        (home / "sockets").mkdir()
        (home / "bin/openclaw-render").symlink_to(pathlib.Path(program).resolve())
        shutil.copy(ROOT / "deploy/argocd/plugin.yaml", home / "config/plugin.yaml")
        environment = {"PATH": f"{home}/bin", "HOME": str(home), "TMPDIR": str(home), "ARGOCD_PLUGINSOCKFILEPATH": str(home / "sockets")}
        server = subprocess.Popen(
            [oracle, "server", "--config-dir-path", str(home / "config")], env=environment, stdout=subprocess.DEVNULL, stderr=(home / "log").open("w")
        )
        try:
            socket = home / "sockets/openclaw-render.sock"
            for _ in range(100):
                if socket.exists():
                    break
                time.sleep(0.1)
            else:
                sys.exit((home / "log").read_text())
            applications = json.loads((FOLDER / "applications.json").read_text())
            answers = []
            for application in applications:
                answers.append(answer(oracle, socket, repository, application, str(home)))
                print(application["name"], file=sys.stderr)
        finally:
            # On SIGTERM it waits for connections that nobody closes.
            server.kill()
            server.wait()
        log = (home / "log").read_text()
    if "hunter2" in log:
        sys.exit("record_argocd: the server's log shows a secret")
    text = json.dumps(answers, indent=1, ensure_ascii=False) + "\n"
    target = FOLDER / "answers.json"
    changed = not target.exists() or target.read_text() != text
    if "--check" not in sys.argv[1:]:
        target.write_text(text)
    matched = sum(a["match"] for a in answers)
    rendered = sum(bool(a["manifests"]) for a in answers)
    print(f"{len(answers)} applications: {matched} matched, {rendered} rendered, {len(answers) - rendered} refused; {'changed' if changed else 'as recorded'}")
    return 1 if changed and "--check" in sys.argv[1:] else 0


def find(name):
    oracle = pathlib.Path(os.environ.get("ORACLES", pathlib.Path.home() / ".cache/openclaw-render/oracles")) / "bin" / name
    path = oracle if oracle.exists() else shutil.which(name)
    return str(path) if path else sys.exit(f"record_argocd: {name} is neither in $ORACLES/bin nor on PATH")


def compose(folder):
    for name, source in (("chart", ROOT / "chart"), ("values", ROOT / "values"), ("charts", ROOT / "tests/gitops/charts"), ("apps", FOLDER / "apps")):
        shutil.copytree(source, folder / name)
    return folder


def answer(oracle, socket, repository, application, home):
    """What the repo-server would get: whether the plugin takes the folder, the names of its parameters, the objects, the errors."""
    variables = {
        "ARGOCD_APP_NAME": application["name"],
        "ARGOCD_APP_NAMESPACE": "team",
        "ARGOCD_APP_SOURCE_PATH": application["path"],
        "ARGOCD_APP_PARAMETERS": json.dumps(application["parameters"]),
        "KUBE_VERSION": "1.31.0",
        "KUBE_API_VERSIONS": "v1,apps/v1",
        **application["environment"],
    }
    command = [oracle, "client", str(socket), str(repository), application["path"], *(f"{k}={v}" for k, v in variables.items())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode:
        sys.exit(f"{application['name']}: {done.stderr}")
    got = json.loads(done.stdout)
    errors = [portable(error, home) for error in got["errors"] or []]
    if any("hunter2" in error for error in errors):
        sys.exit(f"{application['name']}: an error shows a secret")
    return {
        "name": application["name"],
        "match": got["match"],
        "parameters": [item["name"] for item in got["parameters"] or []],
        "manifests": [json.loads(manifest) for manifest in got["manifests"] or []],
        "errors": errors,
    }


def portable(error, home):
    """Only what the plugin said: the server puts paths of its own, which differ from run to run, around it."""
    said = error.partition("Error: ")[2].strip()
    return f"{error.partition(':')[0]}: {said}" if said else error.replace(home, "{home}")


if __name__ == "__main__":
    sys.exit(main())
