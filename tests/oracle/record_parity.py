#!/usr/bin/env python3
"""Records what both Helms answer to every case in tests/parity/cases, and the notes of those in tests/parity/notes.

Only this program writes stdout, stderr, code and notes there.

    tests/oracle/record_parity.py [--check] [CASE…]

Each case's `cmd` holds one argument a line and is run by Helm 3 and by Helm 4 in tests/parity. An answer that both give is
written once (`stdout`), one that differs for each (`stdout.3`, `stdout.4`); an empty one is not written. Notes are what
`helm install --dry-run=client` of Helm 4 prints below NOTES (Helm 3 wants a cluster for that). --check writes nothing and says
which cases would change. The Helms are $ORACLES/bin/helm3 and helm4, else those on PATH.
"""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PARITY = ROOT / "tests" / "parity"
VERSIONS = ROOT / "tests" / "oracle" / "versions.toml"
HELMS = ("3", "4")


def main():
    names = [word for word in sys.argv[1:] if word != "--check"]
    check = "--check" in sys.argv[1:]
    cases = sorted(path.parent for path in PARITY.glob("*/*/cmd") if not names or path.parent.name in names)
    helms = {major: find(f"helm{major}") for major in HELMS}
    with tempfile.TemporaryDirectory() as home, concurrent.futures.ThreadPoolExecutor() as pool:
        changed = [case.name for case, files in zip(cases, pool.map(lambda case: answers(case, helms, home), cases)) if write(case, files, check)]
        versions = "".join(
            f'helm{major} = "{run([helms[major], "version", "--template", "{{.Version}}"], home).stdout.decode().strip()}"\n' for major in HELMS
        )
    if not check:
        VERSIONS.write_text("# The programs that wrote the recorded answers in tests/.\n" + versions + others())
    print(f"{len(cases)} cases, {len(changed)} {'would change' if check else 'changed'}")
    for name in changed:
        print(f"  {name}")
    return 1 if check and changed else 0


def find(name):
    oracle = pathlib.Path(os.environ.get("ORACLES", pathlib.Path.home() / ".cache/openclaw-render/oracles")) / "bin" / name
    path = oracle if oracle.exists() else shutil.which(name)
    return str(path) if path else sys.exit(f"record_parity: {name} is neither in $ORACLES/bin nor on PATH")


def others():
    """The lines of versions.toml that other recorders keep."""
    lines = VERSIONS.read_text().splitlines(keepends=True) if VERSIONS.exists() else []
    return "".join(line for line in lines if not line.startswith(("#", "helm3", "helm4")))


def run(command, home, folder=PARITY):
    """Runs Helm where nothing of this machine reaches it: no kubeconfig, no plugins, no HELM_ variables."""
    environment = {"PATH": os.environ["PATH"], "HOME": home, "KUBECONFIG": f"{home}/none"}
    return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True)


def answers(case, helms, home):
    """File name -> bytes: what shall stand in the case's folder."""
    arguments = (case / "cmd").read_text().splitlines()
    if case.parent.name == "notes":
        result = run([helms["4"], *arguments, "--dry-run=client"], home)
        return {"notes": result.stdout.partition(b"\nNOTES:\n")[2] or sys.exit(f"{case.name}: {result.stderr.decode()}")}
    results = {major: run([helms[major], *arguments], home) for major in HELMS}
    files = {}
    for name, of in (("stdout", lambda r: r.stdout), ("stderr", lambda r: portable(r.stderr)), ("code", lambda r: b"%d\n" % r.returncode)):
        both = [of(results[major]) for major in HELMS]
        if both[0] == both[1]:
            files[name] = both[0]
        else:
            files |= {f"{name}.{major}": data for major, data in zip(HELMS, both)}
    return {name: data for name, data in files.items() if data}


def portable(text):
    """Helm names a symbolic link with its whole path."""
    return text.replace(str(ROOT).encode(), b"$ROOT")


def write(case, files, check):
    """Whether the folder differs from `files`; makes it equal unless `check`."""
    recorded = {path.name: path for kind in ("stdout", "stderr", "code", "notes") for path in case.glob(f"{kind}*")}
    changed = files != {name: path.read_bytes() for name, path in recorded.items()}
    if changed and not check:
        for name in recorded.keys() - files.keys():
            recorded[name].unlink()
        for name, data in files.items():
            (case / name).write_bytes(data)
    return changed


if __name__ == "__main__":
    sys.exit(main())
