extension AuditedFile {
  /// The place of a field, with the line that it stands in where the file is
  /// YAML or JSON.
  ///
  /// - Parameter field: a path such as `resources[0].providers`; entries of a
  ///   kubeconfig go by their names, as in `users.admin.client-key`.
  /// - Returns: the place.
  func place(of field: String) -> Place {
    guard let document else { return place(field: field) }
    return place(
      document.mark(at: index?.writtenPath(of: field) ?? field),
      field: field
    )
  }

  /// The place of a problem, completed by the file and the field's line.
  func place(of problem: Problem) -> Place {
    guard let found = problem.place else { return place() }
    guard found.mark == nil, let field = found.field else { return found.inFile(path) }
    return place(of: field)
  }
}

/// Which entry of a kubeconfig stands where, looked up once for all fields.
struct KubeconfigIndex: Sendable {
  /// The positions of entries by their names, by list; of a name given twice,
  /// the last.
  private let positions: [String: [String: Int]]

  init(_ document: Node) {
    positions = Dictionary(
      uniqueKeysWithValues: Kubeconfig.lists.map { list, _ in
        let named = (document[list]?.items ?? []).enumerated().compactMap { index, item in
          item["name"]?.text.map { ($0, index) }
        }
        return (list, Dictionary(named, uniquingKeysWith: { $1 }))
      }
    )
  }

  /// Where a field is written whose entry goes by its name: `users.admin.token`
  /// is `users[1].user.token`.
  ///
  /// - Returns: nil for fields that are no entry's.
  func writtenPath(of field: String) -> String? {
    for (list, inner) in Kubeconfig.lists where field.hasPrefix(list + ".") {
      let rest = field.dropFirst(list.count + 1)
      // Names may have dots in them: the longest that is one counts.
      var name = rest
      while positions[list]?[String(name)] == nil {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        name = name[..<dot]
      }
      guard let index = positions[list]?[String(name)] else { return nil }
      let entry = "\(list)[\(index)]"
      return rest == name ? entry : "\(entry).\(inner)\(rest.dropFirst(name.count))"
    }
    return nil
  }
}

extension Kubeconfig {
  /// The lists of a kubeconfig, and what each of their entries holds.
  static let lists = [("clusters", "cluster"), ("users", "user"), ("contexts", "context")]
}
