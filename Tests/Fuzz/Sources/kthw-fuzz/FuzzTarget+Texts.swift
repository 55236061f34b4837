@testable import KTHWCore

extension FuzzTarget {
  /// Units: what is set can be set in a unit that says nothing else.
  static let unit = FuzzTarget(name: "unit") { input in
    let unit = UnitFile(String(decoding: input, as: UTF8.self))
    var text = ""
    // A name that begins with a bracket may look like a section elsewhere.
    let settings = unit.settings.filter { !$0.name.hasPrefix("[") && !$0.section.contains("\n") }
    for setting in settings {
      _ = setting.words
      text += "[\(setting.section)]\n\(setting.name)=\(setting.value)\n"
    }
    let again = UnitFile(text)
    demand(again.settings.count >= settings.count, "settings are lost:\n\(text)")
    judge(.unit(unit), "kube-apiserver.service")
  }

  /// Scripts, in both ways of reading them.
  static let shell = FuzzTarget(name: "shell") { input in
    let text = String(decoding: input, as: UTF8.self)
    let lines = ShellText(text)
    for line in lines.lines { _ = line.runs("curl") }
    let script = ShellScript(text)
    let length = script.commands.joined().reduce(0) { $0 + $1.text.utf8.count }
    demand(length <= 4_000_000 + 4 * input.count, "\(input.count) bytes of script are \(length)")
    judge(.script(AuditedScript(text)), "setup.sh")
  }

  /// What balancers and containerd read: the first byte says which.
  static let balancer = FuzzTarget(name: "balancer") { input in
    let text = String(decoding: input.dropFirst(), as: UTF8.self)
    switch (input.first ?? 0) % 4 {
    case 0:
      for found in NginxText(text).everywhere("server") { _ = found.directive.value }
      judge(.text(.nginx, text), "nginx.conf")
    case 1:
      let configuration = HAProxyText(text)
      for section in configuration.sections {
        for line in section.lines { _ = line.words.map(HAProxyText.seconds) }
      }
      judge(.text(.haproxy, text), "haproxy.cfg")
    case 2:
      _ = (ContainerdText(text).controlGroups, ContainerdText(text).form)
      judge(.text(.containerd, text), "config.toml")
    default:
      for kind in [AuditedContent.TextKind.hosts, .sysctl, .modules] {
        judge(.text(kind, text), "hosts")
      }
    }
  }

  /// A file of any kind, its path in the first line: recognised, read and
  /// judged.
  static let file = FuzzTarget(name: "file") { input in
    let (path, contents) = firstLine(of: input)
    let bytes = contents.withUnsafeBytes { SecretBytes(copying: $0) }
    let recognized = FileRecognition.recognized(bytes, path: path)
    judge(
      AuditedFile(path: path, machinePath: "/etc/" + path, permissions: 0o644, recognized)
    )
  }

  /// Lines of logs: what is shown of one moves no terminal.
  static let log = FuzzTarget(name: "log") { input in
    let line = String(decoding: input, as: UTF8.self)
    _ = LogExplanation.nearest(to: line)
    for explanation in LogExplanation.of(line) {
      let shown = explanation.commands + [explanation.filled("{user} {name} {host} {file}")]
      for text in shown {
        let controls = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        demand(!controls, "raw controls in \(Array(text.utf8))")
      }
    }
  }
}
