/// Random octets for many things at once, each from a stream of its own.
///
/// Which octets a thing gets depends on the seed and on the thing's name, not
/// on when and on which thread it asks: that is how the same seed gives the
/// same tree. The octets are hashes of the seed, a name and a counter, so that
/// nobody who knows some can tell others.
struct SeedStream: Sendable {
  private let seed: [UInt8]

  /// Creates the streams of a seed, of 32 octets that nobody can guess.
  init(seed: [UInt8]) {
    self.seed = seed
  }

  /// So many octets for the thing of a name.
  func octets(_ count: Int, for name: String) -> [UInt8] {
    var octets: [UInt8] = []
    // The seed has a fixed length and the counter is one octet, so that no
    // two names make the same text.
    var text = seed
    text.reserveCapacity(seed.count + name.utf8.count + 1)
    text.append(contentsOf: name.utf8)
    text.append(0)
    while octets.count < count {
      octets += Hash.sha256(text)
      text[text.count - 1] += 1
    }
    return Array(octets.prefix(count))
  }
}
