/// Reads YAML into ``Node``s, with scalars meaning what kubectl takes them for.
///
/// `yes`, `on` and `y` are booleans, `0x1F` and `1_000` numbers, and anything
/// in quotes is text. Keys become text. Anchors, aliases and merge keys work
/// within ``ReadingLimits/aliasExpansion``. Infinities and NaN are refused,
/// because JSON and with it Kubernetes has no such numbers.
public enum YAMLReader {
  /// What to do where a text goes on after its first document.
  public enum LaterDocuments: Hashable, Sendable {
    /// The text is refused.
    case refuse
    /// The rest is not even looked at; kubectl does this with kubeconfigs.
    case ignore
  }

  /// Reads the first document.
  ///
  /// - Parameters:
  ///   - bytes: the whole text, in UTF-8, with or without byte order mark.
  ///   - file: the name that errors give to the text.
  ///   - duplicateKeys: what to do with a key given twice in one mapping.
  ///   - laterDocuments: what to do where more documents follow.
  ///   - limits: how much is read before the text is refused.
  /// - Returns: the document, or nil where there is none but blanks and
  ///   comments.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``,
  ///   ``KTHWError/Code/duplicateField``, ``KTHWError/Code/limitExceeded`` or
  ///   ``KTHWError/Code/invalidValue``, placed at a line and column.
  public static func node(
    from bytes: [UInt8],
    file: String? = nil,
    duplicateKeys: DuplicateKeys = .refuse,
    laterDocuments: LaterDocuments = .refuse,
    limits: ReadingLimits = ReadingLimits()
  ) throws -> Node? {
    try bytes.withUnsafeBufferPointer { buffer in
      try TextEncoding.check(buffer, file: file, limits: limits)
      var composer = try YAMLComposer(
        buffer,
        file: file,
        duplicateKeys: duplicateKeys,
        limits: limits
      )
      guard let first = try composer.nextDocument() else { return nil }
      guard laterDocuments == .refuse, let mark = try composer.nextDocumentMark() else {
        return first
      }
      throw KTHWError(
        .syntax,
        "a second document begins here, expected one",
        at: Place(file: file, mark: mark),
        hint: "split the text at its \"---\" lines"
      )
    }
  }

  /// Reads every document of a text.
  ///
  /// - Parameters:
  ///   - bytes: the whole text, in UTF-8, with or without byte order mark.
  ///   - file: the name that errors give to the text.
  ///   - duplicateKeys: what to do with a key given twice in one mapping.
  ///   - limits: how much is read before the text is refused; nodes are
  ///     counted through all documents.
  /// - Returns: the documents, in order; an empty one is a null.
  /// - Throws: ``KTHWError`` as ``node(from:file:duplicateKeys:laterDocuments:limits:)``.
  public static func documents(
    from bytes: [UInt8],
    file: String? = nil,
    duplicateKeys: DuplicateKeys = .refuse,
    limits: ReadingLimits = ReadingLimits()
  ) throws -> [Node] {
    try bytes.withUnsafeBufferPointer { buffer in
      try TextEncoding.check(buffer, file: file, limits: limits)
      var composer = try YAMLComposer(
        buffer,
        file: file,
        duplicateKeys: duplicateKeys,
        limits: limits
      )
      var documents: [Node] = []
      while let document = try composer.nextDocument() { documents.append(document) }
      return documents
    }
  }
}
