import Testing

@testable import KTHWCore

// Every row: kubectl.1.32 --kubeconfig F config view --raw -o jsonpath=TEMPLATE
@Suite struct `JSONPath templates` {
  private let kubeconfig: Kubeconfig

  init() throws { kubeconfig = try KubeconfigFixture.read(JSONPathFixture.text) }

  @Test(arguments: [
    ("{.kind}", "Config"),
    ("{$.kind}", "Config"),
    ("{@.kind}", "Config"),
    ("{['kind']}", "Config"),
    ("{['kind','apiVersion']}", "Config v1"),
    (".kind", ".kind"),
    ("{.}", ""),
    ("{.nope}", ""),
    ("{.nope.x}", ""),
    ("{.kind}{\"\\n\"}", "Config\n"),
    ("{'q'}-{\"\\t\"}", "q-\t"),
    ("{.clusters[*].name}", "c1 c2"),
    ("{.clusters[0].name}", "c1"),
    ("{.clusters[-1].name}", "c2"),
    ("{.clusters[0:1].name}", "c1"),
    ("{.clusters[0,1].name}", "c1 c2"),
    ("{.clusters[0:0]}", ""),
    ("{.clusters[0].cluster.extensions[0].extension.list[0:5:2]}", "1 3 5"),
    ("{.clusters[0].cluster.extensions[0].extension.list[::2]}", "1 3 5"),
    ("{.clusters[0].cluster.extensions[0].extension.list[-2:]}", "4 5"),
    (
      "{.clusters[0].cluster.extensions[0].extension.big} {.clusters[0].cluster.extensions[0].extension.num} {.clusters[0].cluster.extensions[0].extension.flag} {.clusters[0].cluster.extensions[0].extension.nul}",
      "1e+06 1 true null"
    ),
    ("{.clusters[0].cluster.extensions[0].extension.a\\.b}", "dot"),
    ("{.clusters[0].cluster.extensions[0].extension['a\\.b']}", "dot"),
    ("{.clusters[0].cluster.extensions[0].extension.list}", "[1,2,3,4,5]"),
    ("{.contexts[1].context}", "{\"cluster\":\"c2\",\"user\":\"u2\"}"),
    ("{..namespace}", "ns"),
    ("{range .contexts[*]}{.name}={.context.cluster};{end}.", "x1=c1;x2=c2;."),
    ("{range .contexts[*]}{.name}:{range $.users[*]}{.name}{end};{end}", "x1:;x2:;"),
    ("{range .nope[*]}x{end}y", "y"),
    ("{range .clusters[*]}{.name} ", "c1 c2  "),
    ("{.clusters[?(@.name==\"c2\")].cluster.server}", "https://b?<&>"),
    ("{.clusters[?(@.name=='c1')].name}", "c1"),
    ("{.clusters[?(@.name!=\"c2\")].name}", "c1"),
    ("{.clusters[?(@.name>\"c1\")].name}", "c2"),
    ("{.contexts[?(@.context.namespace)].name}", "x1"),
    ("{.clusters[?(@.cluster.insecure-skip-tls-verify==true)].name}", "c2"),
    ("{.clusters[?(@.name==\"zz\")].name}", ""),
    ("{.users[0].user.token}", "secret"),
    ("{.kind.*}", "67 111 110 102 105 103"),
    ("{true}{1}{1.5}", "true11.5"),
    (
      "{.clusters[1].cluster}",
      "{\"insecure-skip-tls-verify\":true,\"server\":\"https://b?\\u003c\\u0026\\u003e\"}"
    ),
    ("{.kind .apiVersion}", ""),
    ("{range .contexts[*]}{@.name}{\"\\n\"}{end}", "x1\nx2\n"),
    ("text only", "text only"),
    ("{\"a\\x41\\u00e9\"}", "aAé"),
    ("{.contexts[?(@.name==\"x1\")].context.namespace}", "ns"),
  ])
  func `templates give what kubectl prints`(template: String, expected: String) throws {
    #expect(try JSONPath(template).text(of: kubeconfig) == expected)
  }

