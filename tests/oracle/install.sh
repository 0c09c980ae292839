#!/usr/bin/env bash
# Installs the chart for real, with both Helms and the line of OpenClaw's guide as it is written there, changes the token, and
# uninstalls. What was seen goes to install.txt beside this script; exit 1 when it is not what the chart promises.
#
#   tests/oracle/install.sh                  with $KUBECONFIG, whose server must let its user do everything
#   ORACLES_SH=path/to/oracles.sh …          starts one with `oracles.sh apiserver-up`, and stops it at the end
# Needs kubectl, and both Helms in $ORACLES/bin or on PATH as helm3 and helm4. No controller runs: nothing starts.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PATH=${ORACLES:-$HOME/.cache/openclaw-render/oracles}/bin:$PATH
if [ -n "${ORACLES_SH:-}" ]; then
  eval "$("$ORACLES_SH" apiserver-up | grep '^export KUBECONFIG=')"
  trap '"$ORACLES_SH" apiserver-down' EXIT
fi
: "${KUBECONFIG:?a kubeconfig, or ORACLES_SH}"
export KUBECONFIG

# A server that is built from its modules does not know its own version, which the chart asks for.
copy=$(mktemp -d)
mkdir "$copy/deploy"
cp -R "$here/../../chart" "$copy/chart"
cp -R "$here/../../deploy/kubernetes" "$copy/deploy/kubernetes"
sed -i '/^kubeVersion:/d' "$copy/chart/Chart.yaml"
cd "$copy"

token=secret.stringData.OPENCLAW_GATEWAY_TOKEN
pod() { kubectl -n "$1" get deployment openclaw -o jsonpath="{.spec.template.$2}"; }
for helm in helm3 helm4; do
  # The guide's own namespace is `openclaw`; one for each Helm keeps them apart.
  space=openclaw-$helm
  echo "$helm $("$helm" version --template '{{.Version}}')"
  "$helm" upgrade --install openclaw \
    ./deploy/kubernetes/charts/openclaw \
    --namespace "$space" --create-namespace \
    --set image.tag=v2026.2.13 \
    --set secret.create=true \
    --set secret.stringData.OPENCLAW_GATEWAY_TOKEN="REPLACE_ME" | grep STATUS
  kubectl -n "$space" get deployment,service,pvc,secret,serviceaccount -o name | grep -v sh.helm.release
  echo "image: $(pod "$space" 'spec.containers[0].image')"
  before=$(pod "$space" metadata.annotations)
  "$helm" upgrade openclaw ./deploy/kubernetes/charts/openclaw -n "$space" \
    --set secret.create=true --set "$token=other" --set persistence.config.retain=true | grep STATUS
  [ "$before" != "$(pod "$space" metadata.annotations)" ] && echo "another token, another pod"
  "$helm" uninstall openclaw -n "$space" 2>&1 | grep -v '^$'
  kubectl -n "$space" get pvc -o jsonpath='{range .items[*]}{.metadata.name}{" "}{.metadata.deletionTimestamp}{"\n"}{end}' |
    awk '{ print $1, ($2 ? "goes" : "stays") }'
  kubectl delete namespace "$space" --wait=false >/dev/null
done > "$here/install.txt"
cat "$here/install.txt"
[ "$(grep -c '^openclaw-config stays$' "$here/install.txt")" = 2 ]
[ "$(grep -c '^image: ghcr.io/openclaw/openclaw:2026.2.13$' "$here/install.txt")" = 2 ]
[ "$(grep -c 'another pod$' "$here/install.txt")" = 2 ]
