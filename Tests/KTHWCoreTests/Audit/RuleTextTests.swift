import Testing

@testable import KTHWCore

/// What every rule says, as it is printed and documented.
@Suite struct `Texts of rules` {
  /// Errors of which no program says anything, and why.
  static let silent: [String: String] = [
    "KTHW-CA-007": "everything works, for whoever takes the machine as well",
    "KTHW-CA-008": "everything works, and every client is root of the store",
    "KTHW-CA-009": "everything works, and every client may claim to be anybody",
    "KTHW-CNI-006": "packets go to the wrong pod, and nobody notices",
    "KTHW-CRI-001": "containerd takes the file and passes over what it does not know",
    "KTHW-ENC-002": "everything works, in plain text",
    "KTHW-ENC-004": "everything works, for whoever reads the backup as well",
    "KTHW-ETCD-002": "everything works, for everybody",
    "KTHW-ETCD-003": "everything works, for everybody",
    "KTHW-FLAG-025": "nothing is refused, which is the fault",
    "KTHW-FLAG-026": "nothing is refused, which is the fault",
    "KTHW-FLAG-027": "nothing is refused, which is the fault",
    "KTHW-FLAG-044": "addresses that nobody answers",
    "KTHW-FLAG-046": "packets go elsewhere, and nobody notices",
    "KTHW-KUBELET-004": "nothing is refused, which is the fault",
    "KTHW-KUBELET-005": "nothing is refused, which is the fault",
    "KTHW-RBAC-005": "nothing is refused, which is the fault",
    "KTHW-TOKEN-006": "everything works, as whoever the file says",
    "KTHW-TOKEN-007": "everything works, for whoever finds the token as well",
    "KTHW-TRUST-001": "everything works, and every client is root of the store",
    "KTHW-USE-007": "everything works, and whoever has its key signs for the cluster",
    "KTHW-TREE-006": "generate tells of each case in words of its own",
  ]

  @Test func `no two rules have one name`() {
    #expect(Set(AuditRule.all.map(\.id)).count == AuditRule.all.count)
    #expect(AuditRule.all.map(\.id) == AuditRule.all.map(\.id).sorted())
  }

  @Test(arguments: AuditRule.all)
  func `a name is KTHW, an area and three digits`(rule: AuditRule) {
    let parts = rule.id.split(separator: "-", omittingEmptySubsequences: false)
    #expect(parts.count == 3)
    #expect(parts.first == "KTHW")
    #expect(rule.area.utf8.allSatisfy { (0x41...0x5A).contains($0) })
    #expect((2...8).contains(rule.area.utf8.count))
    #expect(parts.last?.utf8.count == 3)
    #expect(parts.last?.utf8.allSatisfy { (0x30...0x39).contains($0) } == true)
  }

  @Test(arguments: AuditRule.all)
  func `a title is one clause in lower case`(rule: AuditRule) {
    #expect(!rule.title.isEmpty)
    #expect(rule.title.last != ".")
    #expect(!rule.title.contains("\n"))
    // Names such as Kubernetes, API and OU keep their capitals.
    let first = rule.title.prefix { $0 != " " && $0 != "'" }
    let isName = first.dropFirst().contains(where: \.isUppercase) || Self.names.contains(first)
    let begins = rule.title.first?.isUppercase == true
    #expect(!begins || isName, "\(rule.title)")
  }

  @Test(arguments: AuditRule.all)
  func `reason and remedy are whole sentences`(rule: AuditRule) {
    for text in [rule.reason, rule.remedy] {
      #expect(text.last == ".", "\(text)")
      #expect(!text.contains("\n") && !text.contains("  "), "\(text)")
    }
    #expect(!rule.subject.isEmpty && rule.subject.last != ".")
  }

  @Test(arguments: AuditRule.all.filter { $0.severity == .error })
  func `an error has a line by which programs tell of it, or it is known that none do`(
    rule: AuditRule
  ) {
    #expect(rule.symptoms.isEmpty == (Self.silent[rule.id] != nil), "\(rule.id)")
  }

  @Test(arguments: AuditRule.all)
  func `what programs say is said in one line each`(rule: AuditRule) {
    for symptom in rule.symptoms {
      #expect(!symptom.isEmpty && !symptom.contains("\n"))
    }
  }

  @Test(arguments: AuditRule.all)
  func `every rule names its source`(rule: AuditRule) {
    #expect(rule.source.contains { !$0.isWhitespace })
  }

  private static let names: Set<Substring> = ["Kubernetes", "Secrets", "Weave", "CoreDNS"]
}
