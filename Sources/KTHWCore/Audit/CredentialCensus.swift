/// A certificate, wherever it was seen: copies are one.
struct CertificateSighting: Sendable {
  /// What it says.
  let certificate: CertificateFacts
  /// Where it was seen, the place to name first.
  var places: [CredentialPlace]
  /// What it does, by flags and by the names of its files, else by its subject.
  var jobs: Set<CertificateJob> = []
  /// What flags say that it does, and where.
  var uses: [CredentialUse] = []

  /// The place to name first.
  var place: Place { places[0].place }

  /// Other places, as far as they help.
  var copies: [Place] { places.dropFirst().prefix(4).map(\.place) }

  /// Whether a file of certificates holds it, not only kubeconfigs.
  var isInFile: Bool { places[0].field == nil }

  /// The certificate in words, for findings about others: its file.
  var inWords: String { Terminal.printable(places[0].file.path) }
}

/// A place where a certificate, key or request was seen.
struct CredentialPlace: Sendable {
  /// Which area, in the order of the digests.
  let area: Int
  /// The file.
  let file: AuditedFile
  /// Where in it.
  let mark: SourceMark?
  /// The field of a kubeconfig.
  var field: String?

  /// The place as findings name it.
  var place: Place { file.place(mark, field: field) }
}

/// A key or request and where it was seen.
struct CredentialSighting<Value: Sendable>: Sendable {
  let value: Value
  let place: CredentialPlace
}

/// Everything that all areas hold of certificates, keys and requests.
struct CredentialCensus: Sendable {
  /// The certificates, those of files before those of kubeconfigs.
  private(set) var certificates: [CertificateSighting] = []
  /// Private keys, by their public halves.
  private(set) var privateKeys: [CredentialSighting<PublicKey>] = []
  /// Bare public keys.
  private(set) var publicKeys: [CredentialSighting<PublicKey>] = []
  /// Requests.
  private(set) var requests: [CredentialSighting<RequestFacts>] = []
  /// The certificates that may have signed others, by their subjects.
  private(set) var authorities: [[UInt8]: [Int]] = [:]

  private var byDER: [[UInt8]: Int] = [:]
  /// Which certificates stand in a text of a kubeconfig, of which there are many alike.
  private var parsed: [[UInt8]: [Int]] = [:]

  init(_ digests: [AreaDigest]) {
    for (area, digest) in digests.enumerated() {
      for file in digest.files { add(file, area) }
    }
    for (area, digest) in digests.enumerated() {
      for file in digest.files {
        if case .kubeconfig(let kubeconfig) = file.content { add(kubeconfig, file, area) }
      }
    }
    parsed = [:]
    assignJobs(digests)
    let issuers = Set(certificates.map(\.certificate).filter { !$0.isSelfIssued }.map(\.issuerDER))
    for index in certificates.indices {
      let certificate = certificates[index].certificate
      if certificate.isAuthority || issuers.contains(certificate.subjectDER) {
        authorities[certificate.subjectDER, default: []].append(index)
      }
    }
  }

  private mutating func add(_ file: AuditedFile, _ area: Int) {
    for object in file.objects {
      let place = CredentialPlace(area: area, file: file, mark: object.mark)
      switch object.content {
      case .certificate(let facts): add(facts, place)
      case .request(let facts):
        requests.append(CredentialSighting(value: facts, place: place))
      case .privateKey(let key): privateKeys.append(CredentialSighting(value: key, place: place))
      case .publicKey(let key): publicKeys.append(CredentialSighting(value: key, place: place))
      case .encryptedKey: break
      }
    }
  }

  private mutating func add(_ kubeconfig: Kubeconfig, _ file: AuditedFile, _ area: Int) {
    for (name, cluster) in kubeconfig.clusters {
      let field = "clusters.\(name).certificate-authority-data"
      let place = CredentialPlace(area: area, file: file, mark: nil, field: field)
      add(pem: cluster.certificateAuthorityData, place)
    }
    for (name, user) in kubeconfig.users {
      let field = "users.\(name).client-certificate-data"
      let place = CredentialPlace(area: area, file: file, mark: nil, field: field)
      add(pem: user.clientCertificateData, place)
    }
  }

  /// The certificates of a kubeconfig's data; what is damaged there is told
  /// by others.
  private mutating func add(pem: [UInt8], _ place: CredentialPlace) {
    guard !pem.isEmpty else { return }
    if let known = parsed[pem] {
      for index in known { certificates[index].places.append(place) }
      return
    }
    let found = (try? CertificateReader.certificates(pem: pem)) ?? []
    parsed[pem] = found.map { add($0, place) }
  }

  /// Adds a certificate, and says which it is.
  @discardableResult
  private mutating func add(_ facts: CertificateFacts, _ place: CredentialPlace) -> Int {
    if let index = byDER[facts.der] {
      certificates[index].places.append(place)
      return index
    }
    let index = certificates.count
    byDER[facts.der] = index
    certificates.append(CertificateSighting(certificate: facts, places: [place]))
    return index
  }

  private mutating func assignJobs(_ digests: [AreaDigest]) {
    var uses: [String: [CredentialUse]] = [:]
    for use in digests.flatMap(\.uses.all) { uses[use.path, default: []].append(use) }
    for index in certificates.indices {
      let sighting = certificates[index]
      var jobs: Set<CertificateJob> = []
      for place in sighting.places where place.isFirstCertificate {
        let found = uses[place.file.path] ?? []
        certificates[index].uses += found
        jobs.formUnion(found.map(\.job))
        // A kubeconfig's name is about its user, not about its cluster.
        if place.field?.hasPrefix("clusters.") == true { continue }
        if let job = CertificateJob(path: place.file.path) { jobs.insert(job) }
      }
      let isAuthority = sighting.certificate.isAuthority
      if !isAuthority { jobs = jobs.filter { !$0.isAuthority } }
      certificates[index].jobs =
        jobs.isEmpty ? CertificateJob.jobs(of: sighting.certificate) : jobs
    }
  }
}

extension CredentialPlace {
  /// Whether it is the file's first certificate: what stands behind a certificate
  /// is the chain above it.
  var isFirstCertificate: Bool {
    if field != nil { return true }
    return file.objects.first { $0.certificate != nil }?.mark == mark
  }
}
