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

@Suite(.judged(by: "tar", "busybox", "dash", "openssl", "shellcheck"), .asRoot)
struct `The script that checks a host` {
  /// What is done to a worker's files, and what the script says of it.
  struct Damage: Sendable, CustomTestStringConvertible {
    let path: String
    let words: String
    let inflict: @Sendable (_ file: String) throws -> Void
    var testDescription: String { "\(path) \(words)" }
  }

  static let damages = [
    Damage(path: "/var/lib/kubelet/kubelet-key.pem", words: "does not hold") { file in
      let flip = #"printf '\001' | dd of="$0" bs=1 seek=40 conv=notrunc 2>/dev/null"#
      try RunCommand("sh", ["-c", flip, file]).run().expecting(0)
    },
    Damage(path: "/var/lib/kubelet/kubelet.pem", words: "is not there") { unlink($0) },
    Damage(path: "/var/lib/kube-proxy/kubeconfig", words: "has mode 644, not 600") {
      chmod($0, 0o644)
    },
    Damage(path: "/etc/kthwctl/check.sh", words: "has mode 4755, not 755") { chmod($0, 0o4755) },
    Damage(path: "/var/lib/kubernetes/ca.pem", words: "belongs to 12:34, not to 0:0") {
      chown($0, 12, 34)
    },
    Damage(path: "/etc/systemd/system/kubelet.service", words: "is a symbolic link") {
      rename($0, $0 + ".moved")
      symlink($0 + ".moved", $0)
    },
    Damage(path: "/etc/containerd/config.toml", words: "is no regular file") {
      unlink($0)
      mkdir($0, 0o755)
    },
    Damage(
      path: "/etc/systemd/system/multi-user.target.wants/kubelet.service",
      words: "leads to /dev/null, not to ../kubelet.service"
    ) {
      unlink($0)
      symlink("/dev/null", $0)
    },
    Damage(path: "/var/lib/kubelet/resolv.conf", words: "is no symbolic link") {
      unlink($0)
      mkdir($0, 0o755)
    },
  ]

  @Test func `every damage is told, each with its file, and nothing else`() throws {
    let bench = try BundleBench()
    try bench.bundle(bench.worker).run().expecting(0)
    for damage in Self.damages {
      bench.scratch.remove("roots")
      let root = try bench.unpack(bench.worker)
      try damage.inflict(bench.scratch.path(root + damage.path))
      for shell in [["dash"], ["busybox", "sh"], ["bash"]] {
        let result = try bench.check(root, with: shell)
        #expect(result.status == 1, "\(damage): \(result)")
        #expect(result.outputLines.count == 1, "\(damage): \(result)")
        let said = result.outputText.hasPrefix("\(damage.path): \(damage.words)")
        #expect(said, "\(damage): \(result)")
      }
    }
    // Which server answers is the host's own affair.
    bench.scratch.remove("roots")
    let root = try bench.unpack(bench.worker)
    let resolver = bench.scratch.path(root + "/var/lib/kubelet/resolv.conf")
    unlink(resolver)
    symlink("/run/systemd/resolve/resolv.conf", resolver)
    try bench.check(root).expecting(0)
  }

  @Test func `an ended certificate is told, in a file and in a kubeconfig`() throws {
    let bench = try BundleBench()
    let host = bench.worker
    try bench.bundle(host).run().expecting(0)
    let root = try bench.unpack(host)
    // The clock of the machine goes on; the files stay as they were.
    let clock = "printf '#!/bin/sh\\necho 2199-01-01T00:00:00Z\\n' >date && chmod 755 date"
    try RunCommand("sh", ["-c", clock]).inside(bench.scratch).run().expecting(0)
    let script = bench.scratch.path(root + "/etc/kthwctl/check.sh")
    let path = "\(bench.scratch.path):\(RunCommand.plainEnvironment["PATH"] ?? "")"
    let late = try RunCommand("dash", [script, root]).inside(bench.scratch)
      .setting("PATH", path).run()
    #expect(late.status == 1)
    let ended = Set(late.outputLines.compactMap { $0.split(separator: ":").first.map(String.init) })
    #expect(
      ended == [
        "/var/lib/kubelet/kubelet.pem", "/var/lib/kubelet/kubeconfig",
        "/var/lib/kube-proxy/kubeconfig", "/var/lib/kubernetes/ca.pem",
      ]
    )
    #expect(late.outputLines.allSatisfy { $0.contains("has a certificate that ended at 20") })

