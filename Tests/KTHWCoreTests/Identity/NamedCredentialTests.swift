import Testing

@testable import KTHWCore

@Suite struct `Named credentials` {
  @Test func `a component is named by itself`() throws {
    let credential = try NamedCredential("kube-proxy")
    #expect(credential.identity.user == "system:kube-proxy")
    #expect(credential.baseName == "kube-proxy")
  }

  @Test func `an alias keeps its own base name`() throws {
    let credential = try NamedCredential("kubernetes")
    #expect(credential.component.name == "kube-apiserver")
    #expect(credential.baseName == "kubernetes")
  }

  @Test(arguments: [("node-1", "kubelet"), ("system:node:node-1", nil), ("node-1", "worker")])
  func `a node is named by its component or its user`(name: String, component: String?) throws {
    let credential = try NamedCredential(name, as: component)
    #expect(credential.identity == .node(try NodeName("node-1")))
    #expect(credential.baseName == "node-1")
  }

  @Test func `a component may be given another name`() throws {
    let credential = try NamedCredential("proxy-of-mine", as: "kube-proxy")
    #expect(credential.baseName == "proxy-of-mine")
    #expect(credential.identity.user == "system:kube-proxy")
  }

  @Test func `a kubelet without a node is refused`() {
    #expect { try NamedCredential("kubelet") } throws: { ($0 as? KTHWError)?.code == .usage }
  }

  @Test func `an unknown name gets the nearest one`() throws {
    let error = try #require(throws: KTHWError.self) { try NamedCredential("kube-shceduler") }
    #expect(error.code == .notFound)
    #expect(error.problems[0].hint?.contains("kube-scheduler") == true)
  }

  @Test(arguments: ["Node", "../x", "a b", ""])
  func `what is no node's name is refused`(name: String) {
    #expect { try NamedCredential(name, as: "kubelet") } throws: {
      ($0 as? KTHWError)?.code == .invalidName
    }
  }
}
