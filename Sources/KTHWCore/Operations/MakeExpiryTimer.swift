/// Makes the units by which systemd looks every day for what ends.
public enum MakeExpiryTimer {
  /// What the units shall do.
  public struct Input: Sendable {
    /// The absolute path of kthwctl.
    public var program: String
    /// What is looked at.
    public var paths: [String]
    /// How soon is soon, as it is written: `30d` or `33%`.
    public var window: String
    /// Where metrics are written; nil writes none.
    public var metricsFile: String?
    /// The directory for the units, which must exist; nil only makes them.
    public var directory: String?

    /// Creates an input.
    public init(
      program: String,
      paths: [String],
      window: String,
      metricsFile: String? = nil,
      directory: String? = nil
    ) {
      self.program = program
      self.paths = paths
      self.window = window
      self.metricsFile = metricsFile
      self.directory = directory
    }
  }

  /// A unit.
  public struct Unit: Hashable, Sendable {
    /// The file's name.
    public let name: String
    /// Its text.
    public let text: String
  }

  /// Makes the units, and writes them where they shall go.
  ///
  /// The service ends with kthwctl's own status: it has failed where
  /// something has ended or ends soon, or where a file cannot be read.
  /// - Parameters:
  ///   - input: what they shall do.
  ///   - context: the world.
  /// - Returns: the service and the timer.
  /// - Throws: ``KTHWError`` where a path cannot stand in a unit, or cannot be
  ///   written.
  public static func run(_ input: Input, in context: Context) throws -> [Unit] {
    _ = try ExpiryWindow(input.window)
    guard !input.paths.contains("-") else {
      throw KTHWError(.usage, "a timer has no standard input", hint: "name files and folders")
    }
    var absolute = input
    absolute.paths = try input.paths.map { try MakeExpiryTimer.absolute($0, context) }
    absolute.metricsFile = try input.metricsFile.map { try MakeExpiryTimer.absolute($0, context) }
    let units = [
      Unit(name: "\(name).service", text: try service(absolute)),
      Unit(name: "\(name).timer", text: try timer()),
    ]
    if let directory = input.directory {
      let files = units.map { unit in
        OutputFile(TreePath.join(directory, unit.name), .text(unit.text), mode: .everyoneReads)
      }
      try FileWriter.write(files, context: context)
    }
    return units
  }

  private static let name = "kthwctl-expiry"

  private static func absolute(_ path: String, _ context: Context) throws -> String {
    path.hasPrefix("/") ? path : TreePath.join(try WorkingDirectory.path(context), path)
  }

  private static func service(_ input: Input) throws -> String {
    var arguments = ["expiry", "--within", input.window]
    if let file = input.metricsFile { arguments += ["--metrics-file", file] }
    // What follows is no flag, whatever it is called.
    arguments += ["--"] + input.paths
    let command = SystemdCommand(program: input.program, arguments: arguments)
    return try SystemdUnit.text(of: [
      ("Unit", [.text("Description", "Look for certificates and tokens that end soon")]),
      (
        "Service",
        [.text("Type", "oneshot"), .command("ExecStart", command)]
          + (try hardening(writingTo: input.metricsFile))
      ),
    ])
  }

  private static func timer() throws -> String {
    try SystemdUnit.text(of: [
      ("Unit", [.text("Description", "Look every day for certificates that end soon")]),
      (
        "Timer",
        [
          .text("OnCalendar", "daily"),
          // Machines of one image do not all look at the same second.
          .text("RandomizedDelaySec", "1h"),
          // A machine that was off looks when it starts.
          .text("Persistent", "true"),
        ]
      ),
      ("Install", [.text("WantedBy", "timers.target")]),
    ])
  }

  /// Takes everything away that reading files does not need (systemd.exec(5)).
  private static func hardening(writingTo file: String?) throws -> [SystemdSetting] {
    var settings: [SystemdSetting] = [
      // Keys are read with certificates, and only root may read them.
      .text(
        "CapabilityBoundingSet",
        file == nil ? "CAP_DAC_READ_SEARCH" : "CAP_DAC_READ_SEARCH CAP_DAC_OVERRIDE"
      ),
      .text("LockPersonality", "yes"),
      .text("MemoryDenyWriteExecute", "yes"),
      .text("NoNewPrivileges", "yes"),
      .text("PrivateDevices", "yes"),
      .text("PrivateNetwork", "yes"),
      .text("ProtectClock", "yes"),
      .text("ProtectControlGroups", "yes"),
      .text("ProtectHome", "read-only"),
      .text("ProtectHostname", "yes"),
      .text("ProtectKernelLogs", "yes"),
      .text("ProtectKernelModules", "yes"),
      .text("ProtectKernelTunables", "yes"),
      .text("ProtectSystem", "strict"),
      .text("RestrictAddressFamilies", "none"),
      .text("RestrictNamespaces", "yes"),
      .text("RestrictRealtime", "yes"),
      .text("RestrictSUIDSGID", "yes"),
      .text("SystemCallArchitectures", "native"),
      .text("SystemCallFilter", "@system-service"),
      .text("UMask", "0077"),
    ]
    if let file {
      let directory = file.split(separator: "/").dropLast().joined(separator: "/")
      // A list of words: white space would make two of one.
      guard directory.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"'\\".utf8.contains($0) })
      else {
        throw KTHWError(
          .invalidValue,
          "systemd cannot be told of this directory",
          at: .file(file),
          hint: "use a path of letters, digits and signs, without spaces and quotes"
        )
      }
      settings.append(.text("ReadWritePaths", "/" + directory))
    }
    return settings
  }
}
