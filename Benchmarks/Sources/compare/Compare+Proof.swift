#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Compare {
  /// What it costs to prove a whole tree: beside making it, and beside
  /// `openssl verify`, which looks only at the machines' certificates.
  ///
  /// One run of each: they are long enough.
  func proofs() throws -> [String] {
    let count = isShort ? 100 : 1000
    let spec = "\(folder)/proof.yaml"
    let tree = "\(folder)/proof"
    try write(ClusterDescription(workers: count).text, to: spec)
    let making = try Pipeline([kthwctl, "generate", spec, "--output", tree]).run()
    defer { _ = try? Pipeline(["/bin/rm", "-rf", tree]).run() }
    let certificates = try Pipeline(
      [
        "/bin/sh", "-c",
        """
        for node in "$1"/pki/node-*.pem; do
          case $node in *-key.pem) continue ;; esac
          openssl verify -x509_strict -CAfile "$1/pki/ca.pem" "$node" || exit 1
        done
        """, "sh", tree,
      ]
    ).run()
    var lines = [
      "| \(count) workers | wall s | CPU s | of `generate`'s CPU | peak MiB |",
      "|---|---|---|---|---|",
      row("`generate`", making, beside: making),
      row("`openssl verify`, a process a machine", certificates, beside: making),
    ]
    for words in [["verify"], ["matrix"], ["expiry"]] {
      let sample = try Pipeline([kthwctl] + words + [tree]).run()
      lines.append(row("`\(words.joined(separator: " "))`", sample, beside: making))
    }
    return lines
  }

  private func row(_ job: String, _ sample: Sample, beside making: Sample) -> String {
    "| \(job) | \(Compare.seconds(sample.wall)) | \(Compare.seconds(sample.processor))"
      + " | \(decimal(sample.processor / making.processor, places: 2))"
      + " | \(Compare.mebibytes(sample.memory)) |"
  }
}
