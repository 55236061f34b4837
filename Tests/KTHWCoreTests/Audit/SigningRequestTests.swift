import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Requests of kubelets, right and wrong in one point each.
@Suite struct `A kubelet's request for a certificate` {
  static let serving = "kubernetes.io/kubelet-serving"
  static let client = "kubernetes.io/kube-apiserver-client-kubelet"

  /// A request in an object, and what of it is wrong.
  struct Shape: Sendable {
    var attributes: [NameAttribute] = [
      NameAttribute(.organization, "system:nodes"),
      NameAttribute(.commonName, "system:node:node-0"),
    ]
    var extensions: [CertificateExtension]
    var signer: String?
    var usages: [String]
    var user = "system:node:node-0"
    var groups = ["system:nodes", "system:authenticated"]
    var label = "CERTIFICATE REQUEST"
    var version = "v1"
    var name = "csr-abcde"
    var before = ""

    static func names(_ names: SubjectAlternativeName...) -> [CertificateExtension] {
      (try? [.subjectAlternativeName(names)]) ?? []
    }

    static func serving(_ change: (inout Shape) -> Void = { _ in }) -> Shape {
      let address = (try? IPAddress("192.168.26.20")).map { SubjectAlternativeName.ip($0) }
      var shape = Shape(
        extensions: names(.dns("node-0"), address ?? .dns("node-0")),
        signer: `A kubelet's request for a certificate`.serving,
        usages: ["digital signature", "server auth"]
      )
      change(&shape)
      return shape
    }

    static func client(_ change: (inout Shape) -> Void = { _ in }) -> Shape {
      var shape = Shape(
        extensions: [],
        signer: `A kubelet's request for a certificate`.client,
        usages: ["digital signature", "key encipherment", "client auth"],
        user: "system:bootstrap:abcdef",
        groups: ["system:bootstrappers", "system:bootstrappers:kthw:nodes", "system:authenticated"]
      )
      change(&shape)
      return shape
    }

    func der() throws -> [UInt8] {
      let key = try TestKeys.key(.p256)
      let template = RequestTemplate(
        subject: DistinguishedName(attributes: attributes),
        publicKey: key.publicKey,
        extensions: extensions
      )
      return try template.signed(by: OpenSSLSigner(key, using: Engine()))
    }

    func pem() throws -> String { before + PEM.encode(try der(), label: label) }

    func object(status: String = "{}") throws -> String {
      let request = Base64.encode(Array(try pem().utf8))
      let lists = [usages, groups].map { list in
        "[" + list.map { "\"\($0)\"" }.joined(separator: ",") + "]"
      }
      return """
        {"apiVersion": "certificates.k8s.io/\(version)", "kind": "CertificateSigningRequest",
        "metadata": {"name": "\(name)"}, "status": \(status),
        "spec": {"request": "\(request)", "usages": \(lists[0]), "groups": \(lists[1]),
        "username": "\(user)"\(signer.map { ", \"signerName\": \"\($0)\"" } ?? "")}}
        """
    }
  }

  private func judge(_ text: String) throws -> SigningRequestJudgement {
    let found = try ClusterSigningRequest.all(in: Array(text.utf8), file: "csr")
    try #require(found.count == 1)
    let spec = try ClusterFixture.balanced()
    var terms = SigningRequestJudgement.Terms { name in spec.hosts.named(name) }
    terms.owner = { $0 == "abcdef" ? "node-0" : $0 == "fedcba" ? "node-1" : nil }
    return SigningRequestJudgement(found[0], in: terms)
  }

  /// The only reason against a request.
  private func reason(_ shape: Shape) throws -> String {
    let judgement = try judge(shape.object())
    guard case .refuse(let reasons) = judgement.verdict else { return "\(judgement.verdict)" }
    return reasons.joined(separator: "; ")
  }

