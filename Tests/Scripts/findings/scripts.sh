#!/usr/bin/env bash
# Scripts for shells, as tutorials have them.
# What a script says is not to be expanded here:
# shellcheck disable=SC2016
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# A script with a bad line and the right one in its place, in line 3.
fault() { # CASE NUMBERS RULE BAD GOOD
  begin "$1"
  local set line
  for set in bad good; do
    line=$4
    [ "$set" = bad ] || line=$5
    printf '#!/usr/bin/env bash\nset -euo pipefail\n%s\n' "$line" >"$case_dir/$set/setup.sh"
  done
  expect "$2" "KTHW-SCRIPT-$3" setup.sh:3
}

fault tee-hosts 22 001 'cat hosts | sudo tee /etc/hosts' 'cat hosts | sudo tee -a /etc/hosts'
fault redirected-hosts 22 001 'echo "10.0.0.1 lb" > /etc/hosts' 'echo "10.0.0.1 lb" >> /etc/hosts'
fault chmod-777 83 002 'sudo chmod 777 /var/lib/kubernetes' 'sudo chmod 755 /var/lib/kubernetes'
fault chmod-770 83 002 'chmod -R 770 /etc/etcd' 'chmod -R 750 /etc/etcd'
fault curl-k 55 003 'curl -k https://192.168.26.10:6443/version' \
  'curl --cacert ca.pem https://192.168.26.10:6443/version'
fault stable 20 004 \
  'version=$(curl -s https://dl.k8s.io/release/stable.txt)' \
  'version=v1.31.4'
fault cfssl-1.2 20 005 \
  'curl -s -o cfssl https://pkg.cfssl.org/R1.2/cfssl_linux-amd64; sha256sum -c sums' \
  'curl -sLo cfssl https://github.com/cloudflare/cfssl/releases/download/v1.6.5/cfssl_1.6.5_linux_amd64; sha256sum -c sums'
fault dead-source 20 006 \
  'wget https://storage.googleapis.com/kubernetes-release/release/v1.14.0/bin/linux/amd64/kubectl; sha256sum -c sums' \
  'wget https://dl.k8s.io/release/v1.31.4/bin/linux/amd64/kubectl; sha256sum -c sums'
fault dead-packages 20 006 'echo "deb https://apt.kubernetes.io/ kubernetes-xenial main" >list' \
  'echo "deb https://pkgs.k8s.io/core:/stable:/v1.31/deb/ /" >list'
fault no-checksum 20 007 'wget -q https://dl.k8s.io/release/v1.31.4/bin/linux/amd64/kubelet' \
  'wget -q https://dl.k8s.io/release/v1.31.4/bin/linux/amd64/kubelet; sha256sum --check sums'
fault open-forwarding 41 008 'sudo iptables -I FORWARD -j ACCEPT' \
  'sudo iptables -I FORWARD -s 10.200.0.0/16 -j ACCEPT'
fault unread-manifest 87 009 'kubectl apply -f "https://example.org/weave.yaml"' \
  'kubectl apply -f weave.yaml'
fault coredns-bucket 87 006 \
  'kubectl apply -f https://storage.googleapis.com/kubernetes-the-hard-way/coredns.yaml' \
  'kubectl apply -f coredns.yaml'
fault split-arguments 27 011 'cfssl gencert $@' 'cfssl gencert "$@"'
fault lost-setting 73 012 'sudo sysctl net.ipv4.conf.all.forwarding=1' \
  'echo net.ipv4.ip_forward=1 | sudo tee /etc/sysctl.d/90-k8s.conf && sudo sysctl --system'
fault echo-newline 74 013 'cat openssl.cnf <(echo "\n[SAN]\nsubjectAltName=DNS:lb")' \
  'cat openssl.cnf <(printf "\n[SAN]\nsubjectAltName=DNS:lb")'
fault weakened-key 67 014 'KEY=$(head -c 32 /dev/urandom | base64 | tr "/" "x")' \
  'KEY=$(head -c 32 /dev/urandom | base64)'
fault bundle 70 015 'sudo tar -xzf cri-containerd-1.1.0.linux-amd64.tar.gz -C /' \
  'sudo tar -xzf containerd-1.7.28-linux-amd64.tar.gz -C /usr/local'
fault copied-authority 4 016 'scp ca.pem ca-key.pem kubernetes.pem controller-1:' \
  'scp ca.pem kubernetes.pem controller-1:'

begin late-interpreter
printf '\n#!/bin/bash\nopenssl version\n' >"$bad/gen_cert.sh"
printf '#!/bin/bash\nopenssl version\n' >"$good/gen_cert.sh"
expect 27 KTHW-SCRIPT-010 gen_cert.sh:2

# What is said in comments and written into other files is no command.
begin comments-and-documents
cat >"$good/setup.sh" <<'TEXT'
#!/bin/sh
# Never chmod 777, nor tee /etc/hosts.
cat >notes.md <<NOTES
curl -k https://localhost:6443
NOTES
for name in "$@"; do printf '%s\n' "$name"; done
curl -fsSL --cacert ca.pem https://localhost:6443/version
TEXT
sed '$a chmod 0777 notes.md' "$good/setup.sh" >"$bad/setup.sh"
expect 83 KTHW-SCRIPT-002 setup.sh:8
