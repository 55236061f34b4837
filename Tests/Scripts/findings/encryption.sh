#!/usr/bin/env bash
# Encryption configurations: keys, order, release, and whether all agree.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

key() { head -c "${1:-32}" /dev/urandom | base64; }

# An encryption configuration on standard output.
configuration() { # PROVIDER KEY [PROVIDERS-BEFORE]
  printf 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n'
  printf -- '- resources:\n  - secrets\n  providers:\n'
  [ -z "${3:-}" ] || printf '%s\n' "$3"
  printf '  - %s:\n      keys:\n      - name: key1\n        secret: %s\n' "$1" "$2"
}
last='  - identity: {}'

pair() { # CASE NUMBERS RULE LINE
  begin "${@:1:1}" "${@:5}"
  { configuration secretbox "$(key)"; printf '%s\n' "$last"; } >"$good/encryption-config.yaml"
  cat >"$bad/encryption-config.yaml"
  chmod 600 "$bad/encryption-config.yaml" "$good/encryption-config.yaml"
  expect "$2" "$3" "encryption-config.yaml:$4"
}

configuration secretbox "$(key 31)" | pair short-key - KTHW-ENC-001 10
configuration secretbox "$(key)" "$last" | pair identity-first - KTHW-ENC-002 7
configuration aescbc "$(key)" | pair weak-cipher 51 KTHW-ENC-003 7
configuration secretbox "$(printf 'k%.0s' {1..32} | base64)" | pair typed-key 51 KTHW-ENC-004 10
configuration secretbox "$(key)" | sed 's/- secrets/- configmaps/' \
  | pair no-secrets - KTHW-ENC-005 4
configuration secretbox "$(key)" | sed 's/^apiVersion:.*/apiVersion: v1/; s/^kind:.*/kind: EncryptionConfig/' \
  | pair old-kind 78 KTHW-ENC-008 2 --version 1.18

begin shadowed
{ configuration secretbox "$(key)"; printf '%s\n' "$last"; } >"$good/encryption-config.yaml"
{ cat "$good/encryption-config.yaml"; configuration secretbox "$(key)" | sed 1,3d; } \
  >"$bad/encryption-config.yaml"
chmod 600 "$bad"/* "$good"/*
expect - KTHW-ENC-006 encryption-config.yaml:13

begin repeated-key
{ configuration secretbox "$(key)"; printf '%s\n' "$last"; } >"$good/encryption-config.yaml"
{ head -10 "$good/encryption-config.yaml"; sed -n 9,10p "$good/encryption-config.yaml" \
  | sed 's/key1/key2/'; } >"$bad/encryption-config.yaml"
chmod 600 "$bad"/* "$good"/*
expect - KTHW-ENC-007 encryption-config.yaml:12

begin old-key-service --version 1.31
cat >"$bad/encryption-config.yaml" <<'TEXT'
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources:
  - secrets
  providers:
  - kms:
      apiVersion: v1
      name: vault
      endpoint: unix:///run/kms.sock
TEXT
sed 's/apiVersion: v1$/apiVersion: v2/' "$bad/encryption-config.yaml" >"$good/encryption-config.yaml"
expect - KTHW-ENC-009 encryption-config.yaml:8

begin differing-keys
mkdir -p "$work/pki"
make_ca "$work/pki"
for set in "$bad" "$good"; do
  mkdir -p "$set/pki"
  cp "$work/pki/ca.pem" "$set/pki"
  configuration secretbox "$(key)" >"$work/encryption-config.yaml"
  for host in controller-1 controller-2; do
    mkdir -p "$set/hosts/$host/var/lib/kubernetes"
    install -m 600 "$work/encryption-config.yaml" "$set/hosts/$host/var/lib/kubernetes"
  done
done
configuration secretbox "$(key)" >"$bad/hosts/controller-2/var/lib/kubernetes/encryption-config.yaml"
expect 78 KTHW-ENC-010 hosts/controller-2/var/lib/kubernetes/encryption-config.yaml
