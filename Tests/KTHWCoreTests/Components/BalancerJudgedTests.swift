import KTHWTestSupport
import Testing

@testable import KTHWCore

/// HAProxy and nginx read what is meant for them, and do what it says.
struct BalancerJudgedTests {
  private static let authority = """
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout ca.key \
      -out ca.pem -subj /CN=kubernetes-ca 2>/dev/null
    """

  /// A folder with a rendered file in which the authority's path is its own,
  /// and with such an authority.
  private func folder(_ file: RenderedFile, of spec: ClusterSpec) throws -> ScratchDirectory {
    let folder = try ScratchDirectory()
    try RunCommand("sh", ["-ec", BalancerJudgedTests.authority]).inside(folder).run().expecting(0)
    try folder.makeDirectory("log")
    let moves = [
      (spec.path(of: .loadBalancerCA), folder.path("ca.pem")),
      (spec.path(of: .clusterCA), folder.path("ca.pem")),
      ("/run/nginx.pid", folder.path("pid")), ("/var/log/nginx", folder.path("log")),
    ]
    let text = try #require(try spec.first(file))
    try folder.write(
      "configuration",
      moves.reduce(text) { text, move in text.replacing(move.0, with: move.1) }
    )
    return folder
  }

  @Test(.judged(by: "haproxy", "openssl"), arguments: Shape.allCases)
  func `HAProxy reads its configuration`(shape: Shape) throws {
    let spec = try shape.spec()
    guard spec.loadBalancer.kind == .haproxy, spec.hosts.anyHas(.loadBalancer) else { return }
    let folder = try folder(.haproxyConfiguration, of: spec)
    let result = try RunCommand("haproxy", ["-c", "-f", folder.path("configuration")]).run()
    result.expecting(0)
    #expect(!result.errorText.contains("[WARNING]"), "\(result)")
  }

  @Test(.judged(by: "nginx", "openssl"))
  func `nginx reads its configuration`() throws {
    var spec = try Shape.nginx.spec()
    spec.endpoint.port = Int(try LoopbackPort.free())
    let folder = try folder(.nginxLoadBalancer, of: spec)
    try RunCommand("nginx", ["-t", "-c", folder.path("configuration")]).run().expecting(0)
  }

  /// A cluster whose servers and balancer can share one machine's ports.
  private static func apart(_ shape: Shape) throws -> ClusterSpec {
    var spec = try shape.spec()
    spec.network.apiServerPort = 7443
    return spec
  }

  /// Three servers: one with a certificate as it must be, one with another
  /// authority's, one with another name.
  private static let servers = """
    \(authority)
    issue() { # NAME AUTHORITY DNS
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $1.key -out $1.csr \
        -subj /CN=$1 2>/dev/null
      echo "subjectAltName=DNS:$3" >$1.ext
      openssl x509 -req -in $1.csr -CA $2.pem -CAkey $2.key -CAcreateserial -days 2 \
        -extfile $1.ext -out $1.pem 2>/dev/null
    }
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
      -keyout other.key -out other.pem -subj /CN=other-ca 2>/dev/null
    issue good ca kubernetes; issue foreign other kubernetes; issue misnamed ca else
    echo ok >readyz; echo ok >healthz; echo ok >livez
    ip link set lo up
    for n in 10 11 12 13; do ip address add 192.168.26.$n/32 dev lo; done
    serve() { # ADDRESS NAME
      openssl s_server -accept $1 -cert $2.pem -key $2.key -WWW >/dev/null 2>&1 &
      serving=$!
      started="$started $serving"
    }
    whose() { # ADDRESS
      openssl s_client -connect $1 </dev/null 2>/dev/null | sed -n 's/^subject=.*CN *= *//p'
    }
    await() { # COMMAND THAT SUCCEEDS AT LAST
      for n in $(seq 100); do if eval "$1"; then return; fi; sleep 0.1; done
      echo "timed out: $1"; exit 1
    }
    started=''; trap 'kill $started 2>/dev/null' EXIT

    """

  @Test(
    .judged(by: "haproxy", "openssl", "ip", "unshare"),
    .enabled(if: Namespace.isRoot && Namespace.isAllowed, "no network namespaces")
  )
  func `HAProxy hands on to the right server alone, and to no other in its place`() throws {
    let folder = try folder(.haproxyConfiguration, of: BalancerJudgedTests.apart(.haproxy))
    let result = try Namespace.run(
      """
      \(BalancerJudgedTests.servers)
      serve 192.168.26.12:7443 foreign; serve 192.168.26.13:7443 misnamed
      serve 192.168.26.11:7443 good
      await '[ "$(whose 192.168.26.11:7443)" = good ]'
      haproxy -f configuration >log/haproxy 2>&1 &
      started="$started $!"
      await 'grep -q "Server .*/controller-2 is DOWN" log/haproxy'
      await 'grep -q "Server .*/controller-3 is DOWN" log/haproxy'
      for n in 1 2 3 4 5; do whose 192.168.26.10:6443; done
      kill $serving
      await 'grep -q "Server .*/controller-1 is DOWN" log/haproxy'
      echo "then: $(whose 192.168.26.10:6443)"
      """,
      in: folder
    )
    #expect(
      result.outputLines == ["good", "good", "good", "good", "good", "then: "],
      "\(result)"
    )
  }

  @Test(
    .judged(by: "nginx", "openssl", "ip", "unshare"),
    .enabled(if: Namespace.isRoot && Namespace.isAllowed, "no network namespaces")
  )
  func `nginx hands on to whoever is there`() throws {
    let folder = try folder(.nginxLoadBalancer, of: BalancerJudgedTests.apart(.nginx))
    let result = try Namespace.run(
      """
      \(BalancerJudgedTests.servers)
      serve 192.168.26.13:7443 good
      await '[ "$(whose 192.168.26.13:7443)" = good ]'
      nginx -c "$PWD/configuration" -g 'daemon off;' 2>log/nginx &
      started="$started $!"
      await '[ -n "$(whose 192.168.26.10:6443)" ]'
      for n in 1 2 3 4 5; do whose 192.168.26.10:6443; done
      """,
      in: folder
    )
    #expect(result.outputLines == ["good", "good", "good", "good", "good"], "\(result)")
  }

  @Test(
    .judged(by: "nginx", "openssl", "ip", "unshare", "curl"),
    .enabled(if: Namespace.isRoot && Namespace.isAllowed, "no network namespaces"),
    arguments: [("good", "200"), ("foreign", "502"), ("misnamed", "502")]
  )
  func `the health proxy believes the right server alone`(name: String, status: String) throws {
    let folder = try folder(.nginxHealthProxy, of: Shape.haproxy.spec())
    try folder.write(
      "nginx.conf",
      "pid \(folder.path("pid"));\nerror_log \(folder.path("log/error.log"));\nevents {}\n"
        + "http { include configuration; }\n"
    )
    let result = try Namespace.run(
      """
      \(BalancerJudgedTests.servers)
      serve 127.0.0.1:6443 \(name)
      await '[ "$(whose 127.0.0.1:6443)" = \(name) ]'
      nginx -c "$PWD/nginx.conf" -g 'daemon off;' 2>log/nginx &
      started="$started $!"
      ask() { curl -s -o /dev/null -w '%{http_code}\\n' http://192.168.26.11$1; }
      await '[ "$(ask /nothing)" = 404 ]'
      for path in /healthz /livez /readyz /metrics /healthz/etcd; do ask $path; done
      """,
      in: folder
    )
    #expect(result.outputLines == [status, status, status, "404", "404"], "\(result)")
  }
}
