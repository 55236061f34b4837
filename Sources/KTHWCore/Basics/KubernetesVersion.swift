/// A version of Kubernetes that this library knows the facts of: 1.10 to 1.36.
///
/// What changed between releases changed with the minor number; the patch is
/// kept for the names of downloads.
public struct KubernetesVersion: Hashable, Sendable {
  /// The number behind `1.`.
  public let minor: Int
  /// The patch number, where one was given.
  public let patch: Int?

  /// The minor numbers that are known.
  public static let knownMinors = 10...36

  /// The newest that is known.
  public static let newest = KubernetesVersion(knownMinor: knownMinors.upperBound)
  /// The oldest that is known.
  public static let oldest = KubernetesVersion(knownMinor: knownMinors.lowerBound)

  private init(knownMinor: Int) {
    minor = knownMinor
    patch = nil
  }

  /// Reads `1.30`, `v1.30` or `1.30.2`; what a vendor adds (`-gke.100`,
  /// `+k3s1`) is passed over.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, or with
  ///   ``KTHWError/Code/unsupported`` for versions that are not known here.
  public init(_ text: String) throws {
    let bare = text.hasPrefix("v") ? text.dropFirst() : Substring(text)
    let core = bare.prefix { $0 != "-" && $0 != "+" }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Decimal.value($0.utf8) }
    guard numbers.count == parts.count, (2...3).contains(parts.count),
      core.endIndex == bare.endIndex || parts.count == 3
    else {
      let meant = numbers.first.flatMap { parts.count == 1 ? $0 : nil }
      throw KTHWError(
        .syntax,
        "\(Terminal.quoted(text)) is not a Kubernetes version",
        hint: meant.map { KubernetesVersion.knownMinors.contains($0) ? "use 1.\($0)" : nil }
          ?? "write it like 1.36 or 1.36.2"
      )
    }
    guard numbers[0] == 1, KubernetesVersion.knownMinors.contains(numbers[1]) else {
      throw KubernetesVersion.unknown(text, major: numbers[0], minor: numbers[1])
    }
    minor = numbers[1]
    patch = numbers.count == 3 ? numbers[2] : nil
  }

  private static func unknown(_ text: String, major: Int, minor: Int) -> KTHWError {
    let isOld = major < 1 || (major == 1 && minor < knownMinors.lowerBound)
    let nearest = isOld ? oldest : newest
    // 1.3 is more often a 1.30 whose zero YAML took away than the real 1.3.
    let tenfold = major == 1 && isOld && knownMinors.contains(minor * 10) ? minor * 10 : nil
    return KTHWError(
      .unsupported,
      "Kubernetes \(Terminal.quoted(text)) is not known here, only \(oldest) to \(newest)",
      hint: tenfold.map { "use 1.\($0) if that was meant, in quotes where it stands in YAML" }
        ?? "the nearest is \(nearest)"
    )
  }
}

extension KubernetesVersion: Comparable {
  /// Orders by minor and patch; a version without a patch comes before all
  /// of its patches.
  public static func < (left: KubernetesVersion, right: KubernetesVersion) -> Bool {
    (left.minor, left.patch ?? -1) < (right.minor, right.patch ?? -1)
  }
}

extension KubernetesVersion: CustomStringConvertible {
  /// The form `1.30` or `1.30.2`.
  public var description: String {
    "1.\(minor)" + (patch.map { ".\($0)" } ?? "")
  }
}
