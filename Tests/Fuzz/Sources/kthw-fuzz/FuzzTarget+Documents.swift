@testable import KTHWCore

extension FuzzTarget {
  /// Kubeconfigs: written and read again they are the same, in YAML and JSON.
  static let kubeconfig = FuzzTarget(name: "kubeconfig") { input in
    guard let kubeconfig = try? Kubeconfig(reading: input) else { return }
    _ = kubeconfig.findings()
    guard let yaml = try? kubeconfig.yaml() else { fatalError("cannot be written") }
    let bytes = yaml.withUnsafeBytes { Array($0) }
    let again = try? Kubeconfig(reading: bytes)
    demand(again == kubeconfig, "reads back otherwise:\n\(String(decoding: bytes, as: UTF8.self))")
    let json = try? Kubeconfig(reading: Array(kubeconfig.json().utf8))
    demand(json == kubeconfig, "reads back otherwise as JSON:\n\(kubeconfig.json())")
    _ = kubeconfig.pruned()
    _ = try? kubeconfig.split()
    judge(.kubeconfig(kubeconfig), "admin.kubeconfig")
  }

  /// Descriptions of clusters: all that is made of one is well-formed and
  /// stays below the output.
  static let cluster = FuzzTarget(name: "cluster") { input in
    guard let (spec, _) = try? ClusterSpec.reading(input) else { return }
    let plan = ClusterPlan(spec)
    let hosts = Array(spec.hosts.prefix(3))
    for artifact in plan.shared + hosts.flatMap(plan.artifacts) {
      let parts = artifact.path.split(separator: "/", omittingEmptySubsequences: false)
      demand(
        !parts.contains("") && !parts.contains(".") && !parts.contains(".."),
        "\(artifact.path) is outside"
      )
      guard case .rendered(let file, let name) = artifact.content else { continue }
      let host = hosts.first { $0.name.text == name }
      guard let text = try? file.text(for: host, in: spec) else {
        fatalError("\(artifact.path) cannot be rendered")
      }
      look(at: text, of: file)
    }
  }

  private static func look(at text: String, of file: RenderedFile) {
    demand(text.hasSuffix("\n"), "\(file.rawValue) does not end")
    let controls = text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
    demand(!controls, "\(file.rawValue) has control characters")
    if file.isUnit {
      demand(UnitFile(text).strayLines.isEmpty, "\(file.rawValue) has stray lines:\n\(text)")
    } else if file.rawValue.hasSuffix(".yaml") {
      let documents = try? YAMLReader.documents(from: Array(text.utf8))
      demand(documents?.isEmpty == false, "\(file.rawValue) is no YAML:\n\(text)")
    } else if file == .cniConfiguration {
      demand((try? JSONReader.node(from: Array(text.utf8))) != nil, "CNI is no JSON:\n\(text)")
    }
  }

  /// Encryption configurations: written and read again they are the same.
  static let encryption = FuzzTarget(name: "encryption") { input in
    guard let configuration = try? EncryptionConfiguration(text: input) else { return }
    for version in [KubernetesVersion.oldest, .newest] {
      _ = configuration.problems(for: version)
      _ = configuration.doubts(for: version)
    }
    _ = try? configuration.rotationStage()
    let text = configuration.text().withUnsafeBytes { Array($0) }
    let again = (try? EncryptionConfiguration(text: text))?.text().withUnsafeBytes { Array($0) }
    demand(again == text, "reads back otherwise")
    judge(.encryption(configuration), "encryption-config.yaml")
  }
}
