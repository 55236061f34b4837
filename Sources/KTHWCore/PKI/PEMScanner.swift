/// Finds the blocks of a PEM text, line by line, and copies nothing of them.
struct PEMScanner {
  private let text: UnsafeRawBufferPointer
  private let file: String?
  private let limits: PEM.Limits
  private var position = 0
  private var lineNumber = 0

  /// Creates a scanner of some memory, which must outlive it.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/limitExceeded``.
  init(_ text: UnsafeRawBufferPointer, file: String?, limits: PEM.Limits) throws {
    guard text.count <= limits.bytes else {
      throw KTHWError(
        .limitExceeded,
        "\(text.count) bytes are too much for PEM; the limit is \(limits.bytes)",
        at: Place(file: file)
      )
    }
    self.text = text
    self.file = file
    self.limits = limits
  }

  /// A block whose base64 is not decoded yet.
  struct Frame {
    var label: String
    var headers: [PEM.Header]
    var mark: SourceMark
    var body: Range<Int>
    var bodyLine: Int
  }

  /// A line without its end, and its number from 1.
  private struct Line {
    var range: Range<Int>
    var number: Int
  }

  /// Finds every block.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/limitExceeded``.
  mutating func frames(_ surroundings: PEM.Surroundings) throws -> [Frame] {
    var frames: [Frame] = []
    while let line = nextLine() {
      if let label = try boundary("-----BEGIN ", line) {
        guard frames.count < limits.blocks else {
          throw KTHWError(
            .limitExceeded,
            "more than \(limits.blocks) PEM blocks",
            at: place(line.number)
          )
        }
        frames.append(try frame(label, beganAt: line.number))
      } else if try boundary("-----END ", line) != nil {
        throw failure("an END line without its BEGIN line; the text may be cut off", line.number)
      } else if !isBlank(line.range) {
        switch surroundings {
        case .anyText: break
        case .textBefore where frames.isEmpty: break
        case .textBefore: throw failure("text behind the PEM block", line.number)
        case .nothing: throw failure("text outside of a PEM block", line.number)
        }
      }
    }
    return frames
  }

  /// Reads on behind a BEGIN line up to its END line.
  private mutating func frame(_ label: String, beganAt number: Int) throws -> Frame {
    let headers = try self.headers(of: label, beganAt: number)
    let start = position
    let bodyLine = lineNumber + 1
    while let line = nextLine() {
      guard text[line.range].first == UInt8(ascii: "-") else { continue }
      if let ending = try boundary("-----END ", line) {
        guard ending == label else {
          throw failure(
            "an END line for \(PEM.quoted(label: ending)) closes the PEM block "
              + "\(PEM.quoted(label: label)) that begins at line \(number)",
            line.number
          )
        }
        return Frame(
          label: label,
          headers: headers,
          mark: SourceMark(line: number, column: 1),
          body: start..<line.range.lowerBound,
          bodyLine: bodyLine
        )
      }
      if try boundary("-----BEGIN ", line) != nil { break }
    }
    throw failure(
      "the PEM block \(PEM.quoted(label: label)) has no END line; the text may be cut off",
      number
    )
  }

  /// Reads the lines before the base64 where there are any, and the empty
  /// line behind them.
  private mutating func headers(of label: String, beganAt number: Int) throws -> [PEM.Header] {
    var headers: [PEM.Header] = []
    while true {
      let (rewind, rewindLine) = (position, lineNumber)
      guard let line = nextLine() else { return headers }
      let content = text[line.range]
      let isContinuation = content.first == 0x20 || content.first == 0x09
      if let last = headers.indices.last, isContinuation, !isBlank(line.range) {
        headers[last].value += trimmed(content)
      } else if let colon = content.firstIndex(of: UInt8(ascii: ":")), !isContinuation {
        headers.append(
          PEM.Header(trimmed(content[..<colon]), trimmed(content[(colon + 1)...]))
        )
      } else {
        guard headers.isEmpty || isBlank(line.range) else {
          throw failure(
            "the headers of the PEM block \(PEM.quoted(label: label)) must end with an empty line",
            line.number
          )
        }
        if headers.isEmpty { (position, lineNumber) = (rewind, rewindLine) }
        return headers
      }
    }
  }

