# Copies openclaw.json from its ConfigMap into the gateway's state. Runs as the gateway's user.
#   CONFIG_DIR     where the gateway's state is mounted
#   CONFIG_SOURCE  the file to copy
#   CONFIG_MODE    seed: only when there is none yet; overwrite: at each start
# A copy, because the gateway rewrites the file by renaming a new one into its place, and nothing can be renamed over a mount.
set -u

fail() {
  echo "init-openclaw-config: $1" >&2
  exit 1
}

target=$CONFIG_DIR/openclaw.json
if [ "$CONFIG_MODE" = seed ] && { [ -e "$target" ] || [ -L "$target" ]; }; then
  exit 0
fi
if [ ! -L "$target" ] && cmp -s "$CONFIG_SOURCE" "$target"; then
  exit 0
fi
if [ -d "$target" ] && [ ! -L "$target" ]; then
  fail "$target is a folder"
fi

# set -C makes a new file or none, never one behind a link; a link in the target's place is removed, never written through.
new=$CONFIG_DIR/.openclaw.json.new
rm -f "$new"
umask 077
(set -C && cat "$CONFIG_SOURCE" >"$new") && { [ ! -L "$target" ] || rm "$target"; } && mv -f "$new" "$target" ||
  fail "cannot write $target: is the volume read-only, or not the gateway's own?"
