import KTHWCore
import KTHWTestSupport
import Testing

@Suite(.judged(by: "ansible-playbook", "ansible-inventory", "dash", "python3"))
struct `The playbook for Ansible` {
  @Test(.asRoot)
  func `it places everything, starts it in order, and then has nothing to do`() throws {
    let bench = try AnsibleBench(.haHAProxy)
    let hosts = ["controller-1", "haproxy", "node-1"]
    // Directories that are there keep their modes.
    try bench.scratch.makeDirectory(bench.root(of: "node-1") + "/var/lib/kubelet", mode: 0o700)
    let first = try bench.play(hosts)
    first.result.expecting(0)
    for host in hosts {
      let root = bench.root(of: host)
      try bench.bench.check(root).expecting(0)
      for entry in bench.scratch.entries() where entry.name.hasPrefix("out/hosts/\(host)/") {
        let name = root + entry.name.dropFirst("out/hosts/\(host)".count)
        if entry.kind == .file {
          #expect(bench.scratch.mode(name) == entry.mode, "\(name)")
          #expect(try bench.scratch.bytes(name) == bench.scratch.bytes(entry.name), "\(name)")
        } else if entry.kind == .link {
          #expect(try bench.scratch.linkTarget(name) == bench.scratch.linkTarget(entry.name))
        }
      }
    }
    #expect(bench.scratch.mode(bench.root(of: "node-1") + "/var/lib/kubelet") == 0o700)
    // One systemctl stands for all hosts, so that kthw-hosts runs from the first one on.
    #expect(
      first.told == [
        "daemon-reload", "no-block start kthw-hosts.service",
        "no-block start kthw-pod-routes.service", "no-block start etcd.service",
        "no-block start kube-apiserver.service", "no-block start kube-controller-manager.service",
        "no-block start kube-scheduler.service",
        "daemon-reload", "restart kthw-hosts.service", "enable haproxy.service",
        "no-block start haproxy.service",
        "daemon-reload", "no-block start systemd-modules-load.service",
        "no-block start systemd-sysctl.service", "restart kthw-hosts.service",
        "restart kthw-pod-routes.service", "no-block start containerd.service",
        "no-block start kubelet.service", "no-block start kube-proxy.service",
      ]
    )
    let second = try bench.play(hosts)
    second.result.expecting(0)
    #expect(hosts.map { second.changes(on: $0) } == [0, 0, 0])
    #expect(second.told == [])

    // What the tree changes, and what somebody changed on the host.
    let before = try bench.scratch.text("out/hosts/haproxy/etc/haproxy/haproxy.cfg")
    try bench.scratch.write("out/hosts/haproxy/etc/haproxy/haproxy.cfg", before + "# more\n")
    let kubelet = "out/hosts/node-1/var/lib/kubelet/kubelet-config.yaml"
    try bench.scratch.write(kubelet, try bench.scratch.text(kubelet) + "# more\n")
    try bench.pack()
    try bench.scratch.write("roots/node-1/var/lib/kube-proxy/kubeconfig", "mine", mode: 0o600)
    let third = try bench.play(["haproxy", "node-1"])
    third.result.expecting(0)
    #expect(
      third.told == [
        "daemon-reload", "reload haproxy.service", "daemon-reload", "restart kubelet.service",
        "restart kube-proxy.service",
      ]
    )
    try bench.bench.check("roots/node-1").expecting(0)
  }

  @Test(.asRoot)
  func `what a run does not come to is made good, and a tree that moved on is noticed`() throws {
    let bench = try AnsibleBench(.haHAProxy)
    let (host, other) = ("node-1", "node-2")
    try bench.play([host]).result.expecting(0)
    let config = "out/hosts/\(host)/var/lib/kube-proxy/kube-proxy-config.yaml"
    try bench.scratch.write(config, try bench.scratch.text(config) + "# more\n")
    // The folder is not made again: a host that is as it says is left alone, and
    // on another one the script finds that something else was copied.
    let untouched = try bench.play([host])
    untouched.result.expecting(0)
    #expect(untouched.changes(on: host) == 0 && untouched.told == [])
    try bench.scratch.write("out/hosts/\(other)/etc/hosts.d/50-kubernetes.hosts", "# more\n")
    let stale = try bench.play([other])
    #expect(stale.result.status == 2, "\(stale.result)")
    #expect(stale.result.outputText.contains("does not hold what was delivered"))
    #expect(stale.told == [])

    try bench.pack()
    let broken = try bench.play([host], broken: "kube-proxy.service")
    #expect(broken.result.status == 2, "\(broken.result)")
    #expect(broken.told == ["daemon-reload"])
    let again = try bench.play([host])
    again.result.expecting(0)
    #expect(again.told == ["daemon-reload", "restart kube-proxy.service"])

    // What a key was and becomes is for nobody's screen.
    let key = "out/hosts/\(host)/var/lib/kubelet/kubelet-key.pem"
    try bench.scratch.write(key, "-----BEGIN PRIVATE KEY-----\nsecret", mode: 0o600)
    let unit = "out/hosts/\(host)/etc/systemd/system/kubelet.service"
    try bench.scratch.write(unit, try bench.scratch.text(unit) + "# visible\n")
    try bench.pack()
    let shown = try bench.play([host], "--check", "--diff")
    #expect(shown.result.outputText.contains("+# visible"), "\(shown.result)")
    #expect(!shown.result.outputText.contains("PRIVATE KEY"))
    #expect(shown.told == [])
    #expect(
      try !bench.scratch.text("roots/\(host)/etc/systemd/system/kubelet.service")
        .contains("visible")
    )
  }

  @Test func `the inventory has every host by its roles, the playbook none`() throws {
    let small = try AnsibleBench(.minimal)
    let large = try AnsibleBench(.multiMaster)
    for name in ["site.yaml", "host.yaml", "handlers.yaml", "check.sh"] {
      #expect(
        try small.scratch.bytes("ansible/" + name) == large.scratch.bytes("ansible/" + name)
      )
    }
    var list = RunCommand("ansible-inventory", ["-i", "ansible/inventory.yaml", "--list"])
      .inside(large.scratch)
    list.environment["LC_ALL"] = "C.UTF-8"
    list.environment["HOME"] = large.scratch.path
    let inventory = try JSONReader.node(from: list.run().expecting(0).output)
    for role in HostRole.allCases {
      let hosts = inventory[role.rawValue.replacing("-", with: "_")]?["hosts"]?.items ?? []
      let wanted = large.bench.tree.spec.hosts.having(role).map(\.name.text)
      #expect(hosts.compactMap(\.text) == wanted)
    }
    for host in large.bench.tree.spec.hosts {
      let facts = inventory["_meta"]?["hostvars"]?[host.name.text]
      #expect(facts?["ansible_host"]?.text == host.address.description)
    }
    let secrets = large.scratch.entries().filter { $0.name.hasPrefix("ansible/") }.filter {
      guard $0.kind == .file, let text = try? large.scratch.text($0.name) else { return false }
      return text.contains("PRIVATE KEY")
    }
    #expect(secrets == [])
    try large.bench.bundle("master1", "--format", "ansible").run().expecting(64)
  }
}
