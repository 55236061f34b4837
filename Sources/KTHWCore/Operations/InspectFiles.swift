/// Reads certificates, requests and keys, and says what they are.
public enum InspectFiles {
  /// What to read.
  public struct Input: Sendable {
    /// Paths; `-` is standard input.
    public var files: [String]

    /// Creates an input.
    public init(files: [String]) {
      self.files = files
    }
  }

  /// Reads every object of every file.
  ///
  /// - Returns: the objects in the order of the files.
  /// - Throws: ``KTHWError`` with all files that cannot be read or hold
  ///   nothing that can be shown.
  public static func run(_ input: Input, in context: Context) throws -> InspectionReport {
    var problems = Problems()
    var objects: [InspectedObject] = []
    for file in input.files {
      objects += try problems.collect { try InspectedObject.all(in: file, context: context) } ?? []
    }
    try problems.throwIfAny()
    return InspectionReport(objects)
  }
}
