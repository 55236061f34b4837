import ArgumentParser

/// Lists another program's command line among our own commands.
///
/// The words behind it are Go's, not ours: ``Personality`` takes them before
/// the argument parser would. These commands are here for the help text.
protocol CompatCommand: ParsableCommand {
  static var personality: Personality { get }
  var words: [String] { get }
}

extension CompatCommand {
  func run() throws {
    let status = Self.personality.run(words[...])
    guard status == 0 else { throw ExitCode(status) }
  }
}

/// `kthwctl cfssl …`.
struct CFSSL: CompatCommand {
  static let configuration = CommandConfiguration(
    leaf: "cfssl",
    abstract: "Act as cfssl: gencert, sign, selfsign, genkey, gencsr, certinfo, bundle.",
    discussion: """
      Takes cfssl's command lines as they stand in scripts and tutorials.

      EXAMPLES
        kthwctl cfssl gencert -initca ca-csr.json | kthwctl cfssljson -bare ca
        kthwctl cfssl certinfo -cert ca.pem

      EXIT STATUS
        0 success, 1 failure, 2 flags that do not exist or fit.
      """
  )
  static let personality = Personality.cfssl
  @Argument(parsing: .captureForPassthrough, help: "A cfssl command and its flags.")
  var words: [String] = []
}

/// `kthwctl cfssljson …`.
struct CFSSLJSON: CompatCommand {
  static let configuration = CommandConfiguration(
    leaf: "cfssljson",
    abstract: "Act as cfssljson: write the files of a cfssl response.",
    discussion: """
      EXAMPLES
        kthwctl cfssl gencert -initca ca-csr.json | kthwctl cfssljson -bare ca
        kthwctl cfssljson -f response.json -bare -stdout

      EXIT STATUS
        0 success, 1 failure, 2 flags that do not exist or fit.
      """
  )
  static let personality = Personality.cfssljson
  @Argument(parsing: .captureForPassthrough, help: "cfssljson's flags and base name.")
  var words: [String] = []
}

/// `kthwctl cfssl-certinfo …`.
struct CFSSLCertinfo: CompatCommand {
  static let configuration = CommandConfiguration(
    leaf: "cfssl-certinfo",
    abstract: "Act as cfssl-certinfo: show what a certificate says, as JSON.",
    discussion: """
      EXAMPLES
        kthwctl cfssl-certinfo -cert ca.pem
        kthwctl cfssl-certinfo -cert - < ca.pem

      EXIT STATUS
        0 success, 1 failure, 2 flags that do not exist or fit.
      """
  )
  static let personality = Personality.cfsslCertinfo
  @Argument(parsing: .captureForPassthrough, help: "cfssl-certinfo's flags.")
  var words: [String] = []
}

/// `kthwctl kubectl …`.
struct Kubectl: CompatCommand {
  static let configuration = CommandConfiguration(
    leaf: "kubectl",
    abstract: "Act as kubectl, of which only config is there.",
    discussion: """
      Takes the command lines of kubectl config as they stand in scripts and tutorials.

      EXAMPLES
        kthwctl kubectl config view --minify
        kthwctl kubectl version --client

      EXIT STATUS
        0 success, 1 failure.
      """
  )
  static let personality = Personality.kubectl
  @Argument(parsing: .captureForPassthrough, help: "A kubectl command and its flags.")
  var words: [String] = []
}
