@testable import KTHWCore

extension FuzzTarget {
  /// JSONPath templates, on a kubeconfig with something of everything.
  static let jsonpath = FuzzTarget(name: "jsonpath") { input in
    guard let path = try? JSONPath(String(decoding: input, as: UTF8.self)) else { return }
    _ = try? path.text(of: sample)
    _ = try? path.text(of: sample, allowsMissingKeys: false)
    _ = try? path.json(of: sample)
  }

  /// Go templates, likewise.
  static let gotemplate = FuzzTarget(name: "gotemplate") { input in
    guard let template = try? GoTemplate(String(decoding: input, as: UTF8.self)) else { return }
    _ = try? template.text(of: sample)
    _ = try? template.text(of: sample, allowsMissingKeys: false)
  }

  private static let sample: Kubeconfig = {
    let text = """
      apiVersion: v1
      kind: Config
      clusters: [{name: a, cluster: {server: "https://a:6443"}}, {name: b, cluster: {server: x}}]
      contexts: [{name: c, context: {cluster: a, user: d, namespace: kube-system}}]
      users: [{name: d, user: {token: t}}, {name: e, user: {exec: {command: f, args: [g]}}}]
      current-context: c
      """
    guard let kubeconfig = try? Kubeconfig(reading: Array(text.utf8)) else {
      fatalError("the sample cannot be read")
    }
    return kubeconfig
  }()

  /// What cfssl is asked for.
  static let cfsslRequest = FuzzTarget(name: "cfssl-request") { input in
    guard let request = try? CFSSLRequest(json: input) else { return }
    _ = try? request.names()
    _ = try? request.keySpecification()
    _ = try? request.refuseAuthority()
    guard let subject = try? request.subject() else { return }
    _ = (subject.der, subject.description)
  }

  /// By which rules cfssl signs.
  static let cfsslPolicy = FuzzTarget(name: "cfssl-policy") { input in
    guard let policy = try? SigningPolicy(json: input) else { return }
    for name in ["", "kubernetes", "server"] { _ = try? policy.profile(named: name) }
  }

  /// What cfssl printed, as cfssljson takes it.
  static let cfssljson = FuzzTarget(name: "cfssljson") { input in
    let json = input.withUnsafeBytes { SecretBytes(copying: $0) }
    for isBare in [true, false] {
      guard let files = try? CFSSLFiles(json: json, isBare: isBare) else { continue }
      for file in files.files { _ = (file.name(base: "ca"), file.standardOutput) }
    }
  }

  /// Patterns of Go: the first line is one, the rest is held against it.
  static let pattern = FuzzTarget(name: "pattern") { input in
    let (source, text) = firstLine(of: input)
    guard let pattern = try? GoPattern(source) else { return }
    _ = pattern.matches(String(decoding: text, as: UTF8.self))
  }

  /// Short texts: whatever is read as one of them is written as it is read.
  static let names = FuzzTarget(name: "names") { input in
    let text = String(decoding: input, as: UTF8.self)
    if let address = try? IPAddress(text) {
      demand((try? IPAddress(address.description)) == address, "\(text) is \(address)")
    }
    if let block = try? CIDRBlock(text) {
      demand((try? CIDRBlock(block.description)) == block, "\(text) is \(block)")
    }
    if let duration = try? GoDuration(text) {
      demand((try? GoDuration(go: duration.description)) == duration, "\(text) is \(duration)")
    }
    if let moment = try? Timestamp(rfc3339: text) {
      demand((try? Timestamp(rfc3339: moment.rfc3339)) == moment, "\(text) is \(moment.rfc3339)")
    }
    if let version = try? KubernetesVersion(text) {
      demand((try? KubernetesVersion(version.description)) == version, "\(text) is \(version)")
    }
    if let name = try? SubjectAlternativeName(classifying: text) { _ = name.description }
    if let name = try? DistinguishedName(openSSLSubject: text) {
      demand(!name.description.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "raw controls")
      _ = name.der
    }
    _ = try? NodeName(text)
    _ = FlagURL(text)
    _ = try? GoURL(request: text)
    _ = try? GoURL(reference: text)
    _ = GoMailAddress(text)
    let shown = Terminal.printable(text)
    demand(!shown.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "raw controls")
  }
}
