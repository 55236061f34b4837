/// How much a reader takes before it refuses a text.
///
/// The defaults stand far above what a kubeconfig of a large cluster needs
/// and far below what would exhaust memory or stack.
public struct ReadingLimits: Hashable, Sendable {
  /// The longest text, in bytes.
  public var bytes: Int
  /// The deepest nesting of sequences and mappings; at most ``deepest`` counts.
  public var depth: Int
  /// The most scalars, sequences and mappings; keys do not count.
  public var nodes: Int
  /// The most nodes that all aliases of a YAML text may stand for together.
  public var aliasExpansion: Int

  /// Creates limits; those not given have their defaults.
  public init(
    bytes: Int = 64 << 20,
    depth: Int = 200,
    nodes: Int = 500_000,
    aliasExpansion: Int = 10_000
  ) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
    self.aliasExpansion = aliasExpansion
  }

  /// The deepest nesting that a caller can ask for.
  ///
  /// Trees are walked, compared and freed by recursion, and threads may have
  /// half a megabyte of stack.
  public static let deepest = 1_000
}

/// What a reader does with a key that a mapping has already.
public enum DuplicateKeys: Hashable, Sendable {
  /// The text is refused.
  case refuse
  /// Every entry is kept, in order.
  case keep
}
