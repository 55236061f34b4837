extension ExpiryReport {
  /// The report as metrics in Prometheus' text format 0.0.4, fit for
  /// node_exporter's textfile collector
  /// (https://prometheus.io/docs/instrumenting/exposition_formats/).
  ///
  /// Labels stay the same when a certificate is renewed in its place. Values
  /// are moments, not what is left, so that a file that nobody renews does
  /// not claim that all is well.
  public var prometheusText: String {
    let starts = credentials.compactMap { credential in
      credential.begins.map { (labels(of: credential), $0.secondsSince1970) }
    }
    return metric(
      "kthwctl_expiry_not_after_timestamp_seconds",
      "When a certificate or token ends, in seconds since 1970.",
      credentials.map { (labels(of: $0), $0.ends.secondsSince1970) }
    )
      + metric(
        "kthwctl_expiry_not_before_timestamp_seconds",
        "When a certificate or token begins, in seconds since 1970.",
        starts
      )
      + metric(
        "kthwctl_expiry_unreadable_files",
        "How many files could not be read that may hold certificates.",
        [("", Int64(Set(problems.map { $0.place?.file }).count))]
      )
      + metric(
        "kthwctl_expiry_last_run_timestamp_seconds",
        "When these metrics were made, in seconds since 1970.",
        [("", now.secondsSince1970)]
      )
  }

  /// A metric: its help, its type, and its samples.
  private func metric(_ name: String, _ help: String, _ samples: [(String, Int64)]) -> String {
    "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
      + samples.map { "\(name)\($0.0) \($0.1)\n" }.joined()
  }

  /// Whose it is and where it lies first; no two are equal.
  private func labels(of credential: ExpiringCredential) -> String {
    let place = credential.locations.first?.place
    let position = credential.locations.first?.position ?? 1
    let entry = place?.field.map { position == 1 ? $0 : "\($0)#\(position)" }
    let pairs = [
      ("component", credential.role.component?.name ?? ""),
      ("entry", entry ?? String(position)),
      ("file", place?.file ?? ""),
      ("node", credential.role.node ?? ""),
      ("subject", credential.subject),
      ("type", credential.kind.rawValue),
    ]
    return "{" + pairs.map { "\($0)=\"\(ExpiryReport.escaped($1))\"" }.joined(separator: ",") + "}"
  }

  /// A label's value: backslash, quote and line feed are escaped, and nothing
  /// else may be.
  private static func escaped(_ value: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\".unicodeScalars
      case "\"": text += "\\\"".unicodeScalars
      case "\n": text += "\\n".unicodeScalars
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
