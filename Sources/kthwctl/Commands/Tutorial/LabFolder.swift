import KTHWCore

/// Where a lab is made of which nobody said where.
enum LabFolder {
  /// A folder of the user's own that may be thrown away at any time, and that
  /// the next run finds again.
  ///
  /// Of `/tmp` anybody could have taken the name before, and there are keys
  /// in it.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage`` where the user has
  ///   no home.
  static func usual(
    for tutorial: TutorialStep.Tutorial,
    _ environment: (String) -> String?
  ) throws -> String {
    let own = "kthwctl/tutorial/\(tutorial.starter.rawValue)"
    // Relative ones are to be ignored (XDG Base Directory Specification 0.8).
    if let cache = environment("XDG_CACHE_HOME"), cache.hasPrefix("/") { return "\(cache)/\(own)" }
    guard let home = environment("HOME"), home.hasPrefix("/") else {
      throw KTHWError(
        .usage,
        "HOME says no folder for the lab",
        hint: "name one with --folder"
      )
    }
    return "\(home)/.cache/\(own)"
  }
}
