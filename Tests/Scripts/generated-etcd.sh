#!/usr/bin/env bash
# Starts the etcd members of a generated tree by their own units' command
# lines, each in a network of its own. Prints what came of each question.
#
# Wants etcd and etcdctl on PATH, root, and HOSTS (etcd members only) and TREE.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab-namespaces.sh"
lab_enter "$@"
export ETCDCTL_API=3
work=$(mktemp -d /run/etcd-XXXX)

declare -A servers
start() { # HOST
  local words
  mapfile -t words < <(lab_command "$1" etcd.service \
    | sed "s#=/var/lib/etcd#=$work/$1#; s#$TREE/hosts/$1/var/lib/etcd#$work/$1#")
  lab_on "$1" "${words[@]}" >"$work/$1.log" 2>&1 &
  servers[$1]=$!
}
for pair in $HOSTS; do start "${pair%%=*}"; done

endpoints=$(for pair in $HOSTS; do printf 'https://%s:2379,' "${pair#*=}"; done)
endpoints=${endpoints%,}
ask() { # ETCDCTL-ARGUMENTS…
  etcdctl --endpoints="$endpoints" --cacert="$TREE/pki/$CA.pem" --cert="$TREE/pki/$CLIENT.pem" \
    --key="$TREE/pki/$CLIENT-key.pem" --dial-timeout=2s --command-timeout=5s "$@"
}
trap 'tail -n 3 "$work"/*.log >&2' ERR

lab_until "every member is healthy" ask endpoint health
echo "members: $(ask member list 2>/dev/null | grep -c started)"
ask put key value >/dev/null
echo "stored: $(ask get key --print-value-only)"

# Without a certificate, and with one of the wrong authority.
refused() { # WHAT ETCDCTL-ARGUMENTS…
  local what=$1
  shift
  if etcdctl --endpoints="$endpoints" --cacert="$TREE/pki/$CA.pem" --dial-timeout=2s \
    --command-timeout=3s "$@" get key >/dev/null 2>&1; then
    echo "$what: served"
  else
    echo "$what: refused"
  fi
}
refused "nobody"
refused "stranger" --cert="$TREE/pki/$STRANGER.pem" --key="$TREE/pki/$STRANGER-key.pem"

first=${HOSTS%%=*}
kill -9 "${servers[$first]}"
lab_until "two of three serve" ask put key "still"
echo "after losing $first: $(ask get key --print-value-only)"
start "$first"
lab_until "all are back" ask endpoint health
echo "after its return: healthy"
