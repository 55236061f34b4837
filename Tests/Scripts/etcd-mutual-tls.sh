#!/usr/bin/env bash
# Starts an etcd that asks its clients for certificates, and tries to speak
# with it in four ways. Prints what came of each.
#
# Wants cfssl, cfssljson, etcd and etcdctl on PATH; KEY (JSON), CLIENT_PORT and
# PEER_PORT in the environment.
set -euo pipefail

cat > ca-config.json <<'JSON'
{"signing": {"default": {"expiry": "1h", "usages":
  ["signing", "key encipherment", "server auth", "client auth"]}}}
JSON
request() { printf '{"CN": "%s", "key": %s, "names": [{"O": "%s"}]}\n' "$2" "$KEY" "$3" > "$1.json"; }
for authority in ca other; do
  request "$authority" "$authority" Kubernetes
  cfssl gencert -initca "$authority.json" | cfssljson -bare "$authority"
done
leaf() { # NAME AUTHORITY [HOSTS]
  request "$1" "$1" Kubernetes
  cfssl gencert -ca="$2.pem" -ca-key="$2-key.pem" -config=ca-config.json ${3:+-hostname=$3} \
    "$1.json" | cfssljson -bare "$1"
}
leaf kubernetes ca localhost,127.0.0.1
leaf client ca
leaf stranger other

endpoint=https://127.0.0.1:$CLIENT_PORT
peer=https://127.0.0.1:$PEER_PORT
etcd --name member --data-dir "$PWD/data" --logger=zap --log-outputs="$PWD/etcd.log" \
  --cert-file=kubernetes.pem --key-file=kubernetes-key.pem \
  --peer-cert-file=kubernetes.pem --peer-key-file=kubernetes-key.pem \
  --trusted-ca-file=ca.pem --peer-trusted-ca-file=ca.pem \
  --peer-client-cert-auth --client-cert-auth \
  --listen-client-urls "$endpoint" --advertise-client-urls "$endpoint" \
  --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" \
  --initial-cluster "member=$peer" --unsafe-no-fsync >etcd.out 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true' EXIT

export ETCDCTL_API=3
etcd_client() {
  etcdctl --endpoints="$endpoint" --dial-timeout=3s --command-timeout=5s "$@" 2>>etcdctl.log
}
trusted=(--cacert=ca.pem --cert=client.pem --key=client-key.pem)

for _ in $(seq 60); do
  if etcd_client "${trusted[@]}" endpoint health >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { tail -n 20 etcd.out etcd.log >&2; exit 1; }
  sleep 0.5
done

etcd_client "${trusted[@]}" put key value >/dev/null || { cat etcdctl.log >&2; exit 1; }
echo "with a certificate:" $(etcd_client "${trusted[@]}" get key)

try() {
  local how=$1
  shift
  if etcd_client "$@" get key >/dev/null; then echo "$how: served"; else echo "$how: refused"; fi
}
try "without a certificate" --cacert=ca.pem
try "with another authority's certificate" --cacert=ca.pem --cert=stranger.pem --key=stranger-key.pem
try "with another authority's trust" --cacert=other.pem --cert=client.pem --key=client-key.pem
