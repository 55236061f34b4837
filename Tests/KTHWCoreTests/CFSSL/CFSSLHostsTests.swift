import Testing

@testable import KTHWCore

/// Every row was put to cfssl 1.2.0 or 1.6.5; 1.2.0 knows no URIs.
@Suite struct CFSSLHostsTests {
  @Test(arguments: [
    ("10.32.0.1", [10, 32, 0, 1]), ("::ffff:1.2.3.4", [1, 2, 3, 4]), ("127.0.0.1", [127, 0, 0, 1]),
    ("::1", [UInt8](repeating: 0, count: 15) + [1]),
  ])
  func `an IP literal becomes an iPAddress name`(text: String, octets: [UInt8]) throws {
    #expect(try SubjectAlternativeName(cfsslHost: text) == .ip(IPAddress(octets: octets)))
  }

  @Test(arguments: [
    ("A <a@b.c>", "a@b.c"), ("<a@b>", "a@b"), ("a@b (note)", "a@b"), ("\"a b\"@c", "a b@c"),
    ("x:a@b;", "a@b"), ("a@ b", "a@b"), (" a@b ", "a@b"), ("A B <a@b>", "a@b"),
    ("\"A\" <a@b>", "a@b"), ("a@[1.2.3.4]", "a@[1.2.3.4]"), ("=?utf-8?q?x?= <a@b>", "a@b"),
    ("A (c) B <a@b>", "a@b"), ("a@b (x) (y)", "a@b"), ("A [x] <a@b>", "a@b"),
    ("<a@b> (c)", "a@b"), ("x : a@b ;", "a@b"), ("ä <a@b>", "a@b"), ("x: A <a@b> (c) ;", "a@b"),
    ("\"a\\\\b\"@c", "a\\b@c"), ("A\tB <a@b>", "a@b"), ("a@b\t", "a@b"),
    ("A \"B C\" D <a@b>", "a@b"), ("A. <a@b>", "a@b"), (".A <a@b>", "a@b"),
    ("A <\"q q\"@b>", "q q@b"), ("A < a@ b>", "a@b"), ("a@b ((n)e(st))", "a@b"),
    ("a@b (\\))", "a@b"),
  ])
  func `one RFC 5322 address becomes an rfc822Name`(text: String, address: String) throws {
    #expect(try SubjectAlternativeName(cfsslHost: text) == .email(address))
  }

  @Test(arguments: [
    "a b@c", "a@b.", "a@b,c@d", "a@b(", "a @b", "a.@b", "\"\"@b", "=?foo?q?x?= <a@b>", "(c) a@b",
    "A <a@b", "a@b>", "a(b)@c", "<a@b>(c", "a..b@c", "a\t@b", "A@B <a@b>", "A < a@b >",
    "<@x:a@b>", "a@[x]", "a@[1.2.3.4", "\"a@b", "\"a\\", "<>", "@", "a@", "x <a@b> y",
  ])
  func `what only looks like an address stays a DNS name`(text: String) throws {
    #expect(try SubjectAlternativeName(cfsslHost: text) == .dns(text))
  }

  @Test(arguments: [
    ("localhost:8080", "localhost:8080"), ("etcd-0:2379", "etcd-0:2379"),
    ("kube.example.com:6443", "kube.example.com:6443"), ("foo:bar", "foo:bar"),
    ("system:node:x", "system:node:x"), ("mailto:a@b", "mailto:a@b"), ("*", "*"),
    ("/path", "/path"), ("fe80::1%eth0", "fe80::1%eth0"), ("IP:1.2.3.4", "ip:1.2.3.4"),
    ("a:%zz", "a:%zz"), ("foo:", "foo:"), ("HTTPS://Example.COM/A b", "https://Example.COM/A%20b"),
    ("spiffe://cluster.local/ns/x", "spiffe://cluster.local/ns/x"),
    ("http://u:p@h:80/%41?q=1", "http://u:p@h:80/%41?q=1"), ("http://h/a!b", "http://h/a!b"),
    ("http://h/a\"b", "http://h/a%22b"), ("http://h/é", "http://h/%C3%A9"),
    ("http://h?", "http://h?"),
    ("http://h/#x", "http://h/%23x"), ("file:///etc/x", "file:///etc/x"), ("x:/p", "x:/p"),
    ("http://[::1]:80/", "http://[::1]:80/"),
    ("http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]/"),
    ("x:a@b,c@d;", "x:a@b,c@d;"), ("x:;", "x:;"),
  ])
  func `what Go reads as a request URI becomes a URI, written anew`(
    text: String,
    uri: String
  ) throws {
    #expect(try SubjectAlternativeName(cfsslHost: text) == .uri(uri))
  }

