import KTHWCore

extension KubectlConfig {
  /// `view`: flags into what is shown and how.
  static func view(_ invocation: Invocation) throws {
    guard invocation.words.isEmpty else {
      let words = invocation.words.joined(separator: " ")
      throw pointAtHelp(invocation, "unexpected arguments: [\(words)]")
    }
    let values = invocation.values
    let view = KubeconfigView(
      minifies: values.boolean("minify") ?? false,
      context: values.text("context") ?? "",
      flattens: values.boolean("flatten") ?? false,
      isRaw: values.boolean("raw") ?? false
    )
    let input = ShowKubeconfig.Input(
      view: view,
      output: values.text("output"),
      template: values.text("template") ?? "",
      allowsMissingKeys: values.boolean("allow-missing-template-keys") ?? true,
      merges: values.boolean("merge") ?? true,
      kubeconfig: invocation.file
    )
    try StandardStream.output.write(ShowKubeconfig.run(input, in: .system))
  }
}
