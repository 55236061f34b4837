#!/usr/bin/env bash
# Makes certificates that are wrong in one way each, lets a real etcd and a
# real etcdctl, and OpenSSL's server and client, speak with them, and prints
# what came of it, a line for each:
#
#   NAME etcd=works|client|server openssl=works|fails
#
# where client and server say who refused or could not start. variants/NAME
# holds the files with the units that name them.
#
# Wants openssl, etcd and etcdctl on PATH; PORTS, four free ports for each
# worker, in the environment.
set -euo pipefail
shopt -s inherit_errexit

# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/handshake-certificates.sh"

issue ca '/CN=etcd-ca' self "$authority"
issue other '/CN=other-ca' self "$authority"
issue namesake '/CN=etcd-ca' self "$authority"
issue oldca '/CN=old-ca' self "$authority" "${past[@]}"
issue noca '/CN=no-ca' self 'keyUsage=critical,keyCertSign\nbasicConstraints=critical,CA:FALSE'
issue nosign '/CN=no-sign' self 'keyUsage=critical,cRLSign\nbasicConstraints=critical,CA:TRUE'
issue clientca '/CN=client-ca' self "$authority\nextendedKeyUsage=clientAuth"
issue narrow '/CN=narrow-ca' self "$authority\nnameConstraints=critical,permitted;IP:10.0.0.0/255.0.0.0"
issue flat '/CN=flat-ca' self 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign'
issue middle '/CN=middle-ca' ca "$authority"
issue below '/CN=below-ca' flat "$authority"

server() { issue "$1" /CN=server "${2:-ca}" "${3:-$digital\n$both\n$here}" "${@:4}"; }
client() { issue "$1" /CN=client "${2:-ca}" "${3:-$digital\nextendedKeyUsage=clientAuth}" "${@:4}"; }
server server
client client

