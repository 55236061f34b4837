import ArgumentParser
import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `kthwctl links DIR`.
struct Links: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "links",
    abstract: "Make links by whose names kthwctl acts as cfssl and cfssljson.",
    discussion: """
      Makes cfssl, cfssljson and cfssl-certinfo in DIR, leading to this program. Links \
      made earlier are brought up to date; anything else of those names is left alone.

      With --kubectl there is a kubectl as well. It knows config and nothing else, so it \
      is meant for machines that have no real one.

      EXAMPLES
        kthwctl links ~/bin
        sudo kthwctl links /usr/local/bin

      EXIT STATUS
        0 the links are there, 1 something else has one of the names,
        65 DIR is no directory, 74 DIR is missing or cannot be written.
      """
  )

  @Argument(help: "A directory, best one on PATH.")
  var directory: String

  @Flag(help: "Make kubectl too, of which only config is there.")
  var kubectl = false

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let input = MakeLinks.Input(
      directory: directory,
      program: try RunningProgram.path(),
      names: (Personality.whole + (kubectl ? [.kubectl] : [])).map(\.rawValue)
    )
    let made = try MakeLinks.run(input, in: .system)
    try StandardStream.output.write(
      made.links.map { Terminal.printable($0) + " -> " + made.program + "\n" }.joined()
    )
    Failure.warn(made.doubts)
  }
}

/// The file that this process runs.
enum RunningProgram {
  /// Its absolute path, without symbolic links.
  ///
  /// - Throws: ``KTHWError`` with `notFound` when it was removed meanwhile.
  static func path() throws -> String {
    #if os(Linux)
    let link = "/proc/self/exe"
    #else
    var capacity: UInt32 = 4096
    var buffer = [CChar](repeating: 0, count: Int(capacity))
    let isKnown = _NSGetExecutablePath(&buffer, &capacity) == 0
    let link = isKnown ? String(cString: buffer) : CommandLine.arguments.first ?? ""
    #endif
    guard let path = realpath(link, nil) else {
      throw KTHWError(.notFound, "the running program's own file is not found")
    }
    defer { free(path) }
    return String(cString: path)
  }
}
