/// Reads what the ends of connections show and trust, private keys among it.
final class TalkMaterials: Sendable {
  private let context: Context
  private let engineMoment: Timestamp
  private let trusts = Guarded<[[[UInt8]]: HandshakeTrust]>([:])
  private let servers = Guarded<[String: HandshakeCredential]>([:])
  private let makeshift: HandshakeCredential

  /// How many bundles, and how many servers' credentials, are kept at most.
  private static let cacheLimit = 256

  init(_ context: Context) throws {
    self.context = context
    engineMoment = context.now()
    makeshift = try HandshakeCredential.makeshift(at: engineMoment, random: context.random)
  }

  /// Why something cannot be used.
  struct Fault: Error {
    let cause: TalkFailure.Cause
    let why: String
    let place: Place
    let change: String
  }

  /// What a server shows.
  ///
  /// - Throws: ``Fault``.
  func credential(of identity: TalkServer.Identity) throws -> HandshakeCredential {
    switch identity {
    case .selfSigned, .unknown, .later: return makeshift
    case .files(let certificate, let key):
      return try credential(certificate, key, isKept: true)
    }
  }

  /// What a certificate and a key make.
  ///
  /// - Parameters:
  ///   - certificate: the file or text.
  ///   - key: the file or text; nil is an omission.
  ///   - isKept: whether it is needed again and again.
  /// - Returns: the credential.
  /// - Throws: ``Fault``.
  func credential(
    _ certificate: TalkSource,
    _ key: TalkSource?,
    isKept: Bool = false
  ) throws -> HandshakeCredential {
    var name: String?
    if isKept, case .file(let file) = certificate.content, case .file(let keyFile)? = key?.content {
      name = file.path + "\n" + keyFile.path
      if let name, let known = servers.withLock({ $0[name] }) { return known }
    }
    let certificates = try certificates(in: certificate)
    guard let key else {
      throw Fault(
        cause: .unreadable,
        why: "there is a certificate, but no key is named",
        place: certificate.named,
        change: "name the key that belongs to it"
      )
    }
    let privateKey = try self.key(in: key)
    do {
      let made = try HandshakeCredential(certificates: certificates, key: privateKey)
      if let name {
        servers.withLock { if $0.count < TalkMaterials.cacheLimit { $0[name] = made } }
      }
      return made
    } catch let error as KTHWError where error.code == .keyMismatch {
      throw Fault(
        cause: .keyMismatch,
        why: "the private key does not belong to \(Terminal.printable(certificate.words))",
        place: key.artifact,
        change: "put the key there that the certificate was made with"
      )
    } catch let error as KTHWError {
      throw unreadable(certificate, error.problems[0].message)
    }
  }

  /// Whom a bundle trusts.
  ///
  /// - Throws: ``Fault``.
  func trust(_ source: TalkSource) throws -> HandshakeTrust {
    let certificates = try certificates(in: source)
    if let known = trusts.withLock({ $0[certificates] }) { return known }
    let made: HandshakeTrust
    do {
      made = try HandshakeTrust(authorities: certificates)
    } catch let error as KTHWError {
      throw unreadable(source, error.problems[0].message)
    }
    trusts.withLock { if $0.count < TalkMaterials.cacheLimit { $0[certificates] = made } }
    return made
  }

  /// The certificates of a file or text, in DER.
  private func certificates(in source: TalkSource) throws -> [[UInt8]] {
    switch source.content {
    case .missing(let path): throw missing(source, path)
    case .secret: throw unreadable(source, "it is a key")
    case .text(let bytes):
      do {
        return try CertificateReader.certificates(pem: bytes).map(\.der)
      } catch let error as KTHWError {
        throw unreadable(source, error.problems[0].message)
      }
    case .file(let file):
      if case .unreadable(_, let error) = file.content {
        throw unreadable(source, error.problems[0].message)
      }
      // DER has no lines, and the programs read PEM alone.
      let found = file.objects.filter { $0.mark != nil }.compactMap { $0.certificate?.der }
      guard !found.isEmpty else {
        throw unreadable(source, "it holds no certificate in PEM")
      }
      return found
    }
  }

  private func key(in source: TalkSource) throws -> PrivateKey {
    do {
      switch source.content {
      case .missing(let path): throw missing(source, path)
      case .text(let bytes): return try PrivateKey(pem: bytes)
      case .secret(let secret): return try PrivateKey(pem: secret)
      case .file(let file):
        // Nothing of it was kept when the file was looked at.
        let secret = try InputFile.readSecret(file.path, context: context)
        return try PrivateKey(pem: secret, file: file.path)
      }
    } catch let error as KTHWError {
      throw unreadable(source, error.problems[0].message)
    }
  }

  private func missing(_ source: TalkSource, _ path: String) -> Fault {
    Fault(
      cause: .unreadable,
      why: "\(Terminal.printable(path)) is not there",
      place: source.named,
      change: "put the file there, or name the one that is"
    )
  }

  private func unreadable(_ source: TalkSource, _ why: String) -> Fault {
    Fault(
      cause: .unreadable,
      why: "\(Terminal.printable(source.words)) cannot be used: \(why)",
      place: source.artifact,
      change: "put what is named there"
    )
  }
}

extension TalkSource {
  /// What it is called in messages.
  var words: String {
    switch content {
    case .file(let file): file.path
    case .missing(let path): path
    case .text, .secret: "\(named)"
    }
  }
}

extension HandshakeCredential {
  /// A certificate that nobody knows, for servers that make one themselves.
  ///
  /// - Parameters:
  ///   - moment: when it is needed.
  ///   - random: gives bytes for its serial number.
  /// - Returns: the credential.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  static func makeshift(
    at moment: Timestamp,
    random: (Int) throws -> [UInt8]
  ) throws -> HandshakeCredential {
    let engine = try Engine()
    let key = try PrivateKey.generate(.p256, using: engine)
    let subject = DistinguishedName(attributes: [
      NameAttribute(.commonName, "made by the server itself")
    ])
    let template = CertificateTemplate(
      serialNumber: SerialNumber(random: try random(20)),
      issuerDER: subject.der,
      validity: Validity(
        notBefore: moment.adding(seconds: -3_600),
        notAfter: moment.adding(seconds: 3_600)
      ),
      subject: subject,
      publicKey: key.publicKey,
      extensions: []
    )
    let certificate = try template.signed(by: OpenSSLSigner(key, using: engine))
    return try HandshakeCredential(certificates: [certificate], key: key)
  }
}
