/// All that goes to one machine: its overlay, a script that checks it, and the
/// manifest that the script goes by.
struct HostDelivery: Sendable {
  /// The overlay and the script, without the manifest.
  let overlay: HostOverlay
  /// What lists them.
  let manifest: DeliveredManifest

  /// Adds the script to an overlay and lists both.
  ///
  /// - Throws: ``KTHWError`` where the overlay has files in their places.
  init(_ overlay: HostOverlay) throws {
    guard !overlay.entries.isEmpty else {
      throw KTHWError(.notFound, "the host \(overlay.host) gets no file")
    }
    self.overlay = try overlay.adding(
      HostOverlay.Entry(
        path: DeliveryCheck.path,
        content: .file(HostDelivery.plain(DeliveryCheck.text), mode: 0o755)
      )
    )
    manifest = DeliveredManifest(of: self.overlay)
  }

  /// Everything, the manifest last: what is listed is there when it is.
  var entries: [HostOverlay.Entry] {
    get throws {
      let manifest = HostOverlay.Entry(
        path: DeliveryCheck.manifestPath,
        content: .file(HostDelivery.plain(manifest.text), mode: 0o644)
      )
      return try overlay.adding(manifest).entries.filter { $0.path != manifest.path } + [manifest]
    }
  }

  /// The archive of it, compressed.
  ///
  /// - Parameter modified: when all of it was changed last, in seconds since
  ///   1970.
  /// - Returns: the bytes of a `.tar.gz`.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/limitExceeded``.
  func archive(modified: Int64) throws -> SecretBytes {
    let members = try entries.map {
      TarArchive.Member(path: String($0.path.dropFirst()), content: $0.content)
    }
    return try Gzip.compressed(TarArchive.bytes(of: members, modified: modified))
  }

  /// A text that is no secret, as bytes of one.
  static func plain(_ text: String) -> SecretBytes {
    var text = text
    return text.withUTF8 { SecretBytes(copying: UnsafeRawBufferPointer($0)) }
  }
}
