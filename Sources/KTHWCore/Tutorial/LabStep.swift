/// A step on the way from an empty folder to a cluster that is ready to be
/// copied onto its machines.
public struct LabStep: Hashable, Sendable {
  /// Which one.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The description of the cluster.
    case description
    /// The keys and certificates that everything is signed by.
    case authorities
    /// A key and a certificate for everybody.
    case certificates
    /// Where the API is, and who one is there.
    case kubeconfigs
    /// The key by which etcd's contents are encrypted.
    case encryption
    /// What etcd and the control plane are told.
    case controlPlane = "control-plane"
    /// What the load balancer is told.
    case loadBalancer = "load-balancer"
    /// What workers are told.
    case workers
    /// All files, judged.
    case proof
    /// All connections, tried.
    case connections
    /// What goes where.
    case copying
  }

  /// Which one.
  public let kind: Kind
  /// Where it stands; the first is 1.
  public let number: Int
  /// Its heading.
  public let title: String
  /// What it makes and who reads it: whole sentences.
  public let text: String
  /// What the tutorial's reader types for it; nil where the tutorial has
  /// nothing of the kind.
  public let byHand: HandWork?
  /// What makes the same without the tutorial: whole commands, to be typed in
  /// the lab's folder.
  public let commands: [String]
}

/// What a tutorial's reader types for a step.
public struct HandWork: Hashable, Sendable {
  /// The chapters of the tutorial, by their headings.
  public let chapters: [String]
  /// Some of what is typed there.
  public let commands: [String]

  init(_ chapters: [String], _ commands: [String] = []) {
    self.chapters = chapters
    self.commands = commands
  }
}
