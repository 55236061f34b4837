#!/usr/bin/env bash
# Leaves in dist what is published of dist/kthwctl: a tar.gz with the program,
# its manual pages, completions and units; a bill of materials; SHA256SUMS of
# those and of the Debian package, where that is there. The same source makes
# the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=Scripts/package-facts.sh
. Scripts/package-facts.sh

name=kthwctl-$version-linux-$architecture
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root=$folder/$name
place 755 "$program" "$root/bin/kthwctl"
for file in LICENSE README.md CHANGELOG.md; do place 644 "$file" "$root/$file"; done
place 644 Packaging/debian/copyright "$root/COPYRIGHT"
mkdir -p "$root/share/man/man1" "$root/share/completions" "$root/share/systemd"
manual "$root/share/man/man1"
"$program" completions bash >"$root/share/completions/kthwctl.bash"
"$program" completions zsh >"$root/share/completions/_kthwctl"
"$program" completions fish >"$root/share/completions/kthwctl.fish"
units "$root/share/systemd"
# The archive's program is where somebody puts it.
sed -i 's|^ExecStart=/usr/bin/|ExecStart=/usr/local/bin/|' "$root/share/systemd/kthwctl-expiry.service"

python3 Scripts/bill-of-materials.py "$program" "$version" "$architecture" "$SOURCE_DATE_EPOCH" \
  >"$folder/$name.spdx.json"
mv "$folder/$name.spdx.json" dist/
chmod -R u=rwX,go=rX "$root"
tar --create --directory "$folder" --sort=name --format=ustar --owner=0 --group=0 --numeric-owner \
  --mtime="@$SOURCE_DATE_EPOCH" "$name" | gzip -9n >"dist/.$name.tar.gz"
mv "dist/.$name.tar.gz" "dist/$name.tar.gz"

# Only what is of this version: dist may have older packages.
(
  cd dist
  shopt -s nullglob
  sha256sum "$name.spdx.json" "$name.tar.gz" kthwctl_"$(tr - '~' <<<"$version")"-1_*.deb >SHA256SUMS
)
sed 's/^/dist: /' dist/SHA256SUMS

# OpenSSL, libyaml and zlib of another architecture are needed beside a Swift SDK for
# it, and no SDK has them: each architecture is built where it is native.
other=aarch64
[ "$architecture" = x86_64 ] || other=x86_64
if "${SWIFT:-swift}" sdk list 2>/dev/null | grep -q "$other"; then
  echo "dist: a Swift SDK for $other is here, but not its OpenSSL, libyaml and zlib: run this on such a machine"
else
  echo "dist: there is no Swift SDK for $other here: run this on such a machine"
fi
