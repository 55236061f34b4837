#!/usr/bin/env bash
# Members of etcd: who may come in, and who they are.
# A variable in sed's words is the script's that is written:
# shellcheck disable=SC2016
# shellcheck disable=SC2119 # their own arguments are meant, where there are any
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$(dirname "${BASH_SOURCE[0]}")/hard-way.bash"

begin etcd-of-the-cluster --version 1.30
etcd
api_server_new
mkdir "$work/cluster" "$work/store"
make_ca "$work/cluster" kubernetes-ca
make_ca "$work/store" etcd-ca
for set in "$bad" "$good"; do
  cp -p "$work/cluster/ca.pem" "$set/ca.pem"
  cp -p "$work/store/ca.pem" "$set/etcd-ca.pem"
done
spoil etcd.service 's|/etc/etcd/etcd-ca.pem|/etc/etcd/ca.pem|'
expect 1 KTHW-TRUST-001 "$(at etcd.service --trusted-ca-file)"

begin etcd-plain
etcd
spoil etcd.service 's|https://10.240.0.11:2379,|http://10.240.0.11:2379,|'
expect 31 KTHW-ETCD-001 "$(at etcd.service --listen-client)"

begin etcd-for-everybody
etcd
spoil etcd.service '/--client-cert-auth/{s/--client-cert-auth/--v=0/;s/--v=0 .*/--log-level=info \\/}'
expect - KTHW-ETCD-002 "$(at etcd.service ExecStart)"

begin etcd-plain-peers
etcd
spoil etcd.service 's/--peer-client-cert-auth/--log-level=info/'
expect - KTHW-ETCD-003 "$(at etcd.service ExecStart)"

begin etcd-two-members
etcd
spoil etcd.service 's/,etcd-3=[^ ]*//'
expect 10 KTHW-ETCD-004 "$(at etcd.service --initial-cluster=)"

begin etcd-by-script
cat >"$good/etcd.sh" <<'EOF'
#!/bin/bash
ETCD_NAME=$(hostname -s)
INTERNAL_IP=10.240.0.11
MASTER_2_IP=10.240.0.12
MASTER_3_IP=10.240.0.13
INITIAL_CLUSTER=$ETCD_NAME=https://$INTERNAL_IP:2380,master-2=https://$MASTER_2_IP:2380,master-3=https://$MASTER_3_IP:2380
cat <<UNIT | sudo tee /etc/systemd/system/etcd.service
[Unit]
Description=etcd

[Service]
Type=notify
ExecStart=/usr/local/bin/etcd \\
  --name ${ETCD_NAME} \\
  --cert-file=/etc/etcd/etcd.pem \\
  --key-file=/etc/etcd/etcd-key.pem \\
  --peer-cert-file=/etc/etcd/etcd.pem \\
  --peer-key-file=/etc/etcd/etcd-key.pem \\
  --trusted-ca-file=/etc/etcd/etcd-ca.pem \\
  --peer-trusted-ca-file=/etc/etcd/etcd-ca.pem \\
  --peer-client-cert-auth \\
  --client-cert-auth \\
  --initial-advertise-peer-urls https://${INTERNAL_IP}:2380 \\
  --listen-peer-urls https://${INTERNAL_IP}:2380 \\
  --listen-client-urls https://${INTERNAL_IP}:2379,https://127.0.0.1:2379 \\
  --advertise-client-urls https://${INTERNAL_IP}:2379 \\
  --initial-cluster-token hard-way \\
  --initial-cluster ${INITIAL_CLUSTER} \\
  --initial-cluster-state new \\
  --data-dir=/var/lib/etcd
Restart=on-failure
RestartSec=5

[Install]
WantedBy=multi-user.target
UNIT
sudo systemctl enable --now etcd
EOF
cp "$good/etcd.sh" "$bad/etcd.sh"
spoil etcd.sh 's/\(https:..$MASTER_2_IP\):2380/\1/'
expect 47 KTHW-ETCD-005 "$(at etcd.sh '--initial-cluster $')"

begin etcd-not-a-member
etcd
spoil etcd.service 's/--name=etcd-1/--name=controller-1/'
expect 47 KTHW-ETCD-006 "$(at etcd.service --name)"

begin etcd-other-url
etcd
spoil etcd.service 's|\(--initial-advertise-peer-urls\)=.* |\1=https://192.168.0.11:2380 |'
expect - KTHW-ETCD-006 "$(at etcd.service --initial-advertise)"

begin etcd-members-disagree
etcd
for set in "$bad" "$good"; do
  sed 's/--name=etcd-1/--name=etcd-2/; /urls=/s/10.240.0.11/10.240.0.12/g' "$set/etcd.service" \
    >"$set/etcd-2.service"
done
spoil etcd-2.service 's/--initial-cluster-token=hard-way/--initial-cluster-token=another/'
expect - KTHW-ETCD-007 etcd.service
mv "$bad/etcd.service" "$bad/etcd-9.service"
mv "$good/etcd.service" "$good/etcd-9.service"
spoil ../expect 's/etcd.service/etcd-9.service/'

begin etcd-elsewhere --version 1.30
etcd
for set in "$bad" "$good"; do
  sed -i 's/,etcd-2=[^ ]*//' "$set/etcd.service"
done
api_server_new
spoil kube-apiserver.service 's|https://10.240.0.11:2379|https://10.240.0.11:2380|'
expect 47 KTHW-ETCD-008 "$(at kube-apiserver.service --etcd-servers)"

begin etcd-by-name
etcd
spoil etcd.service 's|\(--listen-peer-urls\)=.* |\1=https://etcd-1:2380 |'
expect - KTHW-ETCD-009 "$(at etcd.service --listen-peer)"

begin etcd-makes-certificates
etcd
with_flag etcd --peer-auto-tls
expect - KTHW-ETCD-010 "$(at etcd.service --peer-auto-tls)"

begin etcd-cannot-dial-itself
etcd
for set in "$bad" "$good"; do cp -p "$work/store/ca.pem" "$set/etcd-ca.pem"; done
names=etcd-1,localhost,10.240.0.11,127.0.0.1
make_cert "$work/store" both etcd-1 "" "$names" "server auth,client auth"
make_cert "$work/store" server etcd-1 "" "$names" "server auth"
for half in "" -key; do
  cp -p "$work/store/both$half.pem" "$good/etcd$half.pem"
  cp -p "$work/store/server$half.pem" "$bad/etcd$half.pem"
done
expect - KTHW-TRUST-011 "$(at etcd.service --cert-file)"
