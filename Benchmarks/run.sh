#!/usr/bin/env bash
# Measures dist/kthwctl (make release) against the installed cfssl.
#
#   Benchmarks/run.sh [--short] [--write]
#
# --short takes fewer rounds: numbers to look at, not to quote.
# --write puts the tables into Docs/performance.md, and the picture beside it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

short=()
write=
for word in "$@"; do
  case $word in
    --short) short=(--short) ;;
    --write) write=1 ;;
    *) echo "benchmark: unknown word $word" >&2; exit 64 ;;
  esac
done

for program in cfssl cfssljson; do
  command -v $program >/dev/null \
    || { echo "benchmark: no $program on PATH; on Debian: apt-get install golang-cfssl" >&2; exit 1; }
done
# Some kubectl on PATH only passes the call on; one named for its version does not.
kubectl=()
for program in "${KTHW_KUBECTL:-}" kubectl.1.32 kubectl; do
  if found=$(command -v "${program:-no-kubectl}"); then kubectl=(--kubectl "$found"); break; fi
done
[ -x dist/kthwctl ] || { echo "benchmark: run make release first" >&2; exit 1; }

"${SWIFT:-swift}" build --package-path Benchmarks --configuration release >&2
programs=$("${SWIFT:-swift}" build --package-path Benchmarks --configuration release --show-bin-path)
# What the peers' scripts call.
export CFSSL CFSSLJSON KUBECTL
CFSSL=$(command -v cfssl) CFSSLJSON=$(command -v cfssljson) KUBECTL=${kubectl[1]:-}

# In memory where possible: disks remember what was deleted before.
memory=/dev/shm
[ -w $memory ] || memory=${TMPDIR:-/tmp}
folder=$(mktemp -d "$memory/kthw-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT

# The floor is one only as long as it does the same work.
for key in p256 rsa; do
  "$programs/compare" describe 3 "$key" >"$folder/$key.yaml"
  Benchmarks/check-floor.sh "$PWD/dist/kthwctl" "$programs/floor" "$folder/$key.yaml" "$key" 3 \
    "$folder/check-$key"
done

{
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
  echo "$(date -u +%F), $(nproc) × ${processor:-$(uname -m)}, $(uname -s),"
  echo "$(openssl version | cut -d' ' -f1-2), cfssl $(cfssl version | sed -n 's/^Version: //p')" \
    "($(cfssl version | sed -n 's/^Runtime: //p')), kthwctl static build."
  echo
  "$programs/compare" "$PWD/dist/kthwctl" "$CFSSL" "$CFSSLJSON" \
    "$programs/floor" Benchmarks/Peers "$folder" "${short[@]}" "${kubectl[@]}" \
    --plot "$folder/growth.svg"
} | tee "$folder/report.md"

if [ -n "$write" ]; then
  # Everything between the two marks is the report.
  awk -v report="$folder/report.md" '
    /<!-- begin measured -->/ { print; print ""; while ((getline line < report) > 0) print line; print ""; skip = 1 }
    /<!-- end measured -->/ { skip = 0 }
    !skip { print }
  ' Docs/performance.md >"$folder/page.md"
  cat "$folder/page.md" >Docs/performance.md
  cat "$folder/growth.svg" >Docs/growth.svg
  echo "benchmark: wrote Docs/performance.md and Docs/growth.svg" >&2
fi
