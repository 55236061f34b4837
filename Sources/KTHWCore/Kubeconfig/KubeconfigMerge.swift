/// What to do where two kubeconfigs have different things of one name.
public enum CollisionPolicy: String, CaseIterable, Hashable, Sendable {
  /// Nothing is merged, and every collision is named.
  case fail
  /// What is there stays.
  case keep
  /// What is there is replaced.
  case replace
  /// What comes in gets another name, and its references follow.
  case rename
}

extension Kubeconfig {
  /// What came of merging a kubeconfig into another.
  public struct MergeOutcome: Hashable, Sendable {
    /// Both together.
    public var kubeconfig: Kubeconfig
    /// What was added, kept, replaced or renamed, in words.
    public var actions: [String] = []
  }

  /// This kubeconfig with everything of another one in it.
  ///
  /// Stanzas that are the same collide with nothing. The current context
  /// stays, unless there is none.
  /// - Parameters:
  ///   - other: what comes in.
  ///   - policy: what to do where both have different things of one name.
  ///   - suffix: what is put behind names that have to change; a number
  ///     follows where that is taken too.
  /// - Returns: both together, and what was done.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` and a
  ///   problem for every collision, where the policy is to fail.
  public func merged(
    with other: Kubeconfig,
    onCollision policy: CollisionPolicy = .fail,
    suffix: String = "-imported"
  ) throws -> MergeOutcome {
    var merge = Merge(outcome: MergeOutcome(kubeconfig: self), policy: policy, suffix: suffix)
    let clusters = merge.add(other.clusters, to: \.clusters, "cluster")
    let users = merge.add(other.users, to: \.users, "user")
    // Contexts follow the clusters and users that had to change their names.
    let renamed = other.contexts.mapValues { context in
      var context = context
      context.cluster = clusters[context.cluster] ?? context.cluster
      context.user = users[context.user] ?? context.user
      return context
    }
    let contexts = merge.add(renamed, to: \.contexts, "context")
    merge.addExtensions(other)
    try merge.problems.throwIfAny()
    var outcome = merge.outcome
    if currentContext.isEmpty, !other.currentContext.isEmpty {
      let name = contexts[other.currentContext] ?? other.currentContext
      outcome.kubeconfig.currentContext = name
      outcome.actions.append("current context is now \(Terminal.quoted(name))")
    }
    return outcome
  }
}

/// A merge in progress.
private struct Merge {
  var outcome: Kubeconfig.MergeOutcome
  let policy: CollisionPolicy
  let suffix: String
  var problems = Problems()

  /// Adds stanzas and gives the new names of those that were renamed.
  mutating func add<Stanza: Equatable>(
    _ stanzas: KubeconfigEntries<Stanza>,
    to entries: WritableKeyPath<Kubeconfig, KubeconfigEntries<Stanza>>,
    _ kind: String
  ) -> KubeconfigEntries<String> {
    var names: KubeconfigEntries<String> = [:]
    for (name, stanza) in stanzas {
      let quoted = "\(kind) \(Terminal.quoted(name))"
      guard let present = outcome.kubeconfig[keyPath: entries][name] else {
        outcome.kubeconfig[keyPath: entries][name] = stanza
        outcome.actions.append("added \(quoted)")
        continue
      }
      guard present != stanza else { continue }
      switch policy {
      case .fail:
        problems.add(
          .alreadyExists,
          "there is another \(quoted) already",
          hint: "keep what is there, replace it, or rename what comes in"
        )
      case .keep: outcome.actions.append("kept \(quoted)")
      case .replace:
        outcome.kubeconfig[keyPath: entries][name] = stanza
        outcome.actions.append("replaced \(quoted)")
      case .rename:
        let present = outcome.kubeconfig[keyPath: entries]
        let free = freeName(name, stanza, in: present, besides: stanzas)
        outcome.kubeconfig[keyPath: entries][free] = stanza
        names[name] = free
        outcome.actions.append("added \(quoted) as \(Terminal.quoted(free))")
      }
    }
    return names
  }

  /// A name that nothing has, or that the same thing has from an earlier
  /// merge.
  private func freeName<Stanza: Equatable>(
    _ name: String,
    _ stanza: Stanza,
    in present: KubeconfigEntries<Stanza>,
    besides incoming: KubeconfigEntries<Stanza>
  ) -> String {
    var candidate = name + suffix
    var number = 2
    while incoming.contains(name: candidate) || present[candidate].map({ $0 != stanza }) == true {
      candidate = "\(name)\(suffix)-\(number)"
      number += 1
    }
    return candidate
  }

  mutating func addExtensions(_ other: Kubeconfig) {
    func add(
      _ extensions: KubeconfigEntries<Node>,
      to present: inout KubeconfigEntries<Node>
    ) {
      for (name, payload) in extensions where policy == .replace || !present.contains(name: name) {
        present[name] = payload
      }
    }
    add(other.extensions, to: &outcome.kubeconfig.extensions)
    add(other.preferences.extensions, to: &outcome.kubeconfig.preferences.extensions)
  }
}
