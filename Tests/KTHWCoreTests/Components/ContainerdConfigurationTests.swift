import KTHWTestSupport
import Testing

@testable import KTHWCore

struct ContainerdConfigurationTests {
  private static let releases = [
    "1.1.0", "1.2.14", "1.3.0", "1.4.13", "1.5.0", "1.6.39", "1.7.28", "2.0.1", "2.1.3", "2.2.0",
    "2.3",
  ]

  private func text(_ release: String) throws -> String {
    var spec = try Shape.haproxy.spec()
    spec.versions.containerd = try ReleaseNumber(release)
    spec.versions.pause = try ReleaseNumber("3.10.2")
    return try #require(try spec.first(.containerdConfiguration))
  }

  @Test(arguments: releases)
  func `no release is given a key that it does not know`(release: String) throws {
    let text = try text(release)
    let numbers = try ReleaseNumber(release).numbers
    let pair = (numbers[0], numbers[1])
    let form = text.contains("\nversion = 3\n") ? 3 : text.contains("\nversion = 2\n") ? 2 : 1
    #expect(form == min(3, ConfigurationFacts.containerdForm(pair)))
    #expect(text.contains("systemd_cgroup") == (form == 1))
    #expect(text.contains("SystemdCgroup = true\n") == (form > 1))
    #expect(text.contains("io.containerd.runtime.v1.linux") == (form == 1))
    #expect(text.contains("io.containerd.grpc.v1.cri") == (form == 2))
    #expect(text.contains("io.containerd.cri.v1.images") == (form == 3))
    #expect(text.contains("config_path") == (pair >= (1, 5)))
    #expect(text.contains("bin_dirs") == (pair >= (2, 1)))
    #expect(text.contains("bin_dir ") == (pair < (2, 1)))
    #expect(!text.contains("stream_server_address"))
  }

  @Test(arguments: KubernetesVersion.knownMinors)
  func `the pause image is the one of the cluster's version`(minor: Int) throws {
    let spec = try Shape.haproxy.spec(minor)
    let text = try #require(try spec.first(.containerdConfiguration))
    #expect(text.contains("= \"registry.k8s.io/pause:\(spec.versions.pause)\"\n"))
  }

  /// What a reader of TOML that is not ours sees, as JSON.
  private func read(_ text: String) throws -> Node {
    let program =
      "import sys, json, tomllib; json.dump(tomllib.loads(sys.stdin.read()), sys.stdout)"
    let result = try RunCommand("python3", ["-c", program]).reading(text).run().expecting(0)
    return try JSONReader.node(from: result.output)
  }

  @Test(.enabled(if: Reader.knowsTOML, "no tomllib"), arguments: releases)
  func `every form says the same`(release: String) throws {
    let node = try read(text(release))
    let plugins = node["plugins"]
    let old = plugins?["cri"] ?? plugins?["io.containerd.grpc.v1.cri"]
    let runtime = old ?? plugins?["io.containerd.cri.v1.runtime"]
    let images = old?["containerd"] ?? plugins?["io.containerd.cri.v1.images"]
    let image = old?["sandbox_image"] ?? images?["pinned_images"]?["sandbox"]
    #expect(image?.text == "registry.k8s.io/pause:3.10.2")
    #expect(images?["snapshotter"]?.text == "overlayfs")
    let network = runtime?["cni"]
    let programs = network?["bin_dir"]?.text ?? network?["bin_dirs"]?.items?.first?.text
    #expect(programs == "/opt/cni/bin")
    #expect(network?["conf_dir"]?.text == "/etc/cni/net.d")
    let runc = runtime?["containerd"]?["runtimes"]?["runc"]
    let groups = runtime?["systemd_cgroup"] ?? runc?["options"]?["SystemdCgroup"]
    #expect(groups == .boolean(true))
  }

  @Test(.enabled(if: Reader.knowsTOML, "no tomllib"))
  func `a table reads back as it was, whatever is in its texts`() throws {
    let texts = [
      "", "plain", "\"", "\\", "a\nb\tc\r", "\u{1}\u{7F}\u{1F}", "é 🙂 \u{2028}", "#", "'''",
    ]
    var table: TOMLTable = ["n": .integer(-3), "f": .boolean(false), "l": .strings(texts)]
    table.entries.append(("empty", [:]))
    table.entries.append(("outer", ["inner": ["x": .integer(1)], "after": .integer(2)]))
    for text in texts { table.entries.append(("k" + text, ["v" + text: .string(text)])) }
    let node = try read(table.text)
    #expect(node["n"] == .integer(-3) && node["f"] == .boolean(false))
    #expect(node["l"]?.items?.map(\.text) == texts)
    #expect(node["empty"] == .mapping([Node.Entry]()))
    #expect(node["outer"]?["inner"]?["x"] == .integer(1) && node["outer"]?["after"] == .integer(2))
    for text in texts { #expect(node["k" + text]?["v" + text]?.text == text) }
  }

  @Test(.judged(by: "containerd")) func `the release that is installed takes its form`() throws {
    let words = try RunCommand("containerd", ["--version"]).run().outputText.split(separator: " ")
    let number = try #require(words.dropFirst(2).first).prefix {
      $0.isNumber || $0 == "." || $0 == "v"
    }
    let installed = try ReleaseNumber(String(number))
    let folder = try ScratchDirectory()
    // Newer releases read older forms; 2.0 has given up the first.
    let older = installed < ReleaseNumber(2, 0) ? ["1.1.0", "1.3.0", "1.5.0"] : ["1.5.0", "2.0.1"]
    for release in [installed.description] + older {
      let file = try folder.write("\(release).toml", text(release))
      let result = try RunCommand("containerd", ["--config", file, "config", "dump"]).run()
      result.expecting(0)
      let quotes = result.outputText.replacing("'", with: "\"")
      #expect(quotes.contains("\"registry.k8s.io/pause:3.10.2\""), "\(result)")
      let groups = release == "1.1.0" ? "systemd_cgroup = true" : "SystemdCgroup = true"
      #expect(quotes.contains(groups), "\(result)")
    }
  }
}

/// Readers of formats that Python has.
enum Reader {
  /// Whether it reads TOML (3.11 and newer).
  static let knowsTOML = knows("tomllib")
  /// Whether it reads YAML (a package of its own).
  static let knowsYAML = knows("yaml")

  private static func knows(_ module: String) -> Bool {
    (try? RunCommand("python3", ["-c", "import \(module)"]).run())?.succeeded == true
  }
}
