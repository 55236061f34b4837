import KTHWCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Prints kthwctl beside the real cfssl, measured in one run.
///
///     compare KTHWCTL CFSSL CFSSLJSON FLOOR PEERS FOLDER [--short] [--kubectl PROGRAM]
///       [--plot FILE]
///
///     compare describe WORKERS p256|rsa
///
/// The second form prints the description of the cluster that is measured.
/// FLOOR is the program beside this one, PEERS the folder of the scripts.
/// FOLDER should be in memory (/dev/shm): ext4 makes files dearer for minutes
/// after many were deleted.
@main
struct Compare {
  let kthwctl: String
  let cfssl: String
  let cfssljson: String
  let floor: String
  let peers: String
  let folder: String
  let isShort: Bool
  /// A kubectl to stand beside, where there is one.
  let kubectl: String?
  /// Where a picture of how trees grow goes, if it is wanted.
  let plot: String?

  static func main() {
    let words = CommandLine.arguments
    if words.count == 4, words[1] == "describe", let workers = Int(words[2]),
      let key = ClusterDescription.Key.allCases.first(where: { $0.word == words[3] })
    {
      print(ClusterDescription(workers: workers, key: key, isSingle: true).text, terminator: "")
      return
    }
    guard words.count >= 7 else {
      print("usage: compare KTHWCTL CFSSL CFSSLJSON FLOOR PEERS FOLDER [--short] [--kubectl …]")
      exit(64)
    }
    let compare = Compare(
      kthwctl: words[1],
      cfssl: words[2],
      cfssljson: words[3],
      floor: words[4],
      peers: words[5],
      folder: words[6],
      isShort: words.contains("--short"),
      kubectl: value(of: "--kubectl", in: words),
      plot: value(of: "--plot", in: words)
    )
    do {
      try compare.run()
    } catch {
      print("benchmark: \(error)")
      exit(1)
    }
  }

  private static func value(of flag: String, in words: [String]) -> String? {
    words.firstIndex(of: flag).flatMap { words.dropFirst($0 + 1).first }
  }

  func run() throws {
    say(Comparison.heading)
    say(try startUp("`version`", ["version"]).row)
    say(try startUp("`cfssl version`", ["cfssl", "version"]).row)
    let curve = #"{"algo": "ecdsa", "size": 256}"#
    say(try pair("`gencert` into `cfssljson`, P-256", curve, .median, 0.5, rounds: 200).row)
    let rsa = #"{"algo": "rsa", "size": 2048}"#
    say(try pair("`gencert` into `cfssljson`, RSA-2048", rsa, .mean, 1, rounds: 120).row)
    say(try keys().row)
    if let kubectl { for job in try kubeconfigs(kubectl: kubectl) { say(job.row) } }
    try floors { say($0.row) }
    try scripts { say($0.row) }
    let whole = try whole()
    say(whole.row)
    say("")
    say(memory(of: whole))
    say("")
    for line in try starts() { say(line) }
    say("")
    let growths = try trees(say)
    if let plot { try write(Plot(growths).svg, to: plot) }
    say("")
    for line in try proofs() { say(line) }
  }

  /// Prints a line at once, also into a pipe.
  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  func rounds(_ count: Int) -> Int { isShort ? max(count / 8, 10) : count }

  private func startUp(_ job: String, _ words: [String]) throws -> Comparison {
    var comparison = Comparison(job, against: "cfssl version", summary: .median, limit: 0.4)
    let (us, them) = (Pipeline([kthwctl] + words), Pipeline([cfssl, "version"]))
    try comparison.run(
      rounds: rounds(200),
      us: { _ in try us.run() },
      them: { _ in try them.run() }
    )
    return comparison
  }

  private func pair(
    _ job: String,
    _ key: String,
    _ summary: Summary,
    _ limit: Double,
    rounds count: Int
  ) throws -> Comparison {
    let request = folder + "/request.json"
    let name = #"[{"C": "US", "O": "system:nodes", "OU": "Kubernetes The Hard Way"}]"#
    try write(#"{"CN": "system:node:worker", "key": \#(key), "names": \#(name)}"#, to: request)
    try write(#"{"CN": "Kubernetes", "key": \#(key)}"#, to: folder + "/ca.json")
    try write(
      """
      {"signing": {"default": {"expiry": "8760h"}, "profiles": {"kubernetes": {"expiry": "8760h",
      "usages": ["signing", "key encipherment", "server auth", "client auth"]}}}}
      """,
      to: folder + "/config.json"
    )
    let authority = Pipeline(
      [cfssl, "gencert", "-initca", folder + "/ca.json"],
      [cfssljson, "-bare", folder + "/ca"]
    )
    _ = try authority.run()
    let arguments = [
      "gencert", "-ca=\(folder)/ca.pem", "-ca-key=\(folder)/ca-key.pem",
      "-config=\(folder)/config.json", "-profile=kubernetes", "-hostname=worker,10.240.0.20",
      request,
    ]
    var comparison = Comparison(job, against: "cfssl 1.2.0 pair", summary: summary, limit: limit)
    try comparison.run(
      rounds: rounds(count),
      us: { round in
        try Pipeline(
          [kthwctl, "cfssl"] + arguments,
          [kthwctl, "cfssljson", "-bare", "\(folder)/ours-\(round)"]
        ).run()
      },
      them: { round in
        try Pipeline([cfssl] + arguments, [cfssljson, "-bare", "\(folder)/theirs-\(round)"]).run()
      }
    )
    return comparison
  }

  private func keys() throws -> Comparison {
    var comparison = Comparison(
      "an RSA-2048 key in the library",
      against: "two primes and a load",
      summary: .mean,
      limit: 1.3,
      of: \.processor
    )
    let engine = try Engine()
    try comparison.run(
      rounds: rounds(240),
      us: { _ in
        try timed { _ = try PrivateKey.generate(.rsa(bits: 2048), using: engine) }
      },
      them: { _ in try timed { try PrimeFloor.makeKey(bits: 2048) } }
    )
    return comparison
  }

  func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Failure(description: "cannot write \(path)") }
    fputs(text, file)
    guard fclose(file) == 0 else { throw Failure(description: "cannot write \(path)") }
  }
}
