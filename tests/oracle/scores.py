#!/usr/bin/env python3
"""Scores a binary on the corpus of public charts and on the verdicts of a real kube-apiserver, and holds the floors.

  scores.py --bin BINARY --shared FOLDER [--floors tests/floors.toml]

FOLDER holds the recorded corpora and the programs that score on them. Prints every score; exits 1 when one is
below its floor (or, for counts of mistakes, above its ceiling).
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib


def run(command):
    print("+ " + " ".join(command), flush=True)
    subprocess.run(command, check=True)


def scores(binary, shared):
    """All scores as a flat table: name to (good, total)."""
    result = {}
    tools = os.path.join(shared, "tools")
    corpus = subprocess.run([os.path.join(tools, "corpus.sh")], check=True, capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        for helm in ("3", "4"):
            out = os.path.join(folder, f"helm{helm}.json")
            run([sys.executable, os.path.join(tools, "parity.py"), "--bin", binary, "--set", corpus, "--helm", helm, "--json", out])
            with open(out, encoding="utf-8") as file:
                for name, (good, total) in json.load(file)["tally"].items():
                    result[f"helm{helm}.{'no-crash' if name == 'crash' else name}"] = (good, total)
        out = os.path.join(folder, "verdicts.json")
        run([sys.executable, os.path.join(tools, "verdicts.py"), "--bin", binary, "--json", out])
        with open(out, encoding="utf-8") as file:
            tally = json.load(file)
        result["verdicts.recall"] = (tally.get("hit", 0), tally["rejected"])
        result["verdicts.path"] = (tally.get("path", 0), tally.get("with_path", 0))
        # Precision: a path that we name and the server does not is a mistake, however many others are right.
        named = tally.get("named", 0)
        result["verdicts.paths-of-our-own"] = (named - tally.get("named_right", 0), named)
        result["verdicts.false-alarms"] = (tally.get("alarm", 0), tally["accepted"])
        result["verdicts.crashes"] = (tally.get("crash", 0), tally["rejected"] + tally["accepted"])
        result["verdicts.weak-rules"] = (tally.get("weak", 0), 0)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--floors", default="tests/floors.toml")
    options = parser.parse_args()
    with open(options.floors, "rb") as file:
        limits = tomllib.load(file)
    table = scores(options.bin, options.shared)
    failed = False
    for name, (good, total) in table.items():
        floor, ceiling = limits["floor"].get(name), limits["ceiling"].get(name)
        bad = (floor is not None and good < floor) or (ceiling is not None and good > ceiling)
        failed |= bad
        limit = f"floor {floor}" if floor is not None else f"ceiling {ceiling}" if ceiling is not None else "no limit"
        print(f"{'BELOW' if bad else 'ok':5} {name:28} {good}/{total} ({limit})")
    missing = (set(limits["floor"]) | set(limits["ceiling"])) - set(table)
    if missing:
        print("limits for scores that were not measured: " + ", ".join(sorted(missing)))
        failed = True
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
