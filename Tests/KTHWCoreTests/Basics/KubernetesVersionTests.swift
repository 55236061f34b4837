import Testing

@testable import KTHWCore

@Suite struct KubernetesVersionTests {
  @Test(
    arguments: [
      ("1.10", 10, nil), ("v1.36", 36, nil), ("1.30.2", 30, 2), ("v1.30.0", 30, 0),
      ("v1.29.3-gke.1001", 29, 3), ("v1.31.4+k3s1", 31, 4),
    ] as [(String, Int, Int?)]
  )
  func `a version is read with what vendors add to it`(text: String, minor: Int, patch: Int?) throws
  {
    let version = try KubernetesVersion(text)
    #expect(version.minor == minor)
    #expect(version.patch == patch)
  }

  @Test(arguments: [
    "", "v", "1", "1.", ".30", "1.x", "1.30.", "1.30.2.1", "1.30-rc1", "one", "1.-3", " 1.30",
    "1.30 ", "vv1.30", "1.99999999999999999999", "1.30\n",
  ])
  func `anything else is a syntax error`(text: String) {
    #expect { try KubernetesVersion(text) } throws: { ($0 as? KTHWError)?.code == .syntax }
  }

  @Test(arguments: [
    ("1.9", "the nearest is 1.10"), ("0.30", "the nearest is 1.10"),
    ("1.37", "the nearest is 1.36"),
    ("2.0", "the nearest is 1.36"),
    ("1.3", "use 1.30 if that was meant, in quotes where it stands in YAML"),
  ])
  func `a version that is not known gets the nearest as a hint`(text: String, hint: String) throws {
    let error = try #require(throws: KTHWError.self) { try KubernetesVersion(text) }
    #expect(error.code == .unsupported)
    #expect(error.problems[0].hint == hint)
  }

  @Test func `a bare minor number gets the whole version as a hint`() throws {
    let error = try #require(throws: KTHWError.self) { try KubernetesVersion("30") }
    #expect(error.problems[0].hint == "use 1.30")
  }

  @Test func `versions are ordered by number, not by text`() throws {
    let sorted = ["1.10", "1.10.0", "1.10.2", "1.10.10", "1.36"]
    #expect(
      try sorted.reversed().map { try KubernetesVersion($0) }.sorted().map(\.description) == sorted
    )
    #expect(KubernetesVersion.oldest < KubernetesVersion.newest)
  }
}
