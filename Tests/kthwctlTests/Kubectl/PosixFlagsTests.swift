import KTHWTestSupport
import Testing

@testable import kthwctl

/// The rules of kubectl's command line; every refusal is kubectl 1.32's own.
@Suite struct PosixFlagsTests {
  let flags = KubectlSubcommand.view.flags

  @Test(arguments: [
    (["--output=json"], "json"), (["--output", "json"], "json"), (["-o", "json"], "json"),
    (["-ojson"], "json"), (["-o=json"], "json"), (["-o="], "="), (["--output="], ""),
    (["--output", "--raw"], "--raw"), (["-o", "a", "x", "-o", "b"], "b"), (["-o", ""], ""),
    (["-v4", "-ojson"], "json"), (["--output=a=b"], "a=b"),
  ])
  func `a value is taken in every way of writing it`(words: [String], value: String) throws {
    #expect(try flags.parse(words).text("output") == value)
  }

  @Test(arguments: [
    (["x", "--raw", "y"], ["x", "y"]), (["--", "--raw", "-o"], ["--raw", "-o"]), (["-"], ["-"]),
    (["--raw", "true"], ["true"]), ([""], [""]), (["-o", "--", "x"], ["x"]),
  ])
  func `the other words stay in their order`(words: [String], positionals: [String]) throws {
    #expect(try flags.parse(words).positionals == positionals)
  }

  @Test(
    arguments: [
      (["--raw"], true), (["--raw=T"], true), (["--raw=0"], false),
      (["--raw", "--raw=FALSE"], false),
      (["--allow_missing-template_keys"], nil), ([], nil),
    ] as [([String], Bool?)]
  )
  func `a boolean is on, off or not given`(words: [String], value: Bool?) throws {
    #expect(try flags.parse(words).boolean("raw") == value)
  }

  @Test func `underscores stand for dashes`() throws {
    let values = try flags.parse(["--allow_missing_template_keys=false"])
    #expect(values.boolean("allow-missing-template-keys") == false)
  }

  @Test(arguments: [
    (["--nope"], "unknown flag: --nope"), (["--nope=x"], "unknown flag: --nope"),
    (["--n_o=x"], "unknown flag: --n_o"), (["--=x"], "bad flag syntax: --=x"),
    (["---x"], "bad flag syntax: ---x"), (["-=x"], "unknown shorthand flag: '=' in -=x"),
    (["-hx"], "unknown shorthand flag: 'x' in -x"),
    (["-abc"], "unknown shorthand flag: 'a' in -abc"),
    (["-é"], "unknown shorthand flag: 'Ã' in -é"), (["-o"], "flag needs an argument: 'o' in -o"),
    (["--output"], "flag needs an argument: --output"), (["--Raw"], "unknown flag: --Raw"),
    (["--ra"], "unknown flag: --ra"),
  ])
  func `what is no flag is refused in kubectl's words`(words: [String], refusal: String) {
    #expect { try flags.parse(words) } throws: { ($0 as? PosixFlags.Refusal)?.text == refusal }
  }

  @Test(arguments: [
    (
      "--raw=maybe",
      #"invalid argument "maybe" for "--raw" flag: strconv.ParseBool: parsing "maybe": "#
        + "invalid syntax"
    ),
    (
      "--merge=",
      #"invalid argument "" for "--merge" flag: strconv.ParseBool: parsing "": invalid syntax"#
    ),
    (
      "--v=x",
      #"invalid argument "x" for "-v, --v" flag: strconv.ParseInt: parsing "x": invalid syntax"#
    ),
    (
      "--v=99999999999",
      #"invalid argument "99999999999" for "-v, --v" flag: strconv.ParseInt: parsing "#
        + #""99999999999": value out of range"#
    ),
    (
      "--log-flush-frequency=x",
      #"invalid argument "x" for "--log-flush-frequency" flag: parse error"#
    ),
    (
      "--vmodule=a=-1",
      #"invalid argument "a=-1" for "--vmodule" flag: negative value for vmodule level"#
    ),
    (
      "--vmodule=a=1=2",
      #"invalid argument "a=1=2" for "--vmodule" flag: syntax error: expect comma-separated "#
        + "list of filename=N"
    ),
  ])
  func `a value that does not fit is refused in kubectl's words`(word: String, refusal: String) {
    #expect { try flags.parse([word]) } throws: { ($0 as? PosixFlags.Refusal)?.text == refusal }
  }

  @Test(
    arguments: [
      ([], nil), ([""], nil), (["\"\""], nil), (["a"], ["a"]), (["a,b", "c"], ["a", "b", "c"]),
      ([","], ["", ""]), (["\"a,b\""], ["a,b"]), (["\"a\"\"b\""], ["a\"b"]), (["a\nb"], ["a"]),
      (["\na"], ["a"]), (["\"a\nb\""], ["a\nb"]), (["a\r"], ["a"]), (["a\rb"], ["a\rb"]),
      (["a", ""], ["a"]), (["a,"], ["a", ""]),
    ] as [([String], [String]?)]
  )
  func `a list is read as comma-separated values`(given: [String], list: [String]?) throws {
    let values = try KubectlSubcommand.setCredentials.flags.parse(given.map { "--exec-arg=\($0)" })
    #expect(values.list("exec-arg") == list)
  }

  @Test(arguments: [
    ("\"a", #"parse error on line 1, column 3: extraneous or missing " in quoted-field"#),
    ("a\"b", #"parse error on line 1, column 2: bare " in non-quoted-field"#),
    ("\"\"x", #"parse error on line 1, column 2: extraneous or missing " in quoted-field"#),
    (
      "\"a\nb",
      #"record on line 1; parse error on line 2, column 2: extraneous or missing " in quoted-field"#
    ),
    ("\n", "EOF"),
  ])
  func `a list with loose quotes is refused in Go's words`(text: String, fault: String) {
    #expect { try CSVRecord.fields(of: text) } throws: { ($0 as? CSVRecord.Fault)?.text == fault }
  }

  @Test(
    arguments: [
      (["view", "-o", "json"], "view", ["-o", "json"]),
      (["-o", "json", "view"], "view", ["-o", "json"]),
      (["--kubeconfig", "view", "set"], "set", ["--kubeconfig", "view"]),
      (["-v4", "view"], "view", ["-v4"]), (["--nope", "view", "set"], "set", ["--nope", "view"]),
      (["--match-server-version", "view"], "view", ["--match-server-version"]),
      (["--", "view"], nil, ["--", "view"]), ([], nil, []), (["", "-h"], nil, ["", "-h"]),
    ] as [([String], String?, [String])]
  )
  func `the subcommand is found among flags`(words: [String], name: String?, others: [String]) {
    let found = KubectlWords(words, flags: PosixFlags(flags: KubectlFlags.global))
    #expect(found.name == name)
    #expect(found.others == others)
  }

  @Test func `a subcommand's own flag hides the global one and its shorthand`() throws {
    #expect(KubectlSubcommand.setCluster.flags.flag(shorthand: "s") == nil)
    #expect(KubectlSubcommand.setContext.flags.flag(shorthand: "n") == nil)
    #expect(KubectlSubcommand.setContext.flags.flag(shorthand: "s") != nil)
    for command in KubectlSubcommand.allCases {
      let names = command.flags.flags.map(\.name)
      #expect(Set(names).count == names.count)
    }
  }
}
