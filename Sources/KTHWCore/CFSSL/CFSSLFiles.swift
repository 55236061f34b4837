/// What `cfssljson` makes of cfssl's output: files, in the order in which
/// they are written.
public struct CFSSLFiles: Sendable {
  /// The files.
  public let files: [File]

  /// A file to be written.
  public struct File: Sendable {
    /// What follows the base name, such as `-key.pem`.
    public let suffix: String
    /// The permissions, before the umask.
    public let mode: UInt16
    /// The contents, to be written as they are.
    public let contents: SecretBytes
    /// Whether the contents are not text.
    public let isBinary: Bool

    /// The name of the file: the base may hold directories, and may be empty.
    public func name(base: String) -> String { base + suffix }

    /// What `-stdout` prints: the text, or binary contents in base64, and a
    /// newline.
    public var standardOutput: SecretBytes {
      let output = SecretBuffer(capacity: contents.count * 4 / 3 + 8)
      contents.withUnsafeBytes { bytes in
        if isBinary {
          Array(Base64.encode(Array(bytes)).utf8).withUnsafeBytes {
            output.append(contentsOf: $0)
          }
        } else {
          output.append(contentsOf: bytes)
        }
      }
      output.append("\n")
      return output.secretBytes()
    }
  }

  /// Reads what cfssl printed.
  ///
  /// The words of ``KTHWError/cfsslText`` are cfssljson's whole message.
  /// - Parameters:
  ///   - json: the text.
  ///   - isBare: whether the text is a bare result, as the cfssl command
  ///     prints it, and not a server's answer around it (`-bare`).
  ///   - file: the text's name, for messages; `-` is standard input.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/wrongType``; ``KTHWError/Code/verificationFailed``
  ///   where a server's answer says that it failed, or is none.
  public init(json: SecretBytes, isBare: Bool, file: String? = nil) throws {
    let document: SecretJSON
    do {
      document = try SecretJSON(json, file: file)
    } catch let error as KTHWError {
      let parsing = error.wrapped(inCFSSLWords: "Failed to parse input: ")
      guard json.isBlank else { throw parsing }
      var problem = parsing.problems[0]
      problem.hint = "the input is empty: look for the error of the command before the pipe"
      throw KTHWError(problem)
    }
    let result = isBare ? document : try CFSSLAnswer(document, file: file).result
    files = try CFSSLFiles.files(of: result, file: file)
  }

  private static func files(of result: SecretJSON, file: String?) throws -> [File] {
    switch result {
    case .null, .object: break
    default:
      throw KTHWError(
        .wrongType,
        "json: cannot unmarshal \(result.goKind) into Go value of type map[string]interface {}",
        at: Place(file: file)
      ).wrapped(inCFSSLWords: "Failed to parse input: ")
    }
    func text(_ names: String...) throws -> SecretBytes? {
      // The first name wins, even when it is empty.
      guard let name = names.first(where: { result[$0] != nil }) else { return nil }
      guard case .string(let text)? = result[name] else {
        throw KTHWError(
          .wrongType,
          "\(name) is not a string",
          at: Place(file: file, field: name)
        )
      }
      return text
    }
    var files: [File] = []
    func add(_ suffix: String, _ mode: UInt16, _ contents: SecretBytes?, isBinary: Bool = false) {
      guard let contents, isBinary || contents.count > 0 else { return }
      files.append(File(suffix: suffix, mode: mode, contents: contents, isBinary: isBinary))
    }
    add(".pem", 0o664, try text("cert", "certificate"))
    add("-key.pem", 0o600, try text("key", "private_key"))
    add("-key.enc", 0o600, try text("encrypted_key"), isBinary: true)
    add(".csr", 0o644, try text("csr", "certificate_request"))
    let bundle = result["result"]?["bundle"]
    if case .string(let chain)? = bundle?["bundle"] { add("-bundle.pem", 0o644, chain) }
    if case .string(let root)? = bundle?["root"] { add("-root.pem", 0o644, root) }
    add("-response.der", 0o644, try decoded(text("ocspResponse"), file: file), isBinary: true)
    return files
  }

  private static func decoded(_ text: SecretBytes?, file: String?) throws -> SecretBytes? {
    guard let text else { return nil }
    do throws(Base64.Failure) {
      let octets = try Base64.decode(text.withUnsafeBytes(Array.init), .go)
      return octets.withUnsafeBytes { SecretBytes(copying: $0) }
    } catch {
      throw KTHWError(
        .syntax,
        "illegal base64 data at input byte \(error.offset)",
        at: Place(file: file, field: "ocspResponse")
      ).wrapped(inCFSSLWords: "Failed to parse ocspResponse: ")
    }
  }
}

/// The answer of a cfssl server: `{"success":true,"result":{…}}`, its keys
/// matched without regard to case.
private struct CFSSLAnswer {
  let result: SecretJSON

  init(_ document: SecretJSON, file: String?) throws {
    var isSuccess = false
    var result = SecretJSON.null
    var messages: [String] = []
    guard let members = CFSSLAnswer.members(document) else {
      throw CFSSLAnswer.mismatch(document, "Go value of type cli.Response", file)
    }
    for (key, value) in members {
      switch (key.lowercased(), value) {
      case ("success", .boolean(let flag)): isSuccess = flag
      case ("success", .null), ("errors", .null): break
      case ("success", _):
        throw CFSSLAnswer.mismatch(value, "Go struct field Response.success of type bool", file)
      case ("result", .object), ("result", .null): result = value
      case ("result", _):
        let field = "Go struct field Response.result of type map[string]interface {}"
        throw CFSSLAnswer.mismatch(value, field, file)
      case ("errors", .array(let errors)): messages = errors.compactMap(CFSSLAnswer.message)
      default: break
      }
    }
    guard isSuccess else {
      let isBareResult = ["cert", "csr", "key"].contains { document[$0] != nil }
      throw KTHWError(
        .verificationFailed,
        messages.isEmpty
          ? "the input is not the answer of a server that succeeded"
          : "the request failed: " + messages.map(Terminal.printable).joined(separator: "; "),
        at: Place(file: file),
        hint: isBareResult ? "give -bare: the input is what the cfssl command prints" : nil,
        peerWords: PeerWords("Request failed:" + messages.map { "\n\t" + $0 }.joined())
      )
    }
    self.result = result
  }

  private static func members(_ document: SecretJSON) -> [(key: String, value: SecretJSON)]? {
    switch document {
    case .object(let members): members
    case .null: []
    default: nil
    }
  }

  private static func message(_ error: SecretJSON) -> String? {
    guard case .string(let text)? = error["message"] else { return nil }
    return text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  private static func mismatch(_ value: SecretJSON, _ target: String, _ file: String?) -> KTHWError
  {
    KTHWError(
      .wrongType,
      "json: cannot unmarshal \(value.goKind) into \(target)",
      at: Place(file: file)
    ).wrapped(inCFSSLWords: "Failed to parse input: ")
  }
}

extension KTHWError {
  /// This error with cfssl's bare words: its own behind a prefix.
  fileprivate func wrapped(inCFSSLWords prefix: String) -> KTHWError {
    KTHWError(
      problems.map { problem in
        var wrapped = problem
        wrapped.peerWords = PeerWords(prefix + problem.message)
        return wrapped
      }
    ) ?? self
  }
}

extension SecretBytes {
  /// Whether there is nothing but space.
  fileprivate var isBlank: Bool {
    withUnsafeBytes { $0.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
  }
}
