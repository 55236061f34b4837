// A certificate authority in two files: its key, and the certificate that the
// key signs for itself.

// snippet.hide
import KTHWCore

let folder = CommandLine.arguments.dropFirst().first ?? "."
// snippet.show
let context = Context.system
let engine = try Engine()
let key = try PrivateKey.generate(.p256, using: engine)

// What is asked for: a name, and a key to put it on.
let request = IssuanceRequest(
  subject: try DistinguishedName(openSSLSubject: "/C=LU/O=kubernetes/CN=kubernetes-ca"),
  publicKey: key.publicKey
)

// What is granted, decided without looking at the world: moment and serial
// number are given.
let template = try CertificateTemplate(
  selfSigning: request,
  under: .authority(lifetime: .hours(10 * 8760)),
  serialNumber: SerialNumber(random: try context.random(20)),
  now: context.now()
)
let certificate = try template.signed(by: try OpenSSLSigner(key, using: engine))

// Both files appear, or neither does. An authority is never replaced.
try FileWriter.write([
  OutputFile(
    folder + "/ca-key.pem",
    .secret(try key.pem()),
    mode: .ownerOnly,
    replacement: .refuseExisting
  ),
  OutputFile(
    folder + "/ca.pem",
    .text(PEM.encode(certificate, label: "CERTIFICATE")),
    mode: .everyoneReads,
    replacement: .refuseExisting
  ),
])
