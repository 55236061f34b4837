import KTHWTestSupport
import Testing

@testable import KTHWCore

struct PictureTermTests {
  @Test(
    arguments: [
      (-400, -1, Tone.ended), (-350, 15, .due), (-350, 30, .due), (-300, 65, .near),
      (-300, 91, .good), (1, 400, .future), (-19, 11, .near), (-21, 9, .due),
    ] as [(Int64, Int64, Tone)]
  )
  func `a term's tone follows its end and its renewal`(begin: Int64, end: Int64, tone: Tone) {
    #expect(PictureFixture.term(from: begin, to: end).tone(at: PictureFixture.now) == tone)
  }

  @Test func `renewal is due a third of the life before the end, or sooner`() {
    let short = PictureFixture.term(from: 0, to: 30)
    #expect(short.renews == PictureFixture.now.adding(seconds: 20 * 86_400))
    let long = PictureFixture.term(from: 0, to: 365)
    #expect(long.renews == PictureFixture.now.adding(seconds: 335 * 86_400))
  }

  @Test func `what is left is told in days, and in years where they are many`() {
    #expect(PictureFixture.term(from: 0, to: 364).left(at: PictureFixture.now) == "364 days")
    #expect(PictureFixture.term(from: 0, to: 3649).left(at: PictureFixture.now) == "9.9 years")
    #expect(
      PictureFixture.term(from: -9, to: -3).left(at: PictureFixture.now) == "ended 3 days ago"
    )
    #expect(PictureFixture.term(from: 5, to: 9).left(at: PictureFixture.now) == "in 5 days")
  }

  @Test func `terms at the ends of time are no trouble`() {
    let ends = [Timestamp(secondsSince1970: .max), Timestamp(secondsSince1970: .min)]
    for end in ends {
      for begin in ends + [PictureFixture.now] {
        let term = PictureTerm(from: begin, to: end, renewing: .max)
        _ = term.left(at: PictureFixture.now)
        _ = term.percentLeft(at: PictureFixture.now)
        let scale = TimeScale(from: begin, to: end, now: PictureFixture.now)
        #expect((0...(scale.marks.count - 1) * 1000).contains(scale.position(of: end)))
      }
    }
  }
}

struct TimeScaleTests {
  @Test func `a scale reaches beyond what it is for`() {
    let scale = PictureFixture.timeline.scale
    #expect(scale.marks[scale.today].moment == PictureFixture.now)
    #expect(scale.marks.first?.label == "10 years ago")
    #expect(scale.marks.last?.label == "10 years")
  }

  @Test func `positions rise with time and meet the marks`() {
    let scale = PictureFixture.timeline.scale
    for (index, mark) in scale.marks.enumerated() {
      #expect(scale.position(of: mark.moment) == index * 1000)
    }
    let days = stride(from: Int64(-400), to: 3600, by: 7)
    let positions = days.map { scale.position(of: PictureFixture.now.adding(seconds: $0 * 86_400)) }
    #expect(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 })
  }
}

struct TalkLayoutTests {
  @Test func `no boxes of a talk picture overlap, and all is inside`() {
    for picture in [PictureFixture.talk, PictureFixture.hostileTalk, crowd] {
      let layout = TalkLayout(picture)
      for (index, one) in layout.boxes.enumerated() {
        #expect(one.x >= 0 && one.x + TalkLayout.boxWidth <= layout.width)
        #expect(one.y >= 0 && one.y + one.height <= layout.height)
        for other in layout.boxes[(index + 1)...] {
          let isApart =
            one.x + TalkLayout.boxWidth <= other.x || other.x + TalkLayout.boxWidth <= one.x
            || one.y + one.height <= other.y || other.y + other.height <= one.y
          #expect(isApart, "\(one) \(other)")
        }
      }
      #expect(layout.lanes.count == picture.links.count)
    }
  }

  /// Several API servers, a server of nobody, two that watch it.
  private var crowd: TalkPicture {
    let hubs = ["a", "b"].map { TalkPicture.Party(column: .hub, role: $0) }
    let etcd = TalkPicture.Party(column: .servers, role: "etcd")
    let watchers = ["x", "y"].map { TalkPicture.Party(column: .outside, role: $0) }
    let client = TalkPicture.Party(column: .clients, role: "admin")
    return TalkPicture(
      machines: [:],
      links: hubs.map { TalkPicture.Link(from: client, to: $0, works: 1) }
        + hubs.map { TalkPicture.Link(from: $0, to: etcd, works: 1) }
        + watchers.map { TalkPicture.Link(from: $0, to: etcd, works: 1) }
        + [
          TalkPicture.Link(
            from: TalkPicture.Party(column: .outside, role: "z"),
            to: TalkPicture.Party(column: .servers, role: "lonely"),
            works: 1
          )
        ]
    )
  }
}
