# Makes a folder of the gateway's own in each volume, which the gateway mounts instead of the volume's root. Runs as the
# gateway's user, without any capability.
#   CONFIG_DIR, WORKSPACE_DIR          where the two volumes are mounted
#   CONFIG_SUBPATH, WORKSPACE_SUBPATH  the folder in each
set -u

fail() {
  echo "init-openclaw-state: $1" >&2
  exit 1
}

# A folder that is there and is the gateway's own stays as it is. A symbolic link is never followed.
own() {
  [ ! -L "$1" ] || fail "$1 is a symbolic link"
  if [ ! -e "$1" ]; then
    mkdir -m 0700 "$1" || fail "cannot make $1 as $(id -u):$(id -g): is the volume read-only, or not writable for podSecurityContext.fsGroup?"
  fi
  [ -d "$1" ] || fail "$1 is not a folder"
  [ "$(stat -c %u "$1")" = "$(id -u)" ] || fail "$1 belongs to user $(stat -c %u "$1"), and only root could give it to $(id -u)"
  [ -w "$1" ] || fail "cannot write to $1: is the volume read-only?"
}

own "$CONFIG_DIR/$CONFIG_SUBPATH"
own "$WORKSPACE_DIR/$WORKSPACE_SUBPATH"
# The workspace is mounted inside the config folder, on a folder that a container runtime would make as root.
[ -e "$CONFIG_DIR/$CONFIG_SUBPATH/workspace" ] || own "$CONFIG_DIR/$CONFIG_SUBPATH/workspace"
