import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `A tutorial's lab` {
  let scratch: ScratchDirectory
  let context: Context

  init() throws {
    scratch = try ScratchDirectory()
    context = FixedContext.context(directory: scratch.path)
  }

  func lab(_ tutorial: TutorialStep.Tutorial = .minimal) throws -> Lab {
    try Lab(tutorial, in: "lab", context: context)
  }

  /// Does the steps up to one, and returns what came of the last.
  @discardableResult
  func run(
    _ tutorial: TutorialStep.Tutorial = .minimal,
    through kind: LabStep.Kind,
    mends: Bool = false
  ) throws -> RunLabStep.Output {
    var output = RunLabStep.Output()
    for step in try lab(tutorial).steps {
      let input = RunLabStep.Input(lab: try lab(tutorial), step: step, mends: mends, workers: 2)
      output = try RunLabStep.run(input, in: context)
      if step.kind == kind { break }
    }
    return output
  }

  func rules(_ output: RunLabStep.Output) -> Set<String> {
    Set(output.check.findings.map(\.rule.id))
  }

  @Test(arguments: TutorialStep.Tutorial.allCases)
  func `has nothing to complain about after any step`(tutorial: TutorialStep.Tutorial) throws {
    var seen = 0
    for step in try lab(tutorial).steps {
      let input = RunLabStep.Input(lab: try lab(tutorial), step: step, workers: 2)
      let output = try RunLabStep.run(input, in: context)
      #expect(output.check.findings.map { "\($0.place): \($0.seen)" } == [], "\(step.title)")
      #expect(output.check.fileCount >= seen)
      seen = output.check.fileCount
      #expect(output.isMade == (step.kind.scopes != nil || step.kind == .description))
      for file in output.files {
        #expect(scratch.has("lab/" + file.path), "\(file.path)")
        #expect(!file.title.isEmpty && !file.title.contains("somebody"), "\(file.path)")
      }
      let again = try RunLabStep.run(input, in: context)
      #expect(!again.isMade && again.writtenCount == 0)
      if let connections = output.connections {
        #expect(connections.count > 5 && connections.failureCount == 0)
      }
    }
  }

  @Test(arguments: TutorialStep.Tutorial.allCases)
  func `makes every machine and every file in one step`(tutorial: TutorialStep.Tutorial) throws {
    let lab = try lab(tutorial)
    let names = LabStep.Kind.allCases.flatMap { Lab.hosts(of: $0, in: lab.spec) }.map(\.name.text)
    #expect(names.sorted() == lab.spec.hosts.map(\.name.text).sorted())
    let made = lab.steps.flatMap { lab.artifacts(of: $0.kind) }.map(\.artifact.path)
    let plan = ClusterPlan(lab.spec)
    let all = (plan.shared + lab.spec.hosts.flatMap { plan.artifacts(for: $0) }).map(\.path)
    #expect(made.sorted() == all.sorted())
    #expect(lab.steps.map(\.number) == Array(1...lab.steps.count))
    #expect(try Lab.steps(of: tutorial) == lab.steps)
  }

  @Test func `goes on where it stopped`() throws {
    try run(through: .certificates)
    #expect(scratch.has("lab/out/pki/admin.pem") && !scratch.has("lab/out/kubeconfigs"))
    let before = try scratch.bytes("lab/out/pki/ca-key.pem")
    let output = try run(through: .connections)
    #expect(output.check.findings.isEmpty)
    #expect(try scratch.bytes("lab/out/pki/ca-key.pem") == before)
  }

  @Test(arguments: [
    ("pki/admin.pem", LabStep.Kind.certificates), ("pki/admin.pem", .workers),
    ("pki/node2-kubelet.pem", .controlPlane), ("kubeconfigs/kube-proxy.kubeconfig", .encryption),
    ("hosts/node1/etc/etcd/etcd.pem", .controlPlane), ("manifests/00-rbac.yaml", .workers),
  ])
  func `misses what somebody took away, and makes it again`(
    path: String,
    kind: LabStep.Kind
  ) throws {
    try run(through: kind)
    scratch.remove("lab/out/" + path)
    let output = try run(through: kind)
    #expect(!output.isMade)
    #expect(rules(output).contains("KTHW-TREE-002"))
    #expect(output.check.findings.contains { $0.place.file == "lab/out/" + path })
    #expect(try run(through: kind, mends: true).check.findings.isEmpty)
    #expect(scratch.has("lab/out/" + path))
  }

  @Test func `sees what somebody changed`() throws {
    try run(through: .controlPlane)
    let unit = "lab/out/hosts/node1/etc/systemd/system/etcd.service"
    try scratch.write(unit, try scratch.text(unit).replacing("--name=node1", with: "--name=x"))
    #expect(!rules(try run(through: .controlPlane)).isEmpty)
    #expect(try run(through: .controlPlane, mends: true).check.findings.isEmpty)
    // A key that is another's.
    let key = try scratch.bytes("lab/out/pki/kube-scheduler-key.pem")
    try scratch.write("lab/out/pki/admin-key.pem", bytes: key, mode: 0o600)
    let findings = try run(through: .controlPlane).check.findings
    #expect(findings.contains { $0.severity == .error && $0.place.file?.contains("admin") == true })
    // A description that was changed after certificates were made of it.
    scratch.remove("lab/out")
    try run(through: .certificates)
    let text = try scratch.text("lab/cluster.yaml")
    try scratch.write("lab/cluster.yaml", text.replacing("192.168.56.11", with: "192.168.56.31"))
    let stale = try run(through: .certificates).check.findings
    #expect(stale.contains { $0.place.file == "lab/out/pki/kube-apiserver.pem" })
    #expect(try run(through: .certificates, mends: true).check.findings.isEmpty)
  }

  @Test func `is not gone on with as another tutorial's`() throws {
    try run(.minimal, through: .description)
    #expect { try lab(.haHAProxy) } throws: { error in
      let error = error as? KTHWError
      return error?.code == .alreadyExists && error?.problems[0].message.contains("minimal") == true
    }
    // One's own description is as good as any.
    let text = try scratch.text("lab/cluster.yaml")
    try scratch.write("lab/cluster.yaml", text + "\n# mine\n")
    #expect(try lab(.haHAProxy).spec.hosts.count == 2)
  }

  @Test func `needs its description`() throws {
    let lab = try lab()
    let input = RunLabStep.Input(lab: lab, step: lab.steps[1])
    #expect { try RunLabStep.run(input, in: context) } throws: {
      ($0 as? KTHWError)?.code == .notFound
    }
    #expect(!scratch.has("lab"))
    try scratch.write("lab/cluster.yaml", "kind: Cluster\n")
    #expect(throws: KTHWError.self) { try self.lab() }
  }

  @Test func `leaves alone what is not its own`() throws {
    try run(through: .description)
    try scratch.write("lab/out/letter.txt", "dear reader")
    #expect(throws: KTHWError.self) { try run(through: .authorities) }
    #expect(scratch.names().filter { $0.hasPrefix("lab/out/") } == ["lab/out/letter.txt"])
  }
}
