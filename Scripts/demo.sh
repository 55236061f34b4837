#!/usr/bin/env bash
# The main job: the certificates of a cluster of one controller and two
# workers, made by kthwctl standing in for cfssl and cfssljson.
#
#   Scripts/demo.sh PROGRAM FOLDER
set -euo pipefail

program=$(readlink -f "$1")
folder=$2
marker=.made-by-make-demo

if [ -e "$folder" ] && [ ! -e "$folder/$marker" ]; then
  echo "demo: $folder is there and was not made by make demo; move it away first" >&2
  exit 1
fi
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
: >"$marker"

# What a tutorial's reader has on PATH. The warning that a real cfssl, if there
# is one, is no longer reached by its name is not for this script's reader.
mkdir bin
"$program" links "$PWD/bin" >links.log 2>&1 || { cat links.log >&2; exit 1; }
rm links.log
PATH=$PWD/bin:$PATH

request() { # FILE COMMON-NAME ORGANIZATION
  cat >"$1-csr.json" <<JSON
{
  "CN": "$2",
  "key": { "algo": "rsa", "size": 2048 },
  "names": [{ "C": "US", "ST": "Oregon", "L": "Portland", "O": "$3", "OU": "Kubernetes" }]
}
JSON
}

cat >ca-config.json <<'JSON'
{
  "signing": {
    "default": { "expiry": "8760h" },
    "profiles": {
      "kubernetes": {
        "usages": ["signing", "key encipherment", "server auth", "client auth"],
        "expiry": "8760h"
      }
    }
  }
}
JSON

certificate() { # FILE COMMON-NAME ORGANIZATION [HOSTS]
  request "$1" "$2" "$3"
  cfssl gencert -loglevel=3 -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json \
    -profile=kubernetes ${4:+-hostname="$4"} "$1-csr.json" | cfssljson -bare "$1"
}

request ca Kubernetes Kubernetes
cfssl gencert -loglevel=3 -initca ca-csr.json | cfssljson -bare ca

certificate admin admin system:masters
certificate worker-0 system:node:worker-0 system:nodes worker-0,10.240.0.20
certificate worker-1 system:node:worker-1 system:nodes worker-1,10.240.0.21
certificate kube-controller-manager system:kube-controller-manager system:kube-controller-manager
certificate kube-proxy system:kube-proxy system:node-proxier
certificate kube-scheduler system:kube-scheduler system:kube-scheduler
certificate kubernetes kubernetes Kubernetes "10.32.0.1,10.240.0.10,127.0.0.1,localhost,\
kubernetes,kubernetes.default,kubernetes.default.svc,kubernetes.default.svc.cluster.local"
certificate service-account service-accounts Kubernetes

echo "demo: made in ./$folder:"
ls -l -- *.pem *.csr | awk '{ print "  " $1, $NF }'
echo
echo "demo: kthwctl inspect worker-0.pem kubernetes.pem ca.pem"
"$program" inspect worker-0.pem kubernetes.pem ca.pem
