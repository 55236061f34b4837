/// What cfssl's request JSON asks for: the file that `gencert`, `genkey`,
/// `gencsr` and `selfsign` read.
///
/// Everything cfssl accepts is accepted, with Go's rules for keys; what it
/// silently ignores (a misspelt key, a key given twice) is in ``warnings``.
public struct CFSSLRequest: Hashable, Sendable {
  /// The common name; empty means none.
  public var commonName = ""
  /// The hosts as written; see ``CFSSLHosts``.
  public var hosts: [String] = []
  /// Attributes of the subject.
  public var names: [CFSSLName] = []
  /// The key to make.
  public var key = CFSSLKeyRequest.standard
  /// The subject's serial number attribute (2.5.4.5); empty means none.
  public var serialNumber = ""
  /// What a CA is to be like; nil where the file has no `ca`.
  public var authority: CFSSLAuthority?
  /// Where a new CA's revocation list is; empty means nowhere.
  public var crlURL = ""
  /// Extensions to ask for.
  public var extensions: [CertificateExtension] = []
  /// Whether the certificate may be delegated to (RFC 9345).
  public var isDelegationEnabled = false

  /// What is doubtful about the file.
  public private(set) var warnings: [Problem] = []
  /// The file, as its user named it.
  public private(set) var file: String?
  private var places = Places()

  /// Where things stand in the file, for errors that are found later.
  struct Places: Hashable, Sendable {
    var key: Place?
    var authority: Place?
    var hosts: [Place?] = []
  }

  /// Creates a request without subject or hosts, for a P-256 key.
  public init() {}

  /// Creates a request from its usual parts.
  public init(
    commonName: String,
    names: [CFSSLName] = [],
    hosts: [String] = [],
    key: CFSSLKeyRequest = .standard
  ) {
    self.commonName = commonName
    self.names = names
    self.hosts = hosts
    self.key = key
  }

  /// Reads a request.
  ///
  /// - Parameters:
  ///   - json: the text of the file.
  ///   - file: the file's name, for messages; `-` is standard input.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/wrongType`` in Go's words and with the place, or
  ///   ``KTHWError/Code/limitExceeded``.
  public init(json: [UInt8], file: String? = nil) throws {
    let (document, warnings) = try GoJSON.decode(CFSSLRequestDocument.self, from: json, file: file)
    commonName = document.commonName
    hosts = document.hosts.map(\.value)
    names = document.names
    key = document.key.value ?? .standard
    serialNumber = document.serialNumber
    authority = document.authority.value
    crlURL = document.crlURL
    isDelegationEnabled = document.isDelegationEnabled
    extensions = try document.extensions.map { try $0.certificateExtension() }
    self.file = file
    self.warnings = warnings.map(CFSSLRequestDocument.explained)
    places = Places(
      key: document.key.place,
      authority: document.authority.place,
      hosts: document.hosts.map(\.place)
    )
  }
}

// MARK: - What follows from it

extension CFSSLRequest {
  /// The subject of the certificate request.
  ///
  /// - Throws: ``KTHWError`` with cfssl's 9300 for a bad `OID` key.
  public func subject() throws -> DistinguishedName {
    do {
      return try CFSSLSubject.name(
        commonName: commonName,
        names: names,
        serialNumber: serialNumber
      )
    } catch let error as KTHWError {
      throw error.at(Place(file: file, field: "names"))
    }
  }

  /// The kind of key to make.
  ///
  /// - Throws: ``KTHWError`` with cfssl's 2400.
  public func keySpecification() throws -> KeySpecification {
    do {
      return try key.specification()
    } catch let error as KTHWError {
      throw error.at(places.key ?? Place(file: file, field: "key"))
    }
  }

  /// The names for the certificate: `-hostname`'s where it is not empty,
  /// else those of the file.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``.
  public func names(hostname: String = "") throws -> CFSSLHosts {
    if let hosts = try CFSSLHosts(hostname: hostname) { return hosts }
    return try CFSSLHosts(hosts) { index in
      let known = index < places.hosts.count ? places.hosts[index] : nil
      return known ?? Place(file: file, field: "hosts[\(index)]")
    }
  }

  /// The extensions that a certificate request carries besides its names and
  /// constraints: delegation, then those of the file.
  public var requestExtensions: [CertificateExtension] {
    (isDelegationEnabled ? [.delegationUsage] : []) + extensions
  }

  /// What the request says about being a CA: `ca`, even empty, asks for one.
  ///
  /// With delegation it says nothing, as cfssl puts one in place of the other.
  public var basicConstraints: BasicConstraints? {
    guard let authority, !isDelegationEnabled else { return nil }
    return .authority(pathLength: authority.requestPathLength)
  }

  /// Refuses a request for a CA where cfssl wants none.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/policyViolation`` where
  ///   the file has a `ca` section.
  public func refuseAuthority() throws {
    guard authority != nil else { return }
    let words = "ca section only permitted in initca"
    throw KTHWError(
      .policyViolation,
      words,
      at: places.authority ?? Place(file: file, field: "ca"),
      hint: "a CA below this one is made with a profile whose ca_constraint has is_ca",
      peerWords: PeerWords(words)
    )
  }

  /// Refuses a new CA without a subject: the common name, or every element
  /// of `names`, must say something.
  ///
  /// - Throws: ``KTHWError`` with cfssl's 5300.
  public func requireSubject() throws {
    guard commonName.isEmpty, names.isEmpty || names.contains(where: \.isBlank) else { return }
    throw KTHWError(
      cfssl: .missingSubject,
      .missingField,
      "a CA needs a subject: CN, or names without blanks",
      at: Place(file: file),
      hint: "add \"CN\": \"Kubernetes\" to the request"
    )
  }
}
