extension AuditJudges {
  /// Tells what a file of hosts shows.
  static let judgeHosts: OfFile = { file, terms, findings in
    guard case .text(.hosts, let text) = file.content else { return }
    let lines = HostsText(text).lines
    // A piece that is added to the file needs none of its own.
    if file.name == "hosts", !lines.contains(where: { $0.names.contains("localhost") }) {
      findings.add(.noLocalhost, at: file.place(), "no line names localhost")
    }
    judge(lines, file, terms, &findings)
  }

  /// Against the description; a table of thousands is gone through once.
  private static func judge(
    _ lines: [HostsText.Line],
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    guard let spec = terms.spec, lines.count <= 1000 else { return }
    let listed = Dictionary(
      spec.hosts.listed.map { ($0.name.text, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for line in lines {
      guard let address = IPAddress(strict: line.address), !address.isLoopback else { continue }
      for name in line.names {
        guard let host = listed[name.lowercased()],
          !([host.address] + host.addresses).contains(address)
        else { continue }
        findings.add(
          .doubtfulHost,
          at: file.place(line.mark),
          "\(Terminal.quoted(name)) is \(address) here and \(host.address) in the description"
        )
      }
    }
  }

  /// Tells whether the kernel of a machine does what pods need.
  static let judgeKernel: OfArea = { area, invocations, _, findings in
    var settings: [String: (value: String, place: Place)] = [:]
    var modules: Set<String> = []
    var modulesFile: AuditedFile?
    var settingsFile: AuditedFile?
    for file in area.files {
      switch file.content {
      case .text(.sysctl, let text):
        for setting in SettingsText(text).settings where setting.isOfPods {
          settingsFile = settingsFile ?? file
          settings[setting.key] = (setting.value, file.place(setting.mark, field: setting.key))
        }
      case .text(.modules, let text):
        modulesFile = modulesFile ?? file
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").first ?? "" }
        modules.formUnion(lines.filter { !$0.hasPrefix("#") }.map(String.init))
      default: break
      }
    }
    guard let settingsFile else { return }
    let forwards = ["net.ipv4.ip_forward", "net.ipv4.conf.all.forwarding"].contains {
      settings[$0]?.value == "1"
    }
    let forwardsIPv6 = settings["net.ipv6.conf.all.forwarding"]?.value == "1"
    let bridge = settings["net.bridge.bridge-nf-call-iptables"]
    if !forwards, !forwardsIPv6 {
      let place = settings["net.ipv4.ip_forward"]?.place ?? settingsFile.place()
      findings.add(.noForwarding, at: place, "net.ipv4.ip_forward is not set to 1")
    }
    if bridge?.value != "1" {
      findings.add(
        .noForwarding,
        at: bridge?.place ?? settingsFile.place(),
        "net.bridge.bridge-nf-call-iptables is not set to 1"
      )
    } else if let bridge, area.isComplete || modulesFile != nil, !modules.contains("br_netfilter") {
      findings.add(
        .bridgeModuleMissing,
        at: modulesFile?.place() ?? bridge.place,
        "nothing loads br_netfilter"
      )
    }
  }
}

/// A file of hosts, line by line.
struct HostsText: Sendable {
  /// An address and its names.
  struct Line: Hashable, Sendable {
    let address: String
    let names: [String]
    let mark: SourceMark
  }

  let lines: [Line]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index,
      line in
      let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" || $0 == "\r" }
      guard words.count > 1 else { return nil }
      let names = words.dropFirst().map(String.init)
      let mark = SourceMark(line: index + 1, column: 1)
      return Line(address: String(words[0]), names: names, mark: mark)
    }
  }
}

/// A file of keys and values, as sysctl reads it.
private struct SettingsText {
  struct Setting {
    let key: String
    let value: String
    let mark: SourceMark

    /// Whether it has to do with packets of pods.
    var isOfPods: Bool {
      key.hasPrefix("net.bridge.") || key.hasSuffix(".forwarding") || key.hasSuffix(".ip_forward")
    }
  }

  let settings: [Setting]

  init(_ text: String) {
    settings = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        let content = line.drop { $0 == " " || $0 == "\t" || $0 == "-" }
        guard content.first != "#", content.first != ";", let equals = content.firstIndex(of: "=")
        else { return nil }
        func trimmed(_ text: Substring) -> String {
          String(text.filter { $0 != " " && $0 != "\t" && $0 != "\r" })
        }
        // Slashes may stand for dots.
        let key = trimmed(content[..<equals]).map { $0 == "/" ? "." : $0 }
        let value = trimmed(content[content.index(after: equals)...])
        return Setting(key: String(key), value: value, mark: SourceMark(line: index + 1, column: 1))
      }
  }
}
