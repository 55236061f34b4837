extension ComponentFlags {
  static let kubeAPIServer: [FlagFact] =
    serving + storage + authentication + authorization + admission + kubelets + aggregation
    + auditing

  private static let serving = [
    FlagFact("bind-address"),
    FlagFact("secure-port", "it cannot be 0"),
    FlagFact(
      "advertise-address",
      "a loopback address leaves the endpoints of the service kubernetes empty"
    ),
    FlagFact("external-hostname"),
    FlagFact("tls-cert-file"),
    FlagFact("tls-private-key-file"),
    FlagFact("tls-min-version"),
    FlagFact("tls-cipher-suites"),
    FlagFact(avoiding: "tls-curve-preferences", from: 36, "the default is better"),
    FlagFact("insecure-port", until: 23, deprecated: 10, inert: 20, "use --secure-port"),
    FlagFact(
      avoiding: "insecure-bind-address",
      until: 23,
      deprecated: 10,
      inert: 20,
      "use --bind-address"
    ),
    FlagFact(avoiding: "address", until: 23, deprecated: 10, inert: 20, "use --bind-address"),
    FlagFact(avoiding: "port", until: 23, deprecated: 10, inert: 20, "use --secure-port"),
    FlagFact(avoiding: "public-address-override", until: 9, "use --bind-address"),
    FlagFact(avoiding: "tls-ca-file", until: 10, "use --client-ca-file"),
    FlagFact("service-cluster-ip-range", "left out, services get 10.0.0.0/24"),
    FlagFact("service-node-port-range"),
    FlagFact("event-ttl"),
    FlagFact("runtime-config", "write each group as group/version=true, without quotes"),
    FlagFact("feature-gates"),
    FlagFact("allow-privileged"),
    FlagFact("profiling"),
    FlagFact("goaway-chance", from: 18, "0 for a single server, else at most 0.02"),
    FlagFact(
      "apiserver-count",
      deprecated: 24,
      "only the reconciler master-count reads it, the default up to 1.10"
    ),
    FlagFact(
      avoiding: "endpoint-reconciler-type",
      "the default is right: lease from 1.11 on, and up to 1.10 count the servers"
    ),
    FlagFact(
      avoiding: "enable-swagger-ui",
      until: 23,
      deprecated: 14,
      inert: 14,
      "leave it out"
    ),
    FlagFact(avoiding: "enable-logs-handler", deprecated: 15, "leave it out"),
    FlagFact(
      avoiding: "cloud-provider",
      until: 32,
      deprecated: 19,
      "run the provider's own controller manager"
    ),
    FlagFact(
      avoiding: "cloud-config",
      until: 32,
      deprecated: 19,
      "run the provider's own controller manager"
    ),
  ]

  private static let storage = [
    FlagFact("etcd-servers"), FlagFact("etcd-cafile"), FlagFact("etcd-certfile"),
    FlagFact("etcd-keyfile"),
    FlagFact("storage-backend", "etcd3 is the default"),
    FlagFact(avoiding: "etcd-quorum-read", until: 12, "every read is one of the quorum"),
    FlagFact(avoiding: "storage-versions", until: 13, "leave it out"),
    FlagFact(avoiding: "deserialization-cache-size", until: 23, "leave it out"),
    FlagFact(avoiding: "target-ram-mb", until: 23, "leave it out"),
    FlagFact(
      "experimental-encryption-provider-config",
      until: 23,
      deprecated: 13,
      "use --encryption-provider-config"
    ),
    FlagFact(
      "encryption-provider-config",
      from: 13,
      "use --experimental-encryption-provider-config up to 1.12"
    ),
    FlagFact("encryption-provider-config-automatic-reload", from: 26),
  ]

  private static let authentication = [
    FlagFact("client-ca-file"),
    FlagFact("anonymous-auth"),
    FlagFact("authentication-config", from: 28),
    FlagFact("enable-bootstrap-token-auth"),
    FlagFact(avoiding: "basic-auth-file", until: 18, deprecated: 16, "use client certificates"),
    FlagFact(
      avoiding: "token-auth-file",
      "use client certificates; these tokens last until the server is started anew"
    ),
    FlagFact("service-account-key-file"),
    FlagFact("service-account-signing-key-file", "1.20 and later do not start without it"),
    FlagFact("service-account-issuer", "1.20 and later do not start without it"),
    FlagFact("api-audiences", from: 13),
    FlagFact(
      avoiding: "service-account-api-audiences",
      until: 24,
      deprecated: 13,
      "use --api-audiences"
    ),
  ]

  private static let authorization = [
    FlagFact("authorization-mode", "left out, everybody may do everything"),
    FlagFact("authorization-config", from: 29, "it takes the place of --authorization-mode"),
  ]

  private static let admission = [
    FlagFact("enable-admission-plugins"), FlagFact("disable-admission-plugins"),
    FlagFact("admission-control-config-file"),
    FlagFact(
      avoiding: "admission-control",
      deprecated: 10,
      "use --enable-admission-plugins, which adds to the defaults"
    ),
  ]

  private static let kubelets = [
    FlagFact("kubelet-certificate-authority", "left out, no kubelet is verified"),
    FlagFact("kubelet-client-certificate"), FlagFact("kubelet-client-key"),
    FlagFact("kubelet-preferred-address-types"),
    FlagFact(avoiding: "kubelet-https", until: 21, deprecated: 19, "HTTPS is always used"),
    FlagFact(avoiding: "kubelet-port", deprecated: 10, "nodes say which port they use"),
    FlagFact(avoiding: "kubelet-read-only-port", deprecated: 10, "the port is closed"),
  ]

  private static let aggregation = [
    FlagFact("requestheader-client-ca-file", "use an authority that signs nothing else"),
    FlagFact("requestheader-allowed-names"), FlagFact("requestheader-username-headers"),
    FlagFact("requestheader-group-headers"), FlagFact("requestheader-extra-headers-prefix"),
    FlagFact("requestheader-uid-headers", from: 32),
    FlagFact("proxy-client-cert-file"), FlagFact("proxy-client-key-file"),
    FlagFact("enable-aggregator-routing"),
  ]

  private static let auditing = [
    FlagFact("audit-policy-file"),
    FlagFact("audit-log-path", "without --audit-policy-file nothing is written"),
    FlagFact("audit-log-maxage"), FlagFact("audit-log-maxbackup"), FlagFact("audit-log-maxsize"),
  ]

  static let apiServerValues =
    ["enable-admission-plugins", "admission-control"].flatMap { flag in
      [
        FlagValueFact(
          flag: flag,
          value: "Initializers",
          minors: 14...(.max),
          isFatal: true,
          advice: "the plugin is gone since 1.14; leave it out"
        ),
        FlagValueFact(
          flag: flag,
          value: "PodSecurityPolicy",
          minors: 25...(.max),
          isFatal: true,
          advice: "the plugin is gone since 1.25; PodSecurity is on by default"
        ),
      ]
    } + [
      FlagValueFact(
        flag: "runtime-config",
        value: "api/all",
        minors: 0...16,
        isFatal: false,
        advice: "without =true it has no effect"
      ),
      FlagValueFact(
        flag: "runtime-config",
        value: "api/all",
        minors: 17...(.max),
        isFatal: true,
        advice: "name the groups that are needed, each with =true"
      ),
      FlagValueFact(
        flag: "storage-backend",
        value: "etcd2",
        minors: 13...(.max),
        isFatal: true,
        advice: "only etcd3 is left since 1.13"
      ),
      FlagValueFact(
        flag: "authorization-mode",
        value: "AlwaysAllow",
        minors: 0...(.max),
        isFatal: false,
        advice: "everybody may do everything; use Node,RBAC"
      ),
    ]
}
