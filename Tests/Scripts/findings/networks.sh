#!/usr/bin/env bash
# The network of pods: what connects them, and with which addresses.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

network() { # SUBNET
  cat <<TEXT
{
  "cniVersion": "0.4.0",
  "name": "bridge",
  "type": "bridge",
  "bridge": "cnio0",
  "isGateway": true,
  "isDefaultGateway": true,
  "ipMasq": true,
  "ipam": {
    "type": "host-local",
    "ranges": [
      [{"subnet": "$1"}]
    ],
    "routes": [{"dst": "0.0.0.0/0"}]
  }
}
TEXT
}

altered() { # CASE NUMBERS RULE LINE SED-EXPRESSION [TERMS...]
  begin "$1" "${@:6}"
  network 10.200.0.0/24 >"$good/10-bridge.conf"
  network 10.200.0.0/24 | sed "$5" >"$bad/10-bridge.conf"
  expect "$2" "$3" "10-bridge.conf${4:+:$4}"
}
altered no-version 88 KTHW-CNI-002 '' 2d
altered newer-version - KTHW-CNI-002 2 's/0.4.0/1.0.0/' --version 1.20
altered no-name - KTHW-CNI-003 '' 3d
altered torn-subnet 88 KTHW-CNI-004 12 's,10.200.0.0/24,10.1.0.0./16,'
altered misspelt-key 88 KTHW-CNI-005 7 's/isDefaultGateway/isDefatultGateway/'

make_ca "$work/pki"
tree() { # CASE
  begin "$1"
  for set in "$bad" "$good"; do
    mkdir -p "$set/pki"
    cp "$work/pki/ca.pem" "$set/pki"
    for number in 1 2; do
      mkdir -p "$set/hosts/node-$number/etc/cni/net.d"
      network "10.200.$number.0/24" >"$set/hosts/node-$number/etc/cni/net.d/10-bridge.conf"
    done
  done
}
tree overlapping
network 10.200.0.0/22 >"$bad/hosts/node-1/etc/cni/net.d/10-bridge.conf"
expect - KTHW-CNI-006 hosts/node-2/etc/cni/net.d/10-bridge.conf:12

begin outside
cat >"$case_dir/cluster.yaml" <<'TEXT'
apiVersion: kthwctl/v1alpha1
kind: Cluster
metadata:
  name: hard-way
spec:
  kubernetesVersion: "1.20"
  hosts:
  - name: node-1
    address: 192.168.56.11
    roles: [control-plane, etcd, worker]
  network:
    podCIDR: 10.200.0.0/16
TEXT
printf 'cluster\t../cluster.yaml\n' >>"$case_dir/terms"
network 10.200.0.0/24 >"$good/10-bridge.conf"
network 10.244.0.0/24 >"$bad/10-bridge.conf"
expect - KTHW-CNI-007 10-bridge.conf:12

# A machine with a kubelet gets a network, or it does not.
begin no-network
make_cert "$work/pki" node system:node:node-1 system:nodes "" "client auth"
make_cert "$work/pki" serving system:node:node-1 system:nodes "node-1,192.168.56.21" "server auth"
for set in "$bad" "$good"; do
  mkdir -p "$set/pki"
  cp "$work/pki/ca.pem" "$set/pki"
  host=$set/hosts/node-1
  mkdir -p "$host/etc/systemd/system" "$host/etc/cni/net.d" "$host/etc/containerd" \
    "$host/var/lib/kubelet" "$host/var/lib/kubernetes"
  cat >"$host/etc/systemd/system/kubelet.service" <<'TEXT'
[Unit]
Description=Kubernetes Kubelet
After=network-online.target containerd.service
Wants=network-online.target containerd.service

[Service]
ExecStart=/usr/local/bin/kubelet \
  --config=/var/lib/kubelet/kubelet-config.yaml \
  --kubeconfig=/var/lib/kubelet/kubeconfig \
  --hostname-override=node-1
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
TEXT
  cat >"$host/var/lib/kubelet/kubelet-config.yaml" <<'TEXT'
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: /var/lib/kubernetes/ca.pem}
authorization: {mode: Webhook}
tlsCertFile: /var/lib/kubelet/kubelet.pem
tlsPrivateKeyFile: /var/lib/kubelet/kubelet-key.pem
clusterDomain: cluster.local
clusterDNS: [10.32.0.10]
cgroupDriver: systemd
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
resolvConf: /run/systemd/resolve/resolv.conf
TEXT
  cp "$work/pki/ca.pem" "$host/var/lib/kubernetes"
  cp "$work/pki/serving.pem" "$host/var/lib/kubelet/kubelet.pem"
  install -m 600 "$work/pki/serving-key.pem" "$host/var/lib/kubelet/kubelet-key.pem"
  kubectl config set-cluster kubernetes --server=https://192.168.56.11:6443 \
    --certificate-authority="$work/pki/ca.pem" --embed-certs=true \
    --kubeconfig="$host/var/lib/kubelet/kubeconfig" >/dev/null
  kubectl config set-credentials node --client-certificate="$work/pki/node.pem" \
    --client-key="$work/pki/node-key.pem" --embed-certs=true \
    --kubeconfig="$host/var/lib/kubelet/kubeconfig" >/dev/null
  kubectl config set-context default --cluster=kubernetes --user=node \
    --kubeconfig="$host/var/lib/kubelet/kubeconfig" >/dev/null
  kubectl config use-context default --kubeconfig="$host/var/lib/kubelet/kubeconfig" >/dev/null
done
network 10.200.1.0/24 >"$good/hosts/node-1/etc/cni/net.d/10-bridge.conf"
rmdir "$bad/hosts/node-1/etc/cni/net.d"
expect 53 KTHW-CNI-001 hosts/node-1/etc/systemd/system/kubelet.service:7
