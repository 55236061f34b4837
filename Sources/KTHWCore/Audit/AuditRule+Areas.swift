extension AuditRule {
  /// What the rules of an area are about, as a heading.
  ///
  /// - Parameter area: such as `SAN`.
  /// - Returns: the heading; nil for an area that there is not.
  public static func areaTitle(of area: String) -> String? { areaTitles[area] }

  private static let areaTitles = [
    "AUDIT": "Audit logs",
    "CA": "Authorities",
    "CERT": "Certificates as such",
    "CFSSL": "Requests and policies of cfssl",
    "CHAIN": "Who signed whom",
    "CNI": "Networks of pods",
    "CONF": "Configurations as such",
    "CRI": "Container runtimes",
    "ENC": "Encryption at rest",
    "ETCD": "etcd",
    "EXP": "Ends of validity",
    "FILE": "Files as such",
    "FLAG": "Flags",
    "HOST": "Machines",
    "ID": "Identities",
    "KC": "Kubeconfigs",
    "KEY": "Keys",
    "KUBELET": "Kubelets",
    "LB": "Load balancers",
    "MANIFEST": "Manifests",
    "PAIR": "Pairs of key and certificate",
    "PROXY": "kube-proxy",
    "RBAC": "Who may do what",
    "REF": "What files name",
    "SAN": "Names in certificates",
    "SCHED": "Schedulers",
    "SCRIPT": "Scripts",
    "SPEC": "Descriptions of clusters",
    "TOKEN": "Tokens by which machines join",
    "TREE": "Trees of generate",
    "TRUST": "Who trusts whom",
    "UNIT": "Units of systemd",
    "USE": "Usages of certificates",
  ]
}