  /// The label of a BEGIN or END line, or nil for any other line.
  private func boundary(_ beginning: String, _ line: Line) throws -> String? {
    let content = text[line.range]
    guard content.starts(with: beginning.utf8) else { return nil }
    let rest = content.dropFirst(beginning.utf8.count)
    let end = rest.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? rest.startIndex
    let label = rest[..<end].dropLast(5)
    guard rest[..<end].count > 5, rest[..<end].suffix(5).allSatisfy({ $0 == 0x2D }),
      label.count <= 64, label.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }),
      label.first != 0x2D, label.last != 0x2D, label.first != 0x20, label.last != 0x20
    else {
      throw failure(
        "a damaged PEM boundary; expected \(beginning)LABEL----- on a line of its own",
        line.number
      )
    }
    return String(decoding: label, as: UTF8.self)
  }

  private mutating func nextLine() -> Line? {
    guard position < text.count else { return nil }
    let start = position
    // Text of the old Macintosh, with CR alone, is one line and so no PEM.
    var end = start
    while end < text.count, text[end] != 0x0A { end += 1 }
    position = min(end + 1, text.count)
    lineNumber += 1
    let hasReturn = end > start && text[end - 1] == 0x0D
    return Line(range: start..<(hasReturn ? end - 1 : end), number: lineNumber)
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    text[range].allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
  }

  private func trimmed(_ content: Slice<UnsafeRawBufferPointer>) -> String {
    func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 }
    let kept = content.drop(while: isBlank)
    let end = kept.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? kept.startIndex
    return String(decoding: kept[..<end], as: UTF8.self)
  }
}

// MARK: - Decoding

extension PEMScanner {
  /// Line breaks and blanks may stand anywhere: editors and mail add them.
  private static let rules: Base64.Rules = [.lineBreaks, .blanks]

  /// The octets of a block.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  func contents(of frame: Frame) throws -> [UInt8] {
    let body = UnsafeRawBufferPointer(rebasing: text[frame.body])
    var failure: Base64.Failure?
    let octets = [UInt8](unsafeUninitializedCapacity: Base64.decodedCapacity(body.count)) {
      memory,
      count in
      switch Base64.decode(body, into: UnsafeMutableRawBufferPointer(memory), Self.rules) {
      case .success(let octets): count = octets
      case .failure(let reason): failure = reason
      }
    }
    if let failure { throw error(failure, frame) }
    guard !octets.isEmpty else { throw emptiness(frame) }
    return octets
  }

  /// The octets of a block, in memory that is wiped.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  func secretContents(of frame: Frame) throws -> SecretBytes {
    do {
      let body = UnsafeRawBufferPointer(rebasing: text[frame.body])
      let secret = try Base64.decodeSecret(body, Self.rules)
      guard secret.count > 0 else { throw emptiness(frame) }
      return secret
    } catch let failure as Base64.Failure {
      throw error(failure, frame)
    }
  }

  private func error(_ failure: Base64.Failure, _ frame: Frame) -> KTHWError {
    // The damage may be behind the last line; the END line is blamed then.
    let offset = min(frame.body.lowerBound + failure.offset, frame.body.upperBound)
    let before = text[frame.body.lowerBound..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? frame.body.lowerBound
    let mark = SourceMark(
      line: frame.bodyLine + before.count { $0 == 0x0A },
      column: offset - lineStart + 1
    )
    return KTHWError(
      .syntax,
      "\(failure.reason) in the PEM block \(PEM.quoted(label: frame.label))",
      at: Place(file: file, mark: mark)
    )
  }

  private func emptiness(_ frame: Frame) -> KTHWError {
    failure("the PEM block \(PEM.quoted(label: frame.label)) is empty", frame.mark.line)
  }

  private func failure(_ what: String, _ line: Int) -> KTHWError {
    KTHWError(.syntax, what, at: place(line))
  }

  private func place(_ line: Int) -> Place {
    Place(file: file, mark: SourceMark(line: line, column: 1))
  }
}
