import ArgumentParser
import KTHWCore

/// `kthwctl identities`: the table of components and who they are.
struct IdentitiesCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "identities",
    abstract: "List the components of a cluster: user, groups, what their certificate is for.",
    discussion: """
      The user is the certificate's common name (CN), the groups are its
      organizations (O). NODE stands for the name that a node registers under.

      EXAMPLES
        kthwctl identities
        kthwctl identities kube-apiserver
        kthwctl identities -o json

      EXIT STATUS
        0 printed; 74 there is no component of that name
      """
  )

  @Argument(help: "A component; without it all of them are listed.")
  var name: String?

  @OptionGroup var output: OutputOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let components =
      try name.map { [try ComponentIdentity.row(named: $0)] } ?? ComponentIdentity.all
    try Printer.print(
      output.format,
      kind: "IdentityList",
      document: { [Node.Entry("items", .sequence(components.map(\.node)))] },
      table: { name == nil ? table(of: components) : components.map(details).joined() }
    )
  }

  private func table(of components: [ComponentIdentity]) -> String {
    var table = TextTable("NAME", "USER (CN)", "GROUPS (O)", "FOR", "SIGNED BY")
    for component in components {
      table.add(
        component.name,
        component.user,
        component.groupsText,
        component.purposeText,
        component.signerText
      )
    }
    return table.text()
  }

  private func details(of component: ComponentIdentity) -> String {
    var lines = LabelledLines()
    lines.add("What", component.summary)
    lines.add("User (CN)", component.user)
    lines.add("Groups (O)", component.groupsText)
    lines.add("For", component.purposeText)
    lines.add("Signed by", component.signerText)
    if !component.standardNames.isEmpty {
      lines.add("Names", component.standardNames.joined(separator: ", "))
    }
    if !component.aliases.isEmpty {
      lines.add("Also called", component.aliases.joined(separator: ", "))
    }
    return component.name + "\n" + lines.text
  }
}

extension ComponentIdentity {
  fileprivate var groupsText: String { groups.isEmpty ? "-" : groups.joined(separator: ",") }
  fileprivate var purposeText: String { purpose?.rawValue ?? "key pair" }
  fileprivate var signerText: String {
    authority?.rawValue ?? (purpose == nil ? "nobody" : "itself")
  }
}

extension ComponentIdentity {
  /// The row as programs read it.
  fileprivate var node: Node {
    .mapping([
      "name": .string(name),
      "aliases": .sequence(aliases.map { .string($0) }),
      "user": .string(user),
      "groups": .sequence(groups.map { .string($0) }),
      "purpose": purpose.map { .string($0.rawValue) },
      "signedBy": authority.map { .string($0.rawValue) },
      "standardNames": .sequence(standardNames.map { .string($0) }),
      "summary": .string(summary),
    ])
  }
}