  static let right: [(String, Shape)] = [
    ("serving", .serving()),
    ("serving, with key encipherment", .serving { $0.usages.append("key encipherment") }),
    ("serving, in capitals", .serving { $0.extensions = Shape.names(.dns("NODE-0")) }),
    ("serving, 1.17", .serving { ($0.version, $0.signer) = ("v1beta1", nil) }),
    ("client, by a token", .client()),
    ("client, by an unknown token", .client { $0.user = "system:bootstrap:zzzzzz" }),
    ("client, 1.17", .client { ($0.version, $0.signer) = ("v1beta1", nil) }),
    (
      "client, by the node",
      .client { ($0.user, $0.groups) = ("system:node:node-0", ["system:nodes"]) }
    ),
  ]

  @Test(arguments: right.map(\.0)) func `that is right may be approved`(name: String) throws {
    let shape = try #require(Self.right.first { $0.0 == name }?.1)
    let judgement = try judge(shape.object())
    #expect(judgement.verdict == .approve)
    #expect(judgement.node == "node-0")
    #expect(judgement.purpose == (name.hasPrefix("serving") ? .serving : .client))
  }

  static let wrong: [(String, Shape)] = [
    (
      "O must be exactly system:nodes, and is \"system:nodes\", \"system:masters\"",
      .serving { $0.attributes.insert(NameAttribute(.organization, "system:masters"), at: 1) }
    ),
    ("O must be exactly system:nodes, and is missing", .serving { $0.attributes.removeFirst() }),
    (
      "O must be exactly system:nodes, and is \"system:Nodes\"",
      .serving { $0.attributes[0].value = "system:Nodes" }
    ),
    (
      "CN must be system:node:NODE, and is \"admin\"; \"system:node:node-0\" asked for another than "
        + "itself",
      .serving { $0.attributes[1].value = "admin" }
    ),
    (
      "CN must be system:node:NODE, and is \"system:node:node-0\", \"system:node:node-0\"",
      .serving { $0.attributes.append($0.attributes[1]) }
    ),
    (
      "the subject has OU, which no kubelet writes",
      .serving { $0.attributes.append(NameAttribute(.organizationalUnit, "x")) }
    ),
    (
      "the cluster has no machine named \"node-9\"",
      .serving { shape in
        shape.attributes[1].value = "system:node:node-9"
        shape.user = "system:node:node-9"
      }
    ),
    (
      "lb is no worker, so no kubelet runs there",
      .serving { shape in
        shape.attributes[1].value = "system:node:lb"
        shape.user = "system:node:lb"
        shape.extensions = Shape.names(.dns("lb"))
      }
    ),
    (
      "\"system:node:node-1\" asked for another than itself",
      .serving { $0.user = "system:node:node-1" }
    ),
    ("\"admin\" asked, who is not that node", .serving { $0.user = "admin" }),
    ("nobody asked, who is not that node", .serving { $0.user = "" }),
    (
      "\"system:bootstrap:abcdef\" asked, who is not that node",
      .serving { $0.user = "system:bootstrap:abcdef" }
    ),
    (
      "\"system:node:node-0\" is not of the group system:nodes",
      .serving { $0.groups = ["system:authenticated"] }
    ),
    ("it asks for no name or address", .serving { $0.extensions = [] }),
    (
      "DNS:kubernetes.default is not one of node-0's names and addresses",
      .serving { $0.extensions = Shape.names(.dns("node-0"), .dns("kubernetes.default")) }
    ),
    (
      "DNS:node-0. is not one of node-0's names and addresses",
      .serving { $0.extensions = Shape.names(.dns("node-0.")) }
    ),
    (
      "DNS:* is not one of node-0's names and addresses",
      .serving { $0.extensions = Shape.names(.dns("*")) }
    ),
    (
      "DNS:192.168.26.20 is not one of node-0's names and addresses",
      .serving { $0.extensions = Shape.names(.dns("192.168.26.20")) }
    ),
    (
      "email:root@node-0 is no DNS name and no address",
      .serving { $0.extensions = Shape.names(.dns("node-0"), .email("root@node-0")) }
    ),
    (
      "URI:https://node-0 is no DNS name and no address",
      .serving { $0.extensions = Shape.names(.dns("node-0"), .uri("https://node-0")) }
    ),
    (
      "it asks for names of other kinds than DNS and IP",
      .serving {
        // DNS:node-0, and the registered ID 1.2.3.
        let value: [UInt8] =
          [0x30, 0x0C, 0x82, 0x06] + Array("node-0".utf8) + [0x88, 0x02, 0x2A, 0x03]
        $0.extensions = [CertificateExtension(.subjectAlternativeName, value: value)]
      }
    ),
    (
      "it asks to be an authority",
      .serving { $0.extensions.append(.basicConstraints(.authority(pathLength: nil))) }
    ),
    (
      "it asks for extensions that no kubelet asks for: 2.5.29.37",
      .serving { $0.extensions.append(.extendedKeyUsage([.clientAuthentication])) }
    ),
    (
      "usages must be digital signature, server auth and at most key encipherment, and are "
        + "\"digital signature\", \"client auth\"",
      .serving { $0.usages = ["digital signature", "client auth"] }
    ),
    (
      "usages must be digital signature, server auth and at most key encipherment, and are "
        + "\"digital signature\", \"server auth\", \"client auth\"",
      .serving { $0.usages.append("client auth") }
    ),
    (
      "usages must be digital signature, server auth and at most key encipherment, and are missing",
      .serving { $0.usages = [] }
    ),
    (
      "the signer is \"kubernetes.io/kube-apiserver-client\"; kubelets ask "
        + "kubernetes.io/kubelet-serving or kubernetes.io/kube-apiserver-client-kubelet",
      .serving { $0.signer = "kubernetes.io/kube-apiserver-client" }
    ),
    (
      "no signer is named; kubelets ask kubernetes.io/kubelet-serving or "
        + "kubernetes.io/kube-apiserver-client-kubelet",
      .serving { $0.signer = nil }
    ),
    (
      "a client's certificate must have no names",
      .client { $0.extensions = Shape.names(.dns("x")) }
    ),
    (
      "the token fedcba was made for node-1",
      .client { $0.user = "system:bootstrap:fedcba" }
    ),
    (
      "\"system:bootstrap:abcdef\" is not of the group system:bootstrappers",
      .client { $0.groups = ["system:authenticated"] }
    ),
    ("\"system:anonymous\" asked, who is not that node", .client { $0.user = "system:anonymous" }),
    (
      "its PEM block is \"NEW CERTIFICATE REQUEST\", and must be CERTIFICATE REQUEST",
      .serving { $0.label = "NEW CERTIFICATE REQUEST" }
    ),
  ]

