/// How `kubectl config view` prints a kubeconfig: the formats of `-o`.
public enum KubeconfigFormat: Hashable, Sendable {
  /// YAML, as in a file.
  case yaml
  /// JSON, indented by four.
  case json
  /// `config/<unknown>`: a kubeconfig has no name.
  case name
  /// What a JSONPath template gives.
  case jsonPath(JSONPath)
  /// The same as JSON arrays.
  case jsonPathAsJSON(JSONPath)
  /// What a Go template gives.
  case goTemplate(GoTemplate)

  /// Reads the values of `-o` and `--template`.
  ///
  /// - Parameters:
  ///   - output: the value of `-o`, such as `jsonpath={.kind}`; nil where the
  ///     flag is not given.
  ///   - template: the value of `--template`; alone it means a Go template.
  ///   - readFile: gives the bytes of a template's file.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage`` or
  ///   ``KTHWError/Code/syntax``; what `readFile` throws is told as kubectl
  ///   does.
  public init(
    output: String?,
    template: String = "",
    readFile: (String) throws -> [UInt8]
  ) throws {
    let output = output ?? (template.isEmpty ? "yaml" : "go-template")
    switch output.lowercased() {
    case "yaml": self = .yaml
    case "json": self = .json
    case "name", "": self = .name
    default:
      self = try KubeconfigFormat.templated(output, template, readFile: readFile)
    }
  }

  private static let templateNames = [
    "go-template", "go-template-file", "jsonpath", "jsonpath-as-json", "jsonpath-file", "template",
    "templatefile",
  ]

  private static func templated(
    _ output: String,
    _ template: String,
    readFile: (String) throws -> [UInt8]
  ) throws -> KubeconfigFormat {
    let parts = output.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard templateNames.contains(name) else {
      throw KubeconfigEdit.refusal(
        .usage,
        "unable to match a printer suitable for the output format \(GoQuoting.quoted(output)), "
          + "allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,"
          + "jsonpath-file,name,template,templatefile,yaml"
      )
    }
    var text = parts.count > 1 ? String(parts[1]) : template
    guard !text.isEmpty else {
      throw KubeconfigEdit.refusal(.usage, "template format specified but no template given")
    }
    if name.hasSuffix("file") { text = try read(text, readFile) }
    switch name {
    case "jsonpath", "jsonpath-file": return .jsonPath(try JSONPath(text))
    case "jsonpath-as-json": return .jsonPathAsJSON(try JSONPath(text))
    default: return .goTemplate(try GoTemplate(text))
    }
  }

  private static func read(
    _ path: String,
    _ readFile: (String) throws -> [UInt8]
  ) throws -> String {
    do {
      return String(decoding: try readFile(path), as: UTF8.self)
    } catch let error as KTHWError {
      let problems = error.problems.map { problem in
        var problem = problem
        let reason = problem.peerWords?.text ?? problem.message
        problem.peerWords = PeerWords("error reading --template \(path), \(reason)")
        return problem
      }
      throw KTHWError(problems) ?? error
    }
  }

  /// A kubeconfig in this format.
  ///
  /// - Parameters:
  ///   - kubeconfig: what to print, redacted or not; see ``KubeconfigView``.
  ///   - allowsMissingKeys: whether templates may name keys that are not there.
  /// - Returns: the text, to its last line feed.
  /// - Throws: ``KTHWError`` where the template does not fit or YAML cannot
  ///   carry a text.
  public func text(
    of kubeconfig: Kubeconfig,
    allowsMissingKeys: Bool = true
  ) throws -> SecretBytes {
    let text: String
    switch self {
    case .yaml: return try kubeconfig.yaml()
    case .json: text = kubeconfig.json()
    case .name: text = "config/<unknown>\n"
    case .jsonPath(let path):
      text = try path.text(of: kubeconfig, allowsMissingKeys: allowsMissingKeys)
    case .jsonPathAsJSON(let path):
      text = try path.json(of: kubeconfig, allowsMissingKeys: allowsMissingKeys)
    case .goTemplate(let template):
      text = try template.text(of: kubeconfig, allowsMissingKeys: allowsMissingKeys)
    }
    return Array(text.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
  }
}
