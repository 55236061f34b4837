extension LogSymptom {
  /// A certificate and the name that it was looked at for.
  static let names = [
    LogSymptom(
      "name-not-in-certificate",
      [
        "x509: certificate is valid for {names}, not {name}",
        "x509: certificate is not valid for any names, but wanted to match {name}",
      ],
      cause: """
        The server was called as {name}, and the certificate that it shows is not for {name}. \
        Names of a certificate are its alternative names; the common name does not count.
        """,
      artifact: "the certificate that the server at {name} shows",
      remedy: """
        Make that server's certificate again with {name} among its names, or call the server by a \
        name that it has.
        """,
      commands: [
        "kthwctl inspect FILE", "kthwctl verify DIR",
        "openssl s_client -connect {name}:PORT </dev/null | openssl x509 -noout -ext subjectAltName",
      ],
      source: "Go, crypto/x509, HostnameError"
    ),
    LogSymptom(
      "no-address-in-certificate",
      ["x509: cannot validate certificate for {name} because it doesn't contain any IP SANs"],
      cause: """
        The server was called by its address {name}, and its certificate has no address among its \
        names. An address that was written as a DNS name is not one.
        """,
      artifact: "the certificate that the server at {name} shows",
      remedy: """
        Make that server's certificate again with IP:{name} among its names: with cfssl -hostname, \
        with openssl subjectAltName=IP:{name}.
        """,
      commands: ["kthwctl inspect FILE", "kthwctl verify DIR"],
      source: "Go, crypto/x509, HostnameError"
    ),
    LogSymptom(
      "common-name-only",
      ["x509: certificate relies on legacy Common Name field, use SANs instead"],
      cause: """
        The server's certificate has no alternative names. Since 1.19 the programs of Kubernetes \
        do not look at the common name of a server any more.
        """,
      artifact: "the certificate that the server shows",
      remedy: "Make it again with its DNS names and addresses as alternative names.",
      commands: ["kthwctl inspect FILE", "kthwctl cert kube-apiserver --hostname NAME,ADDRESS"],
      source: "Go, crypto/x509, HostnameError; Kubernetes 1.19 release notes"
    ),
    LogSymptom(
      "openssl-name-mismatch",
      [
        "hostname mismatch", "IP address mismatch",
        "upstream SSL certificate does not match {name}",
      ],
      cause: """
        The certificate is not for the name or address that was asked for. nginx compares DNS \
        names alone, so that an address never fits; set proxy_ssl_name to a DNS name there.
        """,
      artifact: "the certificate that was looked at",
      remedy: "Make it again with that name, or ask for a name that it has.",
      commands: ["kthwctl inspect FILE"],
      source: "openssl-verification-options(1); nginx, ngx_http_proxy_module"
    ),
  ]

  /// Certificates and whoever signed them.
  static let chains = [
    LogSymptom(
      "unknown-authority-candidate",
      [
        "certificate signed by unknown authority (possibly because of \"{reason}\" while trying to "
          + "verify candidate authority certificate \"{authority}\")"
      ],
      cause: """
        There is an authority of the right name, {authority}, but not with the key that signed \
        this certificate: {reason}. Most often the authority was made a second time, and \
        certificates of the first one are still around, or the other way round.
        """,
      artifact: "the copy of {authority} that the complaining program trusts, or the certificate",
      remedy: """
        Find out which copy of the authority is the one that signed (kthwctl inspect says who \
        signed what), copy that one everywhere, or make the certificates again with the new one.
        """,
      commands: ["kthwctl inspect CA.pem CERTIFICATE.pem", "kthwctl verify DIR"],
      source: "Go, crypto/x509, UnknownAuthorityError"
    ),
    LogSymptom(
      "unknown-authority",
      [
        "x509: certificate signed by unknown authority",
        "remote error: tls: unknown certificate authority",
        "alert unknown ca",
      ],
      cause: """
        One side showed a certificate, and the other trusts nobody who signed it. The side that \
        says "signed by unknown authority" has the wrong CA file; the side that hears "remote \
        error" was refused by it.
        """,
      artifact:
        "the CA file of whoever refuses: --client-ca-file, --trusted-ca-file, --etcd-cafile, "
        + "--kubelet-certificate-authority, or certificate-authority in a kubeconfig",
      remedy: """
        Give it the authority that signed the other side's certificate. A kubelet that joins needs \
        the cluster's CA in its bootstrap kubeconfig; a kubelet without a certificate of its own \
        shows one that no API server trusts.
        """,
      commands: ["kthwctl inspect CA.pem CERTIFICATE.pem", "kthwctl whoami --kubeconfig FILE"],
      source: "Go, crypto/x509, UnknownAuthorityError; RFC 8446 §6.2"
    ),
    LogSymptom(
      "certificate-expired",
      [
        "x509: certificate has expired or is not yet valid: current time {now} is after {end}",
        "x509: certificate has expired or is not yet valid",
        "remote error: tls: expired certificate",
        "certificate has expired", "certificate is expired",
      ],
      cause: """
        A certificate has ended, or the clock of the machine is wrong. The program that says so \
        looks at the other side's certificate, not at its own; "remote error" means that the other \
        side looks at ours.
        """,
      artifact: "the certificate that the other side shows, or its authority's",
      remedy: "Make it again, and restart or reload whoever shows it. Look at the clock as well.",
      commands: ["kthwctl expiry DIR", "timedatectl", "kthwctl generate cluster.yaml"],
      source: "Go, crypto/x509, CertificateInvalidError"
    ),
    LogSymptom(
      "certificate-not-yet-valid",
      [
        "x509: certificate has expired or is not yet valid: current time {now} is before {begin}",
        "certificate is not yet valid",
      ],
      cause: "A certificate begins later than the clock of this machine says it is.",
      artifact: "the clock of this machine, or of the one where the certificate was made",
      remedy:
        "Set the clock (systemd-timesyncd, chrony), then make the certificate again if need be.",
      commands: ["timedatectl", "kthwctl expiry DIR"],
      source: "Go, crypto/x509, CertificateInvalidError"
    ),
    LogSymptom(
      "wrong-usage",
      [
        "x509: certificate specifies an incompatible key usage", "unsuitable certificate purpose",
        "unsupported certificate purpose",
      ],
      cause: """
        A certificate is used for what it was not made for: a client shows one that is for servers \
        alone, or a server one that is for clients alone. etcd's own certificate must be for both, \
        because it calls itself and its peers with it.
        """,
      artifact: "the certificate that was shown: its extended key usages",
      remedy: """
        Make it again with clientAuth for a client, serverAuth for a server, both for etcd.
        """,
      commands: ["kthwctl inspect FILE", "kthwctl cert NAME"],
      source: "Go, crypto/x509, IncompatibleUsage; RFC 5280 §4.2.1.12"
    ),
    LogSymptom(
      "not-an-authority",
      [
        "x509: invalid signature: parent certificate cannot sign this kind of certificate",
        "x509: certificate is not authorized to sign other certificates", "invalid CA certificate",
        "Basic Constraints of CA cert not marked critical",
      ],
      cause: """
        What is trusted as an authority is none: it is a server's or client's certificate, or its \
        basic constraints do not say CA:TRUE, or strict readers miss "critical" there.
        """,
      artifact: "the CA file",
      remedy:
        "Give the program the authority's own certificate, and make a CA that says that it is one.",
      commands: ["kthwctl inspect CA.pem", "kthwctl ca init"],
      source: "Go, crypto/x509, NotAuthorizedToSign; RFC 5280 §4.2.1.9"
    ),
    LogSymptom(
      "no-issuer-found",
      [
        "unable to get local issuer certificate", "unable to get issuer certificate",
        "unable to verify the first certificate",
      ],
      cause: "openssl has nobody among the files that it was given who signed the certificate.",
      artifact: "the file of -CAfile, or the intermediates that a server leaves out",
      remedy: "Give -CAfile the authority that signed it, and -untrusted what stands between them.",
      commands: [
        "kthwctl inspect CA.pem CERTIFICATE.pem", "openssl verify -CAfile CA.pem CERTIFICATE.pem",
      ],
      source: "openssl-verification-options(1)"
    ),
    LogSymptom(
      "self-signed",
      ["self-signed certificate in certificate chain", "self signed certificate"],
      cause: """
        A certificate has signed itself and is not among those that are trusted: a server that made \
        one for itself, or a CA that the client was not given.
        """,
      artifact: "the CA file of whoever refuses",
      remedy: "Trust the CA, or give the server a certificate that the CA signed.",
      commands: ["kthwctl inspect FILE"],
      source: "openssl-verification-options(1)"
    ),
    LogSymptom(
      "weak-signature",
      ["x509: cannot verify signature: insecure algorithm {algorithm}", "ca md too weak"],
      cause: "A certificate is signed with {algorithm}, which nobody accepts any more.",
      artifact: "the certificate, and the CA that signs like this",
      remedy: "Make it again: every program signs with SHA-256 today, unless it is told otherwise.",
      commands: ["kthwctl inspect FILE"],
      source: "Go, crypto/x509, InsecureAlgorithmError"
    ),
  ]
}
