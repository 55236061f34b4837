/// Chooses the renderer of a file that programs read on a machine.
enum HostRenderers {
  /// The text of a file.
  ///
  /// - Throws: ``KTHWError`` where the machine lacks what the file must say,
  ///   or where the file is none of these.
  static func text(
    of file: RenderedFile,
    on host: ClusterHost,
    in spec: ClusterSpec
  ) throws -> String {
    switch file {
    case .auditPolicy: try AuditPolicy.text(in: spec)
    case .schedulerConfiguration: try SchedulerConfiguration.text(on: host, in: spec)
    case .kubeletConfiguration: try KubeletConfiguration.text(on: host, in: spec)
    case .kubeProxyConfiguration: try KubeProxyConfiguration.text(on: host, in: spec)
    case .containerdConfiguration: ContainerdConfiguration.text(in: spec)
    case .cniConfiguration: try BridgeNetwork.text(on: host, in: spec)
    case .sysctl: KernelSettings.parameters(in: spec)
    case .modules: KernelSettings.modules
    case .podRoutes: try PodRoutes.text(in: spec)
    case .podRoutesScript: try PodRoutesScript.text(on: host, in: spec)
    case .hostEntries: HostEntries.text(on: host, in: spec)
    case .hostEntriesScript: HostEntriesScript.text
    default: throw KTHWError(.unsupported, "\(file.rawValue) is not made for hosts")
    }
  }

  /// What stands at the top of files whose format has comments.
  static let notice = "# Made by kthwctl; what is changed here is lost when it is made again.\n"
}
