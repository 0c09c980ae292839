#!/usr/bin/env python3
"""Public charts of the recorded corpus, whole process against whole process: ours and both Helms in turn, in one run.

  public_charts.py --corpus FOLDER [--bin target/release/openclaw-render] [--runs 15]

FOLDER is the unpacked corpus. Prints a line for each chart and Helm, the least ratio and the geometric mean of each Helm,
and at the end the largest chart with its definitions and validation on against Helm 4 without any. The Helms are found as
versus_helm.py finds them. Exits 1 when a chart that draws nothing at random prints other bytes than Helm.
"""
import argparse
import math
import os
import statistics
import sys

from versus_helm import find, once, peak

LARGEST = "prometheus-community/kube-prometheus-stack"
# Chart, flags, and whether its output is the same in every run.
CHARTS = [
    ("kubernetes-sigs_metrics-server/metrics-server", [], True),
    ("kubernetes_ingress-nginx/ingress-nginx", [], True),
    ("prometheus-community/prometheus", [], True),
    ("bitnami/grafana-loki", [], True),
    ("argoproj_argo-helm/argo-cd", [], True),
    (LARGEST, [], False),
    (LARGEST, ["--include-crds"], False),
]


def in_turn(commands, runs):
    """Median wall milliseconds of each command, and the outputs of the last turn."""
    walls = [[] for _ in commands]
    for turn in range(runs + 1):
        outputs = []
        for command, times in zip(commands, walls):
            wall, text = once(command)
            outputs.append(text)
            if turn > 0:
                times.append(wall * 1000)
    return [statistics.median(times) for times in walls], outputs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--bin", default="target/release/openclaw-render")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    ours = os.path.abspath(options.bin)
    charts = os.path.join(options.corpus, "charts")
    failed = False
    for major in ("3", "4"):
        helm = find(f"helm{major}")
        if helm is None:
            sys.exit(f"helm{major} is not on this machine")
        ratios = []
        for chart, flags, steady in CHARTS:
            line = ["template", "openclaw", os.path.join(charts, chart), *flags]
            mine = [ours, *line, "-q", "--validate=off", "--helm-compat", major]
            theirs = [helm, *line]
            walls, outputs = in_turn([mine, theirs], options.runs)
            ratios.append(walls[1] / walls[0])
            same = outputs[0] == outputs[1]
            failed |= steady and not same
            said = "random" if not steady else "the same" if same else "DIFFERENT"
            print(f"helm {major} {' '.join([chart, *flags])}: ours {walls[0]:.1f} ms {peak(mine)}, "
                  f"helm {walls[1]:.1f} ms {peak(theirs)}, ratio {ratios[-1]:.1f}, output {said}", flush=True)
        mean = math.exp(statistics.mean(math.log(ratio) for ratio in ratios))
        print(f"helm {major}: least ratio {min(ratios):.1f}, geometric mean {mean:.1f}", flush=True)
    line = ["template", "openclaw", os.path.join(charts, LARGEST), "--include-crds"]
    walls, _ = in_turn([[ours, *line, "-q"], [find("helm4"), *line]], options.runs)
    print(f"{LARGEST} --include-crds, validated: {walls[0]:.1f} ms, helm 4 without validation {walls[1]:.1f} ms, "
          f"ratio {walls[1] / walls[0]:.1f}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
