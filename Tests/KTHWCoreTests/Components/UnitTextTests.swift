import KTHWTestSupport
import Testing

@testable import KTHWCore

/// What units say, apart from which flags there are.
@Suite struct UnitTextTests {
  private static func unit(
    _ file: RenderedFile,
    on name: String,
    in spec: ClusterSpec
  ) throws -> UnitFile {
    let host = try #require(spec.hosts.named(name))
    return try UnitFile(try file.text(for: host, in: spec))
  }

  @Test func `a member of etcd listens at its own address and for its machine`() throws {
    let spec = try ClusterFixture.balanced()
    let unit = try Self.unit(.etcdUnit, on: "controller-2", in: spec)
    #expect(
      try unit.commands("ExecStart") == [
        [
          "/usr/local/bin/etcd", "--name=controller-2", "--data-dir=/var/lib/etcd",
          "--listen-client-urls=https://192.168.26.12:2379,https://127.0.0.1:2379",
          "--advertise-client-urls=https://192.168.26.12:2379",
          "--listen-peer-urls=https://192.168.26.12:2380",
          "--initial-advertise-peer-urls=https://192.168.26.12:2380",
          "--initial-cluster=controller-1=https://192.168.26.11:2380,"
            + "controller-2=https://192.168.26.12:2380,controller-3=https://192.168.26.13:2380",
          "--initial-cluster-token=fixture", "--initial-cluster-state=new",
          "--trusted-ca-file=/etc/etcd/ca.pem", "--cert-file=/etc/etcd/etcd.pem",
          "--key-file=/etc/etcd/etcd-key.pem", "--client-cert-auth=true",
          "--peer-trusted-ca-file=/etc/etcd/ca.pem", "--peer-cert-file=/etc/etcd/etcd-peer.pem",
          "--peer-key-file=/etc/etcd/etcd-peer-key.pem", "--peer-client-cert-auth=true",
          "--listen-metrics-urls=http://127.0.0.1:2381",
          "--feature-gates=InitialCorruptCheck=true", "--watch-progress-notify-interval=5s",
        ]
      ]
    )
    #expect(unit.values("Service", "StateDirectoryMode") == ["0700"])
  }

  @Test func `IPv6 addresses have brackets where a port follows`() throws {
    let spec = try UnitShape.all[5].spec(minor: 36)
    let flags = try Self.unit(.etcdUnit, on: "store", in: spec).flags()
    #expect(flags.contains("--listen-client-urls=https://[fd00::1]:2379,https://127.0.0.1:2379"))
    #expect(flags.contains("--initial-cluster=store=https://[fd00::1]:2380"))
    let server = try Self.unit(.apiServerUnit, on: "api", in: spec).flags()
    #expect(server.contains("--etcd-servers=https://[fd00::1]:2379"))
    #expect(server.contains("--bind-address=::"))
    #expect(server.contains("--advertise-address=fd00::2"))
  }

  @Test func `an API server asks the etcd beside it first and knows all others`() throws {
    let spec = try ClusterFixture.balanced()
    let flags = try Self.unit(.apiServerUnit, on: "controller-3", in: spec).flags()
    #expect(
      flags.contains(
        "--etcd-servers=https://192.168.26.13:2379,https://192.168.26.11:2379,"
          + "https://192.168.26.12:2379"
      )
    )
    #expect(flags.contains("--goaway-chance=0.001"))
    #expect(flags.contains("--enable-aggregator-routing=true"))
  }

  @Test func `a lone server neither sends clients away nor routes by endpoints`() throws {
    let flags = try Self.unit(.apiServerUnit, on: "solo", in: ClusterFixture.lone()).flags()
    #expect(!flags.contains { $0.hasPrefix("--goaway-chance") })
    #expect(!flags.contains { $0.hasPrefix("--enable-aggregator-routing") })
  }

  @Test func `with one authority nothing pretends to be a front proxy`() throws {
    let spec = try ClusterFixture.balanced(.single)
    let flags = try Self.unit(.apiServerUnit, on: "controller-1", in: spec).flags()
    #expect(!flags.contains { $0.contains("requestheader") || $0.contains("proxy-client") })
    #expect(flags.contains("--etcd-cafile=/var/lib/kubernetes/ca.pem"))
    #expect(flags.contains("--etcd-certfile=/var/lib/kubernetes/kubernetes.pem"))
    #expect(flags.contains("--kubelet-client-key=/var/lib/kubernetes/kubernetes-key.pem"))
    let etcd = try Self.unit(.etcdUnit, on: "controller-1", in: spec).flags()
    #expect(etcd.contains("--peer-cert-file=/etc/etcd/kubernetes.pem"))
  }

  @Test func `no authority's key is named where nothing signs`() throws {
    let spec = try ClusterFixture.balanced()
    let flags = try Self.unit(.controllerManagerUnit, on: "controller-1", in: spec).flags()
    #expect(!flags.contains { $0.contains("signing") })
    let signing = try ClusterFixture.balanced { $0.clusterSigning = true }
    let more = try Self.unit(.controllerManagerUnit, on: "controller-1", in: signing).flags()
    #expect(more.contains("--cluster-signing-key-file=/var/lib/kubernetes/ca-key.pem"))
    #expect(more.contains("--cluster-signing-duration=8760h0m0s"))
  }

  @Test func `every unit starts again, is enabled, and needs no unit of another machine`() throws {
    let local = Set(
      ["network-online.target", "network.target", "dbus.service", "local-fs.target"]
        + RenderedFile.allCases.filter(\.isUnit).map(\.rawValue)
    )
    for shape in UnitShape.all {
      let spec = try shape.spec(minor: 36)
      for host in spec.hosts {
        for (file, _) in UnitFlagsTests.programs where file.belongs(on: host, in: spec) {
          let unit = try UnitFile(try file.text(for: host, in: spec))
          #expect(unit.values("Unit", "StartLimitIntervalSec") == ["0"])
          #expect(unit.values("Service", "Restart") == ["always"])
          #expect(unit.values("Service", "RestartSec") == ["5"])
          #expect(unit.values("Install", "WantedBy") == ["multi-user.target"])
          #expect(unit.values("Unit", "Requires").isEmpty)
          for name in ["After", "Wants"] {
            let units = unit.values("Unit", name).flatMap { $0.split(separator: " ") }
            #expect(units.allSatisfy { local.contains(String($0)) }, "\(file): \(units)")
          }
        }
      }
    }
  }

  @Test(arguments: [("1.2.14", nil, true), ("1.3.0", "notify", true), ("2.0.0", "notify", false)])
  func `containerd's unit goes with its release`(
    release: String,
    type: String?,
    hasLimit: Bool
  ) throws {
    var spec = try ClusterFixture.balanced()
    spec.versions.containerd = try ReleaseNumber(release)
    let unit = try Self.unit(.containerdUnit, on: "node-0", in: spec)
    #expect(unit.values("Service", "Type").first == type)
    #expect(unit.values("Service", "LimitNOFILE").isEmpty != hasLimit)
    #expect(unit.values("Service", "Environment").isEmpty)
    spec.programDirectory = "/opt/kubernetes/bin"
    let moved = try Self.unit(.containerdUnit, on: "node-0", in: spec)
    #expect(try moved.commands("ExecStart")[0][0] == "/opt/kubernetes/bin/containerd")
    #expect(
      moved.values("Service", "Environment").first?.hasPrefix("PATH=/opt/kubernetes/bin:") == true
    )
  }

  @Test(
    arguments: [
      ("3.2.24", [String]()), ("3.4.23", []),
      (
        "3.5.24",
        ["experimental-initial-corrupt-check", "experimental-watch-progress-notify-interval"]
      ),
      ("3.6.8", ["feature-gates", "watch-progress-notify-interval"]),
      ("3.7.0", ["feature-gates", "watch-progress-notify-interval"]),
      ("4.0.0", ["feature-gates", "watch-progress-notify-interval"]),
    ]
  )
  func `etcd's flags go with its release, not with Kubernetes'`(
    release: String,
    names: [String]
  ) throws {
    for minor in [10, 36] {
      var spec = try UnitShape.all[3].spec(minor: minor)
      spec.versions.etcd = try ReleaseNumber(release)
      let flags = try Self.unit(.etcdUnit, on: "controller-1", in: spec).flags()
      let varying = flags.filter {
        $0.contains("gate") || $0.contains("corrupt") || $0.contains("watch")
      }
      #expect(varying.map { $0.dropFirst(2).split(separator: "=").first.map(String.init) } == names)
      #expect(flags.contains { $0.hasPrefix("--listen-metrics-urls") } == (release != "3.2.24"))
    }
  }

  // Beside a file, kube-scheduler up to 1.22 does not read --port.
  @Test(arguments: KubernetesVersion.knownMinors)
  func `the scheduler serves plain HTTP to its own machine at most`(minor: Int) throws {
    let spec = try UnitShape.all[1].spec(minor: minor)
    let text = try RenderedFile.schedulerConfiguration.text(for: spec.hosts[0], in: spec)
    for field in ["healthzBindAddress", "metricsBindAddress"] {
      #expect(text.contains("\n\(field): 127.0.0.1:10251\n") == (minor <= 22))
      #expect(text.contains(field) == (minor <= 22))
    }
  }
}
