/// A flag that a program is started with, and when.
struct Flag: Sendable {
  /// The flag without dashes.
  let name: String
  /// The minor releases of the program that get it.
  let minors: ClosedRange<Int>
  private let condition: @Sendable (Placement) -> Bool
  private let value: @Sendable (Placement) -> String

  /// Describes a flag.
  ///
  /// - Parameters:
  ///   - name: the flag without dashes.
  ///   - first: the first minor release that gets it; nil is every one.
  ///   - last: the last minor release that gets it; nil is every one.
  ///   - condition: on which machines of which clusters.
  ///   - value: what it is set to.
  init(
    _ name: String,
    from first: Int? = nil,
    until last: Int? = nil,
    if condition: @escaping @Sendable (Placement) -> Bool = { _ in true },
    _ value: @escaping @Sendable (Placement) -> String
  ) {
    self.name = name
    minors = (first ?? 0)...(last ?? .max)
    self.condition = condition
    self.value = value
  }

  /// Describes a flag that is always set to the same.
  init(
    _ name: String,
    from first: Int? = nil,
    until last: Int? = nil,
    if condition: @escaping @Sendable (Placement) -> Bool = { _ in true },
    _ value: String
  ) {
    self.init(name, from: first, until: last, if: condition) { _ in value }
  }

  /// Describes a flag that names a file of keys and certificates.
  init(
    _ name: String,
    from first: Int? = nil,
    until last: Int? = nil,
    if condition: @escaping @Sendable (Placement) -> Bool = { _ in true },
    _ file: HostFile
  ) {
    self.init(name, from: first, until: last, if: condition) { $0.path(file) }
  }

  /// What the flag is set to; nil where the program is not to get it.
  func value(minor: Int, at place: Placement) -> String? {
    minors.contains(minor) && condition(place) ? value(place) : nil
  }
}

/// Everything that a program may be started with.
struct FlagTable: Sendable {
  /// The program.
  let program: ComponentProgram
  /// Its flags in the order in which they are written.
  let flags: [Flag]

  /// The program's arguments on a machine: `--name=value`.
  ///
  /// The builder of the cluster has the last word: an extra argument takes
  /// the place of a flag of the same name, and all others follow as they are
  /// written.
  func arguments(at place: Placement) -> [String] {
    let extra = place.spec.extraArguments[program.rawValue] ?? []
    let minor = program.minor(in: place.spec)
    var replaced: Set<String> = []
    var arguments: [String] = []
    for flag in flags {
      guard let value = flag.value(minor: minor, at: place) else { continue }
      // Some flags may be given more than once.
      let others = extra.filter { $0.flag == flag.name }
      if !others.isEmpty { replaced.insert(flag.name) }
      arguments += (others.isEmpty ? [value] : others.map(\.value)).map { "--\(flag.name)=\($0)" }
    }
    let rest = extra.filter { !replaced.contains($0.flag) }
    return arguments + rest.map { "--\($0.flag)=\($0.value)" }
  }

  /// The command that starts the program on a machine, a flag to a line.
  func command(at place: Placement) -> SystemdCommand {
    SystemdCommand(
      program: "\(place.spec.programDirectory)/\(program.rawValue)",
      arguments: arguments(at: place),
      isSpread: true
    )
  }
}
