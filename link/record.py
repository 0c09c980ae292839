#!/usr/bin/env python3
"""Writes link/hot.ld: which functions run, so that the linker can put them side by side.

  link/record.py BIN [CHART…]

BIN is a release build with its symbols (cargo rustc --release --bin openclaw-render -- -Cstrip=none). It renders the built-in
chart, whose functions come first, then the repository's own charts and those that are named, under valgrind's callgrind.
"""
import collections
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
FIRST = [[], ["--set", "image.tag=v1", "--set", "secret.create=true", "--set", "secret.stringData.OPENCLAW_GATEWAY_TOKEN=x"]]
OWN = ["chart", "tests/charts/umbrella/top", *(f"tests/charts/{name}/app" for name in ("objects", "files", "values", "schema", "old", "install"))]
HEAD = """\
/* What runs when a chart is rendered: the functions of the built-in chart's render, small ones first, then those of other
   charts. Written by link/record.py. A name that is no longer there costs nothing; a function that is not here is
   found where the linker put it. */
SECTIONS
{
  .text.hot :
  {
"""
TAIL = "  }\n}\nINSERT BEFORE .text;\n"


def sizes(program):
    """The functions of a program with their sizes in bytes."""
    lines = subprocess.run(["nm", "--print-size", program], capture_output=True, text=True, check=True).stdout.splitlines()
    parts = (line.split(" ") for line in lines)
    return {p[3]: int(p[1], 16) for p in parts if len(p) == 4 and p[2] in "tTwW"}


def called(program, args):
    """The functions that a run calls."""
    with tempfile.NamedTemporaryFile("r") as profile:
        subprocess.run(["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={profile.name}", program, *args],
                       cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        names = re.findall(r"^c?fn=\(\d+\) (.*)$", profile.read(), re.MULTILINE)
    return {re.sub(r"'\d+$", "", name) for name in names}


def pattern(name):
    """What matches a function in every build: without the crates' hashes and what link-time optimisation appends."""
    name = re.sub(r"\.llvm\.\d+$", "", name)
    return re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name) + "*"


def main():
    program, charts = os.path.abspath(sys.argv[1]), sys.argv[2:]
    size = sizes(program)
    if not any(name.startswith("_R") for name in size):
        sys.exit(f"{program} has no functions by name: build it with -Cstrip=none and -Csymbol-mangling-version=v0")
    groups = [set(), set()]
    for args in FIRST:
        groups[0] |= called(program, args)
    for chart in OWN + [os.path.abspath(chart) for chart in charts]:
        groups[1] |= called(program, ["template", "x", chart, "--include-crds", "--validate=warn"])
    every = collections.Counter()
    for name, bytes_ in size.items():
        every[pattern(name)] += bytes_
    seen = set()
    with open(os.path.join(HERE, "hot.ld"), "w") as out:
        out.write(HEAD)
        for group in groups:
            found = {pattern(name) for name in group if name.startswith("_R") and name in size} - seen
            seen |= found
            for one in sorted(found, key=lambda one: (every[one], one)):
                # What a compiler calls unlikely (to grow a list) is called in every render.
                out.write(f"    *(.text.{one} .text.unlikely.{one})\n")
            print(f"{len(found)} patterns, {sum(every[one] for one in found)} bytes")
        out.write(TAIL)


if __name__ == "__main__":
    main()
