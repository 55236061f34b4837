extension ClusterHost {
  /// Reads a machine; placeholders stand for what is missing or wrong.
  init(_ host: inout NodeReader) {
    host.knowFields()
    self.init(
      name: host.value("name", allowingNumbers: true) { try NodeName($0) } ?? .unread,
      address: host.value("address") { try IPAddress($0) } ?? .unread,
      hostnames: host.values("hostnames") { try HostNames.checked($0) },
      addresses: host.values("addresses") { try IPAddress($0) },
      roles: host.roles(),
      podCIDR: host.value(ifPresent: "podCIDR") { try CIDRBlock($0) }
    )
  }
}

extension HostRange {
  /// Reads a range; placeholders stand for what is missing or wrong.
  init(_ range: inout NodeReader) {
    range.knowFields()
    let pattern = range.value("name") { try NamePattern($0) } ?? NamePattern()
    self.init(
      namePrefix: pattern.prefix,
      nameSuffix: pattern.suffix,
      digits: pattern.digits,
      count: range.integer("count", in: range.range("count")),
      firstNumber: range.settingInteger("firstNumber"),
      firstAddress: range.value("firstAddress") { try IPAddress($0) } ?? .unread,
      roles: range.roles(),
      firstPodCIDR: range.value(ifPresent: "firstPodCIDR") { try CIDRBlock($0) }
    )
  }
}

extension NodeReader {
  /// What a machine does, each word once.
  fileprivate mutating func roles() -> Set<HostRole> {
    let field = row("roles")
    var seen: Set<HostRole> = []
    _ = values("roles", isRequired: true) { text in
      guard let role = HostRole(rawValue: try field.word(text)) else { return }
      guard seen.insert(role).inserted else {
        throw KTHWError(.duplicateField, "the role \(text) stands here twice")
      }
    }
    return seen
  }
}

/// More names of a machine, as its certificates may hold them.
enum HostNames {
  /// The name, where it is one.
  static func checked(_ text: String) throws -> String {
    guard IPAddress(strict: text) == nil else {
      throw KTHWError(
        .invalidName,
        "\(Terminal.quoted(text)) is an address",
        hint: "addresses go into addresses"
      )
    }
    return try DNSNameRules.checked(text)
  }
}

extension NodeName {
  /// Stands for a name that could not be read.
  fileprivate static let unread: NodeName = {
    do {
      return try NodeName("unread")
    } catch {
      preconditionFailure("the placeholder is no name: \(error)")
    }
  }()
}

extension IPAddress {
  /// Stands for an address that could not be read.
  fileprivate static let unread: IPAddress = {
    do {
      return try IPAddress(octets: [0, 0, 0, 0])
    } catch {
      preconditionFailure("the placeholder is no address: \(error)")
    }
  }()
}
