{{/* What the schema cannot say. Each refusal tells why, and what to do instead. */}}
{{- define "openclaw.validate" -}}
{{- if gt (int .Values.replicaCount) 1 -}}
{{- fail (printf "replicaCount %v is refused: one gateway owns its state folder and its channels' sessions, and a second one would corrupt the state and be thrown out by the channels; use 1, or 0 to suspend" .Values.replicaCount) -}}
{{- end -}}
{{- include "openclaw.validate.image" .Values.image -}}
{{- include "openclaw.validate.credentials" . -}}
{{- include "openclaw.validate.ports" . -}}
{{- include "openclaw.validate.volumes" . -}}
{{- range $label := list "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" "helm.sh/chart" -}}
{{- if or (hasKey ($.Values.podLabels | default dict) $label) (hasKey ($.Values.service.additionalLabels | default dict) $label) -}}
{{- fail (printf "podLabels and service.additionalLabels may not hold %s: the chart sets it, and the Deployment and the Service find the pod by such labels; use nameOverride" $label) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "openclaw.validate.image" -}}
{{- if or (contains "@" .repository) (contains ":" (base .repository)) -}}
{{- fail (printf "image.repository %q holds a tag or a digest: put them into image.tag and image.digest" .repository) -}}
{{- end -}}
{{- if and .digest (not (contains ":" .digest)) -}}
{{- fail (printf "image.digest %q names no algorithm: it begins with sha256:" .digest) -}}
{{- end -}}
{{- end }}

{{/* A gateway that listens beyond loopback wants a token or a password, and neither may stand where many can read it. */}}
{{- define "openclaw.validate.credentials" -}}
{{- $secret := .Values.secret -}}
{{- $gateway := .Values.gateway -}}
{{- $auth := ((.Values.config.openclawJson).gateway).auth | default dict -}}
{{- $names := list -}}

{{- if $secret.create -}}
{{- if not $secret.enabled -}}
{{- fail "secret.create is true while secret.enabled is false: nothing would use the Secret" -}}
{{- end -}}
{{- range $key, $value := $secret.stringData -}}
{{- if not (kindIs "invalid" $value) -}}
{{- $names = append $names $key -}}
{{- if and (has $key (list "OPENCLAW_GATEWAY_TOKEN" "OPENCLAW_GATEWAY_PASSWORD")) (eq (toString $value) "") -}}
{{- fail (printf "secret.stringData.%s is empty: the gateway does not start without it" $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if not $names -}}
{{- fail "secret.create is true but secret.stringData is empty: give OPENCLAW_GATEWAY_TOKEN there, or set secret.create to false and name an existing Secret" -}}
{{- end -}}
{{- range $env, $key := $secret.keys -}}
{{- if not (has $key $names) -}}
{{- fail (printf "secret.keys.%s names the key %q, which secret.stringData does not have" $env $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- $exposed := and (ne $gateway.bind "loopback") (hasPrefix "-" (first ($gateway.args | default (list "-")) | toString)) -}}
{{- $unknown := or $auth $gateway.envFrom $gateway.extraEnvFrom (and $secret.enabled (not $secret.create) (not $secret.keys)) -}}
{{- if and $exposed (not $unknown) -}}
{{- if $secret.enabled -}}
{{- $names = $secret.keys | default dict | keys | default $names -}}
{{- end -}}
{{- range $given := list $gateway.env $gateway.extraEnv -}}
{{- if kindIs "map" $given -}}
{{- $names = concat $names (keys $given) -}}
{{- else -}}
{{- range $given -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if not (or (has "OPENCLAW_GATEWAY_TOKEN" $names) (has "OPENCLAW_GATEWAY_PASSWORD" $names)) -}}
{{- fail "nothing gives OPENCLAW_GATEWAY_TOKEN or OPENCLAW_GATEWAY_PASSWORD, and the gateway refuses to listen beyond loopback without one: put it into secret.stringData, secret.keys or gateway.extraEnv" -}}
{{- end -}}
{{- end -}}

{{- range $arg := $gateway.args -}}
{{- $flag := first (splitList "=" (toString $arg)) -}}
{{- if or (eq $flag "--token") (eq $flag "--password") -}}
{{- fail (printf "gateway.args holds %s, and arguments are readable by everyone who may read pods: put it into the Secret, as OPENCLAW_GATEWAY_%s" $flag (trimPrefix "--" $flag | upper)) -}}
{{- end -}}
{{- end -}}
{{- range $key := list "token" "password" -}}
{{- $value := get $auth $key | toString -}}
{{- if and $value (not (hasPrefix "${" $value)) -}}
{{- fail (printf "config.openclawJson.gateway.auth.%s would lie in a ConfigMap: put it into the Secret, as OPENCLAW_GATEWAY_%s" $key (upper $key)) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "openclaw.validate.ports" -}}
{{- $service := .Values.service -}}
{{- $gateway := toString $service.ports.gateway -}}
{{- $bridge := toString ($service.ports.bridge | default "") -}}
{{- if eq $gateway $bridge -}}
{{- fail (printf "service.ports.gateway and service.ports.bridge are both %s: a Service has each port once" $gateway) -}}
{{- end -}}
{{- if and (eq $service.type "ClusterIP") (or ($service.nodePorts).gateway ($service.nodePorts).bridge) -}}
{{- fail "service.nodePorts needs service.type NodePort or LoadBalancer" -}}
{{- end -}}
{{- if .Values.ingress.enabled -}}
{{- if not .Values.ingress.hosts -}}
{{- fail "ingress.enabled is true but ingress.hosts is empty" -}}
{{- end -}}
{{- $known := list "" "gateway" $gateway -}}
{{- if $bridge -}}
{{- $known = concat $known (list "bridge" $bridge) -}}
{{- end -}}
{{- range .Values.ingress.hosts -}}
{{- range .paths -}}
{{- $port := toString (.servicePort | default "") -}}
{{- if not (has $port $known) -}}
{{- fail (printf "ingress.hosts: servicePort %s is no port of the Service, which has: %s" $port (rest $known | join ", ")) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "openclaw.validate.volumes" -}}
{{- $config := .Values.persistence.config -}}
{{- $workspace := .Values.persistence.workspace -}}
{{- range $name, $volume := .Values.persistence -}}
{{- if or (contains "/" ($volume.subPath | default "")) (has $volume.subPath (list "." "..")) -}}
{{- fail (printf "persistence.%s.subPath %q is not the name of one folder" $name $volume.subPath) -}}
{{- end -}}
{{- if and $volume.enabled (not $volume.existingClaim) (not (or $volume.accessMode $volume.accessModes)) -}}
{{- fail (printf "persistence.%s wants an accessMode" $name) -}}
{{- end -}}
{{- end -}}
{{- $shared := and $config.enabled $workspace.enabled $config.existingClaim (eq (toString $config.existingClaim) (toString $workspace.existingClaim)) -}}
{{- if and $shared (eq ($config.subPath | default "") ($workspace.subPath | default "")) (not .Values.initContainers.rootless) -}}
{{- fail (printf "persistence.config and persistence.workspace are the same folder of the claim %q: the agent's files would lie among the gateway's credentials; give each its subPath" $config.existingClaim) -}}
{{- end -}}
{{- end }}
