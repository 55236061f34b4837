#!/usr/bin/env bash
# The reader tries the parts of a cluster out on one machine, without TLS; the
# kubelet then takes the kubeconfig from the reader's home.
#
# Wants kubectl on PATH.
set -euo pipefail

kubectl config set-cluster localhost --server=http://localhost:8080
kubectl config set-context localhost --cluster=localhost
kubectl config use-context localhost
kubectl config view
