import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Reference of cluster.yaml` {
  @Test func `the page of fields says what the table says`() {
    Golden.expect(ClusterReferencePage.text, matches: "cluster-yaml.md", below: "Docs")
  }

  @Test func `the schema is that of the table`() throws {
    let text = ClusterSchema.text
    Golden.expect(text, matches: "ClusterSchema.json", below: "Docs")
    let schema = try JSONReader.node(from: Array(text.utf8))
    #expect(schema["$schema"]?.text == "https://json-schema.org/draft/2020-12/schema")
    let spec = try #require(schema["properties"]?["spec"])
    #expect(spec["additionalProperties"]?.scalar?.boolean == false)
    let host = try #require(spec["properties"]?["hosts"]?["items"])
    #expect(host["required"]?.items?.compactMap(\.text) == ["name", "address", "roles"])
    #expect(
      host["properties"]?["roles"]?["items"]?["enum"]?.items?.compactMap(\.text)
        == HostRole.allCases.map(\.rawValue)
    )
  }

  @Test(arguments: ClusterField.all)
  func `every field of the table is read`(field: ClusterField) {
    // A list of lists is no value of any field.
    let lines = field.path.split(separator: ".").reduce(into: (text: "", depth: 0)) { yaml, part in
      let isList = part.hasSuffix("[]")
      let key = isList ? part.dropLast(2) : part
      yaml.text += String(repeating: " ", count: yaml.depth) + key + ":"
      yaml.text += isList ? "\n" + String(repeating: " ", count: yaml.depth) + "-\n" : "\n"
      yaml.depth += 2
    }
    let text = String(lines.text.dropLast()) + " [[]]\n"
    let path = field.path.replacing("[]", with: "[0]")
    let isListed: Bool =
      switch field.kind {
      case .sections, .list: true
      default: false
      }
    let place = isListed ? path + "[0]" : path
    #expect(
      clusterProblems(text).contains { $0.place?.field == place && $0.code == .wrongType },
      "\(text)\(clusterProblems(text))"
    )
  }

  @Test(arguments: ClusterField.all)
  func `a field is one sentence, and its default is of its kind`(field: ClusterField) {
    #expect(field.summary.hasSuffix("."))
    #expect(field.notes.map { $0.hasSuffix(".") } ?? true)
    guard case .text(let text) = field.standard else { return }
    switch field.kind {
    case .choice(let words): #expect(words.contains(text))
    case .integer(let range): #expect(Int(text).map(range.contains) == true)
    case .boolean: #expect(["true", "false"].contains(text))
    case .list: #expect(text.hasPrefix("[") && text.hasSuffix("]"))
    case .text: #expect(!text.isEmpty)
    case .constant, .section, .sections, .flags: Issue.record("\(field.path) needs no default")
    }
  }

  @Test func `no field stands in the table twice`() {
    #expect(Set(ClusterField.all.map(\.path)).count == ClusterField.all.count)
  }

  /// Whether Python is there with the two modules; not everybody has them.
  private static let hasValidator: Bool = {
    let probe = try? RunCommand("python3", ["-c", "import jsonschema, yaml"]).run()
    return probe?.succeeded == true
  }()

  @Test(
    .enabled(if: hasValidator, "judge not installed: python3-jsonschema, python3-yaml"),
    arguments: ClusterStarter.allCases.map(\.rawValue) + ["large"]
  )
  func `a validator of another make takes the examples`(name: String) throws {
    let text = try #require(Examples.text("\(name).yaml"))
    let scratch = try ScratchDirectory()
    try scratch.write("schema.json", ClusterSchema.text)
    try scratch.write("cluster.yaml", text)
    try scratch.write("wrong.yaml", text.replacing("kind: Cluster", with: "kind: Clutser"))
    let program = """
      import json, sys, yaml, jsonschema
      schema = json.load(open("schema.json"))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      sys.exit(len(list(validator.iter_errors(yaml.safe_load(open(sys.argv[1]))))))
      """
    try RunCommand("python3", ["-c", program, "cluster.yaml"]).inside(scratch).run().expecting(0)
    try RunCommand("python3", ["-c", program, "wrong.yaml"]).inside(scratch).run().expecting(1)
  }
}

extension ClusterField: CustomTestStringConvertible {
  /// The path, by which a failing case is known.
  public var testDescription: String { path }
}
