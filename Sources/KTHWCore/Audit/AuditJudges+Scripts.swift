extension AuditJudges {
  /// Tells what a script does that its author may regret.
  static let judgeScript: OfFile = { file, _, findings in
    for lapse in file.script?.lapses ?? [] {
      findings.add(lapse.rule, at: file.place(lapse.mark), lapse.seen)
    }
  }
}

extension ScriptLapse {
  /// What a script does that its author may regret.
  static func all(in script: ShellText) -> [ScriptLapse] {
    var lapses: [ScriptLapse] = []
    if let mark = script.interpreter, mark.line > 1 {
      let seen = "#! stands in line \(mark.line)"
      lapses.append(ScriptLapse(rule: .lateInterpreter, mark: mark, seen: seen))
    }
    for line in script.lines {
      for (rule, judge) in judges {
        if let seen = judge(line) {
          lapses.append(ScriptLapse(rule: rule, mark: line.mark, seen: seen))
        }
      }
    }
    return lapses + ofWhole(script)
  }

  private typealias OfLine = @Sendable (ShellText.Line) -> String?

  private static let judges: [(AuditRule, OfLine)] = [
    (.hostsOverwritten, hostsOverwritten), (.wideRights, wideRights),
    (.uncheckedDownload, uncheckedDownload), (.movingTarget, movingTarget),
    (.oldSigner, oldSigner), (.deadSource, deadSource), (.openForwarding, openForwarding),
    (.unreadManifest, unreadManifest), (.splitArguments, splitArguments), (.shellEcho, shellEcho),
    (.weakenedKey, weakenedKey), (.unpackedEverywhere, unpackedEverywhere),
    (.copiedAuthority, copiedAuthority),
  ]

  private static let hostsOverwritten: OfLine = { line in
    let words = line.words
    if line.runs("tee"), words.contains("/etc/hosts"),
      !words.contains(where: { $0 == "-a" || $0 == "--append" || $0 == "-ai" })
    {
      return "tee without -a replaces /etc/hosts"
    }
    let isRedirected = zip(words, words.dropFirst()).contains { $0 == ">" && $1 == "/etc/hosts" }
    return isRedirected || words.contains(">/etc/hosts") ? "> replaces /etc/hosts" : nil
  }

  private static let wideRights: OfLine = { line in
    guard line.runs("chmod") else { return nil }
    return line.words.lazy.compactMap { word -> String? in
      if ["a+w", "o+w", "ugo+w", "a+rwx", "ugo+rwx", "o+rwx", "a=rwx"].contains(word) {
        return word
      }
      guard (3...4).contains(word.count), let mode = Int(word, radix: 8) else { return nil }
      // The sticky bit makes a folder for all of them, as /tmp is.
      let isWide = mode & 0o002 != 0 && mode & 0o1000 == 0
      return isWide || [0o770, 0o660].contains(mode & 0o777) ? word : nil
    }.first.map { "chmod \($0)" }
  }

  private static let uncheckedDownload: OfLine = { line in
    if line.runs("wget"), line.words.contains("--no-check-certificate") {
      return "wget --no-check-certificate takes any certificate"
    }
    guard line.runs("curl") else { return nil }
    let isOff = line.words.contains { word in
      word == "--insecure"
        || word.hasPrefix("-") && !word.hasPrefix("--") && word.contains("k")
          && word.dropFirst().allSatisfy { "ksSfLvOoiIg".contains($0) }
    }
    return isOff ? "curl takes any certificate" : nil
  }

  private static let movingTarget: OfLine = { line in
    guard ["curl", "wget"].contains(where: line.runs) else { return nil }
    return line.words.first { word in
      word.hasSuffix("stable.txt") || word.contains("/stable.txt")
        || word.contains("/releases/latest") || word.contains("/latest/download")
    }.map { "asks for the newest: \(Terminal.quoted($0))" }
  }

  private static let oldSigner: OfLine = { line in
    guard line.text.holds("cfssl.org/R1.") else { return nil }
    return line.words.first { $0.contains("pkg.cfssl.org/R1.") || $0.contains("cfssl.org/R1.2") }
      .map { Terminal.quoted($0) }
  }

  private static let deadSource: OfLine = { line in
    deadSources.first { line.text.holds($0) }.map { "\($0) has no releases any more" }
  }

  private static let deadSources: [StaticString] = [
    "storage.googleapis.com/kubernetes-release", "storage.googleapis.com/kubernetes-the-hard-way",
    "apt.kubernetes.io", "packages.cloud.google.com/apt", "packages.cloud.google.com/yum",
    "pkg.cfssl.org", "cloud.weave.works", "k8s.gcr.io", "gcr.io/google_containers",
    "gcr.io/google-containers", "storage.googleapis.com/gvisor/releases/nightly",
  ]

