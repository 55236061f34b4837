#!/usr/bin/env bash
# The library's tests under AddressSanitizer (with leaks) and ThreadSanitizer.
# Those that start the program are left out: it is the same code, and its time
# and memory limits are not meant for sanitizers. So are those that trace a probe:
# the search for leaks cannot be done by a process that is traced, and those that
# look through all of their own memory, of which there are terabytes here.
set -euo pipefail

status=0
for sanitizer in address thread; do
  out=$KTHW_FOLDER/$sanitizer.out
  result=0
  LSAN_OPTIONS="suppressions=$PWD/Tests/Fuzz/leaks.txt:print_suppressions=0" \
    "$SWIFT" test --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" --disable-xctest \
    --filter '^KTHWCoreTests\.' --skip 'FileFaultTests|TreeFaultTests|KeyResidueTests' >"$out" 2>&1 || result=$?
  reports=$(grep -cE 'ERROR: (Address|Leak)Sanitizer|WARNING: ThreadSanitizer' "$out" || true)
  echo "figure: $sanitizer sanitizer: $reports reports; $(grep -aoE 'Test run with .*' "$out" | tail -n 1)"
  if [ "$result" -ne 0 ]; then
    status=1
    grep -aE -A 12 'ERROR: |WARNING: ThreadSanitizer|recorded an issue' "$out" | head -n 100
  fi
done
exit "$status"
