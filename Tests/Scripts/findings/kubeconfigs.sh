#!/usr/bin/env bash
# Kubeconfigs: what they say, what they show, where they lie and lead.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

make_ca "$work/pki"
make_cert "$work/pki" admin admin system:masters "" "client auth"
make_cert "$work/pki" proxy system:kube-proxy "" "" "client auth"

# A kubeconfig FILE, made by kubectl, for the user NAME whose pair is in the
# DIRECTORY; its context is NAME@kubernetes.
kubeconfig() { # FILE NAME DIRECTORY/PAIR SERVER
  mkdir -p "$(dirname "$1")"
  {
    kubectl config set-cluster kubernetes --server="$4" --kubeconfig="$1" \
      --certificate-authority="$(dirname "$3")/ca.pem" --embed-certs=true
    kubectl config set-credentials "$2" --kubeconfig="$1" --embed-certs=true \
      --client-certificate="$3.pem" --client-key="$3-key.pem"
    kubectl config set-context "$2@kubernetes" --cluster=kubernetes --user="$2" --kubeconfig="$1"
    kubectl config use-context "$2@kubernetes" --kubeconfig="$1"
  } >/dev/null
}

# The line of FILE in which TEXT stands for the first time.
line() { grep -nF -- "$2" "$1" | head -1 | cut -d: -f1; }

kubeconfig "$work/admin.kubeconfig" admin "$work/pki/admin" https://192.168.26.10:6443
twin() { install -m 600 "$work/admin.kubeconfig" "$1"; }

begin dangling-context
twin "$good/admin.kubeconfig"
sed 's/current-context: .*/current-context: admn@kubernetes/' "$good/admin.kubeconfig" \
  >"$bad/admin.kubeconfig"
chmod 600 "$bad/admin.kubeconfig"
expect - KTHW-KC-001 "admin.kubeconfig:$(line "$bad/admin.kubeconfig" current-context:)"

begin stale-endpoint
cluster_of_two 26 worker-1 | meant_for
for set in "$good 192.168.26.11" "$bad 192.168.26.99"; do
  twin "${set% *}/admin.kubeconfig"
  kubectl config set-cluster kubernetes --server="https://${set#* }:6443" \
    --kubeconfig="${set% *}/admin.kubeconfig" >/dev/null
done
expect - KTHW-KC-033 "admin.kubeconfig:$(line "$bad/admin.kubeconfig" server:)"

begin no-current-context
twin "$good/admin.kubeconfig"
twin "$bad/admin.kubeconfig"
kubectl config unset current-context --kubeconfig="$bad/admin.kubeconfig" >/dev/null
expect - KTHW-KC-002 admin.kubeconfig

begin no-credentials
twin "$good/admin.kubeconfig"
twin "$bad/admin.kubeconfig"
kubectl config unset users.admin.client-certificate-data --kubeconfig="$bad/admin.kubeconfig" \
  >/dev/null
kubectl config unset users.admin.client-key-data --kubeconfig="$bad/admin.kubeconfig" >/dev/null
expect - KTHW-KC-003 admin.kubeconfig

# What one command changes in a kubeconfig that was right.
altered() { # CASE RULE TEXT-OF-THE-LINE KUBECTL-CONFIG-ARGUMENTS...
  begin "$1"
  twin "$good/admin.kubeconfig"
  twin "$bad/admin.kubeconfig"
  kubectl config "${@:4}" --kubeconfig="$bad/admin.kubeconfig" >/dev/null
  expect "${numbers:--}" "$2" "admin.kubeconfig:$(line "$bad/admin.kubeconfig" "$3")"
}

altered no-server KTHW-KC-004 'server: ""' set-cluster kubernetes --server=
numbers=31 altered plain-http KTHW-KC-005 server: set-cluster kubernetes \
  --server=http://192.168.26.10:8080
altered no-scheme KTHW-KC-006 server: set-cluster kubernetes --server=192.168.26.10:6443
altered unchecked KTHW-KC-007 insecure-skip set-cluster kubernetes --insecure-skip-tls-verify=true
altered password KTHW-KC-012 username: set-credentials admin --username=admin --password=admin

begin ca-and-insecure
twin "$good/admin.kubeconfig"
sed 's/^    server:/    insecure-skip-tls-verify: true\n    server:/' "$good/admin.kubeconfig" \
  >"$bad/admin.kubeconfig"
chmod 600 "$bad/admin.kubeconfig"
expect - KTHW-KC-008 "admin.kubeconfig:$(line "$bad/admin.kubeconfig" insecure-skip)"

