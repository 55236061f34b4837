import KTHWTestSupport
import Testing

@testable import KTHWCore

struct PEMTests {
  private let body = "MC4CAQAwBQYDK2VwBCIEIH/yg8FP+vy4pAvX87ciDM3cbyBqpHpqXokeq39MeeGZ"

  private func blocks(_ text: String, _ surroundings: PEM.Surroundings = .anyText) throws -> [PEM
    .Block]
  {
    try PEM.blocks(in: Array(text.utf8), file: "ca.pem", surroundings: surroundings)
  }

  private func failure(_ text: String, _ surroundings: PEM.Surroundings = .anyText) -> KTHWError? {
    do {
      _ = try blocks(text, surroundings)
      return nil
    } catch {
      return error as? KTHWError
    }
  }

  @Test func `what is encoded has lines of 64 and ends with a line feed`() throws {
    let text = PEM.encode([UInt8](0..<49), label: "CERTIFICATE")
    #expect(
      text == """
        -----BEGIN CERTIFICATE-----
        AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v
        MA==
        -----END CERTIFICATE-----

        """
    )
    let secret = try [UInt8](0..<49).withUnsafeBytes {
      try PEM.encodeSecret($0, label: "CERTIFICATE")
    }
    #expect(secret.withUnsafeBytes { Array($0) } == Array(text.utf8))
  }

  @Test func `blocks of every size survive a round trip`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var text = ""
    var expected: [[UInt8]] = []
    for count in 1...130 {
      let octets = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      expected.append(octets)
      text += PEM.encode(octets, label: "X\(count)")
    }
    let read = try blocks(text, .nothing)
    #expect(read.map(\.bytes) == expected, "seed \(seed)")
    #expect(read.map(\.label) == (1...130).map { "X\($0)" })
  }

  @Test(arguments: ["\n", "\r\n"])
  func `several blocks are read, with text around them and either line ending`(end: String) throws {
    let text = [
      "subject=CN = x", "-----BEGIN A B-----", "Zm9v", "-----END A B-----  ", "between", "",
      "-----BEGIN C-----", "", "Zm\t", " 9vYg==", "-----END C-----", "behind",
    ].joined(separator: end)
    let read = try blocks(text)
    #expect(read.map(\.label) == ["A B", "C"])
    #expect(read.map(\.bytes) == [Array("foo".utf8), Array("foob".utf8)])
    #expect(read.map(\.mark.line) == [2, 7])
  }

  @Test func `text around blocks is refused where the reader wants none`() throws {
    let block = "-----BEGIN A-----\nZm9v\n-----END A-----\n"
    #expect(try blocks("before\n" + block + " \n", .textBefore).count == 1)
    #expect(failure(block + "behind\n", .textBefore)?.description.hasPrefix("ca.pem:4:1: ") == true)
    #expect(failure("before\n" + block, .nothing)?.description.hasPrefix("ca.pem:1:1: ") == true)
    #expect(try blocks(block + "\n\r\n" + block, .nothing).count == 2)
  }

  @Test func `the last line needs no line feed and a line may be long`() throws {
    let text = "-----BEGIN PRIVATE KEY-----\n\(body)\(body.prefix(0))\n-----END PRIVATE KEY-----"
    #expect(try blocks(text).first?.bytes.count == 48)
    let long = Base64.encode([UInt8](repeating: 7, count: 3000))
    #expect(try blocks("-----BEGIN A-----\n\(long)\n-----END A-----").first?.bytes.count == 3000)
  }

  // The form of: openssl ec -in key.pem -aes128 -passout pass:x
  @Test func `headers are kept, and an encrypted key says so`() throws {
    let text = """
      -----BEGIN EC PRIVATE KEY-----
      Proc-Type: 4,ENCRYPTED
      DEK-Info: AES-128-CBC,
       0123456789ABCDEF

      Zm9v
      -----END EC PRIVATE KEY-----
      """
    let block = try #require(try blocks(text).first)
    #expect(
      block.headers == [
        PEM.Header("Proc-Type", "4,ENCRYPTED"),
        PEM.Header("DEK-Info", "AES-128-CBC,0123456789ABCDEF"),
      ]
    )
    #expect(block.bytes == Array("foo".utf8))
    let secret = try Array(text.utf8).withUnsafeBytes { try PEM.secretBlocks(in: $0) }
    #expect(secret.first?.isEncrypted == true)
    #expect(secret.first?.bytes.withUnsafeBytes { Array($0) } == Array("foo".utf8))
    #expect(failure(text.replacing("\n\nZm9v", with: "\nZm9v"))?.code == .syntax)
  }

  @Test(arguments: [
    ("-----BEGIN A-----\nZm9v\n", 1, 1),
    ("x\n-----BEGIN A-----\nZm9v\n-----BEGIN B-----\nZm9v\n-----END B-----\n", 2, 1),
    ("-----BEGIN A-----\nZm9v\n-----END B-----\n", 3, 1),
    ("-----BEGIN A----\nZm9v\n-----END A-----\n", 1, 1),
    ("-----BEGIN A-----\nZm9v\n-----END A----\n", 3, 1),
    ("-----BEGIN -----\nZm9v\n-----END -----\n", 1, 1),
    ("Zm9v\n-----END A-----\n", 2, 1),
    ("-----BEGIN A-----\n-----END A-----\n", 1, 1),
    ("-----BEGIN A-----\nZm9v\nZm*v\n-----END A-----\n", 3, 3),
    ("-----BEGIN A-----\r\nZm9v\r\nZm9\u{e9}\r\n-----END A-----\r\n", 3, 4),
    ("-----BEGIN A-----\nZm9v\nZm\n-----END A-----\n", 4, 1),
    ("-----BEGIN A-----\nZg==\nZm9v\n-----END A-----\n", 3, 1),
    ("-----BEGIN A-----\nZh==\n-----END A-----\n", 3, 1),
    ("-----BEGIN A-----\nH: v\nZm9v\n-----END A-----\n", 3, 1),
    ("-----BEGIN A-----\nH: v\n", 1, 1),
  ])
  func `damage is told with its line and column`(text: String, line: Int, column: Int) throws {
    let error = try #require(failure(text))
    #expect(error.code == .syntax)
    #expect(error.problems.first?.place == .file("ca.pem", SourceMark(line: line, column: column)))
  }

  @Test func `a block cut off at any octet is never read as something else`() throws {
    let whole = Array(PEM.encode([UInt8](0..<100), label: "CERTIFICATE").utf8)
    // Without its line feed the block is still whole.
    for length in 1..<(whole.count - 1) {
      do {
        let read = try PEM.blocks(in: Array(whole[..<length]))
        #expect(read.isEmpty && length < "-----BEGIN ".utf8.count, "cut at \(length)")
      } catch let error as KTHWError {
        #expect(error.code == .syntax, "cut at \(length)")
      }
    }
  }

  @Test func `no flipped octet makes reading leave its bounds`() {
    let header = "Proc-Type: 4,ENCRYPTED\nDEK-Info: X\n\n"
    let whole = Array("x\n-----BEGIN A-----\n\(header)Zm9vYg==\n-----END A-----\n".utf8)
    var refused = 0
    for index in whole.indices {
      for bit in 0..<8 {
        var damaged = whole
        damaged[index] ^= 1 << UInt8(bit)
        do {
          let read = try PEM.blocks(in: damaged)
          #expect(read.allSatisfy { $0.bytes.count <= 4 })
        } catch let error as KTHWError {
          refused += error.code == .syntax ? 1 : 0
        } catch {
          Issue.record(error)
        }
      }
    }
    #expect(refused > whole.count)
  }

  @Test func `too much text and too many blocks are refused`() {
    var limits = PEM.Limits()
    limits.blocks = 2
    let block = "-----BEGIN A-----\nZm9v\n-----END A-----\n"
    #expect {
      _ = try PEM.blocks(in: Array((block + block + block).utf8), limits: limits)
    } throws: {
      ($0 as? KTHWError)?.code == .limitExceeded
    }
    limits.bytes = 10
    #expect {
      _ = try PEM.blocks(in: Array(block.utf8), limits: limits)
    } throws: {
      ($0 as? KTHWError)?.code == .limitExceeded
    }
  }

  @Test func `ten megabytes without a block and in one line are read in passing`() throws {
    #expect(try PEM.blocks(in: [UInt8](repeating: 0x2D, count: 10 << 20)).isEmpty)
  }

  @Test(arguments: [
    ("", "empty"), ("{\"cert\":\"x\"}", "JSON"), ("  -----BEGIN A-----\n", "left margin"),
    ("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t", "base64 once more"), ("hello", "no -----BEGIN"),
    ("\u{30}\u{3}\u{2}\u{1}\u{0}", "DER"),
  ])
  func `input without PEM is recognised for what it is`(text: String, words: String) {
    let error = Array(text.utf8).withUnsafeBytes {
      PEM.missing("a certificate", in: $0, file: "ca.pem")
    }
    #expect(error.code == .syntax)
    #expect(error.description.hasPrefix("ca.pem: a certificate"))
    #expect(error.description.contains(words))
  }
}
