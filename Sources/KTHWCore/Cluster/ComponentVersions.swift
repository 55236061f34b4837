/// Which releases of other people's programs the cluster runs.
///
/// What a program's configuration may say depends on them. Each has a default
/// that goes with the Kubernetes version.
public struct ComponentVersions: Hashable, Sendable {
  /// etcd, such as 3.6.8.
  public var etcd: ReleaseNumber
  /// containerd, such as 2.2.0.
  public var containerd: ReleaseNumber
  /// CoreDNS, such as 1.14.2.
  public var coreDNS: ReleaseNumber
  /// The image that holds a pod's namespaces, such as 3.10.2.
  public var pause: ReleaseNumber
  /// flannel, such as 0.27.4.
  public var flannel: ReleaseNumber
}

/// A release of a program: `3.6.8`, `2.2`.
public struct ReleaseNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The numbers between the dots, two or three of them.
  public let numbers: [Int]

  /// Reads `3.6.8`, `v3.6.8` or `2.2`.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  public init(_ text: String) throws {
    let bare = text.hasPrefix("v") ? text.dropFirst() : Substring(text)
    let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Decimal.value($0.utf8) }
    guard numbers.count == parts.count, (2...3).contains(parts.count) else {
      throw KTHWError(
        .syntax,
        "\(Terminal.quoted(text)) is not a release number",
        hint: "write it like 3.6.8"
      )
    }
    self.numbers = numbers
  }

  /// A release that this library knows by itself.
  init(_ major: Int, _ minor: Int, _ patch: Int? = nil) {
    numbers = [major, minor] + (patch.map { [$0] } ?? [])
  }

  /// Orders number by number.
  public static func < (left: ReleaseNumber, right: ReleaseNumber) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }

  /// The form `3.6.8`.
  public var description: String { numbers.map(String.init).joined(separator: ".") }
}