begin tilde
twin "$good/admin.kubeconfig"
sed 's,client-key-data:.*,client-key: ~/admin-key.pem,' "$good/admin.kubeconfig" \
  >"$bad/admin.kubeconfig"
chmod 600 "$bad/admin.kubeconfig"
expect - KTHW-KC-009 "admin.kubeconfig:$(line "$bad/admin.kubeconfig" client-key:)"

begin half
twin "$good/admin.kubeconfig"
sed '/client-key-data:/d' "$good/admin.kubeconfig" >"$bad/admin.kubeconfig"
chmod 600 "$bad/admin.kubeconfig"
expect - KTHW-KC-010 admin.kubeconfig

begin misplaced-context
cat >"$bad/kubeconfig" <<'TEXT'
apiVersion: v1
kind: Config
clusters:
- cluster:
    server: http://127.0.0.1:8080
  name: localhost
- context:
    cluster: localhost
    user: ””
  name: local
current-context: local
users: []
TEXT
twin "$good/kubeconfig"
chmod 600 "$bad/kubeconfig"
expect 37 KTHW-KC-016 kubeconfig:7
expect 37 KTHW-KC-017 kubeconfig:9

begin orphan
twin "$good/admin.kubeconfig"
twin "$bad/admin.kubeconfig"
kubectl config set-cluster old --server=https://192.168.26.99:6443 \
  --certificate-authority="$work/pki/ca.pem" --embed-certs=true \
  --kubeconfig="$bad/admin.kubeconfig" >/dev/null
expect - KTHW-KC-015 admin.kubeconfig

begin torn-data
twin "$good/admin.kubeconfig"
sed 's/client-certificate-data: .*/client-certificate-data: aGVsbG8K/' "$good/admin.kubeconfig" \
  >"$bad/admin.kubeconfig"
chmod 600 "$bad/admin.kubeconfig"
expect - KTHW-KC-020 "admin.kubeconfig:$(line "$bad/admin.kubeconfig" client-certificate-data)"

begin mixed-pair
twin "$good/admin.kubeconfig"
twin "$bad/admin.kubeconfig"
kubectl config set-credentials admin --client-certificate="$work/pki/admin.pem" \
  --client-key="$work/pki/proxy-key.pem" --embed-certs=true \
  --kubeconfig="$bad/admin.kubeconfig" >/dev/null
expect - KTHW-KC-021 "admin.kubeconfig:$(line "$bad/admin.kubeconfig" client-key-data)"

# A pair that began years ago and ends after some days, which may be over.
ending() { # CASE NUMBERS RULE DAYS
  begin "$1"
  twin "$good/admin.kubeconfig"
  printf '{"signing":{"default":{"expiry":"8760h","usages":["client auth"],%s,%s}}}' \
    '"not_before":"2020-01-01T00:00:00Z"' \
    "\"not_after\":\"$(date -u -d "$4 days" +%Y-%m-%dT00:00:00Z)\"" >"$work/ending.json"
  printf '{"CN":"admin","key":{"algo":"ecdsa","size":256},"names":[{"O":"system:masters"}]}' \
    | cfssl gencert -loglevel 5 -ca "$work/pki/ca.pem" -ca-key "$work/pki/ca-key.pem" \
      -config "$work/ending.json" - | (cd "$work/pki" && cfssljson -bare ending)
  kubeconfig "$bad/admin.kubeconfig" admin "$work/pki/ending" https://192.168.26.10:6443
  expect "$2" "$3" "admin.kubeconfig:$(line "$bad/admin.kubeconfig" client-certificate-data)"
}
ending ended 18 KTHW-KC-022 -5
ending ending-soon 18 KTHW-KC-023 5

begin other-authority
twin "$good/admin.kubeconfig"
make_ca "$work/anew"
twin "$bad/admin.kubeconfig"
kubectl config set-cluster kubernetes --certificate-authority="$work/anew/ca.pem" \
  --embed-certs=true --kubeconfig="$bad/admin.kubeconfig" >/dev/null
expect - KTHW-KC-024 "admin.kubeconfig:$(line "$bad/admin.kubeconfig" client-certificate-data)"

begin store-authority
twin "$good/admin.kubeconfig"
make_ca "$work/etcd" etcd-ca
make_cert "$work/etcd" admin admin system:masters "" "client auth"
twin "$bad/admin.kubeconfig"
kubectl config set-credentials admin --client-certificate="$work/etcd/admin.pem" \
  --client-key="$work/etcd/admin-key.pem" --embed-certs=true \
  --kubeconfig="$bad/admin.kubeconfig" >/dev/null
