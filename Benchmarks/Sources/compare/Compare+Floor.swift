extension Compare {
  /// Keys, requests, certificates and kubeconfigs of a cluster, beside the
  /// least that they can cost.
  func floors(_ tell: (Comparison) -> Void) throws {
    for key in ClusterDescription.Key.allCases {
      for workers in [100, 5000] {
        // Three minutes for a round.
        if isShort, key == .rsa, workers == 5000 { continue }
        tell(try besideFloor(key, workers))
      }
    }
  }

  private func besideFloor(_ key: ClusterDescription.Key, _ workers: Int) throws -> Comparison {
    let description = ClusterDescription(workers: workers, key: key, isSingle: true)
    let file = try written(description)
    var comparison = Comparison(
      "PKI and kubeconfigs of \(workers) workers, \(key.rawValue)",
      against: "floor in C",
      // How long a search for primes takes is chance.
      summary: key == .rsa ? .mean : .median,
      limit: 1.25
    )
    try comparison.run(
      rounds: roundsBesideFloor(key, workers),
      // What takes seconds needs no warming.
      warmsUp: key == .p256,
      us: { round in
        try making("\(folder)/ours-\(round)") { try credentials(file, into: $0) }
      },
      them: { round in
        try making("\(folder)/floor-\(round)") { tree in
          try Pipeline([floor, key.word, "\(workers)", tree, file]).run()
        }
      }
    )
    return comparison
  }

  private func roundsBesideFloor(_ key: ClusterDescription.Key, _ workers: Int) -> Int {
    switch (key, workers) {
    case (.p256, 100): isShort ? 20 : 100
    case (.p256, _): isShort ? 2 : 10
    case (.rsa, 100): isShort ? 1 : 10
    case (.rsa, _): 1
    }
  }

  /// The same beside scripts that call the tutorials' programs; a tenth of it
  /// in a short run, where starting up weighs more.
  func scripts(_ tell: (Comparison) -> Void) throws {
    let workers = isShort ? 10 : 100
    for key in ClusterDescription.Key.allCases {
      if kubectl != nil {
        let limit = key == .p256 ? 1.0 / (isShort ? 50 : 500) : 1.0 / (isShort ? 4 : 7)
        tell(try beside("cfssl", "cfssl and kubectl", key, workers, limit))
      }
      tell(try beside("openssl", "openssl", key, workers, key == .p256 ? 1.0 / 10 : 1))
    }
  }

  private func beside(
    _ script: String,
    _ peer: String,
    _ key: ClusterDescription.Key,
    _ workers: Int,
    _ limit: Double
  ) throws -> Comparison {
    let file = try written(ClusterDescription(workers: workers, key: key, isSingle: true))
    var comparison = Comparison(
      "PKI and kubeconfigs of \(workers) workers, \(key.rawValue)",
      against: "script of " + peer,
      summary: .mean,
      limit: limit
    )
    try comparison.run(
      rounds: isShort ? 1 : 3,
      warmsUp: false,
      us: { round in
        try making("\(folder)/ours-\(round)") { try credentials(file, into: $0) }
      },
      them: { round in
        try making("\(folder)/theirs-\(round)") { tree in
          let words = ["\(peers)/\(script).sh", "\(workers)"] + key.peerWords + [tree]
          return try Pipeline(["/bin/bash"] + words).run()
        }
      }
    )
    return comparison
  }

  /// The whole tree beside the part of it that is keys and certificates.
  func whole() throws -> Comparison {
    let file = try written(ClusterDescription(workers: isShort ? 1000 : 5000))
    var comparison = Comparison(
      "all files of \(isShort ? 1000 : 5000) workers, P-256",
      against: "PKI and kubeconfigs alone",
      summary: .median,
      limit: 3
    )
    try comparison.run(
      rounds: isShort ? 2 : 7,
      us: { round in
        try making("\(folder)/whole-\(round)") { tree in
          try Pipeline([kthwctl, "generate", file, "--output", tree]).run()
        }
      },
      them: { round in
        try making("\(folder)/part-\(round)") { try credentials(file, into: $0) }
      }
    )
    return comparison
  }

  /// The most memory that a run for the whole tree took.
  func memory(of whole: Comparison) -> String {
    let peak = whole.ours.all.map(\.memory).max() ?? 0
    let verdict = Double(peak) / 1024 <= 32 ? "yes" : "**no**"
    return "Peak memory of \(whole.job): \(Compare.mebibytes(peak)) MiB; limit 32 MiB: \(verdict)."
  }

  // MARK: - Steps

  private func credentials(_ file: String, into tree: String) throws -> Sample {
    try Pipeline([kthwctl, "generate", file, "--credentials-only", "--output", tree]).run()
  }

  private func written(_ description: ClusterDescription) throws -> String {
    let file = "\(folder)/\(description.name).yaml"
    try write(description.text, to: file)
    return file
  }

  /// Measures what makes a directory, and removes it afterwards.
  private func making(
    _ directory: String,
    _ work: (String) throws -> Sample
  ) throws -> Sample {
    let sample = try work(directory)
    _ = try Pipeline(["/bin/rm", "-rf", directory]).run()
    return sample
  }
}
