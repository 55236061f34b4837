/// Makes an encryption configuration, or takes one a step further in the
/// rotation of its key.
public enum MakeEncryptionConfiguration {
  /// What to make, and where it goes.
  public struct Input: Sendable {
    /// What to make.
    public var task: Task
    /// The cluster's version; nil is the newest, and leaves a file that is
    /// rotated in its form.
    public var version: KubernetesVersion?
    /// The file to write; nil only gives the configuration back.
    public var output: String?

    /// Creates an input.
    public init(task: Task, version: KubernetesVersion? = nil, output: String? = nil) {
      self.task = task
      self.version = version
      self.output = output
    }
  }

  /// What to make.
  public enum Task: Sendable {
    /// A new configuration with a new key.
    case create(resources: [String], Method)
    /// What a file becomes by a step; nil is the step that comes next. `to`
    /// is the cipher of a new key.
    case rotate(file: String, step: EncryptionRotation.Step?, to: LocalCipher)
  }

  /// How resources are kept.
  public enum Method: Sendable {
    /// Encrypted with a key in the file.
    case local(LocalCipher)
    /// Encrypted by a key management service.
    case keyService(KeyService)
    /// Not encrypted.
    case identity
  }

  /// What was made.
  public struct Output: Sendable {
    /// The configuration.
    public var configuration: EncryptionConfiguration
    /// The step that was taken; nil for a new configuration.
    public var step: EncryptionRotation.Step?
    /// How far the rotation has come, where that shows.
    public var stage: EncryptionRotation.Stage?
    /// What an API server takes and its owner may regret.
    public var doubts: [Problem]
  }

  /// Makes the configuration and writes it, with mode 0600.
  ///
  /// A file that is there is replaced only by its own next step: replacing it
  /// by another would lose the keys of what is stored.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` where
  ///   another file is in the way, or what reading and writing throw.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    switch input.task {
    case .create(let resources, let method):
      let configuration = try made(method, resources, input.version ?? .newest, context)
      try write(configuration, to: input.output, replacement: .refuseExisting, nil, context)
      return output(configuration, nil, input)
    case .rotate(let file, let step, let cipher):
      let isInPlace = try input.output.map { try isSame(file, $0, context) } ?? false
      let lock = try isInPlace ? DirectoryLock(replacing: file, context: context) : nil
      let (configuration, taken) = try rotated(file, step, cipher, input.version, context)
      let replacement: OutputFile.Replacement = isInPlace ? .replace : .refuseExisting
      try write(configuration, to: input.output, replacement: replacement, lock, context)
      return output(configuration, taken, input)
    }
  }

  private static func made(
    _ method: Method,
    _ resources: [String],
    _ version: KubernetesVersion,
    _ context: Context
  ) throws -> EncryptionConfiguration {
    switch method {
    case .local(let cipher):
      return try .encrypting(resources, with: cipher, for: version, using: context.random)
    case .keyService(let service):
      return try .encrypting(resources, with: service, for: version)
    case .identity:
      let rule = EncryptionConfiguration.Rule(resources: resources, providers: [.identity])
      let configuration = EncryptionConfiguration(rules: [rule], form: .init(for: version))
      if let error = KTHWError(configuration.problems(for: version)) { throw error }
      return configuration
    }
  }

  private static func rotated(
    _ file: String,
    _ step: EncryptionRotation.Step?,
    _ cipher: LocalCipher,
    _ version: KubernetesVersion?,
    _ context: Context
  ) throws -> (EncryptionConfiguration, EncryptionRotation.Step) {
    let bytes = try InputFile.read(file, context: context, allowStandardInput: true)
    var configuration = try EncryptionConfiguration(text: bytes, file: file)
    if let version { configuration.form = EncryptionConfiguration.Form(for: version) }
    if let error = KTHWError(configuration.problems(for: version ?? .newest)) {
      throw error.inFile(file)
    }
    do {
      let taken = try step ?? configuration.rotationStage().nextStep
      return (try configuration.rotated(taken, to: cipher, using: context.random), taken)
    } catch let error as KTHWError {
      throw error.inFile(file)
    }
  }

  /// Whether two paths lead to one name in one directory.
  private static func isSame(_ left: String, _ right: String, _ context: Context) throws -> Bool {
    guard left != "-" else { return false }
    let names = try [left, right].map { try FileName(context.resolved($0), shownAs: $0) }
    return try names[0].isSame(as: names[1])
  }

  private static func write(
    _ configuration: EncryptionConfiguration,
    to path: String?,
    replacement: OutputFile.Replacement,
    _ lock: DirectoryLock?,
    _ context: Context
  ) throws {
    guard let path else { return }
    let file = OutputFile(
      path,
      .secret(configuration.text()),
      mode: .ownerOnly,
      replacement: replacement
    )
    try FileWriter.write([file], context: context, holding: lock)
  }

  private static func output(
    _ configuration: EncryptionConfiguration,
    _ step: EncryptionRotation.Step?,
    _ input: Input
  ) -> Output {
    Output(
      configuration: configuration,
      step: step,
      stage: try? configuration.rotationStage(),
      doubts: configuration.doubts(for: input.version ?? .newest)
    )
  }
}
