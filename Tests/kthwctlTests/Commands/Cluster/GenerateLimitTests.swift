import KTHWCore
import KTHWTestSupport
import Testing

/// Runs on full disks, under umasks and many at once.
@Suite struct GenerateLimitTests {
  @Test(.judged(by: "sh", "unshare", "mount"), arguments: ["64k", "300k"])
  func `a disk that is too small keeps the old tree, or none`(size: String) throws {
    // A small disk in a mount namespace of its own; needs root.
    let shell = """
      mkdir disk; mount -t tmpfs -o size=$1 none disk 2>/dev/null || exit 77
      cd disk; cp ../cluster.yaml .
      "$0" generate cluster.yaml 2>../said; echo "status $?"; ls -A
      """
    let bench = try ClusterBench(.singleNode)
    let words = ["-m", "sh", "-c", shell, RunCommand.kthwctlPath, size]
    let result = try RunCommand("unshare", words).inside(bench.scratch).run()
    guard result.status != 77 else { return }
    let said = try bench.scratch.text("said")
    #expect(result.outputLines == ["status 74", "cluster.yaml"], "\(said)")
    #expect(said.contains("kthwctl: error: out") && said.contains("no space left"), "\(said)")
  }

  @Test(.judged(by: "sh", "unshare", "mount"))
  func `a disk with room for one tree only keeps the old one`() throws {
    let shell = """
      mkdir disk; mount -t tmpfs -o size=64m none disk 2>/dev/null || exit 77
      cd disk; cp ../cluster.yaml .; "$0" generate cluster.yaml 2>/dev/null || exit 78
      # Room for nothing more.
      cat /dev/zero >fill 2>/dev/null
      find out -exec stat -c '%n %i %Y %a' {} + | sort >../before
      sed 's/hostnames: \\[/hostnames: [api.example.org, /' ../cluster.yaml >../changed.yaml
      "$0" generate ../changed.yaml 2>../said; echo "status $?"
      find out -exec stat -c '%n %i %Y %a' {} + | sort | cmp - ../before && ls -A
      rm fill; "$0" generate ../changed.yaml 2>/dev/null; echo "status $?"; ls -A
      """
    let bench = try ClusterBench(.singleNode)
    let words = ["-m", "sh", "-c", shell, RunCommand.kthwctlPath]
    let result = try RunCommand("unshare", words).inside(bench.scratch).run()
    guard result.status != 77 else { return }
    #expect(
      result.outputLines == [
        "status 74", "cluster.yaml", "fill", "out", "status 0", "cluster.yaml", "out",
      ],
      "\(result)"
    )
  }

  @Test(.judged(by: "sh")) func `eight runs at once make one tree`() throws {
    let shell = """
      for round in 1 2; do
        runs=; for run in 1 2 3 4 5 6 7 8; do
          "$0" generate cluster.yaml >"log.$round.$run" 2>&1 & runs="$runs $!"
        done
        failed=0; for run in $runs; do wait "$run" || failed=1; done
        [ $failed = 0 ] || { cat log.*; exit 1; }
        cat out/pki/ca-key.pem >"key.$round"
        "$0" generate cluster.yaml 2>&1
        sed 's/hostnames: \\[/hostnames: [api.example.org, /' cluster.yaml >new; mv new cluster.yaml
      done
      cmp key.1 key.2 && rm log.* key.*
      """
    let bench = try ClusterBench(.singleNode)
    let words = ["-c", shell, RunCommand.kthwctlPath]
    let result = try RunCommand("sh", words).inside(bench.scratch).run().expecting(0)
    let done = "kthwctl: nothing to do: out is as it should be"
    #expect(result.outputLines == [done, done])
    #expect(bench.besides() == [])
  }

  @Test(arguments: [0o000, 0o077, 0o777] as [UInt16])
  func `permissions do not depend on the umask`(mask: UInt16) throws {
    let bench = try ClusterBench(.singleNode)
    var command = bench.command(["generate", "cluster.yaml", "--output", "usual"])
    command.umask = 0o022
    try command.run().expecting(0)
    command.arguments = ["generate", "cluster.yaml"]
    command.umask = mask
    try command.run().expecting(0)
    let entries = bench.scratch.entries().filter { $0.name.contains("/") }
    let usual = entries.filter { $0.name.hasPrefix("usual/") }.map {
      "\($0.mode) \($0.name.dropFirst(5))"
    }
    let masked = entries.filter { $0.name.hasPrefix("out/") }.map {
      "\($0.mode) \($0.name.dropFirst(3))"
    }
    #expect(masked == usual && usual.count > 100)
    #expect(bench.scratch.mode("out") == 0o755)
    #expect(bench.scratch.mode("out/pki") == 0o700)
  }
}
