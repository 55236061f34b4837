#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Compare {
  /// Whole trees of growing clusters: how long the first run takes, how long
  /// one that finds nothing to do, and how much memory both need at most.
  ///
  /// One run of each: they are long enough, and nobody stands beside them.
  func trees() throws -> [String] {
    var lines = [
      "| workers | first run s | CPU s | a host ms | peak MiB | nothing to do s | peak MiB |",
      "|---|---|---|---|---|---|---|",
    ]
    for count in isShort ? [100, 1000] : [100, 1000, 5000] {
      let spec = "\(folder)/workers-\(count).yaml"
      let tree = "\(folder)/workers-\(count)"
      try write(Compare.description(ofWorkers: count), to: spec)
      let words = [kthwctl, "generate", spec, "--output", tree]
      let first = try Pipeline(words).run()
      let again = try Pipeline(words).run()
      lines.append(
        "| \(count) | \(Compare.seconds(first.wall)) | \(Compare.seconds(first.processor))"
          + " | \(decimal(first.wall / Double(count), places: 2)) | \(Compare.mebibytes(first.memory))"
          + " | \(Compare.seconds(again.wall)) | \(Compare.mebibytes(again.memory)) |"
      )
      // The next cluster shall find as much memory as this one.
      _ = try Pipeline(["/bin/rm", "-rf", tree]).run()
    }
    return lines
  }

  static func description(ofWorkers count: Int) -> String {
    """
    apiVersion: kthwctl/v1alpha1
    kind: Cluster
    metadata: {name: large}
    spec:
      kubernetesVersion: "1.36"
      hosts:
        - {name: balancer, address: 10.0.0.10, roles: [load-balancer]}
        - {name: controller-1, address: 10.0.0.11, roles: [etcd, control-plane]}
        - {name: controller-2, address: 10.0.0.12, roles: [etcd, control-plane]}
        - {name: controller-3, address: 10.0.0.13, roles: [etcd, control-plane]}
      hostRanges:
        - {name: "node-%05d", count: \(count), firstAddress: 10.1.0.1, roles: [worker]}
      network: {podCIDR: 10.64.0.0/10}
    """
  }

  static func seconds(_ milliseconds: Double) -> String { decimal(milliseconds / 1000, places: 2) }

  /// Linux counts in kibibytes, Darwin in bytes.
  static func mebibytes(_ count: Int) -> String {
    #if os(Linux)
    decimal(Double(count) / 1024, places: 1)
    #else
    decimal(Double(count) / 1_048_576, places: 1)
    #endif
  }
}
