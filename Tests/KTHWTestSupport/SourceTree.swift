/// The package's own files, which tests read and scripts of which they run.
public enum SourceTree {
  /// The absolute path of something in the package.
  ///
  /// - Parameter name: the path from the package's folder, as
  ///   `Tests/Scripts/judge-tree.sh`.
  /// - Returns: the path.
  public static func path(_ name: String) -> String {
    // …/Tests/KTHWTestSupport/SourceTree.swift
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/" + name
  }
}
