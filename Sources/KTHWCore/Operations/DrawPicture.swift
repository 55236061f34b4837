/// Draws what is known of a cluster: who signed whom, who talks to whom, what
/// ends when.
public enum DrawPicture {
  /// What a picture shows.
  public enum Subject: String, Sendable, CaseIterable {
    /// Certificates, and which of them signed which.
    case pki
    /// Programs, and which of them reach which.
    case talk
    /// Ends, and when it is time to renew.
    case timeline
  }

  /// How a picture is written down.
  public enum Format: String, Sendable, CaseIterable {
    /// An image for browsers.
    case svg
    /// A chart for Mermaid, which many code hosts draw.
    case mermaid
    /// A graph for Graphviz.
    case dot
    /// Text for a terminal.
    case text
  }

  /// What is to be drawn.
  public struct Input: Sendable {
    /// What the picture shows.
    public var subject: Subject
    /// Trees, folders and files.
    public var paths: [String]
    /// The description of the cluster; nil looks for one among the files.
    public var cluster: String?
    /// How many threads work.
    public var workers: Int

    /// Creates an input.
    public init(
      _ subject: Subject,
      paths: [String],
      cluster: String? = nil,
      workers: Int = Processors.available
    ) {
      self.subject = subject
      self.paths = paths
      self.cluster = cluster
      self.workers = workers
    }
  }

  /// A picture, ready to be written down in any form.
  public struct Output: Sendable {
    fileprivate enum Picture: Sendable {
      case pki(PKIPicture)
      case talk(TalkPicture)
      case timeline(TimelinePicture)
    }

    fileprivate let picture: Picture
    /// What could not be read, and may belong into the picture.
    public let problems: [Problem]
    /// How many certificates, tokens or connections it shows.
    public let count: Int

    /// What the picture shows, in a sentence or two.
    public var summary: String {
      switch picture {
      case .pki(let picture): picture.summary
      case .talk(let picture): picture.summary
      case .timeline(let picture): picture.summary
      }
    }

    /// The picture as a file of SVG.
    public var svg: String {
      switch picture {
      case .pki(let picture): picture.drawn().file
      case .talk(let picture): picture.drawn().file
      case .timeline(let picture): picture.drawn().file
      }
    }

    /// The picture as a chart of Mermaid.
    public var mermaid: String {
      switch picture {
      case .pki(let picture): picture.graph.mermaid
      case .talk(let picture): picture.graph.mermaid
      case .timeline(let picture): picture.mermaid
      }
    }

    /// The picture as a graph of Graphviz.
    public var dot: String {
      switch picture {
      case .pki(let picture): picture.graph.dot
      case .talk(let picture): picture.graph.dot
      case .timeline(let picture): picture.graph.dot
      }
    }

    /// The picture as text.
    ///
    /// - Parameter plain: whether only ASCII can be shown.
    /// - Returns: its lines.
    public func text(plain: Bool) -> PictureText {
      switch picture {
      case .pki(let picture): picture.text(plain: plain)
      case .talk(let picture): picture.text(plain: plain)
      case .timeline(let picture): picture.text(plain: plain)
      }
    }
  }

  /// Looks at everything and draws it.
  ///
  /// - Parameters:
  ///   - input: what, and what of it.
  ///   - context: the world; its moment is today's in the picture.
  /// - Returns: the picture.
  /// - Throws: ``KTHWError`` for paths that are not there or cannot be read,
  ///   and for a description of a cluster that cannot be used.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    if input.subject == .talk {
      let found = try ProbeMatrix.run(
        ProbeMatrix.Input(paths: input.paths, cluster: input.cluster, workers: input.workers),
        in: context
      )
      return Output(picture: .talk(TalkPicture(found.rows)), problems: [], count: found.count)
    }
    let margin = try RenewalMargin.seconds(input.paths, cluster: input.cluster, in: context)
    let found = try ListExpiry.run(
      ListExpiry.Input(paths: input.paths, workers: input.workers),
      in: context
    )
    let problems = found.problems
    if input.subject == .pki {
      let picture = PKIPicture(found, renewing: margin)
      return Output(picture: .pki(picture), problems: problems, count: picture.count)
    }
    let picture = TimelinePicture(found, renewing: margin)
    return Output(picture: .timeline(picture), problems: problems, count: picture.count)
  }
}

/// How long before their end certificates are renewed.
enum RenewalMargin {
  /// What holds where no description says anything else: 30 days.
  static let usual: Int64 = 30 * 86_400

  /// What the description of a cluster says, or the usual.
  ///
  /// - Throws: ``KTHWError`` for a description that was named and cannot be
  ///   used; one that only lies there is left alone.
  static func seconds(
    _ paths: [String],
    cluster: String?,
    in context: Context
  ) throws -> Int64 {
    if let cluster {
      return try ClusterFile.read(cluster, in: context).spec.pki.renewBefore.seconds
    }
    guard let file = try AuditSources(paths, context: context).clusterFile,
      let spec = try? ClusterFile.read(file, in: context).spec
    else { return usual }
    return spec.pki.renewBefore.seconds
  }
}