rm -rf variants
# variant NAME [part=FILE…]: the parts are server, serverkey, client, clientkey
# (none: no certificate), trust (of the client), clients (the server's CA), dial.
variant() {
  local name=$1 folder=variants/$1
  shift
  local server=server serverkey='' client=client clientkey='' trust=ca clients=ca dial=127.0.0.1
  [ $# -eq 0 ] || local "$@"
  mkdir -p "$folder"
  cp "$server.pem" "$folder/server.pem"
  cp "${serverkey:-$server-key}.pem" "$folder/server-key.pem"
  cp "$trust.pem" "$folder/trusted.pem"
  cp "$clients.pem" "$folder/clients-ca.pem"
  local shown=''
  if [ "$client" != none ]; then
    cp "$client.pem" "$folder/client.pem"
    cp "${clientkey:-$client-key}.pem" "$folder/client-key.pem"
    shown=' --etcd-certfile=/x/client.pem --etcd-keyfile=/x/client-key.pem'
  fi
  printf '%s\n' "$dial" > "$folder/dial"
  cat > "$folder/etcd.service" <<EOF
[Service]
ExecStart=/usr/bin/etcd --name=member --client-cert-auth \\
  --listen-client-urls=https://127.0.0.1:2379 --advertise-client-urls=https://127.0.0.1:2379 \\
  --cert-file=/x/server.pem --key-file=/x/server-key.pem --trusted-ca-file=/x/clients-ca.pem
EOF
  cat > "$folder/kube-apiserver.service" <<EOF
[Service]
ExecStart=/usr/bin/kube-apiserver --etcd-servers=https://$dial:2379 \\
  --etcd-cafile=/x/trusted.pem$shown
EOF
}

variant good
variant good-name dial=localhost
server upper ca "$digital\n$both\nsubjectAltName=DNS:LOCALHOST"; variant upper-case-name server=upper dial=localhost
server anyuse ca "$digital\nextendedKeyUsage=2.5.29.37.0\n$here"; variant any-usage server=anyuse
server nouse ca "$digital\n$here"; variant no-usage server=nouse
client v1client; openssl x509 -req -in v1client.csr -CA ca.pem -CAkey ca-key.pem -days 30 \
  -out v1client.pem 2>/dev/null; variant client-v1 client=v1client
key ed ED25519; server ed; variant ed25519 server=ed
key rsa RSA -pkeyopt rsa_keygen_bits:2048; server rsa; variant rsa-2048 server=rsa
server sent middle; cat sent.pem middle.pem > sentchain.pem; cp sent-key.pem sentchain-key.pem
variant intermediate-sent server=sentchain
cat namesake.pem ca.pem > bundle.pem; variant bundle-with-namesake trust=bundle clients=bundle
variant leaf-is-trusted trust=server

server old ca '' "${past[@]}"; variant server-expired server=old
server young ca '' "${future[@]}"; variant server-not-yet-valid server=young
server foreign other; variant server-other-ca server=foreign
server twin namesake; variant server-namesake-ca server=twin
server asclient ca "$digital\nextendedKeyUsage=clientAuth\n$here"; variant server-wrong-usage server=asclient
server far ca "$digital\n$both\nsubjectAltName=IP:10.9.9.9,DNS:far"; variant server-other-address server=far
variant server-other-name server=far dial=localhost
server nosan ca "$digital\n$both"; variant server-no-names server=nosan
server dnsip ca "$digital\n$both\nsubjectAltName=DNS:127.0.0.1"; variant server-address-as-dns server=dnsip
issue cnonly /CN=localhost ca "$digital\n$both"; variant server-cn-only server=cnonly dial=localhost
server v1server; openssl x509 -req -in v1server.csr -CA ca.pem -CAkey ca-key.pem -days 30 \
  -out v1server.pem 2>/dev/null; variant server-v1 server=v1server
server own self; variant server-self-signed server=own
variant server-missing-intermediate server=sent
server weak ca '' -md sha1; variant server-sha1 server=weak
variant server-key-mismatch serverkey=client-key
variant server-swapped server=server-key serverkey=server
server late oldca; variant ca-expired server=late trust=oldca
server noca-leaf noca; variant issuer-no-ca server=noca-leaf trust=noca
server nosign-leaf nosign; variant issuer-may-not-sign server=nosign-leaf trust=nosign
server narrowed-use clientca; variant ca-usage-narrows server=narrowed-use trust=clientca
server constrained narrow; variant name-constraint server=constrained trust=narrow
server deep below; cat deep.pem below.pem > deepchain.pem; cp deep-key.pem deepchain-key.pem
variant path-too-long server=deepchain trust=flat

client oldclient ca '' "${past[@]}"; variant client-expired client=oldclient
client youngclient ca '' "${future[@]}"; variant client-not-yet-valid client=youngclient
client foreignclient other; variant client-other-ca client=foreignclient
client twinclient namesake; variant client-namesake-ca client=twinclient
client asserver ca "$digital\nextendedKeyUsage=serverAuth"; variant client-wrong-usage client=asserver
variant client-none client=none
client ownclient self; variant client-self-signed client=ownclient
client weakclient ca '' -md sha1; variant client-sha1 client=weakclient
client lone middle; variant client-missing-intermediate client=lone
variant client-key-mismatch clientkey=server-key
variant client-missing-file client=client; rm variants/client-missing-file/client-key.pem

# Waits until an etcd says at its metrics port that it is well, or has ended.
await() { # PORT PROCESS
  local answer
  for _ in $(seq 200); do
    answer=$( (
      exec 3<>"/dev/tcp/127.0.0.1/$1"
      printf 'GET /health HTTP/1.0\r\n\r\n' >&3
      cat <&3
    ) 2>/dev/null || true)
    case $answer in *true*) return 0 ;; esac
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.05
  done
  return 1
}

