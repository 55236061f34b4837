import ArgumentParser

extension CommandConfiguration {
  /// A command that does something, somewhere below `kthwctl`.
  ///
  /// It says that it is below: a command that ``NamedCommand`` reads alone
  /// would otherwise be taken for a program of its own, and asked first whether
  /// to print a completion script, a sixth of the shortest start.
  init(leaf name: String, abstract: String, discussion: String = "") {
    self.init(
      commandName: name,
      _superCommandName: Kthwctl.name,
      abstract: abstract,
      discussion: discussion
    )
  }
}
