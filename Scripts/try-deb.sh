#!/usr/bin/env bash
# Installs a package in a Debian that has nothing else, tries what it brought,
# removes it and looks for what is left. Needs root, debootstrap and a mirror.
#
#   Scripts/try-deb.sh dist/kthwctl_*.deb [SUITE]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
deb=${1:?name the package}
suite=${2:-bookworm}
[ "$(id -u)" -eq 0 ] || { echo "try-deb: chroot needs root" >&2; exit 1; }
for tool in debootstrap systemd-analyze mandoc; do
  command -v "$tool" >/dev/null || { echo "try-deb: there is no $tool here" >&2; exit 1; }
done
# Mounts of its own, which end with it.
if [ -z "${TRY_DEB_MOUNTS:-}" ]; then
  exec unshare --mount env TRY_DEB_MOUNTS=own Scripts/try-deb.sh "$@"
fi
step() { printf 'try-deb: %s\n' "$*"; }

# The empty system is made once: it takes a minute or two.
pristine=.build/debootstrap/$suite
if [ ! -e "$pristine/complete" ]; then
  step "making an empty $suite"
  rm -rf "$pristine"
  mkdir -p "$pristine"
  debootstrap --variant=minbase "$suite" "$pristine/root" >"$pristine/log" 2>&1 \
    || { tail -n 5 "$pristine/log" >&2; exit 1; }
  touch "$pristine/complete"
fi
root=$(mktemp -d)
# Never through the mount: what is below /proc is no copy.
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
cp -a "$pristine/root/." "$root"
cp "$deb" "$root/tmp/kthwctl.deb"
# Swift's runtime looks for its own program there, and ends where it is missing.
mount -t proc proc "$root/proc"
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$root" "$@"; }
files() {
  (cd "$root" && find . -path ./proc -prune -o -path ./var/lib/dpkg -prune \
    -o -path ./var/lib/apt -prune -o -path ./var/log -prune \
    -o -path ./var/cache -prune -o -printf '%y %m %U:%G %p\n' | sort)
}

before=$(files)
step "dpkg -i"
inside dpkg -i /tmp/kthwctl.deb
inside dpkg --verify kthwctl
inside kthwctl version
step "what it brought"
inside sh -c 'cd /tmp && kthwctl init > cluster.yaml && kthwctl generate -q && kthwctl verify out'
for page in kthwctl kthwctl-generate kthwctl-expiry kthwctl-ca-init; do
  zcat "$root/usr/share/man/man1/$page.1.gz" | mandoc -T lint -W error
done
inside dpkg -L kthwctl | while IFS= read -r path; do
  case $path in
    /usr/share/bash-completion/completions/kthwctl | /usr/share/zsh/vendor-completions/_kthwctl \
      | /usr/share/fish/vendor_completions.d/kthwctl.fish | */kthwctl-expiry.timer)
      echo "$path"
      ;;
  esac
done | tee "$root/tmp/brought"
[ "$(wc -l <"$root/tmp/brought")" -eq 4 ] || { echo "try-deb: files are missing" >&2; exit 1; }
# shellcheck disable=SC2016 # expanded inside
inside bash -c 'source /usr/share/bash-completion/completions/kthwctl
  COMP_WORDS=(kthwctl matr) COMP_CWORD=1; _kthwctl; [ "${COMPREPLY[*]}" = matrix ]'
step "units"
systemd-analyze verify --man=no "$root/lib/systemd/system/kthwctl-expiry.timer" 2>&1 \
  | grep -v "Command /usr/bin/kthwctl is not executable" | grep kthwctl && exit 1
# The service's own command line, without systemd to run it.
status=0
inside sh -c 'cd /tmp && kthwctl expiry --within 20d out' || status=$?
[ "$status" -eq 0 ] || { echo "try-deb: expiry ended with $status" >&2; exit 1; }
[ -z "$(find "$root/etc/systemd" -name 'kthwctl*')" ] || { echo "try-deb: the timer is on" >&2; exit 1; }
# An administrator may have switched it on.
mkdir -p "$root/etc/systemd/system/timers.target.wants"
ln -s /lib/systemd/system/kthwctl-expiry.timer "$root/etc/systemd/system/timers.target.wants/"

step "apt-get remove"
inside env DEBIAN_FRONTEND=noninteractive apt-get remove -y -qq kthwctl >/dev/null
rm -rf "$root"/tmp/cluster.yaml "$root"/tmp/out "$root/tmp/brought"
rmdir --ignore-fail-on-non-empty "$root/etc/systemd/system/timers.target.wants"
if ! diff <(echo "$before") <(files); then
  echo "try-deb: something is left" >&2
  exit 1
fi
# shellcheck disable=SC2016 # dpkg expands it
[ "$(inside dpkg-query -W -f '${db:Status-Abbrev}' kthwctl 2>/dev/null | tr -d ' ')" != ii ]
step "nothing is left"
