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
      document.mark(at: document.writtenPath(ofKubeconfig: field) ?? field),
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

extension Node {
  /// Where a field of a kubeconfig is written whose entry goes by its name:
  /// `users.admin.token` is `users[1].user.token`.
  ///
  /// - Returns: nil for fields that are no entry's.
  fileprivate func writtenPath(ofKubeconfig field: String) -> String? {
    for (list, inner) in Kubeconfig.lists where field.hasPrefix(list + ".") {
      let rest = field.dropFirst(list.count + 1)
      let named = (self[list]?.items ?? []).enumerated().compactMap { index, item in
        item["name"]?.text.map { (index, $0) }
      }
      let fitting = named.filter { rest == $0.1 || rest.hasPrefix($0.1 + ".") }
      guard let (index, name) = fitting.max(by: { $0.1.count < $1.1.count }) else { return nil }
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
