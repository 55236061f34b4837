/// What was found in tutorials and distributions, by number: what can be seen
/// in files has cases in `Tests/Scripts/findings`, and the rest a reason.
enum KnownFindings {
  /// All numbers.
  static let numbers = 1...93

  /// Those that no file shows, and why.
  static let inexpressible: [Int: String] = [
    28: "what a tutorial leaves out is no fault of the files that it has",
    42: "a sentence of a text: which of two ports listens on the machine alone",
    43: "a tutorial names no releases of its add-ons; there is no file to look at",
    56: "whether a copy of a key was deleted after it was made, no file says",
    58: "prose about what a request is; files with the wrong contents are KTHW-PAIR's and others'",
    59: "a program that is downloaded and never used does no harm",
    75: "kubeconfigs of a control plane that dial their own host are right",
    89: "a sentence of a tutorial about who encrypts",
    90: "prose about whose certificate a load balancer shows",
    93: "which certificate somebody gives to etcdctl stands in commands, not in files",
  ]
}
