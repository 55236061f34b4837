extension SubjectAlternativeName {
  /// Reads a list of hosts, each as ``init(classifying:)`` does.
  ///
  /// - Throws: ``KTHWError`` with every entry that is no name.
  public static func list(_ hosts: [String]) throws -> [SubjectAlternativeName] {
    var problems = Problems()
    let names = try hosts.compactMap { host in
      try problems.collect { try SubjectAlternativeName(classifying: host) }
    }
    try problems.throwIfAny()
    return names
  }
}
