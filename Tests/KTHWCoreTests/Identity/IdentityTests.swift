import Testing

@testable import KTHWCore

@Suite struct `Identities of components` {
  @Test func `names and aliases are unique`() {
    let names = ComponentIdentity.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [
    ("kube-controller-manager", "system:kube-controller-manager", [String]()),
    ("kube-scheduler", "system:kube-scheduler", []),
    ("scheduler", "system:kube-scheduler", []),
    ("kube-proxy", "system:kube-proxy", []),
    ("admin", "admin", ["system:masters"]),
    ("kubernetes", "kube-apiserver", []),
  ])
  func `a component has the user and groups that Kubernetes binds`(
    name: String,
    user: String,
    groups: [String]
  ) throws {
    let component = try #require(ComponentIdentity.named(name))
    #expect(component.identity() == RBACIdentity(user: user, groups: groups))
  }

  @Test func `a kubelet is system:node:NAME in system:nodes`() throws {
    let kubelet = try #require(ComponentIdentity.named("kubelet"))
    let identity = try kubelet.identity(onNode: NodeName("worker-1.example.org"))
    #expect(
      identity == RBACIdentity(user: "system:node:worker-1.example.org", groups: ["system:nodes"])
    )
    #expect(identity.nodeName == "worker-1.example.org")
  }

  @Test func `only servers and peers need host names`() {
    for component in ComponentIdentity.all where !component.standardNames.isEmpty {
      #expect(component.purpose?.needsHostNames == true)
    }
  }

  @Test func `a service account is a bare key pair`() throws {
    #expect(try #require(ComponentIdentity.named("service-account")).purpose == nil)
  }

  @Test(arguments: [("kube-aproxy", "kube-proxy"), ("kublet", "kubelet"), ("admn", "admin")])
  func `a mistyped component has a nearest name`(typed: String, meant: String) {
    #expect(ComponentIdentity.nearestName(to: typed) == meant)
  }

  @Test func `an elliptic key is never for enciphering keys`() {
    for purpose in CertificatePurpose.allCases where purpose != .authority {
      #expect(purpose.keyUsage(with: .p256) == .digitalSignature)
      #expect(purpose.keyUsage(with: .rsa(bits: 2048)) == [.digitalSignature, .keyEncipherment])
    }
    #expect(CertificatePurpose.authority.keyUsage(with: .p256) == [.certificateSign, .crlSign])
  }
}

@Suite struct `RBAC identities and subjects` {
  private let surroundings = DistinguishedName(attributes: [
    NameAttribute(.country, "IL"), NameAttribute(.locality, "Tel aviv"),
    NameAttribute(.organization, "dropped"), NameAttribute(.organizationalUnit, "Some name"),
  ])

  @Test func `a subject has the groups before the unit and the user last`() {
    let subject = RBACIdentity(user: "admin", groups: ["system:masters"]).subject(in: surroundings)
    #expect(
      subject
        == DistinguishedName(attributes: [
          NameAttribute(.country, "IL"), NameAttribute(.locality, "Tel aviv"),
          NameAttribute(.organization, "system:masters"),
          NameAttribute(.organizationalUnit, "Some name"), NameAttribute(.commonName, "admin"),
        ])
    )
  }

  @Test func `an identity survives its subject`() {
    let identity = RBACIdentity(user: "jane", groups: ["a", "b"])
    #expect(RBACIdentity(identity.subject(in: surroundings)) == identity)
  }

  @Test func `a subject without a common name is nobody`() {
    #expect(RBACIdentity(DistinguishedName(attributes: [NameAttribute(.organization, "x")])) == nil)
  }

  @Test func `system:masters is irrevocable`() {
    #expect(RBACIdentity(user: "x", groups: ["system:masters"]).isIrrevocableAdministrator)
    #expect(!RBACIdentity(user: "x", groups: ["System:masters"]).isIrrevocableAdministrator)
  }

  @Test(
    arguments: [
      ("system:node:n1", ["system:nodes"], "n1"), ("system:node:n1", [], nil),
      ("system:nodes:n1", ["system:nodes"], nil), ("system:node:", ["system:nodes"], nil),
    ] as [(String, [String], String?)]
  )
  func `a node is known by user and group together`(user: String, groups: [String], node: String?) {
    #expect(RBACIdentity(user: user, groups: groups).nodeName == node)
  }
}

