extension KubeconfigFindings {
  mutating func judge(_ user: KubeconfigUser, _ name: String) {
    let field = "users.\(name)"
    let file = user.origin
    judgeCertificate(of: user, field, file)
    judgeTokens(of: user, field, file)
    if let exec = user.exec { judge(exec, field + ".exec", file) }
    if let provider = user.authProvider, ["azure", "gcp"].contains(provider.name) {
      add(
        .error,
        "auth-provider",
        .unsupported,
        "clients have no provider \(provider.name) any more since 1.26",
        at: field + ".auth-provider",
        of: file,
        hint: "use a credential plugin (exec) instead"
      )
    }
    let hasOther = user.exec != nil || user.authProvider != nil || !user.username.isEmpty
    if !user.hasCertificate, !user.hasKey, user.token.isEmpty, user.tokenFile.isEmpty, !hasOther {
      add(
        .warning,
        "no-credentials",
        .missingField,
        "the user has no credentials; kubectl asks for a name and password",
        at: field,
        of: file
      )
    }
  }

  private mutating func judgeCertificate(
    of user: KubeconfigUser,
    _ field: String,
    _ file: String?
  ) {
    judgePair(
      path: user.clientCertificate,
      hasData: !user.clientCertificateData.isEmpty,
      field + ".client-certificate",
      file
    )
    judgePair(
      path: user.clientKey,
      hasData: (user.clientKeyData?.count ?? 0) > 0,
      field + ".client-key",
      file
    )
    if user.hasCertificate, !user.hasKey {
      add(
        .error,
        "certificate-without-key",
        .missingField,
        "there is a client certificate but no client key",
        at: field + ".client-key",
        of: file
      )
    } else if user.hasKey, !user.hasCertificate {
      add(
        .warning,
        "key-without-certificate",
        .missingField,
        "there is a client key but no client certificate; clients ignore the key",
        at: field + ".client-certificate",
        of: file
      )
    }
  }

  private mutating func judgeTokens(of user: KubeconfigUser, _ field: String, _ file: String?) {
    if !user.token.isEmpty, !user.tokenFile.isEmpty {
      add(
        .warning,
        "token-and-file",
        .invalidValue,
        "token and tokenFile are both set; the file wins",
        at: field + ".token",
        of: file
      )
    }
    guard !user.username.isEmpty || !user.password.isEmpty else { return }
    if !user.token.isEmpty {
      add(
        .error,
        "two-methods",
        .invalidValue,
        "token and password are both set, and kubectl takes one of them only",
        at: field,
        of: file
      )
    }
    add(
      .error,
      "basic-authentication",
      .unsupported,
      "API servers take no name and password since 1.19",
      at: field + ".username",
      of: file
    )
  }

  private mutating func judge(_ exec: ExecCredential, _ field: String, _ file: String?) {
    let version = "client.authentication.k8s.io/"
    if exec.command.isEmpty {
      add(
        .error,
        "exec-without-command",
        .missingField,
        "no program is named",
        at: field + ".command",
        of: file
      )
    } else if exec.command.hasPrefix("./") || exec.command.hasPrefix("../") {
      add(
        .warning,
        "relative-exec",
        .invalidValue,
        "the program is looked for beside the kubeconfig, and kubectl's next set-credentials "
          + "makes another path of it",
        at: field + ".command",
        of: file,
        hint: "write an absolute path, or a name in PATH"
      )
    }
    if exec.apiVersion.isEmpty {
      add(
        .error,
        "exec-without-version",
        .missingField,
        "no version of the protocol is named",
        at: field + ".apiVersion",
        of: file,
        hint: "use \(version)v1"
      )
    } else if exec.apiVersion == version + "v1alpha1" {
      add(
        .error,
        "exec-version",
        .unsupported,
        "clients do not know v1alpha1 any more since 1.24",
        at: field + ".apiVersion",
        of: file,
        hint: "use \(version)v1"
      )
    }
    let modes = ExecCredential.InteractiveMode.allCases.map(\.rawValue)
    if exec.apiVersion == version + "v1", !modes.contains(exec.interactiveMode) {
      add(
        .error,
        "exec-interactive-mode",
        .missingField,
        "v1 of the protocol demands one of \(modes.joined(separator: ", "))",
        at: field + ".interactiveMode",
        of: file
      )
    }
  }
}

extension KubeconfigUser {
  /// Whether there is a client certificate, by path or as data.
  var hasCertificate: Bool { !clientCertificate.isEmpty || !clientCertificateData.isEmpty }
  /// Whether there is a client key, by path or as data.
  var hasKey: Bool { !clientKey.isEmpty || (clientKeyData?.count ?? 0) > 0 }
}
