extension AuditRule {
  /// What can be wrong with the tokens by which machines join.
  static let tokenRules = [
    malformedToken, endedToken, misnamedToken, strangeTokenGroup, unknownToken, idleToken,
    endlessToken, unreadableTokenEnd, tokenWithoutUse, tokensRefused,
    tokenWithoutRights, unapprovedJoining, unapprovedRotation, unsignedJoining,
    idleTokenControllers,
  ]

  private static let tokens =
    "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/"
  private static let joining =
    "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"
  /// What a kubelet says whose token nobody takes.
  private static let refusal =
    "failed to run Kubelet: cannot create certificate signing request: Unauthorized"

  static let malformedToken = AuditRule(
    "KTHW-TOKEN-001",
    .error,
    "the Secret of a bootstrap token holds none",
    subject: "token-id and token-secret of Secrets of the type bootstrap.kubernetes.io/token",
    reason: """
      An id has six and a secret sixteen characters, all of a-z and 0-9. API servers look at no \
      other, and say nothing of it.
      """,
    symptoms: [refusal],
    remedy: "Make another: kthwctl token create, or for a host of a tree kthwctl token renew.",
    source: tokens + "#token-format"
  )

  static let endedToken = AuditRule(
    "KTHW-TOKEN-002",
    .info,
    "a bootstrap token has ended",
    subject: "expiration of Secrets of bootstrap tokens",
    reason: """
      A machine that has joined needs its token no more. One that has not cannot join with it, \
      and the cluster deletes the Secret as soon as it is applied.
      """,
    symptoms: [refusal],
    remedy: "Nothing, where the host is a node; else kthwctl token renew HOST.",
    source: tokens + "#bootstrap-token-secret-format"
  )

  static let misnamedToken = AuditRule(
    "KTHW-TOKEN-003",
    .error,
    "the Secret of a bootstrap token is not where it is looked for",
    subject: "names and namespaces of Secrets of bootstrap tokens",
    reason: """
      An API server that is shown a token reads one Secret: bootstrap-token-ID in kube-system. \
      Any other may hold the token, and nobody finds it.
      """,
    symptoms: [refusal],
    remedy: "Name it bootstrap-token- and the token's id, in the namespace kube-system.",
    source: tokens + "#bootstrap-token-secret-format"
  )

  static let strangeTokenGroup = AuditRule(
    "KTHW-TOKEN-004",
    .error,
    "a bootstrap token gives a group that no token may give",
    subject: "auth-extra-groups of Secrets of bootstrap tokens",
    reason: """
      Groups must be system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]. With any other in the list \
      the whole token is refused.
      """,
    symptoms: [refusal],
    remedy: "Write system:bootstrappers:kthw:nodes, or another group of that form.",
    source: tokens + "#bootstrap-token-secret-format"
  )

  static let unknownToken = AuditRule(
    "KTHW-TOKEN-005",
    .error,
    "a machine has a bootstrap token of which there is no Secret",
    subject: "tokens in kubeconfigs, against the Secrets of tokens",
    reason: """
      There are Secrets of tokens here, and none is of this one: what is applied does not let the \
      machine in.
      """,
    symptoms: [refusal],
    remedy: "Run kthwctl generate, or kthwctl token renew for the host.",
    source: joining + "#bootstrap-initialization"
  )

  static let idleToken = AuditRule(
    "KTHW-TOKEN-006",
    .warning,
    "a kubelet has a kubeconfig, and will not use its bootstrap token",
    subject: "kubeconfigs beside bootstrap-kubeconfigs",
    reason: """
      A kubelet asks for a certificate only where it has no kubeconfig with one that is good. \
      With this file it stays who the file makes it, and what it has is never exchanged.
      """,
    remedy: "Remove the kubeconfig, or the bootstrap-kubeconfig and its flag.",
    source: joining + "#bootstrap-initialization"
  )

  static let endlessToken = AuditRule(
    "KTHW-TOKEN-007",
    .warning,
    "a bootstrap token never ends",
    subject: "expiration of Secrets of bootstrap tokens",
    reason: """
      Whoever finds the token, in a backup or a shell's history, can make a node of a machine of \
      their own, for as long as the cluster lives.
      """,
    remedy: "Write expiration, a day ahead, as in 2027-11-22T08:30:00Z.",
    source: tokens + "#bootstrap-token-secret-format"
  )

  static let unreadableTokenEnd = AuditRule(
    "KTHW-TOKEN-008",
    .error,
    "it cannot be read when a bootstrap token ends",
    subject: "expiration of Secrets of bootstrap tokens",
    reason: "API servers take the token for one that has ended.",
    symptoms: [refusal],
    remedy: "Write it in RFC 3339, with a zone: 2027-11-22T08:30:00Z.",
    source: tokens + "#bootstrap-token-secret-format"
  )

