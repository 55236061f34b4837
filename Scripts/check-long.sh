#!/usr/bin/env bash
# What takes too long for every commit: each fault at each place, and the
# figures that Docs/reliability.md shows.
#
#   Scripts/check-long.sh [PART…]
#
# A part is a script in Scripts/check-long; without names all of them run, one
# after another. Lines of theirs that begin with "figure: " are collected and
# shown again at the end. KTHW_FOLDER is a folder for their files, in memory
# where possible.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
export SWIFT=${SWIFT:-swift}

parts=("$@")
if [ ${#parts[@]} -eq 0 ]; then
  for script in Scripts/check-long/*.sh; do parts+=("$(basename "$script" .sh)"); done
fi
for part in "${parts[@]}"; do
  [ -x "Scripts/check-long/$part.sh" ] || { echo "check-long: no part $part" >&2; exit 64; }
done

# Every fsync of a real disk would be waited for, some hundred thousand times.
memory=/dev/shm
[ -w $memory ] || memory=${TMPDIR:-/tmp}
KTHW_FOLDER=$(mktemp -d "$memory/kthw-check-XXXXXX")
# Some judges run as nobody.
chmod 755 "$KTHW_FOLDER"
trap 'rm -rf "$KTHW_FOLDER"' EXIT
export KTHW_FOLDER TMPDIR=$KTHW_FOLDER

echo "check-long: building"
"$SWIFT" build --build-tests >"$KTHW_FOLDER/build.log" 2>&1 \
  || { tail -n 20 "$KTHW_FOLDER/build.log"; exit 1; }

failed=()
figures=$KTHW_FOLDER/figures
for part in "${parts[@]}"; do
  start=$SECONDS
  printf '\n=== %s (%s)\n' "$part" "$(date -u +%H:%M)"
  status=0
  "Scripts/check-long/$part.sh" 2>&1 | tee "$KTHW_FOLDER/$part.log" || status=$?
  [ "$status" -eq 0 ] || failed+=("$part")
  {
    printf '\n%s: %s, %d s\n' "$part" "$([ "$status" -eq 0 ] && echo passed || echo FAILED)" \
      "$((SECONDS - start))"
    sed -n 's/^figure: /  /p' "$KTHW_FOLDER/$part.log" | sort
  } >>"$figures"
done

printf '\n=== figures (%s, %s processors, %s)\n' "$(date -u +%F)" "$(nproc)" "$(uname -sr)"
cat "$figures"
[ ${#failed[@]} -eq 0 ] || { echo "check-long: failed: ${failed[*]}" >&2; exit 1; }
