import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Which units read which files` {
  static func units(_ files: [String: String]) throws -> [String: [String]] {
    let entries = files.map { path, text in
      HostOverlay.Entry(path: path, content: .file(HostDelivery.plain(text), mode: 0o644))
    }
    let delivery = try HostDelivery(HostOverlay(host: "h", entries: entries))
    return Dictionary(
      uniqueKeysWithValues: try DeliveredUnits(delivery).all().map { ($0.name, $0.paths) }
    )
  }

  @Test func `a unit reads what it names, and what that names`() throws {
    let units = try Self.units([
      "/etc/systemd/system/a.service": "ExecStart=/bin/a --config=/etc/a/one.conf,/etc/a/b.pem",
      "/etc/systemd/system/b.service": "ExecStart=/bin/sh '/opt/run.sh'",
      "/etc/systemd/system/b.service.d/10-more.conf": "Environment=X=/etc/more.env.",
      "/etc/systemd/system/t@.service": "ExecStart=/etc/a/one.conf",
      "/etc/a/one.conf": "dir: \"/etc/a/d/\" and http://x/etc/a/not.pem",
      "/etc/a/b.pem": "-----BEGIN X-----\n/etc/a/not.pem",
      "/etc/a/b.pem2": "", "/etc/a/not.pem": "", "/etc/a/d/x": "", "/etc/a/d/deep/y": "",
      "/opt/run.sh": ". \"${0%/*}\"/lib.sh", "/opt/lib.sh": "", "/etc/more.env": "",
      "/etc/haproxy/haproxy.cfg": "ca-file /etc/ca.pem", "/etc/ca.pem": "",
    ])
    #expect(
      units == [
        "a.service": [
          "/etc/a/b.pem", "/etc/a/d/x", "/etc/a/one.conf", "/etc/systemd/system/a.service",
        ],
        "b.service": [
          "/etc/more.env", "/etc/systemd/system/b.service",
          "/etc/systemd/system/b.service.d/10-more.conf", "/opt/lib.sh", "/opt/run.sh",
        ],
        "haproxy.service": ["/etc/ca.pem", "/etc/haproxy/haproxy.cfg"],
      ]
    )
  }

  @Test func `a digest changes with contents, modes and nothing else`() throws {
    func digest(_ text: String, mode: UInt16 = 0o600, other: String = "") throws -> String {
      let files = [
        ("/etc/systemd/system/a.service", "/etc/a.key", UInt16(0o644)), ("/etc/a.key", text, mode),
        ("/etc/other", other, 0o644),
      ]
      let entries = files.map {
        HostOverlay.Entry(path: $0.0, content: .file(HostDelivery.plain($0.1), mode: $0.2))
      }
      let delivery = try HostDelivery(HostOverlay(host: "h", entries: entries))
      return try #require(DeliveredUnits(delivery).all().first).digest
    }
    let first = try digest("x")
    #expect(try digest("x", other: "y") == first)
    #expect(try digest("y") != first)
    #expect(try digest("x", mode: 0o640) != first)
  }

  @Test(arguments: ["/etc/a\tb", "/etc/a\u{7F}", "/etc/\r"])
  func `names that a line cannot hold are refused`(path: String) throws {
    let entry = HostOverlay.Entry(path: path, content: .link(to: "x"))
    #expect(throws: KTHWError.self) { try HostOverlay(host: "h", entries: [entry]) }
    let link = HostOverlay.Entry(path: "/etc/a", content: .link(to: path))
    #expect(throws: KTHWError.self) { try HostOverlay(host: "h", entries: [link]) }
  }
}
