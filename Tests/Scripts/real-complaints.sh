#!/usr/bin/env bash
# Makes real programs complain, and prints what they say: the name of the
# symptom that it is, a tab, the line.
#
#   real-complaints.sh DIRECTORY CLIENT_PORT PEER_PORT
set -euo pipefail
cd "$1"
client_port=$2
peer_port=$3
export ETCDCTL_API=3

say() { # SYMPTOM PATTERN: the first line of standard input that has the pattern
  local line
  line=$(grep -m1 -e "$2" || true)
  printf '%s\t%s\n' "$1" "$line"
}

authority() { # NAME
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1-key.pem" \
    -out "$1.pem" -days 100 -subj /CN=kubernetes-ca 2>/dev/null
}

leaf() { # NAME AUTHORITY EXTENSIONS [DAYS]
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1-key.pem" \
    -out "$1.csr" -subj "/CN=$1" 2>/dev/null
  printf '%b' "$3" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2-key.pem" -CAcreateserial \
    -days "${4:-10}" -out "$1.pem" -extfile "$1.ext" 2>/dev/null
}

authority ca
authority other
both='extendedKeyUsage=serverAuth,clientAuth\n'
leaf server ca "${both}subjectAltName=IP:127.0.0.1,DNS:localhost\n"
leaf elsewhere ca "${both}subjectAltName=IP:10.9.9.9,DNS:etcd-0\n"
leaf nameless ca "$both"
leaf clientonly ca 'extendedKeyUsage=clientAuth\nsubjectAltName=IP:127.0.0.1\n'
leaf ended ca "${both}subjectAltName=IP:127.0.0.1\n" -1
leaf client ca 'extendedKeyUsage=clientAuth\n'
leaf serveronly ca 'extendedKeyUsage=serverAuth\n'
leaf stranger other 'extendedKeyUsage=clientAuth\n'

url=https://127.0.0.1:$client_port
serve() { # CERTIFICATE: starts etcd; its log is in etcd.log, its process in etcd
  rm -rf data
  etcd --data-dir data --listen-client-urls "$url" --advertise-client-urls "$url" \
    --listen-peer-urls "http://127.0.0.1:$peer_port" \
    --initial-advertise-peer-urls "http://127.0.0.1:$peer_port" \
    --initial-cluster "default=http://127.0.0.1:$peer_port" --client-cert-auth \
    --trusted-ca-file ca.pem --cert-file "$1.pem" --key-file "$1-key.pem" >etcd.log 2>&1 &
  etcd=$!
  for _ in $(seq 100); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$client_port") 2>/dev/null; then return 0; fi
    sleep 0.1
  done
  cat etcd.log >&2
  return 1
}

halt() { kill "$etcd" 2>/dev/null || true; wait "$etcd" 2>/dev/null || true; }
etcd=
trap 'if [ -n "$etcd" ]; then halt; fi' EXIT

# Not every machine that runs the tests has kubectl.
kubectl=$(command -v kubectl || true)

call() { # CLIENT AUTHORITY SYMPTOM PATTERN: what kubectl says of the server
  [ -n "$kubectl" ] || return 0
  ask "$1" "$2" | say "$3" "$4"
}

ask() { # CLIENT AUTHORITY
  kubectl --server "$url" --certificate-authority "$2.pem" --client-certificate "$1.pem" \
    --client-key "$1-key.pem" --request-timeout 5s get pods 2>&1 || true
}

serve elsewhere
call client ca name-not-in-certificate x509
etcdctl --dial-timeout 1s --command-timeout 1s --endpoints "$url" --cacert ca.pem \
  --cert client.pem --key client-key.pem get x >out.log 2>&1 || true
say deadline-exceeded 'deadline exceeded' <out.log
halt
say etcd-rejected-connection 'rejected connection' <etcd.log
serve nameless
call client ca no-address-in-certificate x509
halt
serve clientonly
call client ca wrong-usage x509
halt
serve ended
call client ca certificate-expired x509
halt
serve server
call client other unknown-authority-candidate x509
for client in serveronly stranger; do
  echo | openssl s_client -connect "127.0.0.1:$client_port" -CAfile ca.pem -cert "$client.pem" \
    -key "$client-key.pem" >out.log 2>&1 || true
done
halt
grep -e 'rejected connection' etcd.log >rejected.log
say etcd-rejected-connection 'incompatible key usage' <rejected.log
say etcd-rejected-connection 'unknown authority' <rejected.log
if [ -n "$kubectl" ]; then
  call client ca connection-refused 'was refused'
  (KUBECONFIG=/nonexistent kubectl get pods 2>&1 || true) \
    | say kubectl-without-kubeconfig 'was refused'
  printf 'apiVersion: v1\nkind: Config\n' >empty.kubeconfig
  (kubectl --kubeconfig empty.kubeconfig --context none get pods 2>&1 || true) \
    | say kubeconfig-without-context context
  (kubectl get pods --no-such-flag 2>&1 || true) | say unknown-flag 'unknown flag'
fi
(etcd --enable-v9 2>&1 || true) | say unknown-flag 'not defined'
(etcd --data-dir data2 --name a --initial-cluster b=http://127.0.0.1:1 2>&1 || true) \
  | say etcd-initial-cluster "couldn't find local name"

(openssl verify -CAfile other.pem client.pem 2>&1 || true) | say no-issuer-found 'unable to'
(openssl verify -CAfile ca.pem -purpose sslserver client.pem 2>&1 || true) \
  | say wrong-usage purpose
(openssl verify -CAfile ca.pem -verify_ip 10.0.0.1 server.pem 2>&1 || true) \
  | say openssl-name-mismatch mismatch
(openssl verify -CAfile ca.pem -attime 3000000000 client.pem 2>&1 || true) \
  | say certificate-expired expired
(openssl verify -CAfile ca.pem -attime 1000000000 client.pem 2>&1 || true) \
  | say certificate-not-yet-valid 'not yet'
(openssl x509 -req -in client.csr -CA ca.pem -CAkey other-key.pem -out none.pem 2>&1 || true) \
  | say key-does-not-match 'values mismatch'

printf '{"CN":"x","key":{"algo":"ecdsa","size":256}}' >request.json
printf '{"signing":{"default":{"expiry":"8760h"},"profiles":{}}}' >policy.json
(cfssl gencert -ca ca.pem -ca-key other-key.pem request.json 2>&1 || true) \
  | say key-does-not-match PublicKey
(cfssl gencert -ca ca.pem -ca-key ca-key.pem -config policy.json -profile none request.json 2>&1 \
  || true) | say cfssl-no-usage usage
(cfssl gencert -ca ca.pem -ca-key ca-key.pem -config none.json request.json 2>&1 || true) \
  | say cfssl-no-policy 'configuration file'
(printf '' | cfssljson -bare x 2>&1 || true) | say cfssljson-no-input 'JSON input'
printf '{bad' >bad.json
(cfssl gencert -ca ca.pem -ca-key ca-key.pem bad.json 2>&1 || true) \
  | say cfssl-bad-json 'invalid character'