  static let tokenWithoutUse = AuditRule(
    "KTHW-TOKEN-009",
    .error,
    "a bootstrap token lets nobody in",
    subject: "usage-bootstrap-authentication of Secrets of bootstrap tokens",
    reason: "A token is taken only where this field is the text true.",
    symptoms: [refusal],
    remedy: "Write usage-bootstrap-authentication: \"true\".",
    source: tokens + "#bootstrap-token-secret-format"
  )

  static let tokensRefused = AuditRule(
    "KTHW-TOKEN-010",
    .error,
    "machines show bootstrap tokens, and API servers take none",
    subject: "--enable-bootstrap-token-auth of API servers, against kubelets' tokens",
    reason: "Without the flag no API server looks at such tokens.",
    symptoms: [refusal],
    remedy: "Set --enable-bootstrap-token-auth=true on every API server.",
    source: tokens + "#enabling-bootstrap-token-authentication"
  )

  static let tokenWithoutRights = AuditRule(
    "KTHW-TOKEN-011",
    .error,
    "a bootstrap token may not ask for certificates",
    subject: "groups of bootstrap tokens, against ClusterRoleBindings of system:node-bootstrapper",
    reason: """
      A token makes a user of its holder, and no more. What a user may do is said by bindings: \
      here none lets a group of the token ask for certificates.
      """,
    symptoms: [
      "certificatesigningrequests.certificates.k8s.io is forbidden: User \"system:bootstrap:…\" cannot create resource \"certificatesigningrequests\" in API group \"certificates.k8s.io\" at the cluster scope"
    ],
    remedy: "Bind the ClusterRole system:node-bootstrapper to the group of auth-extra-groups.",
    source: joining + "#authorize-kubelet-to-create-csr"
  )

  static let unapprovedJoining = AuditRule(
    "KTHW-TOKEN-012",
    .warning,
    "what machines with bootstrap tokens ask for is not approved by itself",
    subject: """
      groups of bootstrap tokens, against ClusterRoleBindings of \
      system:certificates.k8s.io:certificatesigningrequests:nodeclient; --controllers
      """,
    reason: """
      The controller csrapproving approves a node's first request where who asked is allowed it. \
      Otherwise the request waits for somebody who runs kubectl certificate approve.
      """,
    remedy: """
      Bind the ClusterRole system:certificates.k8s.io:certificatesigningrequests:nodeclient to the \
      group of the tokens, and leave csrapproving on.
      """,
    source: joining + "#approval"
  )

  static let unapprovedRotation = AuditRule(
    "KTHW-TOKEN-013",
    .warning,
    "nodes that joined do not get their next certificates by themselves",
    subject: """
      ClusterRoleBindings of system:certificates.k8s.io:certificatesigningrequests:selfnodeclient, \
      where kubelets have rotateCertificates
      """,
    reason: """
      A kubelet asks for a new certificate as the node that it is by then, not by its token. \
      Nobody approves that here, and when the first one ends the node is lost.
      """,
    remedy: """
      Bind the ClusterRole system:certificates.k8s.io:certificatesigningrequests:selfnodeclient to \
      the group system:nodes.
      """,
    source: joining + "#approval"
  )

  static let unsignedJoining = AuditRule(
    "KTHW-TOKEN-014",
    .error,
    "machines join with bootstrap tokens, and a controller manager signs nothing for them",
    subject: "--cluster-signing-cert-file, --cluster-signing-key-file and --controllers",
    reason: """
      The controller csrsigning makes the certificates, with an authority's certificate and key. \
      Without them, or where it is off, requests are approved and stay without a certificate.
      """,
    symptoms: ["certificate request was not signed: timed out waiting for the condition"],
    remedy: """
      Set --cluster-signing-cert-file and --cluster-signing-key-file to the authority that \
      --client-ca-file names, and leave csrsigning on.
      """,
    source: joining + "#kube-controller-manager-configuration"
  )

  static let idleTokenControllers = AuditRule(
    "KTHW-TOKEN-015",
    .warning,
    "a controller that bootstrap tokens need is off",
    subject: "--controllers of controller managers, against the Secrets of tokens",
    reason: """
      Two controllers are off unless they are named: tokencleaner, without which Secrets of ended \
      tokens stay for good, and bootstrapsigner, which signs what kubeadm join reads.
      """,
    remedy: "Write --controllers=*,bootstrapsigner,tokencleaner.",
    source: tokens + "#enabling-bootstrap-token-authentication"
  )
}
