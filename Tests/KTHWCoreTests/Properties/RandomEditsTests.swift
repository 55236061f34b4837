import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Edits of kubeconfigs with names by chance: twice is once, and what touches
/// different things may come in any order.
@Suite struct `Random edits` {
  private func bytes(_ kubeconfig: Kubeconfig) throws -> [UInt8] {
    try kubeconfig.yaml().withUnsafeBytes { Array($0) }
  }

  private func edits(_ names: inout HostileNames, suffix: String) -> [KubeconfigEdit] {
    var changes = UserChanges()
    changes.token = names.nextPrintable()
    return [
      .setCluster(
        names.nextPrintable() + suffix,
        ClusterChanges(server: names.nextPrintable(), tlsServerName: names.nextPrintable())
      ),
      .setCredentials(names.nextPrintable() + suffix, changes),
      .setContext(
        names.nextPrintable() + suffix,
        ContextChanges(
          cluster: names.nextPrintable(),
          user: names.nextPrintable(),
          namespace: names.nextPrintable()
        )
      ),
    ]
  }

  @Test func `edits are idempotent, and commute where they touch different things`() throws {
    var names = HostileNames(seed: PropertyRun.seed &+ 4)
    let rounds = PropertyRun.count(150, long: 10_000)
    var kubeconfig = Kubeconfig()
    for round in 0..<rounds {
      if round % 20 == 0 { kubeconfig = Kubeconfig() }
      // The suffixes keep the two groups apart.
      let all = edits(&names, suffix: "1") + edits(&names, suffix: "2")
      for edit in all {
        let once = try edit.applied(to: kubeconfig)
        let twice = try edit.applied(to: once)
        #expect(try bytes(twice) == bytes(once), "KTHW_SEED=\(PropertyRun.seed): \(edit)")
      }
      let forwards = try all.reduce(kubeconfig) { try $1.applied(to: $0) }
      let backwards = try all.reversed().reduce(kubeconfig) { try $1.applied(to: $0) }
      #expect(try bytes(forwards) == bytes(backwards), "KTHW_SEED=\(PropertyRun.seed): \(all)")
      // What was written is what was meant.
      let read = try Kubeconfig(reading: bytes(forwards))
      #expect(read == forwards)
      kubeconfig = forwards
    }
    PropertyRun.report("\(rounds) rounds of six random edits, forwards and backwards")
  }
}
