/// The script that turns the table of ``PodRoutes`` into routes of the kernel.
enum PodRoutesScript {
  /// The text of the script.
  static func text(on host: ClusterHost, in spec: ClusterSpec) throws -> String {
    let pods = spec.network.podCIDR
    let isIPv4 = pods.network.isIPv4
    let head = """
      #!/bin/sh
      \(HostRenderers.notice)\
      # Sets a route to the pods of every other host, and takes back those that
      # are in the table no more. May run at any time and any number of times.
      set -eu

      table=${1:-${0%/*}/pod-routes}
      own=\(PodRoutes.expanded(host.address))
      family=\(isIPv4 ? "-4" : "-6")

      """
    let rest = host.has(.worker) ? exemption(pods, isIPv4 ? "iptables" : "ip6tables") : ""
    return head + routes + rest + "\nexit \"$status\"\n"
  }

  private static let routes = #"""

    # Prints the address that lies STEP blocks of PREFIX bits behind ADDRESS, whose
    # parts are carried over into each other.
    advance() { # ADDRESS PREFIX STEP
      fixed=$2 step=$3 blank=$IFS
      case $1 in
        *:*) width=16 radix=0x form=%x:%x:%x:%x:%x:%x:%x:%x IFS=: ;;
        *) width=8 radix='' form=%d.%d.%d.%d IFS=. ;;
      esac
      # shellcheck disable=SC2086 # it is to be split
      set -- $1
      IFS=$blank
      last=$(((fixed + width - 1) / width))
      carry=$((step << (last * width - fixed)))
      number=$# parts=''
      while [ "$number" -gt 0 ]; do
        eval "part=\$(($radix\${$number}))"
        # shellcheck disable=SC2154 # eval sets it
        if [ "$number" -le "$last" ]; then
          part=$((part + carry))
          carry=$((part >> width))
          part=$((part & ((1 << width) - 1)))
        fi
        parts="$part $parts"
        number=$((number - 1))
      done
      # shellcheck disable=SC2059,SC2086 # one of two forms, and its numbers
      printf "$form" $parts
    }

    # Prints what ip is to do: a line for every host, this one left out.
    commands() { # PROTOCOL
      while read -r count gateway block; do
        case $count in '' | '#'*) continue ;; esac
        case $gateway in *:*) bits=128 ;; *) bits=32 ;; esac
        index=0
        while [ "$index" -lt "$count" ]; do
          printf 'route replace '
          advance "${block%/*}" "${block#*/}" "$index"
          printf '/%s via ' "${block#*/}"
          advance "$gateway" "$bits" "$index"
          printf ' proto %s\n' "$1"
          index=$((index + 1))
        done
      done <"$table" | grep -vF " via $own proto "
    }

    # Takes back all routes of ours that have a protocol number.
    forget() { # PROTOCOL
      [ -z "$(ip $family route show proto "$1")" ] || ip $family route flush proto "$1"
    }

    # Routes of ours have one of two protocol numbers, in turns: when all that are
    # wanted have the new one, those that still have the old one are not wanted.
    old=75 new=76
    if [ -n "$(ip $family route show proto 76)" ]; then
      old=76 new=75
      forget 75
    fi
    status=0
    commands "$new" | ip $family -force -batch - || status=$?
    forget "$old"

    """#

  /// What keeps pods' addresses as they are on the way to other pods.
  ///
  /// The bridge plugin hides a pod behind its machine from all that is not on
  /// the same machine. Marked packets must be hidden still: kube-proxy and
  /// portmap mark what comes back to where it came from.
  private static func exemption(_ pods: CIDRBlock, _ program: String) -> String {
    """

    # Between pods nobody is hidden behind a host, unless kube-proxy (0x4000) or
    # portmap (0x2000) asks for it.
    between_pods() {
      \(program) -w -t nat "$@" -s \(pods) -d \(pods) -m mark --mark 0x0/0x6000 -j ACCEPT
    }
    if command -v \(program) >/dev/null 2>&1; then
      between_pods -C POSTROUTING 2>/dev/null || between_pods -I POSTROUTING \\
        || echo "pods of other hosts will see this host's address instead of its pods'" >&2
    fi

    """
  }
}