  @Test(arguments: wrong.map(\.0)) func `that is wrong in one point is refused for it`(
    expected: String
  ) throws {
    let shape = try #require(Self.wrong.first { $0.0 == expected }?.1)
    #expect(try reason(shape) == expected)
  }

  @Test func `must be signed with its own key`() throws {
    var der = try Shape.serving().der()
    der[der.count - 5] ^= 1
    let text = try Shape.serving().object()
    let request = Base64.encode(Array(PEM.encode(der, label: "CERTIFICATE REQUEST").utf8))
    let start = try #require(text.firstRange(of: "\"request\": \"")?.upperBound)
    let end = try #require(text[start...].firstIndex(of: "\""))
    let forged = text[..<start] + request + text[end...]
    guard case .refuse(let reasons) = try judge(String(forged)).verdict else {
      Issue.record("a forged request is approved")
      return
    }
    // A changed octet may break the signature's encoding as well.
    #expect(!reasons.isEmpty)
  }

  @Test(arguments: [
    "", "!!", "YWJj", Base64.encode(Array("-----BEGIN CERTIFICATE REQUEST-----\n".utf8)),
    Base64.encode(
      Array("-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n".utf8)
    ),
  ])
  func `that cannot be read is refused`(request: String) throws {
    let text = """
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: csr-x}
      spec: {signerName: \(Self.serving), request: "\(request)", username: system:node:node-0}
      """
    guard case .refuse(let reasons) = try judge(text).verdict else {
      Issue.record("it is not refused")
      return
    }
    #expect(reasons.count == 1)
  }

