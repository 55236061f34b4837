/// The plain part of Go's templates, as scripts use it with
/// `kubectl -o go-template`.
///
/// There are fields (`{{.current}}`, `{{.a.b}}`, `$` for the root), `index`,
/// `len`, `print`, `eq`, `ne`, `not`, `and`, `or` and `base64decode`, in
/// pipes and parentheses; `range`, `if` and `with`, each with `else`; trimmed
/// white space and comments. Everything else is refused.
///
/// ```swift
/// let template = try GoTemplate("{{range .clusters}}{{.name}}{{\"\\n\"}}{{end}}")
/// print(try template.text(of: kubeconfig), terminator: "")
/// ```
///
/// Source: the documentation of Go's package text/template.
public struct GoTemplate: Hashable, Sendable {
  /// The template as it was given.
  public let template: String
  let parts: [Part]

  /// A piece of a template.
  indirect enum Part: Hashable, Sendable {
    case text(String)
    case output(Pipeline)
    case block(Block, Pipeline, then: [Part], otherwise: [Part])
  }

  /// What a block does with its value.
  enum Block: String, Hashable, Sendable {
    case condition = "if"
    case range
    case with
  }

  /// Commands of which each gets the result of the one before.
  typealias Pipeline = [Command]

  /// A function or value with its arguments.
  typealias Command = [Operand]

  /// A word of a command.
  indirect enum Operand: Hashable, Sendable {
    case function(String)
    case literal(Node)
    /// Fields below the present value.
    case fields([String])
    /// Fields below the root.
    case rootFields([String])
    /// A pipe in parentheses, and fields below what it gives.
    case nested(Pipeline, [String])
  }

  /// Reads a template.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/unsupported``.
  public init(_ template: String) throws {
    self.template = template
    parts = try GoTemplateParser.parse(template)
  }

  /// What the template gives for a kubeconfig.
  ///
  /// - Parameters:
  ///   - kubeconfig: what to look at.
  ///   - allowsMissingKeys: whether a key that is not there gives
  ///     `<no value>`, as Go has it.
  /// - Returns: the text, without a line feed at the end.
  /// - Throws: ``KTHWError`` where the template does not fit.
  public func text(of kubeconfig: Kubeconfig, allowsMissingKeys: Bool = true) throws -> String {
    let root = GoTemplateEvaluator.decoded(kubeconfig.tree.node)
    var evaluator = GoTemplateEvaluator(root: root, allowsMissingKeys: allowsMissingKeys)
    try evaluator.write(parts, on: root)
    return evaluator.output
  }

  /// A refusal of what is no part of the subset.
  static func unsupported(_ what: String) -> KTHWError {
    KTHWError(
      .unsupported,
      "go-template: \(what) is not supported here",
      hint: "use -o jsonpath, such as -o jsonpath='{range .clusters[*]}{.name}{\"\\n\"}{end}'"
    )
  }

  static func syntax(_ message: String) -> KTHWError {
    KTHWError(.syntax, "go-template: " + message)
  }
}
