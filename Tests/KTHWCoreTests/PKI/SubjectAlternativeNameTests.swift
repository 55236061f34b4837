import Testing

@testable import KTHWCore

struct SubjectAlternativeNameTests {
  @Test(
    arguments: [
      ("10.32.0.1", .address("10.32.0.1")), ("::1", .address("::1")),
      ("::ffff:10.0.0.1", .address("10.0.0.1")), ("kubernetes", .dns("kubernetes")),
      ("kubernetes.default.svc.cluster.local", .dns("kubernetes.default.svc.cluster.local")),
      ("*.example.net", .dns("*.example.net")), ("Node-0", .dns("Node-0")),
      ("my_host", .dns("my_host")),
      ("3com.net", .dns("3com.net")), ("xn--bcher-kva.example", .dns("xn--bcher-kva.example")),
      ("admin@example.net", .email("admin@example.net")),
      ("a+b.c@localhost", .email("a+b.c@localhost")),
      ("spiffe://cluster.local/ns/a", .uri("spiffe://cluster.local/ns/a")),
      ("https://10.0.0.1:6443/x?y=%20#z", .uri("https://10.0.0.1:6443/x?y=%20#z")),
      ("ldap://[2001:db8::7]/c=GB", .uri("ldap://[2001:db8::7]/c=GB")),
      ("http://u:p@h", .uri("http://u:p@h")),
    ] as [(String, SubjectAlternativeName)]
  )
  func `a host becomes the kind of name that it is`(
    text: String,
    name: SubjectAlternativeName
  ) throws {
    #expect(try SubjectAlternativeName(classifying: text) == name)
  }

  @Test(arguments: [
    ("", "empty"), (" a", "spaces"), ("a b", "spaces"), ("a\n", "control"), ("a\u{0}", "control"),
    ("bücher.de", "ASCII"), ("a\u{202e}b", "ASCII"), ("10.0.0.0/24", "network"),
    ("fd00::/8", "network"), ("localhost:8080", "port"), ("etcd-0:2379", "port"),
    ("[::1]", "brackets"), ("[::1]:80", "brackets"), ("fe80::1%eth0", "zone"),
    ("010.0.0.1", "IP address"), ("10.0.0.256", "IP address"), ("1.2.3", "IP address"),
    ("system:node:w1", "Kubernetes user"), ("a..b", "empty label"), (".a", "empty label"),
    ("a.", "empty label"), ("*", "wrong place"), ("a.*.b", "wrong place"), ("*a.b", "wrong place"),
    ("-a", "hyphen"), ("a-.b", "hyphen"), ("a/b", "not a DNS name"), ("a:b", "not a DNS name"),
    ("%n-%i", "not a DNS name"), ("../../etc", "empty label"), ("a@b@c", "e-mail"),
    ("@b", "e-mail"),
    ("a@", "e-mail"), ("a@b.", "e-mail"), ("a..b@c", "e-mail"), ("a@*.b", "e-mail"),
    ("\"a\"@b", "e-mail"), ("://a", "URI"), ("1a://b", "URI"), ("http://", "URI"),
    ("http://a..b/", "URI"), ("http://a:99999/", "URI"), ("http://a/%zz", "URI"),
    ("http://a/<", "URI"), ("http://[::1/", "URI"), ("http://[1.2.3.4]/", "URI"),
    ("host,http://a", "URI"),
  ])
  func `what can only be a mistake is refused with a hint`(text: String, words: String) {
    let error = #expect(throws: KTHWError.self) { try SubjectAlternativeName(classifying: text) }
    #expect(error?.code == .invalidName)
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.problems.first?.hint != nil)
  }

  @Test func `lengths end at 63 for labels and 253 for names`() {
    let label = String(repeating: "a", count: 63)
    let name = [label, label, label, String(label.prefix(61))].joined(separator: ".")
    #expect(throws: Never.self) { try SubjectAlternativeName(classifying: name) }
    #expect(throws: KTHWError.self) { try SubjectAlternativeName(classifying: name + "a") }
    #expect(throws: KTHWError.self) { try SubjectAlternativeName(classifying: label + "a") }
    #expect(throws: KTHWError.self) {
      try SubjectAlternativeName(classifying: String(repeating: "a.", count: 5 << 20))
    }
  }

  @Test func `names are shown with their kind, safe for a terminal`() {
    let names: [SubjectAlternativeName] = [
      .dns("kubernetes"), .address("10.32.0.1"), .email("a@b"), .uri("x://y"), .dns("\u{1b}[2J"),
    ]
    #expect(
      names.map(\.description) == [
        "DNS:kubernetes", "IP:10.32.0.1", "email:a@b", "URI:x://y", "DNS:\\u{1b}[2J",
      ]
    )
  }

  @Test func `grouping by kind keeps the order within each kind`() {
    let names: [SubjectAlternativeName] = [
      .uri("b://"), .address("::1"), .dns("z"), .email("y@y"), .dns("a"), .dns("z"),
      .address("1.1.1.1"), .uri("a://"),
    ]
    #expect(
      names.groupedByKind() == [
        .dns("z"), .dns("a"), .dns("z"), .email("y@y"), .address("::1"), .address("1.1.1.1"),
        .uri("b://"), .uri("a://"),
      ]
    )
  }
}
