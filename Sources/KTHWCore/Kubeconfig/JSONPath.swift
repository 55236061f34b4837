/// A template as `kubectl -o jsonpath` takes it: text with expressions in
/// braces, such as `{.clusters[0].cluster.server}`.
///
/// The dialect is kubectl's own: `{range …}{end}` repeats what is between,
/// `[?(@.name=="x")]` filters, `..name` looks everywhere below, quotes make
/// text, and a path that leads nowhere gives nothing. Keys of a map that no
/// order is said of come in byte order; kubectl's own order is random there.
///
/// ```swift
/// let path = try JSONPath("{range .contexts[*]}{.name}{\"\\n\"}{end}")
/// print(try path.text(of: kubeconfig), terminator: "")
/// ```
///
/// Source: Kubernetes, "JSONPath Support".
public struct JSONPath: Hashable, Sendable {
  /// The template as it was given.
  public let template: String
  let parts: [Part]

  /// Text or an expression of a template.
  typealias Part = [Step]

  /// A step from values to values.
  indirect enum Step: Hashable, Sendable {
    case text(String)
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    case identifier(String)
    case field(String)
    case wildcard
    case recursive
    case slice(Slice)
    case union([[Step]])
    /// Keeps the items that something below them exists for.
    case exists([Step])
    case filter([Step], String, [Step])
  }

  /// A part of a list; what is nil is left to the list.
  struct Slice: Hashable, Sendable {
    var start: Int?
    var end: Int?
    var step: Int?
    /// Whether `end` only stands for the one item at `start`.
    var isSingle: Bool
  }

  /// Reads a template.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  public init(_ template: String) throws {
    self.template = template
    do {
      parts = try JSONPathParser.parse(template)
    } catch let failure as JSONPathFailure {
      throw KTHWError(
        .syntax,
        "the JSONPath template \(Terminal.quoted(template)) cannot be read: \(failure.text)",
        hint: "an expression stands in braces, like {.clusters[0].name}",
        peerWords: PeerWords("error parsing jsonpath \(template), \(failure.text)")
      )
    }
  }

  /// What the template gives for a kubeconfig.
  ///
  /// - Parameters:
  ///   - kubeconfig: what to look at.
  ///   - allowsMissingKeys: whether a key that is not there gives nothing.
  /// - Returns: the text, without a line feed at the end.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` where the
  ///   template does not fit, or with ``KTHWError/Code/notFound``.
  public func text(of kubeconfig: Kubeconfig, allowsMissingKeys: Bool = true) throws -> String {
    try results(kubeconfig.tree.node, allowsMissingKeys).map { results in
      results.map(\.text).joined(separator: " ")
    }.joined()
  }

  /// What the template gives for a kubeconfig, each expression as a JSON array.
  ///
  /// - Parameters:
  ///   - kubeconfig: what to look at.
  ///   - allowsMissingKeys: whether a key that is not there gives nothing.
  /// - Returns: the arrays, each ended by a line feed.
  /// - Throws: ``KTHWError`` as ``text(of:allowsMissingKeys:)``.
  public func json(of kubeconfig: Kubeconfig, allowsMissingKeys: Bool = true) throws -> String {
    try results(kubeconfig.tree.node, allowsMissingKeys).map { results in
      JSONWriter.indented(.sequence(results.map(\.node)), by: "    ") + "\n"
    }.joined()
  }

  /// What each part of the template gives.
  private func results(
    _ node: Node,
    _ allowsMissingKeys: Bool
  ) throws -> [[JSONPathValue]] {
    var evaluator = JSONPathEvaluator(allowsMissingKeys: allowsMissingKeys)
    do {
      return try evaluator.results(of: parts, on: .node(JSONPathValue.decoded(node)))
    } catch let failure as JSONPathFailure {
      let isMissing = failure.isMissingKey
      throw KTHWError(
        isMissing ? .notFound : .invalidValue,
        "the JSONPath template \(Terminal.quoted(template)) does not fit: \(failure.text)",
        peerWords: PeerWords(
          "error executing jsonpath \(GoQuoting.quoted(template)): Error executing template: "
            + "\(failure.text). Printing more information for debugging the template:"
        )
      )
    }
  }
}

/// Why a template cannot be read or does not fit, in kubectl's words.
struct JSONPathFailure: Error {
  var text: String
  var isMissingKey = false

  init(_ text: String, isMissingKey: Bool = false) {
    self.text = text
    self.isMissingKey = isMissingKey
  }
}
