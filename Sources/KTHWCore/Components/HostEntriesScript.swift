/// The script that puts what ``HostEntries`` says into `/etc/hosts`, and
/// leaves everything else there as it is.
enum HostEntriesScript {
  /// The text of the script.
  static let text =
    "#!/bin/sh\n" + HostRenderers.notice + #"""
      # Puts the entries beside this script into a block of /etc/hosts that is marked
      # as such. May run at any time and any number of times.
      set -eu

      directory=${0%/*}
      # What is a link stays one.
      hosts=$(readlink -f "${1:-/etc/hosts}")
      [ -e "$hosts" ] || (umask 022 && : >"$hosts")
      new=$(mktemp "$hosts.XXXXXX")
      trap 'rm -f "$new"' EXIT
      cp -p "$hosts" "$new"

      # A block whose end is missing is not taken for one: what follows its beginning
      # may be somebody's own.
      awk -v hosts="$hosts" '
        BEGIN {
          first = "# BEGIN kthwctl: hosts of the cluster"
          last = "# END kthwctl"
        }
        function put() {
          if (!done) printf "%s\n%s%s\n", first, entries, last
          done = 1
        }
        FILENAME != hosts { if ($0 !~ /^#/) entries = entries $0 "\n"; next }
        $0 == first { printf "%s", held; held = ""; inside = 1; next }
        $0 == last && inside { put(); held = ""; inside = 0; next }
        inside { held = held $0 "\n"; next }
        { print }
        END { printf "%s", held; put() }
      ' "$directory"/*.hosts "$hosts" >"$new"

      if cmp -s "$new" "$hosts"; then exit 0; fi
      # Where the file is mounted, as in a container, it can only be written into.
      mv -f "$new" "$hosts" 2>/dev/null || cat "$new" >"$hosts"
      if command -v restorecon >/dev/null 2>&1; then restorecon "$hosts" || :; fi

      """#
}