expect - KTHW-KC-025 admin.kubeconfig

# Who it is: as tutorials spell it, and as it must be.
misspelt() { # CASE NUMBERS RULE CN O
  begin "$1"
  make_cert "$work/pki" misspelt "$4" "$5" "" "client auth"
  make_cert "$work/pki" right "${6:-system:node:node-1}" "${7-system:nodes}" "" "client auth"
  kubeconfig "$bad/node.kubeconfig" node "$work/pki/misspelt" https://192.168.26.10:6443
  kubeconfig "$good/node.kubeconfig" node "$work/pki/right" https://192.168.26.10:6443
  expect "$2" "$3" "node.kubeconfig:$(line "$bad/node.kubeconfig" client-certificate-data)"
}
misspelt node-plural 45 KTHW-KC-026 system:nodes:node-1 system:nodes
misspelt node-singular-group 21 KTHW-KC-026 system:node:node-1 system:node
misspelt any-name 61 KTHW-KC-026 any-name system:nodes
misspelt doubled-system - KTHW-KC-027 system:kube-scheduler system:system:kube-scheduler \
  system:kube-scheduler ""

begin administrator-on-server
for set in "$bad" "$good"; do
  kubeconfig "$set/hosts/node-1/var/lib/kube-proxy/kubeconfig" proxy "$work/pki/proxy" \
    https://192.168.26.10:6443
  mkdir -p "$set/pki"
  cp "$work/pki/ca.pem" "$set/pki"
done
kubeconfig "$bad/hosts/node-1/root/admin.kubeconfig" admin "$work/pki/admin" https://127.0.0.1:6443
expect 57 KTHW-KC-030 hosts/node-1/root/admin.kubeconfig
expect 57 KTHW-KC-032 hosts/node-1/root/admin.kubeconfig:5

begin administrator-at-loopback
kubeconfig "$bad/admin.kubeconfig" admin "$work/pki/admin" https://127.0.0.1:6443
twin "$good/admin.kubeconfig"
expect 57,65 KTHW-KC-031 admin.kubeconfig:5

begin foreign-node
for name in node-1 node-2; do
  make_cert "$work/pki" "$name" "system:node:$name" system:nodes "" "client auth"
  kubeconfig "$work/$name.kubeconfig" "$name" "$work/pki/$name" https://192.168.26.10:6443
  for set in "$bad" "$good"; do
    mkdir -p "$set/pki" "$set/hosts/$name/var/lib/kubelet"
    cp "$work/pki/ca.pem" "$set/pki"
    install -m 600 "$work/$name.kubeconfig" "$set/hosts/$name/var/lib/kubelet/kubeconfig"
  done
done
install -m 600 "$work/node-1.kubeconfig" "$bad/hosts/node-2/var/lib/kubelet/kubeconfig"
expect 26 KTHW-KC-034 hosts/node-2/var/lib/kubelet/kubeconfig

begin shared-node-credential
make_cert "$work/pki" worker system:node:worker system:nodes "" "client auth"
kubeconfig "$work/worker.kubeconfig" worker "$work/pki/worker" https://192.168.26.10:6443
for name in node-1 node-2; do
  for set in "$bad" "$good"; do
    mkdir -p "$set/pki" "$set/hosts/$name/var/lib/kubelet"
    cp "$work/pki/ca.pem" "$set/pki"
    install -m 600 "$work/$name.kubeconfig" "$set/hosts/$name/var/lib/kubelet/kubeconfig"
  done
  install -m 600 "$work/worker.kubeconfig" "$bad/hosts/$name/var/lib/kubelet/kubeconfig"
done
expect 26 KTHW-KC-035 hosts/node-2/var/lib/kubelet/kubeconfig

begin missing-file
mkdir -p "$bad/etc/kubernetes" "$good/etc/kubernetes"
kubeconfig "$good/etc/kubernetes/scheduler.kubeconfig" scheduler "$work/pki/right" \
  https://192.168.26.10:6443
sed 's,client-certificate-data: .*,client-certificate: /etc/kubernetes/pki/gone.crt,' \
  "$good/etc/kubernetes/scheduler.kubeconfig" >"$bad/etc/kubernetes/scheduler.kubeconfig"
chmod 600 "$bad/etc/kubernetes/scheduler.kubeconfig"
expect - KTHW-KC-028 etc/kubernetes/scheduler.kubeconfig
