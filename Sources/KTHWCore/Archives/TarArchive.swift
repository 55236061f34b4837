/// Writes tar archives in POSIX' "ustar" form, which every tar reads (POSIX.1,
/// pax: ustar Interchange Format).
///
/// Everything belongs to root and has one time, so that the bytes follow from
/// the members alone. A name that has no room in the header stands before it in
/// the way of GNU tar, which BusyBox understands as well, unlike pax headers.
enum TarArchive {
  /// Something in an archive.
  struct Member: Sendable {
    /// The name: no slash at its beginning.
    let path: String
    /// What it is.
    let content: Content
  }

  /// What a member is.
  enum Content: Sendable {
    /// A file and its permission bits.
    case file(SecretBytes, mode: UInt16)
    /// A symbolic link and what it says.
    case link(to: String)
    /// A directory and its permission bits.
    case directory(mode: UInt16)
  }

  /// The bytes of an archive.
  ///
  /// - Parameters:
  ///   - members: what is in it, in this order.
  ///   - modified: when all of it was changed last, in seconds since 1970.
  /// - Returns: the archive, filled up to whole records.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/limitExceeded`` where it
  ///   would be larger than is compressed here.
  static func bytes(of members: [Member], modified: Int64) throws -> SecretBytes {
    let needed = members.reduce(2 * block) { $0 + length(of: $1) }
    let size = (needed + record - 1) / record * record
    guard size <= Gzip.limit else {
      throw KTHWError(.limitExceeded, "an archive of more than \(Gzip.limit >> 20) MiB is not made")
    }
    return try SecretBytes(capacity: size) { memory, count in
      memory.initializeMemory(as: UInt8.self, repeating: 0)
      var writer = TarWriter(memory: memory, modified: modified)
      for member in members { writer.add(member) }
      count = size
    }
  }

  fileprivate static let block = 512
  /// Tapes had these; some programs still read by them.
  private static let record = 20 * block

  /// How many bytes a member takes.
  private static func length(of member: Member) -> Int {
    let name = UStarName(member.storedPath)
    var size = block + (name == nil ? 2 * block + padded(member.storedPath.utf8.count + 1) : 0)
    switch member.content {
    case .file(let bytes, _): size += padded(bytes.count)
    case .link(let target):
      if target.utf8.count > UStarName.nameLimit { size += block + padded(target.utf8.count + 1) }
    case .directory: break
    }
    return size
  }

  fileprivate static func padded(_ count: Int) -> Int { (count + block - 1) / block * block }
}

extension TarArchive.Member {
  /// The name as it stands in the archive: directories end in a slash.
  fileprivate var storedPath: String {
    if case .directory = content { path + "/" } else { path }
  }
}

/// A name as the two fields of a header hold it.
private struct UStarName {
  static let nameLimit = 100
  private static let prefixLimit = 155

  let prefix: Substring
  let name: Substring

  /// Nil where it does not fit.
  init?(_ path: String) {
    guard path.utf8.count > UStarName.nameLimit else {
      prefix = ""
      name = path[...]
      return
    }
    // The slash between the fields is not stored; one at the end is the name's.
    let slashes = path.utf8.indices.dropLast().filter { path.utf8[$0] == UInt8(ascii: "/") }
    guard
      let slash = slashes.first(where: {
        path.utf8.distance(from: $0, to: path.utf8.endIndex) - 1 <= UStarName.nameLimit
      }), slash > path.startIndex, path[..<slash].utf8.count <= UStarName.prefixLimit
    else { return nil }
    prefix = path[..<slash]
    name = path[path.utf8.index(after: slash)...]
  }
}

private struct TarWriter {
  let memory: UnsafeMutableRawBufferPointer
  let modified: Int64
  private var offset = 0

  init(memory: UnsafeMutableRawBufferPointer, modified: Int64) {
    self.memory = memory
    self.modified = modified
  }

  mutating func add(_ member: TarArchive.Member) {
    var target: Substring = ""
    if case .link(let text) = member.content {
      target = text[...]
      if text.utf8.count > UStarName.nameLimit {
        addLongName(text, type: "K")
        target = TarWriter.cut(text)
      }
    }
    let path = member.storedPath
    var name = UStarName(path)
    if name == nil {
      addLongName(path, type: "L")
      name = UStarName(String(TarWriter.cut(path)))
    }
    switch member.content {
    case .file(let bytes, let mode):
      addHeader(name, type: "0", mode: mode, size: bytes.count)
      bytes.withUnsafeBytes { add($0) }
    case .link: addHeader(name, type: "2", mode: 0o777, size: 0, target: target)
    case .directory(let mode): addHeader(name, type: "5", mode: mode, size: 0)
    }
  }

  /// What programs that do not know of long names take for the name.
  private static func cut(_ text: String) -> Substring {
    var end = text.utf8.index(text.startIndex, offsetBy: UStarName.nameLimit)
    // Not within a character, nor behind a slash that would make a directory of it.
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return text[..<end]
  }

  private mutating func addLongName(_ text: String, type: Character) {
    addHeader(
      UStarName("././@LongLink"),
      type: type,
      mode: 0o644,
      size: text.utf8.count + 1
    )
    var text = text + "\0"
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// Adds contents; what is left of the last block is zero already.
  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).copyMemory(from: bytes)
    offset += TarArchive.padded(bytes.count)
  }

  /// Where the fields of a header are, and how long they are.
  private enum Field {
    static let name = (0, 100)
    static let mode = (100, 8)
    static let user = (108, 8)
    static let group = (116, 8)
    static let size = (124, 12)
    static let modified = (136, 12)
    static let sum = (148, 8)
    static let type = (156, 1)
    static let target = (157, 100)
    static let magic = (257, 8)
    static let userName = (265, 32)
    static let groupName = (297, 32)
    static let major = (329, 8)
    static let minor = (337, 8)
    static let prefix = (345, 155)
  }

  private mutating func addHeader(
    _ name: UStarName?,
    type: Character,
    mode: UInt16,
    size: Int,
    target: Substring = ""
  ) {
    put(name?.name ?? "", Field.name)
    put(name?.prefix ?? "", Field.prefix)
    put(octal(Int64(mode), 7), Field.mode)
    put(octal(0, 7), Field.user)
    put(octal(0, 7), Field.group)
    put(octal(Int64(size), 11), Field.size)
    put(octal(modified, 11), Field.modified)
    put(String(type)[...], Field.type)
    put(target, Field.target)
    put("ustar\u{0}00", Field.magic)
    put("root", Field.userName)
    put("root", Field.groupName)
    put(octal(0, 7), Field.major)
    put(octal(0, 7), Field.minor)
    // The sum is that of a header with spaces in the sum's own place.
    put("        ", Field.sum)
    let header = UnsafeRawBufferPointer(rebasing: memory[offset..<(offset + TarArchive.block)])
    let sum = header.reduce(Int64(0)) { $0 + Int64($1) }
    put(octal(sum, 6) + "\u{0} ", Field.sum)
    offset += TarArchive.block
  }

  private func put(_ text: Substring, _ field: (start: Int, length: Int)) {
    precondition(text.utf8.count <= field.length, "a header's field overflows")
    let start = offset + field.start
    for (index, byte) in text.utf8.enumerated() { memory[start + index] = byte }
  }

  private func octal(_ number: Int64, _ digits: Int) -> Substring {
    let text = String(max(0, number), radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count))[...] + text
  }
}
