import Testing

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Texts that once took time by the square of their length, or worse.
///
/// `Tests/Fuzz/large.py` has many more of their kind.
@Suite(.serialized) struct `Large inputs` {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let text: @Sendable () -> String
    let read: @Sendable ([UInt8]) -> Void
    var testDescription: String { name }
  }

  private static func lines(_ count: Int, _ line: @Sendable (Int) -> String) -> String {
    (0..<count).map { line($0) }.joined()
  }

  private static func judge(_ text: [UInt8], _ kind: AuditedContent.TextKind) {
    let content = AuditedContent.text(kind, String(decoding: text, as: UTF8.self))
    let file = AuditedFile(path: "input", permissions: 0o644, content: content)
    _ = ClusterAudit(AuditTerms(now: Timestamp(secondsSince1970: 0)))
      .judge(AuditedArea(kind: .heap, files: [file]))
  }

  static let cases = [
    Case(
      name: "keys of an encryption configuration",
      text: {
        let keys = lines(20_000) { "{name: k\($0), secret: QUFB}," }
        return "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n"
          + "- {resources: [secrets], providers: [{secretbox: {keys: [\(keys)]}}]}\n"
      },
      read: { text in
        let configuration = try? EncryptionConfiguration(text: text)
        #expect((configuration?.problems(for: .newest).count ?? 0) >= 20_000)
        _ = configuration?.doubts(for: .newest)
      }
    ),
    Case(
      name: "resources of an encryption configuration",
      text: {
        let resources = lines(40_000) { "r\($0).g," }
        return "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n"
          + "- {resources: [\(resources) '*.g'], providers: [{identity: {}}]}\n"
      },
      read: { text in
        let configuration = try? EncryptionConfiguration(text: text)
        #expect(configuration?.problems(for: .newest).count == 1)
      }
    ),
    Case(
      name: "flags in cluster.yaml",
      text: {
        "apiVersion: kthwctl/v1alpha1\nkind: Cluster\nspec:\n  extraArgs:\n    kubelet:\n"
          + lines(20_000) { "      f\($0): v\n" }
      },
      read: { text in #expect(throws: KTHWError.self) { try ClusterSpec.reading(text) } }
    ),
    Case(
      name: "unknown keys in a policy of cfssl",
      text: {
        let keys = lines(50_000) { ",\"k\($0)\":1" }
        return "{\"signing\":{\"default\":{\"expiry\":\"1h\",\"usages\":[\"signing\"]\(keys)}}}"
      },
      read: { text in #expect((try? SigningPolicy(json: text))?.warnings.count == 101) }
    ),
    Case(
      name: "entries of a kubeconfig",
      text: {
        "apiVersion: v1\nkind: Config\n"
          + "clusters:\n" + lines(5_000) { "- {name: n\($0), cluster: {server: 'https://a'}}\n" }
          + "users:\n" + lines(5_000) { "- {name: n\($0), user: {token: t}}\n" }
          + "contexts:\n"
          + lines(10_000) { "- {name: n\($0), context: {cluster: n\($0), user: n\($0)}}\n" }
      },
      read: { text in
        let content = text.withUnsafeBytes {
          FileRecognition.recognized(SecretBytes(copying: $0), path: "a.kubeconfig")
        }
        let file = AuditedFile(path: "a", machinePath: nil, permissions: 0o600, content)
        let found = ClusterAudit(AuditTerms(now: Timestamp(secondsSince1970: 0)))
          .judge(AuditedArea(kind: .heap, files: [file]))
        #expect(found.findings.count { $0.rule == .danglingName } == 10_000)
      }
    ),
    Case(
      name: "upstreams of nginx",
      text: {
        let servers = lines(10_000) {
          "upstream k\($0) { server a:1; } server { listen 1; proxy_pass k\($0); }\n"
        }
        return "stream {\n\(servers)}\n"
      },
      read: { text in judge(text, .nginx) }
    ),
  ]

  @Test(arguments: cases)
  func `reading takes seconds at most`(input: Case) {
    let text = Array(input.text().utf8)
    let started = secondsOfThread()
    input.read(text)
    let seconds = secondsOfThread() - started
    // In a debug build; what is shipped is ten times as fast.
    #expect(seconds < 10, "\(text.count) bytes took \(seconds) s")
  }

  /// The processor time of this thread alone: other tests run beside it.
  private func secondsOfThread() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
