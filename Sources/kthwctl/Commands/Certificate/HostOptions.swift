import ArgumentParser
import KTHWCore

/// The hosts of a certificate, shared by every command that names some.
struct HostOptions: ParsableArguments {
  @Option(
    name: [.customLong("hostname"), .customLong("host")],
    parsing: .singleValue,
    help: ArgumentHelp(
      "DNS names and IP addresses of the hosts it is for, joined by commas.",
      valueName: "hosts"
    ),
    transform: ArgumentReader.words
  )
  var lists: [[String]] = []

  /// The hosts as written.
  var hosts: [String] { lists.flatMap { $0 } }

  /// The hosts as names of a certificate.
  var names: [SubjectAlternativeName] {
    get throws { try SubjectAlternativeName.list(hosts) }
  }
}
