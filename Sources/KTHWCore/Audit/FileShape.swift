/// What a file looks like before it is read: by its name where that says
/// enough, else by how it begins.
///
/// Thousands of files are looked at, so nothing here makes text of bytes.
enum FileShape: Hashable {
  /// Certificates, requests and keys.
  case objects
  /// A unit of systemd.
  case unit
  /// Text in a form of its own.
  case text(AuditedContent.TextKind)
  /// A script for a shell.
  case script
  /// YAML or JSON, which its name may promise.
  case structured(isMeant: Bool)
  /// Nothing known.
  case unknown

  /// Looks at a file.
  ///
  /// - Parameters:
  ///   - bytes: what it holds.
  ///   - path: where it is.
  init(_ bytes: UnsafeRawBufferPointer, path: String) {
    let start = FileStart(bytes)
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    let ending =
      name.split(separator: UInt8(ascii: ".")).last.map { FileShape.lowercased($0) } ?? ""
    // A kubeconfig in which a certificate was pasted is still one.
    if start.begins(with: "-----BEGIN ") || start.isDER {
      self = .objects
    } else if let known = FileShape.byEnding[ending] {
      self = known
    } else if start.begins(with: "#!") {
      self = .script
    } else if let kind = FileShape.textKind(String(name) ?? "", path, ending, start) {
      self = .text(kind)
    } else if ending == "conf" {
      self = .structured(isMeant: false)
    } else if start.firstLineBegins(with: "[Unit]") {
      self = .unit
    } else if start.contains("apiVersion") || start.contains("\nkind:") || start.begins(with: "{") {
      self = .structured(isMeant: false)
    } else {
      self = start.contains("-----BEGIN ") ? .objects : .unknown
    }
  }

  private static let byEnding: [String: FileShape] = [
    "pem": .objects, "crt": .objects, "cer": .objects, "key": .objects, "csr": .objects,
    "der": .objects, "pub": .objects,
    "service": .unit, "timer": .unit, "socket": .unit, "mount": .unit, "target": .unit,
    "yaml": .structured(isMeant: true), "yml": .structured(isMeant: true),
    "json": .structured(isMeant: true), "conflist": .structured(isMeant: true),
    "kubeconfig": .structured(isMeant: true),
    "sh": .script, "hosts": .text(.hosts),
  ]

  private static func textKind(
    _ name: String,
    _ path: String,
    _ ending: String,
    _ start: FileStart
  ) -> AuditedContent.TextKind? {
    if ending == "cfg", name.utf8.starts(with: "haproxy".utf8) { return .haproxy }
    if start.contains("\nfrontend "), start.contains("\nbackend ") { return .haproxy }
    if ending == "toml" {
      let isContainerd = path.contains("containerd") || start.contains("io.containerd.")
      return isContainerd ? .containerd : nil
    }
    if name == "hosts" { return .hosts }
    if name == "sysctl.conf" || path.contains("/sysctl.d/") { return .sysctl }
    if path.contains("/modules-load.d/") { return .modules }
    let words: [StaticString] = ["stream {", "upstream ", "proxy_pass "]
    return path.contains("nginx") || words.contains(where: start.contains) ? .nginx : nil
  }

  private static func lowercased(_ text: Substring.UTF8View) -> String {
    String(decoding: text.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

/// The first bytes of a file.
private struct FileStart {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(4096))
  }

  /// Whether it begins as a DER SEQUENCE of more than 127 octets does, which
  /// no text can.
  var isDER: Bool { bytes.count > 2 && bytes[0] == 0x30 && bytes[1] & 0x80 != 0 }

  func begins(with word: StaticString) -> Bool {
    bytes.count >= word.utf8CodeUnitCount
      && bytes.prefix(word.utf8CodeUnitCount).elementsEqual(word.bytes)
  }

  func contains(_ word: StaticString) -> Bool { bytes.holds(word) }

  /// Whether the first line that is no comment begins with a word.
  func firstLineBegins(with word: StaticString) -> Bool {
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      return FileStart(UnsafeRawBufferPointer(rebasing: line)).begins(with: word)
    }
    return false
  }
}

extension StaticString {
  /// The text's bytes.
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
