#!/usr/bin/env bash
# Holds the code to Docs/design.md: which room may know which, where C may be
# imported, how long a file may be. Prints every finding; exits 1 if there is one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

core=Sources/KTHWCore
found=0
finding() { printf '%s\n' "$*"; found=1; }

# Every line of `grep` output is a finding; no match is none.
findings() {
  local why=$1 lines
  shift
  lines=$("$@" || true)
  [ -z "$lines" ] && return 0
  while IFS= read -r line; do finding "$line: $why"; done <<<"$lines"
}

# 1. C behind its fences, Foundation nowhere.
import='^[[:space:]]*(@[A-Za-z_()]+ +)*((public|package|internal|fileprivate|private) +)?import +'
outside() {
  local module=$1 room=$2
  grep -rnE "$import$module\b" Sources --include='*.swift' | grep -v "^$core/$room/"
}
findings "only the room OpenSSL imports COpenSSL" outside COpenSSL OpenSSL
findings "only the room Nodes imports CLibYAML" outside CLibYAML Nodes
findings "only the room Files imports CSystem" outside CSystem Files
findings "only the room Archives imports CZlib" outside CZlib Archives
findings "no Foundation in Sources" \
  grep -rnE "$import(struct |class |func )?Foundation" Sources --include='*.swift'

# 2. The arrows between the rooms: the types that a room declares may be named
#    only by the rooms that list it here. (The compiler sees one module.)
may_use() {
  case $1 in
    Basics) ;;
    DER | Nodes) echo Basics ;;
    PKI) echo DER Basics ;;
    Identity) echo PKI DER Basics ;;
    CFSSL) echo PKI DER Nodes Basics ;;
    Encryption) echo Nodes PKI Basics ;;
    Kubeconfig) echo Nodes PKI Basics ;;
    Cluster) echo Identity PKI Kubeconfig Encryption Nodes Basics ;;
    Components) echo Cluster Identity PKI Kubeconfig Encryption Nodes Basics ;;
    OpenSSL) echo PKI DER Basics ;;
    Files) echo OpenSSL Basics ;;
    Archives) echo Basics ;;
    Pictures) echo PKI Basics ;;
    Audit)
      echo Components Cluster Encryption Kubeconfig PKI DER Identity CFSSL OpenSSL Nodes Basics
      ;;
    Delivery) echo Archives Audit Components Cluster Kubeconfig PKI OpenSSL Nodes Basics ;;
    Operations)
      echo Delivery Audit Pictures Cluster Components OpenSSL Files CFSSL Kubeconfig Encryption \
        Identity PKI DER Nodes Basics
      ;;
    Tutorial)
      echo Operations Audit Pictures Cluster Components OpenSSL Files CFSSL Kubeconfig Encryption \
        Identity PKI DER Nodes Basics
      ;;
    *) return 1 ;;
  esac
}

# The names of a room's top-level types, one to a line.
declared() {
  grep -hE '^(@[A-Za-z_]+ +)*((public|package|internal|final|indirect) +)*(struct|enum|class|protocol|actor|typealias) +[A-Z]' \
    "$core/$1"/*.swift 2>/dev/null \
    | sed -E 's/.*(struct|enum|class|protocol|actor|typealias) +([A-Za-z0-9_]+).*/\2/' | sort -u
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rooms=()
for folder in "$core"/*/; do
  room=$(basename "$folder")
  [ "$room" = KTHWCore.docc ] && continue
  if ! may_use "$room" >/dev/null; then
    finding "$folder: a room that Scripts/check-rooms.sh does not know"
    continue
  fi
  rooms+=("$room")
  # The world enters through this one value, which every room above C may take.
  declared "$room" | grep -vx Context >"$work/$room.types" || true
done

for room in "${rooms[@]}"; do
  allowed=" $room $(may_use "$room") "
  for other in "${rooms[@]}"; do
    [[ $allowed == *" $other "* ]] && continue
    # A type that this room declares itself, if only as a nested one, is its own.
    grep -vxFf <(grep -rhoE '(struct|enum|class|typealias) +[A-Z][A-Za-z0-9_]*' \
      "$core/$room" --include='*.swift' | awk '{print $2}' | sort -u) \
      "$work/$other.types" >"$work/forbidden" || true
    [ -s "$work/forbidden" ] || continue
    while IFS= read -r file; do
      # Comments and texts may name what they like; a member .Name is another type's.
      hits=$(sed -E 's,//.*,,; s/"([^"\\]|\\.)*"/""/g; s/\.[A-Z][A-Za-z0-9_]*//g' "$file" \
        | grep -nwFf "$work/forbidden" || true)
      [ -z "$hits" ] && continue
      while IFS= read -r hit; do
        finding "$file:${hit%%:*}: $room may not know $other: ${hit#*:}"
      done <<<"$hits"
    done < <(find "$core/$room" -name '*.swift')
  done
done

# 3. Files that fit a head.
while IFS= read -r file; do
  lines=$(wc -l <"$file")
  [ "$lines" -le 400 ] || finding "$file: $lines lines; 400 are the most"
done < <(git ls-files '*.swift')

# 4. What is left to do is an issue, and whose machine it was is nobody's concern.
findings "no TODO or FIXME: open an issue" \
  git grep -nE '\b(TOD[O]|FIXM[E]|XX[X])\b' -- Sources Tests Snippets Benchmarks Package.swift
findings "a path of somebody's machine" \
  git grep -nE '(^|[^A-Za-z0-9_.~-])/(wor[k]|hom[e]/[a-z]+|User[s]/[a-z]+)/' -- . ':!LICENSE'

if [ "$found" -eq 0 ]; then echo "check-rooms: nothing found"; fi
exit "$found"
