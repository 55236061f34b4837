import KTHWTestSupport
import Testing

@Suite struct LinksTests {
  let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
  }

  @Test func `links lead to the running program, by its absolute path`() throws {
    try directory.makeDirectory("bin")
    let result = try RunCommand.kthwctl("links", "bin").inside(directory).run().expecting(0)
    #expect(directory.names() == ["bin", "bin/cfssl", "bin/cfssl-certinfo", "bin/cfssljson"])
    #expect(directory.entries().dropFirst().allSatisfy { $0.kind == .link })
    #expect(result.outputLines.count == 3)
    let version = try RunCommand(directory.path("bin/cfssl"), ["version"]).run().expecting(0)
    #expect(version.outputLines.first?.hasPrefix("Version: ") == true)
  }

  @Test func `links that are there already are kept or brought up to date`() throws {
    try directory.makeDirectory("bin")
    try directory.link("bin/cfssl", to: "/old/place/kthwctl")
    for _ in 0..<2 {
      try RunCommand.kthwctl("links", directory.path("bin/")).run().expecting(0)
    }
    try RunCommand(directory.path("bin/cfssl"), ["version"]).run().expecting(0)
    #expect(directory.names().count == 4)
  }

  @Test func `what is not ours is left alone, and then nothing is made`() throws {
    try directory.write("bin/cfssljson", "#!/bin/sh\n")
    try directory.link("bin/cfssl-certinfo", to: "/usr/bin/true")
    let result = try RunCommand.kthwctl("links", "bin").inside(directory).run().expecting(1)
    #expect(result.output.isEmpty)
    #expect(result.errorText.contains("bin/cfssljson: "))
    #expect(result.errorText.contains("bin/cfssl-certinfo: "))
    #expect(try directory.text("bin/cfssljson") == "#!/bin/sh\n")
    #expect(!directory.has("bin/cfssl"))
  }

  @Test func `a directory that is missing or none is refused`() throws {
    try directory.write("file", "")
    let missing = try RunCommand.kthwctl("links", "none").inside(directory).run().expecting(74)
    #expect(missing.errorText.contains("kthwctl: hint: "))
    try RunCommand.kthwctl("links", "file").inside(directory).run().expecting(65)
  }

  @Test func `programs that the links hide, or that hide them, are told`() throws {
    try directory.makeDirectory("bin")
    try directory.write("other/cfssl", "#!/bin/sh\n", mode: 0o755)
    let bin = directory.path("bin")
    let other = directory.path("other")
    func warnings(_ path: String) throws -> String {
      try RunCommand.kthwctl("links", bin).setting("PATH", path).run().expecting(0).errorText
    }
    #expect(try warnings("\(bin):\(other)").contains("\(other)/cfssl is no longer reached"))
    #expect(try warnings("\(other):\(bin)").contains("\(other)/cfssl comes first"))
    #expect(try warnings(other).contains("is not on PATH"))
    #expect(try warnings(bin).isEmpty)
  }
}
