#!/usr/bin/env bash
# A cluster whose request files come with the tutorial: the reader edits a list
# of nodes and calls a loop over it, then one command for each component.
#
# Wants cfssl and cfssljson on PATH.
set -euo pipefail

mkdir -p certs
cd certs

# What the tutorial's repository brings along.
for entry in ca:Kubernetes:Kubernetes admin:admin:system:masters \
  kube-controller-manager:system,kube-controller-manager:system:kube-controller-manager \
  kube-proxy:system,kube-proxy:system:node-proxier \
  kube-scheduler:system,kube-scheduler:system:kube-scheduler \
  kubernetes:kubernetes:Kubernetes service-account:service-accounts:Kubernetes \
  node1:system,node,node1:system:nodes node2:system,node,node2:system:nodes; do
  IFS=: read -r file name organization <<<"$entry"
  cat > "$file-csr.json" <<EOF
{
  "CN": "${name//,/:}",
  "key": { "algo": "rsa", "size": 2048 },
  "names": [ { "C": "US", "L": "Portland", "O": "$organization", "OU": "Kubernetes", "ST": "Oregon" } ]
}
EOF
done
cat > ca-config.json <<'EOF'
{ "signing": {
    "default": { "expiry": "8760h" },
    "profiles": {
      "kubernetes": {
        "usages": [ "signing", "key encipherment", "server auth", "client auth" ],
        "expiry": "8760h" } } } }
EOF
cat > node.cfg <<'EOF'
node1:10.128.15.223
node2:10.128.15.224
EOF

cfssl gencert -initca ca-csr.json | cfssljson -bare ca

while IFS=: read -r WORKER_HOST WORKER_IP; do
  cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -hostname=${WORKER_HOST},${WORKER_IP} -profile=kubernetes ${WORKER_HOST}-csr.json | cfssljson -bare ${WORKER_HOST}
done < node.cfg

cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes kube-controller-manager-csr.json | cfssljson -bare kube-controller-manager
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes kube-proxy-csr.json | cfssljson -bare kube-proxy
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes kube-scheduler-csr.json | cfssljson -bare kube-scheduler
cfssl gencert  -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes admin-csr.json | cfssljson -bare admin

export CERT_HOSTNAME=10.32.0.1,10.128.15.221,10.128.15.222,master1,master2,10.128.15.226,lb,127.0.0.1,localhost,kubernetes.default
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -hostname=${CERT_HOSTNAME} -profile=kubernetes kubernetes-csr.json | cfssljson -bare kubernetes
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes service-account-csr.json | cfssljson -bare service-account
