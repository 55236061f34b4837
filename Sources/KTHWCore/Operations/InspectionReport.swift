/// What ``InspectFiles`` found, and how the objects belong together.
public struct InspectionReport: Hashable, Sendable {
  /// The objects in the order of the files.
  public let objects: [InspectedObject]
  /// For each object the indices of those that belong to it.
  public let relations: [Relations]

  /// What belongs to an object, as indices into ``objects``.
  public struct Relations: Hashable, Sendable {
    /// The certificates whose keys signed it; itself when it is self-signed.
    public var signers: [Int] = []
    /// Others with the same public key: the key of a certificate, the request it came from.
    public var sameKey: [Int] = []
  }

  init(_ objects: [InspectedObject]) {
    self.objects = objects
    relations = objects.indices.map { index in
      Relations(
        signers: InspectionReport.signers(of: index, in: objects),
        sameKey: InspectionReport.sameKey(as: index, in: objects)
      )
    }
  }

  /// The certificates that really signed one: names lead to candidates,
  /// signatures decide.
  private static func signers(of index: Int, in objects: [InspectedObject]) -> [Int] {
    guard let leaf = objects[index].certificate else { return [] }
    return objects.indices.filter { candidate in
      guard let issuer = objects[candidate].certificate, issuer.subjectDER == leaf.issuerDER else {
        return false
      }
      return (try? ChainVerifier.check(leaf.der, isSignedBy: issuer.der)) != nil
    }
  }

  private static func sameKey(as index: Int, in objects: [InspectedObject]) -> [Int] {
    guard let key = objects[index].publicKey else { return [] }
    return objects.indices.filter { other in
      other != index
        && objects[other].publicKey?.subjectPublicKeyInfo == key.subjectPublicKeyInfo
    }
  }

  /// How a user recognises an object: its file, and its place in it where
  /// the file holds several.
  public func name(of index: Int) -> String {
    let object = objects[index]
    let isAlone = objects.filter { $0.file == object.file }.count == 1
    return isAlone ? object.file : "\(object.file)#\(object.position)"
  }
}
