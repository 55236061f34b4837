#!/usr/bin/env bash
# One certificate by itself: version, numbers, keys, usages, constraints.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# One authority for all cases, with which openssl signs.
make_ca "$work"

# SET/NAME.pem for a new key of KIND, signed by the CA with the extensions of
# standard input; further words go to openssl x509.
sign() { # SET NAME SUBJECT KIND WORDS…
  local set=$1 name=$2 subject=$3 kind=$4
  shift 4
  cat >"$work/extensions"
  # shellcheck disable=SC2086 # The kind is words for genpkey.
  openssl genpkey $kind -out "$set/$name-key.pem" 2>/dev/null
  chmod 0600 "$set/$name-key.pem"
  openssl req -new -key "$set/$name-key.pem" -subj "$subject" -out "$work/request.csr"
  openssl x509 -req -in "$work/request.csr" -CA "$work/ca.pem" -CAkey "$work/ca-key.pem" \
    -days 365 -extfile "$work/extensions" -out "$set/$name.pem" "$@" 2>/dev/null
}

p256='-algorithm EC -pkeyopt ec_paramgen_curve:P-256'
client='keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth
basicConstraints=critical,CA:FALSE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid'

# The good twin of most: a client as it should be.
mkdir "$work/good"
cp -p "$work/ca.pem" "$work/good"
sign "$work/good" dev /CN=dev "$p256" <<<"$client"
case_of() { # NAME
  begin "$1"
  cp -p "$work/good"/* "$good"
  cp -p "$work/ca.pem" "$bad"
}

case_of no-extensions
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$bad/dev-key.pem" 2>/dev/null
openssl req -new -key "$bad/dev-key.pem" -subj /CN=dev -out "$work/request.csr"
openssl x509 -req -in "$work/request.csr" -CA "$work/ca.pem" -CAkey "$work/ca-key.pem" \
  -set_serial 0x5f0e1d2c3b4a59687766554433221100 -days 365 -out "$bad/dev.pem" 2>/dev/null
expect 3 KTHW-CERT-001 dev.pem:1

case_of no-purpose
sign "$bad" dev /CN=dev "$p256" <<<"${client/extendedKeyUsage=clientAuth/}"
expect 3 KTHW-USE-002 dev.pem:1

case_of zero-serial
sign "$bad" dev /CN=dev "$p256" -set_serial 0 <<<"$client"
expect - KTHW-CERT-003 dev.pem

case_of negative-serial
sign "$bad" dev /CN=dev "$p256" -set_serial -5 <<<"$client"
expect - KTHW-CERT-002 dev.pem

case_of counted-serial
sign "$bad" dev /CN=dev "$p256" -set_serial 7 <<<"$client"
expect - KTHW-CERT-004 dev.pem

case_of sha1
sign "$bad" dev /CN=dev "$p256" -sha1 <<<"$client"
expect - KTHW-CERT-005 dev.pem

case_of unknown-critical
sign "$bad" dev /CN=dev "$p256" <<<"$client
1.3.6.1.4.1.55555.1=critical,ASN1:UTF8String:odd"
expect - KTHW-CERT-006 dev.pem

case_of malformed-access
sign "$bad" dev /CN=dev "$p256" <<<"$client
1.3.6.1.5.5.7.1.1=DER:3000"
expect - KTHW-CERT-013 dev.pem

case_of names-not-critical
sign "$bad" dev / "$p256" <<<"$client
subjectAltName=DNS:dev.example.net"
expect - KTHW-CERT-014 dev.pem

case_of no-subject
sign "$bad" dev / "$p256" <<<"$client"
expect - KTHW-CERT-007 dev.pem

case_of loose-usage
sign "$bad" dev /CN=dev "$p256" <<<"${client/critical,digitalSignature/digitalSignature}"
expect - KTHW-CERT-008 dev.pem

case_of no-authority-key-identifier
sign "$bad" dev /CN=dev "$p256" <<<"${client/authorityKeyIdentifier=keyid/authorityKeyIdentifier=none}"
expect - KTHW-CERT-009 dev.pem

case_of enciphering-curve
sign "$bad" dev /CN=dev "$p256" <<<"${client/digitalSignature/digitalSignature,keyEncipherment}"
expect - KTHW-CERT-010 dev.pem

case_of text-around
sign "$good" dev2 /CN=dev2 "$p256" <<<"$client"
cp -p "$good"/dev2* "$bad"
{ echo "the developer's"; cat "$good/dev2.pem"; } >"$bad/dev2.pem"
expect - KTHW-CERT-011 dev2.pem:1

case_of mixed-line-ends
sign "$good" dev2 /CN=dev2 "$p256" <<<"$client"
cp -p "$good/dev2-key.pem" "$bad"
sed '3s/$/\r/' "$good/dev2.pem" >"$bad/dev2.pem"
expect - KTHW-CERT-011 dev2.pem:3

case_of path-length-of-a-leaf
sign "$bad" dev /CN=dev "$p256" <<<"${client/critical,CA:FALSE/critical,CA:FALSE,pathlen:0}"
expect - KTHW-CERT-012 dev.pem

case_of rsa-1024
sign "$bad" dev /CN=dev '-algorithm RSA -pkeyopt rsa_keygen_bits:1024' <<<"$client"
expect - KTHW-KEY-002 dev.pem

case_of odd-rsa
sign "$bad" dev /CN=dev '-algorithm RSA -pkeyopt rsa_keygen_bits:2050' <<<"$client"
expect - KTHW-KEY-003 dev.pem

case_of secp256k1
sign "$bad" dev /CN=dev '-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1' <<<"$client"
rm "$bad/dev-key.pem"
expect - KTHW-KEY-001 dev.pem

case_of explicit-curve
sign "$bad" dev /CN=dev "$p256 -pkeyopt ec_param_enc:explicit" <<<"$client"
rm "$bad/dev-key.pem"
expect - KTHW-KEY-001 dev.pem

case_of signing-leaf
sign "$bad" dev /CN=dev "$p256" <<<"${client/digitalSignature/digitalSignature,keyCertSign}"
expect - KTHW-USE-006 dev.pem

case_of leaf-constraints
sign "$bad" dev /CN=dev "$p256" <<<"$client
nameConstraints=critical,permitted;DNS:example.net"
expect - KTHW-CA-006 dev.pem

case_of forever
sign "$bad" dev /CN=dev "$p256" -days 9999 <<<"$client"
expect 64 KTHW-EXP-004 dev.pem
expect - KTHW-CHAIN-003 dev.pem

case_of ends-soon
begin_of_year=$(date -u -d '-200 days' +%Y%m%d%H%M%SZ)
soon=$(date -u -d '+10 days' +%Y%m%d%H%M%SZ)
past=$(date -u -d '-2 days' +%Y%m%d%H%M%SZ)
later=$(date -u -d '+40 days' +%Y%m%d%H%M%SZ)

# The same with dates of its own, by "openssl ca", which takes them.
dated() { # SET NAME BEGIN END
  printf '%s\n' '[ca]' 'default_ca=c' '[c]' "dir=$work/db" "database=$work/db/index" \
    "new_certs_dir=$work/db" 'rand_serial=yes' 'policy=p' 'default_md=sha256' 'email_in_dn=no' \
    '[p]' 'commonName=supplied' '[e]' "$client" >"$work/ca.cnf"
  rm -rf "$work/db"
  mkdir -p "$work/db"
  : >"$work/db/index"
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1/$2-key.pem" 2>/dev/null
  openssl req -new -key "$1/$2-key.pem" -subj "/CN=$2" -out "$work/request.csr"
  openssl ca -batch -notext -config "$work/ca.cnf" -extensions e -cert "$work/ca.pem" \
    -keyfile "$work/ca-key.pem" -startdate "$3" -enddate "$4" -in "$work/request.csr" \
    -out "$1/$2.pem" 2>/dev/null
}

dated "$bad" dev "$begin_of_year" "$soon"
expect - KTHW-EXP-003 dev.pem
expect - KTHW-EXP-001 old.pem
expect - KTHW-EXP-002 new.pem
dated "$bad" old "$begin_of_year" "$past"
dated "$bad" new "$soon" "$later"
# What was meant to last ten days has its own measure.
dated "$good" short "$(date -u -d '-1 days' +%Y%m%d%H%M%SZ)" "$soon"

# Authorities.
authority() { # SET WORDS FOR -addext…
  local set=$1
  shift
  openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 \
    -keyout "$work/own-key.pem" -subj /CN=own-ca -config <(printf '[req]\ndistinguished_name=n\n[n]\n') \
    "$@" -out "$set/ca.pem" 2>/dev/null
}
case_of_authority() {
  begin "$1"
  authority "$good" -addext basicConstraints=critical,CA:TRUE \
    -addext keyUsage=critical,keyCertSign,cRLSign -addext subjectKeyIdentifier=hash
}

case_of_authority ca-loose-constraints
authority "$bad" -addext basicConstraints=CA:TRUE \
  -addext keyUsage=critical,keyCertSign,cRLSign -addext subjectKeyIdentifier=hash
expect - KTHW-CA-002 ca.pem

case_of_authority ca-no-constraints
authority "$bad" -addext keyUsage=critical,keyCertSign,cRLSign -addext subjectKeyIdentifier=hash
expect - KTHW-CA-001 ca.pem

case_of_authority ca-cannot-sign
authority "$bad" -addext basicConstraints=critical,CA:TRUE \
  -addext keyUsage=critical,digitalSignature -addext subjectKeyIdentifier=hash
expect - KTHW-CA-003 ca.pem

case_of_authority ca-no-usage
authority "$bad" -addext basicConstraints=critical,CA:TRUE -addext subjectKeyIdentifier=hash
expect - KTHW-CA-004 ca.pem

case_of_authority ca-odd-constraints
authority "$bad" -addext basicConstraints=critical,CA:TRUE -addext subjectKeyIdentifier=hash \
  -addext keyUsage=critical,keyCertSign,cRLSign -addext 'nameConstraints=permitted;DNS:example.net'
expect - KTHW-CA-005 ca.pem

case_of_authority ca-busy
authority "$bad" -addext basicConstraints=critical,CA:TRUE -addext subjectKeyIdentifier=hash \
  -addext keyUsage=critical,keyCertSign,keyEncipherment
expect - KTHW-CA-010 ca.pem

case_of_authority ca-loose-usage
authority "$bad" -addext basicConstraints=critical,CA:TRUE -addext subjectKeyIdentifier=hash \
  -addext keyUsage=keyCertSign,cRLSign
expect - KTHW-CA-011 ca.pem
