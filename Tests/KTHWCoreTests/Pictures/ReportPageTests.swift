import KTHWTestSupport
import Testing

@testable import KTHWCore

struct ReportPageTests {
  /// A report with a bit of everything in it.
  static func report(naming name: String = "node-1") -> ClusterReport {
    var report = ClusterReport(
      title: "lab",
      pki: PictureFixture.pki,
      talk: PictureFixture.talk,
      timeline: PictureFixture.timeline,
      now: PictureFixture.now
    )
    report.facts = [("Kubernetes", "1.36"), ("endpoint", name)]
    report.hostCount = 3
    report.roles = [("control plane", 1), ("workers", 2)]
    report.files = (12, 10)
    report.problems = [name]
    report.connections = [
      ClusterReport.Connection(
        from: "kubelet on \(name)",
        to: "kube-apiserver",
        dials: "192.168.26.10",
        identity: "",
        count: 2,
        tone: .failing,
        verdict: "fails",
        reasons: [.init(why: "The client refuses: \(name).", change: name, rule: "KTHW-SAN-001")]
      )
    ]
    report.findings = [
      ClusterReport.Finding(
        rule: "KTHW-SAN-001",
        severity: "error",
        tone: .failing,
        title: "a certificate lacks a name",
        reason: "Clients refuse it.",
        places: [.init(place: name, seen: name, remedy: name)],
        omitted: 3
      )
    ]
    report.places = [
      ClusterReport.Place(
        title: name,
        details: ["worker", "192.168.26.21"],
        programs: [ClusterReport.Program(name: "kubelet", file: name, flags: ["--config=\(name)"])],
        files: [
          ClusterReport.File(
            path: "/\(name).pem",
            mode: "0644",
            kind: "private key",
            isSecret: true,
            isOpen: true
          )
        ],
        omittedFiles: 2,
        note: "as it is"
      )
    ]
    return report
  }

  @Test func `a page is written as recorded`() {
    Golden.expect(ReportPage(report: Self.report()).text, matches: "pictures/report.html")
  }

  @Test func `names are no markup in a page`() {
    let page = ReportPage(report: Self.report(naming: PictureFixture.hostile)).text
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;"))
    #expect(!page.unicodeScalars.contains("\u{1B}"))
    #expect(!page.unicodeScalars.contains("\u{202E}"))
    let plain = ReportPage(report: Self.report()).text
    // Not one element or attribute more, whatever the names are.
    for mark in ["<", "=\"", ">"] {
      #expect(page.split(separator: mark).count == plain.split(separator: mark).count)
    }
  }

  @Test func `a page allows nothing to be loaded and nothing to run`() {
    let page = ReportPage(report: Self.report()).text
    #expect(page.contains("default-src &#39;none&#39;"))
    for word in ["<script", "<img", "<link", "<iframe", "url(", "@import", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
  }
}

struct ShownFlagTests {
  @Test(arguments: [
    ("config", "/etc/kubernetes/kubelet.yaml", "--config=/etc/kubernetes/kubelet.yaml"),
    ("token", "abc", "--token=(hidden)"),
    ("bearer-token", "anything", "--bearer-token=(hidden)"),
    ("token-auth-file", "/etc/tokens.csv", "--token-auth-file=/etc/tokens.csv"),
    ("x", "07401b.f395accd246ae52d", "--x=(hidden)"),
    ("x", "v1.36.0", "--x=v1.36.0"),
    ("x", "eyJhbGciOi", "--x=(hidden)"),
    (
      "etcd-servers", "https://root:hunter2@10.0.0.1:2379,https://10.0.0.2:2379",
      "--etcd-servers=https://(hidden)@10.0.0.1:2379,https://10.0.0.2:2379"
    ),
  ])
  func `flags are shown without what is secret in them`(name: String, value: String, shown: String)
  {
    let argument = ComponentInvocation.Argument(name: name, value: value, mark: nil)
    #expect(ShownFlag.text(argument) == shown)
  }
}

struct ReportOperationTests {
  /// A tree of machines that have a unit and a few files.
  private func tree(of count: Int, odd: Int? = nil) throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    try scratch.write("pki/notes.txt", "nothing")
    for number in 1...count {
      let root = "hosts/node-\(number)"
      let unit = "[Service]\nExecStart=/usr/local/bin/kubelet --node-ip=10.0.0.\(number)\n"
      try scratch.write("\(root)/etc/systemd/system/kubelet.service", unit)
      let mode: UInt16 = number == odd ? 0o666 : 0o644
      try scratch.write("\(root)/etc/hosts.d/names", "10.0.0.1 a\n", mode: mode)
    }
    return scratch
  }

