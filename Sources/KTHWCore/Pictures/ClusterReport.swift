/// What a report tells of a cluster, as values that are ready to be shown.
///
/// No private key, token or passphrase is in it.
struct ClusterReport: Sendable {
  /// The cluster's name, or that of the folder.
  var title: String
  /// What else is known of the whole, each with its label.
  var facts: [(label: String, value: String)] = []
  /// How many machines there are, and how many have each role.
  var hostCount = 0
  var roles: [(name: String, count: Int)] = []
  /// The pictures.
  var pki: PKIPicture
  var talk: TalkPicture
  var timeline: TimelinePicture
  /// The connections, alike ones as one.
  var connections: [Connection] = []
  /// What breaks rules, by rule, the worst first.
  var findings: [Finding] = []
  /// How many files were looked at, and how many are of a known kind.
  var files: (all: Int, known: Int) = (0, 0)
  /// The machines, and other places where files are.
  var places: [Place] = []
  /// How many machines are not among the places.
  var omittedHosts = 0
  /// What could not be read.
  var problems: [String] = []
  /// The moment that the report is of.
  var now: Timestamp

  /// Connections that came out alike.
  struct Connection: Sendable {
    var from: String
    var to: String
    var dials: String
    var identity: String
    var count: Int
    var tone: Tone
    var verdict: String
    /// Why not, and what to change: whole clauses.
    var reasons: [Reason]

    struct Reason: Sendable {
      let why: String
      let change: String
      let rule: String?
    }
  }

  /// A rule that is broken, and where.
  struct Finding: Sendable {
    var rule: String
    var severity: String
    var tone: Tone
    var title: String
    var reason: String
    var places: [Sighting]
    var omitted: Int

    struct Sighting: Sendable {
      let place: String
      let seen: String
      let remedy: String
    }

    var count: Int { places.count + omitted }
  }

  /// Files that are in one place: a machine, or machines that are alike.
  struct Place: Sendable {
    var title: String
    /// What is known of it: addresses, roles.
    var details: [String] = []
    var programs: [Program] = []
    var files: [File] = []
    var omittedFiles = 0
    /// What is to be known about how it was put together.
    var note: String?
  }

  /// A program and how it is started.
  struct Program: Hashable, Sendable {
    let name: String
    let file: String
    let flags: [String]
    var omittedFlags = 0
  }

  /// A file: where, what, who may read it.
  struct File: Hashable, Sendable {
    let path: String
    let mode: String
    let kind: String
    /// Whether whoever reads it can do what only few should.
    let isSecret: Bool
    /// Whether others than its owner may read it.
    let isOpen: Bool
  }
}
