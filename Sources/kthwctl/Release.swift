/// Which release this is.
enum Release {
  /// The version of the program and its library (semver.org).
  static let version = "0.1.0"

  /// The release of cfssl whose command line and output are stood in for.
  static let cfsslVersion = "1.6.5"

  /// The release of kubectl whose `config` is stood in for.
  static let kubectlVersion = "1.32.5"

  /// What `cfssl version` prints.
  ///
  /// Scripts compare the number, people should
  /// see who is speaking; the part behind the plus is ignored by the former.
  static var cfsslText: String {
    "Version: \(cfsslVersion)+kthwctl.\(version)\nRuntime: swift\n"
  }
}
