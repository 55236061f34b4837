#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file of certificates that a kubeconfig takes in.
///
/// kubectl takes in whatever it finds, and nothing where it cannot read the
/// file; so do we, but we say so.
struct EmbeddedFile {
  let name: String
  /// The file's bytes; none where it cannot be read.
  let bytes: [UInt8]
  /// What is doubtful about the file.
  private(set) var doubts: [Problem] = []
  /// The certificates in it.
  private(set) var certificates: [CertificateFacts] = []

  /// Reads a file; that it cannot be read is a doubt.
  init(_ name: String, _ context: Context) {
    self.name = name
    do {
      bytes = name.isEmpty ? [] : try InputFile.read(name, context: context)
    } catch {
      bytes = []
      doubts = EmbeddedFile.problems(error).map { problem in
        var problem = problem
        problem.message += ", and nothing was embedded"
        return problem
      }
    }
  }

  /// Looks whether the bytes are certificates.
  mutating func judgeCertificates() {
    guard !name.isEmpty, doubts.isEmpty else { return }
    do {
      certificates = try CertificateReader.certificates(pem: bytes, file: name)
    } catch {
      doubts += EmbeddedFile.problems(error)
    }
  }

  /// Refuses a file that is not there.
  ///
  /// - Throws: ``KTHWError`` with kubectl's words.
  static func requirePresence(_ name: String, as flag: String, _ context: Context) throws {
    var facts = stat()
    guard stat(context.resolved(name), &facts) != 0 else { return }
    let error = SystemError.last
    throw KTHWError(
      error.number == ENOENT ? .notFound : .inputOutput,
      "cannot be embedded: \(error.words)",
      at: .file(name),
      hint: error.hint,
      peerWords: PeerWords("could not stat \(flag) file \(name): stat \(name): \(error.words)")
    )
  }

  static func problems(_ error: any Error) -> [Problem] {
    (error as? KTHWError)?.problems ?? []
  }
}

/// A file with a private key that a kubeconfig takes in.
struct EmbeddedKey {
  let name: String
  /// The file's bytes; nil where it cannot be read.
  let bytes: SecretBytes?
  private var problems: [Problem] = []

  /// Reads a file; that it cannot be read is a doubt.
  init(_ name: String, _ context: Context) {
    self.name = name
    do {
      bytes = name.isEmpty ? nil : try InputFile.readSecret(name, context: context)
    } catch {
      bytes = nil
      problems = EmbeddedFile.problems(error).map { problem in
        var problem = problem
        problem.message += ", and nothing was embedded"
        return problem
      }
    }
  }

  /// What is doubtful about the key, and about it beside its certificate.
  func doubts(with certificate: EmbeddedFile?) -> [Problem] {
    guard let bytes, problems.isEmpty else { return problems }
    do {
      let key = try bytes.withUnsafeBytes { try PrivateKey(pem: $0) }
      guard let leaf = certificate?.certificates.first, !key.matches(leaf.publicKey) else {
        return []
      }
      return [
        Problem(
          .keyMismatch,
          "does not belong to the certificate in \(Terminal.printable(certificate?.name ?? ""))",
          at: .file(name),
          hint: "API servers refuse such a pair; embed the key that the certificate was made with"
        )
      ]
    } catch {
      return EmbeddedFile.problems(KTHWError.placing(error, in: name))
    }
  }
}

extension KTHWError {
  /// An error with the file filled in.
  fileprivate static func placing(_ error: any Error, in file: String) -> any Error {
    (error as? KTHWError)?.inFile(file) ?? error
  }
}
