extension AuditRule {
  /// What can be wrong with keys.
  static let keyRules = [
    unusableKey, shortKey, oddKeySize, keyOfSeveral, accountKeyKind, cheapPassphrase,
  ]

  /// What can be wrong with what belongs together.
  static let pairRules = [
    tornPair, tornRequest, unprovenRequest, tornPublicKey, repeatedSerial,
  ]

  /// A kind of key that Kubernetes does not take.
  static let unusableKey = AuditRule(
    "KTHW-KEY-001",
    .error,
    "a key is of a kind that Kubernetes does not take",
    subject: "certificates and requests",
    reason: "Programs in Go know RSA, ECDSA over P-256, P-384 and P-521, and Ed25519, no others.",
    symptoms: ["x509: unsupported elliptic curve", "x509: unknown public key algorithm"],
    remedy: "Make a new key: ecdsa 256 or rsa 2048 and more.",
    source: "https://pkg.go.dev/crypto/x509#PublicKeyAlgorithm"
  )

  /// RSA below 2048 bits.
  static let shortKey = AuditRule(
    "KTHW-KEY-002",
    .warning,
    "an RSA key has less than 2048 bits",
    subject: "certificates, requests and keys",
    reason: "Such keys can be broken with effort; verifiers refuse them more and more.",
    symptoms: ["certificate verify failed: EE certificate key too weak", "ee key too small"],
    remedy: "Make a new key of 2048 bits or more, or an elliptic one.",
    source: "NIST SP 800-57 Part 1 §5.6"
  )

  /// An RSA modulus of an odd size.
  static let oddKeySize = AuditRule(
    "KTHW-KEY-003",
    .warning,
    "the size of an RSA key is no whole number of octets",
    subject: "certificates, requests and keys",
    reason: "Some verifiers, and most hardware, refuse such keys.",
    remedy: "Make a key of 2048, 3072 or 4096 bits.",
    source: "CA/Browser Forum Baseline Requirements §6.1.5"
  )

  /// One key under several names.
  static let keyOfSeveral = AuditRule(
    "KTHW-KEY-004",
    .warning,
    "several identities share one key",
    subject: "certificates with different subjects",
    reason: """
      Whoever gets hold of the key is all of them, and it cannot be taken from one without the \
      others.
      """,
    remedy: "Make a key of its own for each of them.",
    source: "NIST SP 800-57 Part 1 §5.2"
  )

  /// Ed25519 for service accounts.
  static let accountKeyKind = AuditRule(
    "KTHW-KEY-005",
    .error,
    "the key of service accounts is neither RSA nor ECDSA",
    subject: "service-account keys",
    reason: "API server and controller manager sign tokens with RSA and ECDSA keys only.",
    symptoms: [
      "unknown private key type ed25519.PrivateKey, must be *rsa.PrivateKey, *ecdsa.PrivateKey …"
    ],
    remedy: "Make an RSA or ECDSA key; all tokens are issued anew then.",
    source: "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"
  )

  /// A passphrase that can be guessed cheaply.
  static let cheapPassphrase = AuditRule(
    "KTHW-KEY-006",
    .warning,
    "a key is encrypted in a way that makes guessing its passphrase cheap",
    subject: "private keys behind a passphrase",
    reason: """
      Whoever has a copy of the file tries passphrases as fast as a machine can. Openssl's 2,048 \
      rounds allow some hundred thousand tries a second on one card, and its traditional format \
      thousands of times more.
      """,
    remedy: """
      Encrypt it anew with kthwctl key reencrypt FILE; copies of the old file stay as weak as they \
      are.
      """,
    source: "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html"
  )

  /// A certificate and the key beside it do not fit.
  static let tornPair = AuditRule(
    "KTHW-PAIR-001",
    .error,
    "a certificate and the key beside it do not belong together",
    subject: "X.pem with X-key.pem, X.crt with X.key",
    reason: """
      The program that gets both does not start. It happens when two runs of a tool mix, or only \
      one of the files was copied.
      """,
    symptoms: ["tls: private key does not match public key"],
    remedy: "Copy both from one run, or issue the certificate again for the key.",
    source: "https://pkg.go.dev/crypto/tls#X509KeyPair"
  )

  /// A request and the key beside it do not fit.
  static let tornRequest = AuditRule(
    "KTHW-PAIR-002",
    .warning,
    "a request and the key beside it do not belong together",
    subject: "X.csr with X-key.pem or X.key",
    reason: "A certificate issued for the request will not fit the key.",
    symptoms: ["tls: private key does not match public key"],
    remedy: "Make the request again from the key, or remove it if it is old.",
    source: "RFC 2986 §3"
  )

  /// A request whose signature does not hold.
  static let unprovenRequest = AuditRule(
    "KTHW-PAIR-003",
    .error,
    "the signature of a request does not hold",
    subject: "certificate signing requests",
    reason: "It was changed after it was made, or damaged; authorities refuse it.",
    symptoms: ["certificate request signature is invalid", "x509: ECDSA verification failure"],
    remedy: "Make the request again.",
    source: "RFC 2986 §4.2"
  )

  /// The two halves of a bare key pair do not fit.
  static let tornPublicKey = AuditRule(
    "KTHW-PAIR-004",
    .error,
    "a public key and the private key beside it do not belong together",
    subject: "sa.pub with sa.key, service-account.pub with service-account-key.pem",
    reason: """
      The API server refuses every token that is signed with the private key: pods cannot talk to \
      it, and controllers stop.
      """,
    symptoms: ["invalid bearer token", "crypto/rsa: verification error"],
    remedy: "Write the public key again: openssl pkey -in KEY -pubout.",
    source: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"
  )

  /// One number for two certificates.
  static let repeatedSerial = AuditRule(
    "KTHW-PAIR-005",
    .warning,
    "an authority has given one serial number to two certificates",
    subject: "certificates of one issuer",
    reason: """
      Issuer and number name a certificate. Browsers refuse the second one, and a revocation list \
      cannot tell the two apart.
      """,
    symptoms: ["SEC_ERROR_REUSED_ISSUER_AND_SERIAL"],
    remedy: "Issue one of them again, and let the authority draw random numbers.",
    source: "RFC 5280 §4.1.2.2"
  )
}
