import Testing

@testable import KTHWCore

private struct Name: GoJSON.Structure, Equatable {
  var country = ""
  var locality = ""
  static let goType = "csr.Name"
  static let fields: [GoJSON.Field<Name>] = [
    GoJSON.Field("C", \.country), GoJSON.Field("L", \.locality),
  ]
}

private struct Key: GoJSON.Structure, Equatable {
  var algorithm = ""
  var size = 0
  static let goType = "csr.KeyRequest"
  static let fields: [GoJSON.Field<Key>] = [
    GoJSON.Field("algo", \.algorithm), GoJSON.Field("size", \.size),
  ]
}

private struct Request: GoJSON.Structure {
  var commonName = ""
  var hosts: [String]?
  var names: [Name] = []
  var key: Key?
  var flag = false
  var map: [String: Key] = [:]
  var located = GoJSON.Located<String>()
  var anything = GoJSON.Anything()
  static let goType = "csr.CertificateRequest"
  static let fields: [GoJSON.Field<Request>] = [
    GoJSON.Field("CN", \.commonName), GoJSON.Field("hosts", \.hosts),
    GoJSON.Field("names", \.names), GoJSON.Field("key", \.key), GoJSON.Field("flag", \.flag),
    GoJSON.Field("map", \.map), GoJSON.Field("located", \.located),
    GoJSON.Field("anything", \.anything), GoJSON.Field(ignoring: "known"),
  ]
}

@Suite struct `Go's rules for JSON` {
  private func decode(_ text: String) throws -> Request {
    try GoJSON.decode(Request.self, from: Array(text.utf8), file: "a.json").value
  }

  private func warnings(_ text: String) throws -> [Problem] {
    try GoJSON.decode(Request.self, from: Array(text.utf8), file: "a.json").warnings
  }

  @Test(arguments: [
    #"{"CN":"x"}"#, #"{"cn":"x"}"#, #"{"Cn":"x"}"#, #"{"CN":"y","cN":"x"}"#,
    #"{"CN":"x","CN":null}"#,
  ])
  func `a key matches exactly, else without case, and the last value wins`(text: String) throws {
    #expect(try decode(text).commonName == "x")
  }

  @Test func `the long s and the Kelvin sign fold as in Go`() throws {
    let request = try decode("{\"ho\u{17F}ts\": [\"a\"], \"\u{212A}ey\": {\"size\": 3}}")
    #expect(request.hosts == ["a"])
    #expect(request.key?.size == 3)
  }

