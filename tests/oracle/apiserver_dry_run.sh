#!/usr/bin/env bash
# Asks a real kube-apiserver about every object of every accepted case in tests/parity: a strict server-side dry run.
# The summary goes to apiserver_dry_run.txt beside this script; exit 1 when an object is refused that should not be.
#
#   tests/oracle/apiserver_dry_run.sh        with $KUBECONFIG, whose server must let its user do everything,
#                                            and gives Services addresses of both families (--service-cluster-ip-range 10.0.0.0/24,fd00:10::/112)
#   ORACLES_SH=path/to/oracles.sh …          starts one with `oracles.sh apiserver-up`, and stops it at the end
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ -n "${ORACLES_SH:-}" ]; then
  eval "$("$ORACLES_SH" apiserver-up | grep '^export KUBECONFIG=')"
  trap '"$ORACLES_SH" apiserver-down' EXIT
fi
: "${KUBECONFIG:?a kubeconfig, or ORACLES_SH}"
python3 "$here/apiserver_dry_run.py" "$here/../parity/cases" | tee "$here/apiserver_dry_run.txt"
