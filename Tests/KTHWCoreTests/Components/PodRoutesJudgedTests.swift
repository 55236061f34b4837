import KTHWTestSupport
import Testing

@testable import KTHWCore

/// The scripts in a kernel's own hands, in a network namespace.
@Suite(.judged(by: "ip", "unshare"), .enabled(if: Namespace.isAllowed, "no network namespaces"))
struct PodRoutesJudgedTests {
  @Test func `routes are set, kept, moved and taken back`() throws {
    let folder = try ScratchDirectory()
    let spec = try Shape.haproxy.spec()
    let own = try #require(spec.hosts.named("worker-1"))
    try folder.write("pod-routes", RenderedFile.podRoutes.text(for: own, in: spec))
    try folder.write("pod-routes.sh", RenderedFile.podRoutesScript.text(for: own, in: spec))
    try folder.write(
      "other",
      "1 192.168.26.22 10.200.2.0/24\n2 192.168.26.30 10.200.30.0/24\n1 172.16.0.1 10.200.40.0/24\n"
    )
    try folder.write("moved", "1 192.168.26.99 10.200.2.0/24\n")
    let result = try Namespace.run(
      """
      ip link add name va type veth peer name vb
      ip address add 192.168.26.21/24 dev va
      ip link set va up; ip link set vb up
      ip route add 10.9.0.0/16 via 192.168.26.1 proto static
      show() { echo "$1: $2"; ip route show | grep ' via ' | sed 's/ dev.*//' | sort; }
      run() { status=0; sh ./pod-routes.sh "$@" 2>/dev/null || status=$?; show "$*" $status; }
      run; run; run ./other; run ./moved; ip route add 10.200.9.0/24 via 192.168.26.1 proto 75; run
      """,
      in: folder
    )
    #expect(
      result.outputLines == [
        ": 0", "10.200.2.0/24 via 192.168.26.22", "10.9.0.0/16 via 192.168.26.1",
        ": 0", "10.200.2.0/24 via 192.168.26.22", "10.9.0.0/16 via 192.168.26.1",
        // What cannot be reached is reported, and stops nothing else.
        "./other: 1", "10.200.2.0/24 via 192.168.26.22", "10.200.30.0/24 via 192.168.26.30",
        "10.200.31.0/24 via 192.168.26.31", "10.9.0.0/16 via 192.168.26.1",
        "./moved: 0", "10.200.2.0/24 via 192.168.26.99", "10.9.0.0/16 via 192.168.26.1",
        ": 0", "10.200.2.0/24 via 192.168.26.22", "10.9.0.0/16 via 192.168.26.1",
      ],
      "\(result)"
    )
  }

  @Test(arguments: [Shape.ranges, .version6])
  func `the kernel takes every route of a cluster`(shape: Shape) throws {
    let folder = try ScratchDirectory()
    let spec = try shape.spec()
    let own = try #require(spec.hosts.first { $0.has(.worker) })
    try folder.write("pod-routes", RenderedFile.podRoutes.text(for: own, in: spec))
    try folder.write("pod-routes.sh", RenderedFile.podRoutesScript.text(for: own, in: spec))
    let result = try Namespace.run(
      """
      ip link add name va type veth peer name vb
      ip address add 192.168.26.21/24 dev va
      ip address add 10.1.0.250/16 dev va
      ip address add fd00::15/64 dev va nodad
      ip link set va up; ip link set vb up
      sh ./pod-routes.sh && sh ./pod-routes.sh
      { ip -4 route show; ip -6 route show; } | grep -cE 'via.* proto 7[56]'
      """,
      in: folder
    )
    let others = spec.hosts.count { $0.has(.worker) } - 1
    #expect(result.outputLines.last == "\(others)", "\(result)")
  }

  @Test(.judged(by: "iptables"))
  func `packets between pods are exempted from masquerading once`() throws {
    let folder = try ScratchDirectory()
    let spec = try Shape.haproxy.spec()
    let own = try #require(spec.hosts.named("worker-2"))
    try folder.write("pod-routes", "")
    try folder.write("pod-routes.sh", RenderedFile.podRoutesScript.text(for: own, in: spec))
    let result = try Namespace.run(
      """
      iptables -t nat -A POSTROUTING -j MASQUERADE || { echo none; exit 0; }
      sh ./pod-routes.sh; sh ./pod-routes.sh; iptables -t nat -S POSTROUTING
      """,
      in: folder
    )
    guard result.outputLines != ["none"] else { return }
    #expect(
      result.outputLines == [
        "-P POSTROUTING ACCEPT",
        "-A POSTROUTING -s 10.200.0.0/16 -d 10.200.0.0/16 -m mark --mark 0x0/0x6000 -j ACCEPT",
        "-A POSTROUTING -j MASQUERADE",
      ],
      "\(result)"
    )
  }
}

/// A network namespace for a test, which ends with it.
enum Namespace {
  /// Whether this process may have one, with devices in it.
  static let isAllowed: Bool = {
    let made = try? command("ip link add name va type veth peer name vb").run()
    return made?.succeeded == true
  }()

  /// Runs lines of shell in a new namespace.
  static func run(_ lines: String, in folder: ScratchDirectory) throws -> CommandResult {
    try command(lines).inside(folder).run().expecting(0)
  }

  /// Whether this process is root's, so that programs may become others in it.
  static let isRoot = (try? RunCommand("id", ["-u"]).run().outputLines) == ["0"]

  private static func command(_ lines: String) -> RunCommand {
    // Only root may do without a user namespace.
    RunCommand("unshare", [isRoot ? "-n" : "-rn", "sh", "-c", lines])
  }
}
