extension AuditRule {
  /// What the rules of an area are about, as a heading.
  ///
  /// - Parameter area: such as `SAN`.
  /// - Returns: the heading; nil for an area that there is not.
  public static func areaTitle(of area: String) -> String? { areaTitles[area] }

  private static let areaTitles = [
    "FILE": "Files as such"
  ]
}
