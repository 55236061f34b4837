/// Chooses the renderer of a file that is the whole cluster's.
enum ManifestRenderers {
  static func text(of file: RenderedFile, in spec: ClusterSpec) throws -> String {
    switch file {
    case .rbacManifest: try RBACManifest.manifest(for: spec).text()
    case .flannelManifest: try FlannelManifest.manifest(for: spec).text()
    case .coreDNSManifest: try CoreDNSManifest.manifest(for: spec).text()
    case .smokeTest: SmokeTest.text(for: spec)
    default:
      throw KTHWError(.usage, "\(file.rawValue) is not a file of the whole cluster")
    }
  }
}
