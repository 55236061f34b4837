/// Another program that this one can act as: by the name it was called
/// (a symbolic link), or by its first word.
///
/// Their command lines follow Go's rules, so they never reach the argument
/// parser of our own commands.
enum Personality: String, CaseIterable, Sendable {
  /// cfssl's signer.
  case cfssl
  /// cfssl's writer of files.
  case cfssljson
  /// cfssl's viewer of certificates.
  case cfsslCertinfo = "cfssl-certinfo"
  /// Kubernetes' client, as far as that is about kubeconfig files.
  case kubectl

  /// Those that stand in for the whole of a program, and so may take its
  /// name on `PATH`.
  static let whole: [Personality] = [.cfssl, .cfssljson, .cfsslCertinfo]

  /// Who a command line speaks to, and what is left of it.
  ///
  /// - Parameter arguments: all of it, beginning with the program's name.
  /// - Returns: nil when it speaks to us.
  static func called(_ arguments: [String]) -> (Personality, rest: ArraySlice<String>)? {
    guard let path = arguments.first else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let personality = Personality(rawValue: name) { return (personality, arguments.dropFirst()) }
    guard arguments.count > 1 else { return nil }
    if let personality = Personality(rawValue: arguments[1]) {
      return (personality, arguments.dropFirst(2))
    }
    // What we add to kubectl's subcommands is our own.
    guard arguments[1] == "config",
      arguments.count == 2 || !ConfigCommand.ownNames.contains(arguments[2])
    else { return nil }
    return (.kubectl, arguments.dropFirst())
  }

  /// Acts as the program.
  ///
  /// - Returns: the exit status, by that program's rules.
  func run(_ arguments: ArraySlice<String>) -> Int32 {
    switch self {
    case .cfssl: CFSSLTool.run(arguments)
    case .cfssljson: CFSSLJSONTool.run(arguments)
    case .cfsslCertinfo: CFSSLCertinfoTool.run(arguments)
    case .kubectl: KubectlTool.run(arguments)
    }
  }
}
