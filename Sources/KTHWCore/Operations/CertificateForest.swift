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
    ) { credentials[$0].lineage?.subjectName ?? [] }
    var parents: [Int?] = []
    for index in credentials.indices {
      parents.append(CertificateForest.parent(of: index, credentials, authorities))
    }
    let breakers = CertificateForest.circleBreakers(parents)
    var missing: [String: [Int]] = [:]
    for index in credentials.indices {
      guard let lineage = credentials[index].lineage else { continue }
      if let parent = parents[index], !breakers.contains(index) {
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
    return (authorities[lineage.issuerName] ?? []).last {
      $0 != index && credentials[$0].lineage?.maySign(lineage) == true
    }
  }

  /// One certificate of every circle of those that name each other as issuers:
  /// the first, which is taken for a root.
  private static func circleBreakers(_ parents: [Int?]) -> Set<Int> {
    var breakers: Set<Int> = []
    // From which start a certificate was come by.
    var seen = [Int?](repeating: nil, count: parents.count)
    for start in parents.indices {
      var path: [Int] = []
      var current: Int? = start
      while let index = current, seen[index] == nil {
        seen[index] = start
        path.append(index)
        current = parents[index]
      }
      guard let index = current, seen[index] == start, let first = path.firstIndex(of: index)
      else { continue }
      if let smallest = path[first...].min() { breakers.insert(smallest) }
    }
    return breakers
  }
}
