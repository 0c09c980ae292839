{{- define "lib.labels" -}}
chart: {{ .Chart.Name }}
owner: {{ .Values.owner | default "nobody" }}
{{- end -}}
