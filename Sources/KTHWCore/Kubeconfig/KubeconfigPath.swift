/// Paths as kubectl treats them: by their text, without looking at the disk.
public enum KubeconfigPath {
  /// A path made absolute and cleaned, as kubectl does with the paths of its
  /// flags; an empty one is the directory itself.
  ///
  /// - Parameters:
  ///   - path: the path as given.
  ///   - directory: where relative paths start, absolute.
  /// - Returns: the absolute path.
  public static func absolute(_ path: String, in directory: String) -> String {
    path.utf8.first == slash ? cleaned(path) : joined(directory, path)
  }

  /// A path without empty parts, `.` and what `..` takes back; an empty one
  /// becomes `.`.
  public static func cleaned(_ path: String) -> String {
    let isAbsolute = path.utf8.first == slash
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if let last = parts.last, last != ".." {
        parts.removeLast()
      } else if !isAbsolute {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if isAbsolute { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// The directory that a file is in, cleaned.
  public static func directory(of file: String) -> String {
    guard let last = file.utf8.lastIndex(of: slash) else { return "." }
    return cleaned(String(file[...last]))
  }

  /// A path that a kubeconfig holds, as it is to be opened.
  ///
  /// - Parameters:
  ///   - path: the path in the kubeconfig; relative ones start from its file.
  ///   - file: the kubeconfig.
  ///   - directory: where a relative `file` starts, absolute.
  /// - Returns: an absolute path, or an empty one for an empty one.
  public static func resolved(
    _ path: String,
    inKubeconfig file: String,
    directory: String
  ) -> String {
    guard !path.isEmpty, path.utf8.first != slash else { return path }
    return joined(absolute(KubeconfigPath.directory(of: file), in: directory), path)
  }

  /// A path as kubectl stores it in a kubeconfig: relative to the file's
  /// directory, unless that needed a step upwards.
  ///
  /// - Parameters:
  ///   - path: the path as given or as it was stored; relative ones start
  ///     from the kubeconfig's file.
  ///   - file: the kubeconfig that it is written to.
  ///   - directory: where a relative `file` starts, absolute.
  /// - Returns: the path to store.
  public static func stored(
    _ path: String,
    inKubeconfig file: String,
    directory: String
  ) -> String {
    guard !path.isEmpty else { return path }
    let base = absolute(KubeconfigPath.directory(of: file), in: directory)
    let absolutePath = path.utf8.first == slash ? path : joined(base, path)
    let relativePath = relative(cleaned(absolutePath), to: base)
    return relativePath.utf8.starts(with: "../".utf8) ? absolutePath : relativePath
  }

  /// The way from one directory to a path, both absolute and clean.
  private static func relative(_ path: String, to base: String) -> String {
    let from = base.split(separator: "/")
    let to = path.split(separator: "/")
    let shared = zip(from, to).prefix { String($0).hasSameBytes(as: String($1)) }.count
    let up = [Substring](repeating: "..", count: from.count - shared)
    let way = (up + to[shared...]).joined(separator: "/")
    return way.isEmpty ? "." : way
  }

  private static func joined(_ directory: String, _ path: String) -> String {
    cleaned(directory + "/" + path)
  }

  private static let slash = UInt8(ascii: "/")
}

// MARK: - Stanzas

extension KubeconfigCluster {
  /// Makes the stanza's paths as kubectl stores them in a file.
  mutating func storePaths(inKubeconfig file: String, directory: String) {
    certificateAuthority = KubeconfigPath.stored(
      certificateAuthority,
      inKubeconfig: file,
      directory: directory
    )
  }
}

extension KubeconfigContext {
  /// A context holds no paths.
  mutating func storePaths(inKubeconfig file: String, directory: String) {}
}

extension KubeconfigUser {
  /// Makes the stanza's paths as kubectl stores them in a file.
  mutating func storePaths(inKubeconfig file: String, directory: String) {
    func store(_ path: inout String) {
      path = KubeconfigPath.stored(path, inKubeconfig: file, directory: directory)
    }
    store(&clientCertificate)
    store(&clientKey)
    store(&tokenFile)
    // A bare word is looked up in PATH.
    if var exec, exec.command.utf8.contains(UInt8(ascii: "/")) {
      store(&exec.command)
      self.exec = exec
    }
  }
}
