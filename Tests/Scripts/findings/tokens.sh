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
