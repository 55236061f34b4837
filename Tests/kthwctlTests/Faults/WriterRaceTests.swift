import KTHWCore
import KTHWTestSupport
import Testing

/// Many runs at once in one directory.
@Suite struct WriterRaceTests {
  @Test(.judged(by: "sh"), arguments: Writer.all)
  func `twenty runs at once leave what one of them would`(writer: Writer) throws {
    let isTree = writer.outputs.contains { $0.hasSuffix("/") }
    // Trees wait for each other: fewer of them where time counts.
    let count = isTree && !FaultPoint.areAllHit ? 6 : 20
    let directory = try writer.prepared()
    let alone = try writer.prepared()
    try writer.command(in: alone).run().expecting(writer.status)
    let new = try Standing(alone)
    let log = try ScratchDirectory()
    let script = """
      log=$1 count=$2 input=$3; shift 3
      runs=; for run in $(seq $count); do
        "$@" >"$log/$run" 2>&1 <"$input" & runs="$runs $!"
      done
      for run in $runs; do wait $run; echo $?; done
      """
    var command = try writer.command(in: directory)
    command.arguments =
      ["-c", script, "sh", log.path, "\(count)", writer.input ?? "/dev/null", command.program]
      + command.arguments
    command.program = "sh"
    let statuses = try command.run().expecting(0).outputLines
    let said = try log.names().map { try log.text($0) }.joined()
    let comment: Comment = "\(writer.name)\n\(statuses)\n\(said)"
    switch writer.again {
    case .same, .others:
      #expect(statuses == [String](repeating: "\(writer.status)", count: count), comment)
    case .othersInTurn:
      #expect(statuses.contains("\(writer.status)"), comment)
      #expect(statuses.allSatisfy { ["\(writer.status)", "74"].contains($0) }, comment)
    case .refuses:
      // One makes it, the others are told that it is there.
      #expect(statuses.count { $0 == "\(writer.status)" } == 1, comment)
      #expect(statuses.allSatisfy { ["0", "1", "74"].contains($0) }, comment)
    }
    let isWhole = try writer.isWhole(directory, new)
    #expect(isWhole, comment)
    #expect(try Standing(directory).leftovers == [], comment)
  }

  @Test(.judged(by: "sh"))
  func `the certificate of one run never stands with the key of another`() throws {
    let rounds = FaultPoint.areAllHit ? 1_000 : 20
    let directory = try ScratchDirectory()
    let stock = try WriterStock.shared()
    let gencert = ["cfssl", "gencert", "-ca=ca.pem", "-ca-key=ca-key.pem", "admin-csr.json"]
    for number in 0..<4 {
      let response = try RunCommand(RunCommand.kthwctlPath, gencert).inside(stock.directory).run()
      try directory.write("\(number).json", response.expecting(0).outputText)
    }
    let script = """
      for run in 0 1 2 3; do "$0" cfssljson -f $run.json -bare admin & done; wait
      """
    var mismatches = 0
    for _ in 0..<rounds {
      try RunCommand("sh", ["-c", script, RunCommand.kthwctlPath]).inside(directory).run()
        .expecting(0)
      if try !KeyedFiles(base: "admin").belongTogether(in: directory) { mismatches += 1 }
    }
    #expect(mismatches == 0)
    Figure.say("F8 cfssljson: \(rounds) rounds of 4 runs at once, \(mismatches) mismatched pairs")
  }
}
