// A certificate for a worker's kubelet, signed by the authority of the files
// ca.pem and ca-key.pem.

// snippet.hide
import KTHWCore

let folder = CommandLine.arguments.dropFirst().first ?? "."
// snippet.show
let context = Context.system
let engine = try Engine()

let authorityFile = folder + "/ca.pem"
let authorityPEM = try InputFile.read(authorityFile, context: context)
let authority = try CertificateReader.certificates(pem: authorityPEM, file: authorityFile)[0]
let authorityKey = try PrivateKey(
  pem: try InputFile.readSecret(folder + "/ca-key.pem", context: context)
)
guard authorityKey.matches(authority.publicKey) else {
  throw KTHWError(.keyMismatch, "ca-key.pem does not belong to ca.pem")
}

// The Node authorizer knows a kubelet by its user and its group.
let identity = RBACIdentity.node(try NodeName("worker-0"))
let key = try PrivateKey.generate(.p256, using: engine)
let request = IssuanceRequest(
  subject: identity.subject(),
  names: [
    try SubjectAlternativeName(classifying: "worker-0"),
    try SubjectAlternativeName(classifying: "10.240.0.20"),
  ],
  publicKey: key.publicKey
)

// A kubelet serves TLS and is a client of the API server.
let profile = IssuanceProfile(
  keyUsage: [.digitalSignature],
  extendedKeyUsages: [.serverAuthentication, .clientAuthentication],
  lifetime: .hours(8760)
)
let template = try CertificateTemplate(
  issuing: request,
  under: profile,
  issuer: authority,
  serialNumber: SerialNumber(random: try context.random(20)),
  now: context.now()
)
// An expired authority, or one that may not sign, ends here.
try template.refuseFaults()
let certificate = try template.signed(by: try OpenSSLSigner(authorityKey, using: engine))

try FileWriter.write([
  OutputFile(folder + "/worker-0-key.pem", .secret(try key.pem()), mode: .ownerOnly),
  OutputFile(
    folder + "/worker-0.pem",
    .text(PEM.encode(certificate, label: "CERTIFICATE")),
    mode: .everyoneReads
  ),
])
