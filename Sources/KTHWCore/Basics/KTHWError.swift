/// The one error type of this library: one or more ``Problem``s.
///
/// Work stops at the first problem; validation collects all of them and
/// throws once (see ``Problems``). Tests and programs look at ``code``.
public struct KTHWError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong; never empty.
  public let problems: [Problem]

  /// Creates an error of one problem.
  public init(
    _ code: Code,
    _ message: String,
    at place: Place? = nil,
    hint: String? = nil,
    details: [String] = [],
    peerWords: PeerWords? = nil
  ) {
    self.problems = [
      Problem(
        code,
        message,
        at: place,
        hint: hint,
        details: details,
        peerWords: peerWords
      )
    ]
  }

  /// Creates an error of one problem that is already at hand.
  public init(_ problem: Problem) {
    self.problems = [problem]
  }

  /// Creates an error of several problems, or nil where there is none.
  public init?(_ problems: [Problem]) {
    guard !problems.isEmpty else { return nil }
    self.problems = problems
  }

  private init(nonEmpty problems: [Problem]) {
    self.problems = problems
  }

  /// The kind of the first problem.
  public var code: Code { problems[0].code }

  /// This error, with the file filled in at every place that had none.
  public func inFile(_ file: String?) -> KTHWError {
    KTHWError(nonEmpty: problems.map { $0.inFile(file) })
  }

  /// This error, with a hint on every problem that had none.
  public func hinting(_ hint: String) -> KTHWError {
    KTHWError(
      nonEmpty: problems.map { problem in
        var hinted = problem
        hinted.hint = problem.hint ?? hint
        return hinted
      }
    )
  }

  /// Every problem on a line of its own.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

extension KTHWError {
  /// The kind of a problem.
  ///
  /// A struct, so that kinds can be added without breaking those who switch
  /// over them.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The kind's name in kebab case, stable across releases.
    public let rawValue: String

    /// Creates a code from its name.
    public init(_ rawValue: String) {
      self.rawValue = rawValue
    }

    /// The code's name.
    public var description: String { rawValue }
  }
}

extension KTHWError.Code {
  /// The command line asks for something that does not exist or fit.
  public static let usage = KTHWError.Code("usage")
  /// A text does not follow its grammar (JSON, YAML, PEM, DER, a duration).
  public static let syntax = KTHWError.Code("syntax")
  /// A value is well-formed but not allowed here.
  public static let invalidValue = KTHWError.Code("invalid-value")
  /// A host, user or file name that cannot be used.
  public static let invalidName = KTHWError.Code("invalid-name")
  /// A value of the wrong type: a string where a number is expected.
  public static let wrongType = KTHWError.Code("wrong-type")
  /// A key that nothing reads.
  public static let unknownField = KTHWError.Code("unknown-field")
  /// The same key twice in one mapping.
  public static let duplicateField = KTHWError.Code("duplicate-field")
  /// A key that must be there is not.
  public static let missingField = KTHWError.Code("missing-field")
  /// Input beyond a size, depth or count limit.
  public static let limitExceeded = KTHWError.Code("limit-exceeded")
  /// Asked for something that this program does not do.
  public static let unsupported = KTHWError.Code("unsupported")
  /// A file or an entry that does not exist.
  public static let notFound = KTHWError.Code("not-found")
  /// Something is already there and would be replaced.
  public static let alreadyExists = KTHWError.Code("already-exists")
  /// The system refused to read or write.
  public static let inputOutput = KTHWError.Code("input-output")
  /// Another process holds the lock.
  public static let locked = KTHWError.Code("locked")
  /// A private key is protected by a passphrase that was not given.
  public static let keyIsEncrypted = KTHWError.Code("key-is-encrypted")
  /// A passphrase does not open the key.
  public static let wrongPassphrase = KTHWError.Code("wrong-passphrase")
  /// A private key does not belong to the certificate it is used with.
  public static let keyMismatch = KTHWError.Code("key-mismatch")
  /// A signature or a chain does not hold.
  public static let verificationFailed = KTHWError.Code("verification-failed")
  /// The signing policy forbids what was asked.
  public static let policyViolation = KTHWError.Code("policy-violation")
  /// The cryptographic library failed.
  public static let cryptography = KTHWError.Code("cryptography")
  /// The run was interrupted.
  public static let interrupted = KTHWError.Code("interrupted")
}
