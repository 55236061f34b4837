/// A configuration of the pod network, as its plugins read it.
struct PodNetworkFile: Sendable {
  /// The whole file.
  let document: Node
  /// The plugins: those of a list, or the file itself.
  let plugins: [(path: String, node: Node)]

  /// Reads a document.
  init(_ document: Node) {
    self.document = document
    if let items = document["plugins"]?.items {
      plugins = items.enumerated().map { ("plugins[\($0.offset)]", $0.element) }
    } else {
      plugins = [("", document)]
    }
  }

  /// The texts that are to be blocks of addresses, and where each stands.
  var blocks: [(field: String, node: Node)] {
    plugins.flatMap { path, plugin -> [(String, Node)] in
      guard let ipam = plugin["ipam"] else { return [] }
      let field = path.isEmpty ? "ipam" : path + ".ipam"
      var found: [(String, Node)] = []
      if let subnet = ipam["subnet"] { found.append((field + ".subnet", subnet)) }
      for (outer, set) in (ipam["ranges"]?.items ?? []).enumerated() {
        for (inner, range) in (set.items ?? []).enumerated() {
          guard let subnet = range["subnet"] else { continue }
          found.append(("\(field).ranges[\(outer)][\(inner)].subnet", subnet))
        }
      }
      return found
    }
  }

  /// The blocks of addresses that it gives out.
  var subnets: [(block: CIDRBlock, node: Node)] {
    blocks.compactMap { _, node in
      node.text.flatMap { try? CIDRBlock($0) }.map { ($0, node) }
    }
  }

  /// The networks of a file.
  static func all(in file: AuditedFile) -> [PodNetworkFile] {
    guard case .documents(.containerNetwork, let documents) = file.content else { return [] }
    return documents.filter { $0.entries != nil }.map(PodNetworkFile.init)
  }
}
