#!/usr/bin/env bash
# Whom certificates name, and what they are used for.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

make_ca "$work"
new_case() { # NAME
  begin "$1"
  cp "$work/ca.pem" "$good"
  cp "$work/ca.pem" "$bad"
}
# SET/NAME.pem and its key, by the authority of all cases.
issue() { # SET NAME CN O HOSTS USAGES
  local set=$1
  shift
  make_cert "$work" "$@"
  [ "$set" = "$work" ] || mv "$work/$1.pem" "$work/$1-key.pem" "$set"
}

# SET/NODE.kubeconfig with the certificate and key of PAIR.
kubeconfig() { # SET NODE PAIR
  printf '%s\n' 'apiVersion: v1' 'kind: Config' 'current-context: default' 'clusters:' '- name: c' \
    '  cluster:' '    server: https://10.0.0.1:6443' \
    "    certificate-authority-data: $(base64 -w0 "$work/ca.pem")" 'contexts:' '- name: default' \
    '  context: {cluster: c, user: u}' 'users:' '- name: u' '  user:' \
    "    client-certificate-data: $(base64 -w0 "$work/$3.pem")" \
    "    client-key-data: $(base64 -w0 "$work/$3-key.pem")" >"$1/$2.kubeconfig"
  chmod 0600 "$1/$2.kubeconfig"
}

new_case nodes-in-the-plural
issue "$good" worker system:node:worker system:nodes "" "client auth"
issue "$bad" worker system:nodes:worker system:node "" "client auth"
expect 21,45 KTHW-ID-001 worker.pem:1

new_case unit-for-organization
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/k.pem" 2>/dev/null
printf '%s\n' keyUsage=critical,digitalSignature extendedKeyUsage=clientAuth \
  basicConstraints=critical,CA:FALSE subjectKeyIdentifier=hash authorityKeyIdentifier=keyid \
  >"$work/extensions"
with_subject() { # SET NAME SUBJECT
  openssl req -new -key "$work/k.pem" -subj "$3" -out "$work/request.csr"
  openssl x509 -req -in "$work/request.csr" -CA "$work/ca.pem" -CAkey "$work/ca-key.pem" -days 300 \
    -extfile "$work/extensions" -out "$1/$2.pem" 2>/dev/null
}
with_subject "$good" node-1 /O=system:nodes/CN=system:node:node-1
with_subject "$bad" node-1 /OU=system:nodes/CN=system:node:node-1
expect 60 KTHW-ID-001 node-1.pem

new_case any-name
with_subject "$good" node-1 /O=system:nodes/CN=system:node:node-1
with_subject "$bad" node-1 /O=system:nodes/CN=any-name
expect 61 KTHW-ID-001 node-1.pem

new_case upper-case-user
issue "$good" kubernetes kubernetes "" "" "client auth"
rm "$good"/kubernetes*
issue "$good" client kubernetes "" "" "client auth"
issue "$bad" client Kubernetes "" "" "client auth"
expect 24 KTHW-ID-001 client.pem

new_case doubled-system
issue "$good" kube-scheduler system:kube-scheduler "" "" "client auth"
issue "$bad" kube-scheduler system:kube-scheduler system:system:kube-scheduler "" "client auth"
expect - KTHW-ID-001 kube-scheduler.pem

new_case upper-case-node
with_subject "$good" node-1 /O=system:nodes/CN=system:node:node-1
with_subject "$bad" node-1 /O=system:nodes/CN=system:node:Node-1
expect - KTHW-ID-001 node-1.pem

new_case request-of-a-wrong-user
openssl req -new -key "$work/k.pem" -subj /O=system:nodes/CN=system:node:node-1 -out "$good/node-1.csr"
openssl req -new -key "$work/k.pem" -subj /O=system:nodes/CN=system:nodes:node-1 -out "$bad/node-1.csr"
expect - KTHW-ID-001 node-1.csr:1

# A tutorial writes the scheduler's outputs as kube-proxy*.pem.
new_case scheduler-in-the-proxys-file
issue "$good" kube-proxy system:kube-proxy "" "" "client auth"
issue "$bad" kube-proxy system:kube-scheduler "" "" "client auth"
expect 48 KTHW-ID-002 kube-proxy.pem

new_case administrator-without-a-group
issue "$good" admin admin system:masters "" "client auth"
issue "$bad" admin admin "" "" "client auth"
expect 48 KTHW-ID-003 admin.pem

new_case node-of-another-name
issue "$good" wrk01.kube.com system:node:wrk01.kube.com system:nodes "" "client auth"
cp "$good"/wrk01.kube.com.pem "$work/w.pem"
rm "$good"/wrk01*
issue "$work" pzolo4c.mylabserver.com system:node:pzolo4c.mylabserver.com system:nodes "" "client auth"
cp "$work/w.pem" "$good/wrk01.kube.com.pem"
cp "$work/pzolo4c.mylabserver.com.pem" "$bad/wrk01.kube.com.pem"
expect 81 KTHW-ID-004 wrk01.kube.com.pem

