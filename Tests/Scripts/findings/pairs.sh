#!/usr/bin/env bash
# What belongs together: certificates with keys, requests and authorities.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

begin torn-pair
make_ca "$good"
make_cert "$good" dev dev "" "" "client auth"
make_cert "$good" ops ops "" "" "client auth"
rm "$good/ca-key.pem"
cp -p "$good"/* "$bad"
cp -p "$good/ops-key.pem" "$bad/dev-key.pem"
expect - KTHW-PAIR-001 dev.pem:1

begin torn-pair-of-kubeadm
make_ca "$good"
make_cert "$good" dev dev "" "" "client auth"
rm "$good/ca-key.pem"
mv "$good/dev-key.pem" "$good/dev.key"
mv "$good/dev.pem" "$good/dev.crt"
cp -p "$good"/* "$bad"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$bad/dev.key" 2>/dev/null
expect - KTHW-PAIR-001 dev.crt:1

begin torn-request
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$good/dev-key.pem" 2>/dev/null
chmod 0600 "$good/dev-key.pem"
openssl req -new -key "$good/dev-key.pem" -subj /CN=dev -out "$good/dev.csr"
cp -p "$good/dev.csr" "$bad"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$bad/dev-key.pem" 2>/dev/null
expect - KTHW-PAIR-002 dev.csr:1

begin forged-request
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/key.pem" 2>/dev/null
openssl req -new -key "$work/key.pem" -subj /CN=developer -out "$good/dev.csr"
# Another name of the same length under the old signature.
openssl req -in "$good/dev.csr" -outform DER | sed 's/developer/developes/' \
  | openssl req -inform DER -out "$bad/dev.csr" 2>/dev/null
expect - KTHW-PAIR-003 dev.csr:1

begin torn-service-account
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$good/sa.key" 2>/dev/null
chmod 0600 "$good/sa.key"
openssl pkey -in "$good/sa.key" -pubout -out "$good/sa.pub"
cp -p "$good/sa.key" "$bad"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 2>/dev/null \
  | openssl pkey -pubout -out "$bad/sa.pub"
expect - KTHW-PAIR-004 sa.pub:1

begin service-account-of-ed25519
cp -p "$out/torn-service-account/good/sa.key" "$good"
openssl genpkey -algorithm ED25519 -out "$bad/sa.key" 2>/dev/null
expect - KTHW-KEY-005 sa.key

begin service-account-with-a-certificate
make_ca "$good"
make_cert "$good" service-account service-accounts Kubernetes "" "server auth,client auth"
rm "$good/ca-key.pem"
cp -p "$good"/* "$bad"
openssl pkey -in "$good/service-account-key.pem" -pubout -out "$good/service-account.pub"
rm "$good/service-account.pem"
expect - KTHW-USE-008 service-account.pem

begin one-serial-twice
make_ca "$good"
for name in dev ops; do make_cert "$good" "$name" "$name" "" "" "client auth"; done
cp -p "$good"/*.pem "$bad"
extension_client='keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth
basicConstraints=critical,CA:FALSE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid'
printf '%s\n' "$extension_client" >"$work/extensions"
for name in dev ops; do
  openssl req -new -key "$bad/$name-key.pem" -subj "/CN=$name" -out "$work/request.csr"
  openssl x509 -req -in "$work/request.csr" -CA "$bad/ca.pem" -CAkey "$bad/ca-key.pem" -days 300 \
    -set_serial 0x5f0e1d2c3b4a5968776655443322 -extfile "$work/extensions" -out "$bad/$name.pem" \
    2>/dev/null
done
rm "$good/ca-key.pem" "$bad/ca-key.pem"
expect - KTHW-PAIR-005 ops.pem

begin one-key-for-two
make_ca "$good"
for name in dev ops; do make_cert "$good" "$name" "$name" "" "" "client auth"; done
cp -p "$good"/*.pem "$bad"
cp -p "$bad/dev-key.pem" "$bad/ops-key.pem"
openssl req -new -key "$bad/ops-key.pem" -subj /CN=ops -out "$work/request.csr"
openssl x509 -req -in "$work/request.csr" -CA "$bad/ca.pem" -CAkey "$bad/ca-key.pem" -days 300 \
  -extfile "$work/extensions" -out "$bad/ops.pem" 2>/dev/null
rm "$good/ca-key.pem" "$bad/ca-key.pem"
expect - KTHW-KEY-004 ops.pem

begin authority-made-again
make_ca "$good"
make_cert "$good" dev dev "" "" "client auth"
cp -p "$good/dev.pem" "$good/dev-key.pem" "$bad"
make_ca "$bad"
rm "$good/ca-key.pem" "$bad/ca-key.pem"
expect - KTHW-CHAIN-001 dev.pem

begin authority-of-others
make_ca "$good"
make_cert "$good" dev dev "" "" "client auth"
cp -p "$good/dev.pem" "$bad"
make_ca "$bad" other-ca
rm "$good/ca-key.pem" "$bad/ca-key.pem"
expect - KTHW-CHAIN-002 dev.pem

begin signed-with-a-leaf
make_ca "$good"
make_cert "$good" dev dev "" "" "client auth"
cp -p "$good"/*.pem "$bad"
make_cert "$good" ops ops "" "" "client auth"
mkdir -p "$work/leaf"
cp "$bad/dev.pem" "$work/leaf/ca.pem"
cp "$bad/dev-key.pem" "$work/leaf/ca-key.pem"
make_cert "$work/leaf" ops ops "" "" "client auth"
cp -p "$work/leaf/ops.pem" "$work/leaf/ops-key.pem" "$bad"
rm "$good/ca-key.pem" "$bad/ca-key.pem"
expect - KTHW-CHAIN-004 ops.pem

begin path-too-long
extension_ca='keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
basicConstraints=critical,CA:TRUE'
child() { # SET SIGNER NAME EXTENSIONS DAYS
  printf '%s\n' "$4" >"$work/extensions"
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$3-key.pem" 2>/dev/null
  openssl req -new -key "$work/$3-key.pem" -subj "/CN=$3" -out "$work/request.csr"
  openssl x509 -req -in "$work/request.csr" -CA "$1/$2.pem" -CAkey "$work/$2-key.pem" -days "$5" \
    -extfile "$work/extensions" -out "$1/$3.pem" 2>/dev/null
}
for set in "$good" "$bad"; do
  make_ca "$set"
  mv "$set/ca-key.pem" "$work/ca-key.pem"
  length=
  [ "$set" = "$good" ] || length=,pathlen:0
  child "$set" ca middle-ca "$extension_ca$length" 900
  child "$set" middle-ca lower-ca "$extension_ca" 800
  child "$set" lower-ca dev "$extension_client" 700
done
expect - KTHW-CHAIN-005 dev.pem

begin changed-authority
make_ca "$good"
rm "$good/ca-key.pem"
openssl x509 -in "$good/ca.pem" -outform DER | sed 's/kubernetes-ca/kubernetes-cb/g' \
  | openssl x509 -inform DER -out "$bad/ca.pem"
expect - KTHW-CHAIN-006 ca.pem

begin leaf-of-its-own
make_ca "$good"
make_cert "$good" dev dev "" "" "client auth"
rm "$good"/*-key.pem
openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 300 -subj /CN=dev \
  -keyout "$work/key.pem" -config <(printf '[req]\ndistinguished_name=n\n[n]\n') \
  -addext basicConstraints=critical,CA:FALSE -addext keyUsage=critical,digitalSignature \
  -addext extendedKeyUsage=clientAuth -addext subjectKeyIdentifier=hash -out "$bad/dev.pem" \
  2>/dev/null
expect - KTHW-CHAIN-007 dev.pem

# Tutorials call both the authority and the API server "Kubernetes".
begin authoritys-name
names=kubernetes,kubernetes.default,kubernetes.default.svc,kubernetes.default.svc.cluster.local
make_ca "$good"
make_cert "$good" kubernetes kubernetes "" "$names,10.32.0.1" "server auth"
make_ca "$bad" Kubernetes
make_cert "$bad" kubernetes Kubernetes "" "$names,10.32.0.1" "server auth"
rm "$good"/ca-key.pem "$bad"/ca-key.pem
expect 25 KTHW-CHAIN-008 kubernetes.pem

begin wrong-authority
make_ca "$good"
make_ca "$good/etcd" etcd-ca
make_cert "$good/etcd" apiserver-etcd-client kube-apiserver-etcd-client "" "" "client auth"
mv "$good/etcd"/apiserver-etcd-client* "$good"
make_cert "$good" admin admin system:masters "" "client auth"
cp -rp "$good"/* "$bad"
make_cert "$bad" apiserver-etcd-client kube-apiserver-etcd-client "" "" "client auth"
rm "$good"/ca-key.pem "$bad"/ca-key.pem "$good"/etcd/ca-key.pem "$bad"/etcd/ca-key.pem
expect - KTHW-CHAIN-009 apiserver-etcd-client.pem

begin one-authority-for-etcd
make_ca "$good"
make_ca "$good/etcd" etcd-ca
make_cert "$good" admin admin system:masters "" "client auth"
cp -rp "$good"/*.pem "$bad"
make_cert "$good/etcd" server etcd-0 "" etcd-0,127.0.0.1 "server auth,client auth"
mkdir "$bad/etcd"
make_cert "$bad" server etcd-0 "" etcd-0,127.0.0.1 "server auth,client auth"
mv "$bad"/server*.pem "$bad/etcd"
rm "$good"/ca-key.pem "$bad"/ca-key.pem "$good"/etcd/ca-key.pem
expect 1 KTHW-CA-008 ca.pem

begin one-authority-for-front-proxies
make_ca "$good"
make_cert "$good" admin admin system:masters "" "client auth"
cp -rp "$good"/*.pem "$bad"
make_cert "$bad" front-proxy-client front-proxy-client "" "" "client auth"
make_ca "$work/front" front-proxy-ca
make_cert "$work/front" front-proxy-client front-proxy-client "" "" "client auth"
cp "$work/front/front-proxy-client.pem" "$good"
cp "$work/front/ca.pem" "$good/front-proxy-ca.pem"
rm "$good"/ca-key.pem "$bad"/ca-key.pem
expect - KTHW-CA-009 ca.pem

# Everything in etc and var is what a machine gets.
begin authority-key-on-a-machine
mkdir -p "$good/etc/kubernetes" "$good/var/lib/kubernetes"
make_ca "$good/var/lib/kubernetes"
cp -rp "$good/etc" "$good/var" "$bad"
rm "$good/var/lib/kubernetes/ca-key.pem"
expect 4 KTHW-CA-007 var/lib/kubernetes/ca-key.pem
