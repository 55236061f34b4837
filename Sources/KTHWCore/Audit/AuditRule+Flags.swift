extension AuditRule {
  /// What can be wrong with units, flags and what they name.
  static let flagRules =
    unitRules + flagNameRules + openDoorRules + flagNetworkRules + etcdRules
    + referenceRules + trustRules
}
