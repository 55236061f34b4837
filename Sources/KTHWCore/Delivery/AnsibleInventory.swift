/// The hosts of a cluster as Ansible's inventory, in groups by what they do
/// (https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html).
enum AnsibleInventory {
  /// The text, in YAML.
  ///
  /// - Parameters:
  ///   - spec: the cluster.
  ///   - tree: the tree of the cluster, as seen from the inventory's directory.
  /// - Returns: the text; it grows with the hosts, by a few words for each.
  /// - Throws: ``KTHWError`` where memory runs out.
  static func text(of spec: ClusterSpec, tree: String) throws -> String {
    var groups = HostRole.allCases.map { (role: $0, hosts: [Node.Entry]()) }
    var all: [Node.Entry] = []
    for host in spec.hosts {
      all.append(
        Node.Entry(
          host.name.text,
          .mapping(["ansible_host": .string(host.address.description)])
        )
      )
      for index in groups.indices where host.has(groups[index].role) {
        groups[index].hosts.append(Node.Entry(host.name.text, .mapping([Node.Entry]())))
      }
    }
    let children = groups.map { group in
      Node.Entry(AnsibleInventory.name(of: group.role), .mapping(["hosts": .mapping(group.hosts)]))
    }
    let root: Node = .mapping([
      "all": .mapping([
        "vars": .mapping([
          "kthw_tree": .string(
            tree.hasPrefix("/") ? tree : "{{ inventory_dir }}/" + tree
          ),
          "kthw_root": .string(""),
        ]),
        "hosts": .mapping(all),
        "children": .mapping(children),
      ])
    ])
    return
      "# Made by kthwctl bundle --format ansible; kthw_root is for trials elsewhere than in /.\n"
      + (try YAMLWriter.text(root))
  }

  /// A group's name: Ansible takes no hyphens.
  private static func name(of role: HostRole) -> String {
    role.rawValue.replacing("-", with: "_")
  }
}
