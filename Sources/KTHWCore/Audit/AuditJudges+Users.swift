extension AuditJudges {
  /// Tells of a program that shows API servers the certificate of another.
  static let judgeUser: OfInvocation = { invocation, context, findings in
    let scope = TalkScope(area: context.area, invocation: invocation)
    let source: TalkSource?
    switch invocation.program {
    case .kubelet, .kubeControllerManager: source = scope.source("kubeconfig")
    // What a configuration names counts before the flag.
    case .kubeScheduler: source = scope.configured(.scheduler) ?? scope.source("kubeconfig")
    case .kubeProxy: source = scope.configured(.kubeProxy) ?? scope.source("kubeconfig")
    case .kubeAPIServer, .etcd, .containerd: return
    }
    guard let source, case .file(let file) = source.content,
      case .kubeconfig(let kubeconfig) = file.content,
      let context = kubeconfig.contexts[kubeconfig.currentContext],
      let identity = kubeconfig.users[context.user]?.embeddedIdentity,
      let owner = owner(of: identity), owner != invocation.program
    else { return }
    findings.add(
      .borrowedIdentity,
      at: source.named,
      "\(invocation.program.rawValue) shows \(Terminal.quoted(identity.user)), which is "
        + "\(owner.rawValue)'s",
      related: [file.place()]
    )
  }

  /// The program that a user is; nil for everybody else.
  private static func owner(of identity: RBACIdentity) -> ComponentProgram? {
    if identity.nodeName != nil { return .kubelet }
    switch identity.user {
    case "system:kube-controller-manager": return .kubeControllerManager
    case "system:kube-scheduler": return .kubeScheduler
    case "system:kube-proxy": return .kubeProxy
    default: return nil
    }
  }
}
