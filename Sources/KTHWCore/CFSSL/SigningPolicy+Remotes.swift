/// Other machines and their keys. This program asks none of them, but a file
/// that names what is not there is as bad as it is for cfssl.
extension SigningPolicyReading {
  /// Whether a profile leaves signing to another machine.
  mutating func isRemote(
    _ written: SigningPolicyDocument.Profile,
    at place: Place
  ) -> Bool {
    let remote = written.remote.value
    let authRemote = written.authRemote.value
    switch (remote.isEmpty, authRemote.remote.isEmpty) {
    case (true, true):
      if !authRemote.authKey.isEmpty {
        refuse(
          "invalid configuration",
          "auth_remote names a key and no remote",
          written.authRemote.place ?? place
        )
      }
      return false
    case (false, false):
      refuse(
        CFSSLError.invalidPolicy.text,
        "a profile has either remote or auth_remote",
        written.authRemote.place ?? place
      )
    case (false, true):
      requireRemote(remote, written.remote.place ?? place)
    case (true, false):
      requireRemote(authRemote.remote, written.authRemote.place ?? place)
      if authRemote.authKey.isEmpty {
        refuse(
          "invalid configuration",
          "auth_remote names no auth_key",
          written.authRemote.place ?? place
        )
      }
    }
    return true
  }

  private mutating func requireRemote(_ name: String, _ place: Place) {
    guard remotes[name, default: ""].isEmpty else { return }
    refuse(
      "failed to find remote in remotes section",
      "there is no \(Terminal.quoted(name)) in remotes",
      place,
      code: .notFound
    )
  }

  mutating func readAuthentication(
    _ written: SigningPolicyDocument.Profile,
    at place: Place
  ) {
    requireAuthKey(
      written.authKey.value,
      written.authKey.place ?? place,
      missing: "failed to find auth_key in auth_keys section"
    )
    requireAuthKey(
      written.previousAuthKey.value,
      written.previousAuthKey.place ?? place,
      missing: "failed to find prev_auth_key in auth_keys section"
    )
    requireAuthKey(
      written.authRemote.value.authKey,
      written.authRemote.place ?? place,
      missing: "failed to find auth_remote's auth_key in auth_keys section"
    )
  }

  private mutating func requireAuthKey(_ name: String, _ place: Place, missing: String) {
    guard !name.isEmpty else { return }
    guard let key = authKeys[name] else {
      refuse(missing, "there is no \(Terminal.quoted(name)) in auth_keys", place, code: .notFound)
      return
    }
    let keyPlace = key.place ?? place
    if key.value.type != "standard" {
      refuse(
        "unknown authentication type",
        "an authentication key's type is \"standard\"",
        keyPlace
      )
    } else if !key.value.isReadable {
      refuse(
        "failed to create new standard auth provider",
        "an authentication key is not hexadecimal",
        keyPlace,
        hint: "it is an even number of digits 0-9 and a-f"
      )
    }
  }

  private var remotes: [String: String] { document.remotes }
  private var authKeys: [String: GoJSON.Located<SigningPolicyDocument.AuthKey>] {
    document.authKeys
  }

  /// Keys that people put at the wrong level, and what to say then.
  private static let misplaced: [String: String] = [
    "is_ca": "it belongs into \"ca_constraint\"",
    "max_path_len": "it belongs into \"ca_constraint\"",
    "max_path_len_zero": "it belongs into \"ca_constraint\"",
    "pathlen": "the key is max_path_len, in \"ca_constraint\"",
    "profiles": "it belongs into \"signing\"",
    "default": "it belongs into \"signing\"",
    "csr_whitelist": "the key is CSRWhitelist",
  ]

  /// A warning about an ignored key, with what to do where that is known.
  static func explained(_ warning: Problem) -> Problem {
    guard warning.code == .unknownField, let field = warning.place?.field,
      let key = field.split(separator: ".").last, let hint = misplaced[String(key)]
    else { return warning }
    var explained = warning
    explained.hint = hint
    return explained
  }
}
