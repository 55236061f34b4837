extension HandWork {
  /// What a tutorial's reader types for a step; nil where there is nothing of
  /// the kind in it.
  static func of(_ kind: LabStep.Kind, in tutorial: TutorialStep.Tutorial) -> HandWork? {
    switch tutorial {
    case .singleNode: singleNode[kind]
    case .minimal: minimal[kind]
    case .multiMaster: multiMaster[kind]
    case .haHAProxy: haHAProxy[kind]
    case .twoControllers: twoControllers[kind]
    }
  }

  private static let leaf =
    "cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=ca-config.json -profile=kubernetes"

  private static let singleNode: [LabStep.Kind: HandWork] = [
    .description: HandWork(["Setup logic hosts"], ["cat << EOF | sudo tee /etc/hosts"]),
    .authorities: HandWork(
      ["Create the Certificate Authority (CA)"],
      [
        "pki_config/gen_config.sh ca Kubernetes Kubernetes",
        "cfssl gencert -initca pki_config/ca-csr.json | cfssljson -bare ca",
      ]
    ),
    .certificates: HandWork(
      ["Create certificates for users (roles) and components"],
      [
        "pki_config/gen_cert.sh admin admin system:masters",
        "pki_config/gen_cert.sh worker system:node:worker system:nodes worker,$WORKER_HOST_IP,"
          + "$NODE_MAIN_IP",
        "pki_config/gen_cert.sh api Kubernetes kubernetes 10.32.0.1,${NODE_MAIN_IP},127.0.0.1,"
          + "kubernetes.default",
      ]
    ),
    .kubeconfigs: HandWork(["Create kubeconfig files"]),
  ]

  private static let minimal: [LabStep.Kind: HandWork] = [
    .kubeconfigs: HandWork(
      ["Create a deployment"],
      [
        "kubectl config set-cluster localhost --server=http://localhost:8080",
        "kubectl config set-context localhost --cluster=localhost",
        "kubectl config use-context localhost",
      ]
    ),
    .controlPlane: HandWork(
      ["Create a deployment"],
      [
        "etcd",
        "kube-apiserver --etcd-servers=http://localhost:2379",
        "kube-controller-manager --master=http://localhost:8080",
        "kube-scheduler --master=http://localhost:8080",
      ]
    ),
    .workers: HandWork(
      ["Add a new Node"],
      [
        "kubelet --kubeconfig .kube/config --network-plugin=kubenet --pod-cidr=10.99.n.0/24",
        "ip route add 10.99.2.0/24 via <Node2 IP>",
        "iptables -I FORWARD -j ACCEPT",
      ]
    ),
  ]

  private static let multiMaster: [LabStep.Kind: HandWork] = [
    .authorities: HandWork(
      ["Generate root CA certificate"],
      ["cfssl gencert -initca ca-csr.json | cfssljson -bare ca"]
    ),
    .certificates: HandWork(
      [
        "Generate client certificate for kubelet",
        "Generate client certificate for Kubernetes core components",
      ],
      [
        leaf + " -hostname=${WORKER_HOST},${WORKER_IP} ${WORKER_HOST}-csr.json "
          + "| cfssljson -bare ${WORKER_HOST}",
        leaf + " admin-csr.json | cfssljson -bare admin",
        leaf + " -hostname=${CERT_HOSTNAME} kubernetes-csr.json | cfssljson -bare kubernetes",
      ]
    ),
    .kubeconfigs: HandWork(
      ["Generate kubeconfig file"],
      [
        "kubectl config set-cluster mycluster --certificate-authority=ca.pem --embed-certs=true "
          + "--server=https://${KUBERNETES_ADDRESS}:6443 --kubeconfig=${instance}.kubeconfig",
        "kubectl config use-context default --kubeconfig=${instance}.kubeconfig",
      ]
    ),
    .encryption: HandWork(
      ["Understanding encrypting data at rest in kubernetes"],
      ["head -c 32 /dev/urandom | base64"]
    ),
    .controlPlane: HandWork(
      ["Install and Configure ETCD", "Download and Install Kubernetes master components"],
      [
        "cat << EOF | sudo tee /etc/systemd/system/etcd.service",
        "cat << EOF | sudo tee /etc/systemd/system/kube-apiserver.service",
      ]
    ),
    .loadBalancer: HandWork(
      ["Setting up Loadbalancer (nginx)"],
      ["cat /etc/nginx/tcpconf.d/kubernetes.conf", "nginx -s reload"]
    ),
    .workers: HandWork(
      ["Setting up worker nodes"],
      [
        "cat << EOF | sudo tee /var/lib/kubelet/kubelet-config.yaml",
        "cat << EOF | sudo tee /etc/systemd/system/kubelet.service",
      ]
    ),
    .copying: HandWork(
      ["Distribute Certificates to corresponding nodes"],
      ["scp ca.pem ca-key.pem kubernetes-key.pem kubernetes.pem … master2:/var/lib/kubernetes"]
    ),
  ]

  private static let haHAProxy: [LabStep.Kind: HandWork] = [
    .description: HandWork(["Topology"], ["vagrant up"]),
    .authorities: HandWork(
      ["RootCA"],
      [
        "openssl req -new -newkey rsa:4096 -days 9999 -nodes -x509 -subj "
          + "\"/C=LU/ST=Luxembourg/L=Luxembourg/O=kubernetes/CN=kubernetes-ca\" "
          + "-keyout ca-key.pem -out ca-crt.pem"
      ]
    ),
    .certificates: HandWork(
      [
        "Admin", "Proxy, Controller Manager, Scheduler and Service Account", "Kubernetes API",
        "Nodes",
      ],
      [
        "openssl req -new -newkey rsa:4096 -nodes -subj "
          + "\"/C=LU/ST=Luxembourg/L=Luxembourg/O=system:masters/CN=admin\" "
          + "-keyout admin-key.pem -out admin-csr.pem",
        "openssl x509 -req -in admin-csr.pem -out admin-crt.pem -CA ca-crt.pem "
          + "-CAkey ca-key.pem -CAcreateserial -sha256 -days 9999",
      ]
    ),
    .kubeconfigs: HandWork(
      ["Generating kubeconfigs"],
      [
        "kubectl config set-cluster kubernetes --certificate-authority=ca-crt.pem "
          + "--embed-certs=true --server=https://192.168.26.10 "
          + "--kubeconfig=/var/lib/kubelet/kubeconfig"
      ]
    ),
    .encryption: HandWork(["Encryption"], ["head -c 32 /dev/urandom | base64 | tr '\\/' 'x'"]),
    .controlPlane: HandWork(
      ["Configuring etcd", "Configuring Kubernetes"],
      [
        "sed -e 's/ETCD_NAME/controller-#{i}/' -i ~/etcd.template",
        "mv ~/etcd.template /lib/systemd/system/etcd.service",
      ]
    ),
    .loadBalancer: HandWork(["HAProxy"], ["vagrant up haproxy"]),
    .workers: HandWork(
      ["Nodes"],
      [
        "sed -e \"s/INTERNAL_IP/#{SUBNET}#{20 + i}/\" -i ~/kubelet.template",
        "mv ~/kubelet.template /lib/systemd/system/kubelet.service",
      ]
    ),
    .copying: HandWork(["Now with vagrant"], ["vagrant up controller-1 controller-2 controller-3"]),
  ]

  private static let twoControllers: [LabStep.Kind: HandWork] = [
    .authorities: HandWork(
      ["Set-up the CA and certificates"],
      ["cfssl gencert -initca ca-csr.json | cfssljson -bare ca"]
    ),
    .certificates: HandWork(
      ["Set-up the CA and certificates"],
      [
        leaf + " admin-csr.json | cfssljson -bare admin",
        leaf + " -hostname=${WORKER0_IP},${WORKER0_HOST} ${WORKER0_HOST}-csr.json "
          + "| cfssljson -bare ${WORKER0_HOST}",
      ]
    ),
    .kubeconfigs: HandWork(
      ["Kubeconfigs"],
      [
        "kubectl config set-cluster kubernetes-the-hard-way --certificate-authority=ca.pem "
          + "--embed-certs=true --server=https://127.0.0.1:6443 --kubeconfig=admin.kubeconfig",
        "kubectl config use-context default --kubeconfig=admin.kubeconfig",
      ]
    ),
    .encryption: HandWork(
      ["Encrypting the configuration"],
      ["ENCRYPTION_KEY=$(head -c 32 /dev/urandom | base64)"]
    ),
    .controlPlane: HandWork(
      ["Set-up etcd", "The kubernetes control plane"],
      [
        "cat << EOF > etcd.service",
        "cat << EOF | sudo tee /etc/systemd/system/kube-apiserver.service",
      ]
    ),
    .loadBalancer: HandWork(
      ["Load balance requests to controller nodes"],
      ["cat /etc/nginx/tcpconf.d/kubernetes.conf", "sudo nginx -s reload"]
    ),
    .workers: HandWork(
      ["The workers"],
      ["cat << EOF | sudo tee /var/lib/kubelet/kubelet-config.yaml"]
    ),
    .copying: HandWork(
      ["Distribute the certs"],
      ["scp ca.pem ca-key.pem kubernetes-key.pem kubernetes.pem … ctl01:~/"]
    ),
  ]
}
