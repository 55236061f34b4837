import Testing

@testable import KTHWCore

private func secret(_ bytes: [UInt8]) -> SecretBytes {
  bytes.withUnsafeBytes { SecretBytes(copying: $0) }
}

private func files(_ json: String, isBare: Bool = true) throws -> CFSSLFiles {
  try CFSSLFiles(json: secret(Array(json.utf8)), isBare: isBare, file: "-")
}

/// `.pem=644=x` for each file.
private func shown(_ files: CFSSLFiles) -> [String] {
  files.files.map { "\($0.suffix)=\(String($0.mode, radix: 8))=\($0.contents.text)" }
}

/// Every row was put to cfssljson 1.2.0; bundles are 1.6.5's.
@Suite struct CFSSLFilesTests {
  @Test(arguments: [
    ("{}", []), ("null", []), (#"{"cert":"x"}"#, [".pem=664=x"]), (#"{"cert":""}"#, []),
    (#"{"cert":"","certificate":"y"}"#, []), (#"{"certificate":"y"}"#, [".pem=664=y"]),
    (#"{"Cert":"x"}"#, []), (#"{"key":"k","private_key":"z"}"#, ["-key.pem=600=k"]),
    (#"{"private_key":"z"}"#, ["-key.pem=600=z"]), (#"{"cert":"a","cert":"b"}"#, [".pem=664=b"]),
    (
      #"{"csr":"c","certificate_request":"d","key":"k","cert":"p"}"#,
      [".pem=664=p", "-key.pem=600=k", ".csr=644=c"]
    ),
    (#"{"certificate_request":"d"}"#, [".csr=644=d"]),
    (#"{"encrypted_key":"aGk="}"#, ["-key.enc=600=aGk="]),
    (#"{"encrypted_key":""}"#, ["-key.enc=600="]),
    (#"{"ocspResponse":"aGk="}"#, ["-response.der=644=hi"]),
    (#"{"ocspResponse":""}"#, ["-response.der=644="]),
    (
      #"{"result":{"bundle":{"bundle":"b","root":"r"}}}"#, ["-bundle.pem=644=b", "-root.pem=644=r"]
    ),
    (#"{"bundle":"b","root":"r"}"#, []), (#"{"result":{"bundle":"b"}}"#, []),
    (#"{"result":5}"#, []),
    (#"{"a":{"cert":"x"},"cert":"y"}"#, [".pem=664=y"]), (#"{"c\u0065rt":"z"}"#, [".pem=664=z"]),
    (
      #"{"cert":"a\u0041\ud83d\ude00\ud800<\"\\\/\b\f\n\r\t"}"#,
      [".pem=664=aA\u{1F600}\u{FFFD}<\"\\/\u{8}\u{C}\n\r\t"]
    ),
    (
      #"{"cert":"\uD800\uDC00x\uDC00","key":"\ud800\u0041"}"#,
      [".pem=664=\u{10000}x\u{FFFD}", "-key.pem=600=\u{FFFD}A"]
    ),
    ("\u{FEFF} {\"cert\" : \"é\" , \"n\":[1,-0.5e+3,true,false,null,{}]} \n", [".pem=664=é"]),
  ])
  func `a bare result becomes files`(json: String, expected: [String]) throws {
    #expect(try shown(files(json)) == expected)
  }

  @Test(arguments: [
    (
      "[]",
      "Failed to parse input: json: cannot unmarshal array into Go value of type map[string]interface {}"
    ),
    (#"{"cert":"x""#, "Failed to parse input: unexpected end of JSON input"),
    ("x", "Failed to parse input: invalid character 'x' looking for beginning of value"),
    ("", "Failed to parse input: unexpected end of JSON input"),
    (#"{"cert":"c"}{"#, "Failed to parse input: invalid character '{' after top-level value"),
    ("{\"cert\":\"a\nb\"}", "Failed to parse input: invalid character '\\n' in string literal"),
    (#"{"cert":"\q"}"#, "Failed to parse input: invalid character 'q' in string escape code"),
    (
      #"{"ocspResponse":"!!"}"#, "Failed to parse ocspResponse: illegal base64 data at input byte 0"
    ),
  ])
  func `what is no result is refused in cfssljson's words`(json: String, words: String) {
    let error = #expect(throws: KTHWError.self) { try files(json) }
    #expect(error?.cfsslText == words)
    #expect(error?.problems[0].place?.file == "-")
  }

  @Test(arguments: [
    #"{"cert":1}"#, #"{"cert":null}"#, #"{"key":{}}"#, #"{"encrypted_key":5}"#, #"{"csr":[]}"#,
    #"{"cert":"c","ocspResponse":true}"#,
  ])
  func `a value that is no text is refused where cfssljson panics`(json: String) {
    #expect(throws: KTHWError.self) { try files(json) }
  }

  @Test func `an empty input points at the command before the pipe`() {
    let error = #expect(throws: KTHWError.self) { try files(" \n") }
    #expect(error?.problems[0].hint?.contains("before the pipe") == true)
  }

  @Test(arguments: [
    (#"{"success":true,"result":{"cert":"x"}}"#, [".pem=664=x"]), (#"{"success":true}"#, []),
    (#"{"success":true,"result":null}"#, []),
    (#"{"Success":true,"RESULT":{"cert":"q"},"errors":[],"messages":[]}"#, [".pem=664=q"]),
  ])
  func `a server's answer is unwrapped without -bare`(json: String, expected: [String]) throws {
    #expect(try shown(files(json, isBare: false)) == expected)
  }

  @Test(arguments: [
    ("{}", "Request failed:"), ("null", "Request failed:"), (#"{"cert":"x"}"#, "Request failed:"),
    (
      #"{"success":false,"errors":[{"code":1,"message":"m1"},{"message":"m2"}]}"#,
      "Request failed:\n\tm1\n\tm2"
    ),
    (
      #"{"success":"x"}"#,
      "Failed to parse input: json: cannot unmarshal string into Go struct field Response.success of type bool"
    ),
    (
      #"{"success":true,"result":"x"}"#,
      "Failed to parse input: json: cannot unmarshal string into Go struct field Response.result of type map[string]interface {}"
    ),
  ])
  func `an answer that is no success is refused`(json: String, words: String) {
    let error = #expect(throws: KTHWError.self) { try files(json, isBare: false) }
    #expect(error?.cfsslText == words)
  }

  @Test func `a forgotten -bare is pointed out`() {
    let error = #expect(throws: KTHWError.self) { try files(#"{"cert":"x"}"#, isBare: false) }
    #expect(error?.problems[0].hint?.contains("-bare") == true)
  }

  @Test func `-stdout prints text with a newline and binary files in base64`() throws {
    let all = try files(#"{"cert":"x\n","encrypted_key":"!!","ocspResponse":"aGk="}"#).files
    #expect(all.map(\.standardOutput.text) == ["x\n\n", "ISE=\n", "aGk=\n"])
    #expect(all.map { $0.name(base: "d/ca") } == ["d/ca.pem", "d/ca-key.enc", "d/ca-response.der"])
    #expect(all[0].name(base: "") == ".pem")
  }

  @Test func `octets that are not UTF-8 become U+FFFD`() throws {
    let json = Array(#"{"cert":"a"#.utf8) + [0xFF, 0xC3] + Array(#"b"}"#.utf8)
    let made = try CFSSLFiles(json: secret(json), isBare: true)
    #expect(made.files.first?.contents.text == "a\u{FFFD}\u{FFFD}b")
  }

  @Test func `a wrong text is no leak`() {
    let error = #expect(throws: KTHWError.self) {
      try files(#"{"key":"TOPSECRETKEY","cert":}"#)
    }
    #expect(error?.description.contains("TOPSECRET") == false)
    #expect(error?.cfsslText.contains("TOPSECRET") == false)
  }

  @Test func `hostile input ends quickly`() {
    for piece in [
      "[", "{\"a\":", "{\"result\":{\"bundle\":", "\"", "-", "1e", "\\u", "{\"cert\":\"\\ud800",
    ] {
      let json = String(repeating: piece, count: 30_000)
      #expect(throws: KTHWError.self) { try files(json) }
      #expect(throws: KTHWError.self) { try files(json, isBare: false) }
    }
  }
}
