{{/* A claim, made unless an existing one is named. Takes root, the volume's name and its values. */}}
{{- define "openclaw.pvc" -}}
{{- $values := .values -}}
{{- if and $values.enabled (not $values.existingClaim) -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ printf "%s-%s" (include "openclaw.fullname" .root) .name | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "openclaw.labels" .root | nindent 4 }}
  {{- $annotations := $values.annotations | default dict }}
  {{- if $values.retain }}
  {{- $annotations = merge (dict "helm.sh/resource-policy" "keep") $annotations }}
  {{- end }}
  {{- with include "openclaw.stringMap" $annotations }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
spec:
  accessModes:
    {{- $values.accessModes | default (list $values.accessMode) | toYaml | nindent 4 }}
  {{- with $values.storageClass }}
  storageClassName: {{ ternary "" . (eq . "-") | quote }}
  {{- end }}
  resources:
    requests:
      storage: {{ include "openclaw.string" $values.size | quote }}
{{- end }}
{{- end }}
