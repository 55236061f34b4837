import KTHWCore
import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A second run writes what is missing, and nothing else.
@Suite struct GenerateAgainTests {
  /// Which file each one is, and when it was written; without the mark of the
  /// tree, in which runs leave notes.
  private func writings(_ directory: ScratchDirectory) -> [String: String] {
    var writings: [String: String] = [:]
    for entry in directory.entries() where entry.kind == .file && entry.name != "out/.kthwctl" {
      var facts = stat()
      lstat(directory.path(entry.name), &facts)
      #if canImport(Darwin)
      let written = facts.st_mtimespec
      #else
      let written = facts.st_mtim
      #endif
      writings[entry.name] = "\(facts.st_ino) \(written.tv_sec).\(written.tv_nsec)"
    }
    return writings
  }

  @Test(arguments: [
    "out/pki/admin.pem", "out/hosts/node-1/etc/systemd/system/kubelet.service",
    "out/kubeconfigs/admin.kubeconfig",
  ])
  func `a file that was deleted comes back alone`(path: String) throws {
    let bench = try ClusterBench(.singleNode)
    try bench.generate().expecting(0)
    let before = writings(bench.scratch)
    try #require(before[path] != nil, "\(before.keys.sorted())")
    // What follows from a certificate follows from a new one.
    let isCertificate = path.hasSuffix(".pem")
    bench.scratch.remove(path)
    try bench.generate().expecting(0)
    let after = writings(bench.scratch)
    #expect(Set(after.keys) == Set(before.keys))
    let changed = before.keys.filter { after[$0] != before[$0] }.sorted()
    if isCertificate {
      #expect(changed.allSatisfy { $0.contains("admin") }, "\(changed)")
    } else {
      #expect(changed == [path])
    }
    try bench.generate().expecting(0)
    #expect(writings(bench.scratch) == after)
  }
}
