extension AuditRule {
  /// What can be wrong with a machine's own settings.
  static let hostRules = [noLocalhost, doubtfulHost, noForwarding, bridgeModuleMissing]

  static let noLocalhost = AuditRule(
    "KTHW-HOST-001",
    .error,
    "a file of hosts has no localhost",
    subject: "files named hosts",
    reason: """
      Written over instead of added to, /etc/hosts loses the machine's own names. What dials \
      localhost then asks a name server, which does not know it, or sends it elsewhere.
      """,
    symptoms: ["lookup localhost on …: no such host", "sudo: unable to resolve host …"],
    remedy: "Put back 127.0.0.1 localhost and ::1 localhost, and append with tee -a.",
    source: "man 5 hosts"
  )

  static let doubtfulHost = AuditRule(
    "KTHW-HOST-002",
    .warning,
    "a file of hosts has another address for a machine than the cluster",
    subject: "files of hosts, against the description of the cluster",
    reason: """
      Machines get other addresses when they are made anew. Whoever asks this file reaches \
      nobody, or a machine whose certificate is for other names.
      """,
    symptoms: ["x509: certificate is valid for …, not …"],
    remedy: "Write the address that the description has, or correct the description.",
    source: "man 5 hosts"
  )

  static let noForwarding = AuditRule(
    "KTHW-HOST-003",
    .warning,
    "the kernel's settings do not let packets of pods through",
    subject: "files of /etc/sysctl.d on machines that run pods",
    reason: """
      Without ip_forward the kernel drops what goes from pods to other machines; without \
      bridge-nf-call-iptables, what goes to a service whose pod is on the same machine.
      """,
    symptoms: [
      "[ERROR FileContent--proc-sys-net-ipv4-ip_forward]: /proc/sys/net/ipv4/ip_forward contents are not set to 1"
    ],
    remedy: """
      Write net.ipv4.ip_forward = 1, net.bridge.bridge-nf-call-iptables = 1 and \
      net.bridge.bridge-nf-call-ip6tables = 1 into a file of /etc/sysctl.d.
      """,
    source:
      "https://kubernetes.io/docs/setup/production-environment/container-runtimes/#network-configuration"
  )

  static let bridgeModuleMissing = AuditRule(
    "KTHW-HOST-004",
    .warning,
    "a setting of the kernel is made before there is what it sets",
    subject: "files of /etc/modules-load.d, against those of /etc/sysctl.d",
    reason: """
      The keys net.bridge come with the module br_netfilter. Where nothing loads it at the \
      start, the settings fail, and services answer only by chance.
      """,
    symptoms: [
      "sysctl: cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory"
    ],
    remedy: "Write br_netfilter and overlay into a file of /etc/modules-load.d.",
    source: "https://kubernetes.io/docs/setup/production-environment/container-runtimes/"
  )
}
