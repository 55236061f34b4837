/// cfssl's error numbers: a thousand for the part of the program, a hundred
/// for the kind of failure.
public struct CFSSLError: Hashable, Sendable {
  /// cfssl's error number, such as 5200.
  public var number: Int
  /// cfssl's message.
  public var text: String

  /// Creates an error from its number and message.
  public init(_ number: Int, _ text: String) {
    self.number = number
    self.text = text
  }

  /// The form that cfssl prints: `{"code":5200,"message":"…"}`.
  public var json: String {
    "{\"code\":\(number),\"message\":\(JSONEscaping.quoted(text))}"
  }
}

extension CFSSLError {
  /// Certificate: unknown (a signature that cannot be made).
  static func certificate(_ text: String) -> CFSSLError { CFSSLError(1000, text) }
  /// Private key: the request for one cannot be met.
  static func keyRequest(_ text: String) -> CFSSLError { CFSSLError(2400, text) }
  /// Policy: no usage is known.
  static let noKeyUsages = CFSSLError(5100, "Invalid policy: no key usage available")
  /// Policy: it cannot be used, with cfssl's reason.
  static func invalidPolicy(_ text: String) -> CFSSLError { CFSSLError(5200, text) }
  /// Policy: it cannot be used.
  static let invalidPolicy = CFSSLError(5200, "Invalid or unknown policy")
  /// Policy: the request asks for more than it may have.
  static let policyViolation = CFSSLError(5300, "Policy violation request")
  /// Policy: a CA without a subject.
  static let missingSubject = CFSSLError(5300, "missing subject information")
  /// Policy: no profile of that name.
  static let unknownProfile = CFSSLError(5400, "Unknown policy profile")
  /// Policy: a name outside the whitelist.
  static let unmatchedWhitelist = CFSSLError(5500, "Request does not match policy whitelist")
  /// Request: it cannot be read.
  static func requestParsing(_ text: String) -> CFSSLError { CFSSLError(9003, text) }
  /// Request: it cannot be made or accepted.
  static func badRequest(_ text: String) -> CFSSLError { CFSSLError(9300, text) }
}

extension KTHWError {
  /// Creates an error that cfssl has a number for.
  ///
  /// - Parameters:
  ///   - cfssl: cfssl's number and words, for those who act as cfssl.
  ///   - code: the kind of problem.
  ///   - message: our own words; cfssl's where nil.
  ///   - place: where it was seen.
  ///   - hint: what to do about it.
  init(
    cfssl: CFSSLError,
    _ code: Code,
    _ message: String? = nil,
    at place: Place? = nil,
    hint: String? = nil
  ) {
    self.init(
      code,
      message ?? cfssl.text,
      at: place,
      hint: hint,
      peerWords: PeerWords(code: cfssl.number, cfssl.text)
    )
  }

  /// cfssl's number of the first problem, where cfssl has one.
  public var cfsslCode: Int? { problems[0].peerWords?.code }

  /// What cfssl prints for the first problem: JSON where it has a number,
  /// else its bare words, else our own message.
  public var cfsslText: String {
    guard let words = problems[0].peerWords else { return problems[0].message }
    return words.code.map { CFSSLError($0, words.text).json } ?? words.text
  }

  /// This error under another number of cfssl's, its words behind a prefix.
  ///
  /// cfssl wraps errors so: a JSON error inside a policy file becomes
  /// `failed to unmarshal configuration: …` under 5200.
  func wrapped(byCFSSL number: Int, prefix: String = "") -> KTHWError {
    let wrapped = problems.map { problem in
      var wrapped = problem
      wrapped.peerWords = PeerWords(
        code: number,
        prefix + (problem.peerWords?.text ?? problem.message)
      )
      return wrapped
    }
    return KTHWError(wrapped) ?? self
  }
}
