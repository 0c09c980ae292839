{{- define "top.name" -}}{{ .Release.Name }}-{{ .Chart.Name }}{{- end -}}
{{- define "shared" -}}from top{{- end -}}
