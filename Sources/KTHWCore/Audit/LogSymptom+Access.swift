extension LogSymptom {
  /// Who somebody is to an API server.
  static let identities = [
    LogSymptom(
      "unauthorized",
      [
        "You must be logged in to the server (Unauthorized)",
        "Failed to list {resource}: Unauthorized",
        "the server has asked for the client to provide credentials", ": Unauthorized",
      ],
      cause: """
        The API server does not know who is asking: the client certificate is not of the CA in \
        --client-ca-file or has ended, or the token is not one that it takes.
        """,
      artifact:
        "the credential in the kubeconfig of whoever asks, or --client-ca-file of the API server",
      remedy: """
        See whom the kubeconfig names and who signed that, and compare it with the API server's \
        --client-ca-file.
        """,
      commands: ["kthwctl whoami --kubeconfig FILE", "kthwctl verify DIR"],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/"
    ),
    LogSymptom(
      "invalid-bearer-token",
      [
        "invalid bearer token", "error in cryptographic primitive",
        "service account token has been invalidated",
        "token signature…invalid",
      ],
      cause: """
        The API server cannot verify a token. Tokens of service accounts are signed with one key \
        and verified with another file: after that pair was made again, or where API servers have \
        different ones, the tokens that are out are worth nothing.
        """,
      artifact: "--service-account-key-file, --service-account-signing-key-file, and "
        + "--service-account-private-key-file of the controller manager",
      remedy: """
        Give every API server and controller manager the same pair, restart the pods that hold old \
        tokens, and delete token Secrets that were made by hand.
        """,
      commands: [
        "kthwctl inspect service-account.pub service-account-key.pem", "kthwctl verify DIR",
      ],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"
    ),
    LogSymptom(
      "anonymous-refused",
      [
        "User \"system:anonymous\" cannot {verb} resource \"{resource}\"",
        "User \"system:anonymous\" cannot {verb} path \"{path}\"",
      ],
      cause: """
        Whoever asks has shown no credential at all, so the API server takes it for \
        system:anonymous, who may nearly nothing. kubectl then has a kubeconfig without a user, and \
        curl no --cert; behind a balancer that ends TLS the certificate never arrives.
        """,
      artifact: "the user in the kubeconfig of whoever asks, and its certificate",
      remedy: "Name the kubeconfig, and see that its context has a user with a credential.",
      commands: ["kthwctl whoami --kubeconfig FILE"],
      source:
        "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests"
    ),
  ]

  /// What somebody may do.
  static let permissions = [
    LogSymptom(
      "kubelet-api-forbidden",
      [
        "Forbidden (user={user}, verb={verb}, resource={resource}, subresource={subresource})",
        "User \"{user}\" cannot {verb} resource \"nodes/{subresource}\"",
      ],
      cause: """
        The kubelet asked the API server whether {user} may {verb} {subresource} of its node, and \
        it may not: kubectl logs and exec go through the API server's certificate at the kubelets, \
        whose common name is that user, and nothing is bound to it.
        """,
      artifact: """
        a ClusterRoleBinding of system:kubelet-api-admin to the user {user}, or the certificate of \
        --kubelet-client-certificate
        """,
      remedy: """
        Bind the role to exactly this user. A binding to another name, such as a misspelled one, \
        does not count.
        """,
      commands: [
        "kubectl create clusterrolebinding kubelet-api --clusterrole=system:kubelet-api-admin --user={user}",
        "kthwctl render 00-rbac.yaml -f cluster.yaml | kubectl apply -f -",
        "kthwctl inspect kube-apiserver-kubelet-client.pem",
      ],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"
    ),
    LogSymptom(
      "wrong-node-name",
      [
        "node \"{user}\" is not allowed to modify node \"{node}\"",
        "can only access node lease with the same name as the requesting node",
      ],
      cause: """
        The kubelet calls its node {node}, and its certificate says that it is {user}. A kubelet \
        may change nothing but the node that its common name has behind system:node:.
        """,
      artifact:
        "the kubelet's certificate (CN system:node:NAME) and --hostname-override or the host's name",
      remedy: "Make the certificate for system:node:{node}, or give the machine the name {user}.",
      commands: [
        "kthwctl whoami --kubeconfig /var/lib/kubelet/kubeconfig",
        "kthwctl cert {node} --as kubelet", "hostname",
      ],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/node/"
    ),
    LogSymptom(
      "no-node-identity",
      [
        "User \"{user}\" cannot get resource \"nodes\"",
        "User \"{user}\" cannot create resource \"nodes\"",
        "User \"{user}\" cannot patch resource \"nodes\"",
      ],
      cause: """
        {user} is no node to the API server. A kubelet needs the common name system:node:NAME and \
        the organization system:nodes, letter for letter; an OU does not count, and system:nodes:NAME \
        is nobody.
        """,
      artifact: "the kubelet's certificate, and --authorization-mode=Node,RBAC of the API server",
      remedy: "Make the certificate with CN system:node:NAME and O system:nodes.",
      commands: [
        "kthwctl whoami --kubeconfig /var/lib/kubelet/kubeconfig", "kthwctl cert NODE --as kubelet",
      ],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/node/"
    ),
    LogSymptom(
      "bootstrap-forbidden",
      [
        "User \"{user}\" cannot create resource \"certificatesigningrequests\"",
        "cannot create certificate signing request: {reason}",
      ],
      cause: """
        A kubelet wants to join with a token, and may not ask for a certificate: the token is \
        unknown or has ended, or its group is not bound to system:node-bootstrapper.
        """,
      artifact: "the Secret bootstrap-token-ID in kube-system, and a ClusterRoleBinding",
      remedy: """
        Make a new token, see that --enable-bootstrap-token-auth is on, and bind the group of the \
        token to system:node-bootstrapper.
        """,
      commands: [
        "kubectl -n kube-system get secrets --field-selector type=bootstrap.kubernetes.io/token"
      ],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"
    ),
    LogSymptom(
      "rbac-forbidden",
      [
        "User \"{user}\" cannot {verb} resource \"{resource}\"",
        "User \"{user}\" cannot {verb} path \"{path}\"",
      ],
      cause: """
        The API server knows who is asking, {user}, and nothing allows that user or its groups to \
        {verb} this. Built-in roles are bound to exact names, such as system:kube-scheduler: a name \
        with other letters, or a doubled system:, has no rights.
        """,
      artifact:
        "the certificate of {user} (CN is the user, O are the groups), or a missing binding",
      remedy: "See whether the name is the one that it should be; if so, bind a role to it.",
      commands: ["kthwctl whoami --kubeconfig FILE", "kthwctl identities"],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/"
    ),
    LogSymptom(
      "encryption-key-missing",
      [
        "unable to transform key \"{key}\": {reason}", "no matching prefix found",
        "no matching key was found for the provided",
        "output array was not large enough for encryption",
      ],
      cause: """
        etcd holds something that was encrypted with a key or a provider that this API server does \
        not have: the key was replaced instead of being put first, the file differs between API \
        servers, or identity was taken out while plain text was still there.
        """,
      artifact:
        "the encryption configuration (--encryption-provider-config): its providers and keys, in order",
      remedy: """
        Put the old key back behind the new one on every API server, restart them, write every \
        Secret again, and only then take the old key away.
        """,
      commands: [
        "kthwctl encryption-config --rotate encryption-config.yaml",
        "kubectl get secrets --all-namespaces -o json | kubectl replace -f -",
      ],
      source: "https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/"
    ),
  ]
}
