import ArgumentParser
import KTHWCore

/// `kthwctl render`: one file of a cluster on standard output.
struct RenderCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "render",
    abstract: "Print one unit, configuration or manifest of a cluster.",
    discussion: """
      What generate would put into the tree, for one host, without keys and
      without a tree. Manifests and the smoke test are the whole cluster's and need
      no host, and neither does a file that one host alone has.

      EXAMPLES
        kthwctl render kubelet-config.yaml --host node-1 -f cluster.yaml
        kthwctl render 20-coredns.yaml | kubectl apply -f -

      EXIT STATUS
        0 printed; 64 usage, no such file or host; 65 the description does not fit;
        74 it cannot be read
      """
  )

  @Argument(help: ArgumentHelp("Which file; --list names them all.", valueName: "name"))
  var name: String?

  @Option(help: "The host that it is for.")
  var host: String?

  @OptionGroup var cluster: ClusterFileOptions

  @Flag(help: "Print which files there are, and where they go.")
  var list = false

  @OptionGroup var output: OutputOptions

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard list || output.format == .table else {
      throw ValidationError("--output goes with --list; a file is printed as it is.")
    }
    guard list != (name != nil) else {
      throw ValidationError("Say which file to print, or --list.")
    }
  }

  func perform() throws {
    guard let name else { return try RenderedFileTable.print(as: output.format) }
    try ClusterFileText.print(RenderedFile.named(name), host: host, cluster: cluster)
  }
}

/// `kthwctl unit`: one unit of systemd on standard output.
struct UnitCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "unit",
    abstract: "Print the systemd unit of a component.",
    discussion: """
      EXAMPLES
        kthwctl unit kube-apiserver --host controller-1 -f cluster.yaml
        kthwctl unit etcd -f one-host.yaml

      EXIT STATUS
        0 printed; 64 usage, no such unit or host; 65 the description does not fit;
        74 it cannot be read
      """
  )

  @Argument(help: "The component: etcd, kube-apiserver, kubelet and so on.")
  var component: String

  @Option(help: "The host that it is for.")
  var host: String?

  @OptionGroup var cluster: ClusterFileOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let units = RenderedFile.allCases.filter(\.isUnit)
    try ClusterFileText.print(
      RenderedFile.named(component, among: units),
      host: host,
      cluster: cluster
    )
  }
}

/// The text of a file of a cluster, to standard output.
enum ClusterFileText {
  static func print(_ file: RenderedFile, host: String?, cluster: ClusterFileOptions) throws {
    let spec = try cluster.spec(in: .system)
    let output = try RenderClusterFile.run(
      RenderClusterFile.Input(spec: spec, file: file, host: host)
    )
    try StandardStream.output.write(output.text)
  }
}

/// Which files a cluster's tree can have, as a table.
enum RenderedFileTable {
  static func print(as format: OutputFormat) throws {
    let rows = RenderedFile.allCases.map { file in
      (
        name: file.rawValue,
        scope: file.isClusterWide ? "cluster" : "host",
        path: file.isClusterWide ? "manifests/\(file.rawValue)" : file.path(in: .hardWay)
      )
    }
    try Printer.print(
      format,
      kind: "RenderedFileList",
      document: {
        let files: [Node] = rows.map { row in
          .mapping([
            "name": .string(row.name), "for": .string(row.scope), "path": .string(row.path),
          ])
        }
        return [Node.Entry("files", .sequence(files))]
      },
      table: {
        var table = TextTable("NAME", "FOR", "PATH")
        for row in rows { table.add(row.name, row.scope, row.path) }
        return table.text()
      }
    )
  }
}
