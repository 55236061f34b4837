@testable import KTHWCore

/// The page `Docs/cluster-yaml.md`, from the table that reading goes by.
enum ClusterReferencePage {
  static var text: String {
    let sections = ["", "spec"] + parents.filter { $0 != "" && $0 != "spec" }
    return [head, sections.map(table).joined(separator: "\n\n"), tail].joined(separator: "\n\n")
  }

  private static let head = """
    # cluster.yaml

    One file describes a cluster; `kthwctl generate cluster.yaml` makes every other file of it. This
    page lists what the file may say. It is made from the table by which the file is read, and a test
    holds it to that.

    The smallest one describes a machine that does everything:

    ```yaml
    \(oneMachine.split(separator: "\n").joined(separator: "\n"))
    ```

    `kthwctl init` writes a longer one with comments; `kthwctl init --like ha-haproxy` and its likes
    have the shapes of well-known tutorials. They lie in [Examples](../Examples) as well.

    Editors that know JSON Schema complete and check while you type. Those with the YAML language
    server take the schema from a first line such as

    ```yaml
    # yaml-language-server: $schema=Docs/ClusterSchema.json
    ```

    ## How it is read

    The file is YAML, or the same as JSON. Reading is strict: a key that nothing reads, a key given
    twice, a value of the wrong type and a value that cannot be are refused, all at once, each with
    line and column, and nothing is made. Of a cluster.yaml with five faults all five are told:

    ```
    \(faults)
    ```

    Then come doubts, about what can be built and may be regretted: an even number of etcd members,
    secrets in plain text, an endpoint that no machine has. They are told and nothing else happens.

    A field that is left out, or null, has its default.
    """

  private static var faults: String {
    let text = """
      apiVersion: kthwctl/v1alpha1
      kind: Cluster
      spec:
        kubernetesVersion: 1.37
        hosts:
        - name: node-1
          address: 10.0.0.5/24
          roles: [etcd, control-plan]
        network:
          podCIDR: 10.32.0.0/16
          dns: 10.32.0.10
      """
    return clusterProblems(text).map { problem in
      problem.description.replacing("c.yaml", with: "cluster.yaml")
        + (problem.hint.map { "\n  hint: " + $0 } ?? "")
    }.joined(separator: "\n")
  }

  // MARK: - Tables

  /// Every mapping that has fields, in the order of the table.
  private static var parents: [String] {
    var seen: [String] = []
    for field in ClusterField.all {
      let parent = field.path.split(separator: ".").dropLast().joined(separator: ".")
      if !seen.contains(parent) { seen.append(parent) }
    }
    return seen
  }

  private static func table(_ path: String) -> String {
    let fields = ClusterField.keys(below: path).compactMap {
      ClusterField.at(path.isEmpty ? $0 : path + "." + $0)
    }
    let rows = fields.map { field in
      let meaning = [field.summary, field.notes].compactMap { $0 }.joined(separator: " ")
      return "| `\(field.key)` | \(words(field.kind)) | \(standard(field)) | \(meaning) |"
    }
    let title = path.isEmpty ? "The whole" : "`\(path)`"
    let heading = [
      "## \(title)", "", "| Field | Holds | Without it | Meaning |", "|---|---|---|---|",
    ]
    return (heading + rows).joined(separator: "\n")
  }

  private static func words(_ kind: ClusterField.Kind) -> String {
    switch kind {
    case .constant(let text): "`\(text)`"
    case .text(let form): words(form)
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .integer(let range): "a number, \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "`true` or `false`"
    case .list(let item): "a list: \(words(item))"
    case .section: "fields"
    case .sections: "a list of fields"
    case .flags: "flags and their values"
    }
  }

  private static func words(_ form: ClusterField.Form) -> String {
    switch form {
    case .plain: "text"
    case .objectName: "a name"
    case .nodeName: "a node's name"
    case .rangeName: "a name with `%d`"
    case .dnsName: "a DNS name"
    case .address: "an IP address"
    case .block: "a CIDR block"
    case .url: "a URL"
    case .socket: "a socket"
    case .duration: "a duration, `8760h` or `365d`"
    case .kubernetesVersion: "a version"
    case .release: "a release"
    case .path: "an absolute path"
    case .resource: "a resource"
    }
  }

  private static func standard(_ field: ClusterField) -> String {
    switch field.standard {
    case .required: "**required**"
    case .text("[]"): "none"
    case .text(let text): "`\(text)`"
    case .derived(let words): words
    case .nothing: field.kind == .section ? "defaults" : "none"
    }
  }

  private static let tail = """
    ## What else is looked at

    - Names: no machine has the name of another, of a range's member or of a kubeconfig that all
      share; more names may be shared by several, as those of a virtual address are.
    - Addresses: no two machines have the same one; none is a loopback, link-local, multicast or
      unspecified address; machines, pods and services have space of their own; all of them are IPv4,
      or all are IPv6. Blocks have no host bits (`10.0.0.5/24`) and numbers no leading zeros
      (`010.0.0.1`), as Kubernetes from 1.36 on demands.
    - Pod blocks: they lie in `network.podCIDR`, do not overlap, and every worker gets one. IPv6
      routes are made for listed machines, not for ranges.
    - Ports: `network.apiServerPort` is no other program's; a machine that is load balancer and
      control plane needs two ports, so there `endpoint` and `apiServerPort` differ.
    - Services: 8 to 1,048,576 addresses; `clusterDNS` is one of them, and neither the first, which
      is the API server's, nor the network's or broadcast address.
    - Certificates: none outlives its authority; `renewBefore` is shorter than `leaf`; a subject has no
      organization, because Kubernetes takes it for a group.
    - Encryption: what the API servers of that version would not take, such as KMS v2 before 1.25.
    - `extraArgs`: programs of a cluster, flags without dashes, values of one line. A flag that names a
      file which is laid out here is taken, and doubted.
    - Flags, fields and file versions follow `kubernetesVersion`: nothing is written that this version
      does not know.

    """
}
