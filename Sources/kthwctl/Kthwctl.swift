import ArgumentParser
import KTHWCore

/// The program's entry point.
@main
struct Kthwctl: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "kthwctl")
}
