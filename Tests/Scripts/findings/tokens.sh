#!/usr/bin/env bash
# Tokens by which machines join: their Secrets, and the kubeconfigs that show them.
# A $ in sed's words is the last line, not a variable:
# shellcheck disable=SC2016
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

tomorrow=$(date -u -d '+1 day' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null \
  || date -u -v+1d +%Y-%m-%dT%H:%M:%SZ)

secret() {
  cat <<TEXT
apiVersion: v1
kind: Secret
metadata:
  name: bootstrap-token-abcdef
  namespace: kube-system
type: bootstrap.kubernetes.io/token
stringData:
  auth-extra-groups: system:bootstrappers:kthw:nodes
  expiration: "$tomorrow"
  token-id: abcdef
  token-secret: 0123456789abcdef
  usage-bootstrap-authentication: "true"
TEXT
}

t() { altered "token-$1" - "KTHW-TOKEN-$2" "$3" token.yaml secret "$4"; }
t short-id 001 10 '10s/abcdef/abcde/; 4s/abcdef/abcde/'
t capital-secret 001 11 's/0123456789abcdef/0123456789abcdeF/'
t no-secret 001 '' '11d'
t ended 002 9 '9s/"20../"2019/'
t other-name 003 '' '4s/abcdef/abcdeg/'
t other-namespace 003 '' '5s/kube-system/default/'
t masters 004 8 '8s/$/,system:masters/'
t endless 007 '' '9d'
t local-time 008 9 '9s/T.*/ 10:00"/'
t useless 009 12 '12s/true/yes/'
t without-use 009 '' '12d'

# The same as the API server stores it.
begin token-encoded
for set in "$bad" "$good"; do
  secret | sed '/stringData/,$d' >"$set/token.yaml"
  printf 'data:\n  expiration: %s\n' "$(printf %s "$tomorrow" | base64 -w 0)" >>"$set/token.yaml"
  printf '  token-id: YWJjZGVm\n  usage-bootstrap-authentication: dHJ1ZQ==\n' >>"$set/token.yaml"
done
printf '  token-secret: MDEyMzQ1Njc4OWFiY2RlZg==\n' >>"$good/token.yaml"
printf '  token-secret: "0123456789abcdef!"\n' >>"$bad/token.yaml"
expect - KTHW-TOKEN-001 token.yaml:11

make_ca "$work/joining"
kubeconfig() { # TOKEN
  cat <<TEXT
apiVersion: v1
kind: Config
clusters:
- name: hard-way
  cluster:
    server: https://192.168.26.10:6443
    certificate-authority-data: $(base64 -w 0 <"$work/joining/ca.pem")
users:
- name: kubelet-bootstrap
  user:
    token: $1
contexts:
- name: default
  context: {cluster: hard-way, user: kubelet-bootstrap}
current-context: default
TEXT
}

private() { # FILE
  cat >"$1"
  chmod 600 "$1"
}

begin token-of-nobody
for set in "$bad" "$good"; do secret >"$set/token.yaml"; done
kubeconfig abcdef.0123456789abcdef | private "$good/bootstrap-kubeconfig"
kubeconfig fedcba.0123456789abcdef | private "$bad/bootstrap-kubeconfig"
expect - KTHW-TOKEN-005 bootstrap-kubeconfig

begin token-with-another-secret
for set in "$bad" "$good"; do secret >"$set/token.yaml"; done
kubeconfig abcdef.0123456789abcdef | private "$good/bootstrap-kubeconfig"
kubeconfig abcdef.fedcba9876543210 | private "$bad/bootstrap-kubeconfig"
expect - KTHW-TOKEN-005 bootstrap-kubeconfig

# What a kubelet writes when it has joined lies beside its token for good.
begin token-beside-kubeconfig
make_cert "$work/joining" node system:node:worker-1 system:nodes '' 'client auth'
for set in "$bad" "$good"; do
  kubeconfig abcdef.0123456789abcdef | private "$set/bootstrap-kubeconfig"
done
joined() { # CERTIFICATE-LINE KEY-LINE
  kubeconfig x | sed "s#^    token:.*#    $1\n    $2#; s/kubelet-bootstrap/default-auth/"
}
current=/var/lib/kubelet/pki/kubelet-client-current.pem
joined "client-certificate: $current" "client-key: $current" | private "$good/kubeconfig"
joined "client-certificate-data: $(base64 -w 0 <"$work/joining/node.pem")" \
  "client-key-data: $(base64 -w 0 <"$work/joining/node-key.pem")" | private "$bad/kubeconfig"
