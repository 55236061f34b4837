extension AuditJudges {
  /// Tells what containerd's configuration shows.
  static let judgeContainerd: OfFile = { file, terms, findings in
    guard case .text(.containerd, let text) = file.content else { return }
    let document = ContainerdText(text)
    let release =
      terms.spec?.versions.containerd
      ?? terms.kubernetesVersion.map { ComponentVersions.recommended(for: $0).containerd }
    judgeForm(of: document, release, file, &findings)
    judgeShims(of: document, release, file, &findings)
    for entry in document.entries where entry.path.last == "stream_server_address" {
      let address = IPAddress(strict: entry.value)
      // Nothing at all is the default: 127.0.0.1.
      if entry.value.isEmpty || entry.value == "localhost" || address?.isLoopback == true {
        continue
      }
      findings.add(
        .openStreams,
        at: file.place(entry.mark, field: "stream_server_address"),
        "listens at \(Terminal.quoted(entry.value))"
      )
    }
  }

  private static func judgeForm(
    of document: ContainerdText,
    _ release: ReleaseNumber?,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    let form = document.form
    if let release {
      let newest =
        release < ReleaseNumber(1, 3)
        ? 1 : release < ReleaseNumber(2, 0) ? 2 : release < ReleaseNumber(2, 3) ? 3 : 4
      if form > newest {
        findings.add(
          .newerForm,
          at: file.place(document["version"]?.mark, field: "version"),
          "the version is \(form), and containerd \(release) reads up to \(newest)"
        )
      }
    }
    for (path, mark) in document.tables where path.count > 1 && path[0] == "plugins" {
      guard let expected = expectedForm(of: Array(path.dropFirst())), !expected.contains(form)
      else { continue }
      findings.add(
        .strangeSections,
        at: file.place(mark),
        "\(Terminal.quoted(path[1])) is a section of version \(expected.lowerBound), and the "
          + (document["version"] == nil ? "file says no version" : "file is of version \(form)")
      )
      return
    }
  }

  /// Which forms a section of the runtime interface is of; nil for others.
  private static func expectedForm(of path: [String]) -> ClosedRange<Int>? {
    switch path[0] {
    case "cri": return 1...1
    // Its streams stayed there.
    case "io.containerd.grpc.v1.cri": return path.count > 1 ? 2...2 : 2...Int.max
    case "io.containerd.cri.v1.runtime", "io.containerd.cri.v1.images": return 3...Int.max
    default: return nil
    }
  }

  private static func judgeShims(
    of document: ContainerdText,
    _ release: ReleaseNumber?,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    let old = document.entries.first { entry in
      entry.path.last == "runtime_type" && oldShims.contains(entry.value)
        || entry.path.contains("default_runtime")
    }
    guard let old, let release else { return }
    let place = file.place(old.mark)
    let isShim = oldShims.contains(old.value)
    let what = isShim ? Terminal.quoted(old.value) : "default_runtime"
    if release >= ReleaseNumber(2, 0) {
      findings.add(.deadRuntime, at: place, "\(what) is not there in containerd \(release)")
    } else if release >= ReleaseNumber(1, 3) {
      findings.add(.ageingRuntime, at: place, "\(what) is gone in containerd 2.0")
    }
  }

  private static let oldShims: Set<String> = [
    "io.containerd.runtime.v1.linux", "io.containerd.runc.v1",
  ]
}
