/// A field of cluster.yaml: all that is known of it, in one place.
///
/// What reading takes, the defaults, the schema for editors and the page of
/// fields all come from ``all``.
struct ClusterField: Sendable {
  /// Where it stands: `spec.network.podCIDR`, `spec.hosts[].name`.
  let path: String
  /// What it holds.
  let kind: Kind
  /// What holds where it is left out.
  let standard: Standard
  /// What it is, in one sentence; put together when somebody reads it, which
  /// those who make clusters never do.
  var summary: String { describe() }
  /// What else there is to know of it, sentence by sentence.
  let notes: String?

  private let describe: @Sendable () -> String

  init(
    _ path: String,
    _ kind: Kind,
    _ standard: Standard,
    _ summary: @autoclosure @escaping @Sendable () -> String,
    notes: String? = nil
  ) {
    self.path = path
    self.kind = kind
    self.standard = standard
    self.describe = summary
    self.notes = notes
  }

  /// What holds where a field is left out.
  enum Standard: Hashable, Sendable {
    /// It cannot be left out.
    case required
    /// This, as it would be written.
    case text(String)
    /// What is found out from other fields, in words.
    case derived(String)
    /// Nothing.
    case nothing
  }

  /// What a field holds.
  indirect enum Kind: Hashable, Sendable {
    /// One text and no other.
    case constant(String)
    /// A text that the named type reads.
    case text(Form)
    /// One of some words.
    case choice([String])
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// `true` or `false`.
    case boolean
    /// Values in order.
    case list(Kind)
    /// A mapping whose keys are fields.
    case section
    /// A list of such mappings.
    case sections
    /// A mapping from a program's flags to their values.
    case flags
  }

  /// What a text of its own grammar stands for.
  enum Form: Hashable, Sendable {
    case plain
    case objectName
    case nodeName
    case rangeName
    case dnsName
    case address
    case block
    case url
    case socket
    case duration
    case kubernetesVersion
    case release
    case path
    case resource
  }
}

// MARK: - Looking

extension ClusterField {
  /// Every field, in the order in which it is described.
  static let all: [ClusterField] = document + machines + network + security + rest

  /// The field at a path, which may have numbers between brackets.
  static func at(_ path: String) -> ClusterField? { byPath[pattern(of: path)] }

  /// The fields directly below a path, which may have numbers in brackets.
  static func keys(below path: String) -> [String] { keysByPath[pattern(of: path)] ?? [] }

  /// The last part of the path.
  var key: String { ClusterField.split(path).key }

  /// The words of a choice or of a list of choices.
  var words: [String] {
    switch kind {
    case .choice(let words), .list(.choice(let words)): words
    default: []
    }
  }

  /// The text, where it is one of the words.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue``; its hint is
  ///   the nearest word.
  func word(_ text: String) throws -> String {
    if words.contains(text) { return text }
    let nearest = Spelling.nearest(to: text, among: words)
    throw KTHWError(
      .invalidValue,
      "expected one of \(words.joined(separator: ", ")), found \(Terminal.quoted(text))",
      hint: nearest.map { "did you mean \"\($0)\"?" }
    )
  }

  /// The path without the numbers between brackets.
  private static func pattern(of path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: "[")) else { return path }
    var isInside = false
    return String(
      path.unicodeScalars.filter { scalar in
        if scalar == "]" { isInside = false }
        defer { if scalar == "[" { isInside = true } }
        return !isInside
      }.map(Character.init)
    )
  }

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

  private static let keysByPath: [String: [String]] = {
    var keys: [String: [String]] = [:]
    for field in all {
      let (parent, key) = split(field.path)
      keys[parent, default: []].append(key)
    }
    return keys
  }()

  private static func split(_ path: String) -> (parent: String, key: String) {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return ("", path) }
    return (String(path[..<dot]), String(path[path.index(after: dot)...]))
  }
}
