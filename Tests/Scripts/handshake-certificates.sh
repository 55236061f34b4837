#!/usr/bin/env bash
# Makes certificates for the other scripts of this name, which source it: what
# cfssl would not make is among them. Wants openssl on PATH.
set -euo pipefail
shopt -s inherit_errexit

cat > openssl.cnf <<'EOF'
[ca]
default_ca = usual
[usual]
database = index.txt
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
email_in_dn = no
serial = serial
[any]
organizationName = optional
commonName = optional
EOF
touch index.txt
# Numbers need only differ.
echo 4000000000000001 > serial

key() { # NAME [ALGORITHM…]
  local name=$1
  shift
  [ $# -gt 0 ] || set -- EC -pkeyopt ec_paramgen_curve:P-256
  openssl genpkey -quiet -algorithm "$@" -out "$name-key.pem" 2>/dev/null \
    || openssl genpkey -algorithm "$@" -out "$name-key.pem" 2>/dev/null
}
# issue NAME SUBJECT ISSUER|self EXTENSIONS [openssl ca options…]
issue() {
  local name=$1 subject=$2 issuer=$3 extensions=$4
  shift 4
  [ -e "$name-key.pem" ] || key "$name"
  openssl req -new -key "$name-key.pem" -subj "$subject" -out "$name.csr" 2>/dev/null
  printf '%b\n' "$extensions" > "$name.ext"
  local by=(-cert "$issuer.pem" -keyfile "$issuer-key.pem")
  [ "$issuer" != self ] || by=(-selfsign -keyfile "$name-key.pem")
  case " $* " in *' -enddate '* | *' -days '*) ;; *) set -- "$@" -days 30 ;; esac
  openssl ca -batch -config openssl.cnf -notext -in "$name.csr" "${by[@]}" \
    -extfile "$name.ext" -out "$name.pem" "$@" 2>"$name.log" || { cat "$name.log" >&2; exit 1; }
}

# Extensions and dates for those who source this.
# shellcheck disable=SC2034
{
both='extendedKeyUsage=serverAuth,clientAuth'
digital='basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature'
authority='basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash'
here='subjectAltName=IP:127.0.0.1,DNS:localhost'
past=(-startdate 20200101000000Z -enddate 20210101000000Z)
future=(-startdate 20450101000000Z -enddate 20460101000000Z)
}
