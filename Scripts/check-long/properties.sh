#!/usr/bin/env bash
# The properties over random values with all of their values: 100,000 names
# through everything that writes names, 10,000 certificates before each judge,
# 1,000,000 serial numbers (F9, F24). KTHW_SEED repeats a run.
set -euo pipefail

export KTHW_LONG=1
status=0
"$SWIFT" test --skip-build --disable-xctest --filter 'Names in |Certificates as others read them|Random edits' \
  >"$KTHW_FOLDER/properties.out" 2>&1 || status=$?
grep -E '^figure: ' "$KTHW_FOLDER/properties.out" || true
if [ "$status" -ne 0 ]; then
  grep -A 12 -E '^✘ Test .* recorded an issue' "$KTHW_FOLDER/properties.out" | head -n 200
fi
tail -n 1 "$KTHW_FOLDER/properties.out"
exit "$status"
