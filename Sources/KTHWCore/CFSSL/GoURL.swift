/// A URL taken apart and put together again as Go's `net/url` does it.
///
/// cfssl asks `url.ParseRequestURI` whether an entry of `hosts` is a URI and
/// stores what `String` gives back: scheme in lower case, path escaped anew.
struct GoURL: Hashable, Sendable {
  /// The scheme in lower case; empty where there is none.
  private(set) var scheme = ""
  /// What follows the scheme where that does not begin with a slash.
  private(set) var opaque: [UInt8] = []
  /// The user and password, unescaped.
  private(set) var user: User?
  /// The host and port, unescaped.
  private(set) var host: [UInt8] = []
  /// The path, unescaped.
  private(set) var path: [UInt8] = []
  /// The path as written, where escaping `path` anew would give another text.
  private(set) var rawPath: [UInt8] = []
  /// Whether the URL has no authority, not even an empty one.
  private(set) var omitsHost = false
  /// Whether a `?` stands without a query behind it.
  private(set) var forcesQuery = false
  /// The query as written, without its `?`.
  private(set) var query: [UInt8] = []
  /// The fragment, unescaped; empty in a request URI.
  private(set) var fragment: [UInt8] = []
  /// The fragment as written, where escaping `fragment` anew would give
  /// another text.
  private(set) var rawFragment: [UInt8] = []

  /// Who asks, as the authority says it.
  struct User: Hashable, Sendable {
    var name: [UInt8]
    var password: [UInt8]?
  }

  /// Why a text is no URL, in Go's words.
  struct NotAURL: Error, Hashable { var reason: String }

  /// Reads an absolute URI or an absolute path; a `#` is part of the path.
  init(request text: String) throws {
    try self.init(Array(text.utf8), isRequest: true)
  }

  /// Reads any reference, with a fragment.
  init(reference text: String) throws {
    let bytes = Array(text.utf8)
    let cut = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    try self.init(Array(bytes[..<cut]), isRequest: false)
    let written = bytes[cut...].dropFirst()
    fragment = try GoURLEscaping.fragment.unescaped(written)
    if GoURLEscaping.fragment.escaped(fragment) != Array(written) { rawFragment = Array(written) }
  }

  private init(_ text: [UInt8], isRequest: Bool) throws {
    guard !text.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw NotAURL(reason: "net/url: invalid control character in URL")
    }
    if text.isEmpty, isRequest { throw NotAURL(reason: "empty url") }
    if text == [UInt8(ascii: "*")] {
      path = text
      return
    }
    var rest = text[...]
    try takeScheme(&rest)
    takeQuery(&rest)
    if rest.first != UInt8(ascii: "/") {
      if !scheme.isEmpty {
        opaque = Array(rest)
        return
      }
      if isRequest { throw NotAURL(reason: "invalid URI for request") }
      let segment = rest.prefix { $0 != UInt8(ascii: "/") }
      if segment.contains(UInt8(ascii: ":")) {
        throw NotAURL(reason: "first path segment in URL cannot contain colon")
      }
    }
    let mayHaveHost = !scheme.isEmpty || (!isRequest && !rest.starts(with: "///".utf8))
    if mayHaveHost, rest.starts(with: "//".utf8) {
      let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
      rest = rest[authority.endIndex...]
      try takeAuthority(authority)
    } else if !scheme.isEmpty, rest.first == UInt8(ascii: "/") {
      omitsHost = true
    }
    path = try GoURLEscaping.path.unescaped(rest)
    if GoURLEscaping.path.escaped(path) != Array(rest) { rawPath = Array(rest) }
  }
}

// MARK: - Reading

extension GoURL {
  /// `[A-Za-z][A-Za-z0-9+.-]*:`; anything else is no scheme and no error,
  /// but for a colon at the very front.
  private mutating func takeScheme(_ rest: inout ArraySlice<UInt8>) throws {
    for index in rest.indices {
      switch rest[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        if index == rest.startIndex { return }
      case UInt8(ascii: ":"):
        guard index != rest.startIndex else { throw NotAURL(reason: "missing protocol scheme") }
        scheme = String(decoding: rest[..<index], as: UTF8.self).lowercased()
        rest = rest[(index + 1)...]
        return
      default: return
      }
    }
  }

  private mutating func takeQuery(_ rest: inout ArraySlice<UInt8>) {
    guard let mark = rest.firstIndex(of: UInt8(ascii: "?")) else { return }
    query = Array(rest[(mark + 1)...])
    forcesQuery = query.isEmpty
    rest = rest[..<mark]
  }

