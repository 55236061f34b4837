#!/usr/bin/env bash
# A tutorial's loop: an authority, then for each node key, request and
# certificate by cfssl and a kubeconfig by four calls of kubectl.
#
#   cfssl.sh NODES ecdsa|rsa BITS FOLDER
#
# CFSSL, CFSSLJSON and KUBECTL name the programs.
set -euo pipefail
nodes=$1 algorithm=$2 bits=$3 folder=$4
: "${CFSSL:=cfssl}" "${CFSSLJSON:=cfssljson}" "${KUBECTL:=kubectl}"
mkdir -p "$folder"
cd "$folder"

key="\"key\": {\"algo\": \"$algorithm\", \"size\": $bits}"
echo "{\"CN\": \"kubernetes-ca\", $key}" >ca-csr.json
cat >ca-config.json <<'END'
{"signing": {"default": {"expiry": "8760h"}, "profiles": {"kubernetes": {"expiry": "8760h",
"usages": ["signing", "key encipherment", "server auth", "client auth"]}}}}
END
"$CFSSL" gencert -initca ca-csr.json | "$CFSSLJSON" -bare ca

for ((number = 1; number <= nodes; number++)); do
  node=$(printf 'node-%05d' "$number")
  address=10.1.$((number / 256)).$((number % 256))
  echo "{\"CN\": \"system:node:$node\", $key, \"names\": [{\"O\": \"system:nodes\"}]}" \
    >"$node-csr.json"
  "$CFSSL" gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes \
    -hostname="$node,$address" "$node-csr.json" | "$CFSSLJSON" -bare "$node"
  "$KUBECTL" config set-cluster large --certificate-authority=ca.pem --embed-certs=true \
    --server=https://10.0.0.10:6443 --kubeconfig="$node.kubeconfig"
  "$KUBECTL" config set-credentials "system:node:$node" --client-certificate="$node.pem" \
    --client-key="$node-key.pem" --embed-certs=true --kubeconfig="$node.kubeconfig"
  "$KUBECTL" config set-context default --cluster=large --user="system:node:$node" \
    --kubeconfig="$node.kubeconfig"
  "$KUBECTL" config use-context default --kubeconfig="$node.kubeconfig"
done
