extension Kubeconfig {
  /// The kubeconfig as kubectl writes it to a file: YAML, to the byte.
  ///
  /// - Returns: the text, which holds what private keys and tokens there are.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` for a text
  ///   with control characters, which kubectl cannot write either.
  public func yaml() throws -> SecretBytes {
    try KubeconfigYAMLWriter.text(tree)
  }

  /// The kubeconfig as `kubectl config view -o json` prints it, with a line
  /// feed at the end.
  public func json() -> String {
    JSONWriter.indented(tree.node, by: "    ") + "\n"
  }
}
