#!/usr/bin/env bash
# The names that certificates are for, held against who dials them.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

make_ca "$work"
issue() { # SET NAME CN O HOSTS USAGES
  local set=$1
  shift
  make_cert "$work" "$@"
  mv "$work/$1.pem" "$work/$1-key.pem" "$set"
}
new_case() { # NAME
  begin "$1"
  cp "$work/ca.pem" "$good"
  cp "$work/ca.pem" "$bad"
}
service=kubernetes,kubernetes.default,kubernetes.default.svc,kubernetes.default.svc.cluster.local

# The lists of tutorials.
new_case tutorial
issue "$good" kube-apiserver kube-apiserver "" "$service,10.32.0.1,127.0.0.1" "server auth"
issue "$bad" kube-apiserver kube-apiserver "" kubernetes.default,10.32.0.1,127.0.0.1 "server auth"
expect 9 KTHW-SAN-004 kube-apiserver.pem:1

new_case meaningless
issue "$good" kube-apiserver kube-apiserver "" "$service,10.32.0.1" "server auth"
issue "$bad" kube-apiserver kube-apiserver "" \
  "kubernetes,kubernetes.default,kubernetes.default.svc,kubernetes.default.svc.cluster" "server auth"
expect 9 KTHW-SAN-004 kube-apiserver.pem
expect 9 KTHW-SAN-008 kube-apiserver.pem

new_case no-names
issue "$good" kube-apiserver kube-apiserver "" "$service" "server auth"
issue "$bad" kube-apiserver 10.0.0.1 "" "" "server auth"
expect - KTHW-SAN-009 kube-apiserver.pem

new_case address-as-name
printf '%s\n' keyUsage=critical,digitalSignature extendedKeyUsage=serverAuth \
  basicConstraints=critical,CA:FALSE subjectKeyIdentifier=hash authorityKeyIdentifier=keyid \
  >"$work/extensions"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/k.pem" 2>/dev/null
openssl req -new -key "$work/k.pem" -subj /CN=web -out "$work/request.csr"
with_names() { # SET NAMES
  { cat "$work/extensions"; echo "subjectAltName=$2"; } >"$work/all"
  openssl x509 -req -in "$work/request.csr" -CA "$work/ca.pem" -CAkey "$work/ca-key.pem" -days 300 \
    -extfile "$work/all" -out "$1/web.pem" 2>/dev/null
}
with_names "$good" IP:10.0.0.1
with_names "$bad" DNS:10.0.0.1
expect - KTHW-SAN-002 web.pem

new_case blanks
with_names "$good" DNS:web-1,DNS:web-2
with_names "$bad" 'DNS:web-1 web-2'
expect - KTHW-SAN-001 web.pem

# The machine has a new address since the certificate was made.
unit() { # SET NAME COMMAND FLAGS…
  local set=$1 name=$2 command=$3
  shift 3
  mkdir -p "$set/etc/systemd/system"
  {
    printf '[Unit]\nDescription=%s\n[Service]\nType=notify\nRestart=always\nRestartSec=5\n' "$name"
    printf 'ExecStart=/usr/local/bin/%s' "$command"
    printf ' \\\n  %s' "$@"
    printf '\n'
  } >"$set/etc/systemd/system/$name.service"
}
make_ca "$work/front" front-proxy-ca
make_cert "$work/front" front-proxy-client front-proxy-client "" "" "client auth"
mv "$work/front/ca.pem" "$work/front/front-proxy-ca.pem"
rm "$work/front/ca-key.pem"

