/// The form of cluster.yaml as a JSON Schema (draft 2020-12), for editors that
/// complete and check while one types.
///
/// It comes from the table that reading goes by. What a schema cannot say
/// (no two machines with one address, say) only reading finds.
public enum ClusterSchema {
  /// The schema, as indented JSON that ends with a newline.
  public static var text: String { JSONWriter.indented(document) + "\n" }

  private static var document: Node {
    var entries: [Node.Entry] = [
      Node.Entry("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      Node.Entry("title", .string("cluster.yaml of kthwctl")),
    ]
    entries += section("")
    return .mapping(entries)
  }

  /// A mapping whose keys are fields.
  private static func section(_ path: String) -> [Node.Entry] {
    let fields = ClusterField.keys(below: path).compactMap { key in
      ClusterField.at(path.isEmpty ? key : path + "." + key)
    }
    let required = fields.filter { $0.standard == .required }.map { Node.string($0.key) }
    var entries = [
      Node.Entry("type", .string("object")),
      Node.Entry("additionalProperties", .boolean(false)),
    ]
    if !required.isEmpty { entries.append(Node.Entry("required", .sequence(required))) }
    if path == "spec" {
      // There must be machines, here or there.
      let either = ["hosts", "hostRanges"].map { key in
        Node.mapping(["required": .sequence([.string(key)])])
      }
      entries.append(Node.Entry("anyOf", .sequence(either)))
    }
    entries.append(
      Node.Entry("properties", .mapping(fields.map { Node.Entry($0.key, schema(of: $0)) }))
    )
    return entries
  }

  private static func schema(of field: ClusterField) -> Node {
    var entries = [Node.Entry("description", .string(field.description))]
    if case .text(let text) = field.standard {
      entries.append(Node.Entry("default", field.kind.value(of: text)))
    }
    return .mapping(entries + shape(of: field.kind, at: field.path))
  }

  private static func shape(of kind: ClusterField.Kind, at path: String) -> [Node.Entry] {
    switch kind {
    case .constant(let text): [Node.Entry("const", .string(text))]
    case .text(let form): form.shape
    case .choice(let words): [Node.Entry("enum", .sequence(words.map { .string($0) }))]
    case .integer(let range):
      [
        Node.Entry("type", .string("integer")),
        Node.Entry("minimum", .integer(range.lowerBound)),
        Node.Entry("maximum", .integer(range.upperBound)),
      ]
    case .boolean: [Node.Entry("type", .string("boolean"))]
    case .list(let item): list(.mapping(shape(of: item, at: path)), unique: true)
    case .section: section(path)
    case .sections: list(.mapping(section(path + "[]")), unique: false)
    case .flags:
      [
        Node.Entry("type", .string("object")),
        Node.Entry("propertyNames", .mapping(["pattern": .string("^[A-Za-z0-9][A-Za-z0-9._-]*$")])),
        Node.Entry(
          "additionalProperties",
          .mapping(["type": types("string", "number", "boolean")])
        ),
      ]
    }
  }

  private static func list(_ items: Node, unique: Bool) -> [Node.Entry] {
    [Node.Entry("type", .string("array")), Node.Entry("items", items)]
      + (unique ? [Node.Entry("uniqueItems", .boolean(true))] : [])
  }

  fileprivate static func types(_ names: String...) -> Node {
    .sequence(names.map { .string($0) })
  }
}

extension ClusterField {
  /// What it is and what else there is to know, in a row.
  fileprivate var description: String { notes.map { summary + " " + $0 } ?? summary }
}

extension ClusterField.Kind {
  /// A default as a value of the field's type.
  fileprivate func value(of text: String) -> Node {
    switch self {
    case .integer: Node(.scalar(Node.Scalar(text, .integer)))
    case .boolean: .boolean(text == "true")
    case .list: .sequence(ClusterField.items(of: text).map { .string($0) })
    default: .string(text)
    }
  }
}

extension ClusterField.Form {
  /// Type and pattern: enough to catch a slip while typing, and no more.
  fileprivate var shape: [Node.Entry] {
    var type = Node.string("string")
    switch self {
    case .nodeName: type = ClusterSchema.types("string", "integer")
    case .kubernetesVersion, .release: type = ClusterSchema.types("string", "number")
    default: break
    }
    return [Node.Entry("type", type)] + (pattern.map { [Node.Entry("pattern", .string($0))] } ?? [])
  }

  private var pattern: String? {
    let label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    return switch self {
    case .plain, .dnsName: nil
    case .objectName, .nodeName: "^\(label)(\\.\(label))*$"
    case .rangeName: "^[^%]*%(0[1-9])?d[^%]*$"
    case .address: "^[0-9A-Fa-f:.]+$"
    case .block: "^[0-9A-Fa-f:.]+/[0-9]{1,3}$"
    case .url: "^https://"
    case .socket: "^unix:///"
    case .duration: "^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h|d|w|y)"
    case .kubernetesVersion: "^v?1\\.(1[0-9]|2[0-9]|3[0-6])(\\.[0-9]+.*)?$"
    case .release: "^v?[0-9]+\\.[0-9]+(\\.[0-9]+)?$"
    case .path: "^/."
    case .resource: "^([a-z0-9-]+|\\*)(\\.[a-z0-9.*-]*)?$"
    }
  }
}
