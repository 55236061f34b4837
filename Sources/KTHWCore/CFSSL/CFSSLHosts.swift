/// What a list of cfssl's hosts means: the names for the certificate, and
/// what is doubtful about them.
public struct CFSSLHosts: Hashable, Sendable {
  /// The names in the order that certificates hold them: DNS names, e-mail
  /// addresses, IP addresses, URIs; each kind in the order given, duplicates
  /// kept.
  public let names: [SubjectAlternativeName]
  /// One problem for each entry that hardly means what it becomes.
  public let warnings: [Problem]
  /// Whether the list that was given had no entries at all; a list of empty
  /// entries is not empty to cfssl.
  public let wasEmpty: Bool

  /// Reads the entries of a list.
  ///
  /// Empty entries, which cfssl makes blank DNS names of, are dropped with a
  /// warning: Go 1.25 and later refuse such certificates.
  /// - Parameters:
  ///   - entries: the hosts as written.
  ///   - place: gives the place of an entry by its index.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``, with every
  ///   entry that cannot be a name.
  public init(_ entries: [String], at place: (Int) -> Place) throws {
    var problems = Problems()
    var names: [SubjectAlternativeName] = []
    var warnings: [Problem] = []
    for (index, entry) in entries.enumerated() {
      guard !entry.isEmpty else {
        warnings.append(CFSSLHosts.emptyEntry(at: place(index)))
        continue
      }
      let read = try problems.collect {
        do {
          return try SubjectAlternativeName(cfsslHost: entry)
        } catch let error as KTHWError {
          throw error.at(place(index))
        }
      }
      guard let name = read else { continue }
      names.append(name)
      warnings += CFSSLHosts.warnings(for: entry, as: name, at: place(index))
    }
    try problems.throwIfAny()
    self.names = names.groupedByKind()
    self.warnings = warnings
    wasEmpty = entries.isEmpty
  }

  /// Reads the `hosts` of a request.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``.
  public init(_ entries: [String]) throws {
    try self.init(entries) { .field("hosts[\($0)]") }
  }

  /// Reads the value of `-hostname`, which is split at every comma and not
  /// trimmed; nil where it is empty, which cfssl takes as not given.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``.
  public init?(hostname: String) throws {
    guard !hostname.isEmpty else { return nil }
    try self.init(CFSSLHosts.split(hostname)) { _ in .field("-hostname") }
  }

  /// The entries of a `-hostname` value, empty ones included.
  public static func split(_ hostname: String) -> [String] {
    hostname.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}

// MARK: - What is doubtful

extension CFSSLHosts {
  private static func emptyEntry(at place: Place) -> Problem {
    Problem(
      .invalidName,
      "an empty host is dropped",
      at: place,
      hint: "look for a comma at an end, two in a row, or a shell variable that is not set"
    )
  }

  private static func warnings(
    for entry: String,
    as name: SubjectAlternativeName,
    at place: Place
  ) -> [Problem] {
    let quoted = Terminal.quoted(entry)
    func warning(_ message: String, _ hint: String) -> [Problem] {
      [Problem(.invalidName, message, at: place, hint: hint)]
    }
    switch name {
    case .ip, .email:
      return []
    case .uri where entry.hasPrefix("system:"):
      return warning(
        "host \(quoted) becomes a URI name and gives no Kubernetes identity",
        "a user is the CN of the request, its groups are the O of its names"
      )
    case .uri(let text):
      if let host = hostBeforePort(entry) {
        return warning(
          "host \(quoted) becomes a URI name, not a DNS name",
          "certificates know no ports: write \(Terminal.printable(host)) alone"
        )
      }
      if entry.contains("://") || text.hasPrefix("urn:") { return [] }
      return warning(
        "host \(quoted) becomes a URI name, not a DNS name",
        "write a host name or an IP address alone, without zone, prefix or path"
      )
    case .dns(let text):
      if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
        return warning(
          "host \(quoted) holds a control character",
          "no client accepts such a name; remove it"
        )
      }
      if text.contains(" ") {
        return warning(
          "host \(quoted) holds a space, which no host name has",
          "remove the spaces; after a comma of -hostname none may stand"
        )
      }
      if looksLikeAddress(text) {
        return warning(
          "host \(quoted) becomes a DNS name: it is no IP address",
          "write an address alone, four numbers up to 255 without leading zeros or prefix"
        )
      }
      return []
    }
  }

  /// The host of `host:port`, or nil for anything else.
  private static func hostBeforePort(_ text: String) -> String? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, (1...5).contains(parts[1].count),
      Decimal.value(Array(parts[1].utf8)) != nil
    else { return nil }
    return String(parts[0])
  }

  /// Whether a text is made of nothing but what IPv4 addresses are made of.
  private static func looksLikeAddress(_ text: String) -> Bool {
    text.contains(".") && text.utf8.allSatisfy { (0x2E...0x3A).contains($0) }
  }
}

extension KTHWError {
  /// This error, with a place on every problem that had none.
  func at(_ place: Place) -> KTHWError {
    KTHWError(
      problems.map { problem in
        var placed = problem
        placed.place = problem.place ?? place
        return placed
      }
    ) ?? self
  }
}