new_case node-that-registers-otherwise
for set in "$good" "$bad"; do
  mkdir -p "$set/var/lib/kubelet" "$set/etc/systemd/system"
  rm "$set/ca.pem"
  cp "$work/pzolo4c.mylabserver.com.pem" "$set/var/lib/kubelet/kubelet-client.pem"
done
unit() { # SET NAME
  mkdir -p "$1/etc/cni/net.d"
  printf '%s\n' '{"cniVersion":"1.0.0","name":"bridge","plugins":[{"type":"bridge","bridge":"cni0",' \
    '"isGateway":true,"ipMasq":true,"ipam":{"type":"host-local",' \
    '"ranges":[[{"subnet":"10.200.1.0/24"}]],"routes":[{"dst":"0.0.0.0/0"}]}},' \
    '{"type":"portmap","capabilities":{"portMappings":true}}]}' >"$1/etc/cni/net.d/10-bridge.conflist"
  printf '%s\n' 'kind: KubeletConfiguration' 'apiVersion: kubelet.config.k8s.io/v1beta1' \
    'authentication:' '  anonymous: {enabled: false}' '  webhook: {enabled: true}' \
    '  x509: {clientCAFile: /var/lib/kubelet/ca.pem}' 'authorization: {mode: Webhook}' \
    'cgroupDriver: systemd' 'clusterDNS: [10.32.0.10]' 'clusterDomain: cluster.local' \
    'resolvConf: /run/systemd/resolve/resolv.conf' \
    'containerRuntimeEndpoint: unix:///run/containerd/containerd.sock' \
    >"$1/var/lib/kubelet/kubelet-config.yaml"
  cp "$work/ca.pem" "$1/var/lib/kubelet"
  printf '%s\n' '[Unit]' Description=kubelet '[Service]' Restart=always RestartSec=5 \
    "ExecStart=/usr/local/bin/kubelet --hostname-override=$2 \
  --config=/var/lib/kubelet/kubelet-config.yaml" >"$1/etc/systemd/system/kubelet.service"
}
unit "$good" pzolo4c.mylabserver.com
unit "$bad" wrk01.kube.com
expect 81 KTHW-ID-004 var/lib/kubelet/kubelet-client.pem

# Two kubeconfigs, one certificate in both.
new_case one-certificate-for-all-workers
issue "$work" worker system:node:worker-1 system:nodes "" "client auth"
issue "$work" other system:node:worker-2 system:nodes "" "client auth"
kubeconfig "$good" worker-1 worker
kubeconfig "$good" worker-2 other
kubeconfig "$bad" worker-1 worker
kubeconfig "$bad" worker-2 worker
expect 26 KTHW-ID-005 worker-1.kubeconfig

begin one-certificate-on-two-machines
for set in "$good" "$bad"; do
  mkdir -p "$set/pki"
  cp "$work/ca.pem" "$set/pki"
  for node in worker-1 worker-2; do
    mkdir -p "$set/hosts/$node/etc/pki"
    cp "$work/worker.pem" "$set/hosts/$node/etc/pki/client.pem"
  done
done
cp "$work/other.pem" "$good/hosts/worker-2/etc/pki/client.pem"
expect 26 KTHW-ID-005 hosts/worker-1/etc/pki/client.pem

# What they are used for.
new_case client-that-serves
issue "$good" worker-1 system:node:worker-1 system:nodes "" "client auth"
issue "$bad" worker-1 system:node:worker-1 system:nodes worker-1,10.0.0.4 "client auth,server auth"
expect 17 KTHW-USE-004 worker-1.pem

new_case every-usage-for-a-scheduler
issue "$good" kube-scheduler system:kube-scheduler "" "" "client auth"
issue "$bad" kube-scheduler system:kube-scheduler "" "" "client auth,server auth"
expect 3 KTHW-USE-003 kube-scheduler.pem

new_case server-among-the-clients
issue "$good" kube-proxy system:kube-proxy "" "" "client auth"
issue "$bad" kube-proxy system:kube-proxy "" "" "server auth"
expect - KTHW-USE-005 kube-proxy.pem

new_case peer-that-only-serves
issue "$good" etcd-peer etcd-0 "" etcd-0 "client auth,server auth"
issue "$bad" etcd-peer etcd-0 "" etcd-0 "server auth"
rm "$good/ca.pem" "$bad/ca.pem"
expect - KTHW-USE-005 etcd-peer.pem

new_case administrator-that-signs
issue "$good" admin admin system:masters "" "client auth"
printf '%s\n' keyUsage=critical,keyCertSign extendedKeyUsage=clientAuth \
  basicConstraints=critical,CA:TRUE subjectKeyIdentifier=hash authorityKeyIdentifier=keyid \
  >"$work/extensions"
with_subject "$bad" admin /O=system:masters/CN=admin
expect - KTHW-USE-007 admin.pem
