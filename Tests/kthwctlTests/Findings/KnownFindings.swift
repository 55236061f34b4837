/// What was found in tutorials and distributions, by number: what can be seen
/// in files has cases in `Tests/Scripts/findings`, and the rest a reason.
enum KnownFindings {
  /// All numbers.
  static let numbers = 1...93

  /// Those that no file shows, and why.
  static let inexpressible: [Int: String] = [
    18: "nobody's files say who plans to renew what; ends are told by KTHW-EXP",
    42: "a sentence of a text: which of two ports listens on the machine alone",
    58: "prose about what a request is; files with the wrong contents are KTHW-PAIR's and others'",
    90: "prose about whose certificate a load balancer shows",
    93: "which certificate somebody gives to etcdctl stands in commands, not in files",
  ]
}
