#!/usr/bin/env bash
# Gives hostile bytes to whatever reads strangers' bytes, under libFuzzer and
# AddressSanitizer (leaks count as well).
#
#   Scripts/fuzz.sh [SECONDS [TARGET…]]
#   Scripts/fuzz.sh --large [TARGET…]
#
# Every target, or those named, runs for SECONDS (60 if not given). An input
# that crashes, leaks, breaks a promise, needs a second of processor time or an
# allocation of 256 MB is kept and makes the script exit 1. What was learned
# stays below FUZZ_DIR (.build/fuzz) and is built upon by the next run. With
# --large the targets get the inputs of Tests/Fuzz/large.py instead, which are
# large or deep.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
[ $# -eq 0 ] || shift
home=Tests/Fuzz
scratch=${FUZZ_DIR:-.build/fuzz}
mkdir -p "$scratch"

# The flags are given here and not in a manifest: a package with unsafe flags
# cannot be depended upon.
flags=(
  -Xswiftc -O -Xswiftc "-sanitize=fuzzer,address" -Xswiftc -use-ld=lld
)
build() {
  "${SWIFT:-swift}" build --package-path "$home" --scratch-path "$scratch/build" "${flags[@]}" "$@"
}
build >"$scratch/build.log" 2>&1 || { tail -n 30 "$scratch/build.log" >&2; exit 1; }
program=$(build --show-bin-path)/kthw-fuzz

if [ $# -gt 0 ]; then targets=("$@"); else mapfile -t targets < <("$program"); fi
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS="quarantine_size_mb=16:${ASAN_OPTIONS:-}"
export LSAN_OPTIONS="suppressions=$PWD/$home/leaks.txt:print_suppressions=0:${LSAN_OPTIONS:-}"

failed=0
if [ "$seconds" = --large ]; then
  large=$(mktemp -d "$scratch/large-XXXXXX")
  trap 'rm -rf "$large"' EXIT
  python3 "$home/large.py" "$large"
  count=0
  for target in "${targets[@]}"; do
    for input in "$large/$target"/*; do
      count=$((count + 1))
      # Ended by the system where it takes a minute of processor time.
      (ulimit -t 60 && exec "$program" "$target" -timeout=600 -rss_limit_mb=2048 "$input") \
        >"$scratch/large.log" 2>&1 || {
        failed=1
        echo "fuzz: $target: $(basename "$input"):" \
          "$(grep -aE 'Fatal error|ERROR: ' "$scratch/large.log" | head -n 1)" >&2
      }
    done
  done
  echo "$count large inputs read"
  exit "$failed"
fi

printf '%-14s %10s %8s %7s %8s %6s %9s\n' target inputs per-s edges features corpus 'peak MB'
for target in "${targets[@]}"; do
  mkdir -p "$scratch/corpus/$target" "$scratch/found"
  options=(
    -max_total_time="$seconds" -max_len=8192 -timeout=10 -malloc_limit_mb=256 -rss_limit_mb=1024
    -print_final_stats=1 -artifact_prefix="$scratch/found/$target-"
  )
  [ -e "$home/Dictionaries/$target.dict" ] && options+=(-dict="$home/Dictionaries/$target.dict")
  log="$scratch/$target.log"
  status=0
  "$program" "$target" "${options[@]}" "$scratch/corpus/$target" "$home/Corpus/$target" \
    >"$log" 2>&1 || status=$?
  stat() { sed -nE "s/^stat::$1: *//p" "$log"; }
  last=$(grep -aE '^#[0-9]+.* cov: ' "$log" | tail -n 1 || true)
  figure() { sed -nE "s/.* $1: ([0-9]+).*/\1/p" <<<"$last"; }
  printf '%-14s %10s %8s %7s %8s %6s %9s\n' "$target" "$(stat number_of_executed_units)" \
    "$(stat average_exec_per_sec)" "$(figure cov)" "$(figure ft)" "$(figure corp)" \
    "$(stat peak_rss_mb)"
  if [ "$status" -ne 0 ]; then
    failed=1
    echo "fuzz: $target failed ($status); the end of $log:" >&2
    grep -aE 'Fatal error|ERROR: |SUMMARY|Test unit written|rror: ' "$log" | tail -n 5 >&2 || true
  fi
done
exit "$failed"
