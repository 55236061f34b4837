extension AuditRule {
  /// What can be wrong with certificates, requests and keys.
  static let certificateRules: [AuditRule] =
    profileRules + authorityRules + keyRules + pairRules + chainRules + usageRules
    + identityRules + nameRules + expiryRules
}
