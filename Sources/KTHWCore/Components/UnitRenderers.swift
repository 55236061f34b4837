/// Chooses the renderer of a unit.
enum UnitRenderers {
  static func text(
    of file: RenderedFile,
    on host: ClusterHost,
    in spec: ClusterSpec
  ) throws -> String {
    let place = Placement(host: host, spec: spec)
    return switch file {
    case .etcdUnit: try EtcdUnit.unit(at: place).text()
    case .apiServerUnit: try APIServerUnit.unit(at: place).text()
    case .controllerManagerUnit: try ControllerManagerUnit.unit(at: place).text()
    case .schedulerUnit: try SchedulerUnit.unit(at: place).text()
    case .containerdUnit: try ContainerdUnit.unit(at: place).text()
    case .kubeletUnit: try KubeletUnit.unit(at: place).text()
    case .kubeProxyUnit: try KubeProxyUnit.unit(at: place).text()
    case .podRoutesUnit: try PodRoutesUnit.unit(at: place).text()
    case .hostEntriesUnit: try HostEntriesUnit.unit(at: place).text()
    default: throw KTHWError(.unsupported, "\(file.rawValue) is no unit")
    }
  }
}
