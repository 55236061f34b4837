/// What there is of a credential in an old tree.
final class FoundCredential: Sendable {
  /// The files as they are; nil where there is none.
  let keyFile: OldFile?
  let certificateFile: OldFile?
  let requestFile: OldFile?
  let publicKeyFile: OldFile?
  /// The key; nil also where it is behind a passphrase.
  let key: PrivateKey?
  /// Whether the key is behind a passphrase, as an authority's may be.
  let isKeyEncrypted: Bool
  /// The certificate; nil also where its file cannot be read as one.
  let certificate: CertificateFacts?

  /// Nothing at all.
  static let nothing = FoundCredential()

  private init() {
    keyFile = nil
    certificateFile = nil
    requestFile = nil
    publicKeyFile = nil
    key = nil
    isKeyEncrypted = false
    certificate = nil
  }

  /// Reads what there is.
  ///
  /// - Parameters:
  ///   - credential: whose files to look for.
  ///   - tree: where to look.
  ///   - root: the tree as the user named it.
  /// - Throws: ``KTHWError`` where a file is something else than a file, or
  ///   where a key cannot be read: whatever it is, it is not ours to replace.
  init(_ credential: Credential, in tree: TreeReader, root: String) throws {
    keyFile = try tree.oldContents(of: credential.keyPath)
    if let keyFile {
      let shown = root + "/" + credential.keyPath
      do {
        key = try PrivateKey(pem: keyFile.secret, file: shown)
        isKeyEncrypted = false
      } catch let error as KTHWError where error.code == .keyIsEncrypted {
        guard credential.kind == .authority else {
          throw error.hinting(
            "kthwctl key decrypt \(Terminal.printable(shown)); only authorities' keys may be "
              + "encrypted, because nobody can be asked where the others are used"
          )
        }
        key = nil
        isKeyEncrypted = true
      } catch let error as KTHWError {
        throw error.hinting("put a readable key there, or move the file away to get a new one")
      }
    } else {
      key = nil
      isKeyEncrypted = false
    }
    guard credential.purpose != nil else {
      publicKeyFile = try tree.oldContents(of: credential.publicKeyPath)
      certificateFile = nil
      requestFile = nil
      certificate = nil
      return
    }
    publicKeyFile = nil
    certificateFile = try tree.oldContents(of: credential.certificatePath)
    requestFile = try tree.oldContents(of: credential.requestPath)
    certificate = certificateFile.flatMap { file in
      (try? CertificateReader.certificates(pem: file.bytes))?.first
    }
  }

  /// Whether there is neither a key nor a certificate.
  var isNothing: Bool { keyFile == nil && certificateFile == nil && publicKeyFile == nil }
}
