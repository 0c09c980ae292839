{{/* What these print hangs on the file, on the chart, and on what other templates have changed. */}}
{{- define "where" -}}{{ .Template.Name }} in {{ .Template.BasePath }}{{- end -}}
{{- define "whole" -}}{{ omit . "Files" "Capabilities" "Subcharts" | toJson | sha256sum | trunc 8 }}{{- end -}}
{{- define "name" -}}{{ .Chart.Name }} has {{ .Values.name }}{{- end -}}
{{- define "names" -}}{{ include "name" . }}, {{ include "name" .context }}{{- end -}}
{{- define "count" -}}{{ $_ := set .Values "count" (add1 (.Values.count | default 0)) }}{{ .Values.count }}{{- end -}}
