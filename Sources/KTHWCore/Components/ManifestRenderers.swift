/// Chooses the renderer of a file.
enum ManifestRenderers {
  static func text(of file: RenderedFile, in spec: ClusterSpec) throws -> String {
    throw KTHWError(.unsupported, "\(file.rawValue) cannot be rendered yet")
  }
}
