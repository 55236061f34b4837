#!/usr/bin/env bash
# Prints Docs/cli.md: the help of every command of PROGRAM, as it is.
#
#   Scripts/cli-reference.sh PROGRAM >Docs/cli.md
#
# A test compares the two; KTHW_RECORD=1 swift test --filter Reference renews it.
set -euo pipefail
program=$1

# The names below "SUBCOMMANDS:" are indented by two; a blank line or a heading
# ends them, and longer indents continue a description.
subcommands() {
  awk '/^[A-Z ]*SUBCOMMANDS:$/ { on = 1; next } /^[^ ]/ { on = 0 }
    on && /^  [a-z]/ { print $1 }'
}

page() {
  local help name
  help=$("$program" help "$@" 2>&1)
  printf '\n## `kthwctl%s`\n\n```\n%s\n```\n' "${*:+ $*}" "$help"
  for name in $(subcommands <<<"$help"); do
    [ "$name" = help ] || page "$@" "$name"
  done
}

cat <<'MARKDOWN'
# Commands

What `kthwctl help` says of each command; made by `Scripts/cli-reference.sh`. The command lines of
`cfssl`, `cfssljson` and `cfssl-certinfo` are those of cfssl: see [compatibility](compatibility.md).
MARKDOWN
page
