#!/usr/bin/env bash
# Configurations of kubelets, kube-proxy, schedulers, audit logs and containerd.
# A $ in sed's words is the last line, not a variable:
# shellcheck disable=SC2016
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# A kubelet's configuration with which nothing is wrong.
kubelet() {
  cat <<'TEXT'
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: false
  webhook:
    enabled: true
  x509:
    clientCAFile: /var/lib/kubernetes/ca.pem
authorization:
  mode: Webhook
clusterDomain: cluster.local
clusterDNS:
- 10.32.0.10
cgroupDriver: systemd
resolvConf: /run/systemd/resolve/resolv.conf
readOnlyPort: 0
TEXT
}

k() { altered "kubelet-$1" "$2" "KTHW-KUBELET-$3" "$4" kubelet-config.yaml kubelet "${@:5}"; }
k version - 001 1 's/v1beta1/v1/'
k typo - 002 13 's/clusterDNS/clusterDns/'
k later - 003 18 '$a containerRuntimeEndpoint: unix:///run/containerd/containerd.sock' --version 1.24
k anonymous 34 004 5 '5s/false/true/'
k open 34 005 11 's/mode: Webhook/mode: AlwaysAllow/'
k read-only-port 34 006 17 's/readOnlyPort: 0/readOnlyPort: 10255/'
k no-authority - 007 '' '8,9d'
k no-dns - 008 '' '13,14d'
k no-cgroup-driver 15 010 '' '/cgroupDriver/d'
k no-resolver 16 012 '' '/resolvConf/d'
k swap - 014 19 '$a memorySwap:\n  swapBehavior: LimitedSwap' --version 1.28

begin kubelet-doubled-serving
kubelet >"$good/kubelet-config.yaml"
{
  kubelet
  printf 'tlsCertFile: /var/lib/kubelet/kubelet.pem\nserverTLSBootstrap: true\n'
} >"$bad/kubelet-config.yaml"
expect - KTHW-KUBELET-013 kubelet-config.yaml:18

# The same cluster for all that needs one.
cluster() {
  cluster_of_two 56 node-1
  cat <<'TEXT'
  network:
    podCIDR: 10.200.0.0/16
    serviceCIDR: 10.32.0.0/24
    clusterDNS: 10.32.0.10
TEXT
}

in_cluster() { # CASE NUMBERS RULE LINE FILE COMMAND SED-EXPRESSION
  altered "$@"
  cluster | meant_for
}
in_cluster kubelet-stray-dns - KTHW-KUBELET-009 14 kubelet-config.yaml kubelet \
  's/10.32.0.10/10.96.0.10/'
in_cluster kubelet-domain - KTHW-KUBELET-015 12 kubelet-config.yaml kubelet \
  's/cluster.local/kubernetes.local/'

# containerd's configuration of version 2.
containerd() {
  cat <<'TEXT'
version = 2
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "registry.k8s.io/pause:3.9"
[plugins."io.containerd.grpc.v1.cri".containerd]
snapshotter = "overlayfs"
default_runtime_name = "runc"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
SystemdCgroup = true
TEXT
}

begin cgroups-differ
for set in "$bad" "$good"; do
  kubelet >"$set/kubelet-config.yaml"
  mkdir "$set/containerd"
done
containerd >"$good/containerd/config.toml"
containerd | sed 's/SystemdCgroup = true/SystemdCgroup = false/' >"$bad/containerd/config.toml"
expect 15 KTHW-KUBELET-011 kubelet-config.yaml:15

r() { altered "containerd-$1" "$2" "KTHW-CRI-$3" "$4" containerd.toml containerd "${@:5}"; }
r no-version - 001 1 1d
r newer-version - 002 1 's/version = 2/version = 3/; s/grpc.v1.cri/cri.v1.runtime/' --version 1.30
r streams 70 005 4 '3a stream_server_address = "192.168.26.21"'

begin containerd-old-runtime --version 1.18
cat >"$bad/containerd.toml" <<'TEXT'
[plugins]
  [plugins.cri.containerd]
    snapshotter = "overlayfs"
    [plugins.cri.containerd.default_runtime]
      runtime_type = "io.containerd.runtime.v1.linux"
      runtime_engine = "/usr/local/bin/runc"
      runtime_root = ""
TEXT
containerd >"$good/containerd.toml"
expect 85 KTHW-CRI-003 containerd.toml:5

begin containerd-dead-runtime --version 1.36
cp "$out/containerd-old-runtime/bad/containerd.toml" "$bad"
containerd >"$good/containerd.toml"
expect 85 KTHW-CRI-004 containerd.toml:5

proxy() {
  cat <<'TEXT'
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection:
  kubeconfig: /var/lib/kube-proxy/kubeconfig
mode: iptables
clusterCIDR: 10.200.0.0/16
TEXT
}
p() { altered "proxy-$1" "$2" "KTHW-PROXY-$3" "$4" kube-proxy-config.yaml proxy "${@:5}"; }
p version - 001 1 's/v1alpha1/v1/'
p typo - 002 6 's/clusterCIDR/clusterCidr/'
p old-fields 69 003 9 '$a udpIdleTimeout: 250ms\nconntrack:\n  max: 0\nresourceContainer: /kube-proxy' \
  --version 1.18
