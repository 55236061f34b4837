import ArgumentParser

/// `kthwctl csr`: requests for certificates, to cfssl and to a cluster.
struct CSRCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csr",
    abstract: "Print cfssl's request for a component, or judge requests of kubelets.",
    discussion: """
      csr NAME is short for csr request NAME.

      EXAMPLES
        kthwctl csr kube-proxy > kube-proxy-csr.json
        kubectl get csr -o yaml | kthwctl csr check --tree out

      EXIT STATUS
        each command's own
      """,
    subcommands: [CSRRequestCommand.self, CSRCheckCommand.self],
    defaultSubcommand: CSRRequestCommand.self
  )
}
