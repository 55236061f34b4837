#!/usr/bin/env bash
# What openssl-authority.sh makes, in kthwctl's own words: the same subjects,
# names, keys and days.
#
# Wants kthwctl on PATH.
set -euo pipefail

place=/C=LU/ST=Luxembourg/L=Luxembourg
names=kubernetes.local,kubernetes,192.168.26.10,192.168.26.11,192.168.26.12,192.168.26.13,127.0.0.1,10.32.0.1,kubernetes.default
for_long=(--key rsa-4096 --expiry 9999d)

kthwctl ca init --subj "$place/O=kubernetes/CN=kubernetes-ca" "${for_long[@]}"
kthwctl cert admin --subj "$place/O=system:masters/CN=admin" "${for_long[@]}"
kthwctl cert kubernetes --subj "$place/O=kubernetes/CN=kubernetes" --hostname "$names" --no-standard-names "${for_long[@]}"
kthwctl cert node-1 --subj "$place/O=system:nodes/CN=system:node:node-1" --hostname node-1,192.168.26.21 --no-standard-names "${for_long[@]}"
