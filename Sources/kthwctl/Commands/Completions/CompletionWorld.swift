import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The cluster whose hosts a command line may name: the description that is
/// on the line, or the one in a tree that is, or `cluster.yaml` right here.
struct CompletionWorld {
  private let context: Context
  private var places: [String] = []

  init(_ context: Context) { self.context = context }

  /// The largest description that somebody waits for while typing, in bytes.
  private static let sizeLimit = 1 << 20

  /// Takes the places that a command line names.
  mutating func look(at line: CompletionLine) {
    for (name, text) in line.values {
      switch name {
      case "cluster.yaml": places.insert(text, at: 0)
      case "paths", "path", "dir", "directory", "tree":
        places.append(text + "/" + ClusterFile.defaultName)
      default: break
      }
    }
  }

  /// The names of the cluster's hosts; none where there is no description, or
  /// none that can be used.
  var hosts: [String] {
    let usual = [ClusterFile.defaultName, "out/" + ClusterFile.defaultName]
    for place in places + usual where isReadable(place) {
      guard let spec = try? ClusterFile.read(place, in: context).spec else { continue }
      return spec.hosts.prefix(CompletionAnswer.limit).map(\.name.text)
    }
    return []
  }

  /// Nothing that would have to be waited for: no pipe, no device.
  private func isReadable(_ path: String) -> Bool {
    var facts = stat()
    return stat(context.resolved(path), &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
      && facts.st_size <= CompletionWorld.sizeLimit
  }
}
