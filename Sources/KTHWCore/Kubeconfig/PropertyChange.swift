/// Setting a property to a text, or clearing it.
enum PropertyChange {
  case set(String, isRaw: Bool)
  case unset

  typealias Target = KubeconfigProperty.Target

  /// Changes a list of stanzas, one of them, or a field of one.
  func apply<Stanza: PropertyOwner>(
    to entries: inout KubeconfigEntries<Stanza>,
    _ target: Target,
    _ path: String
  ) throws {
    guard let name = target.name, let field = target.field else {
      guard case .unset = self else { throw mapRefusal(entries.names) }
      if let name = target.name { entries[name] = nil } else { entries = [:] }
      return
    }
    guard let property = Stanza.property(field) else { return }
    try property.checkRest(target, path)
    var stanza = Stanza()
    if let existing = entries[name] {
      stanza = existing
    } else if case .unset = self {
      throw KubeconfigEdit.refusal(.notFound, "current map key `\(name)` is invalid")
    }
    try apply(property, to: &stanza)
    entries[name] = stanza
  }

  func apply(
    to preferences: inout KubeconfigPreferences,
    _ target: Target,
    _ path: String
  ) throws {
    guard let field = target.field else {
      guard case .unset = self else {
        throw KTHWError(
          .usage,
          "preferences is no single value; set preferences.colors",
          peerWords: PeerWords(
            #"unable to locate path config.navigationStep{stepValue:"", "#
              + "stepType:reflect.Type(nil)} under {\(preferences.colors) map[]}"
          )
        )
      }
      preferences = KubeconfigPreferences()
      preferences.isRewritten = true
      return
    }
    guard field == "extensions" else {
      try target.expectEnd(path)
      return try apply(to: &preferences.colors)
    }
    guard target.rest.isEmpty else { throw PropertyChange.insideExtensions }
    guard case .unset = self else { throw mapRefusal(preferences.extensions.names) }
    preferences.extensions = [:]
    preferences.isRewritten = true
  }

  /// The kubeconfig's own extensions: kubectl changes nothing here.
  func applyToExtensions(_ target: Target) throws {
    guard target.rest.isEmpty else { throw PropertyChange.insideExtensions }
    guard case .unset = self else { throw mapRefusal([]) }
  }

  func apply(to text: inout String) throws {
    switch self {
    case .set(let value, _): text = value
    case .unset: text = ""
    }
  }

  func apply(to flag: inout Bool) throws {
    switch self {
    case .set(let value, _): flag = try PropertyChange.boolean(value)
    case .unset: flag = false
    }
  }

  private func apply<Stanza: PropertyOwner>(
    _ property: Property<Stanza>,
    to stanza: inout Stanza
  ) throws {
    switch property {
    case .text(let path): try apply(to: &stanza[keyPath: path])
    case .flag(let path): try apply(to: &stanza[keyPath: path])
    case .bytes(let assign): assign(&stanza, try bytes())
    case .origin:
      if case .set(let value, _) = self { stanza.origin = value } else { stanza.origin = nil }
    case .map(let names, let clear):
      guard case .unset = self else { throw mapRefusal(names(stanza)) }
      clear(&stanza)
      // kubectl puts an empty map where there was none, and sees a change.
      stanza.isRewritten = true
    case .list(let clear):
      guard case .unset = self else {
        throw KubeconfigEdit.refusal(.unsupported, "unrecognized slice type. string")
      }
      clear(&stanza)
    case .structure(let name, let clear):
      // kubectl crashes here.
      guard case .unset = self else {
        throw KTHWError(
          .unsupported,
          "\(name) cannot be set by a property path",
          hint: "use set-credentials with its --exec-… or --auth-provider… flags"
        )
      }
      clear(&stanza)
    }
  }

  private func bytes() throws -> [UInt8] {
    guard case .set(let value, let isRaw) = self else { return [] }
    guard !isRaw else { return Array(value.utf8) }
    do {
      return try KubeconfigBase64.decode(value)
    } catch {
      throw KTHWError(
        .invalidValue,
        "expected base64, found a text that is none at byte \(error.offset)",
        hint: "pass --set-raw-bytes to give the bytes themselves",
        peerWords: PeerWords("error decoding input value: " + error.goText)
      )
    }
  }

  /// A map cannot be set; kubectl's words show what is in it, with addresses.
  private func mapRefusal(_ names: [String]) -> KTHWError {
    let names = names.joined(separator: " ")
    return KTHWError(
      .usage,
      "the path leads to a map, expected a single value",
      hint: "name a field behind it, such as clusters.NAME.server",
      peerWords: PeerWords("can't set a map to a value: map[\(names)]")
    )
  }

  /// kubectl crashes here.
  static var insideExtensions: KTHWError {
    KTHWError(.unsupported, "what extensions hold cannot be set or unset by a property path")
  }

  /// The words that Go takes for a truth value.
  static func boolean(_ text: String) throws -> Bool {
    switch text {
    case "1", "t", "T", "TRUE", "true", "True": return true
    case "0", "f", "F", "FALSE", "false", "False": return false
    default:
      throw KubeconfigEdit.refusal(
        .invalidValue,
        "strconv.ParseBool: parsing \(GoQuoting.quoted(text)): invalid syntax"
      )
    }
  }
}
