import KTHWTestSupport
import Testing

@testable import KTHWCore

/// A name in cluster.yaml is refused with its field and a reason, or stands
/// in everything that is made exactly as it was written.
@Suite struct `Names in clusters` {
  /// Where a description takes text of its owner's.
  enum Field: CaseIterable {
    case cluster, host, hostname, flag, unit

    var path: String {
      switch self {
      case .cluster: "metadata.name"
      case .host: "spec.hosts[0].name"
      case .hostname: "spec.hosts[0].hostnames[0]"
      case .flag: "spec.extraArgs.kubelet.node-labels"
      case .unit: "spec.pki.subject.OU"
      }
    }
  }

  /// The description of one machine that is everything.
  private func document(_ field: Field, _ name: String) -> Node {
    func text(_ of: Field, _ usual: String) -> Node { .string(of == field ? name : usual) }
    return .mapping([
      "apiVersion": .string("kthwctl/v1alpha1"), "kind": .string("Cluster"),
      "metadata": .mapping(["name": text(.cluster, "usual")]),
      "spec": .mapping([
        "kubernetesVersion": .string("1.36"),
        "endpoint": .string("https://10.0.0.1:6443"),
        "hosts": .sequence([
          .mapping([
            "name": text(.host, "usual-host"), "address": .string("10.0.0.1"),
            "hostnames": .sequence([text(.hostname, "usual.example")]),
            "roles": .sequence(["etcd", "control-plane", "worker"].map(Node.string)),
          ])
        ]),
        "pki": .mapping(["subject": .mapping(["OU": text(.unit, "usual unit")])]),
        "extraArgs": .mapping(["kubelet": .mapping(["node-labels": text(.flag, "a=b")])]),
      ]),
    ])
  }

  /// What stands where the name was written.
  private func meaning(of field: Field, in spec: ClusterSpec) throws -> String? {
    let host = try #require(spec.hosts.first)
    switch field {
    case .cluster: return spec.name
    case .host: return host.name.text
    case .hostname: return host.hostnames.first
    case .flag: return spec.extraArguments["kubelet"]?.last?.value
    case .unit: return spec.pki.subject.first?.value
    }
  }

  @Test func `every name is refused with field and reason, or meant as written`() throws {
    var source = HostileNames(seed: PropertyRun.seed &+ 3)
    var generator = SeededGenerator(seed: PropertyRun.seed)
    let names = source.all(PropertyRun.count(1_500, long: 100_000))
    var accepted = 0
    for name in names {
      let field = Field.allCases.randomElement(using: &generator) ?? .host
      let text = try YAMLWriter.text(document(field, name))
      let spec: ClusterSpec
      do {
        spec = try ClusterSpec(reading: Array(text.utf8), file: "cluster.yaml")
      } catch let error as KTHWError {
        let about = error.problems.filter { $0.place?.field?.hasPrefix(field.path) == true }
        #expect(
          about.contains { !$0.message.isEmpty && $0.place?.mark != nil },
          "KTHW_SEED=\(PropertyRun.seed): \(field) \(name.debugDescription): \(error)"
        )
        let shown = error.description.utf8
        #expect(!shown.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
        continue
      }
      accepted += 1
      let meant = try meaning(of: field, in: spec)
      #expect(
        meant?.utf8.elementsEqual(name.utf8) == true,
        "KTHW_SEED=\(PropertyRun.seed): \(field) \(name.debugDescription) is \(meant ?? "nothing")"
      )
      // Rendering everything takes its time, and most names are alike to it.
      if accepted % (PropertyRun.isLong ? 50 : 5) == 0 || HostileNames.known.contains(name) {
        try judge(spec, field, name)
      }
    }
    #expect(accepted > 100)
    PropertyRun.report("\(names.count) names in cluster.yaml: \(accepted) meant as written")
  }

  private func judge(_ spec: ClusterSpec, _ field: Field, _ name: String) throws {
    let host = try #require(spec.hosts.first)
    let plan = ClusterPlan(spec)
    for artifact in plan.shared + plan.artifacts(for: host) {
      // No path leads out of the tree.
      _ = try TreePath(artifact.path)
      guard case .rendered(let file, _) = artifact.content else { continue }
      let text = try file.text(for: host, in: spec)
      let controls = text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
      #expect(!controls, "\(artifact.path) with \(name.debugDescription)")
      if file.rawValue.hasSuffix(".yaml") {
        #expect(throws: Never.self) { try YAMLReader.documents(from: Array(text.utf8)) }
      } else if file == .kubeletUnit, field == .flag {
        let unit = KTHWCore.UnitFile(text)
        let words = try #require(unit.values(of: "ExecStart").first).words.map(\.text)
        #expect(words.contains { $0.utf8.elementsEqual("--node-labels=\(name)".utf8) }, "\(text)")
      }
    }
    for credential in CertificateCatalog(spec).credentials(of: host) where field == .unit {
      let subject = credential.subject
      #expect(subject.values(of: .organizationalUnit) == [name])
    }
  }
}
