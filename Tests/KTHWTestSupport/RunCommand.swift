#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program to run, with everything that it will see of the world.
///
/// Standard output and error are kept apart and read while the program runs,
/// so that no amount of output makes it wait for us.
public struct RunCommand: Sendable {
  /// What the program reads from standard input.
  public enum Input: Sendable {
    /// `/dev/null`.
    case nothing
    /// These bytes, then the end.
    case bytes([UInt8])
    /// Nothing: the descriptor is closed.
    case closed

    /// A text in UTF-8, then the end.
    public static func text(_ text: String) -> Input { .bytes(Array(text.utf8)) }
  }

  /// Where standard output goes.
  public enum Output: Sendable {
    /// Into ``CommandResult/output``.
    case captured
    /// Into a file or device, such as `/dev/full`.
    case file(String)
    /// Into a pipe that nobody reads.
    case brokenPipe
  }

  /// The program: a path, or a name that is looked for on `PATH`.
  public var program: String
  /// The zeroth argument; nil is ``program`` as written.
  public var name: String?
  /// The arguments after the zeroth.
  public var arguments: [String]
  /// Standard input.
  public var input: Input = .nothing
  /// Standard output.
  public var output: Output = .captured
  /// The whole environment; nothing else is inherited.
  public var environment: [String: String] = RunCommand.plainEnvironment
  /// The working directory; nil is the test's own.
  public var directory: String?
  /// The file mode mask; nil is the test's own.
  public var umask: UInt16?
  /// Seconds after which the program and its children are killed.
  public var timeout: Double = 120

  /// Creates a command from a path, or a name to look for on `PATH`.
  public init(_ program: String, _ arguments: [String] = []) {
    self.program = program
    self.arguments = arguments
  }

  /// `kthwctl` as it was built beside the tests, with arguments.
  ///
  /// `KTHW_PROGRAM` names another one, such as the static release build.
  public static func kthwctl(_ arguments: String...) -> RunCommand {
    RunCommand(kthwctlPath, arguments)
  }

  /// `kthwctl` called by the name of the program that it stands in for.
  public static func kthwctl(as name: String, _ arguments: [String]) -> RunCommand {
    var command = RunCommand(kthwctlPath, arguments)
    command.name = name
    return command
  }

  /// Where `kthwctl` is.
  public static let kthwctlPath: String =
    environmentValue("KTHW_PROGRAM") ?? productsDirectory + "/kthwctl"

  /// The folder of built products, which is the one of the test bundle.
  public static let productsDirectory: String = {
    #if os(Linux)
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let image = count > 0 ? String(decoding: buffer[..<count].map(UInt8.init), as: UTF8.self) : ""
    let levels = 1
    #else
    // The bundle's own image: X.xctest/Contents/MacOS/X.
    var facts = Dl_info()
    let found = withUnsafePointer(to: &imageAnchor) { dladdr($0, &facts) }
    let image = found != 0 ? String(cString: facts.dli_fname) : ""
    let levels = 4
    #endif
    return image.split(separator: "/").dropLast(levels).map { "/" + $0 }.joined()
  }()

  /// `PATH` and `HOME` of the test process and the C locale.
  public static var plainEnvironment: [String: String] {
    var plain = ["LC_ALL": "C", "TZ": "UTC"]
    // The last two say where Swift's libraries are on machines that need it.
    for name in ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"] {
      plain[name] = environmentValue(name)
    }
    return plain
  }

  /// This command in another working directory.
  public func inside(_ directory: ScratchDirectory) -> RunCommand {
    var moved = self
    moved.directory = directory.path
    return moved
  }

  /// This command with a text on standard input.
  public func reading(_ text: String) -> RunCommand {
    var fed = self
    fed.input = .text(text)
    return fed
  }

  /// This command with another variable in its environment.
  public func setting(_ name: String, _ value: String?) -> RunCommand {
    var changed = self
    changed.environment[name] = value
    return changed
  }
}

#if !os(Linux)
// Its address tells in which image this code was loaded.
nonisolated(unsafe) private var imageAnchor: UInt8 = 0
#endif
