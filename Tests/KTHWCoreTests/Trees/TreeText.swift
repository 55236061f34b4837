import KTHWTestSupport

@testable import KTHWCore

/// A generated tree as one text that can be kept as a golden: every file with
/// its mode, keys by the fingerprint of their public halves, certificates by
/// what they say, a text that several files share only once.
struct TreeText {
  private let scratch: ScratchDirectory
  private let root: String
  private var firstPlaces: [[UInt8]: String] = [:]
  private(set) var text = ""

  /// Reads the tree of that name below a scratch directory.
  init(_ root: String, in scratch: ScratchDirectory) throws {
    self.scratch = scratch
    self.root = root
    for entry in scratch.entries() where entry.name.hasPrefix(root + "/") {
      try add(entry)
    }
  }

  private mutating func add(_ entry: ScratchDirectory.Entry) throws {
    let path = String(entry.name.dropFirst(root.utf8.count + 1))
    let mode = String(entry.mode, radix: 8)
    switch entry.kind {
    case .directory: return
    case .link: text += "\(path) -> \(try scratch.linkTarget(entry.name))\n"
    case .other: text += "\(path): neither file nor link\n"
    case .file:
      let bytes = try scratch.bytes(entry.name)
      text += "\(path) \(mode)\n"
      if let first = firstPlaces[bytes] {
        text += "  as \(first)\n"
      } else {
        firstPlaces[bytes] = path
        text += try TreeText.lines(of: bytes).map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
      }
    }
  }

  private static func lines(of bytes: [UInt8]) throws -> [String] {
    let contents = String(decoding: bytes, as: UTF8.self)
    guard !contents.hasPrefix("-----BEGIN ") else { return try pem(bytes) }
    return try contents.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast(contents.hasSuffix("\n") ? 1 : 0)
      .map { try withoutSecrets(String($0)) }
  }

  /// A line in which embedded PEM and encryption keys are named, not shown.
  private static func withoutSecrets(_ line: String) throws -> String {
    guard let colon = line.firstIndex(of: ":") else { return line }
    let key = line[..<colon].drop { $0 == " " || $0 == "-" }
    let value = line[colon...].dropFirst(2)
    switch key {
    case "certificate-authority-data", "client-certificate-data", "client-key-data":
      let pem = try Base64.decode(Array(value.utf8))
      return line[...colon] + " <\(try TreeText.pem(pem)[0])>"
    case "secret":
      return line[...colon] + " <\(try fingerprint(Array(value.utf8)))>"
    default: return line
    }
  }

  private static func pem(_ bytes: [UInt8]) throws -> [String] {
    let blocks = try PEM.blocks(in: bytes, file: nil)
    return try blocks.flatMap { block -> [String] in
      switch block.label {
      case "CERTIFICATE": return describe(try CertificateReader.certificate(der: block.bytes))
      case "CERTIFICATE REQUEST": return describe(try CertificateReader.request(der: block.bytes))
      case "PUBLIC KEY": return ["public key \(try fingerprint(block.bytes))"]
      default:
        let key = try PrivateKey(pem: bytes)
        let print = try fingerprint(key.publicKey.subjectPublicKeyInfo)
        return ["private key \(key.publicKey.algorithmName) of \(print)"]
      }
    }
  }

  private static func describe(_ facts: CertificateFacts) -> [String] {
    let usages = (facts.keyUsage?.names ?? []) + (facts.extendedKeyUsages ?? []).map(\.description)
    let print = (try? fingerprint(facts.publicKey.subjectPublicKeyInfo)) ?? "unknown"
    return [
      "certificate \(facts.subject), serial \(facts.serialNumber.hexadecimal)",
      "by \(facts.issuer), \(facts.validity.notBefore) to \(facts.validity.notAfter)",
      "for \(usages.joined(separator: ", ")); CA \(facts.isAuthority)",
      "names \(facts.subjectAlternativeNames.map(\.description).joined(separator: ", "))",
      "key \(facts.publicKey.algorithmName) \(print)",
    ]
  }

  private static func describe(_ facts: RequestFacts) -> [String] {
    let names = facts.subjectAlternativeNames.map(\.description).joined(separator: ", ")
    return ["request \(facts.subject), names \(names), signature \(facts.isSignatureValid)"]
  }

  private static func fingerprint(_ bytes: [UInt8]) throws -> String {
    Hexadecimal.colonSeparated(Hash.sha256(bytes).prefix(8))
  }
}