  private mutating func takeAuthority(_ authority: ArraySlice<UInt8>) throws {
    guard let sign = authority.lastIndex(of: UInt8(ascii: "@")) else {
      host = try GoURL.readHost(authority)
      return
    }
    host = try GoURL.readHost(authority[(sign + 1)...])
    let information = authority[..<sign]
    guard information.allSatisfy(GoURLEscaping.isUserInformation) else {
      throw NotAURL(reason: "net/url: invalid userinfo")
    }
    let colon = information.firstIndex(of: UInt8(ascii: ":"))
    user = User(
      name: try GoURLEscaping.user.unescaped(information[..<(colon ?? information.endIndex)]),
      password: try colon.map { try GoURLEscaping.user.unescaped(information[($0 + 1)...]) }
    )
  }

  private static func readHost(_ text: ArraySlice<UInt8>) throws -> [UInt8] {
    guard let open = text.lastIndex(of: UInt8(ascii: "[")) else {
      if let colon = text.firstIndex(of: UInt8(ascii: ":")) { try checkPort(text[colon...]) }
      return try GoURLEscaping.host.unescaped(text)
    }
    guard open == text.startIndex else { throw NotAURL(reason: "invalid IP-literal") }
    guard let close = text.lastIndex(of: UInt8(ascii: "]")) else {
      throw NotAURL(reason: "missing ']' in host")
    }
    try checkPort(text[(close + 1)...])
    let literal = text[(open + 1)..<close]
    // A zone follows `%25` (RFC 6874) and may hold more than a host may.
    let zone = literal.indices.first { literal[$0...].starts(with: "%25".utf8) } ?? close
    let address = try GoURLEscaping.host.unescaped(literal[..<zone])
    let zoneText = try GoURLEscaping.zone.unescaped(literal[zone...])
    guard address.contains(UInt8(ascii: ":")), zoneText.count != 1,
      IPAddress(strict: String(decoding: address, as: UTF8.self)) != nil
    else { throw NotAURL(reason: "invalid IP-literal") }
    return Array("[".utf8) + address + zoneText + Array(text[close...])
  }

  private static func checkPort(_ text: ArraySlice<UInt8>) throws {
    let digits = text.dropFirst()
    guard text.isEmpty || text.first == UInt8(ascii: ":"),
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      let port = GoText.quoted(String(decoding: text, as: UTF8.self))
      throw NotAURL(reason: "invalid port \(port) after host")
    }
  }
}

// MARK: - Writing

extension GoURL {
  /// The URL put together again.
  var text: String {
    var bytes = scheme.isEmpty ? [] : Array(scheme.utf8) + [UInt8(ascii: ":")]
    if !opaque.isEmpty {
      bytes += opaque
    } else {
      bytes += authorityText
      bytes += pathText(after: bytes)
    }
    if forcesQuery || !query.isEmpty { bytes += [UInt8(ascii: "?")] + query }
    return String(decoding: bytes, as: UTF8.self)
  }

  private var authorityText: [UInt8] {
    guard !scheme.isEmpty || !host.isEmpty || user != nil else { return [] }
    if omitsHost, host.isEmpty, user == nil { return [] }
    var bytes = host.isEmpty && path.isEmpty && user == nil ? [] : Array("//".utf8)
    if let user {
      bytes += GoURLEscaping.user.escaped(user.name)
      if let password = user.password {
        bytes += [UInt8(ascii: ":")] + GoURLEscaping.user.escaped(password)
      }
      bytes.append(UInt8(ascii: "@"))
    }
    return bytes + GoURLEscaping.host.escaped(host)
  }

  private func pathText(after head: [UInt8]) -> [UInt8] {
    let escaped = escapedPath
    var bytes: [UInt8] = []
    if let first = escaped.first, first != UInt8(ascii: "/"), !host.isEmpty {
      bytes.append(UInt8(ascii: "/"))
    }
    let segment = escaped.prefix { $0 != UInt8(ascii: "/") }
    if head.isEmpty, segment.contains(UInt8(ascii: ":")) { bytes += "./".utf8 }
    return bytes + escaped
  }

  /// The path as it was written where that is a sound escaping, else escaped anew.
  private var escapedPath: [UInt8] {
    if !rawPath.isEmpty, GoURLEscaping.isSoundPath(rawPath) { return rawPath }
    return path == [UInt8(ascii: "*")] ? path : GoURLEscaping.path.escaped(path)
  }
}
