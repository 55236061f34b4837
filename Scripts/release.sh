#!/usr/bin/env bash
# Leaves dist/kthwctl: one file that runs on any Linux of its architecture.
# OpenSSL, libyaml and zlib are inside it, so their security fixes need a new build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scratch=${1:-.build/static}

if [ "$(uname -s)" != Linux ]; then
  echo "release: only Linux links fully static; use make build here" >&2
  exit 1
fi

# Types that are known when the program is built are taken as they are; by
# default they are looked up by name at run time, a tenth of a short run. The
# flag is the compiler's own, and a compiler without it builds the same program.
direct=()
# (The whole list first: a grep that leaves early would end the compiler by SIGPIPE.)
flags=$("${SWIFT:-swift}c" -frontend -help-hidden 2>/dev/null || true)
if [[ $flags == *-disable-concrete-type-metadata-mangled-name-accessors* ]]; then
  direct=(-Xswiftc -Xfrontend
    -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
"${SWIFT:-swift}" build --configuration release --product kthwctl --scratch-path "$scratch" \
  -Xswiftc -static-executable "${direct[@]}" >"$log" 2>&1 || status=$?

# The linker warns of what Swift's own libraries could do and we never do: look
# up users and groups, load libraries at run time, make names with mktemp.
# Those warnings are left out by name; everything else is shown.
known="swift_static/linux/lib(swiftCore|FoundationEssentials)\.a\(.*warning: "
known+="(Using '(dlopen|getpwuid_r|getpwnam_r|getgrgid_r|getgrnam_r)' in statically linked"
known+="|the use of .mktemp. is dangerous)"
# OpenSSL's own: sockets and run-time loading, which libcrypto offers and we do not use.
known+="|libcrypto\.a\(.*warning: Using '(dlopen|getaddrinfo|gethostbyname)' in statically linked"
grep -vE "$known" "$log" || true
[ "$status" -eq 0 ] || exit "$status"

mkdir -p dist
# The running program may be the one that is replaced: a new file, then a rename.
strip -o dist/.kthwctl.new "$scratch/release/kthwctl"
mv -f dist/.kthwctl.new dist/kthwctl
if ldd dist/kthwctl >/dev/null 2>&1; then
  echo "release: dist/kthwctl still needs shared libraries" >&2
  exit 1
fi
ls -l dist/kthwctl | awk '{ printf "release: %s, %.1f MB, needs no library\n", $NF, $5 / 1e6 }'
