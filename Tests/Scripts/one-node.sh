#!/usr/bin/env bash
# A cluster on one virtual machine: its reader types two small scripts first
# and then calls them once for every certificate.
#
# Wants cfssl and cfssljson on PATH and, in the environment, the addresses
# that the reader's machine would give: WORKER_HOST_IP and NODE_MAIN_IP.
set -euo pipefail

mkdir -p pki_config

cat > pki_config/gen_config.sh << 'GEN_CONFIG'
#!/usr/bin/env bash
# gen_config.sh objectName CommonName Organization
set -eu
set -o pipefail

__config_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

if [ $# -le 2 ]; then
  echo "$0 objectName CommonName Organization" >&2
  exit 1
fi

cat > "${__config_dir}/${1}-csr.json" <<EOF
{
  "CN": "$2",
  "key": {
    "algo": "rsa",
    "size": 2048
  },
  "names": [
    {
      "C": "IL",
      "L": "Tel aviv",
      "O": "$3",
      "OU": "Some name",
      "ST": "None"
    }
  ]
}
EOF
GEN_CONFIG
chmod +x pki_config/gen_config.sh

pki_config/gen_config.sh ca Kubernetes Kubernetes
cfssl gencert -initca pki_config/ca-csr.json | cfssljson -bare ca

cat > pki_config/ca-config.json <<EOF
{
  "signing": {
    "default": {
      "expiry": "8760h"
    },
    "profiles": {
      "kubernetes": {
        "usages": ["signing", "key encipherment", "server auth", "client auth"],
        "expiry": "8760h"
      }
    }
  }
}
EOF

cat > pki_config/gen_cert.sh << 'GEN_CERT'
#!/usr/bin/env bash
# gen_cert.sh objectName CommonName Organization [host,host,...]
set -eu
set -o pipefail

if [[ $# -le 2 || $# -ge 5 ]]; then
  echo "$0 objectName CommonName Organization hosts" >&2
  exit 1
fi

__config_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

source "${__config_dir}/gen_config.sh" $@

if [[ ${4:-} == "" ]]; then
  hosts=""
else
  hosts="-hostname=$4"
fi

cfssl gencert -ca=ca.pem -ca-key=ca-key.pem  -config="${__config_dir}/ca-config.json"   -profile=kubernetes ${hosts}  "${__config_dir}/$1-csr.json"  | cfssljson -bare $1
GEN_CERT
chmod +x pki_config/gen_cert.sh

pki_config/gen_cert.sh admin admin system:masters
pki_config/gen_cert.sh worker system:node:worker system:nodes worker,$WORKER_HOST_IP,$NODE_MAIN_IP
pki_config/gen_cert.sh kube-controller-manager system:kube-controller-manager system:kube-controller-manager
pki_config/gen_cert.sh kube-proxy system:kube-proxy system:node-proxier
pki_config/gen_cert.sh kube-scheduler system:kube-scheduler system:kube-scheduler
pki_config/gen_cert.sh api Kubernetes kubernetes 10.32.0.1,${NODE_MAIN_IP},127.0.0.1,kubernetes.default
pki_config/gen_cert.sh service-account service-accounts Kubernetes

# As the reader is told to look at what was made.
cfssl certinfo -cert worker.pem > worker.certinfo.json