  @Test(arguments: [
    ("{.kind", "unclosed action"),
    ("{.clusters[0", "unterminated array"),
    ("{.clusters[x]}", "invalid array index x"),
    ("{.clusters[\"a\"]}", "invalid array index \"a\""),
    ("{#}", "unrecognized character in action: U+0023 '#'"),
    ("{.clusters[?(@.name==\"c1\"]}", "unterminated filter"),
    ("{\"a", "unterminated quoted string"),
    ("{\"bad\\q\"}", "unquote string \"bad\\q\" error invalid syntax"),
    ("{....a}", "invalid multiple recursive descent"),
    ("{1.2.3}", "cannot parse number 1.2.3"),
    ("{.clusters[?(@.name==\"c1\")x}", "unclosed array expect ]"),
    ("{.clusters[99999999999999999999]}", "array index 99999999999999999999 is not a number"),
  ])
  func `what cannot be read is told in kubectl's words`(template: String, reason: String) {
    let error = #expect(throws: KTHWError.self) { try JSONPath(template) }
    #expect(error?.code == .syntax)
    #expect(
      error?.problems.first?.peerWords?.text == "error parsing jsonpath \(template), \(reason)"
    )
  }

  @Test(arguments: [
    ("{.clusters[9]}", "array index out of bounds: index 9, length 2"),
    ("{.clusters[-9]}", "array index out of bounds: index -7, length 2"),
    ("{.clusters[0:9]}", "array index out of bounds: index 8, length 2"),
    ("{.clusters[1:0]}", "starting index 1 is greater than ending index 0"),
    ("{.clusters[0:1:0]}", "step must be > 0"),
    ("{.kind[0]}", "string is not array or slice"),
    ("{.kind.*[0]}", "uint8 is not array or slice"),
    ("{.clusters[0][0]}", "map[string]interface {} is not array or slice"),
    ("{foo}", "unrecognized identifier foo"),
    ("{end}", "not in range, nothing to end"),
    ("{.clusters[?(@.name==1)]}", "incompatible types for comparison"),
    ("{.clusters[?(@.cluster==1)]}", "invalid type for comparison"),
    (
      "{.clusters[0].cluster.extensions[0].extension.list[?(@==1)]}",
      "incompatible types for comparison"
    ),
    ("{.clusters[?(@.name==.cluster.*)]}", "can only compare one element at a time"),
  ])
  func `what does not fit is told in kubectl's words`(template: String, reason: String) {
    let error = #expect(throws: KTHWError.self) { try JSONPath(template).text(of: kubeconfig) }
    let words = error?.problems.first?.peerWords?.text
    #expect(
      words == "error executing jsonpath \(GoQuoting.quoted(template)): Error executing template: "
        + "\(reason). Printing more information for debugging the template:"
    )
  }

  @Test func `a missing key is an error where that is asked for`() throws {
    let path = try JSONPath("{.nope}")
    #expect(try path.text(of: kubeconfig) == "")
    let error = #expect(throws: KTHWError.self) {
      try path.text(of: kubeconfig, allowsMissingKeys: false)
    }
    #expect(error?.code == .notFound)
  }

  @Test func `each expression is an array in JSON`() throws {
    let path = try JSONPath("{.kind}{.users[*].name}")
    #expect(
      try path.json(of: kubeconfig)
        == "[\n    \"Config\"\n]\n[\n    \"u1\",\n    \"u2\"\n]\n"
    )
  }

  @Test func `errors do not show what was looked at`() throws {
    let error = #expect(throws: KTHWError.self) {
      try JSONPath("{.users[0].user[?(@.x)]}").text(of: kubeconfig)
    }
    #expect(error?.description.contains("secret") == false)
    #expect(error?.problems.first?.peerWords?.text.contains("secret") == false)
  }

  @Test func `hostile templates end`() throws {
    let opening = String(repeating: "{range .clusters[*]}", count: 200)
    #expect(try JSONPath(opening).parts.count == 200)
    #expect(throws: KTHWError.self) { try JSONPath("{" + String(repeating: "[", count: 100_000)) }
    #expect(throws: KTHWError.self) {
      try JSONPath("{.clusters[?(" + String(repeating: "(", count: 10_000))
    }
    var generator = NodeGenerator(seed: 20_261_121)
    let pieces = [
      "{", "}", "[", "]", "?(", ")", "@", "$", ".", "..", "range ", "end", ":", ",", "'",
    ]
    for _ in 0..<2_000 {
      let template = generator.string(pieces)
      _ = try? JSONPath(template).text(of: kubeconfig)
    }
  }
}

/// The kubeconfig of the tests for templates.
enum JSONPathFixture {
  static let text = """
    clusters:
    - {name: c1, cluster: {server: "https://a", extensions: [{name: e, extension: {num: 1, big: 1000000, flag: true, nul: null, list: [1, 2, 3, 4, 5], a.b: dot}}]}}
    - {name: c2, cluster: {server: "https://b?<&>", insecure-skip-tls-verify: true}}
    users:
    - {name: u1, user: {token: secret}}
    - {name: u2, user: {client-key-data: YWJj}}
    contexts:
    - {name: x1, context: {cluster: c1, user: u1, namespace: ns}}
    - {name: x2, context: {cluster: c2, user: u2}}
    current-context: x1
    """
}
