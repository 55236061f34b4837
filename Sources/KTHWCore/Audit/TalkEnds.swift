/// Something that an end of a connection reads: a certificate, a key, a
/// bundle of CAs.
struct TalkSource: Sendable {
  /// What is there.
  enum Content: Sendable {
    /// A file, which may hold the wrong thing.
    case file(AuditedFile)
    /// A file that is not there.
    case missing(String)
    /// Text inside of a kubeconfig.
    case text([UInt8])
    /// A private key inside of a kubeconfig.
    case secret(SecretBytes)
  }

  /// Who names it: a flag, a field.
  let named: Place
  /// What is there.
  let content: Content

  /// Creates a source; of a file only what is in it is kept, because those of
  /// thousands of machines may wait for each other.
  init(named: Place, content: Content) {
    self.named = named
    if case .file(let file) = content {
      self.content = .file(file.digest)
    } else {
      self.content = content
    }
  }

  /// The file that is to be changed: the one that is named, else the one that
  /// names it.
  var artifact: Place {
    if case .file(let file) = content { .file(file.path) } else { named }
  }
}

/// A program that dials.
struct TalkClient: Sendable {
  /// How it checks the server.
  enum Check: Sendable {
    /// Against a bundle, and the name that it dials.
    case authority(TalkSource)
    /// Against a bundle only: the name does not matter to it.
    case authorityOnly(TalkSource)
    /// Not at all.
    case none
    /// Against the CAs of its machine, which know no cluster's.
    case system
  }

  let party: TalkParty
  /// What it shows; nil is nothing.
  var certificate: TalkSource?
  var key: TalkSource?
  /// How it checks the server.
  var check: Check
  /// The name that the certificate must be good for, where it is not the one
  /// that is dialed.
  var serverName: String?
  /// What else it shows that makes somebody of it: a token.
  var otherCredential: String?
  /// Where all this is said.
  var place: Place
  /// The common names of servers that it accepts; empty accepts all.
  var allowedNames: [String] = []
}

/// A program that is dialed.
struct TalkServer: Sendable {
  /// What it asks of clients.
  enum Demand: Sendable {
    /// Nothing.
    case nothing
    /// A certificate, if they have one; who has none is anonymous.
    case certificateIfAny(TalkSource)
    /// A certificate.
    case certificate(TalkSource)
  }

  /// Where its certificate comes from.
  enum Identity: Sendable {
    /// From files.
    case files(certificate: TalkSource, key: TalkSource)
    /// It makes one of its own, which nobody knows; the place says why.
    case selfSigned(Place)
    /// It gets one when it runs, or speaks no TLS; the text says which.
    case unknown(String)
    /// The cluster issues one when it runs, as it should; the text says when.
    case later(String)
  }

  let party: TalkParty
  var identity: Identity
  var demand: Demand
  /// Names and addresses by which others may dial it, without those of its
  /// machine.
  var addresses: Set<String>
  /// The names of clients that it lets in; empty lets in all.
  var allowedNames: [String] = []
  /// Who says so.
  var allowedNamesPlace: Place?
  /// Where its certificate is named.
  var place: Place
}

/// What is needed of whom a server sees.
enum TalkDemand: Hashable, Sendable {
  /// Nothing more than a certificate.
  case nothing
  /// Somebody: a certificate or a token.
  case somebody
  /// A user.
  case user(String)
  /// The node of a name; nil is any.
  case node(String?)
  /// A common name from a list; empty is any.
  case commonName([String])
}

/// An API server.
struct APIServerEnds: Sendable {
  var server: TalkServer
  /// As a client of etcd.
  var etcd: TalkClient
  var etcdServers: [(host: DialedHost, place: Place)]
  /// As a client of kubelets.
  var kubelet: TalkClient
  /// By which kinds of addresses kubelets are dialed, in order.
  var addressTypes: [String]
  /// As a client of API servers that extend it; nil where it has none.
  var frontProxy: (client: TalkClient, authority: TalkSource, allowed: [String], Place)?
}

/// A member of etcd.
struct EtcdEnds: Sendable {
  var name: String
  var server: TalkServer
  var peerServer: TalkServer
  var peer: TalkClient
  /// All of them by name; a host is nil where nobody knows it.
  var members: [(name: String, host: DialedHost?)]
  /// The CA of its clients.
  var clientAuthority: TalkSource?
  var place: Place
}

/// A kubelet.
struct KubeletEnds: Sendable {
  var server: TalkServer
  /// The name of its node; nil where nobody knows.
  var node: String?
  /// Its address, where a flag says it.
  var address: String?
}

/// A client of API servers.
struct APIClientEnds: Sendable {
  var kind: TalkEdge.Kind
  var client: TalkClient
  /// What it dials; nil where nobody knows.
  var host: DialedHost?
  var demand: TalkDemand
}

/// A client of etcd that is no program of the cluster.
struct EtcdClientEnds: Sendable {
  var client: TalkClient
}

/// A health check of a load balancer.
struct HealthCheckEnds: Sendable {
  var client: TalkClient
  var host: DialedHost
}

/// Every end of a connection that an area holds.
struct TalkEnds: Sendable {
  let machine: String?
  var apiServers: [APIServerEnds] = []
  var etcds: [EtcdEnds] = []
  var kubelets: [KubeletEnds] = []
  var apiClients: [APIClientEnds] = []
  var etcdClients: [EtcdClientEnds] = []
  var healthChecks: [HealthCheckEnds] = []
  /// Who is where, as files of hosts say.
  var hosts: [(address: String, names: [String])] = []

  /// Whether others dial what is here.
  var isHub: Bool { !apiServers.isEmpty || !etcds.isEmpty || !healthChecks.isEmpty }
}
