extension AuditRule {
  /// What can be wrong with what a kubeconfig shows to servers.
  static let kubeconfigCredentialRules = [
    unreadableEmbedded, embeddedPairMismatch, embeddedExpired, embeddedExpiring, otherAuthority,
    storeAuthority, powerlessIdentity, harmlessMisspelling, missingKubeconfigFile,
  ]

  private static let certificates =
    "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates"

  static let unreadableEmbedded = AuditRule(
    "KTHW-KC-020",
    .error,
    "embedded data of a kubeconfig is no certificate, or no key",
    subject: "certificate-authority-data, client-certificate-data, client-key-data",
    reason: """
      The data is PEM in base64 once more. With anything else clients end before they dial; a \
      key with a passphrase is of no use either, because nobody is asked for it.
      """,
    symptoms: [
      "tls: failed to find any PEM data in certificate input",
      "tls: failed to find any PEM data in key input",
      "error: unable to load root certificates: unable to parse bytes as PEM block",
      "tls: failed to parse private key",
    ],
    remedy: "Embed the files again: kubectl config set-credentials … --embed-certs=true.",
    source: certificates
  )

  static let embeddedPairMismatch = AuditRule(
    "KTHW-KC-021",
    .error,
    "client certificate and client key of a kubeconfig do not belong together",
    subject: "users of kubeconfigs",
    reason: """
      Clients compare the two before they dial. It happens when one of the two files was made \
      again, or when files of two users were mixed up.
      """,
    symptoms: ["tls: private key does not match public key"],
    remedy: "Set both from the same pair of files.",
    source: certificates
  )

  static let embeddedExpired = AuditRule(
    "KTHW-KC-022",
    .error,
    "a certificate in a kubeconfig is not valid now",
    subject: "client certificates and CAs in kubeconfigs",
    reason: """
      API servers take a client with such a certificate for a stranger; with a CA that has \
      ended, clients trust no server at all. A new file beside the kubeconfig changes nothing, \
      since the old certificate is embedded.
      """,
    symptoms: [
      "error: You must be logged in to the server (Unauthorized)",
      "Unable to authenticate the request\" err=\"[x509: certificate has expired or is not yet valid: current time … is after …",
      "x509: certificate has expired or is not yet valid: current time … is after …",
    ],
    remedy: "Make a new certificate and embed it; kthwctl generate and kthwctl renew do both.",
    source: "RFC 5280 §4.1.2.5"
  )

  static let embeddedExpiring = AuditRule(
    "KTHW-KC-023",
    .warning,
    "a certificate in a kubeconfig ends soon",
    subject: "client certificates and CAs in kubeconfigs",
    reason: "Whoever uses the kubeconfig is locked out from that moment on.",
    symptoms: ["x509: certificate has expired or is not yet valid: current time … is after …"],
    remedy: "Make a new certificate and embed it before that day.",
    source: "RFC 5280 §4.1.2.5"
  )

  static let otherAuthority = AuditRule(
    "KTHW-KC-024",
    .error,
    "the client certificate of a kubeconfig is of another CA than the one it trusts",
    subject: "client certificates and certificate-authority-data of kubeconfigs",
    reason: """
      Both are of the cluster's CA. Where the names agree and the keys do not, the CA was made \
      anew and one of the two is from before.
      """,
    symptoms: [
      "x509: certificate signed by unknown authority (possibly because of \"…\" while trying to verify candidate authority certificate \"…\")",
      "error: You must be logged in to the server (the server has asked for the client to provide credentials)",
    ],
    remedy: "Issue the client certificate by the CA of the present, and embed both.",
    source: "RFC 5280 §6.1"
  )

  static let storeAuthority = AuditRule(
    "KTHW-KC-025",
    .error,
    "the client certificate of a kubeconfig is of etcd's or the front proxy's CA",
    subject: "client certificates of kubeconfigs",
    reason: """
      API servers believe only the cluster's CA as to who somebody is. Whoever holds this \
      kubeconfig is a stranger to the API server, and master of the whole store.
      """,
    symptoms: ["x509: certificate signed by unknown authority"],
    remedy: "Issue it by the cluster's CA.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/"
  )

  static let powerlessIdentity = AuditRule(
    "KTHW-KC-026",
    .error,
    "the certificate in a kubeconfig names somebody who has no rights",
    subject: "common names and organizations of client certificates in kubeconfigs",
    reason: """
      API servers take the user from CN and the groups from O, letter by letter. A name that \
      only looks right is let in and may do nothing.
      """,
    symptoms: [
      "nodes \"…\" is forbidden: User \"system:nodes:…\" cannot get resource \"nodes\" in API group \"\" at the cluster scope",
      "is forbidden: User \"…\" cannot list resource \"…\" in API group \"…\" at the cluster scope",
      "Unable to register node with API server",
    ],
    remedy: "Issue the certificate with the right CN and O; kthwctl identities lists them.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles"
  )

  static let harmlessMisspelling = AuditRule(
    "KTHW-KC-027",
    .warning,
    "the certificate in a kubeconfig names a group that does not exist",
    subject: "organizations of client certificates in kubeconfigs",
    reason: """
      Nothing is bound to such a group. The component works all the same, as long as it has its \
      rights by its user name alone.
      """,
    remedy: "Leave the organization out: the component is bound by its user name.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles"
  )

  static let missingKubeconfigFile = AuditRule(
    "KTHW-KC-028",
    .error,
    "a file that a kubeconfig names is not on the machine",
    subject: "paths in kubeconfigs of a machine",
    reason: "Clients open the files when they start, and end without them.",
    symptoms: ["unable to read client-cert … for … due to open …: no such file or directory"],
    remedy: "Copy the file there, or embed it with --embed-certs=true.",
    source: "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"
  )
}
