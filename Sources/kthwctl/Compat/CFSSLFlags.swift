/// The flags of cfssl's commands: one table for all of them, so that every
/// command takes every flag, as cfssl does.
enum CFSSLFlags {
  /// The table.
  static let table = GoFlags(flags: signing + authorities + remote + revocation + serving)

  private static let signing: [GoFlags.Flag] = [
    .init("hostname", means: "names for the certificate, separated by commas"),
    .init("cert", means: "certificate file"),
    .init("csr", means: "certificate request file"),
    .init("ca", means: "certificate of the CA that signs"),
    .init("ca-key", means: "private key of the CA that signs"),
    .init("key", means: "private key file"),
    .init("passphrase-file", means: "file whose only line opens the private key; not cfssl's"),
    .init("passphrase-fd", means: "descriptor to read that line from; not cfssl's"),
    .init("config", means: "signing policy file"),
    .init("profile", means: "signing profile of the policy"),
    .init("initca", .boolean, means: "make a new CA"),
    .init("renewca", .boolean, means: "renew the CA certificate given with -ca and -ca-key"),
    .init("cn", means: "common name that replaces the one in the request"),
    .init("crl", means: "URL of the revocation list to name in the certificate"),
    .init("password", standard: "0", means: "password of the key or PKCS#12 file"),
    .init("loglevel", .integer, standard: "1", means: "0 debug, 1 info, 2 warning … 5 fatal"),
    .init("list", .boolean),
    .init("usage"),
    .init("serial", means: "serial number"),
    .init("aki", means: "authority key identifier"),
    .init("expiry", .duration, standard: "168h"),
  ]

  private static let authorities: [GoFlags.Flag] = [
    .init("ca-bundle", means: "file of trusted root certificates"),
    .init("int-bundle", means: "file of intermediate certificates"),
    .init("int-dir", means: "directory of intermediate certificates"),
    .init("intermediates"),
    .init(
      "flavor",
      standard: "ubiquitous",
      means: "how to choose a chain: ubiquitous, optimal, force"
    ),
    .init("metadata", means: "file that says which platforms trust which roots"),
    .init("domain", means: "server to fetch a certificate from"),
    .init("ip", means: "address of that server"),
    .init("pgp-private"),
    .init("pgp-name"),
  ]

  private static let remote: [GoFlags.Flag] = [
    .init("remote", means: "remote cfssl server"),
    .init("label", means: "key label of a remote cfssl server"),
    .init("authkey"),
    .init("tls-cert"),
    .init("tls-key"),
    .init("mutual-tls-ca"),
    .init("mutual-tls-cn"),
    .init("mutual-tls-client-cert"),
    .init("mutual-tls-client-key"),
    .init("tls-remote-ca"),
    .init("min-tls-version"),
    .init("db-config", means: "database of certificates"),
  ]

  private static let revocation: [GoFlags.Flag] = [
    .init("responder"),
    .init("responder-key"),
    .init("responses"),
    .init("status", standard: "good"),
    .init("reason", standard: "0"),
    .init("revoked-at", standard: "now"),
    .init("interval", .duration, standard: "96h"),
  ]

  private static let serving: [GoFlags.Flag] = [
    .init("address", standard: "127.0.0.1"),
    .init("port", .integer, standard: "8888"),
    .init("path", standard: "/"),
    .init("disable"),
    .init("family"),
    .init("scanner"),
    .init("timeout", .duration, standard: "5m"),
    .init("csv"),
    .init("num-workers", .integer, standard: "10"),
    .init("max-hosts", .integer, standard: "100"),
  ]
}
