#!/usr/bin/env python3
"""Whole process against whole process: ours and both Helms on one chart, in turn, in one run.

  versus_helm.py [--bin target/release/openclaw-render] [--runs 21] [CHART [FLAGS…]]

Without CHART the chart is the built-in one, with validation on; with one, ours runs with --validate=off. The Helms are
$ORACLES/bin/helm3 and helm4, or those on PATH. Prints the median wall time and the peak memory of each, the ratio of the
medians, and whether the output is the same.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def find(name):
    oracles = os.environ.get("ORACLES", os.path.expanduser("~/.cache/openclaw-render/oracles"))
    path = os.path.join(oracles, "bin", name)
    return path if os.path.exists(path) else shutil.which(name)


def once(command):
    """Wall seconds and standard output of one run."""
    read, write = os.pipe()
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)])
    os.close(write)
    with os.fdopen(read, "rb") as out:
        text = out.read()
    _, status = os.waitpid(pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return wall, text


def peak(command):
    """Peak memory of one run in MiB, by GNU time: a child of this program would start with this program's own peak."""
    time_program = shutil.which("time")
    if time_program is None:
        return "? MiB"
    with tempfile.NamedTemporaryFile("r") as file:
        subprocess.run([time_program, "-f", "%M", "-o", file.name, *command], stdout=subprocess.DEVNULL, check=True)
        return f"{int(file.read()) / 1024:.1f} MiB"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="target/release/openclaw-render")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("chart", nargs="?")
    options, flags = parser.parse_known_args()
    ours = os.path.abspath(options.bin)
    chart = options.chart or "chart"
    failed = False
    for major in ("3", "4"):
        helm = find(f"helm{major}")
        if helm is None:
            print(f"helm{major}: not on this machine")
            continue
        theirs = [helm, "template", "openclaw", chart, *flags]
        mine = [ours, "template", "openclaw", chart, "--validate=off", *flags] if options.chart else [ours, *flags]
        mine += ["--helm-compat", major]
        pairs = [(once(mine), once(theirs)) for _ in range(options.runs + 1)][1:]
        a, b = ([run[i] for run in pairs] for i in (0, 1))
        wall = [statistics.median(run[0] for run in runs) * 1000 for runs in (a, b)]
        memory = [peak(mine), peak(theirs)]
        same = all(x[1] == y[1] for x, y in pairs)
        failed |= not same
        print(f"helm {major}: ours {wall[0]:.2f} ms {memory[0]}, helm {wall[1]:.1f} ms {memory[1]}, "
              f"ratio {wall[1] / wall[0]:.1f}, output {'the same' if same else 'DIFFERENT'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
