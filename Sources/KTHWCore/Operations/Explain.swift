/// Says what a file, a rule or a line of a log is.
public enum Explain {
  /// What is to be explained.
  public struct Input: Sendable {
    /// A file, the name of one, the name of a rule, or a line of a log.
    public var subject: String
    /// Files in which the cause of a line is looked for.
    public var paths: [String]
    /// How many threads work.
    public var workers: Int

    /// Creates an input.
    public init(subject: String, paths: [String] = [], workers: Int = Processors.available) {
      self.subject = subject
      self.paths = paths
      self.workers = workers
    }
  }

  /// What it is.
  public enum Output: Sendable {
    /// A rule.
    case rule(AuditRule)
    /// A file, and what is known of this one where it is there.
    case file(FileExplanation)
    /// Lines of a log, and what was found in the files that were named.
    case lines([LogExplanation], evidence: [Evidence])
  }

  /// A file: what it is for, and what is in it.
  public struct FileExplanation: Sendable {
    /// The path, or the name that was asked for.
    public let path: String
    /// What it is for; nil for what is nothing of a cluster.
    public let artifact: ArtifactExplanation?
    /// What in it ends, where the file is there.
    public let expiry: ExpiryReport?
    /// What is wrong with it alone, where the file is there.
    public let findings: [AuditFinding]
  }

  /// Something in a file that makes a line of a log true.
  public struct Evidence: Hashable, Sendable {
    /// Where it is.
    public let place: Place
    /// What is seen there, as a clause.
    public let seen: String
  }

  /// Explains something.
  ///
  /// A name of a rule comes first, then a file that is there, then the name of
  /// a file that a cluster has, and anything else is a line of a log.
  /// - Parameters:
  ///   - input: what.
  ///   - context: the world.
  /// - Returns: what it is.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unexplained`` and the
  ///   nearest known thing; what reading throws.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let subject = input.subject
    if subject.uppercased().hasPrefix("KTHW-") { return .rule(try rule(named: subject)) }
    if InputFile.permissions(of: subject, context: context) != nil {
      return .file(try file(subject, context))
    }
    guard (try? TreeReader(subject, context: context)) == nil else {
      throw KTHWError(
        .usage,
        "is a directory",
        at: .file(subject),
        hint: "kthwctl verify looks at all that is in one, kthwctl explain at one file"
      )
    }
    let isWord = !subject.contains(where: \.isWhitespace)
    if isWord, let artifact = ArtifactExplanation.of(path: subject) {
      return .file(FileExplanation(path: subject, artifact: artifact, expiry: nil, findings: []))
    }
    let found = LogExplanation.of(subject)
    guard !found.isEmpty else { throw unexplained(subject, isWord: isWord) }
    return .lines(found, evidence: try evidence(for: found, input, context))
  }

  /// Explains a log: what is known of its lines, each thing once, in the order
  /// in which they come.
  ///
  /// - Parameters:
  ///   - log: the lines.
  ///   - input: where causes are looked for; its subject does not count.
  ///   - context: the world.
  /// - Returns: what the lines mean.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unexplained`` where nothing
  ///   is known of any line; what reading throws.
  public static func run(log: String, _ input: Input, in context: Context) throws -> Output {
    var found: [LogExplanation] = []
    var places: [String: Int] = [:]
    for line in log.split(whereSeparator: \.isNewline) {
      guard let explanation = LogExplanation.of(String(line)).first else { continue }
      let key =
        (explanation.symptom?.id ?? explanation.rules.map(\.id).joined(separator: " "))
        + explanation.captures.map { "\u{0}\($0.name)\u{0}\($0.value)" }.joined()
      if let index = places[key] {
        found[index].count += 1
      } else {
        places[key] = found.count
        found.append(explanation)
      }
    }
    guard !found.isEmpty else { throw unexplained(log, isWord: false) }
    return .lines(found, evidence: try evidence(for: found, input, context))
  }

  private static func rule(named name: String) throws -> AuditRule {
    if let rule = AuditRule.named(name) { return rule }
    let nearest = Spelling.nearest(to: name.uppercased(), among: AuditRule.all.map(\.id))
    throw KTHWError(
      .unexplained,
      "there is no rule \(Terminal.quoted(name))",
      hint: nearest.map { "did you mean \($0)?" } ?? "kthwctl verify --list names them all"
    )
  }

  private static func file(_ path: String, _ context: Context) throws -> FileExplanation {
    let sources = try AuditSources([path], context: context)
    let found = Guarded(AuditedFile?.none)
    try sources.forEachArea(workers: 1) { _, area in
      found.withLock { $0 = area.files.first }
    }
    guard let file = found.withLock(\.self) else { throw unexplained(path, isWord: true) }
    let artifact = ArtifactExplanation.of(file)
    if artifact == nil, case .unknown = file.content { throw unexplained(path, isWord: true) }
    let findings = try VerifyFiles.run(VerifyFiles.Input(paths: [path], workers: 1), in: context)
    return FileExplanation(
      path: path,
      artifact: artifact,
      expiry: try ListExpiry.run(ListExpiry.Input(paths: [path], workers: 1), in: context),
      findings: findings.findings
    )
  }

  private static func unexplained(_ subject: String, isWord: Bool) -> KTHWError {
    if isWord {
      let name = String(subject.split(separator: "/").last ?? "")
      return KTHWError(
        .unexplained,
        "nothing is known of \(Terminal.quoted(subject))",
        hint: ArtifactExplanation.nearestName(to: name).map { "did you mean \($0)?" }
          ?? "give a file, a name such as kube-apiserver.pem, a rule, or a line of a log in quotes"
      )
    }
    let nearest = LogExplanation.nearest(to: subject)?.lines.first
    return KTHWError(
      .unexplained,
      "no known line fits",
      hint: nearest.map { "the nearest that is known: \($0)" }
        ?? "give the line as the program printed it, from the word error on"
    )
  }
}

extension KTHWError.Code {
  /// Nothing is known of what was asked about.
  public static let unexplained = KTHWError.Code("unexplained")
}