  private static let openForwarding: OfLine = { line in
    guard ["iptables", "ip6tables"].contains(where: line.runs) else { return nil }
    let words = line.words
    guard words.contains("FORWARD"), words.contains("ACCEPT") else { return nil }
    let limits = ["-s", "-d", "-i", "-o", "-m", "--source", "--destination"]
    return words.contains(where: limits.contains) ? nil : "everything is forwarded"
  }

  private static let unreadManifest: OfLine = { line in
    let words = line.words
    guard line.runs("kubectl"), words.contains("apply") || words.contains("create") else {
      return nil
    }
    let address = words.first { word in
      let value = word.hasPrefix("--filename=") ? word.dropFirst("--filename=".count) : word[...]
      return value.hasPrefix("https://") || value.hasPrefix("http://")
    }
    return address.map { "applies \(Terminal.quoted($0))" }
  }

  private static let splitArguments: OfLine = { line in
    guard line.text.holds("$@") else { return nil }
    var quote: Character?
    var last: Character = " "
    var escaped = false
    for character in line.text {
      if escaped {
        escaped = false
      } else if character == "\\", quote != "'" {
        escaped = true
      } else if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "@", last == "$" {
        return "$@ stands without quotes"
      }
      last = character
    }
    return nil
  }

  private static let shellEcho: OfLine = { line in
    guard line.runs("echo"), !line.words.contains("-e"), !line.words.contains("-ne") else {
      return nil
    }
    let arguments = line.text.text(after: "echo ")
    return arguments.contains("\\n") ? "echo is given \\n" : nil
  }

  private static let weakenedKey: OfLine = { line in
    guard line.runs("tr"), line.text.holds("urandom") || line.text.holds("openssl rand"),
      line.text.holds("base64")
    else { return nil }
    let words = line.words
    guard let index = words.lastIndex(of: "tr"), index + 1 < words.count else { return nil }
    // Taking line ends out changes nothing.
    return words[index + 1] == "-d" ? nil : "tr replaces signs of a random key"
  }

  private static let unpackedEverywhere: OfLine = { line in
    let words = line.words
    let goesToRoot =
      zip(words, words.dropFirst()).contains { ($0 == "-C" || $0 == "--directory") && $1 == "/" }
      || words.contains("--directory=/")
    guard line.runs("tar"), goesToRoot, line.text.holds("containerd") else { return nil }
    return "the bundle goes to /"
  }

  private static let copiedAuthority: OfLine = { line in
    guard ["scp", "rsync", "gcloud"].contains(where: line.runs) else { return nil }
    return line.words.first { word in
      ["ca-key.pem", "ca.key"].contains { word == $0 || word.hasSuffix("/" + $0) }
    }.map { "copies \(Terminal.quoted($0))" }
  }

  /// What only the whole of a script shows.
  private static func ofWhole(_ script: ShellText) -> [ScriptLapse] {
    var lapses: [ScriptLapse] = []
    let checks: [StaticString] = [
      "sha256sum", "sha512sum", "shasum", "sha256", "gpg", "cosign", "minisign", "openssl dgst",
    ]
    if !script.lines.contains(where: { line in checks.contains(where: line.text.holds) }),
      let line = script.lines.first(where: \.downloadsProgram)
    {
      let seen = "nothing checks what is downloaded"
      lapses.append(ScriptLapse(rule: .noChecksum, mark: line.mark, seen: seen))
    }
    let isKept = script.lines.contains {
      $0.text.holds("sysctl.") || $0.text.holds("--system")
    }
    if !isKept, let line = script.lines.first(where: \.setsKernel) {
      let seen = "the setting is written nowhere"
      lapses.append(ScriptLapse(rule: .lostSettings, mark: line.mark, seen: seen))
    }
    return lapses
  }
}

extension ShellText.Line {
  /// Whether it saves a program or an archive from the network.
  fileprivate var downloadsProgram: Bool {
    guard runs("wget") || runs("curl") else { return false }
    let words = words
    let saves =
      runs("wget")
      || words.contains { word in
        word == "--output" || word == "--remote-name"
          || word.hasPrefix("-") && !word.hasPrefix("--")
            && word.dropFirst().contains { "oO".contains($0) }
      }
    let texts = [".txt", ".yaml", ".yml", ".json", ".asc", ".gpg", ".md", ".conf"]
    return saves
      && words.contains { word in
        (word.hasPrefix("https://") || word.hasPrefix("http://"))
          && !texts.contains(where: word.hasSuffix)
      }
  }

  /// Whether it sets a parameter of the kernel.
  fileprivate var setsKernel: Bool {
    let words = words
    guard let index = words.firstIndex(where: { $0 == "sysctl" || $0.hasSuffix("/sysctl") }) else {
      return false
    }
    return words[(index + 1)...].contains { $0.contains("=") && $0.contains(".") }
  }
}

extension String {
  /// What follows the first occurrence of a text; nothing where there is none.
  fileprivate func text(after text: String) -> Substring {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return rest.dropFirst(text.count) }
      rest = rest.dropFirst()
    }
    return rest
  }
}
