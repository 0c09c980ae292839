{{/* The gateway's arguments. The entrypoint of the image stays, so that an init process in it does too. */}}
{{- define "openclaw.args" -}}
{{- $gateway := .Values.gateway -}}
{{- $args := list "node" "dist/index.js" "gateway" "--bind" $gateway.bind "--port" (include "openclaw.string" $gateway.port) "--allow-unconfigured" -}}
{{- with $gateway.args -}}
{{- if hasPrefix "-" (first . | toString) -}}
{{- $args = concat $args . -}}
{{- else -}}
{{- $args = . -}}
{{- end -}}
{{- end -}}
{{- range $args }}
- {{ include "openclaw.string" . | quote }}
{{- end -}}
{{- end }}

{{/* Environment: the chart's own, then mapped keys of the Secret, then gateway.env and gateway.extraEnv. Each name once: the last given wins. */}}
{{- define "openclaw.env" -}}
{{- $entries := list
  (dict "name" "HOME" "value" "/home/node")
  (dict "name" "TERM" "value" "xterm-256color")
  (dict "name" "NODE_ENV" "value" "production")
  (dict "name" "OPENCLAW_DISABLE_BONJOUR" "value" "1")
-}}
{{- with include "openclaw.heapMebibytes" . -}}
{{- $entries = append $entries (dict "name" "NODE_OPTIONS" "value" (printf "--max-old-space-size=%s" .)) -}}
{{- end -}}
{{- if .Values.secret.enabled -}}
{{- $name := include "openclaw.secretName" . -}}
{{- range $env, $key := .Values.secret.keys -}}
{{- $entries = append $entries (dict "name" $env "valueFrom" (dict "secretKeyRef" (dict "name" $name "key" $key))) -}}
{{- end -}}
{{- end -}}
{{- range $given := list .Values.gateway.env .Values.gateway.extraEnv -}}
{{- range $name, $entry := $given -}}
{{- if kindIs "slice" $given -}}
{{- $entries = append $entries $entry -}}
{{- else if kindIs "map" $entry -}}
{{- $entries = append $entries (dict "name" $name "valueFrom" $entry.valueFrom) -}}
{{- else if not (kindIs "invalid" $entry) -}}
{{- $entries = append $entries (dict "name" $name "value" $entry) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $last := dict -}}
{{- range $index, $entry := $entries -}}
{{- $_ := set $last $entry.name $index -}}
{{- end -}}
{{- range $index, $entry := $entries }}
{{- if eq $index (get $last $entry.name) }}
- name: {{ $entry.name | quote }}
  {{- with $entry.valueFrom }}
  valueFrom:
    {{- toYaml . | nindent 4 }}
  {{- else }}
  value: {{ include "openclaw.string" $entry.value | quote }}
  {{- end }}
{{- end }}
{{- end -}}
{{- end }}

{{/* gateway.heapPercent of the memory limit, in MiB; nothing without a limit. The limit may be any Kubernetes quantity: 2Gi, 1.5G, 2147483648, 2e9, 500M. */}}
{{- define "openclaw.heapMebibytes" -}}
{{- $limit := ((.Values.resources).limits).memory | default "" | toString -}}
{{- if and $limit .Values.gateway.heapPercent -}}
{{- $unit := regexFind "[EPTGMkKm]?i?$" $limit -}}
{{- $bytes := get (dict
  "" 1 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "P" 1e15 "E" 1e18
  "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976
) $unit -}}
{{- $mebibytes := divf (mulf (trimSuffix $unit $limit | float64) $bytes .Values.gateway.heapPercent) 104857600 | floor -}}
{{- if ge $mebibytes 1.0 -}}
{{- printf "%.0f" $mebibytes -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/*
The three probes. A status alone lies where the image may lack the route: the Control UI answers 200 to any path. So the routes are used only by versions
that have them, and where a newer route is used the startup probe reads the body as well.
*/}}
{{- define "openclaw.probes" -}}
{{- $gateway := .Values.gateway -}}
{{- $release := include "openclaw.release" . | int -}}
{{- $hasHealthz := ge $release 2026003001 -}}
{{- $hasStartupz := ge $release 2026008013 -}}
{{- $kind := $gateway.probes -}}
{{- if eq $kind "auto" -}}
{{- $kind = ternary "http" "tcp" $hasHealthz -}}
{{- end -}}
{{- /* The kubelet does not reach loopback: the probe runs in the container. */ -}}
{{- $inside := eq $gateway.bind "loopback" -}}
{{- $exec := or (eq $kind "exec") $inside -}}
{{- $ready := dict "path" "/readyz" "status" "" -}}
{{- if $hasStartupz -}}
{{- $ready = dict "path" "/startupz" "status" "started" -}}
{{- end -}}
{{- $live := dict "path" "/healthz" "status" "live" -}}
{{- $port := include "openclaw.string" $gateway.port -}}
{{- /* Passes when something listens. */ -}}
{{- $connect := list "node" "-e" `require("net").connect(process.argv[1], "127.0.0.1").on("connect", () => process.exit(0)).on("error", () => process.exit(1))` $port -}}
{{- /* Passes on a good status with a JSON body, in which `status` is as it shall be where that is known. */ -}}
{{- $fetch := list "node" "-e" `fetch(process.argv[1]).then(async (r) => { const b = await r.json(); process.exit(r.ok && (!process.argv[2] || b.status === process.argv[2]) ? 0 : 1) }).catch(() => process.exit(1))` -}}
{{- $probes := list
  (dict "name" "startupProbe" "route" $ready "exec" (or $exec $hasStartupz) "timings" (dict "periodSeconds" 5 "timeoutSeconds" 5 "failureThreshold" 60))
  (dict "name" "readinessProbe" "route" $ready "exec" $exec "timings" (dict "periodSeconds" 10 "timeoutSeconds" 5 "failureThreshold" 3))
  (dict "name" "livenessProbe" "route" $live "exec" $exec "timings" (dict "periodSeconds" 30 "timeoutSeconds" 10 "failureThreshold" 3))
-}}
{{- range $probes -}}
{{- $given := index $gateway .name -}}
{{- if and (not (kindIs "invalid" $given)) (ne (toString $given.enabled) "false") -}}
{{- $probe := omit $given "enabled" -}}
{{- if not (or $probe.httpGet $probe.tcpSocket $probe.exec $probe.grpc) -}}
{{- $handler := dict "tcpSocket" (dict "port" "gateway") -}}
{{- if and (eq $kind "tcp") $inside -}}
{{- $handler = dict "exec" (dict "command" $connect) -}}
{{- else if eq $kind "tcp" -}}
{{- else if .exec -}}
{{- $handler = dict "exec" (dict "command" (concat $fetch (list (printf "http://127.0.0.1:%s%s" $port .route.path) .route.status))) -}}
{{- else -}}
{{- $handler = dict "httpGet" (dict "path" .route.path "port" "gateway") -}}
{{- end -}}
{{- $probe = merge $probe $handler -}}
{{- end }}
{{ .name }}:
  {{- merge $probe .timings | toYaml | nindent 2 }}
{{- end -}}
{{- end -}}
{{- end }}