p userspace - 004 5 's/iptables/userspace/' --version 1.26
p nftables - 004 5 's/iptables/nftables/' --version 1.28
p ipvs - 005 5 's/iptables/ipvs/' --version 1.35
p loopback - 006 7 '$a bindAddress: 127.0.0.1'
in_cluster proxy-pods - KTHW-PROXY-007 6 kube-proxy-config.yaml proxy 's/10.200/10.244/'

scheduler() {
  cat <<'TEXT'
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
clientConnection:
  kubeconfig: /var/lib/kubernetes/kube-scheduler.kubeconfig
leaderElection:
  leaderElect: true
TEXT
}
s() { altered "scheduler-$1" "$2" "KTHW-SCHED-$3" "$4" kube-scheduler.yaml scheduler "${@:5}"; }
s oldest 68 001 1 's,kubescheduler.config.k8s.io/v1,componentconfig/v1alpha1,' --version 1.36
s alpha 86 001 1 's,/v1,/v1alpha2,' --version 1.30
s unknown - 001 1 's,kubescheduler,kubeschedular,'
s typo - 002 6 's/leaderElect:/leaderElected:/'
s old-field - 002 7 '$a algorithmSource: {provider: DefaultProvider}'

policy() {
  cat <<'TEXT'
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: Metadata
  resources:
  - group: ""
    resources: [secrets, configmaps]
- level: RequestResponse
TEXT
}
a() { altered "audit-$1" - "KTHW-AUDIT-$2" "$3" audit-policy.yaml policy "${@:4}"; }
a version 001 1 's/v1/v1beta1/' --version 1.24
a empty 002 '' '4,$d; s/rules:/rules: []/'
a level 003 4 '4s/Metadata/Meta/'
a secrets 004 4 4,7d

# Files that configurations name.
make_ca "$work/pki"
make_cert "$work/pki" kubelet system:node:node-1 system:nodes node-1 "server auth"
make_cert "$work/pki" other system:node:node-2 system:nodes node-2 "server auth"
worker() { # CASE
  begin "$1"
  for set in "$bad" "$good"; do
    mkdir -p "$set/etc" "$set/var/lib/kubelet" "$set/var/lib/kubernetes"
    {
      kubelet
      printf 'tlsCertFile: /var/lib/kubelet/kubelet.pem\n'
      printf 'tlsPrivateKeyFile: /var/lib/kubelet/kubelet-key.pem\n'
    } >"$set/var/lib/kubelet/kubelet-config.yaml"
    cp "$work/pki/kubelet.pem" "$work/pki/kubelet-key.pem" "$set/var/lib/kubelet"
    cp "$work/pki/ca.pem" "$set/var/lib/kubernetes"
  done
}
worker named-missing
rm "$bad/var/lib/kubernetes/ca.pem"
expect - KTHW-CONF-001 var/lib/kubelet/kubelet-config.yaml:9
worker named-wrong
cp "$work/pki/ca.pem" "$bad/var/lib/kubelet/kubelet-key.pem"
expect - KTHW-CONF-002 var/lib/kubelet/kubelet-config.yaml:19
worker named-pair
cp "$work/pki/other-key.pem" "$bad/var/lib/kubelet/kubelet-key.pem"
expect - KTHW-CONF-003 var/lib/kubelet/kubelet-config.yaml:19

# kube-proxy's kubeconfig was copied to the first node twice.
begin proxy-kubeconfig-missing
make_cert "$work/pki" proxy system:kube-proxy "" "" "client auth"
kubectl config set-cluster kubernetes --server=https://192.168.26.10:6443 \
  --certificate-authority="$work/pki/ca.pem" --embed-certs=true \
  --kubeconfig="$work/kubeconfig" >/dev/null
kubectl config set-credentials kube-proxy --client-certificate="$work/pki/proxy.pem" \
  --client-key="$work/pki/proxy-key.pem" --embed-certs=true --kubeconfig="$work/kubeconfig" \
  >/dev/null
kubectl config set-context default --cluster=kubernetes --user=kube-proxy \
  --kubeconfig="$work/kubeconfig" >/dev/null
kubectl config use-context default --kubeconfig="$work/kubeconfig" >/dev/null
for set in "$bad" "$good"; do
  mkdir -p "$set/pki"
  cp "$work/pki/ca.pem" "$set/pki"
  for host in node-1 node-2; do
    mkdir -p "$set/hosts/$host/var/lib/kube-proxy"
    proxy >"$set/hosts/$host/var/lib/kube-proxy/kube-proxy-config.yaml"
    install -m 600 "$work/kubeconfig" "$set/hosts/$host/var/lib/kube-proxy/kubeconfig"
  done
done
rm "$bad/hosts/node-2/var/lib/kube-proxy/kubeconfig"
expect 46 KTHW-CONF-001 hosts/node-2/var/lib/kube-proxy/kube-proxy-config.yaml:4
