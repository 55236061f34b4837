/// The unit that sets the routes of ``PodRoutes`` when the machine starts.
enum PodRoutesUnit {
  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    SystemdUnit(
      description: "Routes to the pods of the cluster's other nodes",
      documentation: ["https://kubernetes.io/docs/concepts/cluster-administration/networking/"],
      unit: [
        .text("Wants", "network-online.target"),
        .text("After", "network-online.target systemd-networkd.service"),
        .text("Before", "kubelet.service"),
        // When that is started anew it takes away routes that it does not know.
        .text("PartOf", "systemd-networkd.service"),
      ],
      service: .once(running: place.path(.podRoutesScript))
    )
  }
}
