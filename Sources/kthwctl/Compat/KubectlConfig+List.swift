import KTHWCore

/// The subcommands that list.
extension KubectlConfig {
  static func loaded(_ invocation: Invocation) throws -> Kubeconfig {
    try LoadKubeconfig.run(LoadKubeconfig.Input(kubeconfig: invocation.file), in: .system).merged
  }

  static func currentContext(_ invocation: Invocation) throws {
    let name = try loaded(invocation).currentContext
    guard !name.isEmpty else {
      throw KTHWError(.notFound, "current-context is not set")
    }
    try StandardStream.output.write(name + "\n")
  }

  static func names(of path: KeyPath<Kubeconfig, [String]>, _ invocation: Invocation) throws {
    let names = try loaded(invocation)[keyPath: path]
    try StandardStream.output.write((["NAME"] + names).map { $0 + "\n" }.joined())
  }

  /// `get-contexts`: those that are known are shown before the others are
  /// complained about.
  static func contexts(_ invocation: Invocation) throws {
    let format = invocation.values.text("output") ?? ""
    guard format.isEmpty || format == "name" else {
      throw KTHWError(
        .usage,
        "--output \(format) is not available in kubectl config get-contexts; "
          + "resetting to default output format"
      )
    }
    let kubeconfig = try loaded(invocation)
    let wanted = invocation.words.isEmpty ? kubeconfig.contexts.names : invocation.words
    let known = wanted.filter { kubeconfig.contexts.contains(name: $0) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let isBare = invocation.values.boolean("no-headers") ?? false
    let text =
      format == "name"
      ? known.map { $0 + "\n" }.joined()
      : ElasticTable.text(table(known, of: kubeconfig, hasHeaders: !isBare))
    try StandardStream.output.write(text)
    let missing = wanted.filter { !kubeconfig.contexts.contains(name: $0) }
    let problems = missing.map { Problem(.notFound, "context \($0) not found") }
    if let error = KTHWError(problems) { throw error }
  }

  private static func table(
    _ names: [String],
    of kubeconfig: Kubeconfig,
    hasHeaders: Bool
  ) -> String {
    let rows = names.map { name in
      let context = kubeconfig.contexts[name] ?? KubeconfigContext()
      let isCurrent = Array(name.utf8) == Array(kubeconfig.currentContext.utf8)
      return [isCurrent ? "*" : " ", name, context.cluster, context.user, context.namespace]
    }
    let headers = ["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"]
    return ((hasHeaders ? [headers] : []) + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}
