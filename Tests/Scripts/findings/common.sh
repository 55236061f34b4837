# Sourced by the scripts beside it: each writes cases of things that go wrong.
#
# A case is a folder with two sets of files, bad and good (the correct twin of
# the bad one), and a file "expect" that says what must be found in bad. In
# good nothing at all may be found.
#
#   begin NAME [--version 1.14] [--cluster FILE]   start a case; sets $bad and $good
#   expect NUMBERS RULE PATH[:LINE]                what must be found in $bad/PATH
#   both FILE                                      write standard input into both sets
#
# NUMBERS are the numbers of the findings in Tests/kthwctlTests/Findings/
# KnownFindings.swift that the case stands for, joined by commas, or - for none.
set -euo pipefail
umask 022
out=$1
[ -d "$out" ] || { echo "usage: ${0##*/} DIRECTORY" >&2; exit 64; }
work=$out/.work
mkdir -p "$work"

begin() {
  case_dir=$out/$1
  shift
  bad=$case_dir/bad
  good=$case_dir/good
  mkdir -p "$bad" "$good"
  : >"$case_dir/expect"
  : >"$case_dir/terms"
  while [ $# -gt 0 ]; do
    printf '%s\t%s\n' "${1#--}" "$2" >>"$case_dir/terms"
    shift 2
  done
}

expect() { printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$case_dir/expect"; }

both() {
  mkdir -p "$(dirname "$bad/$1")" "$(dirname "$good/$1")"
  cat >"$bad/$1"
  cp -p "$bad/$1" "$good/$1"
}

# The case's files are meant for the cluster that standard input describes.
meant_for() {
  cat >"$case_dir/cluster.yaml"
  printf 'cluster\t../cluster.yaml\n' >>"$case_dir/terms"
}

# A description of a cluster of two machines in the network 192.168.N.
cluster_of_two() { # N NAME-OF-THE-WORKER
  cat <<TEXT
apiVersion: kthwctl/v1alpha1
kind: Cluster
metadata:
  name: hard-way
spec:
  kubernetesVersion: "1.31"
  hosts:
  - name: controller-1
    address: 192.168.$1.11
    roles: [control-plane, etcd]
  - name: $2
    address: 192.168.$1.21
    roles: [worker]
TEXT
}

# A fault in the file that a command writes: what sed makes of it.
altered() { # CASE NUMBERS RULE LINE FILE COMMAND SED-EXPRESSION [TERMS...]
  begin "$1" "${@:8}"
  mkdir -p "$(dirname "$bad/$5")" "$(dirname "$good/$5")"
  "$6" >"$good/$5"
  sed "$7" "$good/$5" >"$bad/$5"
  expect "$2" "$3" "$5${4:+:$4}"
}

# The folder DIRECTORY gets a CA of its own: ca.pem and ca-key.pem, by cfssl.
make_ca() { # DIRECTORY [CN]
  mkdir -p "$1"
  printf '{"CN":"%s","key":{"algo":"ecdsa","size":256},"ca":{"expiry":"87600h"}}' \
    "${2:-kubernetes-ca}" | cfssl gencert -loglevel 5 -initca - | (cd "$1" && cfssljson -bare ca)
  rm -f "$1/ca.csr"
}

# A certificate of the CA in DIRECTORY: NAME.pem and NAME-key.pem beside it.
make_cert() { # DIRECTORY NAME CN O HOSTS USAGES(comma list of "server auth","client auth")
  local usages='"digital signature"' usage
  local IFS=,
  for usage in $6; do usages="$usages,\"$usage\""; done
  unset IFS
  printf '{"signing":{"default":{"expiry":"8760h","usages":[%s]}}}' "$usages" >"$work/policy.json"
  local names=''
  [ -z "$4" ] || names=",\"names\":[{\"O\":\"$4\"}]"
  printf '{"CN":"%s","key":{"algo":"ecdsa","size":256}%s}' "$3" "$names" >"$work/request.json"
  cfssl gencert -loglevel 5 -ca "$1/ca.pem" -ca-key "$1/ca-key.pem" -config "$work/policy.json" \
    -hostname "$5" "$work/request.json" | (cd "$1" && cfssljson -bare "$2")
  rm -f "$1/$2.csr"
}
