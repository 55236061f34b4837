/// A position in a text that somebody wrote.
///
/// Lines and columns count from 1. A column counts Unicode scalars, so that
/// an editor's "go to line:column" lands where the message points.
public struct SourceMark: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode scalars.
  public var column: Int

  /// Creates a mark from a line and a column, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The position in the form `line:column`.
  public var description: String { "\(line):\(column)" }

  /// Orders marks as they come in a text.
  public static func < (left: SourceMark, right: SourceMark) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
