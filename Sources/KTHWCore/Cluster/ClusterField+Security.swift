extension ClusterField {
  /// Certificates, keys and what is kept secret.
  static let security: [ClusterField] = [
    ClusterField("spec.pki", .section, .nothing, "How certificates are made."),
    ClusterField(
      "spec.pki.hierarchy",
      .choice(PKISettings.Hierarchy.allCases.map(\.rawValue)),
      .text("separate"),
      "Which authorities there are.",
      notes: """
        `separate` has one for the cluster, one for etcd and one for aggregated API servers. \
        `single` has one for everything, and one certificate for all that API servers and etcd do, \
        as old tutorials have it: whoever has any certificate then reads and writes all of etcd.
        """
    ),
    ClusterField("spec.pki.key", .section, .nothing, "The kind of every private key."),
    ClusterField(
      "spec.pki.key.algo",
      .choice(["ecdsa", "rsa"]),
      .text("ecdsa"),
      "The algorithm, in cfssl's words.",
      notes: "Service account tokens cannot be signed with ed25519, so it is refused."
    ),
    ClusterField(
      "spec.pki.key.size",
      .integer(256...8192),
      .derived("256 for ecdsa, 2048 for rsa"),
      "The length in bits: 256, 384 or 521 for ecdsa, 2048 to 8192 for rsa."
    ),
    ClusterField(
      "spec.pki.subject",
      .section,
      .nothing,
      "What stands in every subject beside name and groups, in the order given here.",
      notes: "Never an organization (`O`): Kubernetes takes it for a group."
    ),
    ClusterField("spec.pki.subject.C", .text(.plain), .nothing, "The country, in two letters."),
    ClusterField("spec.pki.subject.ST", .text(.plain), .nothing, "The state or province."),
    ClusterField("spec.pki.subject.L", .text(.plain), .nothing, "The city."),
    ClusterField("spec.pki.subject.OU", .text(.plain), .nothing, "The organizational unit."),
    ClusterField("spec.pki.expiry", .section, .nothing, "How long certificates are valid."),
    ClusterField(
      "spec.pki.expiry.ca",
      .text(.duration),
      .text("87600h"),
      "How long authorities are valid: ten years."
    ),
    ClusterField(
      "spec.pki.expiry.leaf",
      .text(.duration),
      .text("8760h"),
      "How long all other certificates are valid: a year."
    ),
    ClusterField(
      "spec.pki.expiry.renewBefore",
      .text(.duration),
      .text("720h"),
      "How long before its end a further run makes a certificate anew: thirty days."
    ),
    ClusterField(
      "spec.pki.expiry.token",
      .text(.duration),
      .text("24h"),
      "How long a machine may join with its token: a day."
    ),
    ClusterField(
      "spec.pki.nodeCredentials",
      .choice(PKISettings.NodeCredentials.allCases.map(\.rawValue)),
      .text("certificates"),
      "How machines get what they show to the API server.",
      notes: """
        `certificates` makes them here. With `bootstrap` (TLS bootstrapping) each machine gets a \
        token, by which its kubelet asks the cluster for a certificate: no key of it ever leaves \
        the machine.
        """
    ),
    ClusterField(
      "spec.pki.nodeServing",
      .choice(PKISettings.NodeCredentials.allCases.map(\.rawValue)),
      .derived("what nodeCredentials says; certificates up to 1.11"),
      "How kubelets get what they show for logs and exec.",
      notes: """
        With `bootstrap` somebody must approve each request: `kthwctl csr check` says which. \
        Kubelets ask for it from 1.12 on.
        """
    ),
    ClusterField(
      "spec.pki.clusterSigning",
      .boolean,
      .derived("true where machines ask for certificates, else false"),
      "Whether the controller manager signs approved certificate signing requests.",
      notes: "It then has the key of the cluster's authority on every control-plane machine."
    ),
    ClusterField("spec.encryption", .section, .nothing, "How secrets are kept in etcd."),
    ClusterField(
      "spec.encryption.provider",
      .choice(LocalCipher.allCases.map(\.rawValue) + ["kms", "none"]),
      .text("secretbox"),
      "What encrypts them.",
      notes: """
        secretbox is the best of those with a key of their own. `kms` asks a key management \
        service. `none` leaves secrets as plain text for everybody who can read etcd.
        """
    ),
    ClusterField(
      "spec.encryption.resources",
      .list(.text(.resource)),
      .text("[secrets]"),
      "What is encrypted: `secrets`, `deployments.apps`; wildcards from 1.27 on."
    ),
    ClusterField(
      "spec.encryption.kms",
      .section,
      .nothing,
      "The key management service, which `provider: kms` needs."
    ),
    ClusterField(
      "spec.encryption.kms.name",
      .text(.plain),
      .required,
      "Its name, which is stored with everything that it encrypted."
    ),
    ClusterField(
      "spec.encryption.kms.endpoint",
      .text(.socket),
      .required,
      "Its socket: `unix:///run/kms.sock`."
    ),
    ClusterField(
      "spec.encryption.kms.timeout",
      .text(.duration),
      .derived("the API server's own, 3s"),
      "How long the API server waits for an answer."
    ),
    ClusterField(
      "spec.encryption.kms.version",
      .choice(KeyService.Version.allCases.map(\.rawValue)),
      .derived("v2 from 1.27 on, v1 before"),
      "Which of the two protocols it speaks."
    ),
  ]
}
