#!/usr/bin/env bash
# The library's tests under AddressSanitizer (with leaks) and ThreadSanitizer.
# Left out are those that start the program, which is the same code, and those
# that a sanitizer itself would fail: limits of time, memory and files; probes that
# are traced, in which no leaks can be looked for; and the search through all of
# their own memory for keys, which is terabytes here.
set -euo pipefail

status=0
unfit='FileFaultTests|TreeFaultTests|FileLimitTests|TreeLimitTests|LargeInputTests|KeyResidueTests'
for sanitizer in address thread; do
  out=$KTHW_FOLDER/$sanitizer.out
  result=0
  LSAN_OPTIONS="suppressions=$PWD/Tests/Fuzz/leaks.txt:print_suppressions=0" \
    "$SWIFT" test --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" --disable-xctest \
    --filter '^KTHWCoreTests\.' --skip "$unfit" >"$out" 2>&1 || result=$?
  reports=$(grep -cE 'ERROR: (Address|Leak)Sanitizer|WARNING: ThreadSanitizer' "$out" || true)
  echo "figure: $sanitizer sanitizer: $reports reports; $(grep -aoE 'Test run with .*' "$out" | tail -n 1)"
  if [ "$result" -ne 0 ]; then
    status=1
    grep -aE -A 12 'ERROR: |WARNING: ThreadSanitizer|recorded an issue' "$out" | head -n 100
  fi
done
exit "$status"