# An API server with what matters little here as it should be.
server() { # SET FLAGS…
  local set=$1
  shift
  cp -p "$work/front"/*.pem "$set/etc/kubernetes"
  unit "$set" kube-apiserver kube-apiserver --authorization-mode=Node,RBAC --profiling=false \
    --requestheader-client-ca-file=/etc/kubernetes/front-proxy-ca.pem \
    --requestheader-allowed-names=front-proxy-client \
    --requestheader-username-headers=X-Remote-User \
    --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file=/etc/kubernetes/front-proxy-client.pem \
    --proxy-client-key-file=/etc/kubernetes/front-proxy-client-key.pem \
    --enable-admission-plugins=NodeRestriction --client-ca-file=/etc/kubernetes/ca.pem \
    --kubelet-certificate-authority=/etc/kubernetes/ca.pem "$@"
}
begin moved-server
for set in "$good" "$bad"; do
  mkdir -p "$set/etc/kubernetes"
  cp "$work/ca.pem" "$set/etc/kubernetes"
done
issue "$good/etc/kubernetes" kube-apiserver kube-apiserver "" "$service,10.32.0.1,172.31.19.77" \
  "server auth"
issue "$bad/etc/kubernetes" kube-apiserver kube-apiserver "" "$service,10.32.0.1,172.31.23.4" \
  "server auth"
for set in "$good" "$bad"; do
  server "$set" --advertise-address=172.31.19.77 \
    --service-cluster-ip-range=10.32.0.0/24 --tls-cert-file=/etc/kubernetes/kube-apiserver.pem \
    --tls-private-key-file=/etc/kubernetes/kube-apiserver-key.pem
done
expect 82 KTHW-SAN-003 etc/kubernetes/kube-apiserver.pem:1

# The range of services was changed, the certificate was not.
begin other-service-range
for set in "$good" "$bad"; do
  mkdir -p "$set/etc/kubernetes"
  cp -p "$out/moved-server/good/etc/kubernetes"/* "$set/etc/kubernetes"
done
server "$good" --advertise-address=172.31.19.77 --service-cluster-ip-range=10.32.0.0/24 \
  --tls-cert-file=/etc/kubernetes/kube-apiserver.pem
server "$bad" --advertise-address=172.31.19.77 --service-cluster-ip-range=10.96.0.0/16 \
  --tls-cert-file=/etc/kubernetes/kube-apiserver.pem
expect 9 KTHW-SAN-003 etc/kubernetes/kube-apiserver.pem

new_case kubeconfig-dials-another
issue "$good" kube-apiserver kube-apiserver "" "$service,10.32.0.1,10.240.0.40" "server auth"
issue "$bad" kube-apiserver kube-apiserver "" "$service,10.32.0.1,10.240.0.10" "server auth"
issue "$work" admin2 admin system:masters "" "client auth" 2>/dev/null || true
both dev.kubeconfig <<EOF
apiVersion: v1
kind: Config
clusters:
- name: c
  cluster:
    server: https://10.240.0.40:6443
    certificate-authority-data: $(base64 -w0 "$work/ca.pem")
contexts:
- name: c
  context: {cluster: c, user: u}
current-context: c
users:
- name: u
  user: {tokenFile: /run/token}
EOF
expect 82 KTHW-SAN-003 kube-apiserver.pem

begin etcd-moved
for set in "$good" "$bad"; do
  mkdir -p "$set/etc/etcd"
  cp "$work/ca.pem" "$set/etc/etcd"
  unit "$set" etcd etcd --name c0 --cert-file=/etc/etcd/server.pem \
    --key-file=/etc/etcd/server-key.pem --peer-cert-file=/etc/etcd/peer.pem \
    --peer-key-file=/etc/etcd/peer-key.pem --trusted-ca-file=/etc/etcd/ca.pem --client-cert-auth \
    --peer-client-cert-auth --peer-trusted-ca-file=/etc/etcd/ca.pem \
    --listen-client-urls=https://10.240.0.11:2379,https://127.0.0.1:2379 \
    --advertise-client-urls=https://10.240.0.11:2379 \
    --initial-advertise-peer-urls=https://10.240.0.11:2380 \
    --listen-peer-urls=https://10.240.0.11:2380 --initial-cluster-token=t \
    --initial-cluster=c0=https://10.240.0.11:2380 --initial-cluster-state=new \
    --data-dir=/var/lib/etcd
done
for name in server peer; do
  issue "$good/etc/etcd" $name c0 "" 10.240.0.11,127.0.0.1 "server auth,client auth"
  issue "$bad/etc/etcd" $name c0 "" 10.240.0.10,127.0.0.1 "server auth,client auth"
done
expect 82 KTHW-SAN-005 etc/etcd/server.pem
expect 82 KTHW-SAN-006 etc/etcd/peer.pem

new_case kubelet-without-its-name
issue "$good" node-1-kubelet-serving system:node:node-1 system:nodes node-1,10.0.0.7 "server auth"
issue "$bad" node-1-kubelet-serving system:node:node-1 system:nodes 127.0.0.1 "server auth"
expect - KTHW-SAN-007 node-1-kubelet-serving.pem

# One certificate in all places, as tutorials have it.
begin one-for-everything
for set in "$good" "$bad"; do
  mkdir -p "$set/etc/kubernetes"
  cp "$work/ca.pem" "$set/etc/kubernetes"
  server "$set" --advertise-address=10.240.0.10 \
    --service-cluster-ip-range=10.32.0.0/24 --tls-cert-file=/etc/kubernetes/kubernetes.pem \
    --tls-private-key-file=/etc/kubernetes/kubernetes-key.pem \
    --kubelet-client-certificate=/etc/kubernetes/KUBELET.pem \
    --kubelet-client-key=/etc/kubernetes/KUBELET-key.pem
done
sed -i 's/KUBELET/kubernetes/' "$bad/etc/systemd/system/kube-apiserver.service"
sed -i 's/KUBELET/kube-apiserver-kubelet-client/' "$good/etc/systemd/system/kube-apiserver.service"
issue "$good/etc/kubernetes" kubernetes kubernetes "" "$service,10.32.0.1,10.240.0.10" "server auth"
issue "$good/etc/kubernetes" kube-apiserver-kubelet-client kube-apiserver-kubelet-client "" "" \
  "client auth"
issue "$bad/etc/kubernetes" kubernetes kubernetes "" "$service,10.32.0.1,10.240.0.10" \
  "server auth,client auth"
expect 2 KTHW-USE-001 etc/kubernetes/kubernetes.pem
