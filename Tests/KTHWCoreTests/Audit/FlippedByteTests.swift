import KTHWTestSupport
import Testing

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Bytes of a small tree are changed in turn: each is noticed, or it is shown
/// that it cannot matter.
///
/// With `KTHW_EVERY_FLIP=1` every byte is, else one in
/// so many, because each costs a verification of the whole tree.
@Suite struct `A byte of a tree is flipped` {
  /// A bit of each byte that keeps most letters letters and digits digits, so
  /// that much stays readable.
  private static let flip: UInt8 = 0x01

  /// How far the bytes stand apart that are flipped; prime, so that all
  /// columns of lines have their turn.
  private static let step = getenv("KTHW_EVERY_FLIP") != nil ? 1 : 151

  @Test func `in what all copies are made from, every byte is noticed`() throws {
    let tree = try MadeTree(.singleNode) {
      $0.replacing("\nspec:\n", with: "\nspec:\n  pki: {hierarchy: single}\n")
    }
    let bench = try FlippingBench(tree)
    let originals = tree.scratch.entries().filter {
      $0.kind == .file && $0.name.hasPrefix("out/pki/")
    }
    try #require(originals.count > 15)
    for file in originals {
      let bytes = try tree.scratch.bytes(file.name)
      let unnoticed = Guarded<[Int]>([])
      // A signature is checked of most: on all cores.
      try parallelEach(count: (bytes.count + Self.step - 1) / Self.step) { number in
        let index = number * Self.step
        var flipped = bytes
        flipped[index] ^= Self.flip
        if try !bench.isNoticed(flipped, as: file.name) {
          unnoticed.withLock { $0.append(index) }
        }
      }
      // The others need the whole tree, on the disk.
      for index in unnoticed.withLock({ $0.sorted() }) {
        var flipped = bytes
        flipped[index] ^= Self.flip
        #expect(
          try bench.isNoticedOnDisk(flipped, as: file.name, mode: file.mode),
          "\(file.name), byte \(index)"
        )
      }
    }
  }

  @Test func `in the description, every byte is noticed that means something`() throws {
    let tree = try MadeTree(.singleNode) { _ in FlippingBench.shortDescription }
    let bench = try FlippingBench(tree)
    let bytes = try tree.scratch.bytes("out/cluster.yaml")
    var meaningless = 0
    // The first lines say what the file is, and each byte of them counts.
    let chosen = bytes.indices.filter { $0 % Self.step == 0 || $0 < 10 || (30..<40).contains($0) }
    for index in chosen {
      var flipped = bytes
      flipped[index] ^= Self.flip
      // What describes the same cluster cannot matter.
      if let spec = try? ClusterSpec(reading: flipped), spec == tree.spec {
        meaningless += 1
      } else {
        #expect(
          try bench.isNoticedOnDisk(flipped, as: "out/cluster.yaml", mode: 0o644),
          "byte \(index)"
        )
      }
    }
    #expect(meaningless < chosen.count / 4)
  }

  @Test func `in what is made of the rest, every byte is compared`() throws {
    let tree = try MadeTree(.singleNode)
    let bench = try FlippingBench(tree)
    let files = tree.scratch.entries().filter { file in
      file.kind == .file
        && ["out/hosts/", "out/kubeconfigs/", "out/manifests/"].contains {
          file.name.hasPrefix($0)
        }
    }
    try #require(files.count > 30)
    for file in files {
      let bytes = try tree.scratch.bytes(file.name)
      let unnoticed = bytes.indices.filter { index in
        var flipped = bytes
        flipped[index] ^= Self.flip
        return OldFile(contents: .bytes(flipped), permissions: .everyoneReads)
          .holds(.bytes(bytes))
      }
      #expect(unnoticed == [])
      // That this is what verify goes by is seen in one byte of each.
      guard !bytes.isEmpty else { continue }
      var flipped = bytes
      flipped[bytes.count / 2] ^= Self.flip
      #expect(
        try bench.isNoticedOnDisk(flipped, as: file.name, mode: file.mode),
        "\(file.name)"
      )
    }
  }

  @Test func `the mark of a tree is not read`() throws {
    let tree = try MadeTree(.singleNode)
    let before = try tree.findings()
    try tree.scratch.write("out/.kthwctl", "something else")
    #expect(try tree.findings() == before)
  }
}

/// A tree whose files are changed one at a time.
private struct FlippingBench: Sendable {
  /// A description that has no comment.
  static let shortDescription = """
    apiVersion: kthwctl/v1alpha1
    kind: Cluster
    spec:
      kubernetesVersion: "1.36"
      hosts:
        - name: n1
          address: 10.0.0.9
          roles: [etcd, control-plane, worker]

    """

  private let tree: MadeTree
  private let audit: ClusterAudit
  private let operators: AuditedArea
  private let machines: [AreaDigest]

  init(_ tree: MadeTree) throws {
    self.tree = tree
    audit = ClusterAudit(AuditTerms(now: tree.context.now(), spec: tree.spec))
    let areas = try AuditSources(["out"], context: tree.context).areas.map {
      try $0.load(workers: 1)
    }
    let own = try #require(areas.first { $0.kind == .operatorSide })
    operators = own
    let audit = audit
    machines = areas.filter { $0.machine != nil }.map { audit.judge($0).digest }
    try #require(audit.judge(own).findings.isEmpty)
  }

  /// Whether the judges, without a disk, tell of a file that holds other
  /// bytes; a part of what verify does.
  func isNoticed(_ bytes: [UInt8], as name: String) throws -> Bool {
    let files = operators.files.map { file -> AuditedFile in
      guard file.path == name else { return file }
      let secret = bytes.withUnsafeBytes { SecretBytes(copying: $0) }
      return AuditedFile(
        path: file.path,
        permissions: file.permissions,
        content: FileRecognition.content(of: secret, path: file.path)
      )
    }
    guard let changed = files.first(where: { $0.path == name }) else { return false }
    if case .unreadable = changed.content { return true }
    let (findings, digest) = audit.judge(AuditedArea(kind: .operatorSide, files: files))
    return !findings.isEmpty || !audit.judge([digest] + machines).isEmpty
  }

  /// Whether verify tells anything once the file on the disk holds other bytes.
  func isNoticedOnDisk(_ bytes: [UInt8], as name: String, mode: UInt16) throws -> Bool {
    let before = try tree.scratch.bytes(name)
    try tree.scratch.write(name, bytes: bytes, mode: mode)
    let findings = try tree.findings()
    try tree.scratch.write(name, bytes: before, mode: mode)
    return !findings.isEmpty
  }
}
