#!/usr/bin/env bash
# Makes the pages below Docs/rules again, from the rules themselves, and takes
# away those of rules that are gone.
#
#   Scripts/rules.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

swift build --build-tests
# A recording counts as a failed test, so that nobody takes it for a pass.
KTHW_RECORD=1 swift test --skip-build --disable-xctest --filter 'RulePageTests' >/dev/null 2>&1 || true
shopt -s nullglob
for page in Docs/rules/KTHW-*.md; do
  id=$(basename "$page" .md)
  # The index was just made, so it has every rule that there is.
  grep -qF "[$id]" Docs/rules/README.md || rm "$page"
done
git status --short Docs/rules
