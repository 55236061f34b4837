/// What ends and when, the first first.
public struct ExpiryReport: Sendable {
  /// What ends.
  public private(set) var credentials: [ExpiringCredential]
  /// What could not be read, and may hold something that ends.
  public let problems: [Problem]
  /// How many files were looked at.
  public let fileCount: Int
  /// The present moment.
  public let now: Timestamp

  init(
    credentials: [ExpiringCredential],
    problems: [Problem],
    fileCount: Int,
    now: Timestamp
  ) {
    self.credentials = credentials
    self.problems = problems
    self.fileCount = fileCount
    self.now = now
  }

  /// What has ended, or ends within a window.
  public func ending(within window: ExpiryWindow) -> ExpiryReport {
    var report = self
    report.credentials = credentials.filter { window.contains($0, at: now) }
    return report
  }

  /// Whether something has ended that is still needed: a machine that has
  /// joined needs its bootstrap token no more.
  public var hasExpired: Bool { needed.contains { $0.state(at: now) == .expired } }

  /// What is missed when it ends: all but bootstrap tokens.
  public var needed: [ExpiringCredential] { credentials.filter { $0.kind != .bootstrapToken } }
}

extension ExpiryReport {
  /// The report as a document for programs: an `items` list.
  public var document: [Node.Entry] {
    [
      Node.Entry("time", .string(now.rfc3339)),
      Node.Entry("items", .sequence(credentials.map(item))),
    ]
  }

  private func item(_ credential: ExpiringCredential) -> Node {
    .mapping([
      "type": .string(credential.kind.rawValue),
      "role": .string(credential.role.title),
      "component": credential.role.component.map { .string($0.name) },
      "node": credential.role.node.map { .string($0) },
      "subject": .string(credential.subject),
      "notBefore": credential.begins.map { .string($0.rfc3339) },
      "notAfter": .string(credential.ends.rfc3339),
      "secondsLeft": .integer(Int(credential.secondsLeft(at: now))),
      "percentLeft": credential.percentLeft(at: now).map { .integer($0) },
      "state": .string(credential.state(at: now).rawValue),
      "consequence": .string(credential.role.ending),
      "sha256": .string(credential.fingerprint),
      "places": .sequence(
        credential.locations.map { location in
          .mapping([
            "file": location.place.file.map { .string($0) },
            "field": location.place.field.map { .string($0) },
            "position": .integer(location.position),
          ])
        }
      ),
    ])
  }
}
