#!/usr/bin/env bash
# A cluster on rented lab servers with long host names: every request file is
# written beforehand, the worker's file is named for its host.
#
# Wants cfssl and cfssljson on PATH.
set -euo pipefail

request() {
  cat > "$1-csr.json" <<EOF
{
  "CN": "$2",
  "key": {
    "algo": "rsa",
    "size": 2048
  },
  "names": [
    {
      "C": "US",
      "L": "Portland",
      "O": "$3",
      "OU": "$4",
      "ST": "Oregon"
    }
  ]
}
EOF
}

WORKER0_HOST=pzolo4c.mylabserver.com
WORKER1_HOST=pzolo5c.mylabserver.com
OU="Kubernetes The Hard Way"
request ca Kubernetes Kubernetes CA
request admin admin system:masters "$OU"
request ${WORKER0_HOST} system:node:${WORKER0_HOST} system:nodes "$OU"
request ${WORKER1_HOST} system:node:${WORKER1_HOST} system:nodes "$OU"
request kube-controller-manager system:kube-controller-manager system:kube-controller-manager "$OU"
request kube-proxy system:kube-proxy system:node-proxier "$OU"
request kube-scheduler system:kube-scheduler system:kube-scheduler "$OU"
request service-account service-accounts Kubernetes "$OU"
request kubernetes kubernetes Kubernetes "$OU"
cat > ca-config.json <<'EOF'
{
  "signing": {
    "default": {
      "expiry": "8760h"
    },
    "profiles": {
      "kubernetes": {
        "usages": [
          "signing",
          "key encipherment",
          "server auth",
          "client auth"
        ],
        "expiry": "8760h"
      }
    }
  }
}
EOF

cfssl version > version.txt
cfssl gencert -initca ca-csr.json | cfssljson -bare ca

cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes admin-csr.json | cfssljson -bare admin
WORKER0_IP=172.31.22.212
WORKER1_IP=172.31.27.176
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -hostname=${WORKER0_IP},${WORKER0_HOST} -profile=kubernetes ${WORKER0_HOST}-csr.json | cfssljson -bare ${WORKER0_HOST}
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -hostname=${WORKER1_IP},${WORKER1_HOST} -profile=kubernetes ${WORKER1_HOST}-csr.json | cfssljson -bare ${WORKER1_HOST}
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes kube-controller-manager-csr.json | cfssljson -bare kube-controller-manager
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes kube-proxy-csr.json | cfssljson -bare kube-proxy
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes kube-scheduler-csr.json | cfssljson -bare kube-scheduler
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes service-account-csr.json | cfssljson -bare service-account

CERT_HOSTNAME=10.32.0.1,127.0.0.1,localhost,kubernetes.default,172.31.22.121,172.31.29.101,172.31.29.90,pzolo1c.mylabserver.com,pzolo2c.mylabserver.com,pzolo3c.mylabserver.com
cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -hostname=${CERT_HOSTNAME} -profile=kubernetes kubernetes-csr.json | cfssljson -bare kubernetes

# As the reader looks at the authority.
openssl x509 -in ca.pem -text -noout | grep -e Issuer -e Subject -e Before -e After -e Sign -e TRUE > ca.txt
