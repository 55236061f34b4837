#!/usr/bin/env bash
# Objects for kubectl apply, and what machines and cfssl are told.
# A $ in sed's words is the last line, not a variable:
# shellcheck disable=SC2016
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

rbac() {
  cat <<'TEXT'
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: system:kube-apiserver-to-kubelet
rules:
- apiGroups: [""]
  resources: [nodes/proxy, nodes/stats, nodes/log, nodes/metrics]
  verbs: ["*"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: system:kube-apiserver
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: system:kube-apiserver-to-kubelet
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: User
  name: kube-apiserver-kubelet-client
TEXT
}
r() { altered "rbac-$1" "$2" "KTHW-$3" "$4" rbac.yaml rbac "${@:5}"; }
r typo 76 RBAC-001 21 '21s/kube-apiserver-kubelet-client/kubernetest/'
r built-in - RBAC-002 4 '4s/system:.*/system:kubelet-api-admin/; 17s/system:.*/system:kubelet-api-admin/'
r strange-role - RBAC-004 17 '17s/system:.*/system:kubelet-api-admim/'
r unserved 77 MANIFEST-001 1 's/v1$/v1beta1/' --version 1.22
r ageing 77 MANIFEST-002 1 's/v1$/v1beta1/' --version 1.18

begin rbac-strangers
rbac >"$good/rbac.yaml"
sed '17s/system:.*/cluster-admin/; 20s/User/Group/; 21s/name: .*/name: system:anonymous/' \
  "$good/rbac.yaml" >"$bad/rbac.yaml"
expect - KTHW-RBAC-005 rbac.yaml:21

# A user that a certificate has nearly.
begin rbac-near-certificate
make_ca "$work/people"
make_cert "$work/people" alice alice.example "" "" "client auth"
for set in "$bad" "$good"; do
  cp "$work/people/ca.pem" "$work/people/alice.pem" "$set"
  install -m 600 "$work/people/alice-key.pem" "$set"
  rbac | sed '21s/name: .*/name: alice.example/' >"$set/rbac.yaml"
done
sed -i '21s/alice/alicee/' "$bad/rbac.yaml"
expect 76 KTHW-RBAC-001 rbac.yaml:21

kube_dns() {
  cat <<'TEXT'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: kube-dns
  namespace: kube-system
spec:
  selector: {matchLabels: {k8s-app: kube-dns}}
  template:
    metadata: {labels: {k8s-app: kube-dns}}
    spec:
      containers:
      - name: dns
        image: registry.k8s.io/coredns/coredns:v1.11.3
TEXT
}
altered kube-dns 71 KTHW-MANIFEST-003 13 kube-dns.yaml kube_dns \
  's,coredns/coredns:v1.11.3,k8s-dns-kube-dns-amd64:1.14.7,'

hosts() {
  cat <<'TEXT'
127.0.0.1 localhost
::1 localhost ip6-localhost
127.0.1.1 controller-1

192.168.26.10 k8s-lb
192.168.26.11 controller-1
192.168.26.21 worker-1
TEXT
}
altered hosts-overwritten 22 KTHW-HOST-001 '' hosts hosts 1,3d

begin hosts-other-address
cluster_of_two 26 worker-1 | meant_for
hosts >"$good/hosts"
hosts | sed 's/26.21 worker/26.201 worker/' >"$bad/hosts"
expect 23 KTHW-HOST-002 hosts:7

sysctl() {
  cat <<'TEXT'
net.ipv4.ip_forward = 1
net.bridge.bridge-nf-call-iptables = 1
net.bridge.bridge-nf-call-ip6tables = 1
TEXT
}
altered no-forwarding 73 KTHW-HOST-003 '' etc/sysctl.d/90-kubernetes.conf sysctl 1d
printf 'overlay\nbr_netfilter\n' >"$work/modules"
for set in "$bad" "$good"; do
  mkdir -p "$set/etc/modules-load.d"
  cp "$work/modules" "$set/etc/modules-load.d/kubernetes.conf"
done
altered no-bridge 92 KTHW-HOST-003 '' etc/sysctl.d/90-kubernetes.conf sysctl \
  's/ip_forward/conf.all.forwarding/; 2,3d'
for set in "$bad" "$good"; do
  mkdir -p "$set/etc/modules-load.d"
  cp "$work/modules" "$set/etc/modules-load.d/kubernetes.conf"
done
begin no-bridge-module
for set in "$bad" "$good"; do
  mkdir -p "$set/etc/sysctl.d" "$set/etc/modules-load.d"
  sysctl >"$set/etc/sysctl.d/90-kubernetes.conf"
  cp "$work/modules" "$set/etc/modules-load.d/kubernetes.conf"
done
sed -i /br_netfilter/d "$bad/etc/modules-load.d/kubernetes.conf"
expect 92 KTHW-HOST-004 etc/modules-load.d/kubernetes.conf

request() {
  cat <<'TEXT'
{
  "CN": "system:node:worker-1",
  "key": {"algo": "ecdsa", "size": 256},
  "hosts": ["worker-1", "192.168.26.21"],
  "names": [
    {"C": "DE", "L": "Berlin", "O": "system:nodes", "OU": "hard way"}
  ]
}
TEXT
}
c() { altered "request-$1" "$2" "KTHW-CFSSL-$3" "$4" worker-1-csr.json request "${@:5}"; }
c refused - 001 3 's/256/1024/'
c ignored - 002 '' 's/"hosts"/"hostnames"/'
c doubtful-host - 005 4 's,192.168.26.21,https://worker-1:10250/,; s/"worker-1"/"worker-1:10250"/'
c plural 45 006 2 's/system:node:/system:nodes:/'
c group 21 006 2 's/"system:nodes"/"system:node"/'
c unit 60 006 2 's/"O": "system:nodes", "OU": "hard way"/"OU": "system:nodes"/'

signing() {
  cat <<'TEXT'
{
  "signing": {
    "profiles": {
      "client": {
        "usages": ["digital signature", "client auth"],
        "expiry": "8760h"
      },
      "peer": {
        "usages": ["digital signature", "server auth", "client auth"],
        "expiry": "8760h"
      }
    }
  }
}
TEXT
}
s() { altered "policy-$1" "$2" "KTHW-CFSSL-$3" "$4" ca-config.json signing "${@:5}"; }
s refused - 001 '' '6s/8760h/365d/'
s ignored - 002 '' '5s/digital signature/digital-signature/'
s every-usage 3 003 5 '5s/"client auth"/"client auth", "server auth"/'
s endless 64 004 6 '6s/8760h/239976h/'

begin doubtful-cluster
cluster_of_two 26 worker-1 >"$good/cluster.yaml"
{ cat "$good/cluster.yaml"; printf '  encryption:\n    provider: aescbc\n'; } >"$bad/cluster.yaml"
expect 51 KTHW-SPEC-001 cluster.yaml:15
