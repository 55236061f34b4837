/// Shows a kubeconfig, as `kubectl config view` does.
public enum ShowKubeconfig {
  /// What to show, and how.
  public struct Input: Sendable {
    /// What is left of the kubeconfig.
    public var view: KubeconfigView
    /// How it is printed, in the words of `-o`: `json`, `jsonpath={.kind}`;
    /// nil is YAML.
    public var output: String?
    /// The template of a format that needs one, or its file.
    public var template: String
    /// Whether templates may name what is not there.
    public var allowsMissingKeys: Bool
    /// Whether the files are merged; otherwise ``kubeconfig`` names the one
    /// file, which must be there.
    public var merges: Bool
    /// The one file to read; nil leaves it to `KUBECONFIG` and `HOME`.
    public var kubeconfig: String?

    /// Creates an input.
    public init(
      view: KubeconfigView = KubeconfigView(),
      output: String? = nil,
      template: String = "",
      allowsMissingKeys: Bool = true,
      merges: Bool = true,
      kubeconfig: String? = nil
    ) {
      self.view = view
      self.output = output
      self.template = template
      self.allowsMissingKeys = allowsMissingKeys
      self.merges = merges
      self.kubeconfig = kubeconfig
    }
  }

  /// The text to print.
  ///
  /// - Throws: ``KTHWError`` where a format, a file or a name does not fit,
  ///   with kubectl's words as ``Problem/peerWords``.
  public static func run(_ input: Input, in context: Context) throws -> SecretBytes {
    let format = try KubeconfigFormat(output: input.output, template: input.template) {
      try InputFile.read($0, context: context)
    }
    let shown = try input.view.applied(
      to: loaded(input, context),
      directory: WorkingDirectory.path(context),
      readFile: { try InputFile.read($0, context: context) }
    )
    return try format.text(of: shown, allowsMissingKeys: input.allowsMissingKeys)
  }

  private static func loaded(_ input: Input, _ context: Context) throws -> Kubeconfig {
    guard !input.merges else {
      return try KubeconfigFiles(explicit: input.kubeconfig, context: context).load().merged
    }
    guard let file = input.kubeconfig else {
      throw KubeconfigEdit.refusal(
        .usage,
        "if merge==false a precise file must be specified",
        hint: "name it with --kubeconfig"
      )
    }
    let bytes = try InputFile.read(file, context: context)
    return try Kubeconfig(reading: bytes, file: file)
  }
}
