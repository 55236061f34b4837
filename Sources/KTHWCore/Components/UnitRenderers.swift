/// Chooses the renderer of a file.
enum UnitRenderers {
  static func text(of file: RenderedFile, on host: ClusterHost, in spec: ClusterSpec) throws
    -> String
  {
    throw KTHWError(.unsupported, "\(file.rawValue) cannot be rendered yet")
  }
}