  private func page(of scratch: ScratchDirectory) throws -> MakeReport.Output {
    try MakeReport.run(
      MakeReport.Input(paths: [scratch.path], workers: 2),
      in: FixedContext.context()
    )
  }

  @Test func `the same tree gives the same page at the same moment`() throws {
    let scratch = try tree(of: 9)
    let first = try page(of: scratch)
    #expect(try page(of: scratch).html == first.html)
    #expect(first.html.contains("2026-11-21"))
    #expect(first.html.contains("<h3>node-9</h3>"))
  }

  @Test func `beyond fifty hosts those that are alike are one`() throws {
    let few = try page(of: tree(of: 50)).html
    #expect(few.split(separator: "class=\"host\"").count - 1 == 51)
    let many = try page(of: tree(of: 120, odd: 7)).html
    #expect(many.split(separator: "class=\"host\"").count - 1 == 3)
    #expect(many.contains("node-1 … node-120 (119)"))
    #expect(many.contains("<h3>node-7</h3>"))
    #expect(many.contains("The flags are those of node-1."))
    #expect(many.utf8.count < few.utf8.count)
  }

  @Test func `a folder of which nothing is known gives a page as well`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("<b>&amp;.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n")
    try scratch.write("kubeconfig", "{apiVersion: v1, kind: Config, users: [")
    let page = try page(of: scratch)
    #expect(page.fileCount == 2)
    #expect(page.html.contains("&lt;b&gt;&amp;amp;.pem"))
    #expect(page.html.contains("No certificate was found."))
    let empty = try ScratchDirectory()
    #expect(try self.page(of: empty).fileCount == 0)
  }
}

struct CertificateForestTests {
  @Test func `certificates that claim to have signed each other still make a tree`() {
    let pair = [("a", "b"), ("b", "a"), ("leaf", "a"), ("lost", "nobody")].map { name, issuer in
      credential(name, signedBy: issuer, isAuthority: name.count == 1)
    }
    let forest = CertificateForest(pair)
    #expect(forest.roots == [0])
    #expect(forest.children == [0: [1, 2]])
    #expect(forest.orphans.map(\.name) == ["nobody"])
    #expect(forest.orphans.first?.certificates == [3])
  }

  @Test func `of an authority that was renewed the later one has the certificates`() {
    let all = [
      credential("ca", signedBy: "ca", isAuthority: true),
      credential("ca", signedBy: "ca", isAuthority: true), credential("x", signedBy: "ca"),
    ]
    let forest = CertificateForest(all)
    #expect(forest.roots == [0, 1])
    #expect(forest.children == [1: [2]])
  }

  @Test func `a very long chain is no trouble`() {
    let chain = (0..<3000).map {
      credential("c\($0)", signedBy: "c\(max(0, $0 - 1))", isAuthority: true)
    }
    let report = ExpiryReport(
      credentials: chain,
      problems: [],
      fileCount: 1,
      now: PictureFixture.now
    )
    #expect(PKIPicture(report, renewing: 1).roots.count <= 41)
  }

  private func credential(
    _ name: String,
    signedBy issuer: String,
    isAuthority: Bool = false
  ) -> ExpiringCredential {
    let lineage = CertificateLineage(
      name: name,
      issuer: issuer,
      isAuthority: isAuthority,
      subjectName: Array(name.utf8),
      issuerName: Array(issuer.utf8),
      subjectKey: nil,
      issuerKey: nil
    )
    return ExpiringCredential(
      kind: .certificate,
      role: CertificateRole(RBACIdentity(user: name, groups: [])),
      subject: "CN=\(name)",
      begins: PictureFixture.now,
      ends: PictureFixture.now.adding(seconds: 86_400),
      fingerprint: name,
      locations: [],
      lineage: lineage
    )
  }
}
