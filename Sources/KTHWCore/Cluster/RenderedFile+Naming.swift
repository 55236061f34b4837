extension RenderedFile {
  /// The file that a user means.
  ///
  /// - Parameters:
  ///   - name: the whole name, `kubelet.service`, or, among units, the
  ///     program's alone, `kubelet`.
  ///   - candidates: which files can be meant.
  /// - Returns: the file.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage`` and the nearest
  ///   name.
  public static func named(
    _ name: String,
    among candidates: [RenderedFile] = allCases
  ) throws -> RenderedFile {
    if let file = candidates.first(where: { $0.rawValue == name || $0.unitName == name }) {
      return file
    }
    let names = candidates.flatMap { [$0.rawValue] + ($0.unitName.map { [$0] } ?? []) }
    throw KTHWError(
      .usage,
      "there is no file named \(Terminal.quoted(name)) in a cluster",
      hint: Spelling.nearest(to: name, among: names).map { "did you mean \($0)?" }
        ?? "kthwctl render --list names them all"
    )
  }

  /// The name of a unit without its suffix; nil for what is no unit.
  public var unitName: String? { isUnit ? String(rawValue.dropLast(".service".count)) : nil }
}
