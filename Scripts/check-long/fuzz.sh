#!/usr/bin/env bash
# Hostile bytes for everything that reads strangers' bytes: inputs that are
# large or deep, then libFuzzer on each target for KTHW_FUZZ_SECONDS (60).
set -euo pipefail

# On disk: what the sanitizers build would not fit into memory with the rest.
export FUZZ_DIR=${FUZZ_DIR:-.build/fuzz}
status=0
Scripts/fuzz.sh --large || status=$?
Scripts/fuzz.sh "${KTHW_FUZZ_SECONDS:-60}" | tee "$KTHW_FOLDER/fuzz.out" || status=$?
awk 'NR > 1 && $2 ~ /^[0-9]+$/ {
  printf "figure: fuzzing %s: %s inputs, %s edges\n", $1, $2, $4
  inputs += $2
} END { printf "figure: fuzzing, all targets: %d inputs\n", inputs }' "$KTHW_FOLDER/fuzz.out"
exit "$status"
