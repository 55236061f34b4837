import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Keys that tests share, because making RSA keys takes its time.
enum TestKeys {
  static let specifications: [KeySpecification] = [
    .rsa(bits: 2048), .p256, .p384, .p521, .ed25519,
  ]

  /// One key of each kind that we make; RSA with 2048 bits.
  static let all: [KeySpecification: PrivateKey] = {
    do {
      let engine = try Engine()
      return try Dictionary(
        uniqueKeysWithValues: specifications.map { ($0, try .generate($0, using: engine)) }
      )
    } catch {
      Issue.record(error)
      return [:]
    }
  }()

  static func key(_ specification: KeySpecification) throws -> PrivateKey {
    try #require(all[specification])
  }
}

extension SecretBytes {
  /// The text, for tests alone: a String is not wiped.
  var text: String { withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }

  /// A secret of a text, for tests alone.
  static func text(_ text: String) -> SecretBytes {
    Array(text.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
  }
}

/// Runs `openssl` and gives what it wrote, having recorded an issue if it failed.
@discardableResult
func openssl(
  _ arguments: String...,
  reading text: String? = nil,
  in directory: ScratchDirectory? = nil,
  location: SourceLocation = #_sourceLocation
) throws -> CommandResult {
  var command = RunCommand("openssl", arguments)
  if let text { command = command.reading(text) }
  if let directory { command = command.inside(directory) }
  return try command.run().expecting(0, location: location)
}

/// Expects an error of a certain kind; gives it for more questions.
@discardableResult
func expectError(
  _ code: KTHWError.Code,
  location: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) -> KTHWError? {
  let error = #expect(throws: KTHWError.self, sourceLocation: location) { try body() }
  #expect(error?.code == code, "\(error?.description ?? "")", sourceLocation: location)
  return error
}
