{{/* The chart's name, or nameOverride. As an aliased subchart the name is the alias. */}}
{{- define "openclaw.name" -}}
{{- .Values.nameOverride | default .Chart.Name | lower | replace "_" "-" | replace "." "-" | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{/*
The objects' name: the release's and the chart's, or the release's alone where it holds the chart's. A Service is named after it, whose name has no dot
and begins with a letter: 7.release becomes openclaw-7-release.
*/}}
{{- define "openclaw.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "openclaw.name" . -}}
{{- $full := .Release.Name | replace "." "-" -}}
{{- if contains (substr 0 1 $full) "0123456789" -}}
{{- $full = printf "%s-%s" $name $full -}}
{{- else if not (contains $name $full) -}}
{{- $full = printf "%s-%s" $full $name -}}
{{- end -}}
{{- $full | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "openclaw.selectorLabels" -}}
app.kubernetes.io/name: {{ include "openclaw.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "openclaw.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimAll "-_." | quote }}
{{ include "openclaw.selectorLabels" . }}
{{- with include "openclaw.tag" . }}
app.kubernetes.io/version: {{ . | trunc 63 | trimAll "-_." | quote }}
{{- end }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{- define "openclaw.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "openclaw.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end }}

{{- define "openclaw.secretName" -}}
{{- .Values.secret.name | default (printf "%s-secrets" (include "openclaw.fullname" .)) -}}
{{- end }}

{{/* The image's tag as the registry has it: without the v of a release's name. Empty where a digest stands alone. */}}
{{- define "openclaw.tag" -}}
{{- $tag := .Values.image.tag | default "" -}}
{{- if not (or $tag .Values.image.digest) -}}
{{- $tag = .Chart.AppVersion -}}
{{- end -}}
{{- if hasPrefix "v20" $tag -}}
{{- $tag = trimPrefix "v" $tag -}}
{{- end -}}
{{- $tag -}}
{{- end }}

{{/*
The image's release as a number: 2026.2.13 and 2026.2.13-slim are 2026002013, a pre-release counts as what was just before it. 0 where it cannot be told:
a moving tag, a digest alone, a numbering that is not OpenClaw's.
*/}}
{{- define "openclaw.release" -}}
{{- $tag := include "openclaw.tag" . -}}
{{- $number := splitList "." (first (splitList "-" $tag)) -}}
{{- if and (hasPrefix "20" $tag) (eq (len $number) 3) -}}
{{- $before := ternary 1 0 (or (contains "-alpha" $tag) (contains "-beta" $tag) (contains "-rc" $tag)) -}}
{{- sub (add (mul 1000000 (index $number 0 | atoi)) (mul 1000 (index $number 1 | atoi)) (index $number 2 | atoi)) $before -}}
{{- else -}}
0
{{- end -}}
{{- end }}

{{/* A value as text: 18789 and 1000000 stay what was typed, although every number of a YAML file is a float here. Nothing for null. */}}
{{- define "openclaw.string" -}}
{{- if kindIs "invalid" . -}}
{{- else if and (kindIs "float64" .) (eq (floor .) .) -}}
{{- printf "%.0f" . -}}
{{- else -}}
{{- toString . -}}
{{- end -}}
{{- end }}

{{/* A map of labels, annotations or secrets as YAML, its values made text, its nulls left out. Nothing for an empty one. */}}
{{- define "openclaw.stringMap" -}}
{{- $strings := dict -}}
{{- range $key, $value := . -}}
{{- if not (kindIs "invalid" $value) -}}
{{- $_ := set $strings $key (include "openclaw.string" $value) -}}
{{- end -}}
{{- end -}}
{{- if $strings -}}
{{- toYaml $strings -}}
{{- end -}}
{{- end }}

{{/*
The content of openclaw.json, or nothing when none is needed. What the chart derives gives way to config.openclawJson.
From 2026.2.24 the gateway refuses to listen beyond loopback without allowedOrigins; older versions need no file, and the oldest would not know the key.
*/}}
{{- define "openclaw.config" -}}
{{- $release := include "openclaw.release" . | int -}}
{{- $needed := or (eq $release 0) (ge $release 2026002024) -}}
{{- if or $needed .Values.config.openclawJson .Values.config.allowedOrigins .Values.config.trustedProxies -}}
{{- $gateway := dict "mode" "local" -}}
{{- if or $needed .Values.config.allowedOrigins -}}
{{- $origins := list (printf "http://localhost:%v" .Values.gateway.port) (printf "http://127.0.0.1:%v" .Values.gateway.port) -}}
{{- if .Values.ingress.enabled -}}
{{- $scheme := ternary "https" "http" (not (empty .Values.ingress.tls)) -}}
{{- range .Values.ingress.hosts -}}
{{- if .host -}}
{{- $origins = append $origins (printf "%s://%s" $scheme .host) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $_ := set $gateway "controlUi" (dict "allowedOrigins" (concat $origins (.Values.config.allowedOrigins | default list) | uniq)) -}}
{{- end -}}
{{- with .Values.config.trustedProxies -}}
{{- $_ := set $gateway "trustedProxies" . -}}
{{- end -}}
{{- mergeOverwrite (dict "gateway" $gateway) (deepCopy (.Values.config.openclawJson | default dict)) | toPrettyJson -}}
{{- end -}}
{{- end }}
