extension ClientReport {
  /// The report as a document for programs.
  public func document(at now: Timestamp) -> [Node.Entry] {
    var entries = [
      Node.Entry("context", .string(context)),
      Node.Entry("cluster", .string(cluster)),
      Node.Entry("server", .string(server)),
      Node.Entry("userEntry", .string(entry)),
      Node.Entry("credential", .string(credential.rawValue)),
      Node.Entry("user", identity.map { .string($0.user) } ?? .null),
      Node.Entry("groups", .strings(identity?.groups ?? [])),
      Node.Entry("roles", .strings(bindings.map(\.role))),
      Node.Entry("node", identity?.nodeName.map { .string($0) } ?? .null),
      Node.Entry(
        "isIrrevocableAdministrator",
        .boolean(identity?.isIrrevocableAdministrator ?? false)
      ),
      Node.Entry("impersonates", impersonated.map { .string($0) } ?? .null),
      Node.Entry("chainsToCA", isChained.map { .boolean($0) } ?? .null),
    ]
    if let expiry {
      let left = expiry.secondsSince1970 - now.secondsSince1970
      entries.append(Node.Entry("expires", .string(expiry.rfc3339)))
      entries.append(Node.Entry("secondsLeft", .integer(Int(left))))
    }
    entries.append(Node.Entry("warnings", .strings(doubts.map(\.description))))
    return entries
  }
}
