import ArgumentParser
import KTHWCore

/// The key management service that `--provider kms` encrypts with.
struct KeyServiceOptions: ParsableArguments {
  @Option(help: "The service's socket, such as unix:///run/kms.sock.")
  var kmsEndpoint: String?

  @Option(help: "The service's name, which is stored with what it encrypts.")
  var kmsName: String?

  @Option(help: "The service's protocol: v1 or v2; by default v2 from 1.27 on.")
  var kmsProtocol: KeyService.Version?

  /// Holds the options against `--provider`.
  func validate(isKMS: Bool) throws {
    guard isKMS || (kmsEndpoint == nil && kmsName == nil && kmsProtocol == nil) else {
      throw ValidationError("--kms-endpoint, --kms-name and --kms-protocol go with --provider kms.")
    }
    guard !isKMS || kmsEndpoint != nil else {
      throw ValidationError("--provider kms needs --kms-endpoint.")
    }
  }

  /// The service, as a cluster of that version speaks to it.
  func keyService(_ version: KubernetesVersion?) -> KeyService {
    let isOld = (version ?? .newest).minor < 27
    return KeyService(
      version: kmsProtocol ?? (isOld ? .v1 : .v2),
      name: kmsName ?? "kms",
      endpoint: kmsEndpoint ?? ""
    )
  }
}
