/// Certificates, and which of them signed which.
struct CertificateForest: Sendable {
  /// The certificates; tokens are left out.
  let credentials: [ExpiringCredential]
  /// Those that signed themselves, or others that nothing leads up from.
  private(set) var roots: [Int] = []
  /// What each signed.
  private(set) var children: [Int: [Int]] = [:]
  /// What was signed by somebody who is not there, by that one's name.
  private(set) var orphans: [(name: String, certificates: [Int])] = []

  /// Finds out who signed whom.
  init(_ all: [ExpiringCredential]) {
    credentials = all.filter { $0.lineage != nil }
    let authorities = Dictionary(
      grouping: credentials.indices.filter { credentials[$0].lineage?.isAuthority == true }
    ) { credentials[$0].lineage?.signerName ?? [] }
    var parents: [Int?] = []
    for index in credentials.indices {
      parents.append(CertificateForest.parent(of: index, credentials, authorities))
    }
    var missing: [String: [Int]] = [:]
    for index in credentials.indices {
      guard let lineage = credentials[index].lineage else { continue }
      if let parent = parents[index], !leadsBack(index, parents) {
        children[parent, default: []].append(index)
      } else if parents[index] != nil || lineage.isSelfIssued || lineage.isAuthority {
        roots.append(index)
      } else {
        missing[lineage.issuer, default: []].append(index)
      }
    }
    orphans = missing.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The authority that signed a certificate; of several alike the one that
  /// lasts longest.
  private static func parent(
    of index: Int,
    _ credentials: [ExpiringCredential],
    _ authorities: [[UInt8]: [Int]]
  ) -> Int? {
    guard let lineage = credentials[index].lineage, !lineage.isSelfIssued else { return nil }
    return (authorities[lineage.wantedName] ?? []).last {
      $0 != index && credentials[$0].lineage?.maySign(lineage) == true
    }
  }

  /// Whether certificates that name each other as issuers lead back to one;
  /// the first of such a circle is taken for a root.
  private func leadsBack(_ start: Int, _ parents: [Int?]) -> Bool {
    var smallest = start
    var current = parents[start]
    // Chains are short; only hostile ones go on.
    for _ in 0..<64 {
      guard let index = current else { return false }
      if index == start { return smallest == start }
      smallest = min(smallest, index)
      current = parents[index]
    }
    return true
  }
}
