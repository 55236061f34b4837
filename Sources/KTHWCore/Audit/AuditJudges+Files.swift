extension AuditJudges {
  /// Tells of files that cannot be read as what they look like.
  static let judgeReading: OfFile = { file, _, findings in
    guard case .unreadable(let kind, let error) = file.content else { return }
    for problem in error.problems {
      findings.add(
        .unreadableFile,
        at: (problem.place ?? Place()).inFile(file.path),
        "looks like \(kind), but \(problem.message)",
        remedy: problem.hint
      )
    }
  }

  /// Tells of keys whose passphrases can be guessed cheaply.
  static let judgePassphrases: OfFile = { file, _, findings in
    for object in file.objects {
      guard case .encryptedKey(let encryption?) = object.content,
        let weakness = encryption.weakness
      else { continue }
      findings.add(
        .cheapPassphrase,
        at: file.place(object.mark),
        "is encrypted, but \(weakness)",
        remedy: "kthwctl key reencrypt \(Terminal.printable(file.path))"
      )
    }
  }

  /// Tells of secrets that others may read or write.
  static let judgePermissions: OfFile = { file, _, findings in
    guard let secret = secret(in: file.content), file.permissions & 0o077 != 0 else { return }
    findings.add(
      .looseSecret,
      at: file.place(),
      "holds \(secret) and has mode \(octal(file.permissions))",
      remedy: "chmod 0600 \(Terminal.printable(file.path))"
    )
  }

  /// What a file holds that nobody else may know, in words.
  private static func secret(in content: AuditedContent) -> String? {
    switch content {
    case .objects(let objects):
      let isSecret = objects.contains { if case .privateKey = $0.content { true } else { false } }
      return isSecret ? "a private key" : nil
    case .kubeconfig(let kubeconfig):
      let isSecret = kubeconfig.users.contains { _, user in
        user.clientKeyData != nil || !user.token.isEmpty || !user.password.isEmpty
      }
      return isSecret ? "a credential" : nil
    case .encryption(let configuration):
      let holdsKeys = configuration.rules.contains { $0.providers.contains { !$0.keys.isEmpty } }
      return holdsKeys ? "encryption keys" : nil
    default: return nil
    }
  }

  /// Four octal digits, as chmod takes them.
  static func octal(_ permissions: UInt16) -> String {
    let digits = String(permissions & 0o7777, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
