/// Whom a program dials: a name or an address, out of a URL.
struct DialedHost: Hashable, Sendable {
  /// The scheme, in lower case; `https` where none is written.
  let scheme: String
  /// The name or address, without brackets.
  let name: String

  /// Reads a URL or `host:port`.
  init(_ text: String) {
    var rest = text[...]
    if let end = text.firstRange(of: "://") {
      scheme = text[..<end.lowerBound].lowercased()
      rest = text[end.upperBound...]
    } else {
      scheme = "https"
    }
    rest = rest.prefix { $0 != "/" }
    if rest.first == "[", let end = rest.firstIndex(of: "]") {
      name = String(rest[rest.index(after: rest.startIndex)..<end])
    } else if rest.count(where: { $0 == ":" }) == 1, let colon = rest.firstIndex(of: ":") {
      name = String(rest[..<colon])
    } else {
      name = String(rest)
    }
  }

  /// Whether it is the machine that dials.
  var isLoopback: Bool {
    DialedHost.normal(name) == "localhost" || IPAddress(strict: name)?.isLoopback == true
  }

  /// Whether the connection is in the clear.
  var isPlain: Bool { scheme == "http" }

  /// A name or an address in one form for comparing.
  static func normal(_ name: String) -> String {
    if let address = IPAddress(strict: name) { return "\(address)" }
    let lower = name.lowercased()
    return lower.last == "." ? String(lower.dropLast()) : lower
  }
}

/// Which machine has which names and addresses.
struct TalkDirectory: Sendable {
  private var machineOf: [String: String] = [:]
  private var addressOf: [String: String] = [:]

  /// Puts together what a description and files of hosts say.
  init(_ spec: ClusterSpec?, machines: [String], _ ends: [TalkEnds]) {
    for entry in ends.flatMap(\.hosts) {
      for name in entry.names { note(name, at: entry.address) }
    }
    for machine in machines {
      machineOf[DialedHost.normal(machine)] = machine
      guard let host = spec?.hosts.named(machine) else { continue }
      for name in host.hostnames { machineOf[DialedHost.normal(name)] = machine }
      for address in host.addresses + [host.address] { machineOf["\(address)"] = machine }
      addressOf[machine] = "\(host.address)"
    }
    for (name, address) in addressOf where machineOf[address] == nil {
      machineOf[address] = machineOf[name] ?? name
    }
  }

  private mutating func note(_ name: String, at address: String) {
    let name = DialedHost.normal(name)
    guard name != "localhost", IPAddress(strict: address)?.isLoopback != true else { return }
    if addressOf[name] == nil { addressOf[name] = DialedHost.normal(address) }
  }

  /// The machine of a name or address.
  func machine(at host: String) -> String? { machineOf[DialedHost.normal(host)] }

  /// The address of a machine.
  func address(of machine: String) -> String? {
    addressOf[machine] ?? addressOf[DialedHost.normal(machine)]
  }
}
