import KTHWTestSupport
import Testing

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Chains of the x509-limbo project, judged as `verify` judges chains.
///
/// `KTHW_LIMBO` names a file of the project's form, `limbo.json`; without it
/// the test is skipped. See Docs/x509-limbo.md.
struct LimboTests {
  static let file: String? = getenv("KTHW_LIMBO").map { String(cString: $0) }

  @Test(.enabled(if: LimboTests.file != nil, "KTHW_LIMBO does not name x509-limbo's file"))
  func `most chains are judged as x509-limbo expects, each in less than a second`() throws {
    let file = try #require(LimboTests.file)
    let suite = try LimboSuite(file)
    var agreed = 0
    var decidable = 0
    var slowest: Duration = .zero
    for found in suite.cases where !found.needsRevocation {
      decidable += 1
      let clock = ContinuousClock()
      var output = JudgeChain.Output()
      let time = clock.measure { output = JudgeChain.run(found.input) }
      slowest = max(slowest, time)
      #expect(time < .seconds(1), "\(found.id) took \(time)")
      if output.isAccepted == found.isGood {
        agreed += 1
        #expect(LimboTests.differences[found.id] == nil, "\(found.id) agrees by now")
      } else {
        let rules = Set(output.findings.map(\.rule.id)).sorted()
        let what = "\(found.id): \(output.isAccepted ? "accepted" : "refused"), \(rules)"
        #expect(LimboTests.differences[found.id] != nil, "\(what) without a reason")
      }
    }
    print("x509-limbo: \(agreed) of \(decidable) agree, the slowest took \(slowest)")
    #expect(agreed >= 160)
  }

  /// Why some cases are judged otherwise.
  static let differences: [String: String] = [
    "cve::cve-2024-0567": strictIdentifiers,
    "cve::cve-2025-61727": wildcards,
    "pathlen::max-chain-depth-1-self-issued": "OpenSSL counts self-issued certificates as well",
    "pathlen::validation-ignores-pathlen-in-leaf": noAuthority,
    "rfc5280::ca-as-leaf": noAuthority,
    "rfc5280::eku::ee-without-eku": "a certificate without a purpose serves any: we want one",
    "rfc5280::nc::nc-forbids-alternate-chain-ica": oneChain,
    "rfc5280::nc::nc-forbids-dnsname-wildcard-san": wildcards,
    "rfc5280::nc::nc-forbids-same-chain-ica": oneChain,
    "rfc5280::nc::permitted-dn-match": "a server without alternative names: clients refuse it",
    "rfc5280::pc::ica-noncritical-pc": "OpenSSL takes policy constraints that are not critical",
    "rfc5280::san::underscore-dns": "Go and clusters take underscores in host names",
    "webpki::aki::root-with-aki-all-fields": webOnly,
    "webpki::aki::root-with-aki-authoritycertissuer": webOnly,
    "webpki::aki::root-with-aki-authoritycertserialnumber": webOnly,
    "webpki::aki::root-with-aki-missing-keyidentifier": webOnly,
    "webpki::cn::case-mismatch": commonName,
    "webpki::cn::ipv4-hex-mismatch": commonName,
    "webpki::cn::ipv4-leading-zeros-mismatch": commonName,
    "webpki::cn::ipv6-non-rfc5952-mismatch": commonName,
    "webpki::cn::ipv6-uncompressed-mismatch": commonName,
    "webpki::cn::ipv6-uppercase-mismatch": commonName,
    "webpki::cn::not-in-san": commonName,
    "webpki::cn::punycode-not-in-san": commonName,
    "webpki::cn::utf8-vs-punycode-mismatch": commonName,
    "webpki::eku::ee-critical-eku": webOnly,
    "webpki::eku::root-has-eku": "worth an information: OpenSSL and cfssl make such roots",
    "webpki::nc::permitted-dns-match-noncritical": "RFC 5280 §4.2.1.10 wants them critical",
    "webpki::san::public-suffix-multi-label-wildcard-san": publicSuffix,
    "webpki::san::public-suffix-private-namespace-wildcard-san": publicSuffix,
    "webpki::san::san-critical-with-nonempty-subject": webOnly,
  ]

  private static let strictIdentifiers = "an authority without key identifiers: strict mode refuses"
  private static let wildcards = "OpenSSL does not hold wildcards against excluded names"
  private static let noAuthority = "an authority's certificate must not serve as a leaf"
  private static let oneChain = "OpenSSL does not look for a second chain where names forbid one"
  private static let webOnly = "a rule of the web's authorities alone (CA/Browser Forum)"
  private static let commonName = "the common name is a user in a cluster, never a host"
  private static let publicSuffix = "clusters have no list of public suffixes"
}

/// The cases of a file.
struct LimboSuite {
  let cases: [LimboCase]

  init(_ file: String) throws {
    let root = try JSONReader.node(from: InputFile.read(file), file: file)
    cases = try #require(root["testcases"]?.items).map(LimboCase.init)
  }
}

/// A chain, under which terms it is judged, and what is expected.
struct LimboCase {
  let id: String
  let isGood: Bool
  let needsRevocation: Bool
  let input: JudgeChain.Input

  init(_ node: Node) throws {
    id = try #require(node["id"]?.text)
    isGood = node["expected_result"]?.text == "SUCCESS"
    needsRevocation = node["features"]?.items?.contains { $0.text == "has-crl" } == true
    let certificate = try #require(node["peer_certificate"]?.text)
    var names: [SubjectAlternativeName] = []
    let one = node["expected_peer_name"].map { [$0] } ?? []
    for peer in one + (node["expected_peer_names"]?.items ?? []) {
      guard let value = peer["value"]?.text else { continue }
      switch peer["kind"]?.text {
      case "IP": names.append(.ip(try IPAddress(value)))
      case "RFC822": names.append(.email(value))
      default: names.append(.dns(value))
      }
    }
    input = JudgeChain.Input(
      certificate: try LimboCase.ders([certificate])[0],
      intermediates: try LimboCase.ders(node["untrusted_intermediates"]?.texts ?? []),
      roots: try LimboCase.ders(node["trusted_certs"]?.texts ?? []),
      moment: try LimboCase.moment(node["validation_time"]?.text),
      purpose: node["validation_kind"]?.text == "CLIENT" ? .client : .server,
      names: names,
      maximumDepth: node["max_chain_depth"]?.scalar.flatMap { Int($0.text) } ?? 5
    )
  }

  private static func ders(_ texts: [String]) throws -> [[UInt8]] {
    try texts.flatMap { try PEM.blocks(in: Array($0.utf8)).map(\.bytes) }
  }

  /// The moment of a case; without one, the project means the present.
  private static func moment(_ text: String?) throws -> Timestamp {
    guard let text else { return FixedContext.moment }
    return try Timestamp(rfc3339: String(text.prefix(19)) + "Z")
  }
}

extension Node {
  /// The texts of a list.
  fileprivate var texts: [String] { (items ?? []).compactMap(\.text) }
}
