#!/usr/bin/env bash
# Shows every file of a generated tree to the program that reads it, or to one
# of another make that reads the same language. Prints what was asked and how
# often; a refusal is printed with the judge's own words, and ends in exit 1.
#
# Wants openssl, systemd-analyze, python3 with PyYAML on PATH; haproxy, nginx
# and containerd where JUDGES names them; TREE.
set -uo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
declare -A asked

judge() { # NAME FILE COMMAND…
  local name=$1 file=$2 output
  shift 2
  asked[$name]=$((${asked[$name]:-0} + 1))
  output=$("$@" 2>&1) && return 0
  printf 'REFUSED by %s: %s\n%s\n' "$name" "$file" "$output" | head -n 12
  failed=1
}
want() { [[ " ${JUDGES:-} " == *" $1 "* ]]; }

# Certificates: each below an authority of the tree, by every rule OpenSSL has.
cat "$TREE"/pki/*ca.pem >"$work/authorities.pem"
while IFS= read -r file; do
  judge openssl "$file" openssl verify -x509_strict -CAfile "$work/authorities.pem" "$file"
done < <(find "$TREE" \( -name '*.pem' -o -name '*.crt' \) ! -name '*-key.pem' -type f | sort)

# Units, with something executable in the programs' place.
mkdir "$work/bin"
for host in "$TREE"/hosts/*/; do
  units=$work/units-$(basename "$host")
  mkdir "$units"
  for unit in "$host"etc/systemd/system/*.service; do
    sed "s#/usr/local/bin/#$work/bin/#; s#/etc/kubernetes/network#$host/etc/kubernetes/network#" \
      "$unit" >"$units/$(basename "$unit")"
    sed -nE "s#^Exec[A-Za-z]+=[-@:+!]*($work/bin/[^ ]+).*#\1#p" "$units/$(basename "$unit")" \
      | while IFS= read -r program; do install -m 755 /bin/true "$program"; done
  done
  for unit in "$units"/*.service; do
    judge systemd-analyze "$unit" env SYSTEMD_UNIT_PATH="$units:/lib/systemd/system" \
      systemd-analyze verify --man=no "$unit"
  done
done

# What other makes of readers say of our YAML, JSON and TOML.
while IFS= read -r file; do
  judge PyYAML "$file" python3 -c 'import sys, yaml; list(yaml.safe_load_all(open(sys.argv[1])))' \
    "$file"
done < <(find "$TREE" \( -name '*.yaml' -o -name '*.kubeconfig' -o -name kubeconfig \) -type f)
while IFS= read -r file; do
  judge json.tool "$file" python3 -m json.tool "$file" "$work/json"
done < <(find "$TREE" \( -name '*.json' -o -name '*.conflist' \) -type f)
while IFS= read -r file; do
  judge sh "$file" sh -n "$file"
done < <(find "$TREE" -name '*.sh' -type f)
while IFS= read -r file; do
  judge tomllib "$file" python3 -c 'import sys, tomllib; tomllib.load(open(sys.argv[1], "rb"))' \
    "$file"
done < <(find "$TREE" -name 'config.toml' -type f)

if want containerd; then
  while IFS= read -r file; do
    judge containerd "$file" containerd --config "$file" config dump
  done < <(find "$TREE" -name config.toml -type f)
fi
if want haproxy; then
  for file in "$TREE"/hosts/*/etc/haproxy/haproxy.cfg; do
    [ -e "$file" ] || continue
    host=${file%/etc/haproxy/haproxy.cfg}
    sed "s# /etc/kubernetes# $host/etc/kubernetes#g" "$file" >"$work/haproxy.cfg"
    judge haproxy "$file" haproxy -c -f "$work/haproxy.cfg"
  done
fi
if want nginx; then
  for file in "$TREE"/hosts/*/etc/nginx/nginx.conf; do
    [ -e "$file" ] || continue
    judge nginx "$file" nginx -t -q -c "$file"
  done
  for file in "$TREE"/hosts/*/etc/nginx/conf.d/*.conf; do
    [ -e "$file" ] || continue
    host=${file%/etc/nginx/conf.d/*}
    sed "s# /var/lib/kubernetes# $host/var/lib/kubernetes#g; s# /etc/kubernetes# $host/etc/kubernetes#g
      s#listen [0-9.]*:#listen 127.0.0.1:180#" "$file" >"$work/health.conf"
    printf 'events {}\nhttp { include %s; }\n' "$work/health.conf" >"$work/nginx.conf"
    judge nginx "$file" nginx -t -q -c "$work/nginx.conf"
  done
fi

for name in "${!asked[@]}"; do printf '%s: %d\n' "$name" "${asked[$name]}"; done | sort
exit "$failed"
