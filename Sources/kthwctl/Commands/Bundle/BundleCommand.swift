import ArgumentParser
import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `kthwctl bundle`: what hosts get, for the programs that bring it there.
struct BundleCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "bundle",
    abstract: "Pack what hosts get: as archives, for cloud-init or for Ansible.",
    discussion: """
      Takes a tree that generate made. tar makes HOST.tar.gz, to be unpacked at the
      host's root: everything belongs to root and has its mode, and directories that
      are there stay as they are. cloud-init makes HOST.user-data.yaml. In both is
      /etc/kthwctl with a manifest and check.sh, which tells on the host whether
      everything lies there as it was packed. ansible makes an inventory and a
      playbook, which take the files from the tree, place the same manifest, and
      restart what reads what has changed.

      The same tree gives the same bytes, and what is the same is not written again.
      Times in archives are 0, or what SOURCE_DATE_EPOCH says. Bundles hold private
      keys: they have mode 0600. With --output - one host's goes to standard output.

      EXAMPLES
        kthwctl bundle --all
        kthwctl bundle node-1 --output - | ssh root@node-1 tar -C / -xz
        kthwctl bundle node-1 --format cloud-init
        kthwctl bundle --all --format ansible && cd ansible &&
          ansible-playbook -i inventory.yaml -u root site.yaml

      EXIT STATUS
        0 packed, or nothing to do; 1 a host has a file of its own where the manifest
        goes; 5 another run holds the directory; 64 usage; 65 a file cannot be packed;
        74 a file cannot be read or written; 130 interrupted, and all is as it was
      """
  )

  @Argument(help: ArgumentHelp("The hosts.", valueName: "host"))
  var hosts: [String] = []

  @Flag(help: "All hosts of the tree; files of hosts that are no more go away.")
  var all = false

  @Option(help: ArgumentHelp("The tree that generate made.", valueName: "dir"))
  var tree = "out"

  @Option(help: "What to make: tar, cloud-init or ansible.")
  var format: PackHosts.Format = .tar

  @Option(
    help: ArgumentHelp(
      "The directory to write to: bundles, cloud-init or ansible; - is standard output.",
      valueName: "dir"
    )
  )
  var output: String?

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard all != !hosts.isEmpty else {
      throw ValidationError(all ? "--all leaves no host to name." : "Name hosts, or say --all.")
    }
    guard output != "-" || Set(hosts).count == 1 else {
      throw ValidationError("Standard output takes one host; name it.")
    }
    guard format != .ansible || all else {
      throw ValidationError("An inventory has all hosts: say --all, and --limit to Ansible.")
    }
  }

  func perform() throws {
    var input = PackHosts.Input(tree: tree, hosts: hosts, format: format, output: output)
    guard output != "-" else {
      guard isatty(StandardStream.output.descriptor) != 1 else {
        throw KTHWError(
          .usage,
          "a bundle holds private keys, and standard output is a terminal",
          hint: "pipe it on, or leave --output away"
        )
      }
      return try StandardStream.output.write(PackHosts.bytes(input, in: .system))
    }
    var context = Context.system
    let interruption = Interruption.heldBack()
    let line = ProgressLine()
    context.isInterrupted = { interruption.isPending }
    context.progress = { line.tell($0) }
    defer { interruption.release() }
    input.workers = Processors.available
    let made: PackHosts.Output
    do {
      defer { line.end() }
      made = try PackHosts.run(input, in: context)
    }
    tell(made, input)
  }

  private func tell(_ made: PackHosts.Output, _ input: PackHosts.Input) {
    let shown = Terminal.printable(input.output)
    for name in made.removed.prefix(5) { Failure.say("removed \(shown)/\(name), of no host") }
    if made.removed.count > 5 { Failure.say("removed \(made.removed.count - 5) more") }
    let size = Quantity.grouped(made.files.reduce(0) { $0 + $1.size })
    let count = Quantity.of(made.files.count, "host")
    Failure.say(
      made.writtenCount == 0
        ? "\(shown): \(count), all as before"
        : "\(shown): \(count), \(size) bytes, \(Quantity.grouped(made.writtenCount)) written"
    )
    if format == .cloudInit { warn(made) }
  }

  /// Providers take only so much.
  private func warn(_ made: PackHosts.Output) {
    let limit = PackHosts.Output.userDataLimit
    let large = made.files.filter { $0.size > limit }
    guard let largest = large.max(by: { $0.size < $1.size }) else { return }
    Failure.warn([
      Problem(
        .limitExceeded,
        "\(large.count) of \(Quantity.of(made.files.count, "host")) have more than the "
          + "\(Quantity.grouped(limit)) bytes of user-data that EC2 takes; the most has "
          + "\(largest.host), \(Quantity.grouped(largest.size))",
        hint: "bring the files to such hosts with --format tar or --format ansible"
      )
    ])
  }
}
