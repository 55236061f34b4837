#!/usr/bin/env bash
# Installs what building kthwctl needs and is missing: OpenSSL, libyaml,
# zlib and pkg-config. It never installs Swift, and never anything that listens.
set -euo pipefail

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

if ! command -v swift >/dev/null 2>&1; then
  fail "swift is not on PATH; kthwctl needs Swift 6.2 or newer: https://www.swift.org/install"
fi

# `swift --version` may print the driver's version before its own.
version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | head -n 1)
version=${version##* }
major=${version%%.*}
minor=${version#*.}
if [ -z "$version" ] || [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
  fail "swift ${version:-of unknown version} is too old; kthwctl needs 6.2 or newer"
fi

if [ "$(uname -s)" = Darwin ]; then
  command -v brew >/dev/null 2>&1 || fail "Homebrew is not on PATH; see https://brew.sh"
  for formula in openssl@3 libyaml zlib pkgconf; do
    if ! brew list --versions "$formula" >/dev/null 2>&1; then
      say "installing $formula with Homebrew"
      brew install --quiet "$formula"
    fi
  done
  say "everything is there (Swift $version)"
  exit 0
fi

missing=()
command -v pkg-config >/dev/null 2>&1 || missing+=(pkg-config)
if ! pkg-config --exists 'libcrypto >= 3.0' 2>/dev/null; then missing+=(libssl-dev); fi
if ! pkg-config --exists yaml-0.1 2>/dev/null; then missing+=(libyaml-dev); fi
if ! pkg-config --exists zlib 2>/dev/null; then missing+=(zlib1g-dev); fi

if [ ${#missing[@]} -eq 0 ]; then
  say "everything is there (Swift $version)"
  exit 0
fi
command -v apt-get >/dev/null 2>&1 || fail "install these yourself, then run this again: \
the development files of OpenSSL 3, libyaml and zlib, and pkg-config"

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || fail "run as root: apt-get install ${missing[*]}"
  as_root=(sudo)
fi

# Without pkg-config nothing could be asked for; apt leaves alone what is there.
if [[ " ${missing[*]} " == *" pkg-config "* ]]; then
  missing=(pkg-config libssl-dev libyaml-dev zlib1g-dev)
fi

say "installing ${missing[*]} with apt-get"
export DEBIAN_FRONTEND=noninteractive
install() {
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" \
    </dev/null >/dev/null
}
# The package lists of a fresh machine may be empty or old.
install 2>/dev/null || { "${as_root[@]}" apt-get update -qq </dev/null; install; }

pkg-config --exists 'libcrypto >= 3.0' \
  || fail "this system's OpenSSL is $(pkg-config --modversion libcrypto); kthwctl needs 3.0 or newer"
say "done (Swift $version)"
