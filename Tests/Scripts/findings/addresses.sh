#!/usr/bin/env bash
# Addresses, ranges and counts in flags.
# shellcheck disable=SC2119 # their own arguments are meant, where there are any
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$(dirname "${BASH_SOURCE[0]}")/hard-way.bash"

begin advertised-loopback --version 1.14
api_server --insecure-port=0
spoil kube-apiserver.service 's/--advertise-address=.* /--advertise-address=127.0.2.110 /'
expect 30 KTHW-FLAG-041 "$(at kube-apiserver.service --advertise)"

begin nothing-advertised --version 1.30
api_server_new
without_flag kube-apiserver advertise-address
expect - KTHW-FLAG-042 "$(at kube-apiserver.service ExecStart)"

begin no-service-range --version 1.30
api_server_new
without_flag kube-apiserver service-cluster-ip-range
expect - KTHW-FLAG-043 "$(at kube-apiserver.service ExecStart)"

begin ranges-disagree --version 1.30
api_server_new
controller_manager --allocate-node-cidrs=true --cluster-cidr=10.200.0.0/16 \
  --service-cluster-ip-range=10.32.0.0/24
spoil kube-controller-manager.service 's/10.32.0.0/10.96.0.0/'
expect - KTHW-FLAG-044 "$(at kube-controller-manager.service 10.96)"

begin pod-range-idle --version 1.30
controller_manager --allocate-node-cidrs=true --cluster-cidr=10.200.0.0/16
spoil kube-controller-manager.service 's/--allocate-node-cidrs=true/--v=2/'
expect - KTHW-FLAG-045 "$(at kube-controller-manager.service --cluster-cidr)"

begin ranges-overlap --version 1.30
api_server_new
controller_manager --allocate-node-cidrs=true --cluster-cidr=10.200.0.0/16 \
  --service-cluster-ip-range=10.32.0.0/24
for file in kube-apiserver kube-controller-manager; do
  spoil $file.service 's|10.32.0.0/24|10.200.0.0/16|'
done
expect 29 KTHW-FLAG-046 "$(at kube-apiserver.service --service-cluster)"

begin machine-among-pods --version 1.30
api_server_new
controller_manager --allocate-node-cidrs=true --cluster-cidr=10.200.0.0/16
spoil kube-controller-manager.service 's|10.200.0.0/16|10.240.0.0/16|'
expect 29 KTHW-FLAG-046 "$(at kube-controller-manager.service --cluster-cidr)"

begin range-with-host-bits --version 1.30
api_server_new
spoil kube-apiserver.service 's|10.32.0.0/24|10.32.0.5/24|'
expect - KTHW-FLAG-048 "$(at kube-apiserver.service --service-cluster)"

begin bound-to-one-address --version 1.10
api_server --insecure-port=0
make_ca "$work/bound"
make_cert "$work/bound" client system:kube-scheduler "" "" "client auth"
for set in "$bad" "$good"; do
  kubectl config --kubeconfig="$set/local.kubeconfig" set-cluster kubernetes --embed-certs \
    --certificate-authority="$work/bound/ca.pem" --server=https://127.0.0.1:6443
  kubectl config --kubeconfig="$set/local.kubeconfig" set-credentials system:kube-scheduler \
    --embed-certs --client-certificate="$work/bound/client.pem" \
    --client-key="$work/bound/client-key.pem"
  kubectl config --kubeconfig="$set/local.kubeconfig" set-context default --cluster=kubernetes \
    --user=system:kube-scheduler
  kubectl config --kubeconfig="$set/local.kubeconfig" use-context default
done >/dev/null
spoil kube-apiserver.service 's/--bind-address=0.0.0.0/--bind-address=10.240.0.11/'
expect 65 KTHW-FLAG-047 "$(at kube-apiserver.service --bind-address)"

begin server-count --version 1.14
api_server --insecure-port=0
with_flag kube-apiserver --apiserver-count=3
expect 11 KTHW-FLAG-049 "$(at kube-apiserver.service --apiserver-count)"
