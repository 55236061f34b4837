/// The `ca` section of a request: what a new CA is to be like.
public struct CFSSLAuthority: Hashable, Sendable {
  /// How long it lasts, as a Go duration; empty means cfssl's 43800h.
  public var expiry = ""
  /// How far back it begins, as a Go duration; empty means five minutes.
  public var backdate = ""
  /// How many CAs may follow below it; 0 means any number unless
  /// ``isPathLengthZero``, and so does -1.
  public var pathLength = 0
  /// Whether a path length of 0 is meant as such.
  public var isPathLengthZero = false

  /// Creates a section that says nothing.
  public init() {}

  /// The path length in a certificate request.
  var requestPathLength: Int? {
    pathLength > 0 ? pathLength : pathLength == 0 && isPathLengthZero ? 0 : nil
  }
}

extension CFSSLAuthority: GoJSON.Structure {
  static let goType = "csr.CAConfig"

  static let fields: [GoJSON.Field<CFSSLAuthority>] = [
    GoJSON.Field("pathlen", \.pathLength),
    GoJSON.Field("pathlenzero", \.isPathLengthZero),
    GoJSON.Field("expiry", \.expiry),
    GoJSON.Field("backdate", \.backdate),
  ]
}