  @Test func `with text or a second block around it is refused`() throws {
    for before in ["hello\n", try Shape.serving().pem()] {
      let judgement = try judge(Shape.serving { $0.before = before }.object())
      guard case .refuse = judgement.verdict else {
        Issue.record("it is not refused")
        return
      }
    }
  }

  @Test(arguments: [
    ("Approved", SigningRequestJudgement.Verdict.settled(.approved)),
    ("Denied", .settled(.denied)), ("Failed", .settled(.failed)), ("Other", .approve),
  ])
  func `that was decided is passed over`(
    condition: String,
    verdict: SigningRequestJudgement.Verdict
  ) throws {
    let status = #"{"conditions": [{"type": "\#(condition)", "status": "True"}]}"#
    #expect(try judge(Shape.serving().object(status: status)).verdict == verdict)
    let undone = #"{"conditions": [{"type": "\#(condition)", "status": "False"}]}"#
    #expect(try judge(Shape.serving().object(status: undone)).verdict == .approve)
  }

  @Test func `of somebody else is none of ours`() throws {
    let shape = Shape.serving { shape in
      shape.attributes = [NameAttribute(.commonName, "jane")]
      (shape.signer, shape.user) = ("kubernetes.io/kube-apiserver-client", "admin")
    }
    guard case .foreign = try judge(shape.object()).verdict else {
      Issue.record("it is judged")
      return
    }
  }

  @Test func `is read alone, from lists, of several documents and bare`() throws {
    let (one, two) = (try Shape.serving().object(), try Shape.client { $0.name = "csr-2" }.object())
    func names(_ text: String) throws -> [String?] {
      try ClusterSigningRequest.all(in: Array(text.utf8), file: "csr").map(\.name)
    }
    #expect(try names(one) == ["csr-abcde"])
    #expect(try names("---\n\(one)\n---\n\(two)\n") == ["csr-abcde", "csr-2"])
    let list = #"{"apiVersion": "v1", "kind": "List", "items": [\#(one), \#(two)]}"#
    #expect(try names(list) == ["csr-abcde", "csr-2"])
    let typed = #"""
      {"apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequestList",
      "items": [{"metadata": {"name": "csr-3"}, "spec": {}}]}
      """#
    #expect(try names(typed) == ["csr-3"])
    #expect(try names(#"{"apiVersion": "v1", "kind": "List", "items": []}"#) == [])
    let bare = try judge(Shape.serving().pem())
    #expect(bare.verdict == .approve && bare.request.name == nil && bare.purpose == .serving)
    let client = try judge(Shape.client().pem())
    #expect(client.verdict == .approve && client.purpose == .client)
    guard case .refuse = try judge(Shape.serving { $0.attributes.removeLast() }.pem()).verdict
    else {
      Issue.record("a bare request without a name is approved")
      return
    }
  }

  @Test(arguments: [
    "", "\n", "hello", "kind: Pod\napiVersion: v1\n", "- a", "{", "a: &a [*a]",
    "kind: CertificateSigningRequest\napiVersion: certificates.k8s.io/v2\n",
    "kind: List\nitems: [{kind: Secret}]\n", "-----BEGIN CERTIFICATE REQUEST-----\n",
  ])
  func `is not read from anything else`(text: String) {
    #expect(throws: KTHWError.self) {
      _ = try ClusterSigningRequest.all(in: Array(text.utf8), file: "csr")
    }
  }
}
