extension ClusterSpec {
  /// Whether programs of those releases go together.
  func checkPrograms(_ rules: inout ClusterRules) {
    let isPath =
      programDirectory.hasPrefix("/") && programDirectory.utf8.count > 1
      && programDirectory.utf8.allSatisfy(ClusterSpec.isPathOctet)
      && !programDirectory.split(separator: "/").contains { $0 == ".." || $0 == "." }
    if !isPath {
      rules.add(
        .invalidValue,
        "\(Terminal.quoted(programDirectory)) is not a directory for programs",
        at: "spec.programDirectory",
        hint: "write an absolute path of letters, digits, - . _ and /"
      )
    }
    let runtime = ReleaseNumber(1, 6)
    if kubernetesVersion.minor >= 26, versions.containerd < runtime {
      rules.add(
        .unsupported,
        "kubelets from 1.26 on need containerd \(runtime) or later",
        at: "spec.versions.containerd",
        because: ["spec.kubernetesVersion"]
      )
    }
    if versions.etcd.numbers.first != 3 {
      rules.add(.unsupported, "only releases 3.x of etcd are known here", at: "spec.versions.etcd")
    }
  }

  private static func isPathOctet(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._/".utf8.contains(octet)
    }
  }

  /// Whether what is added to command lines can stand there.
  func checkExtraArguments(_ rules: inout ClusterRules) {
    let section = "spec.extraArgs"
    for program in extraArguments.keys.sorted() {
      guard ClusterField.programs.contains(program) else {
        let nearest = Spelling.nearest(to: program, among: ClusterField.programs)
        rules.add(
          .unknownField,
          "\(Terminal.quoted(program)) is no program of a cluster",
          at: section,
          hint: nearest.map { "did you mean \"\($0)\"?" }
            ?? "known here: " + ClusterField.programs.joined(separator: ", ")
        )
        continue
      }
      var seen: Set<String> = []
      for argument in extraArguments[program] ?? [] {
        let path = "\(section).\(program).\(argument.flag)"
        argument.check(&rules, at: path)
        if !seen.insert(argument.flag).inserted {
          rules.add(
            .duplicateField,
            "the flag \(Terminal.quoted(argument.flag)) stands here twice",
            at: path
          )
        }
      }
    }
  }
}

extension ExtraArgument {
  fileprivate func check(_ rules: inout ClusterRules, at path: String) {
    if flag.hasPrefix("-") {
      rules.add(
        .invalidName,
        "\(Terminal.quoted(flag)) begins with a dash",
        at: path,
        hint:
          "write the flag without dashes: \(Terminal.printable(String(flag.drop { $0 == "-" })))"
      )
    } else if !ExtraArgument.isFlag(flag) {
      rules.add(
        .invalidName,
        "\(Terminal.quoted(flag)) is not the name of a flag",
        at: path,
        hint: "write flag and value apart: v: \"2\""
      )
    }
    // A unit's line cannot hold them, and nothing else could be meant.
    if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      rules.add(.invalidValue, "the value has line breaks or control characters in it", at: path)
    } else if value.unicodeScalars.contains(where: \.properties.isNoncharacterCodePoint) {
      rules.add(.invalidValue, "the value has code points in it that are no characters", at: path)
    }
  }

  private static func isFlag(_ flag: String) -> Bool {
    guard let first = flag.utf8.first, first != UInt8(ascii: "-") else { return false }
    return flag.utf8.allSatisfy { octet in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-._".utf8.contains(octet)
      }
    }
  }
}
