#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads collections of certificates, as DER.
enum TrustFiles {
  /// The certificates of a PEM file.
  ///
  /// - Throws: ``KTHWError`` where it cannot be read or holds none.
  static func certificates(of file: String, in context: Context) throws -> [[UInt8]] {
    let pem = try InputFile.read(file, context: context)
    let blocks = try PEM.blocks(in: pem, file: file).filter { $0.label.hasSuffix("CERTIFICATE") }
    guard !blocks.isEmpty else {
      throw KTHWError(.syntax, "there is no certificate in PEM", at: .file(file))
    }
    return blocks.map(\.bytes)
  }

  /// The certificates of the `.pem`, `.crt` and `.cer` files of a directory,
  /// by the files' names; files without certificates, such as keys, do not
  /// count.
  ///
  /// - Throws: ``KTHWError`` where a file or the directory cannot be read.
  static func certificates(ofDirectory path: String, in context: Context) throws -> [[UInt8]] {
    guard let directory = opendir(context.resolved(path)) else {
      throw SystemError.last.during("open", path)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // The name's length is not in the structure: it ends at its NUL.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if [".pem", ".crt", ".cer"].contains(where: name.hasSuffix) { names.append(name) }
    }
    return try names.sorted().flatMap { name -> [[UInt8]] in
      let file = path + "/" + name
      return try PEM.blocks(in: InputFile.read(file, context: context), file: file)
        .filter { $0.label.hasSuffix("CERTIFICATE") }.map(\.bytes)
    }
  }

  /// The roots that the system trusts; none where they are in no usual place.
  static func systemRoots(in context: Context) throws -> [[UInt8]] {
    let places = [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
      "/etc/ssl/cert.pem",
    ]
    guard let place = places.first(where: { access($0, R_OK) == 0 }) else { return [] }
    return try certificates(of: place, in: context)
  }
}
