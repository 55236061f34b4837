import ArgumentParser
import KTHWCore

/// The flags that make a run repeat itself to the byte.
struct ReproductionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "For tests and reviews only: the keys follow from this text.",
      valueName: "text",
      visibility: .hidden
    )
  )
  var insecureSeed: String?

  @Option(
    help: ArgumentHelp(
      "For tests and reviews only: the time that is taken as now.",
      valueName: "RFC 3339",
      visibility: .hidden
    ),
    transform: ArgumentReader.timestamp
  )
  var at: Timestamp?

  /// The world, with those parts of it that were said.
  var context: Context {
    var context = Context.system
    if let at { context.now = { at } }
    if let insecureSeed {
      let seed = Array(insecureSeed.utf8)
      context.keySource = .seeded(seed.withUnsafeBytes { SecretBytes(copying: $0) })
      Failure.warn("whoever knows --insecure-seed has every key that is made now")
    }
    return context
  }
}
