#!/usr/bin/env bash
# Flags as such: what a release does not have, what nobody has, what does nothing.
# shellcheck disable=SC2119 # their own arguments are meant, where there are any
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$(dirname "${BASH_SOURCE[0]}")/hard-way.bash"

begin flag-removed --version 1.30
api_server_new
with_flag kube-apiserver --enable-swagger-ui=true
with_flag kube-apiserver --kubelet-https=true
expect 19 KTHW-FLAG-002 "$(at kube-apiserver.service swagger)"
expect 19 KTHW-FLAG-002 "$(at kube-apiserver.service kubelet-https)"

begin flag-too-new --version 1.12
api_server --insecure-port=0 --experimental-encryption-provider-config=/var/lib/kubernetes/e.yaml
spoil kube-apiserver.service 's/--experimental-encryption/--encryption/'
expect 50 KTHW-FLAG-001 "$(at kube-apiserver.service --encryption-provider)"

begin flag-deprecated --version 1.14
api_server --insecure-port=0 --encryption-provider-config=/var/lib/kubernetes/e.yaml
spoil kube-apiserver.service 's/--encryption-provider/--experimental-encryption-provider/'
expect 50 KTHW-FLAG-003 "$(at kube-apiserver.service --experimental)"

begin flag-dead --version 1.14
api_server --insecure-port=0
kubelet --container-runtime=remote \
  --container-runtime-endpoint=unix:///run/containerd/containerd.sock
for flag in --enable-swagger-ui=true --kubelet-https=true --event-ttl=1h \
  --service-node-port-range=30000-32767; do
  with_flag kube-apiserver "$flag"
  expect 19 KTHW-FLAG-004 "$(at kube-apiserver.service "$flag")"
done
for flag in --network-plugin=cni --image-pull-progress-deadline=2m --register-node=true; do
  with_flag kubelet "$flag"
  expect 19 KTHW-FLAG-004 "$(at kubelet.service "$flag")"
done

begin kubelet-of-docker --version 1.24
kubelet --container-runtime-endpoint=unix:///run/containerd/containerd.sock
with_flag kubelet --network-plugin=kubenet
with_flag kubelet --pod-cidr=10.99.1.0/24
expect 39 KTHW-FLAG-002 "$(at kubelet.service --network-plugin)"
expect 39 KTHW-FLAG-004 "$(at kubelet.service --pod-cidr)"

begin kubelet-privileged --version 1.15
kubelet
with_flag kubelet --allow-privileged=true
expect 52 KTHW-FLAG-002 "$(at kubelet.service --allow-privileged)"

begin runtime-docker --version 1.26
kubelet
both kubelet-config.yaml <<'EOF'
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: /var/lib/kubernetes/ca.pem}
authorization: {mode: Webhook}
cgroupDriver: systemd
clusterDomain: cluster.local
clusterDNS: [10.32.0.10]
resolvConf: /run/systemd/resolve/resolv.conf
EOF
sed -i 's|--hostname|--container-runtime-endpoint=unix:///run/containerd/containerd.sock \\\n  --hostname|' \
  "$good/kubelet.service"
spoil kubelet.service 's/^Description.*/&\nAfter=docker.service\nRequires=docker.service/'
expect 52 KTHW-FLAG-063 "$(at kubelet.service Requires=)"

# Two flags of 1.32 and one that went with 1.23.
begin flags-of-no-release
api_server_new --requestheader-uid-headers=X-Remote-Uid \
  --encryption-provider-config-automatic-reload=true
with_flag kube-apiserver --enable-swagger-ui=true
expect 19 KTHW-FLAG-002 "$(at kube-apiserver.service swagger)"

# The commands of somebody who types them by hand.
begin typed-by-hand
both start.sh <<'EOF'
#!/bin/sh
kubectl delete pods --all
kube-scheduler --config=/etc/kubernetes/scheduler.yaml &
EOF
cat >>"$bad/start.sh" <<'EOF'
Kubelet --config=/var/lib/kubelet/config.yaml
kubelet delete pods --all
sudo nohup kube-apiserver --etc-servers=https://10.240.0.11:2379 \
  --authorization-mode=Node,RBAC &
EOF
expect 38 KTHW-FLAG-007 "$(at start.sh Kubelet)"
expect 38 KTHW-FLAG-006 "$(at start.sh 'kubelet delete')"
expect 36 KTHW-FLAG-005 "$(at start.sh --etc-servers)"

begin one-dash --version 1.30
api_server_new
spoil kube-apiserver.service 's/--profiling/-profiling/'
expect - KTHW-FLAG-011 "$(at kube-apiserver.service -profiling)"

begin switch-with-word --version 1.30
api_server_new
spoil kube-apiserver.service 's/--allow-privileged=true/--allow-privileged true/'
expect - KTHW-FLAG-006 "$(at kube-apiserver.service --allow-privileged)"

begin runtime-config-idle --version 1.14
api_server --insecure-port=0
with_flag kube-apiserver --runtime-config=api/all
expect 49 KTHW-FLAG-010 "$(at kube-apiserver.service --runtime-config)"

begin runtime-config-fatal --version 1.30
api_server_new --runtime-config=batch/v2alpha1=true
spoil kube-apiserver.service 's|=batch/v2alpha1=true|=api/all|'
expect 49 KTHW-FLAG-009 "$(at kube-apiserver.service --runtime-config)"

begin runtime-config-quoted --version 1.30
api_server_new --runtime-config=batch/v2alpha1=true
spoil kube-apiserver.service "s|=batch/v2alpha1=true|='api/all=true'|"
expect 49 KTHW-FLAG-008 "$(at kube-apiserver.service --runtime-config)"

begin initializers --version 1.14
api_server --insecure-port=0
spoil kube-apiserver.service \
  's/--enable-admission-plugins=NodeRestriction/--admission-control=Initializers,NodeRestriction/'
expect 62 KTHW-FLAG-009 "$(at kube-apiserver.service Initializers)"
expect 62 KTHW-FLAG-004 "$(at kube-apiserver.service Initializers)"

begin accounts-without-issuer --version 1.24
api_server_new --v=2
without_flag kube-apiserver service-account-issuer service-account-signing-key-file
expect 40 KTHW-FLAG-061 "$(at kube-apiserver.service --service-account-key-file)"

begin accounts-without-key --version 1.14
controller_manager --port=0
without_flag kube-controller-manager service-account-private-key-file
expect 40 KTHW-FLAG-062 "$(at kube-controller-manager.service ExecStart)"

begin account-key-private --version 1.30
api_server_new
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -quiet 2>/dev/null \
  >"$work/service-account-key.pem" ||
  openssl ecparam -genkey -name prime256v1 -noout >"$work/service-account-key.pem"
chmod 0600 "$work/service-account-key.pem"
openssl pkey -in "$work/service-account-key.pem" -pubout -out "$good/service-account.pub"
for set in "$bad" "$good"; do cp -p "$work/service-account-key.pem" "$set"; done
spoil kube-apiserver.service 's/service-account\.pub/service-account-key.pem/'
expect 63 KTHW-REF-005 "$(at kube-apiserver.service --service-account-key-file)"

begin account-key-of-another --version 1.30
api_server_new
openssl ecparam -genkey -name prime256v1 -noout >"$work/other.pem"
openssl pkey -in "$work/other.pem" -pubout -out "$bad/service-account.pub"
openssl pkey -in "$work/service-account-key.pem" -pubout -out "$good/service-account.pub"
for set in "$bad" "$good"; do cp -p "$work/service-account-key.pem" "$set"; done
expect - KTHW-REF-004 "$(at kube-apiserver.service --service-account-signing)"
