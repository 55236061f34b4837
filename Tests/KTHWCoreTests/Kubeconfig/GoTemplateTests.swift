import Testing

@testable import KTHWCore

@Suite struct `Go templates` {
  private let kubeconfig: Kubeconfig

  init() throws { kubeconfig = try KubeconfigFixture.read(JSONPathFixture.text) }

  // kubectl.1.32 --kubeconfig F config view --raw -o go-template=TEMPLATE
  @Test(arguments: [
    ("{{.kind}}", "Config"),
    ("{{range .clusters}}{{.name}}{{\"\\n\"}}{{end}}", "c1\nc2\n"),
    ("{{index . \"current-context\"}}", "x1"),
    ("{{with .nope}}x{{else}}y{{end}}", "y"),
    ("{{if .nope}}a{{else if .users}}b{{else}}c{{end}}", "b"),
    ("a {{- .kind -}}  x", "aConfigx"),
    ("{{/* c */}}z", "z"),
    ("{{len .clusters}}", "2"),
    ("{{(index .clusters 0).name}}", "c1"),
    ("{{index .users 0 \"user\" \"token\"}}", "secret"),
    ("{{range .nope}}a{{else}}none{{end}}", "none"),
    ("{{range .contexts}}{{with .context}}{{.cluster}} {{end}}{{end}}", "c1 c2 "),
    ("{{.preferences}} {{.nope}} {{.nope.x}}", "map[] <no value> <no value>"),
    ("{{eq .kind \"Config\"}} {{ne .kind \"x\"}} {{not .nope}}", "true true true"),
    ("{{.kind | print \"a\"}}", "aConfig"),
    (
      "{{range .contexts}}{{$.kind}}{{.context}}{{end}}",
      "Configmap[cluster:c1 namespace:ns user:u1]Configmap[cluster:c2 user:u2]"
    ),
    ("{{index .clusters 0 | len}}", "2"),
    ("{{\"YWJj\" | base64decode}}", "abc"),
    ("{{and .kind .nope}} {{or .nope .kind}}", "<no value> Config"),
    ("{{index (index .clusters 1).cluster \"server\"}}", "https://b?<&>"),
    ("{{`raw`}}{{1}}{{true}}", "raw1true"),
    ("{{index .clusters 0 \"cluster\" \"extensions\" 0 \"extension\" \"list\"}}", "[1 2 3 4 5]"),
    ("{{range .preferences}}x{{else}}empty{{end}}", "empty"),
  ])
  func `plain templates give what kubectl prints`(template: String, expected: String) throws {
    #expect(try GoTemplate(template).text(of: kubeconfig) == expected)
  }

  @Test(arguments: [
    "{{$x := .kind}}", "{{range $i, $c := .clusters}}{{end}}", "{{printf \"%s\" .kind}}",
    "{{template \"x\"}}", "{{define \"x\"}}{{end}}", "{{1.5}}", "{{.kind | nope}}", "{{'a'}}",
  ])
  func `everything else is refused, and JSONPath is named`(template: String) {
    let error = #expect(throws: KTHWError.self) { try GoTemplate(template) }
    #expect(error?.code == .unsupported)
    #expect(error?.problems.first?.hint?.contains("jsonpath") == true)
  }

  @Test(arguments: [
    "{{", "{{.kind", "{{end}}", "{{if .kind}}", "{{range .x}}{{else}}", "{{}}", "{{\"a}}", "{{`a}}",
    "{{(.kind}}", "{{.kind)}}", "{{|}}", "{{/* x}}", "{{else}}",
  ])
  func `broken templates are refused`(template: String) {
    let error = #expect(throws: KTHWError.self) { try GoTemplate(template) }
    #expect(error?.code == .syntax)
  }

  @Test(arguments: [
    "{{.kind.x}}", "{{index .clusters 9}}", "{{range .kind}}{{end}}", "{{len .nope}}",
    "{{index .kind 0}}", "{{eq .clusters .users}}", "{{eq 1 .kind}}", "{{base64decode .kind}}",
    "{{.kind .kind}}", "{{ne .kind}}",
  ])
  func `what does not fit is an error`(template: String) {
    let error = #expect(throws: KTHWError.self) { try GoTemplate(template).text(of: kubeconfig) }
    #expect(error?.code == .invalidValue)
  }

  @Test func `hostile templates end`() {
    for piece in ["{{if .kind}}", "{{((((", "{{", "{{range .}}"] {
      let error = #expect(throws: KTHWError.self) {
        try GoTemplate(String(repeating: piece, count: 10_000))
      }
      #expect(error?.code == .syntax || error?.code == .unsupported)
    }
    var generator = NodeGenerator(seed: 20_261_121)
    let pieces = [
      "{{", "}}", "{{end}}", "{{if ", "range ", ".kind", " | ", "(", ")", "$", "index ",
    ]
    for _ in 0..<2_000 {
      let template = generator.string(pieces)
      _ = try? GoTemplate(template).text(of: kubeconfig)
    }
  }
}
