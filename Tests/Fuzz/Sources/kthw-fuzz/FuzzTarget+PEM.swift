@testable import KTHWCore

extension FuzzTarget {
  /// PEM: every way of reading agrees, and what was written reads the same.
  static let pem = FuzzTarget(name: "pem") { input in
    _ = input.withUnsafeBytes { PEM.oddity(in: $0) }
    let any = try? PEM.blocks(in: input)
    let secret = try? input.withUnsafeBytes { try PEM.secretBlocks(in: $0) }
    demand((any == nil) == (secret == nil), "secrets are read by other rules")
    for surroundings in [PEM.Surroundings.textBefore, .nothing] {
      guard let stricter = try? PEM.blocks(in: input, surroundings: surroundings) else { continue }
      demand(stricter == any, "fewer surroundings give other blocks")
    }
    for (block, hidden) in zip(any ?? [], secret ?? []) {
      demand(hidden.label == block.label && hidden.headers == block.headers, "other labels")
      demand(hidden.bytes.withUnsafeBytes { $0.elementsEqual(block.bytes) }, "other bytes")
      let text = PEM.encode(block.bytes, label: block.label)
      let again = try? PEM.blocks(in: Array(text.utf8), surroundings: .nothing)
      demand(again?.count == 1, "one block is read from \(text)")
      demand(again?.first?.bytes == block.bytes, "other bytes read back")
      demand(again?.first?.label == block.label, "another label read back")
    }
  }
}
