/// What is kept of an area once it was judged by itself, for judging it
/// against the others.
///
/// Text of thousands of machines is let go of; certificates, keys' public
/// halves and what names others stay.
public struct AreaDigest: Sendable {
  /// What the files had in common.
  public let kind: AuditedArea.Kind
  /// The programs that it starts.
  let invocations: [ComponentInvocation]
  /// The files that may have to do with those of other areas.
  let files: [AuditedFile]
  /// Which of the files the programs are told to use.
  let uses: CredentialUses

  init(_ area: AuditedArea, _ invocations: [ComponentInvocation]) {
    kind = area.kind
    self.invocations = invocations
    uses = CredentialUses(area, invocations)
    files = area.files.filter { file in
      switch file.content {
      case .objects, .kubeconfig, .encryption, .cluster: true
      case .documents(let kind, _): kind != .other
      case .unit, .text, .script, .unreadable, .unknown: false
      }
    }.map(\.digest)
  }

  /// The machine's name, where it is one's.
  var machine: String? { if case .machine(let name) = kind { name } else { nil } }
}
