extension ClusterStarter {
  /// What the file describes, above everything else.
  var introduction: String {
    switch self {
    case .standard:
      """
      # A cluster of three machines: one runs the control plane, two run pods.
      #
      #   you ──▶ controller-1 (API server, etcd)
      #               ▲     ▲
      #           node-1   node-2
      #
      # Change names and addresses to those of your machines, then: kthwctl generate cluster.yaml
      """
    case .singleNode:
      """
      # A whole cluster on one machine: the control plane, its store and the pods.
      #
      # Good for learning and for a laptop. When the machine is gone, all of it is gone.
      """
    case .minimal:
      """
      # The smallest cluster in which pods on different machines meet: the first machine is control
      # plane and worker, the second one is a worker.
      #
      # Small does not mean open: TLS everywhere, a certificate for each client, RBAC, kubelets that
      # may change nothing but their own node, and encrypted Secrets are all part of it.
      """
    case .multiMaster:
      """
      # Two masters behind nginx, and two workers.
      #
      #   you ──▶ lb (nginx) ──┬──▶ master1
      #                        └──▶ master2        node1, node2 dial lb as well
      #
      # A master may fail, and the API goes on. lb may not: it is one machine.
      """
    case .haHAProxy:
      """
      # Three controllers behind HAProxy, and three workers.
      #
      #   you ──▶ haproxy ──┬──▶ controller-1
      #                     ├──▶ controller-2        node-1 … node-3 dial haproxy as well
      #                     └──▶ controller-3
      #
      # Any controller may fail, and everything goes on.
      """
    case .twoControllers:
      """
      # Two controllers, a load balancer that is nginx, and two workers. Each controller answers
      # health checks in plain HTTP, for balancers that can ask in no other way.
      #
      #   you ──▶ apilb (nginx) ──┬──▶ ctl01 :6443, health on :80
      #                           └──▶ ctl02 :6443, health on :80
      """
    }
  }

  /// The machines.
  var hosts: String {
    switch self {
    case .standard:
      """
        hosts:
          # etcd keeps the state, the control plane acts upon it; both fit on one machine.
          - name: controller-1
            address: 192.168.56.11  # the address at which the other machines reach it
            roles: [etcd, control-plane]
          - name: node-1            # the name that the node has in kubectl get nodes
            address: 192.168.56.21
            roles: [worker]
          - name: node-2
            address: 192.168.56.22
            roles: [worker]
      """
    case .singleNode:
      """
        hosts:
          - name: node-1
            # An address of a real interface. With 127.x no pod would reach the API server, and
            # Kubernetes publishes no loopback address.
            address: 192.168.56.10
            # More names for the certificates: those by which the parts are called when a cluster
            # of several machines is played on one.
            hostnames: [controller, worker, k8s-lb]
            roles: [etcd, control-plane, worker]
      """
    case .minimal:
      """
        hosts:
          - name: node1
            address: 192.168.56.11
            # One etcd member is as good as two: with two, the loss of either stops the store.
            roles: [etcd, control-plane, worker]
            podCIDR: 10.99.1.0/24  # its pods' addresses; written down, so that it never changes
          - name: node2
            address: 192.168.56.12
            roles: [worker]
            podCIDR: 10.99.2.0/24
      """
    case .multiMaster:
      """
        hosts:
          # An even number of etcd members is no safer than one less: of two, both must be there.
          # So the third one is on lb, where no pods run.
          - name: lb
            address: 10.128.15.226
            roles: [load-balancer, etcd]
          - name: master1
            address: 10.128.15.221
            roles: [etcd, control-plane]
          - name: master2
            address: 10.128.15.222
            roles: [etcd, control-plane]
          - name: node1
            address: 10.128.15.223
            roles: [worker]
          - name: node2
            address: 10.128.15.224
            roles: [worker]
      """
    case .haHAProxy:
      """
        hosts:
          - name: haproxy
            address: 192.168.26.10
            # hostnames: [api.example.org]  # more names go into the certificates
            roles: [load-balancer]
          # Three etcd members, because more than half of them must agree: three bear the loss of
          # one, and so would four. Five bear the loss of two.
          - name: controller-1
            address: 192.168.26.11
            roles: [etcd, control-plane]
          - name: controller-2
            address: 192.168.26.12
            roles: [etcd, control-plane]
          - name: controller-3
            address: 192.168.26.13
            roles: [etcd, control-plane]
          - name: node-1
            address: 192.168.26.21
            roles: [worker]
          - name: node-2
            address: 192.168.26.22
            roles: [worker]
          - name: node-3
            address: 192.168.26.23
            roles: [worker]
        # hostRanges:  # workers by the thousand, named and numbered one after the other
        #   - {name: "node-%04d", count: 500, firstNumber: 4, firstAddress: 192.168.27.1, roles: [worker]}
      """
    case .twoControllers:
      """
        hosts:
          # An even number of etcd members is no safer than one less: of two, both must be there.
          # So the third one is on apilb, where no pods run.
          - name: apilb
            address: 172.31.23.61
            roles: [load-balancer, etcd]
          - name: ctl01
            address: 172.31.19.77
            roles: [etcd, control-plane]
          - name: ctl02
            address: 172.31.24.213
            roles: [etcd, control-plane]
          # A node registers under this name, and its certificate says the same: both must agree.
          - name: wrk01
            address: 172.31.29.196
            roles: [worker]
          - name: wrk02
            address: 172.31.26.138
            roles: [worker]
      """
    }
  }
}
