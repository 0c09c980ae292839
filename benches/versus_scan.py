#!/usr/bin/env python3
"""`validate` against a bare scan of the same YAML: libyaml reads the events of 10,000 Deployments and does nothing with them.

  versus_scan.py [--bin target/release/openclaw-render] [--runs 9] [--count 10000]

The scan is a program of C, made with `cc` and libyaml's headers. Prints wall time, processor time and peak memory of each
(medians) and the ratios; the aim is at most 3.
"""
import argparse
import os
import pathlib
import subprocess
import tempfile

from versus_kubeconform import DEPLOYMENT, compare

SCAN = r"""
#include <stdio.h>
#include <yaml.h>

int main(int count, char **paths) {
    FILE *file = count > 1 ? fopen(paths[1], "rb") : NULL;
    yaml_parser_t parser;
    yaml_event_t event;
    int done = 0;
    if (!file || !yaml_parser_initialize(&parser)) return 1;
    yaml_parser_set_input_file(&parser, file);
    while (!done) {
        if (!yaml_parser_parse(&parser, &event)) return 1;
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    return 0;
}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="target/release/openclaw-render")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "scan.c").write_text(SCAN)
        subprocess.run(["cc", "-O2", "-o", folder / "scan", folder / "scan.c", "-lyaml"], check=True)
        manifests = folder / "manifests.yaml"
        manifests.write_text("---\n".join(DEPLOYMENT.format(n=n) for n in range(options.count)))
        mine = [os.path.abspath(options.bin), "validate", manifests]
        size = manifests.stat().st_size
        print(f"{options.count} Deployments, {size / 1e6:.1f} MB, {options.runs} runs in turn")
        ours, scan = compare(mine, "libyaml's events", [folder / "scan", manifests], options.runs)
    print(f"ratio            wall {ours[0] / scan[0]:.2f}, processor {ours[1] / scan[1]:.2f}")


if __name__ == "__main__":
    main()
