#!/usr/bin/env bash
# What lets in whom nobody wanted to let in, and what nobody can be told of.
# shellcheck disable=SC2119 # their own arguments are meant, where there are any
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$(dirname "${BASH_SOURCE[0]}")/hard-way.bash"

begin insecure-port --version 1.14
api_server --insecure-port=0
without_flag kube-apiserver insecure-port
spoil kube-apiserver.service 's/\(--tls-private-key-file=.*pem\) \\$/\1/'
expect 6 KTHW-FLAG-021 kube-apiserver.service

# The whole of a cluster that is open to everybody.
begin nothing-is-closed
both README <<'EOF'
Start these by hand.
EOF
cat >"$bad/run.sh" <<'EOF'
#!/bin/sh
etcd --listen-client-urls=http://10.240.0.11:2379 --advertise-client-urls=http://10.240.0.11:2379 &
kube-apiserver --etcd-servers=http://10.240.0.11:2379 --address 0.0.0.0 &
kube-controller-manager --master=http://10.240.0.11:8080 &
kube-scheduler --master=http://10.240.0.11:8080 &
kubelet --kubeconfig /root/.kube/config --pod-manifest-path=/etc/manifests &
kube-proxy --master=http://10.240.0.11:8080 &
EOF
expect 31 KTHW-ETCD-001 "$(at run.sh 'etcd --listen')"
expect 32 KTHW-FLAG-022 "$(at run.sh 0.0.0.0)"
expect 33 KTHW-FLAG-025 "$(at run.sh 0.0.0.0)"
expect 31 KTHW-FLAG-034 "$(at run.sh 0.0.0.0)"
expect 35 KTHW-FLAG-024 "$(at run.sh kube-controller-manager)"
expect 35 KTHW-FLAG-024 "$(at run.sh kube-scheduler)"
expect 35 KTHW-FLAG-024 "$(at run.sh kube-proxy)"
expect 40 KTHW-FLAG-062 "$(at run.sh kube-controller-manager)"
expect 34 KTHW-FLAG-027 "$(at run.sh 'kubelet --kube')"

begin always-allow --version 1.30
api_server_new
spoil kube-apiserver.service 's/Node,RBAC/AlwaysAllow/'
expect 33 KTHW-FLAG-025 "$(at kube-apiserver.service AlwaysAllow)"

begin manager-port --version 1.14
controller_manager --port=0
scheduler --port=0
spoil kube-controller-manager.service 's/--port=0/--address=0.0.0.0/'
spoil kube-scheduler.service 's/--port=0/--address=0.0.0.0/'
expect 7,91 KTHW-FLAG-023 "$(at kube-controller-manager.service --address)"
expect 7 KTHW-FLAG-023 "$(at kube-scheduler.service --address)"

begin manager-port-by-default --version 1.10
controller_manager --address=127.0.0.1
sed -i '/--auth/d' "$bad/kube-controller-manager.service" "$good/kube-controller-manager.service"
spoil kube-controller-manager.service 's/--address=127.0.0.1/--v=2/'
expect 7 KTHW-FLAG-023 "$(at kube-controller-manager.service ExecStart)"

begin no-node-restriction --version 1.14
api_server --insecure-port=0
spoil kube-apiserver.service 's/=NodeRestriction/=NamespaceLifecycle,Priority,ServiceAccount/'
expect 44 KTHW-FLAG-026 "$(at kube-apiserver.service Priority)"

begin profiling --version 1.30
api_server_new
controller_manager
without_flag kube-apiserver profiling
spoil kube-controller-manager.service 's/--profiling=false/--v=2/'
expect 8 KTHW-FLAG-028 "$(at kube-apiserver.service ExecStart)"
expect 8 KTHW-FLAG-028 "$(at kube-controller-manager.service ExecStart)"

begin audit-without-policy --version 1.30
api_server_new
without_flag kube-apiserver audit-policy-file
expect 5 KTHW-FLAG-029 "$(at kube-apiserver.service --audit-log-path)"

begin kubelets-unverified --version 1.30
api_server_new
without_flag kube-apiserver kubelet-certificate-authority
expect - KTHW-FLAG-030 "$(at kube-apiserver.service --kubelet-client-certificate)"

begin no-front-proxy --version 1.30
api_server_new
spoil kube-apiserver.service '/--requestheader/d; /--proxy-client/d'
expect 12 KTHW-FLAG-032 "$(at kube-apiserver.service ExecStart)"

begin no-delegation --version 1.30
controller_manager
scheduler
spoil kube-controller-manager.service '/--auth/d'
spoil kube-scheduler.service '/--auth/d'
expect 13 KTHW-FLAG-031 "$(at kube-controller-manager.service ExecStart)"
expect 13 KTHW-FLAG-031 "$(at kube-scheduler.service ExecStart)"

begin no-clients --version 1.30
api_server_new
without_flag kube-apiserver client-ca-file
expect - KTHW-FLAG-033 "$(at kube-apiserver.service ExecStart)"
