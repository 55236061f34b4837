import Testing

@testable import KTHWCore

private func secret(_ text: String) -> SecretBytes {
  Array(text.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
}

@Suite struct CFSSLResponseTests {
  private static let certificate =
    #""cert":"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n""#
  private static let request =
    #""csr":"-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n""#

  @Test func `a response is one line with its keys in order`() {
    let response = CFSSLResponse(
      certificate: [0x30, 0],
      request: .der([0x30, 0]),
      key: secret("KEY\n")
    )
    #expect(
      response.json().text
        == "{\(Self.certificate),\(Self.request),\"key\":\"KEY\\n\"}\n"
    )
  }

  @Test func `only what was made is in it`() {
    #expect(CFSSLResponse(certificate: [0x30, 0]).json().text == "{\(Self.certificate)}\n")
    #expect(
      CFSSLResponse(request: .der([0x30, 0]), key: secret("K")).json().text
        == "{\(Self.request),\"key\":\"K\"}\n"
    )
    #expect(CFSSLResponse().json().text == "{}\n")
  }

  @Test func `a file's own text comes back byte for byte, escaped as Go does it`() {
    let text = Array("a\r\n\t<&>\"\\\u{1}\u{2028}é".utf8) + [0xFF]
    #expect(
      CFSSLResponse(request: .text(text)).json().text
        == #"{"csr":"a\r\n\t\u003c\u0026\u003e\"\\\u0001\u2028é\ufffd"}"# + "\n"
    )
  }

  @Test func `a response holds its key in wiped memory and shows it nowhere`() {
    let response = CFSSLResponse(key: secret("TOPSECRET"))
    #expect(!"\(response)".contains("TOPSECRET"))
    #expect(!String(reflecting: response.json()).contains("TOPSECRET"))
  }

  /// Their digests are those of cfssl 1.2.0 and 1.6.5.
  @Test func `print-defaults are cfssl's bytes`() throws {
    #expect(CFSSLExample.config.text.utf8.count == 567)
    #expect(CFSSLExample.csr.text.utf8.count == 287)
    let policy = try SigningPolicy(json: Array(CFSSLExample.config.text.utf8))
    #expect(policy.warnings.isEmpty)
    #expect(policy.profiles.keys.sorted() == ["client", "www"])
    let request = try CFSSLRequest(json: Array(CFSSLExample.csr.text.utf8))
    #expect(request.warnings.isEmpty)
    #expect(try request.names().names == [.dns("example.net"), .dns("www.example.net")])
  }

  @Test func `an error prints as cfssl's JSON`() {
    let error = KTHWError(cfssl: .badRequest("x <nil> \"q\""), .invalidValue)
    #expect(error.cfsslText == #"{"code":9300,"message":"x \u003cnil\u003e \"q\""}"#)
    #expect(KTHWError(.usage, "our words").cfsslText == "our words")
    #expect(KTHWError(.usage, "our words").cfsslCode == nil)
  }
}
