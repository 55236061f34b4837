/// A program of the cluster that has a unit of its own.
///
/// The raw value is the program's file name, by which extra arguments of a
/// specification name it, too.
enum ComponentProgram: String, Hashable, Sendable, CaseIterable {
  /// Keeps the cluster's state, https://etcd.io
  case etcd
  /// Answers everybody, and alone speaks to etcd.
  case kubeAPIServer = "kube-apiserver"
  /// Runs the loops that make what is of what should be.
  case kubeControllerManager = "kube-controller-manager"
  /// Decides which node a pod runs on.
  case kubeScheduler = "kube-scheduler"
  /// Runs containers, https://containerd.io
  case containerd
  /// Runs the pods of a node.
  case kubelet
  /// Makes a node's kernel send services' packets to pods.
  case kubeProxy = "kube-proxy"

  /// The minor number of the release that a cluster runs.
  ///
  /// The tables of flags count etcd's releases within 3.x and Kubernetes'
  /// within 1.x.
  func minor(in spec: ClusterSpec) -> Int {
    switch self {
    case .etcd: ComponentProgram.minor(of: spec.versions.etcd, since: 3)
    case .containerd: ComponentProgram.minor(of: spec.versions.containerd, since: 1)
    default: spec.kubernetesVersion.minor
    }
  }

  /// The minor number within a major one; what comes after the major one is
  /// after all of its minors.
  private static func minor(of release: ReleaseNumber, since major: Int) -> Int {
    guard release.numbers[0] == major else { return release.numbers[0] < major ? 0 : .max }
    return release.numbers[1]
  }
}
