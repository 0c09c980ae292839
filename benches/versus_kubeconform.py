#!/usr/bin/env python3
"""`validate` against kubeconform on 10,000 Deployments: whole process against whole process, in turn, in one run.

  versus_kubeconform.py --schemas FOLDER [--bin target/release/openclaw-render] [--runs 5] [--count 10000]

FOLDER holds strict JSON schemas named KIND-GROUP-VERSION.json, so that kubeconform ($ORACLES/bin/kubeconform, or the one on
PATH) needs no network. Prints wall time, processor time and peak memory of each (medians) and the ratios.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import versus_helm

DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-{n}
  labels: {{app: web, instance: "{n}"}}
spec:
  replicas: 2
  selector:
    matchLabels: {{app: web, instance: "{n}"}}
  template:
    metadata:
      labels: {{app: web, instance: "{n}"}}
    spec:
      serviceAccountName: web
      containers:
        - name: web
          image: registry.example.com/web:1.2.{n}
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: MODE
              value: production
          readinessProbe:
            httpGet: {{path: /healthz, port: http}}
          resources:
            requests: {{cpu: 100m, memory: 128Mi}}
            limits: {{memory: 256Mi}}
"""


def once(command):
    """Wall seconds and processor seconds of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return wall, usage.ru_utime + usage.ru_stime


def compare(mine, name, theirs, runs):
    """Runs both in turn, prints the medians of each and returns them: wall and processor seconds."""
    pairs = [(once(mine), once(theirs)) for _ in range(runs)]
    medians = [[statistics.median(run[what] for run in side) for what in (0, 1)] for side in zip(*pairs)]
    for title, command, (wall, cpu) in zip(("openclaw-render", name), (mine, theirs), medians):
        memory = versus_helm.peak(command)
        print(f"{title:16} wall {wall * 1000:8.0f} ms, processor {cpu * 1000:8.0f} ms, memory {memory}")
    return medians


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="target/release/openclaw-render")
    parser.add_argument("--schemas", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    oracles = os.environ.get("ORACLES", os.path.expanduser("~/.cache/openclaw-render/oracles"))
    installed = os.path.join(oracles, "bin", "kubeconform")
    kubeconform = installed if os.path.exists(installed) else shutil.which("kubeconform")
    if kubeconform is None:
        sys.exit("kubeconform is not on this machine")
    with tempfile.TemporaryDirectory() as folder:
        manifests = os.path.join(folder, "manifests.yaml")
        with open(manifests, "w", encoding="utf-8") as file:
            file.write("---\n".join(DEPLOYMENT.format(n=n) for n in range(options.count)))
        schemas = os.path.join(options.schemas, "{{ .ResourceKind }}-{{ .Group }}-{{ .ResourceAPIVersion }}.json")
        mine = [os.path.abspath(options.bin), "validate", manifests]
        theirs = [kubeconform, "-strict", "-schema-location", schemas, manifests]
        size = os.path.getsize(manifests)
        print(f"{options.count} Deployments, {size / 1e6:.1f} MB, {options.runs} runs in turn")
        ours, other = compare(mine, "kubeconform", theirs, options.runs)
    print(f"ratio            wall {other[0] / ours[0]:.1f}, processor {other[1] / ours[1]:.1f}")


if __name__ == "__main__":
    main()
