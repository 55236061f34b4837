/// Where a problem was seen: a file, a position in it, a field, or any of them.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The file as its user named it; `-` is standard input.
  public var file: String?
  /// The position in the file.
  public var mark: SourceMark?
  /// The field, as a path such as `signing.profiles.kubernetes.expiry`.
  public var field: String?

  /// Creates a place from what is known of it.
  public init(file: String? = nil, mark: SourceMark? = nil, field: String? = nil) {
    self.file = file
    self.mark = mark
    self.field = field
  }

  /// A place in a file.
  public static func file(
    _ file: String,
    _ mark: SourceMark? = nil,
    field: String? = nil
  ) -> Place {
    Place(file: file, mark: mark, field: field)
  }

  /// A place known by its field alone; the reader of the file adds the rest.
  public static func field(_ field: String, _ mark: SourceMark? = nil) -> Place {
    Place(mark: mark, field: field)
  }

  /// This place with its file filled in where it had none.
  public func inFile(_ file: String?) -> Place {
    Place(file: self.file ?? file, mark: mark, field: field)
  }

  /// The place as a message begins: `csr.json:4:12: key.size`.
  public var description: String {
    var head = file.map(Terminal.printable) ?? ""
    if let mark {
      head += head.isEmpty ? "line \(mark.line), column \(mark.column)" : ":\(mark)"
    }
    guard let field, !field.isEmpty else { return head }
    let name = Terminal.printable(field)
    return head.isEmpty ? name : head + ": " + name
  }
}
