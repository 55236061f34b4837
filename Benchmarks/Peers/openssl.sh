#!/usr/bin/env bash
# The same with the openssl command, and kubeconfigs by the shell itself: an
# authority, then for each node key, request, certificate and kubeconfig.
#
#   openssl.sh NODES ecdsa|rsa BITS FOLDER
set -euo pipefail
nodes=$1 algorithm=$2 bits=$3 folder=$4
mkdir -p "$folder"
cd "$folder"
umask 077

make_key() {
  if [ "$algorithm" = rsa ]; then
    openssl genrsa -out "$1" "$bits" 2>/dev/null
  else
    openssl ecparam -name prime256v1 -genkey -noout -out "$1"
  fi
}

make_key ca-key.pem
openssl req -x509 -new -key ca-key.pem -sha256 -days 365 -subj /CN=kubernetes-ca -out ca.pem
authority=$(base64 -w0 ca.pem)

for ((number = 1; number <= nodes; number++)); do
  node=$(printf 'node-%05d' "$number")
  make_key "$node-key.pem"
  openssl req -new -key "$node-key.pem" -sha256 -subj "/O=system:nodes/CN=system:node:$node" \
    -out "$node.csr"
  cat >"$node.cnf" <<END
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth, clientAuth
subjectAltName = DNS:$node, IP:10.1.$((number / 256)).$((number % 256))
END
  openssl x509 -req -in "$node.csr" -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 365 \
    -sha256 -extfile "$node.cnf" -out "$node.pem" 2>/dev/null
  cat >"$node.kubeconfig" <<END
apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: $authority
    server: https://10.0.0.10:6443
  name: large
contexts:
- context:
    cluster: large
    user: system:node:$node
  name: default
current-context: default
kind: Config
preferences: {}
users:
- name: system:node:$node
  user:
    client-certificate-data: $(base64 -w0 "$node.pem")
    client-key-data: $(base64 -w0 "$node-key.pem")
END
done