expect - KTHW-TOKEN-006 kubeconfig

. "$(dirname "${BASH_SOURCE[0]}")/hard-way.bash"
begin token-refused --version 1.14
api_server --insecure-port=0 --enable-bootstrap-token-auth=true
for set in "$bad" "$good"; do
  kubeconfig abcdef.0123456789abcdef | private "$set/bootstrap-kubeconfig"
done
without_flag kube-apiserver enable-bootstrap-token-auth
expect - KTHW-TOKEN-010 kube-apiserver.service

# What a cluster must allow those who show a token, and do for them.
granted() { # ROLE GROUP
  cat <<TEXT
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ${1##*:}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: $1
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: Group
  name: $2
TEXT
}
approval=system:certificates.k8s.io:certificatesigningrequests
bindings() {
  granted system:node-bootstrapper system:bootstrappers:kthw:nodes
  granted $approval:nodeclient system:bootstrappers:kthw:nodes
  granted $approval:selfnodeclient system:nodes
}

joining() { # CASE: Secret, bindings and a kubelet that exchanges its certificates
  begin "$1"
  secret | both token.yaml
  bindings | both rbac.yaml
  rotating_kubelet | both kubelet-config.yaml
}
rotating_kubelet() {
  cat <<'TEXT'
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: /var/lib/kubernetes/ca.pem}
authorization: {mode: Webhook}
cgroupDriver: systemd
clusterDNS: [10.32.0.10]
clusterDomain: cluster.local
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
resolvConf: /run/systemd/resolve/resolv.conf
rotateCertificates: true
serverTLSBootstrap: true
TEXT
}

joining token-of-another-group
sed -i '13s/kthw:nodes/kubeadm:default-node-token/' "$bad/rbac.yaml"
expect - KTHW-TOKEN-011 token.yaml:8
joining token-of-one-namespace
sed -i '3s/ClusterRoleBinding/RoleBinding/' "$bad/rbac.yaml"
expect - KTHW-TOKEN-011 token.yaml:8
joining token-not-approved
sed -i '26s/kthw:nodes/other/' "$bad/rbac.yaml"
expect - KTHW-TOKEN-012 token.yaml:8
# The right of nodes that joined, given to those that have not.
joining token-approved-as-node
sed -i '22s/nodeclient/selfnodeclient/' "$bad/rbac.yaml"
expect - KTHW-TOKEN-012 token.yaml:8
joining node-not-approved
sed -i '39s/system:nodes/system:bootstrappers/' "$bad/rbac.yaml"
expect - KTHW-TOKEN-013 rbac.yaml:9

signing() { # CASE FLAG…: a controller manager beside a token
  begin "$1" --version 1.20
  secret | both token.yaml
  controller_manager --port=0 --cluster-signing-duration=8760h "${@:2}"
}
all='--controllers=*,bootstrapsigner,tokencleaner'
signing token-without-signer "$all"
without_flag kube-controller-manager cluster-signing-cert-file cluster-signing-key-file
expect - KTHW-TOKEN-014 kube-controller-manager.service
signing token-without-signing-key "$all"
without_flag kube-controller-manager cluster-signing-key-file
expect - KTHW-TOKEN-014 kube-controller-manager.service
controllers() { # CASE RULE CONTROLLERS
  signing "$1" "$all"
  spoil kube-controller-manager.service "s/^  --controllers=.*/  --controllers=$3/"
  expect - "$2" "$(at kube-controller-manager.service --controllers=)"
}
controllers token-signer-off KTHW-TOKEN-014 '*,-csrsigning,bootstrapsigner,tokencleaner'
controllers token-signer-not-named KTHW-TOKEN-014 'csrapproving,tokencleaner'
controllers token-approver-off KTHW-TOKEN-012 \
  '*,-certificatesigningrequest-approving-controller,tokencleaner'
controllers token-cleaner-off KTHW-TOKEN-015 '*,bootstrapsigner'
signing token-signs-nothing "$all"
for set in "$bad" "$good"; do
  printf '  usage-bootstrap-signing: "true"\n' >>"$set/token.yaml"
done
spoil kube-controller-manager.service 's/bootstrapsigner,//'
expect - KTHW-TOKEN-015 "$(at kube-controller-manager.service --controllers=)"
