import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Starters of cluster.yaml` {
  @Test(arguments: ClusterStarter.allCases)
  func `a starter is read without a problem or a doubt`(starter: ClusterStarter) throws {
    for minor in KubernetesVersion.knownMinors {
      let version = try KubernetesVersion("1.\(minor)")
      let text = starter.text(kubernetesVersion: version)
      let (spec, doubts) = try ClusterSpec.reading(Array(text.utf8), file: starter.rawValue)
      #expect(spec.kubernetesVersion == version)
      #expect(doubts.isEmpty)
    }
  }

  @Test(arguments: ClusterStarter.allCases)
  func `an example is what init writes`(starter: ClusterStarter) {
    Golden.expect(starter.text(), matches: "\(starter.rawValue).yaml", below: "Examples")
  }

  @Test(arguments: ClusterStarter.allCases)
  func `a starter fits a terminal and ends with its last line`(starter: ClusterStarter) {
    let text = starter.text()
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    #expect(!text.contains(" \n"))
  }

  @Test func `the shapes are those of the tutorials`() throws {
    func shape(_ starter: ClusterStarter) throws -> [Int] {
      let spec = try ClusterSpec(reading: Array(starter.text().utf8))
      return [.etcd, .controlPlane, .worker, .loadBalancer].map { spec.hosts.count(of: $0) }
    }
    #expect(try shape(.standard) == [1, 1, 2, 0])
    #expect(try shape(.singleNode) == [1, 1, 1, 0])
    #expect(try shape(.minimal) == [1, 1, 2, 0])
    #expect(try shape(.multiMaster) == [3, 2, 2, 1])
    #expect(try shape(.haHAProxy) == [3, 3, 3, 1])
    #expect(try shape(.twoControllers) == [3, 2, 2, 1])
  }

  @Test func `five thousand workers are a dozen lines`() throws {
    let text = try #require(Examples.text("large.yaml"))
    let (spec, doubts) = try ClusterSpec.reading(Array(text.utf8), file: "large.yaml")
    #expect(doubts.isEmpty)
    #expect(spec.hosts.count == 5010)
    let last = try #require(spec.hosts.last)
    #expect(last.name.text == "node-5000")
    #expect(last.address.description == "10.1.19.136")
    #expect(last.podCIDR?.description == "10.83.135.0/24")
  }
}

/// The files of the folder Examples.
enum Examples {
  static func text(_ name: String, file: String = #filePath) -> String? {
    let parts = file.split(separator: "/")
    guard let tests = parts.lastIndex(of: "Tests") else { return nil }
    let path = "/" + parts[..<tests].joined(separator: "/") + "/Examples/" + name
    return (try? InputFile.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }
}
