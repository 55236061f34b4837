import KTHWCore
import KTHWTestSupport
import Testing

/// `render` and `unit` print the bytes that `generate` writes.
@Suite struct `kthwctl render` {
  @Test func `prints every file of --list as generate writes it`() throws {
    let bench = try ClusterBench(.haHAProxy)
    let list = try bench.command(["render", "--list"]).run().expecting(0)
    let names = list.outputLines.dropFirst().compactMap { line in
      line.split(separator: " ").first.map(String.init)
    }
    #expect(names == RenderedFile.allCases.map(\.rawValue))
    // Between them these have every file there is.
    let variants: [(old: String, new: String)] = [
      ("network:", "network:"),
      ("kind: haproxy", "kind: nginx\n    healthProxy: true"),
      ("podNetwork: routes", "podNetwork: flannel"),
    ]
    var missing = Set(names)
    for variant in variants {
      try bench.describe(ClusterStarter.haHAProxy.text(kubernetesVersion: .newest))
      try bench.change(variant.old, to: variant.new)
      try bench.generate("--output", "tree").expecting(0)
      let spec = try ClusterSpec(reading: bench.scratch.bytes("cluster.yaml"), file: "cluster.yaml")
      for file in RenderedFile.allCases where missing.contains(file.rawValue) {
        guard let host = spec.hosts.first(where: { file.belongs(on: $0, in: spec) }) else {
          continue
        }
        let path = file.path(in: spec.layout)
        let place = file.isClusterWide ? "manifests/\(path)" : "hosts/\(host.name)\(path)"
        let command = file.isUnit ? "unit" : "render"
        let which = file.isClusterWide ? [] : ["--host", host.name.text]
        let name = file.unitName ?? file.rawValue
        let printed = try bench.command([command, name, "-f", "cluster.yaml"] + which).run()
          .expecting(0)
        #expect(try printed.output == bench.scratch.bytes("tree/" + place), "\(file.rawValue)")
        #expect(printed.errors.isEmpty)
        missing.remove(file.rawValue)
      }
    }
    #expect(missing == [])
  }

  @Test func `says what is missing, and the nearest name`() throws {
    let bench = try ClusterBench(.minimal)
    let wrong = [
      (["unit", "kubelt", "--host", "node1"], "did you mean"),
      (["render", "00-rbac.yml"], "did you mean 00-rbac.yaml?"),
      (["unit", "kubelet", "--host", "nod1"], "did you mean node1?"),
      (["unit", "kubelet"], "--host"),
      (["render"], "--list"),
      (["render", "--list", "00-rbac.yaml"], "--list"),
    ]
    for (arguments, words) in wrong {
      let result = try bench.command(arguments).run().expecting(64)
      #expect(result.output.isEmpty)
      #expect(result.errorText.contains(words), "\(result)")
    }
  }
}
