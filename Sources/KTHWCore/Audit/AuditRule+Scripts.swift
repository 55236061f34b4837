extension AuditRule {
  /// What can be wrong with scripts that build a cluster.
  static let scriptRules = [
    hostsOverwritten, wideRights, uncheckedDownload, movingTarget, oldSigner, deadSource,
    noChecksum, openForwarding, unreadManifest, lateInterpreter, splitArguments, lostSettings,
    shellEcho, weakenedKey, unpackedEverywhere, copiedAuthority,
  ]

  private static let shell =
    "https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html"

  static let hostsOverwritten = AuditRule(
    "KTHW-SCRIPT-001",
    .error,
    "a script writes over /etc/hosts",
    subject: "tee and > in scripts",
    reason: "tee without -a replaces the file: localhost and the machine's own names are gone.",
    symptoms: ["sudo: unable to resolve host …", "lookup localhost on …: no such host"],
    remedy: "Append: tee -a /etc/hosts, or >>.",
    source: "man 1 tee"
  )

  static let wideRights = AuditRule(
    "KTHW-SCRIPT-002",
    .warning,
    "a script lets others write",
    subject: "chmod in scripts",
    reason: """
      With 777 every user and every broken service replaces a program that root starts, or a key \
      that the cluster trusts.
      """,
    remedy: "0755 for programs, 0644 for what all may read, 0600 for keys.",
    source: "man 1 chmod"
  )

  static let uncheckedDownload = AuditRule(
    "KTHW-SCRIPT-003",
    .warning,
    "a script does not check whom it talks to",
    subject: "curl -k and wget --no-check-certificate in scripts",
    reason: """
      A download may be anybody's, and a test of the API server succeeds with any certificate, \
      so that it proves nothing.
      """,
    remedy: "Give the CA: curl --cacert ca.pem.",
    source: "man 1 curl"
  )

  static let movingTarget = AuditRule(
    "KTHW-SCRIPT-004",
    .warning,
    "a script takes whatever release is the newest today",
    subject: "stable.txt and latest in scripts",
    reason: """
      The next run gets another release than the last, of one component alone: kubelets that are \
      newer than their API server are not supported.
      """,
    remedy: "Write the release into a variable, and use it for all components.",
    source: "https://kubernetes.io/releases/version-skew-policy/"
  )

  static let oldSigner = AuditRule(
    "KTHW-SCRIPT-005",
    .warning,
    "a script installs cfssl R1.2",
    subject: "downloads in scripts",
    reason: """
      The release is of 2016: it knows no Ed25519, makes no SubjectAltName of URIs, and the site \
      it came from is gone.
      """,
    remedy: "Install cfssl 1.6 from its releases, or use kthwctl.",
    source: "https://github.com/cloudflare/cfssl/releases"
  )

  static let deadSource = AuditRule(
    "KTHW-SCRIPT-006",
    .warning,
    "a script downloads from where nothing is any more",
    subject: "addresses in scripts",
    reason: "The place was closed or gets no releases any more; the script ends there, or later.",
    symptoms: [
      "The repository 'https://apt.kubernetes.io kubernetes-xenial Release' does not have a Release file.",
      "Failed to pull image \"k8s.gcr.io/…\"",
    ],
    remedy: "dl.k8s.io for programs, pkgs.k8s.io for packages, registry.k8s.io for images.",
    source: "https://kubernetes.io/blog/2023/08/31/legacy-package-repository-deprecation/"
  )

  static let noChecksum = AuditRule(
    "KTHW-SCRIPT-007",
    .warning,
    "a script runs what it downloaded without a look at it",
    subject: "downloads of programs in scripts without a checksum or signature",
    reason: "A torn or changed download becomes root on every machine.",
    remedy: "Hold it against the published sum: sha256sum --check.",
    source: "https://kubernetes.io/docs/tasks/tools/install-kubectl-linux/"
  )

  static let openForwarding = AuditRule(
    "KTHW-SCRIPT-008",
    .warning,
    "a script lets the kernel forward everything",
    subject: "iptables in scripts",
    reason: """
      The machine becomes a router for everybody, in front of every other rule. The pod network \
      sets what it needs by itself, and the rule is lost at the next start.
      """,
    remedy: "Name the pods' addresses: iptables -A FORWARD -s PODCIDR -j ACCEPT, or leave it out.",
    source: "man 8 iptables"
  )

  static let unreadManifest = AuditRule(
    "KTHW-SCRIPT-009",
    .warning,
    "a script applies a manifest from the network that nobody has read",
    subject: "kubectl apply -f https://… in scripts",
    reason: """
      Whoever owns the address is administrator of the cluster, and what was there yesterday may \
      be gone or another release today.
      """,
    remedy: "Download it once, read it, keep it beside the script, and apply the copy.",
    source: "https://kubernetes.io/docs/concepts/security/"
  )

  static let lateInterpreter = AuditRule(
    "KTHW-SCRIPT-010",
    .info,
    "the interpreter of a script does not stand in its first line",
    subject: "#! in scripts",
    reason: "Anywhere else it is a comment, and the caller's shell runs the script.",
    symptoms: ["Syntax error: \"(\" unexpected", "Exec format error"],
    remedy: "Begin the file with #!/usr/bin/env bash.",
    source: "man 2 execve"
  )

  static let splitArguments = AuditRule(
    "KTHW-SCRIPT-011",
    .info,
    "a script splits its arguments",
    subject: "$@ without quotes in scripts",
    reason: "A name with a space becomes two, and a * becomes the files of the folder.",
    remedy: "Write \"$@\".",
    source: shell + "#tag_18_05_02"
  )

  static let lostSettings = AuditRule(
    "KTHW-SCRIPT-012",
    .info,
    "a script sets what the next start forgets",
    subject: "sysctl in scripts that write no file of /etc/sysctl.d",
    reason: "The setting lasts until the machine starts anew; then pods cannot reach each other.",
    remedy: "Write it into a file of /etc/sysctl.d, and run sysctl --system.",
    source: "man 5 sysctl.d"
  )

  static let shellEcho = AuditRule(
    "KTHW-SCRIPT-013",
    .info,
    "what a script writes depends on the shell",
    subject: "echo with a backslash in scripts",
    reason: """
      dash makes a new line of \\n and bash does not: the same script writes a section [SAN] \
      that openssl finds, or does not.
      """,
    symptoms: ["Error Loading extension section SAN"],
    remedy: "Use printf '\\n[SAN]\\n'.",
    source: "https://pubs.opengroup.org/onlinepubs/9699919799/utilities/echo.html"
  )

  static let weakenedKey = AuditRule(
    "KTHW-SCRIPT-014",
    .warning,
    "a script changes the signs of a random key",
    subject: "tr behind base64 in scripts",
    reason: """
      Letters in the place of / and + make several keys one: bits are lost, and what is decoded \
      is another key than was drawn.
      """,
    remedy: "Take the base64 text as it is, and give sed another separator: sed \"s|KEY|$key|\".",
    source: "RFC 4648 §4"
  )

  static let unpackedEverywhere = AuditRule(
    "KTHW-SCRIPT-015",
    .warning,
    "a script unpacks a bundle over the root of the machine",
    subject: "tar in scripts",
    reason: """
      The bundle decides which files of the system are replaced: units, runc, settings. \
      containerd publishes no such bundle since 2.0.
      """,
    remedy:
      "Unpack containerd into /usr/local, and install runc and the CNI plugins by themselves.",
    source: "https://github.com/containerd/containerd/blob/main/docs/getting-started.md"
  )

  static let copiedAuthority = AuditRule(
    "KTHW-SCRIPT-016",
    .warning,
    "a script copies the key of a CA to other machines",
    subject: "scp and rsync in scripts",
    reason: """
      Whoever gets into one of the machines makes himself administrator for as long as the CA \
      lives. Only a controller manager that signs requests needs the key.
      """,
    remedy: "Keep the key where certificates are made, and copy certificates.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/"
  )
}
