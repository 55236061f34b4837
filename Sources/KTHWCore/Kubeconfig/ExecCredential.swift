/// A program that prints credentials when a client needs them.
///
/// Lists that are nil are written as `null`, and kubectl keeps the two apart.
/// The environment may hold secrets and is not described.
///
/// Source: Kubernetes, "client-go credential plugins".
public struct ExecCredential: Sendable {
  /// The program; without `/` it is looked up in `PATH`, and a relative path
  /// starts from the kubeconfig's directory.
  public var command: String
  /// The program's arguments.
  public var arguments: [String]?
  /// What is added to the program's environment.
  public var environment: [EnvironmentVariable]?
  /// The version of the protocol: `client.authentication.k8s.io/v1`.
  public var apiVersion: String
  /// What to tell a user who does not have the program.
  public var installHint = ""
  /// Whether the program is told of the cluster.
  public var provideClusterInfo = false
  /// Whether the program may ask on the terminal, in the words of
  /// ``InteractiveMode``; version v1 of the protocol demands one of them.
  public var interactiveMode: String

  /// Creates a program call.
  public init(
    command: String,
    arguments: [String]? = nil,
    environment: [EnvironmentVariable]? = nil,
    apiVersion: String = "client.authentication.k8s.io/v1",
    interactiveMode: InteractiveMode? = .ifAvailable
  ) {
    self.command = command
    self.arguments = arguments
    self.environment = environment
    self.apiVersion = apiVersion
    self.interactiveMode = interactiveMode?.rawValue ?? ""
  }

  /// Whether a program may ask on the terminal.
  public enum InteractiveMode: String, CaseIterable, Hashable, Sendable {
    /// It may where there is a terminal.
    case ifAvailable = "IfAvailable"
    /// It never asks.
    case never = "Never"
    /// It always needs a terminal.
    case always = "Always"
  }

  /// A variable of the program's environment.
  public struct EnvironmentVariable: Hashable, Sendable {
    /// The variable's name.
    public var name: String
    /// Its value, which may be secret.
    public var value: String

    /// Creates a variable.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }
}

extension ExecCredential: Hashable {
  /// Equal when both would be written the same.
  public static func == (left: Self, right: Self) -> Bool { left.tree == right.tree }
  /// Hashes what would be written.
  public func hash(into hasher: inout Hasher) { hasher.combine(tree) }
}

extension ExecCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The program, without arguments and environment.
  public var description: String { "ExecCredential(\(Terminal.quoted(command)))" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ExecCredential.EnvironmentVariable: CustomStringConvertible, CustomReflectable {
  /// The name alone.
  public var description: String { "EnvironmentVariable(\(Terminal.quoted(name)))" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A credential provider that clients had built in, such as `oidc` or `gcp`.
public struct AuthProvider: Sendable {
  /// The provider's name.
  public var name: String
  /// The provider's settings, which may be secret; nil is written as `null`.
  public var config: KubeconfigEntries<String>?

  /// Creates a provider.
  public init(name: String, config: KubeconfigEntries<String>? = [:]) {
    self.name = name
    self.config = config
  }
}

extension AuthProvider: Hashable {
  /// Equal when both would be written the same.
  public static func == (left: Self, right: Self) -> Bool { left.tree == right.tree }
  /// Hashes what would be written.
  public func hash(into hasher: inout Hasher) { hasher.combine(tree) }
}

extension AuthProvider: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The provider's name, without its settings.
  public var description: String { "AuthProvider(\(Terminal.quoted(name)))" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
