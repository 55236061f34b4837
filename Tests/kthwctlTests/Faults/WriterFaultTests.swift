import KTHWTestSupport
import Testing

/// Faults at the system calls of every command that writes.
///
/// Of each run's calls that change something, some are hit in turn;
/// `KTHW_EVERY_FAULT=1`, as `make check-long` has it, hits every one.
@Suite(.judged(by: "strace", "taskset")) struct WriterFaultTests {
  /// A writer, how it looks before and after a run without faults, and the
  /// calls between.
  struct Situation {
    let writer: Writer
    let start: ScratchDirectory
    let old: Standing
    let new: Standing
    let points: [FaultPoint]

    init(_ writer: Writer) throws {
      self.writer = writer
      start = try writer.prepared()
      old = try Standing(start)
      let finished = try writer.prepared()
      try writer.command(in: finished).run().expecting(writer.status)
      new = try Standing(finished)
      #expect(new.leftovers == [])
      points = try FaultPoint.all(of: writer)
    }

    /// The directory as it is before the run.
    func again() throws -> ScratchDirectory {
      let directory = try ScratchDirectory()
      try RunCommand("cp", ["-a", start.path + "/.", directory.path]).run().expecting(0)
      return directory
    }

    /// A run without faults after one that was hit: all is well then.
    func settle(_ directory: ScratchDirectory, _ comment: Comment) throws {
      let next = try writer.command(in: directory).run()
      let isWhole = try writer.isWhole(directory, new)
      #expect(isWhole, "\(comment)\nthe run after it: \(next)\n\(directory.entries())")
      if case .refuses = writer.again {
      } else {
        #expect(next.status == writer.status, "\(comment)\nthe run after it: \(next)")
      }
      let leftovers = try Standing(directory).leftovers
      #expect(leftovers == [], "\(comment)\nthe run after it: \(next)")
    }
  }

  @Test(arguments: Writer.all)
  func `killed at any call, nothing is torn and the next run makes it whole`(
    writer: Writer
  ) throws {
    let situation = try Situation(writer)
    var (hits, mixed) = (0, 0)
    for point in FaultPoint.sample(situation.points, of: writer) {
      let directory = try situation.again()
      let (result, _) = try FaultPoint.run(writer, in: directory, point.killing)
      let comment: Comment = "\(writer.name), killed at \(point)\n\(result)"
      #expect(!result.succeeded, comment)
      hits += 1
      let found = try Standing(directory)
      try expectNothingTorn(found, situation, directory, comment)
      let isOld = found.differences(from: situation.old, in: writer.outputs).isEmpty
      if !isOld, try !writer.isComplete(directory, situation.new) { mixed += 1 }
      try situation.settle(directory, comment)
    }
    #expect(hits > 0)
    Figure.say(
      "F1 \(writer.name): killed at \(hits) of \(situation.points.count) calls, "
        + "0 torn, \(mixed) half renamed until the next run, 0 after it"
    )
  }

  @Test(arguments: Writer.all)
  func `an error at any call is told, and the old files stand`(writer: Writer) throws {
    let situation = try Situation(writer)
    var (hits, harmless) = (0, 0)
    for point in FaultPoint.sample(situation.points, of: writer) {
      let errors =
        FaultPoint.areAllHit ? point.errors : [point.errors[point.index % point.errors.count]]
      for error in errors {
        let directory = try situation.again()
        let (result, lines) = try FaultPoint.run(writer, in: directory, point.failing(with: error))
        let comment: Comment = "\(writer.name), \(error) at \(point)\n\(result)"
        #expect(lines.contains { $0.contains("(INJECTED)") }, comment)
        hits += 1
        let found = try Standing(directory)
        if result.status == writer.status {
          // What went wrong does not matter: something old was not removed.
          harmless += 1
          let isWhole = try writer.isComplete(directory, situation.new)
          #expect(isWhole, comment)
        } else {
          let isUntouched = found == situation.old
          // The last wait for the disk comes when the files are in place.
          let isDone = try point.isWait && writer.isComplete(directory, situation.new)
          #expect(isUntouched || isDone, "\(comment)\n\(directory.entries())")
          #expect(found.leftovers == [], comment)
          #expect(writer.isNamed(in: result.errorText), comment)
        }
        try situation.settle(directory, comment)
      }
    }
    #expect(hits > 0)
    Figure.say(
      "F2 \(writer.name): \(hits) errors at \(situation.points.count) calls, \(harmless) did not "
        + "matter, the others told with the old files as they were"
    )
  }

  /// Whatever has an output's name is the old file or a new one that is whole,
  /// and nobody else can read it.
  private func expectNothingTorn(
    _ found: Standing,
    _ situation: Situation,
    _ directory: ScratchDirectory,
    _ comment: Comment
  ) throws {
    for path in found.differences(from: situation.old, in: situation.writer.outputs) {
      let thing = try #require(found.things[path], "\(path) is gone\n\(comment)")
      switch situation.writer.wholeness {
      case .fixed: #expect(thing == situation.new.things[path], "\(path)\n\(comment)")
      case .judged:
        #expect(thing.mode == situation.new.things[path]?.mode, "\(path)\n\(comment)")
        #expect(thing.bytes.last == UInt8(ascii: "\n"), "\(path)\n\(comment)")
      }
    }
    for path in situation.writer.secrets {
      guard let mode = found.things[path]?.mode else { continue }
      #expect(mode == 0o600, "\(path)\n\(comment)")
    }
    for path in found.leftovers {
      guard let thing = found.things[path], thing.kind == .file else { continue }
      let isSecret = String(decoding: thing.bytes, as: UTF8.self).contains("PRIVATE")
      #expect(!isSecret || thing.mode == 0o600, "\(path)\n\(comment)")
    }
  }
}

extension Writer {
  /// Whether its outputs are new and belong together, whatever is beside them.
  fileprivate func isComplete(_ directory: ScratchDirectory, _ new: Standing) throws -> Bool {
    switch wholeness {
    case .fixed: try Standing(directory).differences(from: new, in: outputs).isEmpty
    case .judged(let judge): try outputs.allSatisfy(directory.has) && judge(directory)
    }
  }

  /// Whether a message names what could not be written, or where.
  fileprivate func isNamed(in text: String) -> Bool {
    // The directory's lock and journal stand for all of its files.
    (outputs + [".kube", ".: ", "./", "/kthw-test-"]).contains { output in
      text.contains(output.hasSuffix("/") ? output.dropLast() : output[...])
    }
  }
}

extension FaultPoint {
  /// Whether the call only waits for the disk.
  fileprivate var isWait: Bool { ["fsync", "syncfs"].contains(call) }
}
