#!/usr/bin/env bash
# The administrator's kubeconfig, first in a file of its own, then step by step
# in the home directory of another machine, where certificates stay outside.
#
# Wants kubectl on PATH and, in ./certs, the certificates that an earlier
# chapter made.
set -euo pipefail

kubectl config set-cluster the-hard-way --certificate-authority=certs/ca.pem --embed-certs=true --server=https://127.0.0.1:6443 --kubeconfig=admin.kubeconfig
cut -b -50 admin.kubeconfig
kubectl config set-credentials admin --client-certificate=certs/admin.pem --client-key=certs/admin-key.pem --embed-certs=true --kubeconfig=admin.kubeconfig
cut -b -50 admin.kubeconfig
kubectl config set-context default --cluster=the-hard-way --user=admin --kubeconfig=admin.kubeconfig
kubectl config use-context default --kubeconfig=admin.kubeconfig
cut -b -50 admin.kubeconfig

kubectl config set-cluster the-hard-way
cat ~/.kube/config
kubectl config set clusters.the-hard-way.server https://172.31.23.61:6443
kubectl config set-cluster the-hard-way --embed-certs=true --certificate-authority certs/ca.pem
kubectl config set-credentials admin --client-certificate=certs/admin.pem  --client-key=certs/admin-key.pem
kubectl config set-context the-hard-way --cluster=the-hard-way --user=admin
kubectl config view
kubectl config use-context the-hard-way
kubectl config current-context
kubectl config get-contexts
