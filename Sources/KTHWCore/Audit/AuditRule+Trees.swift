extension AuditRule {
  /// What can be wrong with a tree of generate as a whole.
  static let treeRules: [AuditRule] = []
}
