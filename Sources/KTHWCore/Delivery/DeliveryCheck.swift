/// The script that holds what lies on a machine against the manifest that was
/// delivered with it.
///
/// It needs a POSIX shell and what every Linux has.
enum DeliveryCheck {
  /// Where script and manifest go on a machine: a directory of our own.
  static let directory = "/etc/kthwctl"
  /// The path of the script.
  static let path = directory + "/check.sh"
  /// The path of the manifest.
  static let manifestPath = directory + "/manifest"

  /// The text of the script.
  static let text =
    "#!/bin/sh\n" + HostRenderers.notice + #"""
      # Checks what kthwctl delivered to this machine: that each file of the manifest is
      # there, with its mode, its owner and its contents, and that no certificate has
      # ended, nor a token that is needed still. Changes nothing. Root is needed to read the keys.
      #
      # usage: check.sh [ROOT]      ROOT is where the machine's files are; / by default
      # exit status: 0 all is as it was delivered; 1 something is not; 2 it cannot be told
      set -u
      LC_ALL=C
      export LC_ALL

      give_up() {
        printf 'check.sh: %s\n' "$1" >&2
        exit 2
      }

      root=${1:-}
      root=${root%/}
      case $root in '' | /*) ;; *) root=./$root ;; esac
      manifest=$root/etc/kthwctl/manifest
      [ -r "$manifest" ] || give_up "$manifest cannot be read"
      command -v stat >/dev/null 2>&1 || give_up "stat is missing"
      if command -v sha256sum >/dev/null 2>&1; then
        digest() { sha256sum <"$1" 2>/dev/null | cut -c 1-64; }
      elif command -v openssl >/dev/null 2>&1; then
        digest() { openssl dgst -sha256 -r <"$1" 2>/dev/null | cut -c 1-64; }
      else
        give_up "neither sha256sum nor openssl is there"
      fi
      now=$(date -u +%Y-%m-%dT%H:%M:%SZ)

      number=0
      status=0
      complain() {
        printf '%s: %s\n' "$path" "$1"
        status=1
      }

      check_ended() {
        case $end in
          token=*)
            # A node that has joined has a kubeconfig, and needs its token no more.
            [ -e "${there%/*}/kubeconfig" ] ||
              complain "has a bootstrap token that ended at ${end#token=}"
            ;;
          *) complain "has a certificate that ended at $end" ;;
        esac
      }

      check_file() {
        if [ -L "$there" ] || [ ! -e "$there" ]; then
          if [ -L "$there" ]; then complain "is a symbolic link"; else complain "is not there"; fi
          return
        fi
        if [ "$kind" = d ]; then
          [ -d "$there" ] || complain "is no directory"
          return
        fi
        if [ ! -f "$there" ]; then
          complain "is no regular file"
          return
        fi
        found=$(stat -c '%a %u:%g' "$there")
        [ "${found% *}" = "$mode" ] || complain "has mode ${found% *}, not $mode"
        [ "${found#* }" = "$owner" ] || complain "belongs to ${found#* }, not to $owner"
        if [ ! -r "$there" ]; then
          complain "cannot be read"
        elif [ "$(digest "$there")" != "$sum" ]; then
          complain "does not hold what was delivered"
        elif [ "$end" = - ]; then
          :
        elif expr "x${end#token=}" \< "x$now" >/dev/null; then
          check_ended
        elif command -v openssl >/dev/null 2>&1 && grep -q 'BEGIN CERTIFICATE' "$there" &&
          ! openssl x509 -in "$there" -noout -checkend 0 >/dev/null 2>&1; then
          complain "has a certificate that openssl calls ended"
        fi
      }

      check_link() {
        if [ ! -L "$there" ]; then
          complain "is no symbolic link"
        elif [ "$kind" = l ] && [ "$(readlink "$there")" != "$target" ]; then
          complain "leads to $(readlink "$there"), not to $target"
        fi
      }

      tab=$(printf '\t')
      while IFS=$tab read -r kind mode owner sum end path target <&3; do
        there=$root$path
        case $kind in
          f | d) check_file ;;
          l | o) check_link ;;
          '#'*) continue ;;
          *) give_up "$manifest has a line that begins with $kind" ;;
        esac
        number=$((number + 1))
      done 3<"$manifest"
      [ "$number" -gt 0 ] || give_up "$manifest lists nothing"
      [ "$status" -ne 0 ] || printf '%s files and links are as they were delivered\n' "$number"
      exit "$status"

      """#
}
