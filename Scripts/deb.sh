#!/usr/bin/env bash
# Leaves dist/kthwctl_VERSION_ARCH.deb, made of dist/kthwctl: program, manual
# pages, completions, and a timer that looks for what ends soon. The timer is
# not switched on, and it signs nothing. The same source makes the same bytes.
#
#   MAINTAINER='Name <address>' Scripts/deb.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=Scripts/package-facts.sh
. Scripts/package-facts.sh
command -v dpkg-deb >/dev/null || { echo "deb: there is no dpkg-deb here" >&2; exit 1; }

# Of a version that is not released yet, the next one is newer.
deb_version=$(tr - '~' <<<"$version")-1
maintainer=${MAINTAINER:-kthwctl maintainers <maintainers@kthwctl.invalid>}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

place 755 "$program" "$root/usr/bin/kthwctl"
share=$root/usr/share
mkdir -p "$share/man/man1" "$share/bash-completion/completions" \
  "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d" "$root/lib/systemd/system"
manual "$share/man/man1"
"$program" completions bash >"$share/bash-completion/completions/kthwctl"
"$program" completions zsh >"$share/zsh/vendor-completions/_kthwctl"
"$program" completions fish >"$share/fish/vendor_completions.d/kthwctl.fish"
units "$root/lib/systemd/system"

docs=$share/doc/kthwctl
place 644 Packaging/debian/copyright "$docs/copyright"
place 644 CHANGELOG.md "$docs/changelog"
place 644 Docs/expiry.md "$docs/expiry.md"
place 644 Docs/terminal.md "$docs/terminal.md"
cat >"$docs/changelog.Debian" <<EOF
kthwctl ($deb_version) unstable; urgency=medium

  * Version $version; what it brings is in changelog.gz.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
EOF
gzip -9n "$docs/changelog" "$docs/changelog.Debian" "$share"/man/man1/*.1
place 644 Packaging/debian/lintian-overrides "$share/lintian/overrides/kthwctl"

# In KiB, each file and folder rounded up, as dpkg-gencontrol counts.
size=$(find "$root" -mindepth 1 -type f -printf '%s\n' -o -mindepth 1 -printf '1\n' \
  | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
mkdir "$root/DEBIAN"
# Sorted, and before DEBIAN has anything in it.
(cd "$root" && find usr lib -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
sed -e "s/@VERSION@/$deb_version/" -e "s/@ARCHITECTURE@/$debian_architecture/" \
  -e "s/@SIZE@/$size/" -e "s|@MAINTAINER@|$maintainer|" \
  Packaging/debian/control >"$root/DEBIAN/control"
install -m 755 Packaging/debian/postinst Packaging/debian/prerm Packaging/debian/postrm \
  "$root/DEBIAN/"
chmod -R u=rwX,go=rX "$root"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

mkdir -p dist
deb=dist/kthwctl_${deb_version}_$debian_architecture.deb
dpkg-deb --root-owner-group -Zxz --threads-max=1 --build "$root" "$deb" >/dev/null
stat -c "deb: %n, %s bytes" "$deb"
