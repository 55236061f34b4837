#!/usr/bin/env bash
# Private keys behind a passphrase, encrypted in ways that make guessing cheap.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

make_ca "$work"
secret=$work/passphrase
printf 'correct horse battery\n' >"$secret"

# A CA whose key openssl encrypts: weakly in bad, as kthwctl does in good.
weak() { # CASE WORDS-OF-OPENSSL…
  begin "$1"
  cp -p "$work/ca.pem" "$good"
  cp -p "$work/ca.pem" "$bad"
  openssl pkcs8 -topk8 -v2 aes256 -iter 600000 -in "$work/ca-key.pem" -passout "file:$secret" \
    -out "$good/ca-key.pem"
  openssl "${@:2}" -in "$work/ca-key.pem" -passout "file:$secret" -out "$bad/ca-key.pem" 2>/dev/null
  chmod 0600 "$good/ca-key.pem" "$bad/ca-key.pem"
  expect - KTHW-KEY-006 ca-key.pem:1
}

weak openssl-rounds pkcs8 -topk8 -v2 aes256
weak rounds-of-sha1 pkcs8 -topk8 -v2 aes256 -v2prf hmacWithSHA1 -iter 600000
weak triple-des pkcs8 -topk8 -v2 des3 -iter 600000
weak small-scrypt pkcs8 -topk8 -scrypt -scrypt_N 1024
weak pkcs12 pkcs8 -topk8 -v1 PBE-SHA1-3DES
weak traditional ec -aes256
