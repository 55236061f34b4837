import KTHWTestSupport
import Testing

/// The kubeconfig chapters of tutorials, typed as they stand there.
@Suite struct KubeconfigTutorialTests {
  static let scripts = [
    "kubeconfig-local.sh", "kubeconfig-balanced.sh", "kubeconfig-machines.sh",
    "kubeconfig-laptop.sh",
  ]

  /// A world in which a script finds a program by the name of kubectl.
  private struct World {
    let scratch: ScratchDirectory
    let result: CommandResult

    init(_ script: String, kubectl: String, file: String = #filePath) throws {
      scratch = try ScratchDirectory()
      try scratch.makeDirectory("bin")
      try scratch.link("bin/kubectl", to: kubectl)
      try scratch.makeDirectory("home")
      for name in ["ca", "admin", "kube-proxy", "kube-controller-manager", "kube-scheduler"]
        + ["node1", "node2"]
      {
        try scratch.write("work/certs/\(name).pem", World.text("CERTIFICATE", name))
        try scratch.write("work/certs/\(name)-key.pem", World.text("PRIVATE KEY", name))
      }
      let folder = file.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Scripts/"
      var command = RunCommand("/bin/bash", [folder + script])
      command.directory = scratch.path("work")
      command.umask = 0o022
      command.environment["HOME"] = scratch.path("home")
      command.environment["PATH"] =
        scratch.path("bin") + ":" + (command.environment["PATH"] ?? "/usr/bin:/bin")
      result = try command.run()
    }

    /// Something that looks like PEM; kubectl does not look closer.
    private static func text(_ label: String, _ name: String) -> String {
      "-----BEGIN \(label)-----\n\(String(repeating: name.uppercased(), count: 30))\n"
        + "-----END \(label)-----\n"
    }

    /// What was printed, and every kubeconfig with its mode.
    var everything: String {
      let files =
        scratch.entries().filter { $0.kind == .file && !$0.name.contains("/certs/") }
        + scratch.entries().filter { $0.name.hasSuffix(".kubeconfig") && $0.name.contains("certs") }
      let texts = files.map { entry in
        "\n==> \(entry.description)\n" + ((try? scratch.text(entry.name)) ?? "")
      }
      let parts = (result.outputText + texts.joined()).split(separator: scratch.path)
      return parts.joined(separator: "/ROOT")
    }
  }

  @Test(arguments: scripts) func `comes out as it came out of kubectl 1.32`(script: String) throws {
    let ours = try World(script, kubectl: RunCommand.kthwctlPath)
    ours.result.expecting(0)
    Golden.expect(ours.everything, matches: "kubeconfig/tutorials/\(script.dropLast(3)).txt")
  }

  @Test(.comparedWithKubectl, arguments: scripts)
  func `comes out as it comes out of kubectl here`(script: String) throws {
    let theirs = try World(script, kubectl: try #require(ReferenceKubectl.path))
    let ours = try World(script, kubectl: RunCommand.kthwctlPath)
    theirs.result.expecting(0)
    #expect(ours.everything == theirs.everything)
    #expect(ours.everything.contains("0600 "))
  }
}
