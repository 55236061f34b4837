#!/usr/bin/env bash
# Sees that the floor does what generate does: the same files with the same
# modes and, but for what is random, the same contents, which openssl verifies.
#
#   check-floor.sh KTHWCTL FLOOR DESCRIPTION p256|rsa NODES FOLDER
set -euo pipefail
kthwctl=$1 floor=$2 description=$3 key=$4 nodes=$5 folder=$6
mkdir "$folder"
ours=$folder/ours theirs=$folder/floor
"$kthwctl" generate "$description" --credentials-only --output "$ours" 2>/dev/null
"$floor" "$key" "$nodes" "$theirs" "$description"

fail() { echo "check-floor: $*" >&2; exit 1; }

list() { (cd "$1" && find . -printf '%p %M\n' | sort); }
diff <(list "$ours") <(list "$theirs") >&2 || fail "the files or their modes differ"

# What one certificate, request or kubeconfig says, without what is random:
# keys, serial numbers, signatures, identifiers.
said() {
  case $1 in
    *.csr) openssl req -in "$1" -noout -text -verify 2>&1 ;;
    *-key.pem) openssl pkey -in "$1" -noout -text_pub ;;
    *.pem) openssl x509 -in "$1" -noout -text ;;
    *.pub) openssl pkey -pubin -in "$1" -noout -text ;;
    *) cat "$1" ;;
  esac | sed -E 's/([0-9a-fA-F]{2}:)+[0-9a-fA-F]{0,2}//; s/(-data|secret): .*/\1: …/' \
    | sed -E '/Not (Before|After)/s/:[0-9]{2}:[0-9]{2} /:…:… /; /^ *$/d'
}

count=0
for file in $(cd "$ours" && find . -type f | sort); do
  sizes=$(($(stat -c %s "$ours/$file") - $(stat -c %s "$theirs/$file")))
  [ "${sizes#-}" -le 12 ] || fail "$file differs by ${sizes#-} bytes"
  diff <(said "$ours/$file") <(said "$theirs/$file") >&2 || fail "$file says something else"
  count=$((count + 1))
done

for tree in "$ours" "$theirs"; do
  for certificate in "$tree"/pki/*.pem; do
    case $certificate in *-key.pem) continue ;; esac
    openssl verify -x509_strict -CAfile "$tree/pki/ca.pem" "$certificate" >/dev/null \
      || fail "$certificate does not verify"
    key=${certificate%.pem}-key.pem
    [ "$(openssl x509 -in "$certificate" -noout -pubkey)" = "$(openssl pkey -in "$key" -pubout)" ] \
      || fail "$key is not that of $certificate"
  done
  # Each kubeconfig has the bytes of the files in it.
  for file in "$tree"/kubeconfigs/node-*.kubeconfig; do
    name=$(basename "$file" .kubeconfig)-kubelet
    field() { sed -n "s/^ *$1: //p" "$file" | base64 -d; }
    diff <(field certificate-authority-data) "$tree/pki/ca.pem" >&2 \
      && diff <(field client-certificate-data) "$tree/pki/$name.pem" >&2 \
      && diff <(field client-key-data) "$tree/pki/$name-key.pem" >&2 \
      || fail "$file holds something else"
  done
done
echo "check-floor: $count files say the same" >&2
