# What every package says of itself; read by the scripts that make them.
#
# PROGRAM is the static program, dist/kthwctl where it is not given. Times come
# from SOURCE_DATE_EPOCH, or else from the last commit, so that the same source
# makes the same bytes.
# shellcheck shell=bash disable=SC2034,SC2016 # those who read this use them; systemd expands
program=${PROGRAM:-dist/kthwctl}
[ -x "$program" ] || { echo "packages: there is no $program; run make release first" >&2; exit 1; }
if ldd "$program" >/dev/null 2>&1; then
  echo "packages: $program needs shared libraries; packages have the one of make release" >&2
  exit 1
fi
version=$("$program" --version)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date -r CHANGELOG.md +%s)}
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022
date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
# The program's own architecture, whatever machine packs it: e_machine of ELF.
case $(od -An -tu2 -j18 -N2 "$program" | tr -d ' ') in
  62) architecture=x86_64 debian_architecture=amd64 ;;
  183) architecture=aarch64 debian_architecture=arm64 ;;
  *) echo "packages: $program is for an architecture that packages are not made for" >&2; exit 1 ;;
esac

# Copies a file and its mode, with the time of the source.
place() { install -D -m "$1" "$2" "$3"; }

# The manual pages into a folder.
manual() { python3 Scripts/man-pages.py "$program" "$1" "$version" "$date"; }

# The units of the timer into a folder, for the program at /usr/bin: what
# kthwctl expiry --systemd writes, with paths that an administrator may change.
units() {

  "$program" expiry --quiet --within 30d --systemd "$1" /etc/kubernetes
  sed -i -E \
    -e '/^ExecStart=/c\
# Where to look, and how soon is soon: EXPIRY_ARGUMENTS in /etc/default/kthwctl-expiry.\
Environment="EXPIRY_ARGUMENTS=--within 30d /etc/kubernetes"\
EnvironmentFile=-/etc/default/kthwctl-expiry\
ExecStart=/usr/bin/kthwctl expiry $EXPIRY_ARGUMENTS' \
    -e '/^\[Unit\]$/a\
Documentation=man:kthwctl-expiry(1)' \
    "$1/kthwctl-expiry.service"
  sed -i -e '/^Description=Look for/a\
ConditionPathExists=|/etc/kubernetes\
ConditionPathExists=|/etc/default/kthwctl-expiry' "$1/kthwctl-expiry.service"
  sed -i -e '/^\[Unit\]$/a\
Documentation=man:kthwctl-expiry(1)' "$1/kthwctl-expiry.timer"
}
