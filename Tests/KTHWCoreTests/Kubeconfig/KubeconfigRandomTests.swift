import Testing

@testable import KTHWCore

@Suite struct `Random kubeconfigs` {
  /// A kubeconfig with strings that are hard to write everywhere.
  private func random(_ generator: inout NodeGenerator) -> Kubeconfig {
    // kubectl folds U+0085 away, so it is not among the characters.
    func text() -> String { generator.string(["\u{2028}", "\u{FEFF}", "\r", "\u{1B}", "y", "n"]) }
    func chance() -> Bool { generator.next() % 3 == 0 }
    var kubeconfig = Kubeconfig(currentContext: text())
    for _ in 0..<Int(generator.next() % 4) {
      var cluster = KubeconfigCluster(server: text(), certificateAuthorityData: Array(text().utf8))
      cluster.insecureSkipTLSVerify = chance()
      cluster.certificateAuthority = text()
      cluster.extensions[text()] = KubeconfigTree.normalised(generator.node())
      kubeconfig.clusters[text()] = cluster
      var user = KubeconfigUser(token: text())
      user.clientKeyData = Array(text().utf8).withUnsafeBytes { SecretBytes(copying: $0) }
      user.impersonatedGroups = chance() ? [text(), text()] : []
      user.impersonatedExtra = chance() ? ["a": [text()], "b": nil, "c": []] : [:]
      if chance() { user.authProvider = AuthProvider(name: text(), config: chance() ? nil : [:]) }
      if chance() {
        user.exec = ExecCredential(
          command: text(),
          arguments: chance() ? nil : chance() ? [] : [text()],
          environment: chance() ? nil : chance() ? [] : [.init(text(), text())]
        )
      }
      kubeconfig.users[text()] = user
      kubeconfig.contexts[text()] = KubeconfigContext(cluster: text(), user: text())
    }
    kubeconfig.preferences.colors = chance()
    if chance() { kubeconfig.extensions[text()] = KubeconfigTree.normalised(generator.node()) }
    return kubeconfig
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what is written reads back as the same, from YAML and from JSON`(seed: UInt64) throws {
    var generator = NodeGenerator(seed: seed)
    let kubeconfig = random(&generator)
    let yaml = try kubeconfig.yaml().withUnsafeBytes { Array($0) }
    let read = try Kubeconfig(reading: yaml, file: "k")
    #expect(read == kubeconfig, "seed \(seed)")
    #expect(try read.yaml().withUnsafeBytes { Array($0) } == yaml)
    #expect(try Kubeconfig(reading: Array(read.json().utf8), file: "k") == kubeconfig)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `an edit twice is the edit once, and merging with nothing is nothing`(seed: UInt64) throws {
    var generator = NodeGenerator(seed: seed)
    let kubeconfig = random(&generator)
    var changes = UserChanges()
    changes.username = generator.string()
    changes.execCommand = generator.string()
    changes.execEnvironment = [.set("A", generator.string()), .remove("B")]
    let edits: [KubeconfigEdit] = [
      .setCluster("c" + generator.string(), ClusterChanges(server: generator.string())),
      .setCredentials("u" + generator.string(), changes),
      .setContext("x", ContextChanges(namespace: generator.string())),
      .set("clusters.a.proxy-url", to: "v" + generator.string()), .unset("users"),
    ]
    for edit in edits {
      let once = try edit.applied(to: kubeconfig)
      #expect(try edit.applied(to: once) == once, "seed \(seed), \(edit)")
    }
    #expect(Kubeconfig(merging: [kubeconfig, Kubeconfig()]) == kubeconfig)
    #expect(Kubeconfig(merging: [kubeconfig, kubeconfig]) == kubeconfig)
    #expect(kubeconfig.redacted().redacted() == kubeconfig.redacted())
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `any bytes are read or refused`(seed: UInt64) throws {
    var generator = NodeGenerator(seed: seed)
    var text = Array(KubeconfigFixture.two.utf8)
    for _ in 0..<Int(1 + generator.next() % 8) {
      let position = Int(generator.next() % UInt64(text.count))
      switch generator.next() % 3 {
      case 0: text[position] = UInt8(truncatingIfNeeded: generator.next())
      case 1: text.removeSubrange(position..<min(text.count, position + 7))
      default: text.insert(contentsOf: Array(generator.string().utf8), at: position)
      }
    }
    do {
      _ = try Kubeconfig(reading: text, file: "k")
    } catch let error as KTHWError {
      #expect(error.problems.first?.place?.file == "k", "seed \(seed)")
    }
  }
}
