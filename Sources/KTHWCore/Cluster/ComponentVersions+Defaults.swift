extension ComponentVersions {
  /// The releases that go with a Kubernetes version: what kubeadm and the
  /// projects' own compatibility tables pair with it.
  ///
  /// - Parameter version: the Kubernetes version.
  /// - Returns: one release of each program.
  public static func recommended(for version: KubernetesVersion) -> ComponentVersions {
    let minor = version.minor
    return ComponentVersions(
      etcd: newest(etcd, upTo: minor),
      containerd: newest(containerd, upTo: minor),
      coreDNS: newest(coreDNS, upTo: minor),
      pause: newest(pause, upTo: minor),
      flannel: newest(flannel, upTo: minor)
    )
  }

  /// From which minor version of Kubernetes on which release is meant, in
  /// ascending order.
  private typealias Releases = [(from: Int, release: ReleaseNumber)]

  private static func newest(_ releases: Releases, upTo minor: Int) -> ReleaseNumber {
    (releases.last { $0.from <= minor } ?? releases[0]).release
  }

  // kubeadm's defaults; where a later patch of kubeadm raised one because of
  // a fault (3.5.0 to 3.5.2 lose data), the later one.
  private static let etcd: Releases = [
    (10, ReleaseNumber(3, 1, 12)), (11, ReleaseNumber(3, 2, 18)), (12, ReleaseNumber(3, 2, 24)),
    (14, ReleaseNumber(3, 3, 10)), (16, ReleaseNumber(3, 3, 15)), (17, ReleaseNumber(3, 4, 3)),
    (19, ReleaseNumber(3, 4, 13)), (22, ReleaseNumber(3, 5, 3)), (25, ReleaseNumber(3, 5, 4)),
    (26, ReleaseNumber(3, 5, 6)), (27, ReleaseNumber(3, 5, 7)), (28, ReleaseNumber(3, 5, 9)),
    (29, ReleaseNumber(3, 5, 24)), (34, ReleaseNumber(3, 6, 4)), (35, ReleaseNumber(3, 6, 6)),
    (36, ReleaseNumber(3, 6, 8)),
  ]

  private static let containerd: Releases = [
    (10, ReleaseNumber(1, 1, 8)), (14, ReleaseNumber(1, 2, 14)), (16, ReleaseNumber(1, 3, 10)),
    (19, ReleaseNumber(1, 4, 13)), (20, ReleaseNumber(1, 5, 18)), (24, ReleaseNumber(1, 6, 39)),
    (26, ReleaseNumber(1, 7, 28)), (32, ReleaseNumber(2, 0, 1)), (33, ReleaseNumber(2, 0, 4)),
    (34, ReleaseNumber(2, 1, 3)), (35, ReleaseNumber(2, 2, 0)), (36, ReleaseNumber(2, 2, 0)),
  ]

  private static let coreDNS: Releases = [
    (10, ReleaseNumber(1, 0, 6)), (11, ReleaseNumber(1, 1, 3)), (12, ReleaseNumber(1, 2, 2)),
    (13, ReleaseNumber(1, 2, 6)), (14, ReleaseNumber(1, 3, 1)), (16, ReleaseNumber(1, 6, 2)),
    (17, ReleaseNumber(1, 6, 5)), (18, ReleaseNumber(1, 6, 7)), (19, ReleaseNumber(1, 7, 0)),
    (21, ReleaseNumber(1, 8, 0)), (22, ReleaseNumber(1, 8, 4)), (23, ReleaseNumber(1, 8, 6)),
    (25, ReleaseNumber(1, 9, 3)), (27, ReleaseNumber(1, 10, 1)), (29, ReleaseNumber(1, 11, 1)),
    (31, ReleaseNumber(1, 11, 3)), (33, ReleaseNumber(1, 12, 0)), (34, ReleaseNumber(1, 12, 1)),
    (35, ReleaseNumber(1, 12, 4)), (36, ReleaseNumber(1, 14, 2)),
  ]

  private static let pause: Releases = [
    (10, ReleaseNumber(3, 1)), (18, ReleaseNumber(3, 2)), (21, ReleaseNumber(3, 4, 1)),
    (22, ReleaseNumber(3, 5)), (23, ReleaseNumber(3, 6)), (24, ReleaseNumber(3, 7)),
    (25, ReleaseNumber(3, 8)), (26, ReleaseNumber(3, 9)), (31, ReleaseNumber(3, 10)),
    (34, ReleaseNumber(3, 10, 1)), (36, ReleaseNumber(3, 10, 2)),
  ]

  private static let flannel: Releases = [
    (10, ReleaseNumber(0, 11, 0)), (16, ReleaseNumber(0, 14, 0)), (22, ReleaseNumber(0, 22, 3)),
    (28, ReleaseNumber(0, 25, 7)), (31, ReleaseNumber(0, 26, 7)), (34, ReleaseNumber(0, 27, 4)),
  ]
}
