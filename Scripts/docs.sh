#!/usr/bin/env bash
# Builds the documentation of KTHWCore into .build/docs. Any warning is an
# error, and so is a public symbol without documentation, or a public type that
# no topic of the catalogue lists.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

graphs=.build/symbol-graphs
rm -rf "$graphs" .build/docs
mkdir -p "$graphs"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members \
  --emit-extension-block-symbols >"$log" 2>&1 \
  || { cat "$log" >&2; exit 1; }
find .build/ -path '*/symbolgraph/*' -name 'KTHWCore*.symbols.json' -exec cp {} "$graphs" \;
[ -n "$(ls "$graphs")" ] || { echo "docs: no symbol graph was made" >&2; exit 1; }

docc=$(command -v docc || echo "$(dirname "$(readlink -f "$(command -v swift)")")/docc")
"$docc" convert Sources/KTHWCore/KTHWCore.docc \
  --additional-symbol-graph-dir "$graphs" \
  --fallback-display-name KTHWCore \
  --fallback-bundle-identifier kthwctl.KTHWCore \
  --warnings-as-errors \
  --experimental-documentation-coverage --coverage-summary-level detailed \
  --output-dir .build/docs >"$log" || { cat "$log" >&2; exit 1; }

# Columns: name | kind | has an abstract | is in a topic | …
# An enum's init(rawValue:) is written by the compiler and cannot be documented.
undocumented=$(awk -F'|' '$2 !~ /CollectionGroup|Article|Extended/ && $1 !~ /^init\(rawValue:\)/ && $3 ~ /false/ { print $1 "|" $2 "|" $NF }' "$log")
if [ -n "$undocumented" ]; then
  printf 'docs: public, and not documented:\n%s\n' "$undocumented" >&2
  exit 1
fi

status=0
for type in $(grep -rhoE '^public +(final +|indirect +)*(struct|enum|class|protocol) +[A-Za-z0-9_]+' \
  Sources/KTHWCore --include='*.swift' | awk '{print $NF}' | sort -u); do
  if ! grep -rqF -- "- \`\`$type\`\`" Sources/KTHWCore/KTHWCore.docc; then
    echo "docs: $type is in no topic of Sources/KTHWCore/KTHWCore.docc" >&2
    status=1
  fi
done
grep -E '^(Types|Members|Globals)' "$log"
[ "$status" -eq 0 ] && echo "docs: .build/docs"
exit "$status"
