#!/usr/bin/env python3
"""Many releases: `snapshot update` in one run against a loop over Helm.

  snapshots.py [--bin target/release/openclaw-render] [--releases 200] [--rounds 3]

Both render the chart folder of this repository once for each release into a file of its own, ours with validation on. The Helms
are $ORACLES/bin/helm3 and helm4, or those on PATH. Each round runs ours and both loops one after the other, so that what else the
machine does meets all alike. Prints wall and processor seconds of each round and the ratios of the medians.
"""
import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def find(name):
    oracle = pathlib.Path(os.environ.get("ORACLES", pathlib.Path.home() / ".cache/openclaw-render/oracles")) / "bin" / name
    return str(oracle) if oracle.exists() else shutil.which(name)


def timed(work):
    """Wall and processor seconds of `work` and of the programs that it ran."""
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before, start = used(), time.perf_counter()
    work()
    return time.perf_counter() - start, used() - before


def ours(program, releases, out):
    lines = "".join(f"  - {{release: r{n}, output: out/r{n}.yaml}}\n" for n in range(releases))
    (out / "chart").symlink_to(ROOT / "chart")
    (out / "snapshots.yaml").write_text(f"version: 1\ndefaults: {{chart: ./chart, namespace: openclaw}}\nsnapshots:\n{lines}")
    subprocess.run([program, "snapshot", "update"], cwd=out, check=True, stdout=subprocess.DEVNULL)


def loop(helm, releases, out):
    for n in range(releases):
        with (out / f"r{n}.yaml").open("wb") as file:
            subprocess.run([helm, "template", f"r{n}", str(ROOT / "chart"), "-n", "openclaw"], check=True, stdout=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="target/release/openclaw-render")
    parser.add_argument("--releases", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    program = os.path.abspath(options.bin)
    works = {"ours": lambda out: ours(program, options.releases, out)}
    for name in ("helm3", "helm4"):
        helm = find(name) or sys.exit(f"{name} is neither in $ORACLES/bin nor on PATH")
        works[name] = lambda out, helm=helm: loop(helm, options.releases, out)
    times = {name: [] for name in works}
    for number in range(options.rounds):
        for name, work in works.items():
            with tempfile.TemporaryDirectory() as out:
                wall, processor = timed(lambda: work(pathlib.Path(out)))
            times[name].append(wall)
            print(f"round {number + 1} {name}: {wall:.2f} s, {processor:.2f} s of processor time, load {os.getloadavg()[0]:.1f}", flush=True)
    median = {name: statistics.median(walls) for name, walls in times.items()}
    for name in ("helm3", "helm4"):
        print(f"{options.releases} releases: {median['ours']:.2f} s against {median[name]:.2f} s of {name}, ratio {median[name] / median['ours']:.1f}")


if __name__ == "__main__":
    main()
