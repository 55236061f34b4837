#!/usr/bin/env bash
# Every component's kubeconfig, for masters behind a load balancer: kubelets
# and kube-proxy go through it, what runs on a master stays there.
#
# Wants kubectl on PATH and, in ./certs, the certificates that an earlier
# chapter made.
set -euo pipefail

cd certs
export KUBERNETES_ADDRESS=10.128.15.226

for instance in node1 node2; do
  kubectl config set-cluster mycluster \
    --certificate-authority=ca.pem \
    --embed-certs=true \
    --server=https://${KUBERNETES_ADDRESS}:6443 \
    --kubeconfig=${instance}.kubeconfig

  kubectl config set-credentials system:node:${instance} \
    --client-certificate=${instance}.pem \
    --client-key=${instance}-key.pem \
    --embed-certs=true \
    --kubeconfig=${instance}.kubeconfig

  kubectl config set-context default \
    --cluster=mycluster \
    --user=system:node:${instance} \
    --kubeconfig=${instance}.kubeconfig

  kubectl config use-context default --kubeconfig=${instance}.kubeconfig
done

component() {
  kubectl config set-cluster mycluster \
            --certificate-authority=ca.pem \
            --embed-certs=true \
            --server="https://$3:6443" \
            --kubeconfig="$1.kubeconfig"

  kubectl config set-credentials "$2" \
            --client-certificate="$1.pem" \
            --client-key="$1-key.pem" \
            --embed-certs=true \
            --kubeconfig="$1.kubeconfig"

  kubectl config set-context default \
            --cluster=mycluster \
            --user="$2" \
            --kubeconfig="$1.kubeconfig"

  kubectl config use-context default --kubeconfig="$1.kubeconfig"
}

component kube-proxy system:kube-proxy "$KUBERNETES_ADDRESS"
component kube-controller-manager system:kube-controller-manager 127.0.0.1
component kube-scheduler system:kube-scheduler 127.0.0.1
component admin admin 127.0.0.1
