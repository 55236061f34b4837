/// A certificate as lines of facts.
enum CertificateLines {
  /// What a certificate says.
  static func text(_ certificate: CertificateFacts) throws -> String {
    """
    subject \(certificate.subject)
    issuer \(certificate.issuer)
    not before \(certificate.validity.notBefore)
    not after \(certificate.validity.notAfter)
    \(try FileDifference.line(for: certificate.publicKey))
    """ + usages(certificate.extendedKeyUsages ?? []) + names(certificate.subjectAlternativeNames)
  }

  /// What is known of a certificate that is to be made.
  static func text(_ credential: Credential) -> String {
    "subject \(credential.subject)\n" + usages(credential.purpose?.extendedKeyUsages ?? [])
      + names(credential.names.groupedByKind())
  }

  private static func usages(_ usages: [ExtendedKeyUsage]) -> String {
    usages.isEmpty ? "" : "for \(usages.map { "\($0)" }.joined(separator: ", "))\n"
  }

  private static func names(_ names: [SubjectAlternativeName]) -> String {
    names.map { "name \($0)\n" }.joined()
  }
}

/// A kubeconfig as lines of facts, with fingerprints for what is inside.
enum KubeconfigLines {
  static func text(_ yaml: [UInt8]) throws -> String {
    guard let kubeconfig = try? Kubeconfig(reading: yaml) else { return "unreadable\n" }
    var lines: [String] = []
    for (name, cluster) in kubeconfig.clusters {
      lines.append("cluster \(Terminal.printable(name))")
      lines.append("server \(Terminal.printable(cluster.server))")
      lines.append("authority \(try FileDifference.fingerprint(cluster.certificateAuthorityData))")
    }
    for (name, user) in kubeconfig.users {
      lines.append("user \(Terminal.printable(name))")
      if !user.clientCertificateData.isEmpty {
        let print = try FileDifference.fingerprint(user.clientCertificateData)
        lines.append("certificate \(print)")
      }
      if let pem = user.clientKeyData {
        let key = try? PrivateKey(pem: pem)
        let line = try key.map { try FileDifference.line(for: $0.publicKey) }
        lines.append(line.map { String($0.dropLast()) } ?? "key unreadable")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Tokens as lines of facts: their ids are no secrets.
enum TokenLines {
  static func text(ofSecret yaml: [UInt8]) -> String {
    guard let secret = BootstrapTokenSecret(reading: yaml), let token = secret.token else {
      return "no token\n"
    }
    return "token \(token.id)\n" + "ends \(secret.expiration)\n"
  }

  static func text(ofUsers yaml: [UInt8]) -> String {
    guard let kubeconfig = try? Kubeconfig(reading: yaml) else { return "" }
    return kubeconfig.users.compactMap { try? BootstrapToken($0.value.token) }
      .map { "token \($0.id)\n" }.joined()
  }
}

/// An encryption configuration as lines of facts, with fingerprints for keys.
enum EncryptionLines {
  static func text(_ yaml: [UInt8]) throws -> String {
    guard let configuration = try? EncryptionConfiguration(text: yaml) else {
      return "unreadable\n"
    }
    var lines = ["\(configuration.form.kind) of \(configuration.form.apiVersion)"]
    for rule in configuration.rules {
      lines += rule.resources.map { "resource \(Terminal.printable($0))" }
      for provider in rule.providers {
        lines.append("  provider \(provider.name)")
        for key in provider.keys {
          // A hash of random octets as long as a cipher's key tells nothing.
          let print = try key.secret.withUnsafeBytes { try FileDifference.fingerprint(Array($0)) }
          lines.append("    key \(Terminal.printable(key.name)), SHA-256 \(print)")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
