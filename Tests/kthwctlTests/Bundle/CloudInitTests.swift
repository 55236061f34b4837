import KTHWCore
import KTHWTestSupport
import Testing

@Suite(.judged(by: "cloud-init", "dash")) struct `User-data for cloud-init` {
  @Test(arguments: [ClusterStarter.haHAProxy, .multiMaster, .singleNode])
  func `cloud-init's schema accepts it`(starter: ClusterStarter) throws {
    let bench = try BundleBench(starter)
    let told = try bench.bundle("--all", "--format", "cloud-init").run().expecting(0)
    #expect(told.errorText.contains("have more than the 16,384 bytes of user-data that EC2 takes"))
    for host in bench.tree.spec.hosts.map(\.name.text) {
      let file = "cloud-init/\(host).user-data.yaml"
      #expect(bench.scratch.mode(file) == 0o600)
      try RunCommand("cloud-init", ["schema", "--config-file", file]).inside(bench.scratch).run()
        .expecting(0)
    }
  }

  /// Applied as cloud-init does it, by its own modules, below another root.
  static let apply = """
    import inspect, subprocess, sys, yaml
    from cloudinit.config.cc_write_files import write_files
    root = sys.argv[1]
    config = yaml.safe_load(open(sys.argv[2]))
    for file in config["write_files"]:
        file["path"] = root + file["path"]
    # Older releases ask for an owner of files that name none.
    more = ["root:root"] if len(inspect.signature(write_files).parameters) > 2 else []
    write_files("test", config["write_files"], *more)
    for command in config["runcmd"]:
        if command[0] in ("mkdir", "ln"):
            command[-1] = root + command[-1]
            subprocess.run(command, check=True)
        else:
            print(" ".join(command))
    """

  @Test(.asRoot)
  func `its files arrive as they are in the tree, and everything is started`() throws {
    let bench = try BundleBench(.haHAProxy)
    for host in ["controller-1", "node-1", "haproxy"] {
      try bench.bundle(host, "--format", "cloud-init").run().expecting(0)
      try bench.bundle(host).run().expecting(0)
      let root = "roots/\(host)"
      try bench.scratch.makeDirectory(root + "/etc")
      let file = "cloud-init/\(host).user-data.yaml"
      let applied = try RunCommand("/usr/bin/python3", ["-c", Self.apply, root, file])
        .inside(bench.scratch).run().expecting(0)
      try bench.check(root).expecting(0)
      let restart = try #require(applied.outputLines.first { $0.contains("--no-block") })
      let wanted = [
        "controller-1": "kthw-hosts.service kthw-pod-routes.service etcd.service "
          + "kube-apiserver.service kube-controller-manager.service kube-scheduler.service",
        "node-1": "kthw-hosts.service kthw-pod-routes.service containerd.service kubelet.service "
          + "kube-proxy.service",
        "haproxy": "kthw-hosts.service haproxy.service",
      ]
      #expect(restart == "systemctl --no-block restart \(wanted[host] ?? "")")
      #expect(applied.outputLines.first == "systemctl daemon-reload")
      #expect(applied.outputLines.last == "/bin/sh /etc/kthwctl/check.sh")
      let early = applied.outputLines.contains(
        "systemctl restart systemd-modules-load.service systemd-sysctl.service"
      )
      #expect(early == (host == "node-1"))
      #expect(
        applied.outputLines.contains("systemctl enable haproxy.service") == (host == "haproxy")
      )
    }
  }
}
