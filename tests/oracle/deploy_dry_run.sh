#!/usr/bin/env bash
# Asks a real kube-apiserver about every object below deploy/: a strict server-side dry run, with the definitions of Argo CD, Flux
# and the Prometheus operator out of their Go modules. The answers go to deploy_dry_run.txt beside this script; exit 1 when an
# object is refused. Also asks `openclaw-render validate` with the same definitions, which has to say the same.
#
#   tests/oracle/deploy_dry_run.sh           with $KUBECONFIG, whose server must let its user do everything; it keeps the definitions
#   ORACLES_SH=path/to/oracles.sh …          starts one with `oracles.sh apiserver-up`, and stops it at the end
# Needs kubectl, Go and the module proxy. The program is $OPENCLAW_RENDER, else the one on PATH.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
program=${OPENCLAW_RENDER:-openclaw-render}
if [ -n "${ORACLES_SH:-}" ]; then
  eval "$("$ORACLES_SH" apiserver-up | grep '^export KUBECONFIG=')"
  trap '"$ORACLES_SH" apiserver-down' EXIT
fi
: "${KUBECONFIG:?a kubeconfig, or ORACLES_SH}"
# Leave the colour codes out: the recorded file is text.
export NO_COLOR=1

modules=(
  "github.com/argoproj/argo-cd/v3@v3.2.1 manifests/crds/application-crd.yaml"
  "github.com/fluxcd/source-controller@v1.7.0 config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml"
  "github.com/fluxcd/source-controller@v1.7.0 config/crd/bases/source.toolkit.fluxcd.io_ocirepositories.yaml"
  "github.com/fluxcd/kustomize-controller@v1.6.0 config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml"
  "github.com/prometheus-operator/prometheus-operator@v0.85.0 example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml"
)
crds=$(mktemp -d)
cd "$crds"
go mod init x >/dev/null 2>&1
for line in "${modules[@]}"; do
  read -r module path <<<"$line"
  go mod download "$module"
  cp "$(go env GOMODCACHE)/$module/$path" "$crds/$(basename "$path")"
done
kubectl apply --server-side -f "$crds" >/dev/null
kubectl wait --for condition=established --timeout=60s -f "$crds" >/dev/null
for namespace in openclaw argocd flux-system; do
  kubectl get namespace "$namespace" >/dev/null 2>&1 || kubectl create namespace "$namespace" >/dev/null
done

cd "$root/deploy"
files=(argocd/application-*.yaml flux/*.yaml kubernetes/kustomize/base/namespace.yaml
  kubernetes/kustomize/overlays/*/openclaw.yaml kubernetes/kustomize/components/*/*monitor.yaml
  kubernetes/kustomize/components/*/*policy.yaml)
status=0
{
  for line in "${modules[@]}"; do echo "definitions: ${line%% *}"; done | sort -u
  for file in "${files[@]}"; do
    echo "$file"
    kubectl apply --server-side --dry-run=server --validate=strict --force-conflicts -f "$file" -o name 2>&1 |
      sed -E '/^[a-z0-9.]+\/[a-z0-9.-]+$/{s/^/  accepted /;b}; s/^/  REFUSED  /' || true
  done
  "$program" validate --crds "$crds" --missing-crd error "${files[@]}"
} > "$here/deploy_dry_run.txt" || status=1
if grep REFUSED "$here/deploy_dry_run.txt"; then status=1; fi
exit $status
