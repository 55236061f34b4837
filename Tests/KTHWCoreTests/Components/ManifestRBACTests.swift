import Testing

@testable import KTHWCore

@Suite struct `The manifest of rights` {
  @Test func `administrators and API servers get what built-in roles allow`() throws {
    let text = try RenderedFile.rbacManifest.text(for: nil, in: ManifestFixture.spec())
    #expect(
      text == """
        # The administrators' certificates name this group. Unlike system:masters it has its
        # rights from here, so that they can be taken away again: delete the binding.
        # Apply it with break-glass.kubeconfig, the only one that may at first.
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: kthw:cluster-admins
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: cluster-admin
        subjects:
        - apiGroup: rbac.authorization.k8s.io
          kind: Group
          name: kthw:cluster-admins
        ---
        # The API servers call the kubelets for logs, exec, attach, port-forward and metrics.
        # The kubelets ask the cluster who may do so; by default nobody may.
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: kthw:apiserver-kubelet-api
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: system:kubelet-api-admin
        subjects:
        - apiGroup: rbac.authorization.k8s.io
          kind: User
          name: kube-apiserver-kubelet-client

        """
    )
  }

  @Test func `every subject is one that a certificate of the cluster names`() throws {
    for hierarchy in PKISettings.Hierarchy.allCases {
      var spec = try ManifestFixture.spec()
      spec.pki.hierarchy = hierarchy
      let subjects = CertificateCatalog(spec).shared.compactMap { RBACIdentity($0.subject) }
      let known = subjects.flatMap { ["User " + $0.user] + $0.groups.map { "Group " + $0 } }
      for object in try ManifestFixture.objects(of: .rbacManifest, in: spec) {
        let kind = try #require(object.at("subjects.0.kind")?.text)
        let name = try #require(object.at("subjects.0.name")?.text)
        #expect(known.contains("\(kind) \(name)"), "\(hierarchy): \(kind) \(name)")
      }
    }
  }

  @Test func `in one hierarchy the user is kubernetes, and the administrator needs nothing`() throws
  {
    var spec = try ManifestFixture.spec()
    spec.pki.hierarchy = .single
    let objects = try ManifestFixture.objects(of: .rbacManifest, in: spec)
    #expect(objects.map { $0.at("metadata.name")?.text } == ["kthw:apiserver-kubelet-api"])
    #expect(objects[0].at("subjects.0.name")?.text == "kubernetes")
  }

  @Test(arguments: ManifestFixture.everyVersion)
  func `every version gets the API versions that it serves`(minor: Int) throws {
    let spec = try ManifestFixture.spec(minor: minor)
    let files = RenderedFile.allCases.filter { $0.isClusterWide && $0 != .smokeTest }
    for file in files {
      for object in try ManifestFixture.objects(of: file, in: spec) {
        // All of them are served from 1.9 on, and none is on its way out.
        let version = try #require(object["apiVersion"]?.text)
        #expect(["v1", "apps/v1", "rbac.authorization.k8s.io/v1"].contains(version))
        #expect(object.at("metadata.name")?.text?.isEmpty == false)
      }
    }
  }
}
