#!/usr/bin/env bash
# What bash offers for command lines, each asked for as bash asks its completions.
#
#   complete-in-bash.sh PROGRAM <LINES
#
# A line of input is a command line behind the program's name; what is being
# typed is its last word. Of each line one line of candidates is printed.
program=$1
# shellcheck disable=SC1090
source <("$program" completions bash)
complete -p kthwctl >/dev/null || exit 1
while IFS= read -r line; do
  # bash takes words apart at these signs, and keeps the signs.
  IFS=$'\n' read -r -d '' -a COMP_WORDS < <(printf '%s\n' "$program"; tr ' ' '\n' <<<"${line//=/$'\n=\n'}")
  # A space at the end begins a word.
  [ "${line: -1}" != " " ] && [ -n "$line" ] || COMP_WORDS+=("")
  # Empty lines between the words are no words.
  words=()
  for word in "${COMP_WORDS[@]}"; do [ -z "$word" ] || words+=("$word"); done
  case $line in *" " | "") words+=("") ;; esac
  COMP_WORDS=("${words[@]}")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _kthwctl
  (IFS=' '; printf '%s\n' "${COMPREPLY[*]}")
done
