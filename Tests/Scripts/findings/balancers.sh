#!/usr/bin/env bash
# Load balancers and health proxies.
# A $ in sed's words is the last line, not a variable:
# shellcheck disable=SC2016
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cluster() {
  cat <<'TEXT'
apiVersion: kthwctl/v1alpha1
kind: Cluster
metadata:
  name: hard-way
spec:
  kubernetesVersion: "1.31"
  endpoint: https://192.168.26.10:6443
  hosts:
  - name: haproxy
    address: 192.168.26.10
    roles: [load-balancer]
  - name: controller-1
    address: 192.168.26.11
    roles: [control-plane, etcd]
  - name: controller-2
    address: 192.168.26.12
    roles: [control-plane, etcd]
  - name: controller-3
    address: 192.168.26.13
    roles: [control-plane, etcd, worker]
TEXT
}

in_cluster() {
  altered "$@"
  cluster | meant_for
}

haproxy() {
  cat <<'TEXT'
global
    log /dev/log local0

defaults
    mode tcp
    timeout connect 5s
    timeout client 4h
    timeout server 4h

frontend kubernetes
    bind 192.168.26.10:6443
    default_backend controllers

backend controllers
    balance leastconn
    option httpchk GET /readyz
    http-check expect status 200
    default-server check check-ssl verify required ca-file /etc/kubernetes/ca.pem inter 2s
    server controller-1 192.168.26.11:6443
    server controller-2 192.168.26.12:6443
    server controller-3 192.168.26.13:6443

listen stats
    bind 127.0.0.1:9000
    mode http
    stats enable
    stats uri /
TEXT
}
h() { altered "haproxy-$1" "$2" "KTHW-LB-$3" "$4" haproxy.cfg haproxy "${@:5}"; }
h connections-only 66 001 17 '/httpchk/d; /http-check/d; s/check check-ssl.*/check/'
h unchecked - 002 18 '/default-server/d'
h open-statistics 66 003 24 's/bind 127.0.0.1:9000/bind *:9000/'
h short-timeouts - 004 8 's/4h/50s/'
h old-path - 009 16 's/readyz/healthz/' --version 1.20
in_cluster haproxy-strange-server - KTHW-LB-010 20 haproxy.cfg haproxy 's/26.12/26.99/'
in_cluster haproxy-strange-port - KTHW-LB-010 20 haproxy.cfg haproxy 's/26.12:6443/26.12:443/'

nginx() {
  cat <<'TEXT'
worker_processes auto;
include /etc/nginx/modules-enabled/*.conf;
events { worker_connections 4096; }
stream {
    upstream kube-apiservers {
        least_conn;
        server 192.168.26.11:6443 max_fails=1 fail_timeout=5s;
        server 192.168.26.12:6443 max_fails=1 fail_timeout=5s;
    }
    server {
        listen 6443;
        proxy_pass kube-apiservers;
        proxy_connect_timeout 2s;
        proxy_timeout 4h;
    }
}
TEXT
}
n() { altered "nginx-$1" "$2" "KTHW-LB-$3" "$4" nginx.conf nginx "${@:5}"; }
n no-failover 55 005 5 's/ max_fails.*;/;/; /proxy_connect/d'
n no-module - 006 3 '/modules-enabled/d'
n short-timeout - 004 14 's/4h/30s/'
in_cluster nginx-strange-server 82 KTHW-LB-010 7 nginx.conf nginx 's/26.11/26.99/'

health() {
  cat <<'TEXT'
server {
    listen 80;
    server_name kubernetes.default.svc.cluster.local;
    location = /readyz {
        proxy_pass https://127.0.0.1:6443/readyz;
        proxy_ssl_trusted_certificate /var/lib/kubernetes/ca.pem;
        proxy_ssl_verify on;
        proxy_ssl_name kubernetes.default.svc.cluster.local;
    }
}
TEXT
}
p() { altered "health-$1" "$2" "KTHW-LB-$3" "$4" nginx-health.conf health "${@:5}"; }
p unverified 84 007 5 '/proxy_ssl_verify/d; /proxy_ssl_name/d'
p unnamed - 008 5 '/proxy_ssl_name/d'
p old-path 84 009 5 's/readyz/healthz/' --version 1.18
