# Gives the volumes to the gateway's user. Runs as root with CHOWN and DAC_OVERRIDE, and nothing else.
#   CONFIG_DIR, WORKSPACE_DIR  where the two volumes are mounted
#   OWNER_UID, OWNER_GID       who shall own them
#   CHANGE_POLICY              Always, or OnRootMismatch to look at the root folder of each volume only
set -u
owner=$OWNER_UID:$OWNER_GID

fail() {
  echo "init-openclaw-state: $1" >&2
  exit 1
}

# Changes only what is not owned as it shall be, so that a second start changes nothing.
# chown -h changes a symbolic link itself, and find does not walk through one. -xdev stays on the volume (without
# -depth, which undoes it in BusyBox). The root folder is last: OnRootMismatch sees that a start was cut short.
own() {
  [ -d "$1" ] || fail "$1 is not a folder"
  root=$(stat -c %u:%g "$1")
  if [ "$root" != "$owner" ] || [ "$CHANGE_POLICY" != OnRootMismatch ]; then
    find "$1" -xdev -mindepth 1 ! -path "$1/lost+found" ! -path "$1/lost+found/*" \
      \( ! -user "$OWNER_UID" -o ! -group "$OWNER_GID" \) -exec chown -h "$owner" {} + || refused "$1"
  fi
  [ "$root" = "$owner" ] || chown "$owner" "$1" || refused "$1"
}

refused() {
  fail "cannot give $1 to $owner: is the volume read-only, or does its server refuse root (then initContainers.rootless)?"
}

# The workspace is mounted inside the config volume, on a folder that a container runtime would make as root.
if [ ! -e "$CONFIG_DIR/workspace" ] && [ ! -L "$CONFIG_DIR/workspace" ]; then
  mkdir -m 0700 "$CONFIG_DIR/workspace" && chown "$owner" "$CONFIG_DIR/workspace" || refused "$CONFIG_DIR"
fi
own "$CONFIG_DIR"
own "$WORKSPACE_DIR"
