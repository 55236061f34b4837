import KTHWTestSupport
import Testing

/// Standard output that takes nothing.
@Suite struct WriterStreamTests {
  /// Commands that print what somebody reads or saves.
  static let printers: [[String]] = [
    ["version"], ["--help"], ["help", "cert"], ["init"], ["identities"], ["csr", "admin"],
    ["render", "kubelet-config.yaml", "--host", "node-1", "-f", "cluster.yaml"],
    ["unit", "kubelet", "--host", "node-1", "-f", "cluster.yaml"],
    ["generate", "cluster.yaml", "--dry-run"], ["generate", "cluster.yaml", "--diff"],
    ["verify", "out"], ["verify", "out", "-o", "json"], ["verify", "out", "-o", "sarif"],
    ["matrix", "out"], ["matrix", "out", "-o", "json"],
    ["explain", "out/pki/ca.pem"], ["explain", "KTHW-SAN-004"],
    ["expiry", "admin.pem"], ["expiry", "admin.pem", "-o", "json"],
    ["expiry", "admin.pem", "-o", "prometheus"], ["expiry", "admin.pem", "-o", "ics"],
    ["adopt", "certs"], ["inspect", "ca.pem"], ["inspect", "ca.pem", "-o", "json"],
    ["encryption-config"], ["whoami", "--kubeconfig", "admin.kubeconfig"],
    ["kubeconfig", "admin", "--server", "127.0.0.1", "--out", "-"],
    ["config", "view", "--kubeconfig=admin.kubeconfig"],
    ["config", "get-contexts", "--kubeconfig=admin.kubeconfig"],
    ["config", "current-context", "--kubeconfig=admin.kubeconfig"],
    ["config", "merge", "admin.kubeconfig"],
    ["cfssl", "version"], ["cfssl", "gencert", "-initca", "admin-csr.json"],
    ["cfssl", "gencert", "-ca=ca.pem", "-ca-key=ca-key.pem", "admin-csr.json"],
    ["cfssl", "sign", "-ca=ca.pem", "-ca-key=ca-key.pem", "admin.csr"],
    ["cfssl", "genkey", "admin-csr.json"], ["cfssl", "certinfo", "-cert", "ca.pem"],
    ["cfssl-certinfo", "-cert", "ca.pem"],
    ["cfssljson", "-f", "response.json", "-bare", "-stdout"],
  ]

  /// How standard output may be.
  enum Stream: String, CaseIterable, Sendable {
    case full, brokenPipe, closed
  }

  @Test(arguments: printers, Stream.allCases)
  func `half a document is never a success, and a reader that left is no news`(
    words: [String],
    stream: Stream
  ) throws {
    let directory = try WriterStock.shared().directory
    var command = RunCommand(RunCommand.kthwctlPath, words).inside(directory)
    let usual = try command.run()
    #expect([0, 2, 3].contains(usual.status), "\(usual)")
    guard !usual.output.isEmpty else { return }
    switch stream {
    case .full: command.output = .file("/dev/full")
    case .brokenPipe: command.output = .brokenPipe
    case .closed:
      command.arguments = ["-c", "exec \"$0\" \"$@\" >&-", command.program] + words
      command.program = "sh"
    }
    let result = try command.run()
    // Not by SIGPIPE, which would be an ending without a status.
    #expect(result.status.map { $0 != 0 && $0 != 2 && $0 != 3 } == true, "\(result)")
    if stream == .brokenPipe {
      #expect(!result.errorText.lowercased().contains("pipe"), "\(result)")
    } else {
      #expect(!result.errors.isEmpty, "\(result)")
    }
  }
}
