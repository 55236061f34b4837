/// A unit, and the file that it stands in: its own, or a script that writes it.
struct AuditedUnit {
  /// What it says.
  let unit: UnitFile
  /// The file that it stands in, as its user knows it.
  let file: String
  /// The unit's name, such as `etcd.service`, where it has one.
  let name: String
  /// Where it is, or will be, on its machine.
  let machinePath: String?
  /// Whether it ends where its writer meant it to.
  let isWhole: Bool

  /// A unit in a file of its own.
  init(unit: UnitFile, in file: AuditedFile) {
    self.unit = unit
    self.file = file.path
    name = file.name
    machinePath = file.machinePath
    isWhole = true
  }

  /// A unit that a script writes.
  init?(_ document: ShellScript.Document, in file: AuditedFile) {
    let isNamed = document.path?.hasSuffix(".service") == true
    guard isNamed || document.text.hasPrefix("[Unit]") || document.text.contains("\n[Service]\n")
    else { return nil }
    unit = UnitFile(document.text, firstLine: document.firstLine)
    self.file = file.path
    isWhole = document.isEnded
    name = document.path?.split(separator: "/").last.map(String.init) ?? ""
    machinePath = document.path.flatMap { $0.hasPrefix("/") ? $0 : nil }
  }

  /// The programs that it starts.
  var invocations: [ComponentInvocation] {
    let readsMore =
      !unit.values(of: "EnvironmentFile").isEmpty
      || unit.values(of: "Environment").contains { $0.value.contains("ETCD_") }
    return unit.values(of: "ExecStart").compactMap {
      var invocation = ComponentInvocation(words: $0.words, file: file)
      // etcd reads from its environment what flags do not say.
      if readsMore, invocation?.program == .etcd { invocation?.isOpen = true }
      return invocation
    }
  }

  /// The last value of a setting, which is the one that counts.
  func value(of name: String) -> UnitFile.Setting? { unit.values(of: name).last }

  /// A place in it.
  func place(_ mark: SourceMark?, field: String? = nil) -> Place { .file(file, mark, field: field) }
}

extension ShellScript {
  /// The units that it writes.
  func units(in file: AuditedFile) -> [AuditedUnit] {
    documents.compactMap { AuditedUnit($0, in: file) }
  }
}

extension AuditedFile {
  /// The unit that it is, or those that it writes as a script.
  var units: [AuditedUnit] {
    switch content {
    case .unit(let unit): [AuditedUnit(unit: unit, in: self)]
    case .script(let script): script.shell?.units(in: self) ?? []
    default: []
    }
  }
}