try_etcd() { # FOLDER PORT PEER_PORT METRICS_PORT
  local folder=$1 port=$2 peer=http://127.0.0.1:$3 endpoint process verdict=server
  endpoint=https://127.0.0.1:$port
  etcd --name member --data-dir "$folder/data" --unsafe-no-fsync --logger=zap \
    --log-outputs="$PWD/$folder/etcd.log" --client-cert-auth \
    --cert-file="$folder/server.pem" --key-file="$folder/server-key.pem" \
    --trusted-ca-file="$folder/clients-ca.pem" \
    --listen-client-urls "$endpoint" --advertise-client-urls "$endpoint" \
    --listen-metrics-urls "http://127.0.0.1:$4" --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" \
    --initial-cluster "member=$peer" >"$folder/etcd.out" 2>&1 &
  process=$!
  if await "$4" "$process"; then
    local shown=()
    if grep -q etcd-certfile "$folder/kube-apiserver.service"; then
      shown=(--cert="$folder/client.pem" --key="$folder/client-key.pem")
    fi
    if ETCDCTL_API=3 etcdctl --debug --endpoints="https://$(cat "$folder/dial"):$port" \
      --dial-timeout=2s --command-timeout=2s --cacert="$folder/trusted.pem" \
      "${shown[@]}" get key >"$folder/etcdctl.log" 2>&1; then
      verdict=works
    elif grep -qE 'handshake failed: (tls: failed to verify certificate: )?x509: ' \
      "$folder/etcdctl.log" || grep -qE '^Error: (tls: |open )' "$folder/etcdctl.log"; then
      # What the client has seen itself, or could not read.
      verdict=client
    fi
  fi
  kill "$process" 2>/dev/null || true
  wait "$process" 2>/dev/null || true
  rm -rf "$folder/data"
  printf '%s' "$verdict"
}

try_openssl() { # FOLDER PORT
  local folder=$1 port=$2 process verdict=fails name shown=()
  name=$(cat "$folder/dial")
  openssl s_server -accept "127.0.0.1:$port" -tls1_2 -quiet -Verify 5 -verify_return_error \
    -cert "$folder/server.pem" -cert_chain "$folder/server.pem" -key "$folder/server-key.pem" \
    -CAfile "$folder/clients-ca.pem" -no-CApath -no-CAstore \
    >"$folder/s_server.log" 2>&1 </dev/null &
  process=$!
  if grep -q etcd-certfile "$folder/kube-apiserver.service"; then
    shown=(-cert "$folder/client.pem" -key "$folder/client-key.pem")
  fi
  local wanted=(-verify_hostname "$name")
  case $name in *[a-z]*) ;; *) wanted=(-verify_ip "$name") ;; esac
  for _ in $(seq 60); do
    if grep -qs 'rror' "$folder/s_server.log" || ! kill -0 "$process" 2>/dev/null; then break; fi
    if openssl s_client -connect "127.0.0.1:$port" -tls1_2 -verify_return_error "${wanted[@]}" \
      "${shown[@]}" -CAfile "$folder/trusted.pem" -no-CApath -no-CAstore \
      >"$folder/s_client.log" 2>&1 </dev/null; then
      verdict=works
      break
    fi
    grep -q 'onnection refused\|connect:errno' "$folder/s_client.log" || break
    sleep 0.05
  done
  # Whoever started us may have blocked gentler signals.
  kill -KILL "$process" 2>/dev/null || true
  wait "$process" 2>/dev/null || true
  printf '%s' "$verdict"
}

worker() { # NUMBER COUNT PORT…
  local number=$1 count=$2 index=0 folder
  shift 2
  for folder in variants/*; do
    index=$((index + 1))
    [ $((index % count)) -eq "$number" ] || continue
    printf '%s etcd=%s openssl=%s\n' "${folder#variants/}" \
      "$(try_etcd "$folder" "$1" "$2" "$4")" "$(try_openssl "$folder" "$3")"
  done
}

read -ra ports <<<"${PORTS:?}"
count=$((${#ports[@]} / 4))
workers=()
for ((number = 0; number < count; number++)); do
  worker "$number" "$count" "${ports[@]:$((number * 4)):4}" >"worker-$number.out" &
  workers+=($!)
done
for process in "${workers[@]}"; do wait "$process"; done
sort worker-*.out
