# Sourced: a network namespace for every host of a generated tree, on a bridge
# that this script's own namespace is on as well. Nothing outlives the script:
# it runs in process, mount and network namespaces of its own.
#
# Wants HOSTS ("name=address name=address"), TREE and root.

# Starts the script over inside namespaces; everything before is done twice.
lab_enter() {
  if [ -z "${KTHW_LAB:-}" ]; then
    exec env KTHW_LAB=1 unshare --mount --net --pid --fork --kill-child "$BASH" "$0" "$@"
  fi
  mount -t proc proc /proc
  mount -t tmpfs tmpfs /run
  ip link set lo up
  ip link add hosts type bridge
  ip link set hosts up
  ip address add "$(lab_own_address)/24" dev hosts
  local pair name
  for pair in $HOSTS; do
    name=${pair%%=*}
    ip netns add "$name"
    ip link add "v-$name" type veth peer name eth0 netns "$name"
    ip link set "v-$name" master hosts up
    ip -n "$name" link set lo up
    ip -n "$name" address add "${pair#*=}/24" dev eth0
    ip -n "$name" link set eth0 up
  done
}

# The address that ends in 250 in the first host's network.
lab_own_address() {
  local first=${HOSTS%% *}
  first=${first#*=}
  echo "${first%.*}.250"
}

# Runs a command as a host would.
lab_on() { # HOST COMMAND…
  local host=$1
  shift
  ip netns exec "$host" "$@"
}

# The command line of a generated unit, a word to a line, as systemd splits it
# when no word is quoted; paths of the host's root become paths of its overlay.
lab_command() { # HOST UNIT
  local host=$1 unit=$TREE/hosts/$1/etc/systemd/system/$2
  if grep -E '^ExecStart=.*["'"'"']' "$unit"; then
    echo "$unit: quoted words are more than this script reads" >&2
    return 1
  fi
  sed -e ':join' -e '/\\$/{N;s/\\\n//;b join' -e '}' "$unit" \
    | sed -n 's/^ExecStart=//p' | tr -s ' ' '\n' \
    | sed -E "s#(=|^)(/etc/|/var/lib/kubernetes)#\1$TREE/hosts/$host\2#; s#^/usr/local/bin/##"
}

# Waits until a command succeeds, at most for 60 seconds.
lab_until() { # WHAT COMMAND…
  local what=$1 end=$((SECONDS + 60))
  shift
  while [ "$SECONDS" -lt "$end" ]; do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.3
  done
  echo "still not so: $what" >&2
  "$@" >&2 || true
  return 1
}
