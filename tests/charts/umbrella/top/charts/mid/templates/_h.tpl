{{ define "shared" }}from mid{{ end }}
