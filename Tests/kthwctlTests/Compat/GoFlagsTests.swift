import Testing

@testable import kthwctl

@Suite struct GoFlagsTests {
  static let flags = GoFlags(flags: [
    .init("hostname"),
    .init("initca", .boolean),
    .init("loglevel", .integer, standard: "1"),
    .init("timeout", .duration, standard: "5m"),
  ])

  func parse(_ words: String...) throws -> GoFlags.Values {
    try Self.flags.parse(words)
  }

  func refusal(_ words: String...) -> GoFlags.Refusal? {
    do {
      _ = try Self.flags.parse(words)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ["-hostname", "a,b"], ["-hostname=a,b"], ["--hostname", "a,b"], ["--hostname=a,b"],
    ["-hostname", "x", "-hostname=a,b"],
  ])
  func `a value may follow with a space or an equals sign, after one dash or two`(
    words: [String]
  ) throws {
    let values = try Self.flags.parse(words)
    #expect(values.text("hostname") == "a,b")
    #expect(values.positionals.isEmpty)
  }

  @Test func `a value may look like a flag or hold an equals sign`() throws {
    #expect(try parse("-hostname", "-initca").text("hostname") == "-initca")
    #expect(try parse("-hostname=a=b").text("hostname") == "a=b")
    #expect(try parse("-hostname", "--").text("hostname") == "--")
    #expect(try parse("-hostname", "-").text("hostname") == "-")
  }

  @Test func `an empty value is a value, and the same as none`() throws {
    let values = try parse("-hostname=", "x")
    #expect(values.isGiven("hostname"))
    #expect(values.nonEmpty("hostname") == nil)
    #expect(values.positionals == ["x"])
    #expect(try parse("-hostname", "", "x").positionals == ["x"])
  }

  @Test func `a boolean takes a value only behind an equals sign`() throws {
    let spaced = try parse("-initca", "true", "x.json")
    #expect(spaced.isOn("initca"))
    #expect(spaced.positionals == ["true", "x.json"])
    #expect(try parse("-initca=false", "x.json").isOn("initca") == false)
    #expect(try parse("-initca", "-initca=F").isOn("initca") == false)
  }

  @Test(arguments: [
    ("1", true), ("t", true), ("T", true), ("true", true), ("TRUE", true), ("True", true),
    ("0", false), ("f", false), ("F", false), ("false", false), ("FALSE", false),
    ("False", false),
  ])
  func `Go has twelve spellings of a boolean`(text: String, value: Bool) throws {
    #expect(try parse("-initca=" + text).isOn("initca") == value)
  }

  @Test(arguments: ["yes", "", "tRUE", " true", "2"])
  func `anything else is no boolean`(text: String) {
    #expect(
      refusal("-initca=" + text)
        == .invalid("invalid boolean value \"\(text)\" for -initca: parse error")
    )
  }

  @Test func `the first word that is no flag ends the flags`() throws {
    #expect(try parse("x.json", "-hostname=z").positionals == ["x.json", "-hostname=z"])
    #expect(try parse("-", "-initca").positionals == ["-", "-initca"])
    #expect(try parse("", "-initca").positionals == ["", "-initca"])
    #expect(try parse("-initca", "--", "-hostname").positionals == ["-hostname"])
    #expect(try parse("--", "--").positionals == ["--"])
  }

  @Test(arguments: ["---x", "-=x", "--=x", "---"])
  func `bad syntax is told as Go tells it`(word: String) {
    #expect(refusal(word) == .invalid("bad flag syntax: " + word))
  }

  @Test func `an unknown flag is told with the one it may have meant`() {
    #expect(
      refusal("-hostnme=x")
        == .invalid("flag provided but not defined: -hostnme", hint: "did you mean -hostname?")
    )
    #expect(refusal("-f") == .invalid("flag provided but not defined: -f"))
  }

  @Test func `a flag at the end without its value is refused`() {
    #expect(refusal("-initca", "-hostname") == .invalid("flag needs an argument: -hostname"))
  }

  @Test(arguments: ["-h", "-help", "--help", "--h", "-h=1"])
  func `help is asked for in Go's ways`(word: String) {
    #expect(refusal(word) == .helpRequested)
  }

  @Test(arguments: [
    ("0", 0), ("5", 5), ("-3", -3), ("+4", 4), ("0x10", 16), ("0X1f", 31), ("0o17", 15),
    ("017", 15), ("0b101", 5), ("1_000", 1000), ("0x_ff", 255), ("0_7", 7),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func `an integer is what Go's parser takes with base 0`(text: String, value: Int) throws {
    #expect(try parse("-loglevel=" + text).number("loglevel") == value)
  }

  @Test(arguments: ["abc", "", "-", "08", "0x", "1.0", "1e3", "_1", "1_", "1__0", " 1", "0b2"])
  func `anything else is no integer`(text: String) {
    #expect(
      refusal("-loglevel=" + text)
        == .invalid("invalid value \"\(text)\" for flag -loglevel: parse error")
    )
  }

  @Test(arguments: ["9223372036854775808", "-9223372036854775809", "0xffffffffffffffffff"])
  func `an integer beyond 64 bits is out of range`(text: String) {
    #expect(
      refusal("-loglevel=" + text)
        == .invalid("invalid value \"\(text)\" for flag -loglevel: value out of range")
    )
  }

  @Test func `a duration needs a unit`() throws {
    #expect(try parse("-timeout=1h30m").text("timeout") == "1h30m")
    #expect(
      refusal("-timeout", "5")
        == .invalid("invalid value \"5\" for flag -timeout: parse error")
    )
  }

  @Test func `a flag's name cannot smuggle control characters onto the terminal`() {
    guard case .invalid(let message, _) = refusal("-\u{1B}[31mx") else {
      Issue.record("accepted")
      return
    }
    #expect(!message.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func `every flag of the table stands there once`() {
    let names = CFSSLFlags.table.flags.map(\.name)
    #expect(Set(names).count == names.count)
    for absent in ["f", "host", "mutual-tls-cert", "version"] {
      #expect(!names.contains(absent))
    }
  }
}
