/// A unit of systemd for one service, and its text (systemd.unit(5),
/// systemd.service(5)).
struct SystemdUnit: Hashable, Sendable {
  /// What the service is, in a few words.
  var description: String
  /// Where it is described: URLs.
  var documentation: [String]
  /// What else stands in `[Unit]`: what it waits for.
  var unit: [SystemdSetting]
  /// What stands in `[Service]`.
  var service: [SystemdSetting]
  /// The target that starts it where it is enabled.
  var wantedBy = "multi-user.target"

  /// The text of the file.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` for what
  ///   cannot stand in a unit: a NUL, or a line feed outside a command.
  func text() throws -> String {
    var about: [SystemdSetting] = [.text("Description", description)]
    if !documentation.isEmpty {
      about.append(.text("Documentation", documentation.joined(separator: " ")))
    }
    return try SystemdUnit.text(of: [
      ("Unit", about + unit),
      ("Service", service),
      ("Install", [.text("WantedBy", wantedBy)]),
    ])
  }

  /// The text of a unit of any kind.
  ///
  /// - Parameter sections: names and settings in their order.
  /// - Returns: the text, with a line feed at its end.
  /// - Throws: as ``text()``.
  static func text(of sections: [(String, [SystemdSetting])]) throws -> String {
    var text = ""
    for (name, settings) in sections {
      if !text.isEmpty { text += "\n" }
      text += "[\(name)]\n"
      for setting in settings {
        text += try setting.text()
        text += "\n"
      }
    }
    return text
  }
}

/// A line of a unit: a name, and what is set.
enum SystemdSetting: Hashable, Sendable {
  /// A value that is taken as it stands: `Restart=always`. Per cent signs are
  /// doubled, so that no specifier is seen in them.
  case text(String, String)
  /// A variable of the service's environment.
  case environment(String, String)
  /// A command to run: `ExecStart=/usr/local/bin/etcd …`.
  case command(String, SystemdCommand)

  /// The line, or the lines, without the last line feed.
  func text() throws -> String {
    switch self {
    case .text(let name, let value):
      // A line that ends in a backslash would take the next one in.
      guard value.utf8.allSatisfy({ $0 >= 0x20 }), value.utf8.last != UInt8(ascii: "\\") else {
        throw KTHWError(
          .invalidValue,
          "\(Terminal.quoted(value)) cannot be set as \(name) of a systemd unit",
          hint: "it must be one line that does not end in a backslash"
        )
      }
      return name + "=" + SystemdWord.doubling("%", in: value)
    case .environment(let variable, let value):
      return "Environment=" + (try SystemdWord("\(variable)=\(value)").text(escaping: ["%"]))
    case .command(let name, let command):
      return name + "=" + (try command.text())
    }
  }
}
