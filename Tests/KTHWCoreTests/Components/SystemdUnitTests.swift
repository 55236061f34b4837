import KTHWTestSupport
import Testing

@testable import KTHWCore

/// What a unit says reaches systemd as it was meant.
@Suite struct SystemdUnitTests {
  private static let sample = SystemdUnit(
    description: "a thing that is 100 % done",
    documentation: ["https://example.org/a", "https://example.org/b"],
    unit: [.text("After", "network-online.target")],
    service: [
      .environment("PATH", "/a b:/50%"),
      .command(
        "ExecStartPre",
        SystemdCommand(program: "/bin/try", arguments: ["x"], mayFail: true)
      ),
      .command(
        "ExecStart",
        SystemdCommand(program: "/bin/thing", arguments: ["--a=1", "--b=2 3"], isSpread: true)
      ),
      .text("Restart", "always"),
    ]
  )

  @Test func `a unit has its sections, one flag to a line and nothing after the last`() throws {
    #expect(
      try Self.sample.text() == """
        [Unit]
        Description=a thing that is 100 %% done
        Documentation=https://example.org/a https://example.org/b
        After=network-online.target

        [Service]
        Environment="PATH=/a b:/50%%"
        ExecStartPre=-/bin/try x
        ExecStart=/bin/thing \\
          --a=1 \\
          "--b=2 3"
        Restart=always

        [Install]
        WantedBy=multi-user.target

        """
    )
  }

  static let awkward = [
    "plain", "--a=b", "", " ", "two words", " leading", "trailing ", "tab\there", "line\nfeed",
    "carriage\rreturn", "%", "%%", "%n", "100%", "$", "$$", "$HOME", "${HOME}", "a$b", "$$$", "\"",
    "'", "it's", "\"quoted\"", "\\", "\\\\", "ends in \\", "ends-in\\", "\\n", "\\x41", ";", "; rm",
    "#", "# no comment", "-", "@", "!", "+", ":", "*", "*,bootstrapsigner", "é", "漢字",
    "\u{1}\u{7F}",
    "$\u{301}", "%\u{301}", "\"\u{301}", "\\\u{301}", "a=b c=\"d\" %t ${X}\\", "\u{A0}", "\u{2028}",
    "'api/all=true'", "[::]", "~", "a|b&c>d<e`f`",
  ]

  @Test(arguments: awkward)
  func `an argument reaches the program as it is`(argument: String) throws {
    for isSpread in [true, false] {
      var unit = Self.sample
      unit.service = [
        .command(
          "ExecStart",
          SystemdCommand(
            program: "/bin/thing",
            arguments: [argument, "--middle=\(argument)", argument],
            isSpread: isSpread
          )
        ),
        .text("Restart", "always"),
      ]
      let read = try UnitFile(try unit.text())
      #expect(
        try read.commands("ExecStart") == [
          ["/bin/thing", argument, "--middle=\(argument)", argument]
        ]
      )
      #expect(read.values("Service", "Restart") == ["always"])
    }
  }

  @Test func `nothing is quoted that need not be`() throws {
    let command = SystemdCommand(
      program: "/bin/thing",
      arguments: ["--controllers=*,a", "--listen=https://[::1]:1,https://a:2", "--feature=A=true"]
    )
    #expect(
      try command.text()
        == "/bin/thing --controllers=*,a --listen=https://[::1]:1,https://a:2 --feature=A=true"
    )
  }

  @Test(arguments: ["/opt/my programs", "/opt/50%", "/opt/$HOME", "/opt/漢字"])
  func `a program's path is taken as it is`(folder: String) throws {
    let command = SystemdCommand(program: "\(folder)/thing", arguments: [])
    let unit = try UnitFile("[Service]\nExecStart=\(try command.text())\n")
    #expect(try unit.commands("ExecStart") == [["\(folder)/thing"]])
  }

  @Test func `what no unit can hold is refused`() {
    #expect(throws: KTHWError.self) {
      try SystemdCommand(program: "/bin/thing", arguments: ["a\0b"]).text()
    }
    for program in ["thing", "", "./thing", "-/bin/thing", "/bin/a\"b", "/bin/a\nb", "/bin/a\\"] {
      #expect(throws: KTHWError.self) {
        try SystemdCommand(program: program, arguments: []).text()
      }
    }
    for value in ["a\nExecStart=/bin/evil", "a\\", "a\u{1B}[0m", "a\r\nb"] {
      #expect(throws: KTHWError.self) { try SystemdSetting.text("Description", value).text() }
    }
  }

  @Test(.judged(by: "systemd-analyze")) func `systemd reads every awkward argument`() throws {
    let scratch = try ScratchDirectory()
    let program = try scratch.write("a 50% $program", "#!/bin/sh\n", mode: 0o755)
    var unit = Self.sample
    let arguments = Self.awkward.map { "--x=\($0)" } + Self.awkward
    unit.service = [
      .environment("X", "a b % \"c\""),
      .command(
        "ExecStart",
        SystemdCommand(program: program, arguments: arguments, isSpread: true)
      ),
      .text("Restart", "always"),
    ]
    try SystemdJudge.expectNothingToSay(about: ["awkward.service": try unit.text()], in: scratch)
  }
}
