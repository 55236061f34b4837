import ArgumentParser
import KTHWCore

/// `kthwctl csr NAME`: the request JSON that cfssl reads.
struct CSRRequestCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "request",
    abstract: "Print the cfssl request JSON for a component, a node or a user.",
    discussion: """
      What the tutorials write by hand or by script as NAME-csr.json, with the
      user and groups that Kubernetes expects.

      EXAMPLES
        kthwctl csr kube-proxy > kube-proxy-csr.json
        kthwctl csr node-1 --as kubelet --surroundings /C=US/ST=Oregon/L=Portland
        kthwctl csr admin | cfssl gencert -ca ca.pem -ca-key ca-key.pem - | cfssljson -bare admin

      EXIT STATUS
        0 printed; 64 usage; 65 a value does not fit; 74 there is no such component
      """
  )

  @OptionGroup var identity: IdentityOptions
  @OptionGroup var key: KeyOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    // Checked here, because cfssl would take anything for a name.
    _ = try identity.names
    let subject = try identity.holder.subject
    Failure.warn(IdentityMisspelling.problems(in: subject))
    let request = CFSSLRequest(subject: subject, hosts: identity.hosts, key: key.specification)
    try StandardStream.output.write(request.json)
  }
}
