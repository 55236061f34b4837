#!/usr/bin/env bash
# Every fault at every place: kills and errors at each system call of each
# command that writes, limits, races, clocks (F1 to F8, F16 to F18, F22).
set -euo pipefail

export KTHW_EVERY_FAULT=1
status=0
"$SWIFT" test --skip-build --disable-xctest \
  --filter 'Writer[A-Za-z]*Tests|GenerateFaultTests|GenerateLimitTests|FileFaultTests|FileLimitTests|TreeFaultTests|TreeLimitTests|PlantedTargetTests|KubeconfigCrashTests|KubeconfigLockTests|KubeconfigRaceTests' \
  >"$KTHW_FOLDER/faults.out" 2>&1 || status=$?
grep -E '^figure: ' "$KTHW_FOLDER/faults.out" || true
if [ "$status" -ne 0 ]; then
  grep -A 12 -E '^✘ Test .* recorded an issue' "$KTHW_FOLDER/faults.out" | head -n 200
fi
tail -n 1 "$KTHW_FOLDER/faults.out"
exit "$status"
