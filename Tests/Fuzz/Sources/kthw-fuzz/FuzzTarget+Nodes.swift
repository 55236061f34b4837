@testable import KTHWCore

extension FuzzTarget {
  /// YAML: what is read, written and read again is the same.
  static let yaml = FuzzTarget(name: "yaml") { input in
    _ = try? YAMLReader.documents(from: input, duplicateKeys: .keep)
    guard let documents = try? YAMLReader.documents(from: input), !documents.isEmpty else { return }
    guard let text = try? YAMLWriter.text(documents: documents) else {
      fatalError("what was read cannot be written")
    }
    guard let again = try? YAMLReader.documents(from: Array(text.utf8)) else {
      fatalError("what was written cannot be read:\n\(text)")
    }
    // A null is written as a word whatever it was.
    demand(again.map(JSONWriter.compact) == documents.map(JSONWriter.compact), "reads as\n\(text)")
    demand((try? YAMLWriter.text(documents: again)) == text, "is not written the same again")
    for document in documents { asJSON(document) }
  }

  /// JSON: likewise, on one line and on many; as YAML it means the same.
  static let json = FuzzTarget(name: "json") { input in
    _ = try? JSONReader.node(from: input, duplicateKeys: .keep)
    let secret = input.withUnsafeBytes { SecretBytes(copying: $0) }
    _ = try? SecretJSON(secret, file: nil)
    guard let node = try? JSONReader.node(from: input) else { return }
    asJSON(node)
  }

  private static func asJSON(_ node: Node) {
    let compact = JSONWriter.compact(node)
    guard let read = try? JSONReader.node(from: Array(compact.utf8)) else {
      fatalError("no JSON is written: \(compact)")
    }
    // YAML spells numbers in more ways than JSON.
    demand(JSONWriter.compact(read) == compact, "JSON reads back otherwise: \(compact)")
    let indented = try? JSONReader.node(from: Array(JSONWriter.indented(node).utf8))
    demand(indented == read, "indented JSON is other JSON: \(compact)")
  }
}
