import KTHWCore

/// Whom a certificate makes of its holder in Kubernetes, in words.
struct KubernetesIdentityText {
  let text: String

  /// Nil for a certificate that no API server would take from a client.
  init?(_ facts: CertificateFacts) {
    guard facts.grantsClientIdentity, let identity = RBACIdentity(facts.subject) else {
      return nil
    }
    var words = "user \(identity.user)"
    switch identity.groups.count {
    case 0: break
    case 1: words += ", group \(identity.groups[0])"
    default: words += ", groups \(identity.groups.joined(separator: ", "))"
    }
    if identity.isIrrevocableAdministrator {
      words += " (above RBAC: cannot be revoked before it expires)"
    } else if let node = identity.nodeName {
      words += " (the kubelet of \(node))"
    }
    text = words
  }
}
