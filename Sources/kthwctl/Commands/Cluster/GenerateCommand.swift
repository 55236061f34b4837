import ArgumentParser
import KTHWCore

/// `kthwctl generate`: every file of every host of a cluster.
struct GenerateCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "generate",
    abstract: "Make every file of every host from one cluster.yaml.",
    discussion: """
      The tree has pki and kubeconfigs, which stay with you, hosts/NAME, which is
      copied onto that host's root, and manifests for kubectl apply. Running again
      keeps every key, and every certificate that still says what it must and does
      not end soon; where nothing changes, nothing is written. The new tree takes
      the old one's place in one step.

      With --encrypt-ca-keys, or where a passphrase is given, the keys of new
      authorities are encrypted, all with one passphrase. Later runs need it only
      when something is signed; kthwctl key changes keys that are there.

      EXAMPLES
        kthwctl init --like ha-haproxy | kthwctl generate -
        kthwctl generate cluster.yaml --diff
        tar -C out/hosts/node-1 -c . | ssh root@node-1 tar -C / -x --no-overwrite-dir

      EXIT STATUS
        0 made, or nothing to do; 1 something in the tree cannot be used; 5 another
        run holds the tree; 64 usage; 65 the description does not fit; 74 a file
        cannot be read or written; 130 interrupted, and the old tree stands
      """
  )

  @Argument(
    help: ArgumentHelp("The cluster's description; - is standard input.", valueName: "cluster.yaml")
  )
  var file = ClusterFile.defaultName

  @Option(help: ArgumentHelp("The directory of the tree.", valueName: "dir"))
  var output = "out"

  @Option(
    name: [.customShort("o"), .customLong("format")],
    help: "How to print the plan or what was done: table, json or yaml."
  )
  var format: OutputFormat?

  @Flag(help: "Print which files the tree will have, and write nothing.")
  var dryRun = false

  @Flag(help: "Print what would change in the tree, and write nothing.")
  var diff = false

  @Option(
    help: ArgumentHelp("Make these hosts alone, joined by commas.", valueName: "host,…"),
    transform: ArgumentReader.words
  )
  var only: [String] = []

  @Flag(help: "Make pki and kubeconfigs alone, and leave all else as it is.")
  var credentialsOnly = false

  @Flag(help: "Remove the files of hosts and roles that the cluster no longer has.")
  var prune = false

  @Flag(help: "Encrypt the private keys of new authorities with a passphrase.")
  var encryptCaKeys = false

  @OptionGroup var passphrase: PassphraseOptions

  @OptionGroup var reproduction: ReproductionOptions

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard !dryRun || !diff else { throw ValidationError("--dry-run and --diff are two things.") }
    guard !diff || format == nil else { throw ValidationError("--diff has one form only.") }
    guard file != "-" || !passphrase.areStandardInput else {
      throw ValidationError("Standard input is the description or the passphrase, not both.")
    }
  }

  func perform() throws {
    var context = passphrase.context(reproduction.context)
    let (spec, doubts, text) = try ClusterFile.read(file, in: context)
    Failure.warn(doubts)
    // Only now: whoever waits for standard input dies at once.
    let interruption = Interruption.heldBack()
    context.isInterrupted = { interruption.isPending }
    defer { interruption.release() }
    var input = GenerateCluster.Input(
      spec: spec,
      description: text,
      output: output,
      only: only,
      scope: credentialsOnly ? .credentials : .everything,
      prunes: prune,
      // Of a seed all bytes follow, also those of the tree's own file.
      program: reproduction.insecureSeed == nil ? ProgramIdentity.text : nil
    )
    input.encryptsAuthorityKeys = encryptCaKeys || passphrase.areGiven
    input.mode = dryRun ? .dryRun : diff ? .diff : .write
    let progress = GenerationProgress()
    defer { progress.end() }
    let made = try GenerateCluster.run(input, in: context) { progress.tell($0) }
    progress.end()
    // What is left is to print, perhaps for long.
    if input.mode != .write { interruption.endTheProcess() }
    if let failure = progress.failure { throw failure }
    Failure.warn(made.warnings)
    let summary = GenerationSummary(made, input)
    if dryRun { return try printPlan(of: spec, summary, at: context.now()) }
    guard let format, format != .table else { return summary.say() }
    try Printer.print(
      format,
      kind: "GenerationReport",
      document: { summary.document },
      table: { "" }
    )
  }

  private func printPlan(
    of spec: ClusterSpec,
    _ summary: GenerationSummary,
    at now: Timestamp
  ) throws {
    let plan = PlanText(
      spec,
      only: only,
      scope: credentialsOnly ? .credentials : .everything,
      at: now
    )
    try Printer.print(
      format ?? .table,
      kind: "GenerationPlan",
      document: { plan.document },
      table: { plan.table }
    )
    summary.say()
  }
}
