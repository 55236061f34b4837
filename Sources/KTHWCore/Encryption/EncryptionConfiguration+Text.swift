extension EncryptionConfiguration {
  /// The configuration as YAML, in memory that is wiped.
  ///
  /// The text is put together here and not from a ``Node``, whose strings
  /// would leave copies of the keys in memory.
  ///
  /// - Returns: the file's bytes; it is to have mode 0600.
  public func text() -> SecretBytes {
    let buffer = SecretBuffer(capacity: 1024)
    buffer.append(line: "apiVersion: \(form.apiVersion)")
    buffer.append(line: "kind: \(form.kind)")
    buffer.append(line: rules.isEmpty ? "resources: []" : "resources:")
    for rule in rules {
      buffer.append(line: rule.resources.isEmpty ? "- resources: []" : "- resources:")
      for resource in rule.resources {
        buffer.append(line: "  - \(EncryptionConfiguration.scalar(resource))")
      }
      buffer.append(line: rule.providers.isEmpty ? "  providers: []" : "  providers:")
      for provider in rule.providers { provider.write(to: buffer) }
    }
    return buffer.secretBytes()
  }

  /// A text as YAML: plain where nothing can be meant by it but itself, else
  /// in double quotes as in JSON, which YAML shares.
  static func scalar(_ text: String) -> String {
    let words: Set = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    let isPlain =
      text.utf8.first.map { (0x61...0x7a).contains($0) } ?? false
      && !words.contains(text) && text.utf8.last != UInt8(ascii: ":")
      && text.utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || "-_./:".utf8.contains(byte)
      }
    return isPlain ? text : JSONWriter.compact(.string(text))
  }
}

extension EncryptionProvider {
  fileprivate func write(to buffer: SecretBuffer) {
    switch self {
    case .identity:
      buffer.append(line: "  - identity: {}")
    case .local(let cipher, let keys):
      buffer.append(line: "  - \(cipher.rawValue):")
      buffer.append(line: keys.isEmpty ? "      keys: []" : "      keys:")
      for key in keys { key.write(to: buffer) }
    case .keyService(let service):
      buffer.append(line: "  - kms:")
      if service.version == .v2 { buffer.append(line: "      apiVersion: v2") }
      buffer.append(line: "      name: \(EncryptionConfiguration.scalar(service.name))")
      buffer.append(line: "      endpoint: \(EncryptionConfiguration.scalar(service.endpoint))")
      if let size = service.cacheSize { buffer.append(line: "      cachesize: \(size)") }
      if let timeout = service.timeout { buffer.append(line: "      timeout: \(timeout)") }
    }
  }
}

extension EncryptionKey {
  fileprivate func write(to buffer: SecretBuffer) {
    buffer.append(line: "      - name: \(EncryptionConfiguration.scalar(name))")
    // Quotes where there is no padding: digits alone would be a number.
    let needsQuotes = secret.count % 3 == 0
    buffer.append(needsQuotes ? "        secret: \"" : "        secret: ")
    secret.withUnsafeBytes { octets in
      withUnsafeTemporaryAllocation(
        byteCount: Base64.encodedCount(octets.count),
        alignment: 1
      ) { digits in
        Base64.encode(octets, into: digits)
        buffer.append(contentsOf: UnsafeRawBufferPointer(digits))
        SecretBytes.wipe(digits)
      }
    }
    buffer.append(needsQuotes ? "\"\n" : "\n")
  }
}

extension SecretBuffer {
  fileprivate func append(line: String) {
    var line = line + "\n"
    line.withUTF8 { append(contentsOf: UnsafeRawBufferPointer($0)) }
  }
}
