import Testing

@testable import KTHWCore

@Suite struct `Typed reading` {
  private enum Colour: String, CaseIterable { case red, green }

  private struct Item: Equatable {
    var name: String
    var port: Int?
  }

  private func read<Value>(
    _ text: String,
    _ unknownKeys: NodeReader.UnknownKeys = .refuse,
    _ body: (inout NodeReader) throws -> Value
  ) throws -> Value {
    let node = try #require(try YAMLReader.node(from: Array(text.utf8)))
    return try NodeReader.read(node, file: "a.yaml", unknownKeys: unknownKeys, body)
  }

  private func problems(
    _ text: String,
    _ body: (inout NodeReader) throws -> Void
  ) -> [String] {
    let error = #expect(throws: KTHWError.self) { try read(text, .refuse, body) }
    return error?.problems.map(\.description) ?? []
  }

  @Test func `fields are read by kind`() throws {
    let text = """
      name: x
      count: 0x10
      on: true
      off: no
      duration: 5m
      version: 1.30
      colour: green
      hosts: [a, b]
      labels: {a: b, "1": c}
      inner: {deep: {value: 1}}
      items:
      - name: i
        port: 80
      - name: j
      nothing: ~
      """
    try read(text) { root in
      #expect(root.string("name") == "x")
      #expect(root.integer("count", in: 1...20) == 16)
      let flag = root.boolean("true")
      #expect(flag)
      #expect(root.boolean(ifPresent: "false") == false)
      #expect(root.value("duration") { $0 + "!" } == "5m!")
      #expect(root.value("version", allowingNumbers: true) { $0 } == "1.30")
      #expect(root.choice("colour", of: Colour.self) == .green)
      #expect(root.strings("hosts") == ["a", "b"])
      let labels = root.stringEntries(ifPresent: "labels")
      #expect(labels?.map(\.key) == ["a", "1"] && labels?.map(\.value) == ["b", "c"])
      #expect(root.mapping("inner") { $0.mapping("deep") { $0.integer("value") } } == 1)
      let items = root.list("items") {
        Item(name: $0.string("name"), port: $0.integer(ifPresent: "port"))
      }
      #expect(items == [Item(name: "i", port: 80), Item(name: "j", port: nil)])
      #expect(root.string(ifPresent: "nothing") == nil)
      #expect(root.list(ifPresent: "missing") { $0.path } == nil)
    }
  }

  @Test func `free keys keep their order and know their path`() throws {
    let paths = try read("profiles: {b: {x: 1}, a: {x: 2}}") { root in
      root.entries(ifPresent: "profiles") { key, reader in
        "\(key) \(reader.path) \(reader.integer("x"))"
      }
    }
    #expect(paths == ["b profiles.b 1", "a profiles.a 2"])
  }

  @Test func `all problems are reported, in the order of the text`() {
    let text = """
      name: 5
      items:
      - port: x
        nmae: i
      - just text
      colour: gren
      port: 70000
      flag: maybe
      hosts: [a, 1, yes]
      list: {}
      duration: 5 parsecs
      extra: 1
      """
    let found = problems(text) { root in
      _ = root.string("name")
      _ = root.list("items") { Item(name: $0.string("name"), port: $0.integer("port")) }
      _ = root.choice("colour", of: Colour.self)
      _ = root.integer("port", in: 1...65535)
      _ = root.boolean("flag")
      _ = root.strings("hosts")
      _ = root.list("list") { $0.path }
      _ = root.value("duration") { _ in throw KTHWError(.invalidValue, "unknown unit") }
      _ = root.string("absent")
    }
    #expect(
      found == [
        "a.yaml:1:1: absent: required, but missing",
        "a.yaml:1:7: name: expected a string, found a number",
        "a.yaml:3:3: items[0].name: required, but missing",
        "a.yaml:3:9: items[0].port: expected a whole number, found a string",
        "a.yaml:4:3: items[0]: unknown key \"nmae\"",
        "a.yaml:5:3: items[1]: expected a mapping, found a string",
        "a.yaml:6:9: colour: expected one of red, green, found \"gren\"",
        "a.yaml:7:7: port: expected a whole number from 1 to 65535, found 70000",
        "a.yaml:8:7: flag: expected true or false, found a string",
        "a.yaml:9:12: hosts[1]: expected a string, found a number",
        "a.yaml:9:15: hosts[2]: expected a string, found a boolean",
        "a.yaml:10:7: list: expected a list, found a mapping",
        "a.yaml:11:11: duration: unknown unit",
        "a.yaml:12:1: unknown key \"extra\"",
      ]
    )
  }

  @Test func `hints name the nearest key or word, or the known ones`() {
    let error = #expect(throws: KTHWError.self) {
      try read("nmae: x\nzzzz: 1\ncolour: gren\nflag: yes\n") { root in
        _ = root.string(ifPresent: "name")
        _ = root.choice("colour", of: Colour.self)
        _ = root.string("flag")
      }
    }
    #expect(
      error?.problems.map(\.hint) == [
        "did you mean \"name\"?", "known here: colour, flag, name", "did you mean \"green\"?",
        "put it in quotes: YAML takes yes for a boolean",
      ]
    )
  }

  @Test func `a lenient reading passes over unknown keys, but not over wrong types`() throws {
    #expect(try read("a: x\nb: {c: 1}\n", .ignore) { $0.string("a") } == "x")
    let error = #expect(throws: KTHWError.self) {
      try read("a: {b: 1, z: 2}", .ignore) { root in
        _ = root.mapping("a") { $0.string("b") }
      }
    }
    #expect(error?.problems.count == 1)
    #expect(error?.code == .wrongType)
  }

  @Test func `ignored keys are known`() throws {
    try read("kind: x\nstatus: 1\na: 2\n") { root in
      root.ignore("kind", "status")
      #expect(root.integer("a") == 2)
      let hasB = root.has("b")
      #expect(!hasB)
    }
  }

  @Test func `a root that is no mapping is refused, and PEM recognised`() {
    let error = #expect(throws: KTHWError.self) {
      try read("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n") { $0.path }
    }
    #expect(error?.description == "a.yaml:1:1: expected a mapping, found a string")
    #expect(error?.problems.first?.hint == "this is a PEM file")
  }

  @Test func `no message shows a value of the wrong kind`() {
    let found = problems("a: {b: secret}\nc: [secret]\nd: secret\n") { root in
      _ = root.string("a")
      _ = root.string("c")
      _ = root.integer("d")
      _ = root.boolean(ifPresent: "d")
      _ = root.mapping("d") { $0.path }
    }
    #expect(found.count == 5)
    #expect(found.allSatisfy { !$0.contains("secret") })
  }

  @Test func `problems that a body reports or throws have a place`() {
    let found = problems("a: {b: 1}") { root in
      _ = try root.mapping("a") { inner in
        inner.report(.invalidValue, "too small", at: "b")
        throw KTHWError(.policyViolation, "never")
      }
    }
    #expect(found == ["a.yaml:1:4: a: never", "a.yaml:1:8: a.b: too small"])
  }

  @Test func `of a flood of unknown keys only some are named`() {
    let text = (0..<1_000).map { "k\($0): 1\n" }.joined()
    let found = problems(text) { _ in }
    #expect(found.count == 21)
    #expect(found.last == "a.yaml:21:1: 980 more unknown keys")
  }
}
