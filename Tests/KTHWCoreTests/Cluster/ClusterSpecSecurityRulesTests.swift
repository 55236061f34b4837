import Testing

@testable import KTHWCore

@Suite struct `Rules for keys and secrets` {
  @Test(arguments: [
    (
      "key: {algo: ed25519}",
      [
        "9:21: spec.pki.key.algo: Kubernetes signs service account tokens with RSA or ECDSA, never "
          + "with ed25519"
      ]
    ),
    (
      "key: {algo: dsa, size: 17}",
      ["9:21: spec.pki.key.algo: expected one of ecdsa, rsa, found \"dsa\""]
    ),
    ("key: {algo: rsa, size: 1024}", ["9:32: spec.pki.key.size: RSA key size 1024 is too small"]),
    ("key: {algo: rsa, size: 8193}", ["9:32: spec.pki.key.size: RSA key size 8193 is too large"]),
    ("key: {size: 255}", ["9:21: spec.pki.key.size: there is no ECDSA curve of 255 bits here"]),
    (
      "subject: {O: acme, CN: x, C: USA, TS: y}",
      [
        "9:22: spec.pki.subject.O: Kubernetes takes an organization for a group that everybody is in",
        "9:32: spec.pki.subject.CN: every certificate has a name of its own",
        "9:38: spec.pki.subject.C: the country \"USA\" is not a code of two letters",
        "9:43: spec.pki.subject: unknown key \"TS\"",
      ]
    ),
    ("subject: {OU: \"\"}", ["9:23: spec.pki.subject.OU: OU has no value"]),
    ("subject: {OU: \"a\\tb\"}", ["9:23: spec.pki.subject.OU: OU has control characters in it"]),
    (
      "subject: {OU: \(String(repeating: "x", count: 65))}",
      ["9:23: spec.pki.subject.OU: OU has more than 64 characters"]
    ),
    (
      "expiry: {ca: 1h, leaf: 2h, renewBefore: 2h}",
      [
        "9:32: spec.pki.expiry.leaf: 2h0m0s is longer than the authorities' own 1h0m0s",
        "9:49: spec.pki.expiry.renewBefore: every run would make all certificates anew: they are "
          + "valid for 2h0m0s",
      ]
    ),
    (
      "expiry: {ca: 59m, leaf: 365, renewBefore: -1h}",
      [
        "9:22: spec.pki.expiry.ca: a certificate that is valid for 59m0s is of no use",
        "9:33: spec.pki.expiry.leaf: expected a string, found a number",
        "9:51: spec.pki.expiry.renewBefore: a time before the end cannot be negative",
      ]
    ),
    ("expiry: {ca: 300y}", ["9:22: spec.pki.expiry.ca: time: invalid duration \"300y\""]),
    ("nodeCredentials: bootstrap", []),
    (
      "nodeCredentials: bootstrap, clusterSigning: false",
      [
        "9:53: spec.pki.clusterSigning: machines ask the cluster for certificates, and nobody there "
          + "would sign them"
      ]
    ),
    (
      "nodeServing: bootsrap",
      [
        "9:22: spec.pki.nodeServing: expected one of certificates, bootstrap, found \"bootsrap\""
      ]
    ),
    (
      "clusterSigning: maybe",
      ["9:25: spec.pki.clusterSigning: expected true or false, found a string"]
    ),
  ])
  func `certificates can be made`(field: String, found: [String]) {
    #expect(problems(after: "  pki: {\(field)}") == found)
  }

