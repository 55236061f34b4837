import Testing

/// A tutorial's certificate commands and what must come of them.
struct Tutorial: Sendable, CustomTestStringConvertible {
  /// One certificate.
  struct Leaf: Sendable {
    let name: String
    let subject: String
    let names: String
  }

  let script: String
  /// Where the files land, with a slash at the end, or empty.
  let folder: String
  let environment: [String: String]
  let authoritySubject: String
  let leaves: [Leaf]

  var testDescription: String { script }

  static let all = [oneNode, twoNodes, labServers]

  static let oneNode = Tutorial(
    script: "one-node.sh",
    folder: "",
    environment: ["WORKER_HOST_IP": "127.0.2.120", "NODE_MAIN_IP": "192.168.1.7"],
    authoritySubject: "C=IL, ST=None, L=Tel aviv, O=Kubernetes, OU=Some name, CN=Kubernetes",
    leaves: leaves(
      place: ("C=IL, ST=None, L=Tel aviv", "Some name"),
      [
        ("worker", "system:nodes", "system:node:worker"),
        ("api", "kubernetes", "Kubernetes"),
      ],
      names: [
        "worker": "DNS:worker, IP Address:127.0.2.120, IP Address:192.168.1.7",
        "api": "DNS:kubernetes.default, IP Address:10.32.0.1, IP Address:192.168.1.7, "
          + "IP Address:127.0.0.1",
      ]
    )
  )

  static let twoNodes = Tutorial(
    script: "two-nodes.sh",
    folder: "certs/",
    environment: [:],
    authoritySubject: "C=US, ST=Oregon, L=Portland, O=Kubernetes, OU=Kubernetes, CN=Kubernetes",
    leaves: leaves(
      place: ("C=US, ST=Oregon, L=Portland", "Kubernetes"),
      [
        ("node1", "system:nodes", "system:node:node1"),
        ("node2", "system:nodes", "system:node:node2"),
        ("kubernetes", "Kubernetes", "kubernetes"),
      ],
      names: [
        "node1": "DNS:node1, IP Address:10.128.15.223",
        "node2": "DNS:node2, IP Address:10.128.15.224",
        "kubernetes": "DNS:master1, DNS:master2, DNS:lb, DNS:localhost, DNS:kubernetes.default, "
          + "IP Address:10.32.0.1, IP Address:10.128.15.221, IP Address:10.128.15.222, "
          + "IP Address:10.128.15.226, IP Address:127.0.0.1",
      ]
    )
  )

  static let labServers = Tutorial(
    script: "lab-servers.sh",
    folder: "",
    environment: [:],
    authoritySubject: "C=US, ST=Oregon, L=Portland, O=Kubernetes, OU=CA, CN=Kubernetes",
    leaves: leaves(
      place: ("C=US, ST=Oregon, L=Portland", "Kubernetes The Hard Way"),
      [
        ("pzolo4c.mylabserver.com", "system:nodes", "system:node:pzolo4c.mylabserver.com"),
        ("pzolo5c.mylabserver.com", "system:nodes", "system:node:pzolo5c.mylabserver.com"),
        ("kubernetes", "Kubernetes", "kubernetes"),
      ],
      names: [
        "pzolo4c.mylabserver.com": "DNS:pzolo4c.mylabserver.com, IP Address:172.31.22.212",
        "pzolo5c.mylabserver.com": "DNS:pzolo5c.mylabserver.com, IP Address:172.31.27.176",
        "kubernetes": "DNS:localhost, DNS:kubernetes.default, DNS:pzolo1c.mylabserver.com, "
          + "DNS:pzolo2c.mylabserver.com, DNS:pzolo3c.mylabserver.com, "
          + "IP Address:10.32.0.1, IP Address:127.0.0.1, IP Address:172.31.22.121, "
          + "IP Address:172.31.29.101, IP Address:172.31.29.90",
      ]
    )
  )

  /// The certificates that every tutorial makes, and its own.
  private static func leaves(
    place: (before: String, unit: String),
    _ own: [(name: String, organization: String, user: String)],
    names: [String: String]
  ) -> [Leaf] {
    let common = [
      ("admin", "system:masters", "admin"),
      (
        "kube-controller-manager",
        "system:kube-controller-manager",
        "system:kube-controller-manager"
      ),
      ("kube-proxy", "system:node-proxier", "system:kube-proxy"),
      ("kube-scheduler", "system:kube-scheduler", "system:kube-scheduler"),
      ("service-account", "Kubernetes", "service-accounts"),
    ]
    return (common + own).map { name, organization, user in
      Leaf(
        name: name,
        subject: "\(place.before), O=\(organization), OU=\(place.unit), CN=\(user)",
        names: names[name] ?? ""
      )
    }
  }
}