    // One that was made long ago.
    let past = ["--insecure-seed", "past", "--at", "2020-01-01T00:00:00Z"]
    let words = ["generate", "cluster.yaml", "--output", "past", "--credentials-only"] + past
    try RunCommand(RunCommand.kthwctlPath, words).inside(bench.scratch).run().expecting(0)
    let old = try bench.scratch.bytes("past/pki/admin.pem")
    try bench.scratch.write(bench.placed(host, "etc/old.pem"), bytes: old)
    try bench.bundle(host).run().expecting(0)
    _ = try bench.unpack(host)
    let result = try bench.check(root)
    #expect(result.status == 1)
    #expect(result.outputText.hasPrefix("/etc/old.pem: has a certificate that ended at 20"))
  }

  @Test func `a token that ended is told until its host has joined`() throws {
    let bench = try BundleBench { text in
      text.replacing("  # pki:\n", with: "  pki:\n    nodeCredentials: bootstrap\n")
    }
    let host = bench.worker
    try bench.bundle(host).run().expecting(0)
    #expect(try bench.scratch.text("bundles/.kthwctl").hasPrefix("made by kthwctl bundle;"))
    let root = try bench.unpack(host)
    try bench.check(root).expecting(0)
    let secret = try bench.scratch.text("out/manifests/bootstrap-tokens/\(host).yaml")
    let end = secret.split(separator: "\n").first { $0.contains("expiration:") }
      .map { String($0.split(separator: "\"")[1]) }
    let path = "/var/lib/kubelet/bootstrap-kubeconfig"
    let row = try bench.scratch.text(root + "/etc/kthwctl/manifest").split(separator: "\n")
      .first { $0.contains("\t\(path)") }
    #expect(row?.contains("\ttoken=\(end ?? "?")\t") == true, "\(row ?? "")")
    let clock = "printf '#!/bin/sh\necho 2031-01-01T00:00:00Z\n' >date && chmod 755 date"
    try RunCommand("sh", ["-c", clock]).inside(bench.scratch).run().expecting(0)
    let places = "\(bench.scratch.path):\(RunCommand.plainEnvironment["PATH"] ?? "")"
    let script = bench.scratch.path(root + "/etc/kthwctl/check.sh")
    func late() throws -> [String] {
      try RunCommand("dash", [script, root]).inside(bench.scratch).setting("PATH", places).run()
        .outputLines.filter { $0.hasPrefix(path) }.map { String($0) }
    }
    #expect(try late() == ["\(path): has a bootstrap token that ended at \(end ?? "?")"])
    try bench.scratch.write(root + "/var/lib/kubelet/kubeconfig", "{}")
    #expect(try late() == [])
    // A Secret that says nothing of an end, or is none, is no obstacle.
    for text in ["", "kind: Secret\n", secret.replacing("expiration:", with: "x:"), "\u{0}["] {
      try bench.scratch.write("out/manifests/bootstrap-tokens/\(host).yaml", text)
      try bench.bundle(host).run().expecting(0)
      _ = try bench.unpack(host)
      let manifest = try bench.scratch.text(root + "/etc/kthwctl/manifest")
      #expect(!manifest.contains("\ttoken="))
    }
  }

  @Test func `what cannot be told has a status of its own`() throws {
    let bench = try BundleBench(.minimal)
    try bench.bundle(bench.worker).run().expecting(0)
    let root = try bench.unpack(bench.worker)
    let manifest = root + "/etc/kthwctl/manifest"
    for text in ["", "# nothing\n", "x\t644\n"] {
      try bench.scratch.write(manifest, text)
      let result = try bench.check(root)
      #expect(result.status == 2 && result.output == [], "\(result)")
    }
    bench.scratch.remove(manifest)
    #expect(try bench.check(root).status == 2)
  }

  @Test func `shellcheck finds nothing in it, and file names may hold blanks`() throws {
    let bench = try BundleBench(.minimal)
    let odd = "etc/a  b 'c' \"d\" $(e) *\\"
    try bench.scratch.write(bench.placed(bench.worker, odd), "x\n")
    try bench.bundle(bench.worker).run().expecting(0)
    let root = try bench.unpack(bench.worker)
    let script = bench.scratch.path(root + "/etc/kthwctl/check.sh")
    try RunCommand("shellcheck", ["-s", "sh", script]).run().expecting(0)
    try bench.check(root).expecting(0)
    try bench.scratch.write(root + "/" + odd, "y\n")
    let result = try bench.check(root)
    #expect(result.outputText == "/\(odd): does not hold what was delivered\n")
  }
}
