import KTHWTestSupport
import Testing

/// What the `openssl` command says of files in a folder.
struct OpenSSLJudge {
  let scratch: ScratchDirectory

  /// Runs `openssl`.
  func run(_ arguments: String...) throws -> CommandResult {
    try RunCommand("openssl", arguments).inside(scratch).run()
  }

  /// Whether a certificate verifies strictly; more words go to `openssl verify`.
  func verify(_ leaf: String, under authority: String, _ options: [String] = []) throws
    -> CommandResult
  {
    let arguments = ["verify", "-x509_strict"] + options + ["-CAfile", authority, leaf]
    return try RunCommand("openssl", arguments).inside(scratch).run()
  }

  /// A certificate's subject, most significant part first: `C=US, O=…, CN=…`.
  func subject(of certificate: String) throws -> String {
    let options = "sep_comma_plus_space,sname,utf8"
    let result = try run("x509", "-in", certificate, "-noout", "-subject", "-nameopt", options)
    return trimmed(result.outputText.dropFirst("subject=".count))
  }

  /// A certificate's alternative names, as `DNS:a, IP Address:10.0.0.1`, or "".
  func names(of certificate: String) throws -> String {
    let result = try run("x509", "-in", certificate, "-noout", "-ext", "subjectAltName")
    return trimmed(result.outputLines.dropFirst().joined()[...])
  }

  /// The public key of a certificate, request or private key, in PEM.
  func publicKey(ofCertificate file: String) throws -> String {
    try run("x509", "-in", file, "-noout", "-pubkey").outputText
  }

  /// The public key of a request, whose signature must hold.
  func publicKey(ofRequest file: String) throws -> String {
    try run("req", "-in", file, "-noout", "-pubkey", "-verify").expecting(0).outputText
  }

  /// The public half of a private key.
  func publicKey(ofKey file: String) throws -> String {
    try run("pkey", "-in", file, "-pubout").outputText
  }

  /// The DER tree of a PEM file, one element a line, without the contents of
  /// bit strings: public keys and signatures differ from run to run.
  func tree(of file: String) throws -> [String] {
    try run("asn1parse", "-in", file).expecting(0).outputLines
  }

  private func trimmed(_ text: Substring) -> String {
    let blank: (Character) -> Bool = { $0 == " " || $0 == "\n" }
    let start = text.drop(while: blank)
    return String(start.reversed().drop(while: blank).reversed())
  }
}
