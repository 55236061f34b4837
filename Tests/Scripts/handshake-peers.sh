#!/usr/bin/env bash
# Lets pairs of real members of etcd speak with each other, of which one has a
# certificate that is wrong in one way, and prints what came of it, a line for
# each direction:
#
#   NAME a works|client|server       from a to b
#   NAME b works|client|server       from b to a
#
# where client and server say who refused. peers/NAME holds the files with the
# units that name them.
#
# Wants openssl and etcd on PATH; PORTS, four free ports for each of six
# variants, in the environment.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/handshake-certificates.sh"

issue ca '/CN=etcd-ca' self "$authority"
issue other '/CN=other-ca' self "$authority"
peer() { issue "$1" "/CN=${3:-member}" "${2:-ca}" "$digital\n${5:-$both}\n${4:-$here}"; }
peer a
peer b
peer foreign other
peer server-only ca member "$here" extendedKeyUsage=serverAuth
peer elsewhere ca member subjectAltName=IP:10.9.9.9
peer elsewhere-named ca member subjectAltName=IP:10.9.9.9,DNS:localhost
peer stranger ca stranger

read -ra ports <<<"${PORTS:?}"
processes=()
trap 'kill "${processes[@]}" 2>/dev/null || true; wait' EXIT
position=0
# variant NAME CERTIFICATE-OF-B HOST-OF-B [flag of a]
variant() {
  local folder=peers/$1 first=("${ports[@]:$position:4}") name host url clients
  position=$((position + 4))
  mkdir -p "$folder"
  local members="a=https://127.0.0.1:${first[0]},b=https://$3:${first[1]}"
  for name in a b; do
    local file=$2 extra=()
    host=$3 url=https://127.0.0.1:${first[1]} clients=http://127.0.0.1:${first[3]}
    if [ "$name" = a ]; then
      file=a host=127.0.0.1 url=https://127.0.0.1:${first[0]} clients=http://127.0.0.1:${first[2]}
      [ -z "${4-}" ] || extra=("$4")
    fi
    cp "$file.pem" "$folder/$name.pem"
    cp "$file-key.pem" "$folder/$name-key.pem"
    cp ca.pem "$folder/ca.pem"
    cat > "$folder/etcd-$name.service" <<EOF
[Service]
ExecStart=/usr/bin/etcd --name=$name --listen-peer-urls=$url --listen-client-urls=$clients \\
  --initial-advertise-peer-urls=https://$host:${url##*:} --advertise-client-urls=$clients \\
  --initial-cluster=$members --peer-trusted-ca-file=/x/ca.pem --peer-client-cert-auth \\
  --peer-cert-file=/x/$name.pem --peer-key-file=/x/$name-key.pem ${extra[*]}
EOF
    etcd --name "$name" --data-dir "$folder/data-$name" --unsafe-no-fsync --logger=zap \
      --log-outputs="$PWD/$folder/$name.log" --listen-peer-urls "$url" \
      --listen-client-urls "$clients" --advertise-client-urls "$clients" \
      --initial-advertise-peer-urls "https://$host:${url##*:}" --initial-cluster "$members" \
      --peer-trusted-ca-file="$folder/ca.pem" --peer-client-cert-auth \
      --peer-cert-file="$folder/$name.pem" --peer-key-file="$folder/$name-key.pem" \
      "${extra[@]}" >"$folder/$name.out" 2>&1 &
    processes+=($!)
  done
}

variant good b 127.0.0.1
variant other-ca foreign 127.0.0.1
variant server-only server-only 127.0.0.1
variant elsewhere elsewhere 127.0.0.1
variant elsewhere-named elsewhere-named localhost
variant stranger stranger 127.0.0.1 --peer-cert-allowed-cn=member

sleep "${PATIENCE:-5}"
for folder in peers/*; do
  for name in a b; do
    # What a connection from here came to stands in the other's log.
    log=$folder/$([ "$name" = a ] && echo b || echo a).log
    verdict=works
    if grep -q 'rejected connection.*remote error' "$log"; then
      verdict=client
    elif grep -q 'rejected connection' "$log"; then
      verdict=server
    fi
    printf '%s %s %s\n' "${folder#peers/}" "$name" "$verdict"
  done
done
