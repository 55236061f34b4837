import Testing

@testable import KTHWCore

@Suite struct `A form of kubeconfigs` {
  private static let authority = Array("-----BEGIN CERTIFICATE-----\nY2E=\n".utf8)
  private static let certificate = Array("-----BEGIN CERTIFICATE-----\nbm9kZQ==\n".utf8)
  private static let key = Array("-----BEGIN EC PRIVATE KEY-----\na2V5\n".utf8)

  private func secret(_ bytes: [UInt8]) -> SecretBytes {
    bytes.withUnsafeBytes { SecretBytes(copying: $0) }
  }

  private func expectSameText(
    cluster: String = "large",
    server: String = "https://10.0.0.10:6443",
    user: String,
    certificate: [UInt8] = certificate,
    key: [UInt8] = key
  ) throws {
    let form = try KubeconfigForm(
      cluster: cluster,
      server: server,
      certificateAuthority: Self.authority
    )
    let text = try form.text(user: user, certificate: certificate, key: secret(key))
    let whole = try Kubeconfig(
      cluster: cluster,
      server: server,
      certificateAuthority: Self.authority,
      user: user,
      credentials: KubeconfigUser(certificate: certificate, key: secret(key))
    ).yaml()
    #expect(text.withUnsafeBytes { Array($0) } == whole.withUnsafeBytes { Array($0) }, "\(user)")
  }

  @Test(
    arguments: [
      "system:node:node-1", "a", "yes", "y", "1e3", "0x10", "~", "190:20:30", "2001-01-01", "",
      " a", "a b", "a: b", "#", "-", "a'b", "a\"b", "ü", "line\nbreak", "kthwctl.blank.user",
      "system:node:" + String(repeating: "long-name-", count: 20), "system:node:",
    ]
  )
  func `gives each user what the whole writer gives`(user: String) throws {
    try expectSameText(user: user)
  }

  @Test(arguments: ["yes", "a b", "kthwctl.blank.user", "x-kthwctl.blank.user-x", "ü"])
  func `gives it for clusters of any name`(cluster: String) throws {
    try expectSameText(cluster: cluster, user: "system:node:node-1")
    try expectSameText(
      server: "https://\(cluster == "a b" ? "ab" : cluster):6443",
      user: "system:node:node-1"
    )
  }

  @Test(arguments: [[], [0x31], [0xFF, 0xFE], [0x6E, 0x6F], Array("xx".utf8)])
  func `gives it for bytes that are no PEM`(bytes: [UInt8]) throws {
    try expectSameText(user: "a", certificate: bytes)
    try expectSameText(user: "a", key: bytes)
  }

  @Test func `refuses what the whole writer refuses`() throws {
    let form = try KubeconfigForm(cluster: "c", server: "s", certificateAuthority: Self.authority)
    #expect(throws: KTHWError.self) {
      try form.text(user: "a\u{1}\u{7F}", certificate: Self.certificate, key: secret(Self.key))
    }
  }
}
