import KTHWTestSupport
import Testing

/// The same commands given to Debian's cfssl 1.2.0 and to ours: what they make
/// may differ in serial number, times, keys and signatures, and in nothing else.
///
/// What 1.2.0 does otherwise than later releases, which we follow, is listed in
/// Docs/compatibility.md and kept out of these tables.
@Suite(.judged(by: "openssl", "cfssl", "cfssljson")) struct `The same DER as cfssl` {
  /// A signing request in JSON and the flags it is used with.
  struct Request: Sendable, CustomTestStringConvertible {
    let about: String
    let json: String
    var hosts: String?

    var testDescription: String { about }
  }

  static let requests: [Request] = [
    Request(
      about: "every part of a name",
      json: #"""
        {"CN": "system:node:worker-0", "names": [{"C": "US", "ST": "Oregon", "L": "Portland",
         "O": "system:nodes", "OU": "Kubernetes The Hard Way"}]}
        """#
    ),
    Request(about: "nothing but a common name", json: #"{"CN": "admin"}"#),
    Request(about: "an empty subject", json: #"{"hosts": ["a.example"]}"#),
    Request(
      about: "several names of one kind, to be sorted",
      json: #"""
        {"CN": "x", "names": [{"C": "US", "OU": "The & Way"}, {"C": "DE", "OU": "z*"},
         {"OU": "a"}, {"OU": "a"}]}
        """#
    ),
    Request(
      about: "texts that are not printable strings",
      json: #"{"CN": "*.example", "names": [{"O": "Zürich AG", "L": "a_b", "OU": "x@y"}]}"#
    ),
    Request(
      about: "a serial number in the subject",
      json: #"{"CN": "x", "serialnumber": "0001", "names": [{"O": "y"}]}"#
    ),
    Request(
      about: "names of all kinds that both know",
      json: #"{"CN": "x", "hosts": ["b.example", "10.0.0.1", "a@example.com", "a.example"]}"#
    ),
    Request(
      about: "IPv6, a mapped IPv4 and a wildcard",
      json: #"{"CN": "x", "hosts": ["2001:db8::1", "::ffff:10.1.2.3", "*.a.example"]}"#
    ),
    Request(
      about: "addresses that are none",
      json:
        #"{"CN": "x", "hosts": ["010.0.0.1", "10.0.0.256", "a_b", "UPPER.example", "a.example"]}"#
    ),
    Request(
      about: "hosts on the command line instead of those in the file",
      json: #"{"CN": "x", "hosts": ["gone.example"]}"#,
      hosts: "kubernetes,kubernetes.default,10.32.0.1,127.0.0.1"
    ),
    Request(
      about: "keys of another case, unknown ones and doubled ones",
      json: #"""
        {"cn": "x", "Hosts": ["a.example"], "namez": 1, "CN": "y",
         "names": [{"O": "kept", "C": "US"}], "names": [{"C": "DE"}]}
        """#
    ),
    Request(about: "a long common name", json: #"{"CN": "\#(String(repeating: "n", count: 80))"}"#),
  ]

  /// What a signing policy says of its one profile.
  static let profiles: [String] = [
    #""usages": ["signing", "key encipherment", "server auth", "client auth"]"#,
    #""usages": ["client auth", "server auth"]"#,
    #""usages": ["server auth", "server auth", "no such usage", "digital signature"]"#,
    #""usages": ["signing", "cert sign", "crl sign"], "ca_constraint": {"is_ca": true}"#,
    #""usages": ["cert sign"], "ca_constraint": {"is_ca": true, "max_path_len": 3}"#,
    #"""
    "usages": ["cert sign"],
    "ca_constraint": {"is_ca": true, "max_path_len": 0, "max_path_len_zero": true}
    """#,
    #"""
    "usages": ["any", "code signing", "email protection", "s/mime", "ipsec end system",
      "ipsec tunnel", "ipsec user", "timestamping", "ocsp signing", "microsoft sgc",
      "netscape sgc"]
    """#,
    #"""
    "usages": ["data encipherment", "key agreement", "encipher only", "decipher only"]
    """#,
    #"""
    "usages": ["server auth"], "ocsp_url": "http://ocsp.example", "ocsp_no_check": true,
    "crl_url": "http://crl.example/a.crl",
    "issuer_urls": ["http://ca.example/a.crt", "http://ca.example/b.crt"]
    """#,
    #"""
    "usages": ["server auth"],
    "policies": [{"ID": "1.2.3.4", "Qualifiers": [
      {"Type": "id-qt-cps", "Value": "http://cps.example"},
      {"Type": "id-qt-unotice", "Value": "a notice"}]}, {"ID": "2.5.29.32.0"}]
    """#,
  ]

  @Test(arguments: requests) func `requests and certificates for a new key`(request: Request) throws
  {
    let scratch = try ScratchDirectory()
    try authority(in: scratch)
    try scratch.write("request.json", request.json)
    let hosts = request.hosts.map { "-hostname=\($0)" } ?? ""
    for programs in CFSSLPrograms.allCases {
      try programs.shell(
        """
        cfssl gencert -ca ca.pem -ca-key ca-key.pem \(hosts) request.json \
          | cfssljson -bare \(programs)
        """,
        in: scratch
      ).expecting(0)
    }
    try expectSameTree(".csr", in: scratch)
    try expectSameTree(".pem", in: scratch)
  }

  @Test(arguments: profiles) func `certificates under a profile for one request`(profile: String)
    throws
  {
    let scratch = try ScratchDirectory()
    try authority(in: scratch)
    let policy = #""expiry": "8760h", \#(profile)"#
    try scratch.write(
      "config.json",
      #"{"signing": {"default": {"expiry": "1h"}, "profiles": {"p": {\#(policy)}}}}"#
    )
    try scratch.write("leaf.json", #"{"CN": "leaf", "hosts": ["leaf.example", "10.0.0.1"]}"#)
    try CFSSLPrograms.installed.shell("cfssl genkey leaf.json | cfssljson -bare leaf", in: scratch)
      .expecting(0)
    for programs in CFSSLPrograms.allCases {
      try programs.shell(
        """
        cfssl sign -ca ca.pem -ca-key ca-key.pem -config config.json -profile p leaf.csr \
          | cfssljson -bare \(programs)
        """,
        in: scratch
      ).expecting(0)
    }
    // The key is the same, so the key identifiers are compared as well.
    try expectSameTree(".pem", in: scratch, masking: [])
  }

  @Test(arguments: [
    "", #", "ca": {"expiry": "100h", "pathlen": 2}"#, #", "ca": {"pathlenzero": true}"#,
  ])
  func `an authority made again from its key`(extra: String) throws {
    let scratch = try ScratchDirectory()
    let key = #""key": {"algo": "rsa", "size": 2048}"#
    try scratch.write("key.json", #"{"CN": "K", \#(key)}"#)
    try CFSSLPrograms.installed.shell("cfssl genkey key.json | cfssljson -bare key", in: scratch)
      .expecting(0)
    let hosts = #""hosts": ["a.example", "10.0.0.1"]"#
    try scratch.write("ca.json", #"{"CN": "A", \#(hosts), \#(key)\#(extra)}"#)
    for programs in CFSSLPrograms.allCases {
      try programs.shell(
        "cfssl gencert -initca -ca-key key-key.pem ca.json | cfssljson -bare \(programs)",
        in: scratch
      ).expecting(0)
    }
    // An RSA signature depends on nothing but key and content.
    #expect(try scratch.text("ours.csr") == scratch.text("installed.csr"))
    try expectSameTree(".pem", in: scratch, masking: [])
  }

  private func authority(in scratch: ScratchDirectory) throws {
    try scratch.write("ca.json", #"{"CN": "Authority", "names": [{"C": "US", "O": "Test"}]}"#)
    let command = "cfssl gencert -initca ca.json | cfssljson -bare ca"
    try CFSSLPrograms.installed.shell(command, in: scratch).expecting(0)
  }

  /// Compares `ours` with `installed` element by element.
  private func expectSameTree(
    _ ending: String,
    in scratch: ScratchDirectory,
    masking masked: [String] = ["X509v3 Subject Key Identifier"]
  ) throws {
    let openssl = OpenSSLJudge(scratch: scratch)
    let ours = try openssl.tree(of: "ours" + ending).masked(after: masked)
    let theirs = try openssl.tree(of: "installed" + ending).masked(after: masked)
    #expect(theirs.count > 5)
    #expect(ours == theirs)
  }
}

extension [String] {
  /// Lines of a DER tree without what differs from one run to the next: byte
  /// offsets and lengths, times, serial numbers, and values after some names.
  fileprivate func masked(after names: [String]) -> [String] {
    var previous = ""
    return map { line in
      defer { previous = line }
      // `   13:d=2  hl=2 l=  20 prim: INTEGER   :0123`
      let kind = line.drop { $0 != "=" }.dropFirst().prefix { $0 != " " }
      let rest = line.drop { $0 != "m" && $0 != "s" }.drop { $0 != " " }
      let isSerial = kind == "2" && rest.contains("INTEGER") && rest.count > 40
      let isTime = rest.contains("UTCTIME") || rest.contains("GENERALIZEDTIME")
      let isMasked = names.contains { previous.contains($0) }
      let shown = isSerial || isTime || isMasked ? rest.prefix { $0 != ":" } : rest
      return kind + String(shown)
    }
  }
}
