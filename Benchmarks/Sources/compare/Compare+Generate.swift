#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Compare {
  /// A cluster of three controllers and so many workers, in one range.
  static func description(ofWorkers count: Int) -> String {
    """
    apiVersion: kthwctl/v1alpha1
    kind: Cluster
    metadata: {name: large}
    spec:
      kubernetesVersion: "1.36"
      hosts:
        - {name: balancer, address: 10.0.0.10, roles: [load-balancer]}
        - {name: controller-1, address: 10.0.0.11, roles: [etcd, control-plane]}
        - {name: controller-2, address: 10.0.0.12, roles: [etcd, control-plane]}
        - {name: controller-3, address: 10.0.0.13, roles: [etcd, control-plane]}
      hostRanges:
        - {name: "node-%05d", count: \(count), firstAddress: 10.1.0.1, roles: [worker]}
      network: {podCIDR: 10.128.0.0/9}
    """
  }

  static func seconds(_ milliseconds: Double) -> String { decimal(milliseconds / 1000, places: 2) }

  /// Linux counts in kibibytes, Darwin in bytes.
  static func mebibytes(_ count: Int) -> String {
    #if os(Linux)
    decimal(Double(count) / 1024, places: 1)
    #else
    decimal(Double(count) / 1_048_576, places: 1)
    #endif
  }
}