  @Test func `objects are decoded into the earlier value`() throws {
    let request = try decode(#"{"key":{"algo":"rsa","size":1},"key":{"size":2048}}"#)
    #expect(request.key == Key(algorithm: "rsa", size: 2048))
  }

  @Test func `array elements are decoded into the earlier elements`() throws {
    let request = try decode(
      #"{"names":[{"C":"US","L":"x"},{"C":"DE"}],"names":[{"L":"y"}]}"#
    )
    #expect(request.names == [Name(country: "US", locality: "y")])
  }

  @Test func `values of a map are replaced`() throws {
    let request = try decode(
      #"{"map":{"a":{"algo":"rsa"},"b":{"size":1}},"map":{"a":{"size":2}}}"#
    )
    #expect(request.map == ["a": Key(algorithm: "", size: 2), "b": Key(algorithm: "", size: 1)])
  }

  @Test func `null empties lists, maps and pointers and leaves the rest`() throws {
    let request = try decode(
      #"""
      {"hosts":["a"],"names":[{"C":"x"}],"key":{"size":1},"map":{"a":{}},"flag":true,
       "hosts":null,"names":null,"key":null,"map":null,"flag":null}
      """#
    )
    #expect(request.hosts == nil)
    #expect(request.names.isEmpty && request.key == nil && request.map.isEmpty)
    #expect(request.flag)
    #expect(try decode("null").commonName.isEmpty)
    #expect(try decode(#"{"hosts":[],"names":[null]}"#).hosts == [])
    #expect(try decode(#"{"names":[null]}"#).names == [Name()])
  }

  @Test(arguments: [
    (
      #"{"key":{"size":"x"}}"#, "1:16",
      "cannot unmarshal string into Go struct field CertificateRequest.key.size of type int"
    ),
    (
      #"{"key":{"size":2048.0}}"#, "1:16",
      "cannot unmarshal number 2048.0 into Go struct field CertificateRequest.key.size of type int"
    ),
    (
      #"{"key":{"size":1e3}}"#, "1:16",
      "cannot unmarshal number 1e3 into Go struct field CertificateRequest.key.size of type int"
    ),
    (
      #"{"key":{"size":99999999999999999999}}"#, "1:16",
      "cannot unmarshal number 99999999999999999999 into Go struct field "
        + "CertificateRequest.key.size of type int"
    ),
    (
      #"{"names":[{},{"C":1}]}"#, "1:19",
      "cannot unmarshal number into Go struct field CertificateRequest.names.1.C of type string"
    ),
    (
      #"{"hosts":"a"}"#, "1:10",
      "cannot unmarshal string into Go struct field CertificateRequest.hosts of type []string"
    ),
    (
      #"{"names":{}}"#, "1:10",
      "cannot unmarshal object into Go struct field CertificateRequest.names of type []csr.Name"
    ),
    (
      #"{"map":[]}"#, "1:8",
      "cannot unmarshal array into Go struct field CertificateRequest.map "
        + "of type map[string]csr.KeyRequest"
    ),
    (
      #"{"flag":"true"}"#, "1:9",
      "cannot unmarshal string into Go struct field CertificateRequest.flag of type bool"
    ),
    (
      #"{"CN":true}"#, "1:7",
      "cannot unmarshal bool into Go struct field CertificateRequest.CN of type string"
    ),
    ("[1]", "1:1", "cannot unmarshal array into Go value of type csr.CertificateRequest"),
  ])
  func `wrong types fail in Go's words, with a place`(text: String, place: String, words: String) {
    let error = #expect(throws: KTHWError.self) { try decode(text) }
    #expect(error?.code == .wrongType)
    #expect(error?.description == "a.json:\(place): json: \(words)")
  }

  @Test func `every wrong type is reported`() {
    let error = #expect(throws: KTHWError.self) {
      try decode(#"{"CN": 1, "hosts": [2, "a", 3]}"#)
    }
    #expect(error?.problems.count == 3)
  }

  @Test func `unknown keys are ignored with a warning that names the nearest`() throws {
    let problems = try warnings(
      #"{"host": [], "names": [{"C": "x", "zzzz": 1}], "known": 1, "cn": "a"}"#
    )
    #expect(
      problems.map(\.description) == [
        "a.json:1:2: host: unknown key \"host\" is ignored",
        "a.json:1:35: names[0].zzzz: unknown key \"zzzz\" is ignored",
      ]
    )
    #expect(problems.map(\.hint) == ["did you mean \"hosts\"?", nil])
    #expect(problems.allSatisfy { $0.code == .unknownField })
  }

  @Test func `keys given twice are warned of`() throws {
    let problems = try warnings(#"{"CN": "a", "cn": "b", "names": [], "names": []}"#)
    #expect(
      problems.map(\.message) == [
        "key \"cn\" is given more than once; the last value wins",
        "key \"names\" is given more than once; they are merged",
      ]
    )
    #expect(problems.allSatisfy { $0.code == .duplicateField })
  }

  @Test func `a located value knows its place`() throws {
    let request = try decode(#"{"located": "v", "anything": [1]}"#)
    #expect(request.located.value == "v")
    #expect(request.located.place?.description == "a.json:1:13: located")
    #expect(request.anything.node == .sequence([.integer(1)]))
    #expect(try decode("{}").located.place == nil)
  }
}
