#!/usr/bin/env bash
# What virtual machines run when they come up: kubeconfigs under /var/lib (here
# below the working directory), in directories that are not there yet.
#
# Wants kubectl on PATH and, in ./certs, the certificates that an earlier
# chapter made.
set -euo pipefail

cd certs
lib="$OLDPWD/var/lib"

kubectl config set-cluster kubernetes --certificate-authority=ca.pem --embed-certs=true --server=https://192.168.26.11:6443 --kubeconfig="$lib/kubernetes/kube-controller-manager.kubeconfig"
kubectl config set-credentials system:kube-controller-manager --client-certificate=kube-controller-manager.pem --client-key=kube-controller-manager-key.pem --embed-certs=true --kubeconfig="$lib/kubernetes/kube-controller-manager.kubeconfig"
kubectl config set-context default --cluster=kubernetes --user=system:kube-controller-manager --kubeconfig="$lib/kubernetes/kube-controller-manager.kubeconfig"
kubectl config use-context default --kubeconfig="$lib/kubernetes/kube-controller-manager.kubeconfig"

kubectl config set-cluster kubernetes --certificate-authority=ca.pem --embed-certs=true --server=https://192.168.26.10 --kubeconfig="$lib/kubelet/kubeconfig"
kubectl config set-credentials system:node:node-1 --client-certificate=node1.pem --client-key=node1-key.pem --embed-certs=true --kubeconfig="$lib/kubelet/kubeconfig"
kubectl config set-context default --cluster=kubernetes --user=system:node:node-1 --kubeconfig="$lib/kubelet/kubeconfig"
kubectl config use-context default --kubeconfig="$lib/kubelet/kubeconfig"

kubectl config set-cluster kubernetes --certificate-authority=ca.pem --embed-certs=true --server=https://192.168.26.10 --kubeconfig="$lib/kube-proxy/kubeconfig"
kubectl config set-credentials kube-proxy --client-certificate=kube-proxy.pem --client-key=kube-proxy-key.pem --embed-certs=true --kubeconfig="$lib/kube-proxy/kubeconfig"
kubectl config set-context default --cluster=kubernetes --user=kube-proxy --kubeconfig="$lib/kube-proxy/kubeconfig"
kubectl config use-context default --kubeconfig="$lib/kube-proxy/kubeconfig"