  @Test(arguments: [
    ("provider: kms", ["9:15: spec.encryption.kms: the provider kms needs to know its service"]),
    (
      "kms: {name: a, endpoint: \"unix:///a\"}",
      [
        "9:21: spec.encryption.kms: a key management service is described, and the provider is secretbox"
      ]
    ),
    (
      "provider: kms, kms: {name: \"a:b\", endpoint: \"tcp://x\", timeout: 0s}",
      [
        "9:43: spec.encryption.kms.name: a name with a colon is not allowed",
        "9:60: spec.encryption.kms.endpoint: \"tcp://x\" is not a socket",
        "9:80: spec.encryption.kms.timeout: a timeout of 0s is not allowed",
      ]
    ),
    (
      "resources: [Secrets, secrets, secrets, \"*\"]",
      [
        "9:28: spec.encryption.resources[0]: \"Secrets\" is not a resource name",
        "9:46: spec.encryption.resources[2]: \"secrets\" is named twice",
        "9:55: spec.encryption.resources[3]: \"*\" is not allowed",
      ]
    ),
    ("resources: []", ["9:27: spec.encryption.resources: at least one resource is needed"]),
    (
      "provider: secretbx",
      [
        "9:26: spec.encryption.provider: expected one of secretbox, aesgcm, aescbc, kms, none, found "
          + "\"secretbx\""
      ]
    ),
  ])
  func `an API server takes the encryption`(field: String, found: [String]) {
    #expect(problems(after: "  encryption: {\(field)}") == found)
  }

  @Test func `what a version does not know is refused for it`() {
    let old = oneMachine.replacing("1.36", with: "1.24")
    let service =
      "  encryption: {provider: kms, kms: {name: a, endpoint: \"unix:///a\", version: v2}}\n"
    #expect(
      clusterProblems(old + service).map(\.description) == [
        "c.yaml:9:78: spec.encryption.kms.version: v2 needs Kubernetes 1.25"
      ]
    )
    #expect(
      clusterProblems(old + "  encryption: {resources: [\"*.*\"]}\n").map(\.description) == [
        "c.yaml:9:28: spec.encryption.resources[0]: \"*.*\" needs Kubernetes 1.27"
      ]
    )
    #expect(
      clusterProblems(oneMachine + "  versions: {containerd: 1.5.18}\n").map(\.description) == [
        "c.yaml:9:26: spec.versions.containerd: kubelets from 1.26 on need containerd 1.6 or later"
      ]
    )
  }

  @Test func `a key management service speaks what its version speaks by itself`() throws {
    let service = "  encryption: {provider: kms, kms: {name: a, endpoint: \"unix:///a\"}}\n"
    for (version, expected) in [("1.26", KeyService.Version.v1), ("1.27", .v2)] {
      let text = oneMachine.replacing("1.36", with: version) + service
      let spec = try ClusterSpec(reading: Array(text.utf8))
      guard case .keyService(let read) = spec.encryption.provider else {
        Issue.record("\(spec.encryption.provider)")
        continue
      }
      #expect(read.version == expected)
    }
  }

  @Test func `flags are flags of programs that are there`() {
    let lines = """
        extraArgs:
          kube-apiservr: {v: 2}
          etcd: {--v: 2, a b: c, x: "a\\nb", l: [a], m: {}, z: ~}
      """
    #expect(
      problems(after: lines) == [
        "10:5: spec.extraArgs: unknown key \"kube-apiservr\"",
        "11:17: spec.extraArgs.etcd.--v: \"--v\" begins with a dash",
        "11:25: spec.extraArgs.etcd.a b: \"a b\" is not the name of a flag",
        "11:31: spec.extraArgs.etcd.x: the value has line breaks or control characters in it",
        "11:42: spec.extraArgs.etcd.l: expected a string, found a list",
        "11:50: spec.extraArgs.etcd.m: expected a string, found a mapping",
        "11:57: spec.extraArgs.etcd.z: a flag needs a value",
      ]
    )
  }

  @Test(arguments: ["bin", "/", "/usr/../bin", "/usr/local/b in", "/opt/$HOME", "/opt/%n", ""])
  func `programs are in a directory that a unit can name`(directory: String) {
    #expect(
      problems(after: "  programDirectory: \"\(directory)\"") == [
        "9:21: spec.programDirectory: \"\(directory)\" is not a directory for programs"
      ]
    )
  }

  @Test(arguments: ["Prod", "a b", "", "-a", "a/b", String(repeating: "a", count: 254)])
  func `a cluster has a name that an object could have`(name: String) throws {
    let text = oneMachine.replacing("spec:", with: "metadata: {name: \"\(name)\"}\nspec:")
    let found = clusterProblems(text)
    #expect(found.map(\.place?.description) == ["c.yaml:3:18: metadata.name"])
    #expect(found.map(\.code) == [.invalidName])
  }
}
