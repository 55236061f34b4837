extension KubectlHelp {
  /// What is known of a subcommand.
  static func entry(for command: KubectlSubcommand) -> Entry {
    switch command {
    case .currentContext:
      Entry(
        summary: "Print the name of the current context",
        examples: [("Print the current context", "current-context")],
        usage: "[flags] [options]"
      )
    case .deleteCluster: deletion("cluster")
    case .deleteContext: deletion("context")
    case .deleteUser: deletion("user")
    case .getClusters: listing("clusters")
    case .getUsers: listing("users")
    case .getContexts:
      Entry(
        summary: "List contexts, all or some",
        examples: [
          ("List all contexts", "get-contexts"),
          ("Show one context", "get-contexts my-context"),
        ],
        usage: "[NAME...] [-o name] [options]"
      )
    case .renameContext:
      Entry(
        summary: "Rename a context",
        details: ["Where it is the current context, it stays so under its new name."],
        examples: [("Rename a context", "rename-context old-name new-name")],
        usage: "CONTEXT_NAME NEW_NAME [options]"
      )
    case .useContext:
      Entry(
        summary: "Make a context the current one",
        examples: [("Use the context of the cluster hard-way", "use-context hard-way")],
        usage: "CONTEXT_NAME [options]"
      )
    case .set: setting
    case .unset:
      Entry(
        summary: "Take away one value of a kubeconfig",
        details: [propertyNames],
        examples: [
          ("Have no current context", "unset current-context"),
          ("Take the namespace out of a context", "unset contexts.my-context.namespace"),
        ],
        usage: "PROPERTY_NAME [options]"
      )
    case .setCluster: settingCluster
    case .setContext: settingContext
    case .setCredentials: settingCredentials
    case .view: viewing
    }
  }

  private static let propertyNames =
    "PROPERTY_NAME is a path of field names and entry names, joined by dots: "
    + "clusters.NAME.server, users.NAME.token, current-context."

  private static let merging = "Of an entry that is there, only what the flags name is changed."

  private static func deletion(_ kind: String) -> Entry {
    Entry(
      summary: "Delete a \(kind)",
      examples: [("Delete the \(kind) old", "delete-\(kind) old")],
      usage: "NAME [options]"
    )
  }

  private static func listing(_ kind: String) -> Entry {
    Entry(
      summary: "List the names of the \(kind)",
      examples: [("List the \(kind)", "get-\(kind)")],
      usage: "[flags] [options]"
    )
  }

  private static var setting: Entry {
    Entry(
      summary: "Set one value of a kubeconfig",
      details: [
        propertyNames,
        "PROPERTY_VALUE is the new value: base64 for the fields that end in -data, unless "
          + "--set-raw-bytes is given.",
      ],
      examples: [
        ("Set a cluster's server", "set clusters.hard-way.server https://10.0.0.1:6443"),
        (
          "Set a cluster's CA certificates from a file",
          "set clusters.hard-way.certificate-authority-data \"$(base64 -w0 ca.pem)\""
        ),
      ],
      usage: "PROPERTY_NAME PROPERTY_VALUE [options]"
    )
  }

  private static var settingCluster: Entry {
    Entry(
      summary: "Set a cluster",
      details: [merging],
      examples: [
        (
          "Set the server, and take in the CA's certificate",
          "set-cluster hard-way --server=https://10.0.0.1:6443 --certificate-authority=ca.pem "
            + "--embed-certs"
        ),
        ("Change the server alone", "set-cluster hard-way --server=https://10.0.0.2:6443"),
      ],
      usage: "NAME [--server=URL] [--certificate-authority=FILE] [--embed-certs] [options]"
    )
  }

  private static var settingContext: Entry {
    Entry(
      summary: "Set a context",
      details: [merging],
      examples: [
        ("Pair a cluster and a user", "set-context default --cluster=hard-way --user=admin"),
        ("Change the current context's namespace", "set-context --current --namespace=web"),
      ],
      usage: "[NAME | --current] [--cluster=NAME] [--user=NAME] [--namespace=NAME] [options]"
    )
  }

  private static var settingCredentials: Entry {
    Entry(
      summary: "Set a user",
      details: [
        merging, "A token excludes user name and password, and the other way round.",
      ],
      examples: [
        (
          "Take in a client certificate and its key",
          "set-credentials admin --client-certificate=admin.pem --client-key=admin-key.pem "
            + "--embed-certs"
        ),
        (
          "Have a program give the credentials",
          "set-credentials dev --exec-command=/usr/local/bin/login "
            + "--exec-api-version=client.authentication.k8s.io/v1 --exec-interactive-mode=Never"
        ),
      ],
      usage: "NAME [--client-certificate=FILE] [--client-key=FILE] [--embed-certs] [--token=TOKEN] "
        + "[--exec-command=PROGRAM] [--exec-arg=ARGUMENT] [--exec-env=NAME=VALUE] [options]"
    )
  }

  private static var viewing: Entry {
    Entry(
      summary: "Show the kubeconfig, merged from all files",
      details: ["Secrets and certificates are left out unless --raw or --flatten is given."],
      examples: [
        ("Show it", "view"),
        ("Write one file that needs no others", "view --flatten --minify > one.kubeconfig"),
        (
          "Print a cluster's server",
          "view -o jsonpath='{.clusters[?(@.name==\"hard-way\")].cluster.server}'"
        ),
      ],
      usage: "[flags] [options]"
    )
  }
}
