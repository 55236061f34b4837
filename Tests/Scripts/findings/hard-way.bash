# shellcheck shell=bash disable=SC2120,SC2154
# Sourced by the scripts that write units: the programs of a small cluster as
# tutorials start them, and as they should.

# A unit NAME.service in both sets, from the flags on standard input: a flag a line.
unit() { # PROGRAM [SETTING]
  local program=$1 flags
  shift
  flags=$(cat)
  {
    printf '[Unit]\nDescription=%s\n\n[Service]\n' "$program"
    [ $# -eq 0 ] || printf '%s\n' "$@"
    printf 'ExecStart=/usr/local/bin/%s' "$program"
    while IFS= read -r flag; do
      printf ' \\\n  %s' "$flag"
    done <<<"$flags"
    printf '\nRestart=on-failure\nRestartSec=5\n\n[Install]\nWantedBy=multi-user.target\n'
  } | both "$program.service"
}

# What every API server from 1.10 on should have.
api_server_flags() {
  cat <<'EOF'
--advertise-address=10.240.0.11
--bind-address=0.0.0.0
--allow-privileged=true
--audit-log-path=/var/log/kubernetes/audit.log
--audit-policy-file=/etc/kubernetes/audit-policy.yaml
--authorization-mode=Node,RBAC
--client-ca-file=/var/lib/kubernetes/ca.pem
--enable-admission-plugins=NodeRestriction
--etcd-cafile=/var/lib/kubernetes/etcd-ca.pem
--etcd-certfile=/var/lib/kubernetes/etcd-client.pem
--etcd-keyfile=/var/lib/kubernetes/etcd-client-key.pem
--etcd-servers=https://10.240.0.11:2379
--kubelet-certificate-authority=/var/lib/kubernetes/ca.pem
--kubelet-client-certificate=/var/lib/kubernetes/kubelet-client.pem
--kubelet-client-key=/var/lib/kubernetes/kubelet-client-key.pem
--profiling=false
--proxy-client-cert-file=/var/lib/kubernetes/front-proxy-client.pem
--proxy-client-key-file=/var/lib/kubernetes/front-proxy-client-key.pem
--requestheader-allowed-names=front-proxy-client
--requestheader-client-ca-file=/var/lib/kubernetes/front-proxy-ca.pem
--requestheader-group-headers=X-Remote-Group
--requestheader-username-headers=X-Remote-User
--service-account-key-file=/var/lib/kubernetes/service-account.pub
--service-cluster-ip-range=10.32.0.0/24
--tls-cert-file=/var/lib/kubernetes/kubernetes.pem
--tls-private-key-file=/var/lib/kubernetes/kubernetes-key.pem
EOF
}

# An API server's unit; what differs by release is given: flags, one a word.
api_server() {
  { api_server_flags; [ $# -eq 0 ] || printf '%s\n' "$@"; } | unit kube-apiserver Type=notify
}
api_server_new() {
  api_server --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --service-account-signing-key-file=/var/lib/kubernetes/service-account-key.pem "$@"
}

controller_manager() {
  {
    cat <<'EOF'
--kubeconfig=/var/lib/kubernetes/kube-controller-manager.kubeconfig
--authentication-kubeconfig=/var/lib/kubernetes/kube-controller-manager.kubeconfig
--authorization-kubeconfig=/var/lib/kubernetes/kube-controller-manager.kubeconfig
--bind-address=127.0.0.1
--cluster-signing-cert-file=/var/lib/kubernetes/ca.pem
--cluster-signing-key-file=/var/lib/kubernetes/ca-key.pem
--root-ca-file=/var/lib/kubernetes/ca.pem
--service-account-private-key-file=/var/lib/kubernetes/service-account-key.pem
--use-service-account-credentials=true
--profiling=false
EOF
    [ $# -eq 0 ] || printf '%s\n' "$@"
  } | unit kube-controller-manager
}

scheduler() {
  {
    cat <<'EOF'
--config=/etc/kubernetes/config/kube-scheduler.yaml
--authentication-kubeconfig=/var/lib/kubernetes/kube-scheduler.kubeconfig
--authorization-kubeconfig=/var/lib/kubernetes/kube-scheduler.kubeconfig
--bind-address=127.0.0.1
EOF
    [ $# -eq 0 ] || printf '%s\n' "$@"
  } | unit kube-scheduler
}

kubelet() {
  {
    cat <<'EOF'
--config=/var/lib/kubelet/kubelet-config.yaml
--kubeconfig=/var/lib/kubelet/kubeconfig
--hostname-override=node-1
EOF
    [ $# -eq 0 ] || printf '%s\n' "$@"
  } | unit kubelet
}

# A member of three.
etcd() {
  {
    cat <<'EOF'
--name=etcd-1
--data-dir=/var/lib/etcd
--listen-client-urls=https://10.240.0.11:2379,https://127.0.0.1:2379
--advertise-client-urls=https://10.240.0.11:2379
--listen-peer-urls=https://10.240.0.11:2380
--initial-advertise-peer-urls=https://10.240.0.11:2380
--initial-cluster=etcd-1=https://10.240.0.11:2380,etcd-2=https://10.240.0.12:2380,etcd-3=https://10.240.0.13:2380
--initial-cluster-token=hard-way
--initial-cluster-state=new
--trusted-ca-file=/etc/etcd/etcd-ca.pem
--cert-file=/etc/etcd/etcd.pem
--key-file=/etc/etcd/etcd-key.pem
--client-cert-auth
--peer-trusted-ca-file=/etc/etcd/etcd-ca.pem
--peer-cert-file=/etc/etcd/etcd-peer.pem
--peer-key-file=/etc/etcd/etcd-peer-key.pem
--peer-client-cert-auth
EOF
    [ $# -eq 0 ] || printf '%s\n' "$@"
  } | unit etcd Type=notify
}

# The bad set's file, changed by sed.
spoil() { # FILE SED-EXPRESSION…
  local file=$1
  shift
  sed -i "$@" "$bad/$file"
}

# A flag that only the bad set has, as the first one.
with_flag() { # PROGRAM FLAG
  local escaped=${2//\//\\/}
  spoil "$1.service" "s/^\\(ExecStart=.*\\) \\\\\$/\\1 \\\\\\n  $escaped \\\\/"
}

# Flags that only the good set has.
without_flag() { # PROGRAM FLAG…
  local program=$1 flag
  shift
  for flag in "$@"; do spoil "$program.service" "/^  --${flag}[= ]/d"; done
}

# FILE:LINE of the first line of the bad set's file that has a text.
at() { # FILE TEXT
  local line
  line=$(grep -nF -e "$2" "$bad/$1" | head -n 1 | cut -d: -f1)
  [ -n "$line" ] || { echo "no line of $1 has $2" >&2; exit 1; }
  printf '%s:%s' "$1" "$line"
}
