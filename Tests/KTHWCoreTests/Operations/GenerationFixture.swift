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

/// A place where a cluster's tree is made, again and again, with texts that
/// say no more than whose they are.
struct GenerationFixture {
  let scratch: ScratchDirectory
  /// What the clock says.
  var moment = FixedContext.moment
  var seed: UInt64 = 1
  /// What keys are made of.
  var source = KeySource.system

  init() throws {
    scratch = try ScratchDirectory()
  }

  /// Where the tree is.
  var tree: String { scratch.path("out") }

  func context() -> Context {
    FixedContext.context(at: moment, seed: seed, keySource: source)
  }

  @discardableResult
  func run(
    _ spec: ClusterSpec,
    into directory: String = "out",
    _ change: (inout GenerateCluster.Input) -> Void = { _ in },
    progress: @escaping @Sendable (GenerateCluster.Event) -> Void = { _ in }
  ) throws -> GenerateCluster.Output {
    var input = GenerateCluster.Input(spec: spec, output: scratch.path(directory), workers: 2)
    change(&input)
    return try GenerateCluster.run(
      input,
      in: context(),
      rendering: { file, host, spec in
        let whose = host?.name.text ?? "cluster"
        return "# \(file.rawValue) of \(whose)\nversion: \(spec.kubernetesVersion)\n"
      },
      progress: progress
    )
  }

  /// The paths below the tree.
  func files(in directory: String = "out") -> [String] {
    scratch.entries().filter { $0.name.hasPrefix(directory + "/") && $0.kind != .directory }
      .map { String($0.name.dropFirst(directory.count + 1)) }
  }

  func text(_ path: String) throws -> String { try scratch.text("out/" + path) }

  func certificate(_ name: String) throws -> CertificateFacts {
    let pem = try scratch.bytes("out/pki/\(name).pem")
    return try #require(CertificateReader.certificates(pem: pem).first)
  }

  func key(_ name: String) throws -> PrivateKey {
    try PrivateKey(pem: scratch.bytes("out/pki/\(name)-key.pem"))
  }

  /// Everything about every file that a run could change, the time of its
  /// last change included.
  func traces() -> [String] {
    (scratch.entries().map(\.name) + ["."]).map { name in
      var facts = stat()
      lstat(scratch.path(name), &facts)
      #if canImport(Darwin)
      let time = facts.st_ctimespec
      #else
      let time = facts.st_ctim
      #endif
      return "\(name) \(facts.st_ino) \(time.tv_sec).\(time.tv_nsec)"
    }
  }

  /// The bytes of every file, by its path.
  func contents(of directory: String = "out") throws -> [String: [UInt8]] {
    let names = scratch.entries()
      .filter { $0.name.hasPrefix(directory + "/") && $0.kind == .file }.map(\.name)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        (String($0.dropFirst(directory.count + 1)), try scratch.bytes($0))
      }
    )
  }
}
