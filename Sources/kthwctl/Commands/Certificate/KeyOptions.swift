import ArgumentParser
import KTHWCore

/// The `--key` flag, shared by every command that makes a key.
struct KeyOptions: ParsableArguments {
  @Option(
    name: .customLong("key"),
    help:
      "The key to make: rsa-2048 … rsa-8192, ecdsa-256, ecdsa-384, ecdsa-521 or ed25519; by default ecdsa-256.",
    transform: ArgumentReader.key
  )
  var specification: KeySpecification = .p256
}
