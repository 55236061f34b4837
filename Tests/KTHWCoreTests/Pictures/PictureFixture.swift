import KTHWTestSupport

@testable import KTHWCore

/// Small pictures with a bit of everything in them.
enum PictureFixture {
  static let now = Timestamp(year: 2026, month: 11, day: 21, hour: 8)

  /// A term that began and ends some days from now.
  static func term(from begin: Int64, to end: Int64) -> PictureTerm {
    PictureTerm(
      from: now.adding(seconds: begin * 86_400),
      to: now.adding(seconds: end * 86_400),
      renewing: 30 * 86_400
    )
  }

  static func entry(
    _ name: String,
    _ role: String,
    _ term: PictureTerm,
    count: Int = 1,
    _ children: [PKIPicture.Entry] = []
  ) -> PKIPicture.Entry {
    PKIPicture.Entry(
      name: name,
      role: role,
      count: count,
      term: term,
      tone: term.tone(at: now),
      children: children
    )
  }

  static let pki = PKIPicture(
    roots: [
      entry(
        "kubernetes-ca",
        "the cluster's authority",
        term(from: -400, to: 3250),
        [
          entry("kube-apiserver", "the API server's certificate", term(from: -400, to: -35)),
          entry("admin", "the administrator's certificate", term(from: -350, to: 15)),
          entry("kubelet", "node-1 … node-40 (40)", term(from: -300, to: 65), count: 40),
          entry("break-glass", "the emergency administrator's certificate", term(from: 3, to: 33)),
        ]
      ),
      PKIPicture.Entry(
        name: "somebody else",
        role: "not among these files",
        tone: .unknown,
        children: [entry("guest", "the certificate of guest", term(from: -1, to: 300))]
      ),
    ],
    now: now
  )

  static let talk: TalkPicture = {
    let server = TalkPicture.Party(column: .hub, role: "kube-apiserver")
    let kubelet = TalkPicture.Party(column: .clients, role: "kubelet")
    let etcd = TalkPicture.Party(column: .servers, role: "etcd")
    let health = TalkPicture.Party(column: .outside, role: "etcd-client")
    return TalkPicture(
      machines: [
        server: ["controller-1", "controller-2"],
        kubelet: ["node-1", "node-2", "node-3"],
        etcd: ["controller-1", "controller-2"],
        health: ["controller-1"],
      ],
      links: [
        TalkPicture.Link(from: server, to: etcd, identity: "kube-apiserver-etcd-client", works: 4),
        TalkPicture.Link(from: etcd, to: etcd, identity: "kube-etcd-peer", works: 2),
        TalkPicture.Link(from: health, to: etcd, untried: 2, reasons: ["its key is encrypted"]),
        TalkPicture.Link(
          from: kubelet,
          to: server,
          dials: "192.168.26.10",
          works: 4,
          fails: 2,
          reasons: ["client: name mismatch"]
        ),
        TalkPicture.Link(from: server, to: kubelet, fails: 1, reasons: ["server: expired"]),
      ]
    )
  }()

  static let timeline = TimelinePicture(
    rows: [
      row("kube-apiserver", term(from: -400, to: -35)),
      row("admin", term(from: -350, to: 15)),
      row("break-glass", term(from: 3, to: 33)),
      row("kubelet", term(from: -300, to: 65), count: 40),
      row("kubernetes-ca", term(from: -400, to: 3250)),
    ],
    omitted: 7,
    now: now
  )

  static func row(_ name: String, _ term: PictureTerm, count: Int = 1) -> TimelinePicture.Row {
    TimelinePicture.Row(
      name: name,
      role: "the certificate of \(name)",
      count: count,
      term: term,
      tone: term.tone(at: now),
      ending: "all is lost",
      file: "pki/\(name).pem"
    )
  }

  /// A name that would break out of every form, were it taken as it stands.
  static let hostile =
    "</title><script>alert(1)</script>\"'`&amp;#quot;;%%{init}%%\\N\\\"]; end\n\u{1B}[31m\u{202E}:::x|"

  static let hostilePKI = PKIPicture(
    roots: [
      entry(hostile, hostile, term(from: 0, to: 9), [entry(hostile, "x", term(from: 0, to: 9))])
    ],
    now: now
  )

  static let hostileTalk: TalkPicture = {
    let server = TalkPicture.Party(column: .hub, role: hostile)
    let client = TalkPicture.Party(column: .clients, role: hostile + "2")
    return TalkPicture(
      machines: [server: [hostile]],
      links: [
        TalkPicture.Link(
          from: client,
          to: server,
          dials: hostile,
          identity: hostile,
          works: 1,
          fails: 1,
          reasons: [hostile]
        )
      ]
    )
  }()

  static let hostileTimeline = TimelinePicture(
    rows: [row(hostile, term(from: 0, to: 9))],
    omitted: 0,
    now: now
  )
}
