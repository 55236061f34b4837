#!/usr/bin/env bash
# Units, and scripts that write them: what systemd reads otherwise than meant.
# shellcheck disable=SC2119 # their own arguments are meant, where there are any
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$(dirname "${BASH_SOURCE[0]}")/hard-way.bash"

begin swallowed-restart --version 1.18
kubelet
spoil kubelet.service 's/--hostname-override=node-1$/& \\/'
expect 79 KTHW-UNIT-002 "$(at kubelet.service Restart=)"

begin pasted-end-mark
etcd
spoil etcd.service 's/^WantedBy=.*/&\nEOF>   --initial-cluster-state new\nEOF/'
expect 80 KTHW-UNIT-001 etcd.service

begin end-mark-in-the-unit
etcd
printf 'EOF\n' >>"$bad/etcd.service"
expect 80 KTHW-UNIT-001 "$(at etcd.service EOF)"

begin lost-flags --version 1.30
kubelet
spoil kubelet.service '/--kubeconfig/s/ \\$//'
expect - KTHW-UNIT-003 "$(at kubelet.service --hostname)"

begin doubled-backslashes --version 1.30
kubelet
spoil kubelet.service 's/ \\$/ \\\\/'
expect - KTHW-UNIT-003 "$(at kubelet.service --config)"

begin endless-document --version 1.30
cat >"$good/kubelet.sh" <<'SCRIPT'
cat <<EOF | sudo tee /etc/systemd/system/kubelet.service
[Unit]
Description=kubelet

[Service]
ExecStart=/usr/local/bin/kubelet \\
  --config=/var/lib/kubelet/kubelet-config.yaml \\
  --kubeconfig=/var/lib/kubelet/kubeconfig \\
  --node-ip=${INTERNAL_IP}
Restart=always

[Install]
WantedBy=multi-user.target
EOF
sudo systemctl start kubelet
SCRIPT
cp "$good/kubelet.sh" "$bad/kubelet.sh"
spoil kubelet.sh 's/^EOF$/  EOF/'
expect 80 KTHW-UNIT-004 kubelet.sh:1

begin lone-backslash --version 1.30
cp "$out/endless-document/good/kubelet.sh" "$good/kubelet.sh"
cp "$good/kubelet.sh" "$bad/kubelet.sh"
spoil kubelet.sh '/--config/s/\\\\$/\\/'
expect 54 KTHW-UNIT-005 "$(at kubelet.sh --config)"

begin untyped
etcd
spoil etcd.service '/^Type=/d'
expect 14 KTHW-UNIT-006 "$(at etcd.service ExecStart)"

begin wrong-type --version 1.30
scheduler
spoil kube-scheduler.service 's/^ExecStart/Type=notify\n&/'
expect - KTHW-UNIT-007 "$(at kube-scheduler.service Type=)"

begin package-directory
etcd
echo 'Copy these to the machine.' | both README
mkdir -p "$bad/lib/systemd/system" "$good/etc/systemd/system"
mv "$bad/etcd.service" "$bad/lib/systemd/system"
mv "$good/etcd.service" "$good/etc/systemd/system"
expect 72 KTHW-UNIT-008 lib/systemd/system/etcd.service

begin stays-down --version 1.30
scheduler
spoil kube-scheduler.service '/^Restart/d'
expect - KTHW-UNIT-009 "$(at kube-scheduler.service ExecStart)"
