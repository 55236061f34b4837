import ArgumentParser
import KTHWCore

/// Where a certificate, its key and its request go.
struct CredentialFileOptions: ParsableArguments {
  @Option(name: .customLong("directory"), help: "Where the files go.")
  var directory = "."

  @Option(help: ArgumentHelp("The certificate's file, instead of NAME.pem.", valueName: "file"))
  var certOut: String?

  @Option(help: ArgumentHelp("The key's file, instead of NAME-key.pem.", valueName: "file"))
  var keyOut: String?

  @Option(help: ArgumentHelp("The request's file, instead of NAME.csr.", valueName: "file"))
  var csrOut: String?

  /// The paths of a credential with a base name.
  func paths(base: String) -> CredentialPaths {
    var paths = CredentialPaths(base: directory == "." ? base : directory + "/" + base)
    if let certOut { paths.certificate = certOut }
    if let keyOut { paths.key = keyOut }
    if let csrOut { paths.request = csrOut }
    return paths
  }
}
