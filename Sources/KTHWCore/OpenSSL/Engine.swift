internal import COpenSSL

/// What one thread keeps between operations: contexts and algorithms whose
/// making costs as much as their use.
///
/// An engine must not be used by two threads at once; every worker of
/// ``parallelEach(count:workers:makingState:body:)`` makes its own. Keys
/// may be shared between engines.
public final class Engine {
  /// Room for the numbers in between; wiped at the end.
  let numbers: OwnedNumberContext
  /// Computes hashes, one after another.
  let hashing: OwnedDigestContext
  // Lists, since they hold one or two: the first dictionary with a new kind of
  // key costs a process more than any search here.
  private var digests: [(name: SignatureAlgorithm.Digest, digest: Digest)] = []

  /// Creates an engine, and starts OpenSSL where this is its first use.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public init() throws {
    try OpenSSLLibrary.start()
    numbers = OwnedNumberContext(
      adopting: try OpenSSLCall.pointer("making room for numbers") { BN_CTX_secure_new() }
    )
    hashing = OwnedDigestContext(
      adopting: try OpenSSLCall.pointer("preparing to hash") { EVP_MD_CTX_new() }
    )
  }

  /// A hash function, looked up at its first use.
  func digest(_ digest: SignatureAlgorithm.Digest) throws -> OpaquePointer {
    if let known = digests.first(where: { $0.name == digest }) {
      return known.digest.digest.pointer
    }
    let fetched = Digest(
      adopting: try OpenSSLCall.pointer("looking up \(digest.openSSLName)") {
        EVP_MD_fetch(nil, digest.openSSLName, nil)
      }
    )
    digests.append((digest, fetched))
    return fetched.digest.pointer
  }

  // Non-copyable values can't stand in a list; these boxes can.
  private final class Digest {
    let digest: OwnedDigest
    init(adopting pointer: OpaquePointer) { digest = OwnedDigest(adopting: pointer) }
  }
}

extension SignatureAlgorithm.Digest {
  /// The hash function as OpenSSL calls it.
  var openSSLName: String {
    switch self {
    case .sha256: "SHA2-256"
    case .sha384: "SHA2-384"
    case .sha512: "SHA2-512"
    }
  }

  /// How many bytes a hash has.
  var byteCount: Int {
    switch self {
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }
}