@Suite struct `Node names` {
  @Test(arguments: [
    "n", "node-1", "worker.example.org", "10-0-0-1", String(repeating: "a", count: 63),
  ])
  func `a lower-case subdomain is a node name`(text: String) throws {
    #expect(try NodeName(text).text == text)
  }

  @Test(arguments: [
    "", "Node-1", "-a", "a-", "a..b", ".a", "a.", "a_b", "a b", "ä", "a\n", "../x",
    String(repeating: "a", count: 64), String(repeating: "a.", count: 127) + "aa",
  ])
  func `anything else is refused`(text: String) {
    #expect { try NodeName(text) } throws: { ($0 as? KTHWError)?.code == .invalidName }
  }

  @Test func `upper case gets the lower-case name as a hint`() throws {
    let error = try #require(throws: KTHWError.self) { try NodeName("Worker-1") }
    #expect(error.problems[0].hint?.contains("worker-1") == true)
  }
}

@Suite struct `Wrong spellings of identities` {
  /// Subjects as tutorials print them, and what each should have said.
  private static let wrong: [(attributes: [NameAttribute], meant: String)] = [
    (
      [
        NameAttribute(.organization, "system:node"),
        NameAttribute(.commonName, "system:nodes:worker"),
      ], "system:node:worker"
    ),
    (
      [NameAttribute(.organization, "system:node"), NameAttribute(.commonName, "jane")],
      "system:nodes"
    ),
    ([NameAttribute(.commonName, "Kubernetes")], "kubernetes"),
    (
      [
        NameAttribute(.organizationalUnit, "system:nodes"),
        NameAttribute(.commonName, "system:node:n1"),
      ], "O=system:nodes"
    ),
    (
      [NameAttribute(.organization, "system:nodes"), NameAttribute(.commonName, "any-name")],
      "CN=system:node:NAME"
    ),
    ([NameAttribute(.commonName, "kubernetest")], "kubernetes"),
    (
      [
        NameAttribute(.organization, "system:system:kube-scheduler"),
        NameAttribute(.commonName, "system:kube-scheduler"),
      ], "system:kube-scheduler"
    ),
    (
      [NameAttribute(.organization, "system:master"), NameAttribute(.commonName, "admin")],
      "system:masters"
    ),
    (
      [
        NameAttribute(.organization, "system:nodes"),
        NameAttribute(.commonName, "system:node:Node-1"),
      ], "node-1"
    ),
    (
      [NameAttribute(.commonName, "system:kube-controler-manager")],
      "system:kube-controller-manager"
    ),
    (
      [NameAttribute(.organization, "system:nodes"), NameAttribute(.commonName, "system:node:")],
      "system:node:NAME"
    ),
  ]

  @Test(arguments: wrong)
  func `each is recognised and answered with what was meant`(
    attributes: [NameAttribute],
    meant: String
  ) {
    let problems = IdentityMisspelling.problems(in: DistinguishedName(attributes: attributes))
    #expect(problems.contains { $0.hint?.contains(meant) == true }, "\(problems)")
  }

  @Test func `no component of the table is called wrong`() throws {
    let node = try NodeName("node-1")
    for component in ComponentIdentity.all {
      let subject = component.identity(onNode: node).subject()
      #expect(IdentityMisspelling.problems(in: subject).isEmpty, "\(component.name)")
    }
  }

  @Test(arguments: ["jane", "ci-bot", "kube-admin", "system:serviceaccount:a:b", "system:kube-dns"])
  func `ordinary users are left alone`(user: String) {
    let subject = RBACIdentity(user: user, groups: ["developers"]).subject()
    #expect(IdentityMisspelling.problems(in: subject).isEmpty)
  }
}