  @Test(arguments: [
    "", " ", "a..b", "*.a.b", "a_b", "Master-1", "010.0.0.1", "10.0.0.256", "10.0.0.0/24", "1.2.3",
    "[::1]", "1.2.3.4:80", "10.0.0.1 ", "my_host:80", "1a:b", "-a:b", "a/b", ":x",
    "http://a b/", "http://h:8o/", "http://[::1/", "http://h%zz/", "http://h/%zz", "http://%41/",
    "http://[1.2.3.4]/", "http://a:1:2/", "http://a[::1]/", "http://a<b>%/",
  ])
  func `everything else stays a DNS name, as written`(text: String) throws {
    #expect(try SubjectAlternativeName(cfsslHost: text) == .dns(text))
  }

  @Test(arguments: ["ä", "ä@b", "knoten-ß.example", "\"ä\"@b", "foo:ä", "日本"])
  func `a name that is not ASCII is refused where cfssl panics`(text: String) {
    let error = #expect(throws: KTHWError.self) { try SubjectAlternativeName(cfsslHost: text) }
    #expect(error?.code == .invalidName)
    #expect(error?.cfsslCode == 9300)
    #expect(error?.problems[0].hint?.contains("xn--") == true)
  }

  @Test(arguments: ["http://a..b/", "http://ä.b/", "//a..b/x", "http://a./", "x:#%zz"])
  func `a URI whose host is no domain is refused with 9003`(text: String) {
    let error = #expect(throws: KTHWError.self) { try SubjectAlternativeName(cfsslHost: text) }
    #expect(error?.cfsslCode == 9003)
    #expect(error?.cfsslText.contains("x509: cannot parse URI") == true)
  }

  @Test func `-hostname is split at every comma and not trimmed`() throws {
    #expect(CFSSLHosts.split("a, b,,c,") == ["a", " b", "", "c", ""])
    #expect(try CFSSLHosts(hostname: "") == nil)
  }

  @Test func `names stand by kind in Go's order, duplicates kept`() throws {
    let hosts = try CFSSLHosts(["10.0.0.1", "b", "u:v", "a@b", "a", "b", "10.0.0.1"])
    let address = SubjectAlternativeName.ip(try IPAddress("10.0.0.1"))
    #expect(
      hosts.names == [
        .dns("b"), .dns("a"), .dns("b"), .email("a@b"), address, address, .uri("u:v"),
      ]
    )
  }

  @Test func `an empty host is dropped with a warning, because Go refuses blank names`() throws {
    let hosts = try #require(try CFSSLHosts(hostname: "a,"))
    #expect(hosts.names == [.dns("a")])
    #expect(hosts.warnings.map(\.message) == ["an empty host is dropped"])
    #expect(try CFSSLHosts([""]).wasEmpty == false)
    #expect(try CFSSLHosts([]).wasEmpty)
  }

  @Test(arguments: [
    ("localhost:8080", "write localhost alone"), ("system:node:x", "the CN of the request"),
    ("a b", "remove the spaces"), (" kubernetes", "remove the spaces"),
    ("10.0.0.1/24", "four numbers"), ("010.0.0.1", "four numbers"),
    ("fe80::1%eth0", "without zone"),
    ("DNS:kubernetes", "without zone, prefix"), ("a\nb", "remove it"), ("a\u{0}", "remove it"),
  ])
  func `a doubtful host is kept and warned of in one line`(host: String, hint: String) throws {
    let hosts = try CFSSLHosts([host])
    #expect(hosts.names.count == 1)
    let warning = try #require(hosts.warnings.first)
    #expect(hosts.warnings.count == 1)
    #expect(warning.place?.field == "hosts[0]")
    #expect(warning.hint?.contains(hint) == true)
    #expect(!warning.message.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test(arguments: [
    "kubernetes.default.svc.cluster.local", "10.32.0.1", "*.example.com", "a@b",
    "spiffe://cluster.local/x", "urn:uuid:1",
  ])
  func `a plain host is not warned of`(host: String) throws {
    #expect(try CFSSLHosts([host]).warnings.isEmpty)
  }

  @Test func `every bad host is named at once`() {
    let error = #expect(throws: KTHWError.self) { try CFSSLHosts(["ok", "ä", "http://a..b/"]) }
    #expect(error?.problems.map(\.place?.field) == ["hosts[1]", "hosts[2]"])
  }

  @Test func `hostile hosts end quickly`() throws {
    for text in ["(", "<", "\"", "[", ":", "/", "%", "a@", "x:a@b,", ".", "http://", "\\"] {
      let long = String(repeating: text, count: 20_000)
      _ = try? SubjectAlternativeName(cfsslHost: long)
      _ = try? SubjectAlternativeName(cfsslHost: "A " + long)
    }
    #expect(try SubjectAlternativeName(cfsslHost: "ok") == .dns("ok"))
  }
}
