/// Makes everything that the machines of a cluster need, as a tree of files,
/// or brings a tree that is there up to date.
///
/// Keys that are there are kept, and certificates as long as they say what
/// they must say and do not end soon. A run is a transaction: the new tree
/// takes the old one's place in one step, or nothing changes at all; where
/// nothing is to be changed, nothing is written.
public enum GenerateCluster {
  /// What is wanted.
  public struct Input: Sendable {
    /// The cluster.
    public var spec: ClusterSpec
    /// The text that the cluster was read from, kept in the tree; nil where
    /// it was never written.
    public var description: [UInt8]?
    /// The directory of the tree; the one above it must exist.
    public var output: String
    /// The names of the machines to make; none means all.
    ///
    /// The others' files stay as they are.
    public var only: [String]
    /// Which parts of the tree are made.
    public var scope: Scope
    /// Whether files of ours that the cluster no longer has are removed: those
    /// of machines that are gone, and of roles that machines no longer have.
    public var prunes: Bool
    /// What is done about what is to be done.
    public var mode: Mode
    /// How many threads work.
    public var workers: Int
    /// Whether the keys of authorities that are made are encrypted, with a
    /// passphrase for which the context is asked; those that are there stay
    /// as they are.
    public var encryptsAuthorityKeys = false
    /// Which program makes the tree, down to its build; nil where that is not
    /// known.
    ///
    /// Where it is known, a run that leaves nothing to do notes so in the
    /// tree, and the next run of the same program with the same description
    /// believes the note while no file was touched, instead of reading all of
    /// them. To be given only where ``spec`` is what reading ``description``
    /// gives.
    public var program: String?

    /// Creates an input with the usual choices.
    public init(
      spec: ClusterSpec,
      description: [UInt8]? = nil,
      output: String,
      only: [String] = [],
      scope: Scope = .everything,
      prunes: Bool = false,
      mode: Mode = .write,
      workers: Int = Processors.available,
      program: String? = nil
    ) {
      self.spec = spec
      self.description = description
      self.output = output
      self.only = only
      self.scope = scope
      self.prunes = prunes
      self.mode = mode
      self.workers = workers
      self.program = program
    }
  }

  /// What is done about what is to be done.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// It is written.
    case write
    /// It is only counted.
    case dryRun = "dry-run"
    /// It is counted, and each difference is shown.
    case diff
  }

  /// What happens during a run; told to one thread at a time.
  public enum Event: Sendable {
    /// So many of so many machines were held against what is there.
    case compared(Int, of: Int)
    /// So many of so many machines are made.
    case made(Int, of: Int)
    /// All is made, and takes its place now.
    case committing
    /// A file differs; only with ``Mode/diff``, in the plan's order.
    case differs(FileDifference)
  }

  /// What was done, or would be.
  public struct Output: Sendable {
    /// Whether anything was written, or would be.
    public var isChanged = false
    /// Keys with their certificates that were not there before, by the names
    /// of their credentials.
    public var made = Listed<String>()
    /// How many credentials stay as they are.
    public var keptCount = 0
    /// Certificates made anew.
    public var reissued = Listed<Reissue>()
    /// Files that were not there before.
    public var added = Listed<String>()
    /// Files that hold something else than before.
    public var changed = Listed<String>()
    /// How many files stay as they are.
    public var unchangedCount = 0
    /// Files and machines of ours that the cluster no longer has, still there.
    public var leftOver = Listed<String>()
    /// The same, removed.
    public var removed = Listed<String>()
    /// The machines whose tokens have ended; they are kept, because machines
    /// that have joined need none.
    public var endedTokens = Listed<String>()
    /// What whoever runs the cluster should know.
    public var warnings: [Problem] = []
  }

  /// A certificate made anew.
  public struct Reissue: Hashable, Sendable {
    /// The name of the credential.
    public var name: String
    /// Why.
    public var reason: ReissueReason
  }

  /// Makes the tree, or brings it up to date.
  ///
  /// - Parameters:
  ///   - input: what is wanted.
  ///   - context: the world.
  ///   - progress: is told what happens.
  /// - Returns: what was done, or would be.
  /// - Throws: ``KTHWError``: whatever is wrong with the cluster, a key that
  ///   cannot be read, an authority without its key, what reading and writing
  ///   throw. The tree is as it was then.
  public static func run(
    _ input: Input,
    in context: Context,
    progress: @escaping @Sendable (Event) -> Void = { _ in }
  ) throws -> Output {
    let texts = RenderedTexts()
    return try run(
      input,
      in: context,
      rendering: { try texts.text(of: $0, for: $1, in: $2) },
      progress: progress
    )
  }

  /// Gives the text of a file, as ``RenderedFile/text(for:in:)`` does.
  typealias Renderer = @Sendable (RenderedFile, ClusterHost?, ClusterSpec) throws -> String
}

/// Things of which there may be very many: how many there are, and which come
/// first.
public struct Listed<Element: Sendable>: Sendable {
  /// How many there are.
  public private(set) var count = 0
  /// The first of them, in the plan's order.
  public var first: [Element] { entries.map(\.element) }

  /// How many are named at most.
  public static var limit: Int { 20 }

  /// Each with its place among all.
  private var entries: [(place: Int, element: Element)] = []

  /// Creates an empty list.
  public init() {}

  /// Whether there is nothing.
  public var isEmpty: Bool { count == 0 }

  /// Adds something that belongs in a place, wherever that is.
  mutating func add(_ element: Element, at place: Int) {
    count += 1
    insert(element, at: place)
  }

  /// Adds what another list has.
  mutating func add(_ other: Listed) {
    count += other.count
    for entry in other.entries { insert(entry.element, at: entry.place) }
  }

  private mutating func insert(_ element: Element, at place: Int) {
    let index = entries.lastIndex { $0.place <= place }.map { $0 + 1 } ?? 0
    guard index < Listed.limit else { return }
    entries.insert((place, element), at: index)
    if entries.count > Listed.limit { entries.removeLast() }
  }
}
